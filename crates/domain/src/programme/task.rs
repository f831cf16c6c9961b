//! Tasks of a programme.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PreventionLevel;

/// A task as the table of tasks has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Number of the goal in the table of tasks.
    pub goal_nr: String,
    /// The part of the goal it serves, where the document divides goals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subgoal: String,
    /// Number of its activity.
    #[serde(default)]
    pub activity_nr: String,
    /// Title of its activity in the table of tasks.
    #[serde(default)]
    pub activity_title: String,
    /// Number; none where the document numbers no tasks.
    #[serde(default)]
    pub nr: Option<String>,
    /// Number as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nr_text: String,
    /// What is to be done.
    #[serde(default)]
    pub title: String,
    /// The term as printed.
    #[serde(default)]
    pub term_text: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The years of the term, where they are single ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i16>,
    /// Who carries it out.
    #[serde(default)]
    pub executor: Vec<String>,
    /// The cell of who carries it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub executor_text: String,
    /// Who supervises it; may be nobody.
    #[serde(default)]
    pub supervisor: Vec<String>,
}
