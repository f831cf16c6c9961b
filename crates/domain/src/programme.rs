//! The prevention programme that a municipality adopted: goals, indicators, activities, tasks, resources and results as its document has
//! them, what is odd in that document included. A programme is data; who may change it and where it is kept is not decided here.

mod activity;
mod annual;
mod cell;
mod change;
mod check;
mod conflict;
mod cooperation;
mod cross_walk;
mod evidence;
mod finding;
mod goal;
mod indicator;
mod institution;
mod key;
mod level;
mod number;
mod party;
mod policy_note;
mod progress;
mod quantity;
mod resource;
mod responsibility;
mod row;
mod school;
mod sheet;
mod shipped;
mod situation;
mod table;
mod task;
mod template;
mod term;
mod titles;
mod version;

use serde::{Deserialize, Serialize};

use crate::people::folded;

pub use activity::Activity;
pub use annual::{AnnualEvent, AnnualYear};
pub use cell::Cell;
pub use change::{Change, ChangeKind, FieldChange, changes, dropped_goals};
pub use check::{check, check_taken_in, is_known_institution};
pub use conflict::{Conflict, Place, conflicts};
pub use cooperation::{EscalationStep, MonitoringDuty, ProgrammeBody, Rule};
pub use cross_walk::{GoalLink, GoalName, cross_walk};
pub use evidence::{
    EvidenceKind, EvidenceRefused, LARGEST_EVIDENCE, MOST_EVIDENCE, checked_evidence, evidence_name,
};
pub use finding::{Finding, FindingCode, Severity};
pub use goal::{Goal, PlanGoal, TaskTableGoal};
pub use indicator::{Baseline, Component, Indicator, Operator, Target, TargetComponent, Trend};
pub use institution::{Institution, InstitutionRole, works_for};
pub use key::RowKeys;
pub use level::PreventionLevel;
pub use party::{Party, School, Schools, parties, whole_state};
pub use policy_note::{PolicyIssuer, PolicyState, https_address, is_bad_address};
pub use progress::{Progress, ProgressState, Timing};
pub use quantity::{Measure, Per, Quantity, quantities};
pub use resource::{Resource, ResultRow};
pub use responsibility::{
    Assignment, InstitutionDuties, InstitutionMeasure, Responsibility, duties_of, institutions_of, matrix,
};
pub use row::{RowPlace, RowRefused, written_columns};
pub use school::{SchoolPart, SelfAnswer, SelfQuestion, has_system};
pub use sheet::{ReadSheet, RowNumbers, Sheet};
pub use shipped::{shipped, shipped_codes, shipped_text};
pub use situation::{Irregularity, RiskFactor, StatisticsTable};
pub use table::{Column, ColumnKind, Table};
pub use task::Task;
pub use template::template;
pub use term::{Term, TermError};
pub use version::{VersionEvent, VersionKind, VersionState};

/// A programme as its document has it. In a file the fields have the names that they have here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Code of the municipality.
    pub municipality: String,
    /// The document itself.
    #[serde(default)]
    pub document: Document,
    /// The years it is for.
    pub period: ProgrammePeriod,
    /// The goal above the goals (*virsmērķis*); empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub overall_goal: String,
    /// What the programme as a whole is to achieve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overall_results: Vec<String>,
    /// Strategic goals with the results expected of them.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// Goals as the table of activities has them: numbers and wording may differ from the strategic ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan_goals: Vec<PlanGoal>,
    /// Goals as the table of tasks has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub task_table_goals: Vec<TaskTableGoal>,
    /// Indicators, one a sub-row.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Activities.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// Tasks.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// What activities need.
    #[serde(default)]
    pub resources: Vec<Resource>,
    /// How results are assessed.
    #[serde(default)]
    pub results_method: Vec<ResultRow>,
    /// Institutions, one entry a spelling.
    #[serde(default)]
    pub institutions: Vec<Institution>,
    /// Bodies in which institutions work together.
    #[serde(default)]
    pub cooperation_bodies: Vec<ProgrammeBody>,
    /// The way of a case, where the document draws one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalation_flow: Vec<EscalationStep>,
    /// What is to be done to follow the programme.
    #[serde(default)]
    pub monitoring_duties: Vec<MonitoringDuty>,
    /// Risk factors with the counts or shares printed beside them.
    #[serde(default)]
    pub risk_factors: Vec<RiskFactor>,
    /// Tables of figures about the municipality.
    #[serde(default)]
    pub statistics_tables: Vec<StatisticsTable>,
    /// Names of programmes of prevention that the document mentions.
    #[serde(default)]
    pub programmes: Vec<String>,
    /// Rules of work with a child that the document sets.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// What is odd in the document: kept, shown and explained, never silently mended.
    #[serde(default)]
    pub irregularities: Vec<Irregularity>,
}

/// The document and its approval.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Title as printed.
    #[serde(default)]
    pub title: String,
    /// What it says of its approval.
    #[serde(default)]
    pub approval_text: Option<String>,
    /// Day of the council's decision.
    #[serde(default)]
    pub approved_on: Option<jiff::civil::Date>,
    /// Number of the council's decision.
    #[serde(default)]
    pub approval_nr: Option<String>,
    /// Place and year on the cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// Calendar years of a programme, both included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammePeriod {
    /// The first year.
    pub from: i16,
    /// The last year.
    pub to: i16,
    /// From what the years were found out, where the title does not say them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub derived_from: String,
    /// Years that the table of activities has columns for, where these are not all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan_table_years: Vec<i16>,
}

impl ProgrammePeriod {
    /// The shortest programme, in years.
    ///
    /// Source: the guidance that the plan of Rēzeknes novads quotes (PLN-16).
    pub const SHORTEST: i16 = 4;

    /// How many years, both ends included.
    pub const fn years(&self) -> i16 {
        self.to.saturating_sub(self.from).saturating_add(1)
    }

    /// Whether a year lies in it.
    pub const fn contains(&self, year: i16) -> bool {
        self.from <= year && year <= self.to
    }
}

/// Why a file is no programme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ProgrammeTextError {
    /// Line of the file, from 1, where known.
    pub line: Option<usize>,
    /// What is wrong, as the reader of the format says it.
    pub message: String,
}

impl Programme {
    /// To whom the document has its yearly report presented, in its own words.
    pub fn report_goes_to(&self) -> Option<&str> {
        let mut duties = self.monitoring_duties.iter();
        duties.find_map(|duty| {
            let is_report = folded(&duty.what).contains("parskat");
            duty.presented_to.as_deref().filter(|_| is_report)
        })
    }

    /// Reads a programme from TOML.
    ///
    /// # Errors
    /// What is no TOML, has a field that a programme has not, or a value of another kind.
    pub fn from_toml(text: &str) -> Result<Self, ProgrammeTextError> {
        toml::from_str(text).map_err(|error| ProgrammeTextError {
            line: error
                .span()
                .map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1),
            message: error.message().to_owned(),
        })
    }

    /// The programme as TOML; read again it is the same.
    pub fn to_toml(&self) -> String {
        // A programme has neither maps with keys that are no text nor numbers that TOML can't hold.
        let value = toml::Value::try_from(self).unwrap_or(toml::Value::Table(toml::Table::new()));
        toml::to_string_pretty(&pruned(value)).unwrap_or_default()
    }

    /// The strategic goal that a goal of the table of activities is linked to.
    pub fn strategic_goal(&self, goal: &PlanGoal) -> Option<&Goal> {
        let (level, nr) = goal.link()?;
        self.goals
            .iter()
            .find(|one| one.nr == nr && level.is_none_or(|level| one.level == level))
    }

    /// The goal under which the table of activities has an activity.
    pub fn plan_goal(&self, level: PreventionLevel, nr: &str) -> Option<&PlanGoal> {
        self.plan_goals
            .iter()
            .find(|goal| goal.level == level && goal.nr == nr)
    }

    /// The strategic goal of a row that names a level and the number its own table uses: through the link where there is one, else by
    /// level and number.
    pub fn goal_of(&self, level: PreventionLevel, nr: &str) -> Option<&Goal> {
        match self.plan_goal(level, nr) {
            Some(goal) => self.strategic_goal(goal),
            None if self.plan_goals.is_empty() => self
                .goals
                .iter()
                .find(|goal| goal.level == level && goal.nr == nr),
            None => None,
        }
    }

    /// The name under which a spelling of an institution is known.
    pub fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        self.institutions
            .iter()
            .find(|one| institution::is_same(&one.name, name))
            .map_or(name, |one| one.canonical.as_str())
    }
}

/// Names of texts without which a row is none: they stand in a file though they are empty.
const KEPT: [&str; 12] = [
    "municipality",
    "nr",
    "title",
    "goal_nr",
    "name",
    "canonical",
    "text",
    "what",
    "factor",
    "rule",
    "where",
    "kind",
];

/// Without empty texts and lists: what is not there need not be written.
fn pruned(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Table(table) => toml::Value::Table(
            table
                .into_iter()
                .map(|(key, value)| (key, pruned(value)))
                .filter(|(key, value)| match value {
                    toml::Value::String(text) => !text.is_empty() || KEPT.contains(&key.as_str()),
                    toml::Value::Array(items) => !items.is_empty(),
                    toml::Value::Table(table) => !table.is_empty(),
                    _ => true,
                })
                .collect(),
        ),
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            toml::Value::Array(items.into_iter().map(pruned).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests;
