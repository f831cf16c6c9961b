//! Duties: what the law or a programme asks of somebody by a day. A duty is computed from records, so it can't be forgotten; only doing it
//! is recorded. Nothing blocks a duty to protect a child: it stands outside every sequence.

mod programme;

use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::calendar::{date_of, day_number};

pub use programme::{
    ASKED, ASKED_BY_MOST, DutyRule, MonthDay, ProgrammeDuty, ProgrammeDutyCode, SUBMISSION_DAYS,
    built_in_duty_rules, duty_rules, group_meeting, group_meetings, month_days, programme_duties,
};

/// The kind of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DutyCode {
    /// Violence, self-harm or danger: police, orphans' court or social service, the same day.
    ProtectChild,
    /// More unexcused lessons than the limit: entry in VIIS, municipality informed, action taken.
    ViisReport,
    /// Absence of unknown reason: parents are contacted the same day.
    ContactParents,
    /// A report of staff waits for its answer.
    AnswerConcern,
    /// A confirmed report waits for the support team.
    SettleConcern,
    /// The semester of a support plan ends: each risk is evaluated.
    EvaluateSupportPlan,
}

impl DutyCode {
    /// Every code, the most urgent first.
    pub const ALL: [Self; 6] = [
        Self::ProtectChild,
        Self::ViisReport,
        Self::ContactParents,
        Self::AnswerConcern,
        Self::SettleConcern,
        Self::EvaluateSupportPlan,
    ];

    /// The code in JSON, files and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ProtectChild => "protect_child",
            Self::ViisReport => "viis_report",
            Self::ContactParents => "contact_parents",
            Self::AnswerConcern => "answer_concern",
            Self::SettleConcern => "settle_concern",
            Self::EvaluateSupportPlan => "support_plan_evaluation",
        }
    }

    /// The duty by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.code() == code)
    }

    /// What is to be done, in English.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ProtectChild => "Tell the police, the orphans' court or the social service today",
            Self::ViisReport => "Enter the unexcused absence in VIIS and inform the municipality",
            Self::ContactParents => "Find out from the parents why the pupil is absent",
            Self::AnswerConcern => "Answer a colleague's report",
            Self::SettleConcern => "Settle a confirmed risk in the support team",
            Self::EvaluateSupportPlan => "Evaluate a support plan at the end of the semester",
        }
    }

    /// What is to be done, in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::ProtectChild => "Vēl šodien ziņot policijai, bāriņtiesai vai sociālajam dienestam",
            Self::ViisReport => "Ievadīt neattaisnotos kavējumus VIIS un informēt pašvaldību",
            Self::ContactParents => "Noskaidrot ar vecākiem prombūtnes iemeslu",
            Self::AnswerConcern => "Atbildēt uz kolēģa ziņojumu",
            Self::SettleConcern => "Izskatīt apstiprinātu risku atbalsta komandā",
            Self::EvaluateSupportPlan => "Izvērtēt atbalsta plānu semestra beigās",
        }
    }

    /// The roles on whom it falls, the first answers for it.
    pub const fn who(self) -> &'static [&'static str] {
        match self {
            Self::ProtectChild => &["whoever_learns", "school_head", "child_rights_specialist"],
            Self::ViisReport => &["school_head"],
            Self::ContactParents => &["class_teacher", "support_staff"],
            Self::AnswerConcern | Self::SettleConcern | Self::EvaluateSupportPlan => &["support_staff"],
        }
    }

    /// Where it comes from.
    pub const fn source(self) -> &'static str {
        match self {
            Self::ProtectChild => "Bērnu tiesību aizsardzības likums, 73. pants",
            Self::ViisReport | Self::ContactParents => "MK 89",
            Self::AnswerConcern | Self::SettleConcern => "Rēzeknes novads, Ogre",
            Self::EvaluateSupportPlan => "Tukums, Ventspils",
        }
    }
}

impl Serialize for DutyCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What a duty is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The pupil alone.
    Pupil,
    /// An incident.
    Incident(i64),
    /// A report of staff.
    Concern(i64),
}

/// A duty marked as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyDone {
    /// Which.
    pub code: DutyCode,
    /// About what.
    pub about: About,
    /// The day on which it was due, which tells two of a kind apart.
    pub due: i32,
    /// The day on which it was done.
    pub on: i32,
}

/// How a duty stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyStatus {
    /// Its day has passed.
    Overdue,
    /// Its day is today or to come.
    Due,
    /// Done.
    Done,
}

impl DutyStatus {
    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Done => "done",
        }
    }
}

/// A duty of one pupil. Serialized it is the entry of `duties` beside the signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What is to be done.
    pub code: DutyCode,
    /// About what.
    pub about: About,
    /// By when, the day included.
    pub due: Date,
    /// The day on which it was done.
    pub done_on: Option<Date>,
    /// Whether only readers entitled to the child's circumstances see it, because it would tell others of them.
    pub restricted: bool,
}

impl Duty {
    /// A duty due on a day, done if it is among those marked by the day asked.
    pub fn new(code: DutyCode, about: About, due: i32, done: &[DutyDone], on: i32) -> Self {
        Self::new_within(code, about, due, due..=due, done, on)
    }

    /// As [`Duty::new`], where a mark counts for any day of a stretch: the report of a semester is made once, even when a reason found
    /// later moves the lesson that crossed the limit.
    pub fn new_within(
        code: DutyCode,
        about: About,
        due: i32,
        stretch: RangeInclusive<i32>,
        done: &[DutyDone],
        on: i32,
    ) -> Self {
        let counts = |mark: &&DutyDone| {
            mark.code == code && mark.about == about && stretch.contains(&mark.due) && mark.on <= on
        };
        let done_on = done.iter().filter(counts).map(|mark| date_of(mark.on)).min();
        Self {
            code,
            about,
            due: date_of(due),
            done_on,
            restricted: false,
        }
    }

    /// Whether it is done.
    pub const fn is_done(&self) -> bool {
        self.done_on.is_some()
    }

    /// How it stands on a day. On the day it is due it is not yet overdue.
    pub fn status(&self, on: Date) -> DutyStatus {
        match (self.done_on, self.due < on) {
            (Some(_), _) => DutyStatus::Done,
            (None, true) => DutyStatus::Overdue,
            (None, false) => DutyStatus::Due,
        }
    }

    /// Days since it was due; 0 on the day and before, and once done.
    pub fn days_overdue(&self, on: Date) -> i32 {
        if self.is_done() {
            0
        } else {
            (day_number(on) - day_number(self.due)).max(0)
        }
    }

    /// As the calendar of duties prints it.
    pub fn row<A: Serialize>(&self, on: Date, about: A) -> DutyRow<A> {
        DutyRow {
            code: self.code,
            title: self.code.latvian(),
            who: self.code.who(),
            due: self.due,
            status: self.status(on),
            about,
        }
    }

    /// The order of a list: what is open first, then by day, then by urgency.
    pub fn sort_key(&self) -> (bool, Date, DutyCode, About) {
        (self.is_done(), self.due, self.code, self.about)
    }
}

impl Serialize for Duty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code.code())?;
        map.serialize_entry("due", &self.due)?;
        map.serialize_entry("done", &self.is_done())?;
        if self.about != About::Pupil {
            map.serialize_entry("about", &self.about)?;
        }
        map.end()
    }
}

/// A row of the calendar of duties; `about` is what the caller may say of the pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyRow<A> {
    /// What is to be done.
    pub code: DutyCode,
    /// The same in words.
    pub title: &'static str,
    /// On whom it falls.
    pub who: &'static [&'static str],
    /// By when.
    pub due: Date,
    /// How it stands.
    pub status: DutyStatus,
    /// About whom or what.
    pub about: A,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: REG-12
    #[test]
    fn a_duty_is_due_through_its_day_and_then_overdue_until_done() {
        let due = day_number(date(2026, 11, 20));
        let open = Duty::new(DutyCode::ViisReport, About::Pupil, due, &[], due + 5);
        assert_eq!(open.status(date(2026, 11, 20)), DutyStatus::Due);
        assert_eq!(open.status(date(2026, 11, 21)), DutyStatus::Overdue);
        assert_eq!(open.days_overdue(date(2026, 11, 23)), 3);
        let mark = DutyDone {
            code: DutyCode::ViisReport,
            about: About::Pupil,
            due,
            on: due + 1,
        };
        let done = |on| Duty::new(DutyCode::ViisReport, About::Pupil, due, &[mark], on);
        assert!(!done(due).is_done(), "on the day itself it was not done yet");
        assert_eq!(done(due + 1).status(date(2026, 12, 1)), DutyStatus::Done);
        let other = DutyDone {
            due: due - 90,
            ..mark
        };
        assert!(!Duty::new(DutyCode::ViisReport, About::Pupil, due, &[other], due).is_done());
    }

    #[test]
    fn the_json_is_that_of_the_contract() {
        let duty = Duty::new(
            DutyCode::ViisReport,
            About::Pupil,
            day_number(date(2026, 11, 20)),
            &[],
            0,
        );
        let json = serde_json::to_string(&duty).unwrap();
        assert_eq!(json, r#"{"code":"viis_report","due":"2026-11-20","done":false}"#);
        let row =
            serde_json::to_value(duty.row(date(2026, 11, 21), serde_json::json!({"class": "8.b"}))).unwrap();
        let keys: Vec<_> = row.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["about", "code", "due", "status", "title", "who"]);
        assert_eq!(
            (row["status"].as_str(), row["about"]["class"].as_str()),
            (Some("overdue"), Some("8.b"))
        );
    }

    #[test]
    fn codes_are_read_back() {
        for code in DutyCode::ALL {
            assert_eq!(DutyCode::from_code(code.code()), Some(code));
            assert!(!code.who().is_empty() && !code.title().is_empty() && !code.latvian().is_empty());
        }
    }
}
