//! Who helps in the lessons of a class: a teacher's assistant or a second teacher, with hours a week [Rēzeknes novads, Ogre, Ventspils].

use serde::{Deserialize, Serialize};

/// How somebody helps in the lessons of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssistantKind {
    /// A teacher's assistant.
    Assistant,
    /// A second teacher in the lesson.
    SecondTeacher,
}

impl AssistantKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Assistant, Self::SecondTeacher];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assistant => "assistant",
            Self::SecondTeacher => "second_teacher",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-15
    #[test]
    fn kinds_are_read_back() {
        for kind in AssistantKind::ALL {
            assert_eq!(AssistantKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(AssistantKind::from_code("third_teacher"), None);
    }
}
