//! Stages of education.

use serde::{Deserialize, Serialize};

use super::ClassLabel;

/// Stages of education; a change of institution between two of them is no sign of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before grade 1.
    Preschool,
    /// Grades 1–6.
    FirstStage,
    /// Grades 7–9.
    SecondStage,
    /// Grades 10–12 and vocational courses.
    Secondary,
}

impl Stage {
    /// The stage of a grade.
    pub const fn of_grade(grade: u8) -> Self {
        match grade {
            0 => Self::Preschool,
            1..=6 => Self::FirstStage,
            7..=9 => Self::SecondStage,
            _ => Self::Secondary,
        }
    }

    /// The stage of a class; a group without a grade is a preschool's unless it is a vocational course.
    pub fn of_class(class: &ClassLabel, vocational: bool) -> Self {
        match class.grade() {
            _ if vocational => Self::Secondary,
            Some(grade) => Self::of_grade(grade),
            None => Self::Preschool,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stage;

    #[test]
    fn classes_and_groups_have_a_stage() {
        let of = |label: &str, vocational| Stage::of_class(&label.parse().unwrap(), vocational);
        assert_eq!(
            ["Mārīte", "6.a", "7.a", "9", "10.b"].map(|label| of(label, false)),
            [
                Stage::Preschool,
                Stage::FirstStage,
                Stage::SecondStage,
                Stage::SecondStage,
                Stage::Secondary
            ]
        );
        assert_eq!(of("2. kurss", true), Stage::Secondary);
    }
}
