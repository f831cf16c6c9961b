//! What is written down beside a plan: contacts with parents, a look at the middle, dynamics, advice, and support that was not given.

use serde::{Deserialize, Serialize};

/// A kind of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A contact with the parents and its result.
    Contact,
    /// How it goes at the middle of the semester.
    MidTerm,
    /// The dynamics of learning, at least three times a year [Rēzeknes novads].
    Dynamics,
    /// A colleague's question and the advice given.
    Advice,
    /// Support that was needed and not given, with the reason [Rēzeknes novads].
    Unmet,
}

impl NoteKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Contact,
        Self::MidTerm,
        Self::Dynamics,
        Self::Advice,
        Self::Unmet,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::MidTerm => "mid_term",
            Self::Dynamics => "dynamics",
            Self::Advice => "advice",
            Self::Unmet => "unmet",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it must say what came of it: the result of a contact, the advice given.
    pub const fn needs_result(self) -> bool {
        matches!(self, Self::Contact | Self::Advice)
    }
}

/// Why support was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmetReason {
    /// The pupil refuses.
    PupilRefuses,
    /// The parents refuse.
    ParentsRefuse,
    /// There is no specialist.
    NoStaff,
    /// The pupil is not motivated.
    LowMotivation,
    /// No time or room was found.
    NoTime,
    /// Another reason, in words.
    Other,
}

impl UnmetReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::PupilRefuses,
        Self::ParentsRefuse,
        Self::NoStaff,
        Self::LowMotivation,
        Self::NoTime,
        Self::Other,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PupilRefuses => "pupil_refuses",
            Self::ParentsRefuse => "parents_refuse",
            Self::NoStaff => "no_staff",
            Self::LowMotivation => "low_motivation",
            Self::NoTime => "no_time",
            Self::Other => "other",
        }
    }

    /// The reason by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-18, IAP-19
    #[test]
    fn notes_and_reasons_are_read_back() {
        for kind in NoteKind::ALL {
            assert_eq!(NoteKind::from_code(kind.code()), Some(kind));
        }
        for reason in UnmetReason::ALL {
            assert_eq!(UnmetReason::from_code(reason.code()), Some(reason));
        }
        assert!(NoteKind::Contact.needs_result() && NoteKind::Advice.needs_result());
    }
}
