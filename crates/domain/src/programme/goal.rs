//! Goals: strategic ones, and as the tables of activities and tasks repeat them.

use serde::{Deserialize, Serialize};

use super::PreventionLevel;

/// A strategic goal. Numbers may repeat; level and place tell goals apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Number as printed.
    pub nr: String,
    /// Title.
    pub title: String,
    /// Title with the marks of the document, where it has any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title_raw: String,
    /// What it is to achieve.
    #[serde(default)]
    pub expected_results: Vec<String>,
}

/// A goal as the table of activities has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanGoal {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Number in that table.
    pub nr: String,
    /// Title in that table; empty where it has none.
    #[serde(default)]
    pub title: String,
    /// Title with the marks of the document, where it has any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title_raw: String,
    /// The strategic goal as level and number, `M/3`, where the number alone is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategic_goal: Option<String>,
    /// Number of the strategic goal; none where the strategy has no such goal.
    #[serde(default)]
    pub strategic_goal_nr: Option<String>,
}

impl PlanGoal {
    /// Level, where the link names one, and number of the strategic goal.
    pub fn link(&self) -> Option<(Option<PreventionLevel>, &str)> {
        if let Some(link) = &self.strategic_goal {
            return Some(match link.split_once('/') {
                Some((level, nr)) => (PreventionLevel::parse(level), nr),
                None => (None, link),
            });
        }
        self.strategic_goal_nr.as_deref().map(|nr| (Some(self.level), nr))
    }
}

/// A goal as the table of tasks has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskTableGoal {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Number in that table.
    pub nr: String,
    /// Title in that table; empty where it has none.
    #[serde(default)]
    pub title: String,
}
