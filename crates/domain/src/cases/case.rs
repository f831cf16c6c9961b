//! A case as the table sees it: where it stands, who leads, who answers for it and on which day it is looked at next. While it is open it is never
//! without any of the three.

use jiff::civil::Date;

use super::event::{Event, Need};
use super::table::{self, By, Due};
use super::{CaseEvent, CaseKind, CaseSettings, CaseState, Outcome, Party};
use crate::access::Role;
use crate::calendar::WorkingCalendar;

/// What terms are counted with.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Settings of the municipality.
    pub settings: &'a CaseSettings,
    /// How working days are counted.
    pub working: WorkingCalendar,
    /// Today.
    pub today: Date,
}

impl Rules<'_> {
    /// The day itself if it is worked, or the first one after it that is.
    pub fn worked(&self, day: Date) -> Date {
        if self.working.is_working_day(day) {
            day
        } else {
            self.working.due_in_working_days(day, 1)
        }
    }

    /// Days from today, moved on to a working day.
    fn in_days(&self, days: u32) -> Date {
        let later = self.today.saturating_add(jiff::Span::new().days(i64::from(days)));
        self.worked(later)
    }

    fn in_working_days(&self, days: u32) -> Date {
        self.working.due_in_working_days(self.today, days)
    }

    /// The day by which what happened today is in writing with the institution.
    pub fn written_due(&self) -> Date {
        self.in_working_days(self.settings.report_working_days)
    }

    /// The day by which a report sent today is answered.
    pub fn answer_due(&self) -> Date {
        self.in_working_days(self.settings.answer_working_days)
    }

    /// Whether a day is so near that it is shown.
    pub fn is_near(&self, due: Date) -> bool {
        due >= self.today
            && self.working.working_days_between(self.today, due) <= self.settings.reminder_working_days
    }
}

/// Who acts on a case: in which role, as whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doer {
    /// The role; `None` is the program itself.
    pub role: Option<Role>,
    /// The account; 0 is the program itself.
    pub user: i64,
    /// Takes part in the case.
    pub part: bool,
}

/// Why an event does not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaseRefused {
    /// Not in this state.
    #[error("this cannot happen to a case that is `{}`", .0.code())]
    NotNow(CaseState),
    /// Not by this person.
    #[error("this is for others to do")]
    NotYours,
    /// Something is missing.
    #[error("`{}` is missing", .0.code())]
    Missing(Need),
    /// The day given has passed, or is today.
    #[error("the day has to be after today")]
    DayPassed,
    /// The day given is not worked; the next one is named.
    #[error("nobody works on that day; {0} is the next one")]
    DayOff(Date),
    /// The term ends before the day given; its last day is named.
    #[error("the term ends on {0}")]
    TooLate(Date),
    /// The institution cannot lead, or leads already.
    #[error("this institution cannot be asked to lead")]
    CannotLead,
    /// The lead and the school stay as long as the case is open.
    #[error("the part of the lead and of the school ends with the case")]
    Stays,
    /// The municipality's group does not take cases on this ground, or it does not hold.
    #[error("the ground for admission does not hold")]
    NotAdmitted,
}

/// A case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: CaseState,
    /// Who leads.
    pub lead: Party,
    /// Who answers for it there.
    pub owner: i64,
    /// The day on which it is looked at next; none only once closed.
    pub next: Option<Date>,
    /// The institution asked to lead.
    pub asked: Option<Party>,
    /// Who acts for the lead, until when.
    pub delegate: Option<(i64, Date)>,
    /// How it ended; while closed only.
    pub outcome: Option<Outcome>,
    /// The day it was opened.
    pub opened: Date,
}

impl Case {
    /// A new case of a kind, opened by a person for a party. The lead follows from the kind; where it is another institution than the
    /// opener's, the opener answers for the case until the lead names a person of its own.
    pub fn open(kind: CaseKind, owner: i64, rules: &Rules<'_>) -> Self {
        Self {
            kind,
            state: CaseState::Identified,
            lead: kind.lead(),
            owner,
            next: Some(rules.in_working_days(rules.settings.team_working_days)),
            asked: None,
            delegate: None,
            outcome: None,
            opened: rules.today,
        }
    }

    /// Whether somebody acts for the lead.
    pub fn leads(&self, doer: Doer, today: Date) -> bool {
        self.is_delegate(doer, today) || (doer.part && doer.role.and_then(Party::of) == Some(self.lead))
    }

    fn is_delegate(&self, doer: Doer, today: Date) -> bool {
        self.delegate
            .is_some_and(|(user, until)| doer.user == user && today <= until)
    }

    fn may(&self, by: By, doer: Doer, today: Date) -> bool {
        let party = doer.role.and_then(Party::of).filter(|_| doer.part);
        match by {
            By::School => party == Some(Party::School),
            By::Lead => self.leads(doer, today),
            By::Deciding => {
                // The head decides for the school, or the one to whom the head has delegated.
                let head = self.lead != Party::School
                    || doer.role == Some(Role::SchoolHead)
                    || self.is_delegate(doer, today);
                party == Some(Party::ChildRights) || (head && self.leads(doer, today))
            }
            // What was delegated is not passed on.
            By::Head => {
                party == Some(self.lead)
                    && (self.lead != Party::School || doer.role == Some(Role::SchoolHead))
            }
            By::Group => party == Some(Party::ChildRights),
            By::Asked => party.is_some() && party == self.asked,
            By::Part => party.is_some() || self.leads(doer, today),
            By::Anybody => true,
            By::Program => doer.role.is_none(),
        }
    }

    /// The events that somebody may bring about now, in the order of the table.
    pub fn possible(&self, doer: Doer, today: Date) -> Vec<&'static table::Row> {
        table::ROWS
            .iter()
            .filter(|row| row.from.contains(&self.state))
            .filter(|row| row.by.iter().any(|by| self.may(*by, doer, today)))
            .filter(|row| row.event != CaseEvent::AcceptLead || self.asked.is_some())
            .collect()
    }

    /// The case after an event.
    ///
    /// # Errors
    /// Why it does not happen: the first reason in the order state, person, what is missing, days.
    pub fn after(&self, event: &Event, doer: Doer, rules: &Rules<'_>) -> Result<Self, CaseRefused> {
        let row = table::find(event.event, self.state).ok_or(CaseRefused::NotNow(self.state))?;
        if !row.by.iter().any(|by| self.may(*by, doer, rules.today)) {
            return Err(CaseRefused::NotYours);
        }
        let asked = |need: &Need| rules.settings.plan_first || *need != Need::Plan;
        if let Some(need) = row.needs.iter().find(|need| asked(need) && !event.has(**need)) {
            return Err(CaseRefused::Missing(*need));
        }
        for day in [event.next, event.until].into_iter().flatten() {
            if day <= rules.today {
                return Err(CaseRefused::DayPassed);
            }
        }
        if let Some(day) = event.next
            && !rules.working.is_working_day(day)
        {
            return Err(CaseRefused::DayOff(rules.worked(day)));
        }
        // A term in working days is the rule's: a person may set an earlier day, and a later one only by reviewing the case, in words.
        if let Due::Working(_, days) = row.due
            && event.event != CaseEvent::Danger
        {
            let last = rules.in_working_days(days(rules.settings));
            if event.next.is_some_and(|next| next > last) {
                return Err(CaseRefused::TooLate(last));
            }
        }
        let mut after = *self;
        after.state = row.to.unwrap_or(self.state);
        let due = match row.due {
            Due::Keep => self.next,
            Due::Nothing => None,
            Due::Given => event.next,
            Due::Working(_, days) => Some(rules.in_working_days(days(rules.settings))),
            Due::Days(_, days) => Some(rules.in_days(days(rules.settings))),
        };
        after.next = match (row.due, event.event) {
            (Due::Keep | Due::Nothing, _) => due,
            // What is due earlier stays due: a danger moves a date forward, never back.
            (_, CaseEvent::Danger) => self.next.filter(|next| *next >= rules.today).min(due).or(due),
            _ => event.next.or(due),
        };
        after.change(event, doer, rules)?;
        Ok(after)
    }

    fn change(&mut self, event: &Event, doer: Doer, rules: &Rules<'_>) -> Result<(), CaseRefused> {
        match event.event {
            CaseEvent::Solved => self.outcome = Some(Outcome::Solved),
            CaseEvent::Close => {
                self.outcome = event.outcome;
            }
            CaseEvent::GroupTakes => {
                let criterion = event.criterion.ok_or(CaseRefused::Missing(Need::Criterion))?;
                let long = rules.today.since(self.opened).is_ok_and(|span| {
                    span.get_days() >= i32::try_from(rules.settings.long_unsolved_days).unwrap_or(i32::MAX)
                });
                let holds = criterion != super::event::Criterion::LongUnsolved || long;
                if !rules.settings.admits(criterion) || !holds {
                    return Err(CaseRefused::NotAdmitted);
                }
            }
            CaseEvent::NameOwner => self.owner = event.person.unwrap_or(self.owner),
            CaseEvent::Delegate => self.delegate = event.person.zip(event.until),
            CaseEvent::ProposeLead => {
                let party = event
                    .party
                    .filter(|party| party.can_lead() && *party != self.lead);
                self.asked = Some(party.ok_or(CaseRefused::CannotLead)?);
            }
            CaseEvent::AcceptLead => {
                self.lead = self.asked.take().ok_or(CaseRefused::CannotLead)?;
                self.owner = doer.user;
                self.delegate = None;
            }
            CaseEvent::RefuseLead => self.asked = None,
            // What the head of the old school delegated ends with the part of that school.
            CaseEvent::HandOver if self.lead == Party::School => self.delegate = None,
            CaseEvent::EndPart => {
                let party = event.party.ok_or(CaseRefused::Missing(Need::Party))?;
                // Whoever does not lead ends the own part, nobody else's.
                if !self.leads(doer, rules.today) && doer.role.and_then(Party::of) != Some(party) {
                    return Err(CaseRefused::NotYours);
                }
                if party == self.lead || party == Party::School {
                    return Err(CaseRefused::Stays);
                }
                if self.asked == Some(party) {
                    self.asked = None;
                }
            }
            _ => {}
        }
        if self.state == CaseState::Closed {
            self.asked = None;
            self.delegate = None;
        } else {
            self.outcome = None;
        }
        Ok(())
    }
}
