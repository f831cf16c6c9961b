//! The tables of a programme as sheets of a workbook: which sheet, which columns, what a cell may hold.

use crate::cooperation::codes;

codes! {
    /// A table of a programme. The code is the name of its sheet and, for most, of its list in other files.
    Table {
        /// The document, its years and its overall goal: one row.
        Document = "document",
        /// Strategic goals.
        Goals = "goals",
        /// Goals of the table of activities.
        PlanGoals = "plan_goals",
        /// Goals of the table of tasks.
        TaskTableGoals = "task_table_goals",
        /// Indicators, one row a sub-row.
        Indicators = "indicators",
        /// Targets of the indicators.
        Targets = "targets",
        /// Activities.
        Activities = "activities",
        /// Tasks.
        Tasks = "tasks",
        /// Resources.
        Resources = "resources",
        /// How results are assessed.
        Results = "results_method",
        /// Institutions.
        Institutions = "institutions",
        /// Bodies of institutions.
        Bodies = "cooperation_bodies",
        /// The way of a case.
        Escalation = "escalation_flow",
        /// Duties of following the programme.
        Duties = "monitoring_duties",
        /// Risk factors.
        RiskFactors = "risk_factors",
        /// Tables of figures.
        Statistics = "statistics_tables",
        /// Names of programmes of prevention.
        Programmes = "programmes",
        /// Rules of work with a child.
        Rules = "rules",
        /// What is odd in the document.
        Irregularities = "irregularities",
    }
}

/// What a cell of a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// A text.
    Text,
    /// A text that may not be empty.
    Required,
    /// U, M or P.
    Level,
    /// U, M, P or nothing.
    MaybeLevel,
    /// A year that has to be there.
    Year,
    /// A year or nothing.
    MaybeYear,
    /// A whole number that has to be there.
    RequiredInteger,
    /// A whole number or nothing.
    Integer,
    /// A number.
    Number,
    /// Texts, each on a line of its own.
    List,
    /// Years with commas between them.
    Years,
    /// `x` or nothing.
    Flag,
    /// A day.
    Day,
    /// `below`, `up`, `down`, `increase_by` or nothing.
    Trend,
    /// What no cell can hold otherwise, as JSON.
    Json,
    /// A number or a text.
    Any,
}

impl ColumnKind {
    /// Whether a sheet without the column is refused, and a row with nothing in it.
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::Required | Self::Level | Self::Year | Self::RequiredInteger
        )
    }

    /// The code in texts: what is accepted.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text | Self::Any => "text",
            Self::Required => "required",
            Self::Level => "level",
            Self::MaybeLevel => "maybe-level",
            Self::Year => "year",
            Self::MaybeYear => "maybe-year",
            Self::RequiredInteger => "required-integer",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::List => "list",
            Self::Years => "years",
            Self::Flag => "flag",
            Self::Day => "day",
            Self::Trend => "trend",
            Self::Json => "json",
        }
    }
}

/// A column of a sheet. A dot in its name leads to a part of the row: `baseline.value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The header.
    pub name: &'static str,
    /// What a cell may hold.
    pub kind: ColumnKind,
}

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind }
}

use ColumnKind as K;

const DOCUMENT: &[Column] = &[
    column("municipality", K::Required),
    column("document.title", K::Text),
    column("document.approval_text", K::Text),
    column("document.approved_on", K::Day),
    column("document.approval_nr", K::Text),
    column("document.published", K::Text),
    column("period.from", K::Year),
    column("period.to", K::Year),
    column("period.derived_from", K::Text),
    column("period.plan_table_years", K::Years),
    column("overall_goal", K::Text),
    column("overall_results", K::List),
];
const GOALS: &[Column] = &[
    column("level", K::Level),
    column("nr", K::Required),
    column("title", K::Required),
    column("title_raw", K::Text),
    column("expected_results", K::List),
];
const PLAN_GOALS: &[Column] = &[
    column("level", K::Level),
    column("nr", K::Required),
    column("title", K::Text),
    column("title_raw", K::Text),
    column("strategic_goal", K::Text),
    column("strategic_goal_nr", K::Text),
];
const TASK_TABLE_GOALS: &[Column] = &[
    column("level", K::Level),
    column("nr", K::Required),
    column("title", K::Text),
];
const INDICATORS: &[Column] = &[
    column("level", K::MaybeLevel),
    column("nr", K::Required),
    column("title", K::Required),
    column("dimension", K::Text),
    column("part", K::Text),
    column("method", K::Text),
    column("baseline.value", K::Number),
    column("baseline.unit", K::Text),
    column("baseline.year", K::MaybeYear),
    column("baseline.text", K::Text),
    column("baseline.school_year", K::Text),
    column("baseline.school_years", K::Text),
    column("baseline.semester", K::Integer),
    column("baseline.as_of", K::Text),
    column("baseline.planned_year", K::MaybeYear),
    column("baseline.planned_month", K::Text),
    column("baseline.planned_school_year", K::Text),
    column("baseline.components", K::Json),
    column("data_source", K::Text),
];
const TARGETS: &[Column] = &[
    column("indicator", K::Required),
    column("year", K::Year),
    column("value", K::Number),
    column("unit", K::Text),
    column("trend", K::Trend),
    column("text", K::Text),
    column("components", K::Json),
];
const ACTIVITIES: &[Column] = &[
    column("level", K::Level),
    column("goal_nr", K::Required),
    column("subgoal", K::Text),
    column("nr", K::Text),
    column("nr_text", K::Text),
    column("nr_from_tasks", K::Text),
    column("title", K::Text),
    column("expected_result", K::Text),
    column("responsible", K::List),
    column("responsible_text", K::Text),
    column("involved", K::List),
    column("involved_text", K::Text),
    column("supervisor", K::List),
    column("supervisor_text", K::Text),
    column("years", K::Years),
    column("funding", K::List),
    column("funding_text", K::Text),
    column("empty_row", K::Flag),
    column("shifted_row", K::Flag),
    column("merged_from", K::Text),
];
const TASKS: &[Column] = &[
    column("level", K::Level),
    column("goal_nr", K::Required),
    column("subgoal", K::Text),
    column("activity_nr", K::Text),
    column("activity_title", K::Text),
    column("nr", K::Text),
    column("nr_text", K::Text),
    column("title", K::Required),
    column("term_text", K::Text),
    column("start", K::Day),
    column("end", K::Day),
    column("years", K::Years),
    column("executor", K::List),
    column("executor_text", K::Text),
    column("supervisor", K::List),
];
const RESOURCES: &[Column] = &[
    column("level", K::Level),
    column("nr", K::Text),
    column("activity", K::Text),
    column("planned_result", K::Text),
    column("resources_text", K::Text),
    column("funding", K::Text),
    column("responsible", K::List),
    column("responsible_text", K::Text),
];
const RESULTS: &[Column] = &[
    column("level", K::Level),
    column("goal", K::Text),
    column("activity", K::Text),
    column("funding_text", K::Text),
    column("planned_result", K::Text),
    column("impact_assessment_text", K::Text),
    column("goal_effective", K::Text),
];
const INSTITUTIONS: &[Column] = &[
    column("name", K::Required),
    column("canonical", K::Required),
    column("roles", K::List),
    column("duties", K::List),
    column("mentions", K::Integer),
];
const BODIES: &[Column] = &[
    column("name", K::Required),
    column("other_names", K::List),
    column("since", K::Text),
    column("basis", K::Text),
    column("chair", K::Text),
    column("members", K::List),
    column("advisory", K::List),
    column("invited", K::List),
    column("duties", K::List),
];
const ESCALATION: &[Column] = &[
    column("step", K::RequiredInteger),
    column("text", K::Required),
    column("next", K::Years),
    column("outcomes", K::Json),
];
const DUTIES: &[Column] = &[
    column("what", K::Required),
    column("who", K::Text),
    column("frequency", K::Text),
    column("month", K::Text),
    column("presented_to", K::Text),
];
const RISK_FACTORS: &[Column] = &[
    column("group", K::Text),
    column("factor", K::Required),
    column("count_or_share", K::Any),
];
const STATISTICS: &[Column] = &[
    column("title", K::Required),
    column("columns", K::Json),
    column("rows", K::Json),
    column("raw_values", K::List),
];
const PROGRAMMES: &[Column] = &[column("name", K::Required)];
const RULES: &[Column] = &[
    column("rule", K::Required),
    column("threshold", K::Text),
    column("actor", K::Text),
    column("deadline", K::Text),
];
const IRREGULARITIES: &[Column] = &[
    column("where", K::Text),
    column("kind", K::Required),
    column("text", K::Text),
];

impl Table {
    /// The table of a sheet by its name: the code, or the name that the contract has for it.
    pub fn of_sheet(name: &str) -> Option<Self> {
        match name.trim() {
            "results" => Some(Self::Results),
            name => Self::from_code(name),
        }
    }

    /// The columns of its sheet, in order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Document => DOCUMENT,
            Self::Goals => GOALS,
            Self::PlanGoals => PLAN_GOALS,
            Self::TaskTableGoals => TASK_TABLE_GOALS,
            Self::Indicators => INDICATORS,
            Self::Targets => TARGETS,
            Self::Activities => ACTIVITIES,
            Self::Tasks => TASKS,
            Self::Resources => RESOURCES,
            Self::Results => RESULTS,
            Self::Institutions => INSTITUTIONS,
            Self::Bodies => BODIES,
            Self::Escalation => ESCALATION,
            Self::Duties => DUTIES,
            Self::RiskFactors => RISK_FACTORS,
            Self::Statistics => STATISTICS,
            Self::Programmes => PROGRAMMES,
            Self::Rules => RULES,
            Self::Irregularities => IRREGULARITIES,
        }
    }

    /// Whether a workbook without its sheet is refused. The others may be left out by who has no such table.
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::Document
                | Self::Goals
                | Self::Indicators
                | Self::Targets
                | Self::Activities
                | Self::Tasks
                | Self::Resources
                | Self::Results
        )
    }
}
