//! Bodies, the way of a case, duties of following the programme and rules, as the document has them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Cell;

/// A body in which institutions work together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeBody {
    /// Name.
    pub name: String,
    /// Other names of it in the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    /// Since when it works.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// On what it rests.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chair: String,
    /// Who sits in it.
    #[serde(default)]
    pub members: Vec<String>,
    /// Who advises it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advisory: Vec<String>,
    /// Who may be invited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invited: Vec<String>,
    /// What it does.
    #[serde(default)]
    pub duties: Vec<String>,
}

/// A step of the way of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationStep {
    /// Number.
    pub step: i64,
    /// What happens.
    pub text: String,
    /// Steps that follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<i64>,
    /// What follows on which outcome: a step, or a word for the end.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outcomes: BTreeMap<String, Cell>,
}

/// What is to be done to follow the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitoringDuty {
    /// What.
    pub what: String,
    /// Who.
    #[serde(default)]
    pub who: String,
    /// How often.
    #[serde(default)]
    pub frequency: Option<String>,
    /// When in the year.
    #[serde(default)]
    pub month: Option<String>,
    /// To whom it goes.
    #[serde(default)]
    pub presented_to: Option<String>,
}

/// A rule of work with a child that the document sets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The rule in short.
    pub rule: String,
    /// When it applies.
    #[serde(default)]
    pub threshold: Option<String>,
    /// Who acts.
    #[serde(default)]
    pub actor: Option<String>,
    /// By when.
    #[serde(default)]
    pub deadline: Option<String>,
}
