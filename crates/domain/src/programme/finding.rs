//! What is wrong or doubtful in a programme: where, which value, and what would be accepted, in both languages.

mod texts;

use serde::Serialize;

use super::{ColumnKind, RowNumbers, Table};
use crate::cooperation::codes;

codes! {
    /// What was found.
    FindingCode {
        /// A sheet that every workbook has is missing.
        MissingSheet = "missing-sheet",
        /// The sheet has no row.
        EmptySheet = "empty-sheet",
        /// A sheet that means nothing here.
        UnknownSheet = "unknown-sheet",
        /// A column without which rows can't be read is missing.
        MissingColumn = "missing-column",
        /// A column that means nothing here.
        UnknownColumn = "unknown-column",
        /// A cell does not hold what its column holds.
        NotAccepted = "not-accepted",
        /// The file can't be read.
        Unreadable = "unreadable",
        /// A target of an indicator that does not exist.
        TargetOfNothing = "target-of-nothing",
        /// A term that can't be read.
        Term = "term",
        /// Days of a task that are not those of its term.
        TermDiffers = "term-differs",
        /// A task outside the years of the programme.
        OutsidePeriod = "outside-period",
        /// The programme is shorter than it may be, or ends before it begins.
        Period = "period",
        /// Two goals of a level with one number.
        DuplicateGoal = "duplicate-goal",
        /// Two goals of different levels with one number.
        RepeatedGoalNumber = "repeated-goal-number",
        /// A number used twice.
        DuplicateNumber = "duplicate-number",
        /// A number is left out.
        NumberGap = "number-gap",
        /// A goal of the table of activities that the strategy does not have.
        GoalWithoutStrategy = "goal-without-strategy",
        /// A strategic goal that no activity serves.
        GoalWithoutActivities = "goal-without-activities",
        /// An activity under a goal that is in no table.
        ActivityWithoutGoal = "activity-without-goal",
        /// A row without a title.
        Untitled = "untitled",
        /// A task whose activity is not in the table of activities.
        TaskWithoutActivity = "task-without-activity",
        /// The number of a task does not begin with that of its activity.
        TaskNumber = "task-number",
        /// An activity without years.
        ActivityWithoutYears = "activity-without-years",
        /// A year outside the programme.
        YearOutside = "year-outside",
        /// Nobody answers for an activity or carries out a task.
        Nobody = "nobody",
        /// Nobody supervises a task.
        NoSupervisor = "no-supervisor",
        /// An institution that the list of institutions does not have.
        UnknownInstitution = "unknown-institution",
        /// A share above 100 %.
        ShareOver = "share-over",
        /// A target looser than the baseline.
        TargetLooser = "target-looser",
        /// A target equal to the baseline.
        TargetEqual = "target-equal",
        /// A target of a year before the baseline is known.
        TargetBeforeBaseline = "target-before-baseline",
        /// A later target looser than an earlier one.
        TargetsReversed = "targets-reversed",
        /// An indicator without baseline and without a promise of one.
        NoBaseline = "no-baseline",
        /// A relative target without a baseline to compare with.
        RelativeWithoutBaseline = "relative-without-baseline",
        /// An indicator without targets.
        NoTargets = "no-targets",
        /// A link to a strategic goal that does not exist.
        BrokenLink = "broken-link",
        /// Resources of an activity that is in no other table.
        ResourceOfNothing = "resource-of-nothing",
        /// Tables give different numbers for one result.
        Conflict = "conflict",
        /// A goal that is in use is left out.
        GoalDropped = "goal-dropped",
        /// A goal changed in the review in the middle.
        GoalLocked = "goal-locked",
    }
}

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The programme is not taken as it is.
    Error,
    /// A person should look.
    Doubt,
}

impl Severity {
    /// The code in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Doubt => "doubt",
        }
    }
}

impl FindingCode {
    /// How much it matters where the document does not say itself that it is so.
    pub const fn severity(self) -> Severity {
        match self {
            Self::MissingSheet
            | Self::EmptySheet
            | Self::MissingColumn
            | Self::NotAccepted
            | Self::Unreadable
            | Self::TargetOfNothing
            | Self::Term
            | Self::Period
            | Self::DuplicateGoal
            | Self::RepeatedGoalNumber
            | Self::DuplicateNumber
            | Self::ActivityWithoutGoal
            | Self::TaskWithoutActivity
            | Self::ActivityWithoutYears
            | Self::UnknownInstitution
            | Self::ShareOver
            | Self::BrokenLink
            | Self::GoalDropped
            | Self::GoalLocked => Severity::Error,
            _ => Severity::Doubt,
        }
    }

    /// Kinds of irregularities by which a document says itself that it is so: then it is a doubt and not an error.
    pub const fn known_as(self) -> &'static [&'static str] {
        match self {
            Self::RepeatedGoalNumber => &["duplicate_goal_number"],
            Self::TaskWithoutActivity => &["activity_only_in_tasks"],
            Self::ActivityWithoutYears => &["empty_years", "empty_activity"],
            Self::UnknownInstitution => &["institution_spelling"],
            Self::DuplicateNumber => &["duplicate_number", "task_number_mismatch"],
            Self::ActivityWithoutGoal => &["goal_numbering"],
            _ => &[],
        }
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Severity,
    /// In which table.
    pub table: Table,
    /// In which row of the table, from 1; 0 where it is about the table.
    pub row: usize,
    /// In which row of the sheet, the header being row 1, where it came from a workbook.
    pub sheet_row: Option<u32>,
    /// In which column; empty where it is about the row.
    pub column: &'static str,
    /// The value.
    pub value: String,
    /// What the column holds, where the value is not that.
    pub accepts: Option<ColumnKind>,
    /// What else the sentence says.
    pub details: Vec<(&'static str, String)>,
}

impl Finding {
    /// Something found, as much of a matter as its code says.
    pub fn new(code: FindingCode, table: Table, row: usize, column: &'static str, value: &str) -> Self {
        Self {
            code,
            severity: code.severity(),
            table,
            row,
            sheet_row: None,
            column,
            value: value.to_owned(),
            accepts: None,
            details: Vec::new(),
        }
    }

    /// With something that the sentence says.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// With the row of the sheet.
    pub fn in_row(mut self, sheet_row: u32) -> Self {
        self.sheet_row = Some(sheet_row);
        self
    }

    /// With what would be accepted.
    pub fn accepting(mut self, kind: ColumnKind) -> Self {
        self.accepts = Some(kind);
        self
    }

    /// With the row of the sheet that the row of the table came from; the same for other rows of which it speaks.
    pub fn placed(mut self, numbers: &RowNumbers) -> Self {
        if self.sheet_row.is_some() {
            return self;
        }
        self.sheet_row = numbers.sheet_row(self.table, self.row);
        let other = self.details.iter().find(|(name, _)| *name == "other_table");
        let other = other.and_then(|(_, code)| Table::from_code(code));
        for (name, row) in &mut self.details {
            let table = match *name {
                "first" => Some(self.table),
                "other_row" => other,
                _ => None,
            };
            let counted = row.parse::<usize>().ok();
            let sheet_row = table
                .zip(counted)
                .and_then(|(table, counted)| numbers.sheet_row(table, counted));
            if let Some(sheet_row) = sheet_row {
                *row = sheet_row.to_string();
            }
        }
        self
    }

    /// Whether the programme is not taken because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether another says the same of the same value, whichever row it stands in.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        (self.code, self.table, self.column, &self.value)
            == (other.code, other.table, other.column, &other.value)
    }

    /// The whole sentence: where, which value, what is wrong and what would be accepted.
    pub fn sentence(&self, latvian: bool) -> String {
        texts::sentence(self, latvian)
    }

    /// What is wrong, without the place.
    pub fn words(&self, latvian: bool) -> String {
        texts::words(self, latvian)
    }

    /// Table, row and column in words.
    pub fn place(&self, latvian: bool) -> String {
        texts::place(self, latvian)
    }
}
