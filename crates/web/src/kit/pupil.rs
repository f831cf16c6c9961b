//! What pages about a pupil share: the bar with the name, and the level of support in words and steps.

use askama::Template;

use super::html::components;
use super::{Button, Html};
use crate::texts::Texts;

/// A level of support. Never a score: words first, steps beside them.
#[derive(Template, Clone, Debug, PartialEq, Eq)]
#[template(path = "kit/support_level.html")]
pub struct SupportLevel {
    texts: Texts,
    code: &'static str,
    steps: u8,
}

components!(SupportLevel, IdentityBar);

impl SupportLevel {
    /// The level of a code of the contract (`low`, `medium`, `high`, `very_high`); `none` is a level too. Anything else
    /// means that there is not enough data.
    pub fn of(texts: Texts, code: &str) -> Self {
        let (code, steps) = match code {
            "none" => ("none", 0),
            "low" => ("low", 1),
            "medium" => ("medium", 2),
            "high" => ("high", 3),
            "very_high" => ("very_high", 4),
            _ => ("unknown", 0),
        };
        Self { texts, code, steps }
    }

    /// The level in words.
    pub fn words(&self) -> String {
        self.texts.t(&format!("support-level-{}", self.code))
    }

    fn bars(&self) -> [(u8, u8, u8, bool); 4] {
        [0u8, 1, 2, 3].map(|step| (step * 9, 12 - step * 4, 4 + step * 4, step < self.steps))
    }
}

/// Who the page is about.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/identity_bar.html")]
pub struct IdentityBar {
    name: String,
    facts: Vec<(String, Html)>,
    actions: Vec<Button>,
}

impl IdentityBar {
    /// The bar with the name as the page's heading.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            facts: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// Something to know at a glance.
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<Html>) -> Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// Something to do with it.
    pub fn action(mut self, action: Button) -> Self {
        self.actions.push(action.small());
        self
    }
}
