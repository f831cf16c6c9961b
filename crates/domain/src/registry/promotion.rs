//! The turn of the school year: what follows for a pupil from the year's marks, decisions and documents (Cabinet Regulation
//! No. 11 of 2022). A proposal to the school, never a decision.

use serde::{Deserialize, Serialize};

use super::{ClassLabel, LeavingReason};
use crate::achievement::Mark;

/// What a pupil of grade 9 or 12 receives at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletionDocument {
    /// *Apliecība*, *atestāts*: the stage is completed.
    Certificate,
    /// *Liecība* alone: without a certificate.
    TranscriptOnly,
}

/// A pupil's school year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct YearResult {
    /// 1–12; `None` for groups.
    pub grade: Option<u8>,
    /// Annual marks, one a subject; empty when there are none yet.
    pub annual_marks: Vec<Mark>,
    /// What the school has decided: `Some(true)` promoted, `Some(false)` repeats. It goes before the rule.
    pub decided: Option<bool>,
    /// The document of grades 9 and 12.
    pub document: Option<CompletionDocument>,
}

/// Why a pupil repeats, or why nothing can be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromotionReason {
    /// The school decided.
    Decision,
    /// Too many annual marks below 4; how many.
    InsufficientMarks(u8),
    /// Grade 9 ended with a transcript alone.
    NoCertificate,
    /// No annual marks are recorded.
    NoAnnualMarks,
    /// No document is recorded.
    NoDocument,
    /// The pupil is in no grade.
    NoGrade,
}

/// What follows for the next school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// To the next grade.
    Promoted {
        /// With an annual mark below 4, counted apart from repeaters.
        with_insufficient_mark: bool,
    },
    /// Stays in the grade.
    Repeats(PromotionReason),
    /// Leaves the stage after grade 9 or 12.
    Completed {
        /// With a certificate, or with a transcript alone.
        certificate: bool,
    },
    /// Not enough data to propose anything.
    Undecided(PromotionReason),
}

/// What a person decides about a pupil at the turn of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TurnChoice {
    /// To the next grade.
    Promoted,
    /// Stays in the grade.
    Repeats,
    /// Leaves the institution, and why.
    Leaves(LeavingReason),
}

impl TurnChoice {
    /// What can be chosen for a class, in the order in which it is offered.
    pub fn for_class(class: &ClassLabel) -> Vec<Self> {
        let ends = matches!(class.grade(), Some(9 | 12));
        let mut choices = Vec::new();
        if class.next().is_some() {
            choices.push(Self::Promoted);
        }
        choices.push(Self::Repeats);
        if ends {
            choices.extend([LeavingReason::Completed, LeavingReason::WithoutCertificate].map(Self::Leaves));
        }
        choices.extend(
            [
                LeavingReason::Transferred,
                LeavingReason::LeftCountry,
                LeavingReason::OwnWish,
                LeavingReason::Other,
            ]
            .map(Self::Leaves),
        );
        choices
    }

    /// What the rule proposes; none where it has not enough data.
    pub fn proposed(turn: Turn) -> Option<Self> {
        Some(match turn {
            Turn::Promoted { .. } => Self::Promoted,
            Turn::Repeats(_) => Self::Repeats,
            Turn::Completed { certificate: true } => Self::Leaves(LeavingReason::Completed),
            Turn::Completed { certificate: false } => Self::Leaves(LeavingReason::WithoutCertificate),
            Turn::Undecided(_) => return None,
        })
    }

    /// Code; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Promoted => "promoted",
            Self::Repeats => "repeats",
            Self::Leaves(reason) => reason.code(),
        }
    }

    /// The class of the next school year at the same institution; `None` for those who leave.
    pub fn next_class(self, class: &ClassLabel) -> Option<ClassLabel> {
        match self {
            Self::Promoted => class.next(),
            Self::Repeats => Some(class.clone()),
            Self::Leaves(_) => None,
        }
    }
}

/// Proposes what follows from a year. Grades 1–3 are promoted unless decided otherwise; grades 4–8 with at most one annual
/// mark below 4; grades 10–11 with none; grade 9 with a transcript alone repeats; grade 12 ends either way.
pub fn turn_of_year(result: &YearResult) -> Turn {
    let insufficient = result
        .annual_marks
        .iter()
        .filter(|mark| mark.insufficient())
        .count();
    let promoted = Turn::Promoted {
        with_insufficient_mark: insufficient > 0,
    };
    let Some(grade) = result.grade else {
        return Turn::Undecided(PromotionReason::NoGrade);
    };
    if !matches!(grade, 9 | 12) {
        match result.decided {
            Some(true) => return promoted,
            Some(false) => return Turn::Repeats(PromotionReason::Decision),
            None => {}
        }
    }
    let allowed = match (grade, result.document) {
        (1..=3, _) => return promoted,
        (9 | 12, Some(CompletionDocument::Certificate)) => return Turn::Completed { certificate: true },
        (9, Some(CompletionDocument::TranscriptOnly)) => {
            return Turn::Repeats(PromotionReason::NoCertificate);
        }
        (12, Some(CompletionDocument::TranscriptOnly)) => return Turn::Completed { certificate: false },
        (9 | 12, None) => return Turn::Undecided(PromotionReason::NoDocument),
        (4..=8, _) => 1,
        (10 | 11, _) => 0,
        _ => return Turn::Undecided(PromotionReason::NoGrade),
    };
    if result.annual_marks.is_empty() {
        return Turn::Undecided(PromotionReason::NoAnnualMarks);
    }
    if insufficient <= allowed {
        promoted
    } else {
        Turn::Repeats(PromotionReason::InsufficientMarks(
            u8::try_from(insufficient).unwrap_or(u8::MAX),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(grade: u8, marks: &[&str]) -> Turn {
        let annual_marks = marks.iter().map(|text| text.parse().unwrap()).collect();
        turn_of_year(&YearResult {
            grade: Some(grade),
            annual_marks,
            ..YearResult::default()
        })
    }

    // covers: REG-15
    #[test]
    fn one_insufficient_mark_is_forgiven_up_to_grade_8_only() {
        let forgiven = Turn::Promoted {
            with_insufficient_mark: true,
        };
        let clean = Turn::Promoted {
            with_insufficient_mark: false,
        };
        for grade in 4..=8 {
            assert_eq!(turn(grade, &["4", "7"]), clean);
            assert_eq!(turn(grade, &["3", "7"]), forgiven);
            assert_eq!(
                turn(grade, &["3", "nv"]),
                Turn::Repeats(PromotionReason::InsufficientMarks(2))
            );
            assert_eq!(turn(grade, &[]), Turn::Undecided(PromotionReason::NoAnnualMarks));
        }
        for grade in 10..=11 {
            assert_eq!(turn(grade, &["4"]), clean);
            assert_eq!(
                turn(grade, &["3", "9"]),
                Turn::Repeats(PromotionReason::InsufficientMarks(1))
            );
        }
        for grade in 1..=3 {
            assert_eq!(turn(grade, &[]), clean);
        }
    }

    // covers: REG-15
    #[test]
    fn a_decision_of_the_school_goes_first() {
        let mut result = YearResult {
            grade: Some(2),
            decided: Some(false),
            ..YearResult::default()
        };
        assert_eq!(turn_of_year(&result), Turn::Repeats(PromotionReason::Decision));
        result.decided = Some(true);
        result.grade = Some(10);
        result.annual_marks = vec![Mark::Points(2)];
        assert_eq!(
            turn_of_year(&result),
            Turn::Promoted {
                with_insufficient_mark: true
            }
        );
    }

    // covers: REG-16
    #[test]
    fn grades_9_and_12_end_by_their_document() {
        let of = |grade, document| {
            turn_of_year(&YearResult {
                grade: Some(grade),
                document,
                ..YearResult::default()
            })
        };
        let transcript = Some(CompletionDocument::TranscriptOnly);
        assert_eq!(
            of(9, Some(CompletionDocument::Certificate)),
            Turn::Completed { certificate: true }
        );
        assert_eq!(of(9, transcript), Turn::Repeats(PromotionReason::NoCertificate));
        assert_eq!(of(12, transcript), Turn::Completed { certificate: false });
        assert_eq!(of(9, None), Turn::Undecided(PromotionReason::NoDocument));
    }

    // covers: REG-15, REG-16
    #[test]
    fn only_what_the_class_allows_can_be_chosen() {
        let codes = |class: &str| -> Vec<&str> {
            let class: ClassLabel = class.parse().unwrap();
            TurnChoice::for_class(&class)
                .into_iter()
                .map(TurnChoice::code)
                .collect()
        };
        assert_eq!(codes("8.b")[..3], ["promoted", "repeats", "transferred"]);
        assert_eq!(
            codes("9.a")[..4],
            ["promoted", "repeats", "completed", "without_certificate"]
        );
        assert_eq!(codes("12")[..3], ["repeats", "completed", "without_certificate"]);
        let class: ClassLabel = "9.a".parse().unwrap();
        for choice in TurnChoice::for_class(&class) {
            let stays = matches!(choice, TurnChoice::Promoted | TurnChoice::Repeats);
            assert_eq!(choice.next_class(&class).is_some(), stays);
        }
        assert_eq!(
            TurnChoice::proposed(Turn::Undecided(PromotionReason::NoDocument)),
            None
        );
    }

    #[test]
    fn the_next_class_keeps_its_letter() {
        let class: ClassLabel = "8.b".parse().unwrap();
        let next = TurnChoice::Promoted.next_class(&class);
        assert_eq!(next.map(|class| class.to_string()), Some("9.b".to_owned()));
        assert_eq!(TurnChoice::Repeats.next_class(&class), Some(class));
    }
}
