//! What activities need, and how their results are assessed.

use serde::{Deserialize, Serialize};

use super::PreventionLevel;

/// What an activity needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Number of the row, where the table has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nr: String,
    /// The activity as this table calls it.
    #[serde(default)]
    pub activity: String,
    /// The result planned.
    #[serde(default)]
    pub planned_result: String,
    /// People, support and money it needs.
    #[serde(default)]
    pub resources_text: String,
    /// Sources of money.
    #[serde(default)]
    pub funding: String,
    /// Who answers for it.
    #[serde(default)]
    pub responsible: Vec<String>,
    /// The cell of who answers for it.
    #[serde(default)]
    pub responsible_text: String,
}

/// How the result of an activity is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultRow {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// The goal as the row has it: a title, a number alone, or nothing where cells are merged.
    #[serde(default)]
    pub goal: String,
    /// The activity as this table calls it.
    #[serde(default)]
    pub activity: String,
    /// The money put in, as printed.
    #[serde(default)]
    pub funding_text: String,
    /// The result planned.
    #[serde(default)]
    pub planned_result: String,
    /// How its effect is assessed.
    #[serde(default)]
    pub impact_assessment_text: String,
    /// The nearest goal above that has a title.
    #[serde(default)]
    pub goal_effective: String,
}
