//! The programme at work: goals with activities, tasks with their states and terms, each institution's own list.

mod builder;

use std::collections::HashMap;

use balsts_domain::{
    access::{Action, Resource},
    programme::{
        Activity, Goal, GoalName, Irregularity, PreventionLevel, Programme, ProgressState, Table, Timing,
        whole_state,
    },
};
use balsts_store::{ProgrammeReportRow, ProgrammeVersionRow};
use jiff::civil::Date;

use super::{ProgrammeVersion, Which, party::PartyView};
use crate::{Ctx, Result};
use builder::Builder;

/// Something that somebody has to do: a task, or an activity that has no tasks.
#[derive(Debug, Clone)]
pub struct WorkLine {
    /// Its table: tasks or activities.
    pub table: Table,
    /// Its key.
    pub key: String,
    /// Number as people know it.
    pub number: String,
    /// What is to be done.
    pub title: String,
    /// Title of its activity; empty where it is one itself.
    pub activity: String,
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Title of its goal.
    pub goal: String,
    /// Term as printed.
    pub term: String,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Who does it, spellings joined.
    pub executors: Vec<String>,
    /// Who supervises it, spellings joined.
    pub supervisors: Vec<String>,
    /// Everybody who has a part in it, with what each said last.
    pub parties: Vec<PartyView>,
    /// How far it is as a whole: done only when all said so who carry it out.
    pub state: ProgressState,
    /// Where its term stands.
    pub timing: Timing,
    /// The next day that matters.
    pub next_day: Option<Date>,
    /// All reports, the newest first.
    pub reports: Vec<ProgrammeReportRow>,
    /// It is on the reader's own list.
    pub own: bool,
}

/// How many of those who carry something out have settled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyCounts {
    /// All that count.
    pub all: usize,
    /// Did it or dropped it.
    pub settled: usize,
    /// Said nothing.
    pub silent: usize,
}

impl WorkLine {
    /// States of those who count.
    fn counted(&self, is_counted: impl Fn(&PartyView) -> bool) -> Vec<Option<ProgressState>> {
        let counted = self
            .parties
            .iter()
            .filter(|one| one.party.counts && is_counted(one));
        counted.map(|one| one.state).collect()
    }

    /// How many have settled it; none where it is one's alone.
    pub fn party_counts(&self) -> Option<PartyCounts> {
        let states = self.counted(|_| true);
        (states.len() > 1).then(|| PartyCounts {
            all: states.len(),
            settled: states.iter().flatten().filter(|state| state.is_settled()).count(),
            silent: states.iter().filter(|state| state.is_none()).count(),
        })
    }

    /// Whether an institution, by its code in the registry or its name in the programme, has a part in it.
    pub fn is_part_of(&self, institution: &str) -> bool {
        let mut names = self.executors.iter().chain(&self.supervisors);
        self.parties.iter().any(|one| one.party.code == institution) || names.any(|name| name == institution)
    }

    /// The line as its parties see it that pass the test: with their own state, and late only where they are.
    fn seen_by(mut self, is_counted: impl Fn(&PartyView) -> bool, today: Date) -> Self {
        let states = self.counted(is_counted);
        if !states.is_empty() {
            self.state = whole_state(&states);
            self.timing = Timing::of(self.start, self.end, self.state, today);
        }
        self
    }
}

/// An activity with what is to be done for it.
#[derive(Debug, Clone)]
pub struct ActivityView {
    /// Its key.
    pub key: String,
    /// The activity; of one that only the table of tasks names, number and title alone.
    pub activity: Activity,
    /// The table of activities has it.
    pub is_planned: bool,
    /// How far it is: from its own report, else from its tasks.
    pub state: ProgressState,
    /// Where it stands: the most urgent of its tasks, else its years.
    pub timing: Timing,
    /// The next day that matters.
    pub next_day: Option<Date>,
    /// Tasks, or the activity itself where it has none.
    pub work: Vec<WorkLine>,
}

/// A goal with its activities.
#[derive(Debug, Clone)]
pub struct GoalView {
    /// The strategic goal; of a goal that only the table of activities has, title and number of that table.
    pub goal: Goal,
    /// The strategy has it.
    pub is_strategic: bool,
    /// The other numbers and titles under which tables know it.
    pub other_names: Vec<GoalName>,
    /// Its activities.
    pub activities: Vec<ActivityView>,
}

/// Counts of a level or of the whole programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkCounts {
    /// All that is to be done.
    pub all: usize,
    /// Done or dropped.
    pub settled: usize,
    /// Being done.
    pub under_way: usize,
    /// Late.
    pub overdue: usize,
    /// Beginning or ending soon.
    pub soon: usize,
}

impl WorkCounts {
    /// Counts some work.
    pub fn of<'a>(work: impl IntoIterator<Item = &'a WorkLine>) -> Self {
        let mut counts = Self::default();
        for line in work {
            counts.all += 1;
            match line.timing {
                Timing::Settled => counts.settled += 1,
                Timing::Overdue => counts.overdue += 1,
                Timing::BeginsSoon | Timing::EndsSoon => counts.soon += 1,
                _ => {}
            }
            if matches!(line.state, ProgressState::InProgress | ProgressState::Continuous) {
                counts.under_way += 1;
            }
        }
        counts
    }
}

/// The programme on one page.
#[derive(Debug, Clone)]
pub struct ProgrammeView {
    /// The version shown.
    pub version: ProgrammeVersionRow,
    /// What stands in it.
    pub programme: Programme,
    /// Goals level by level, in their order.
    pub goals: Vec<GoalView>,
    /// Somebody may write the programme: the reader.
    pub may_write: bool,
    /// The reader may write down the council's approval.
    pub may_approve: bool,
    /// The day on which everything stands so.
    pub on: Date,
}

impl ProgrammeView {
    /// Goals of a level.
    pub fn goals_of(&self, level: PreventionLevel) -> impl Iterator<Item = &GoalView> {
        self.goals.iter().filter(move |goal| goal.goal.level == level)
    }

    /// All that is to be done.
    pub fn work(&self) -> impl Iterator<Item = &WorkLine> {
        self.goals
            .iter()
            .flat_map(|goal| &goal.activities)
            .flat_map(|activity| &activity.work)
    }

    /// All that is to be done at a level.
    pub fn work_of(&self, level: PreventionLevel) -> impl Iterator<Item = &WorkLine> {
        self.work().filter(move |line| line.level == level)
    }

    /// Everything to be done, the most urgent first.
    pub fn all_work(&self) -> Vec<WorkLine> {
        in_order(self.work().cloned().collect())
    }

    /// What the reader's institution does or supervises, as far as it is there, the most urgent first.
    pub fn own_work(&self) -> Vec<WorkLine> {
        let own = self.work().filter(|line| line.own).cloned();
        in_order(own.map(|line| line.seen_by(|one| one.own, self.on)).collect())
    }

    /// What an institution does or supervises, as far as it is there, the most urgent first; the institution by its code in the registry or
    /// its name in the programme.
    pub fn work_of_party(&self, institution: &str) -> Vec<WorkLine> {
        let of = self.work().filter(|line| line.is_part_of(institution)).cloned();
        in_order(
            of.map(|line| line.seen_by(|one| one.party.code == institution, self.on))
                .collect(),
        )
    }

    /// What is odd in the document.
    pub fn irregularities(&self) -> &[Irregularity] {
        &self.programme.irregularities
    }
}

/// How urgent a term is: late first.
const fn urgency(timing: Timing) -> u8 {
    match timing {
        Timing::Overdue => 0,
        Timing::EndsSoon => 1,
        Timing::BeginsSoon => 2,
        Timing::Now => 3,
        Timing::Later => 4,
        Timing::Unknown => 5,
        Timing::Settled => 6,
    }
}

/// The most urgent first.
fn in_order(mut work: Vec<WorkLine>) -> Vec<WorkLine> {
    work.sort_by(|one, other| {
        (urgency(one.timing), one.next_day, &one.number).cmp(&(
            urgency(other.timing),
            other.next_day,
            &other.number,
        ))
    });
    work
}

impl Ctx {
    /// The programme at work; `None` where there is none yet.
    pub async fn programme_view(&self, which: Which) -> Result<Option<ProgrammeView>> {
        self.programme_view_on(which, self.today()).await
    }

    /// The same as it was known on a day: what was reported of later days is not in it.
    pub(crate) async fn programme_view_on(&self, which: Which, on: Date) -> Result<Option<ProgrammeView>> {
        let Some(ProgrammeVersion { row, programme }) = self.programme(which).await? else {
            return Ok(None);
        };
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let mut reports: HashMap<(String, String), Vec<ProgrammeReportRow>> = HashMap::new();
        let last_day = i64::from(balsts_domain::calendar::day_number(on));
        let mut known = self.store.programme_reports(&scope).await?;
        known.retain(|report| report.day <= last_day);
        for report in known {
            let key = (report.table_code.clone(), report.row_key.clone());
            reports.entry(key).or_default().push(report);
        }
        let goals = Builder {
            task_keys: programme.task_keys(),
            programme: &programme,
            reports,
            parts: self.parts(on).await?,
            today: on,
        }
        .goals();
        Ok(Some(ProgrammeView {
            version: row,
            goals,
            programme,
            may_write: self.scope(Action::Write, Resource::Programme).is_ok(),
            may_approve: self.scope(Action::Write, Resource::ProgrammeApproval).is_ok(),
            on,
        }))
    }

    /// Everything to be done, the most urgent first; with `own`, what the reader's institution does or supervises, as far as it is there.
    pub async fn programme_work(&self, own: bool) -> Result<Vec<WorkLine>> {
        let view = self.programme_view(Which::Current).await?;
        Ok(match view {
            Some(view) if own => view.own_work(),
            Some(view) => view.all_work(),
            None => Vec::new(),
        })
    }

    /// Whether the reader may report of a line: the board of all, others of their own.
    pub fn may_report(&self, line: &WorkLine) -> bool {
        self.scope(Action::Write, Resource::ProgrammeReport).is_ok()
            && (line.own || self.scope(Action::Write, Resource::Programme).is_ok())
    }
}
