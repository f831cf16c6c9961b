//! The programme on one page for those who lead the municipality: what is done and late by level, how indicators stand, what money was planned and
//! spent, and what each school has done. Institutions, never children.

use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    duties::DutyStatus,
    programme::{Programme, Timing},
};
use jiff::{ToSpan, civil::Date};

use super::{
    Which,
    work::{ProgrammeView, WorkLine},
};
use crate::{
    Ctx, Result, duty::CalendarDuty, indicator::IndicatorYear, money::BySource, school_plan::SchoolPlan,
};

/// What a school has done for the programme in a school year.
#[derive(Debug, Clone)]
pub struct SchoolOverview {
    /// Its plan and what it says of itself.
    pub plan: SchoolPlan,
    /// Reports on pupils at risk due up to today: those of this school year, and those that the year before left unsent.
    pub submissions_due: usize,
    /// Of these, sent.
    pub submissions_sent: usize,
    /// The earliest day of those not sent.
    pub late_since: Option<Date>,
}

impl SchoolOverview {
    /// Whether it has written nothing yet: neither measure nor answer nor report.
    pub fn is_silent(&self) -> bool {
        self.plan.measures.is_empty() && self.plan.answers.is_empty() && self.submissions_sent == 0
    }
}

/// Money of a calendar year and of the next one, in cents by source; empty where nothing was written down.
#[derive(Debug, Clone, Default)]
pub struct MoneyOverview {
    /// Planned this year.
    pub planned: BySource,
    /// Spent this year.
    pub spent: BySource,
    /// Planned next year.
    pub next: BySource,
    /// Activities without an amount of this year.
    pub unknown: usize,
    /// All activities.
    pub activities: usize,
}

/// The programme on one page.
#[derive(Debug, Clone)]
pub struct ProgrammeOverview {
    /// The programme at work.
    pub view: ProgrammeView,
    /// What is late, the oldest first.
    pub late: Vec<WorkLine>,
    /// What ends or begins soon, the nearest first.
    pub near: Vec<WorkLine>,
    /// Duties of the municipality that are late or near: reports, meetings, publication; those of schools stand at the schools.
    pub duties: Vec<CalendarDuty>,
    /// Indicators of the year.
    pub indicators: IndicatorYear,
    /// Money of the year.
    pub money: MoneyOverview,
    /// School by school, by name.
    pub schools: Vec<SchoolOverview>,
}

/// Duties shown that fall due within so many days: until the next review of a month.
const NEAR_DAYS: i64 = 31;

impl Ctx {
    /// The programme on one page; `None` where there is no programme yet.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme, its indicators, submissions and plans of schools.
    pub async fn programme_overview(&self) -> Result<Option<ProgrammeOverview>> {
        self.scope(Action::Read, Resource::SchoolPlan)?;
        let today = self.today();
        let Some(view) = self.programme_view(Which::Current).await? else {
            return Ok(None);
        };
        let of = |wanted: &[Timing]| -> Vec<WorkLine> {
            let mut lines: Vec<WorkLine> = view
                .work()
                .filter(|line| wanted.contains(&line.timing))
                .cloned()
                .collect();
            lines.sort_by(|one, other| (one.next_day, &one.number).cmp(&(other.next_day, &other.number)));
            lines
        };
        let late = of(&[Timing::Overdue]);
        let near = of(&[Timing::EndsSoon, Timing::BeginsSoon]);
        let school_year = SchoolYear::of(today);
        let until = today.checked_add(NEAR_DAYS.days()).unwrap_or(today);
        let calendar = self.standing_calendar(until, today).await?;
        let schools = self
            .school_plans(school_year)
            .await?
            .into_iter()
            .map(|plan| school(plan, &calendar, today))
            .collect();
        let duties = calendar
            .into_iter()
            .filter(|duty| duty.institution.is_none() && duty.status != DutyStatus::Done)
            .collect();
        Ok(Some(ProgrammeOverview {
            late,
            near,
            duties,
            indicators: self.indicators(today.year()).await?,
            money: self.money_overview(&view.programme, today.year()).await?,
            schools,
            view,
        }))
    }

    async fn money_overview(&self, programme: &Programme, year: i16) -> Result<MoneyOverview> {
        let mut found = MoneyOverview::default();
        let numbers = self.numbers_of(programme, year).await?;
        let view = self.money_beside(programme, &numbers, year).await?;
        for line in view.lines {
            found.activities += 1;
            found.unknown += usize::from(line.planned.is_empty() && line.spent.is_empty());
            let sums = [
                (&mut found.planned, line.planned),
                (&mut found.spent, line.spent),
                (&mut found.next, line.next),
            ];
            for (sum, amounts) in sums {
                for (source, cents) in amounts {
                    *sum.entry(source).or_default() += cents;
                }
            }
        }
        Ok(found)
    }
}

fn school(plan: SchoolPlan, calendar: &[CalendarDuty], today: Date) -> SchoolOverview {
    let asked: Vec<&CalendarDuty> = calendar
        .iter()
        .filter(|duty| duty.is_submission() && duty.due <= today)
        .filter(|duty| {
            duty.institution
                .as_ref()
                .is_some_and(|(_, code)| *code == plan.code)
        })
        .collect();
    let unsent = asked
        .iter()
        .filter(|duty| duty.done.is_none() && duty.due < today);
    SchoolOverview {
        submissions_due: asked.len(),
        submissions_sent: asked.iter().filter(|duty| duty.done.is_some()).count(),
        late_since: unsent.map(|duty| duty.due).min(),
        plan,
    }
}
