//! Forms of study.

use serde::{Deserialize, Serialize};

use crate::people::folded;

/// How a pupil studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StudyForm {
    /// *Klātiene*.
    FullTime,
    /// *Neklātiene*; the former evening schools too.
    PartTime,
    /// *Tālmācība*.
    Distance,
}

impl StudyForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::FullTime, Self::PartTime, Self::Distance];

    /// Code, as in serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FullTime => "full_time",
            Self::PartTime => "part_time",
            Self::Distance => "distance",
        }
    }

    /// Reads a code or the Latvian word of the files.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match folded(text).as_str() {
            "klatiene" | "klatienes" | "full time" => Self::FullTime,
            "neklatiene" | "neklatienes" | "vakara" | "part time" => Self::PartTime,
            "talmaciba" | "talmacibas" | "distance" => Self::Distance,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::StudyForm;

    #[test]
    fn forms_of_study_are_read() {
        assert_eq!(StudyForm::parse("tālmācība"), Some(StudyForm::Distance));
        assert_eq!(StudyForm::parse("Klātiene"), Some(StudyForm::FullTime));
        assert_eq!(StudyForm::parse("neklātiene"), Some(StudyForm::PartTime));
        assert_eq!(StudyForm::parse("mājas"), None);
        for form in StudyForm::ALL {
            assert_eq!(StudyForm::parse(form.code()), Some(form));
        }
    }
}
