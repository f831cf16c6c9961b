//! What a member of staff reports: a possible risk, seen in the classroom. It is read, examined and answered, and if confirmed it stays open until
//! the support team has settled it. It grows old in school days. Violence, self-harm or danger opens a duty of the same day, which no state of
//! the report holds up.

mod danger;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use danger::{is_danger, is_in_danger, is_restricted, is_self_harm};

use crate::calendar::{SchoolDays, date_of, day_number};
use crate::duties::{About, Duty, DutyCode, DutyDone};
use crate::life_cycle::Refused;
use crate::risk::records::ReportRecord;
use crate::risk::{Factor, Group, Settings};

/// What came of the examination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// There is a risk.
    Confirmed,
    /// There is none.
    NotConfirmed,
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernState {
    /// Sent; nobody has opened it.
    Sent,
    /// Somebody of the support team has opened it.
    Read,
    /// It has been looked into; the findings are written down.
    Examined,
    /// Answered: there is a risk, and it is not settled yet.
    Confirmed,
    /// Answered: there is none.
    NotConfirmed,
    /// The confirmed risk is in the hands of the support team.
    Settled,
}

/// What can happen to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernEvent {
    /// It is opened.
    Read,
    /// Findings are written down.
    Examine,
    /// It is answered.
    Answer(Answer),
    /// The support team has taken the confirmed risk into its hands.
    Settle,
}

impl ConcernEvent {
    /// Every event.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Examine,
        Self::Answer(Answer::Confirmed),
        Self::Answer(Answer::NotConfirmed),
        Self::Settle,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Examine => "examine",
            Self::Answer(Answer::Confirmed) => "confirm",
            Self::Answer(Answer::NotConfirmed) => "not_confirm",
            Self::Settle => "settle",
        }
    }
}

impl ConcernState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Sent,
        Self::Read,
        Self::Examined,
        Self::Confirmed,
        Self::NotConfirmed,
        Self::Settled,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Read => "read",
            Self::Examined => "examined",
            Self::Confirmed => "confirmed",
            Self::NotConfirmed => "not_confirmed",
            Self::Settled => "settled",
        }
    }

    /// The state by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after an event: sent, read, examined, answered, and if confirmed, settled. Opening it again changes nothing, findings may
    /// be added until the answer.
    pub fn next(self, event: ConcernEvent) -> Result<Self, Refused> {
        match (self, event) {
            (Self::Sent, ConcernEvent::Read) => Ok(Self::Read),
            (state, ConcernEvent::Read) => Ok(state),
            (Self::Read | Self::Examined, ConcernEvent::Examine) => Ok(Self::Examined),
            (Self::Examined, ConcernEvent::Answer(Answer::Confirmed)) => Ok(Self::Confirmed),
            (Self::Examined, ConcernEvent::Answer(Answer::NotConfirmed)) => Ok(Self::NotConfirmed),
            (Self::Confirmed, ConcernEvent::Settle) => Ok(Self::Settled),
            (state, event) => Err(Refused::new(state.code(), event.code())),
        }
    }

    /// Whether it waits for its answer.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Sent | Self::Read | Self::Examined)
    }

    /// Whether nothing is left to do.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::NotConfirmed | Self::Settled)
    }
}

/// How soon the sender thinks somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// In the ordinary term.
    #[default]
    Normal,
    /// Soon.
    Soon,
    /// Today.
    Today,
}

impl Urgency {
    /// Every urgency.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Soon, Self::Today];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Soon => "soon",
            Self::Today => "today",
        }
    }

    /// The urgency by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|urgency| urgency.code() == code)
    }

    /// School days in which it is answered, the day it was sent not counted.
    pub const fn answer_in_school_days(self, settings: &Settings) -> u16 {
        match self {
            Self::Normal => settings.concern_answer_school_days,
            Self::Soon => settings.concern_soon_school_days,
            Self::Today => 0,
        }
    }
}

/// A report, as far as rules need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// Its id.
    pub id: i64,
    /// The day it was sent.
    pub sent: Date,
    /// Where it stands.
    pub state: ConcernState,
    /// How soon.
    pub urgency: Urgency,
    /// What was seen.
    pub factors: Vec<Factor>,
    /// Whether it speaks of violence, self-harm or danger: see [`is_in_danger`].
    pub danger: bool,
    /// The day of the answer.
    pub answered: Option<Date>,
    /// The day on which the support team settled the confirmed risk.
    pub settled: Option<Date>,
}

impl Concern {
    /// The day by which it is answered.
    pub fn answer_due(&self, settings: &Settings, school_days: &SchoolDays) -> Date {
        after_school_days(
            self.sent,
            self.urgency.answer_in_school_days(settings),
            school_days,
        )
    }

    /// Its age on a day, in school days after the day it was sent; of an answered one, its age when answered.
    pub fn age_in_school_days(&self, on: Date, school_days: &SchoolDays) -> u32 {
        let until = self.answered.map_or(on, |answered| answered.min(on));
        school_days.count_between(day_number(self.sent) + 1, day_number(until))
    }

    /// Whether it had no answer by a day and its term is over.
    pub fn is_overdue(&self, on: Date, settings: &Settings, school_days: &SchoolDays) -> bool {
        self.answered.is_none_or(|answered| answered > on) && on > self.answer_due(settings, school_days)
    }

    /// Whether the risk has stayed open for so long that the board reminds the school, from the day it was sent until settled.
    pub fn is_long_unresolved(&self, on: Date, settings: &Settings, school_days: &SchoolDays) -> bool {
        let open = match self.state {
            ConcernState::NotConfirmed => self.answered.is_none_or(|answered| answered > on),
            _ => self.settled.is_none_or(|settled| settled > on),
        };
        let days = school_days.count_between(day_number(self.sent) + 1, day_number(on));
        open && days > u32::from(settings.unresolved_school_days)
    }

    /// Its duties. The duty to protect does not look at the state: neither an answer nor a missing one holds it up.
    pub fn duties(
        &self,
        settings: &Settings,
        school_days: &SchoolDays,
        done: &[DutyDone],
        on: Date,
    ) -> Vec<Duty> {
        let (about, on, restricted) = (About::Concern(self.id), day_number(on), self.record().restricted);
        let mut duties = Vec::new();
        if self.danger {
            let duty = Duty::new(DutyCode::ProtectChild, about, day_number(self.sent), done, on);
            duties.push(Duty { restricted, ..duty });
        }
        let mark = |code, due, done_on| Duty {
            code,
            about,
            due,
            done_on,
            restricted,
        };
        let by = |date: Option<Date>| date.filter(|date| day_number(*date) <= on);
        duties.push(mark(
            DutyCode::AnswerConcern,
            self.answer_due(settings, school_days),
            by(self.answered),
        ));
        if let (Some(answered), ConcernState::Confirmed | ConcernState::Settled) =
            (by(self.answered), self.state)
        {
            let due = after_school_days(answered, settings.unresolved_school_days, school_days);
            duties.push(mark(DutyCode::SettleConcern, due, by(self.settled)));
        }
        duties
    }

    /// As the signals read it.
    pub fn record(&self) -> ReportRecord {
        let settled = match self.state {
            ConcernState::NotConfirmed => self.answered,
            _ => self.settled,
        };
        let open_factor = self.factors.iter().find(|factor| !factor.is_restricted());
        let group = open_factor
            .or(self.factors.first())
            .map_or(Group::A, |factor| factor.group());
        ReportRecord {
            id: self.id,
            day: day_number(self.sent),
            settled: settled.map(day_number),
            group,
            restricted: !self.factors.is_empty() && open_factor.is_none(),
            danger: self.danger,
        }
    }
}

/// The day `n` school days after a day, which is not counted; the day itself with 0. After the last school day known, the last one.
fn after_school_days(day: Date, n: u16, school_days: &SchoolDays) -> Date {
    let mut due = day;
    for _ in 0..n {
        match school_days.next_after(due) {
            Some(next) => due = next,
            None => return date_of(day_number(due)),
        }
    }
    due
}

#[cfg(test)]
mod tests;
