//! Activities of a programme.

use serde::{Deserialize, Serialize};

use super::PreventionLevel;

/// An activity as the table of activities has it. What the cell holds is kept beside what was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Number of the goal in the table of activities.
    pub goal_nr: String,
    /// The part of the goal it serves, where the document divides goals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subgoal: String,
    /// Number; none where the document numbers no activities.
    #[serde(default)]
    pub nr: Option<String>,
    /// Number as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nr_text: String,
    /// Number of the task row of the same title, where the activity has none itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nr_from_tasks: Option<String>,
    /// Title; empty where the document left it out.
    #[serde(default)]
    pub title: String,
    /// What it is to achieve.
    #[serde(default)]
    pub expected_result: String,
    /// Who answers for it or carries it out.
    #[serde(default)]
    pub responsible: Vec<String>,
    /// The cell of who answers for it.
    #[serde(default)]
    pub responsible_text: String,
    /// Who takes part.
    #[serde(default)]
    pub involved: Vec<String>,
    /// The cell of who takes part.
    #[serde(default)]
    pub involved_text: String,
    /// Who supervises it, where the table says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supervisor: Vec<String>,
    /// The cell of who supervises.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub supervisor_text: String,
    /// Years; empty where the cells are.
    #[serde(default)]
    pub years: Vec<i16>,
    /// Sources of money.
    #[serde(default)]
    pub funding: Vec<String>,
    /// The cell of the sources of money.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub funding_text: String,
    /// The row has a number and nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub empty_row: bool,
    /// The row stands a column too far to the left in the document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shifted_row: bool,
    /// With which row its cells of institutions are merged in the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub merged_from: String,
}

impl Activity {
    /// The number under which tasks name it.
    pub fn number(&self) -> Option<&str> {
        self.nr.as_deref().or(self.nr_from_tasks.as_deref())
    }

    /// Everybody who has a part in it, in the order of the columns.
    pub fn institutions(&self) -> impl Iterator<Item = &str> {
        self.responsible
            .iter()
            .chain(&self.involved)
            .chain(&self.supervisor)
            .map(String::as_str)
    }
}
