//! The three levels of prevention.

use serde::{Deserialize, Serialize};

/// A level of prevention: ❶ for all, ❷ for groups at risk, ❸ for one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub enum PreventionLevel {
    /// *Universālā*.
    #[default]
    #[serde(rename = "U")]
    Universal,
    /// *Mērķtiecīgā*.
    #[serde(rename = "M")]
    Targeted,
    /// *Pielāgotā*.
    #[serde(rename = "P")]
    Tailored,
}

impl PreventionLevel {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Universal, Self::Targeted, Self::Tailored];

    /// The code in texts and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Universal => "universal",
            Self::Targeted => "targeted",
            Self::Tailored => "tailored",
        }
    }

    /// The letter of the documents.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Universal => "U",
            Self::Targeted => "M",
            Self::Tailored => "P",
        }
    }

    /// The sign of the documents.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Universal => "❶",
            Self::Targeted => "❷",
            Self::Tailored => "❸",
        }
    }

    /// Reads a letter, a sign or a code.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|level| [level.letter(), level.sign(), level.code()].contains(&text))
    }
}
