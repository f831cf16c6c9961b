//! Marks: 1–10 points, the four levels of grades 1–3, pass or fail, and the mark for work not done.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Mark {
    /// 1–10.
    Points(u8),
    /// `S` – *sācis apgūt*, begun to learn (grades 1–3).
    Begun,
    /// `T` – *turpina apgūt*, goes on learning.
    Continuing,
    /// `A` – *apguvis*, has learned.
    Acquired,
    /// `P` – *apguvis padziļināti*, has learned in depth.
    InDepth,
    /// `nv` – no mark could be given.
    NotAssessed,
    /// `i` – passed.
    Passed,
    /// `ni` – not passed.
    NotPassed,
}

/// The text is no mark.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a mark; accepted are 1 to 10, S, T, A, P, nv, i and ni")]
pub struct MarkError(pub String);

impl Mark {
    /// Whether it is below what is required: points 1–3, `ni`, and `nv`, which is no mark but leaves the requirement unmet.
    /// The levels of grades 1–3 never are: promotion does not hang on them (Cabinet Regulation No. 11 of 2022).
    pub const fn insufficient(self) -> bool {
        matches!(self, Self::Points(..4) | Self::NotAssessed | Self::NotPassed)
    }

    /// The points, where there are any.
    pub const fn points(self) -> Option<u8> {
        match self {
            Self::Points(points) => Some(points),
            _ => None,
        }
    }

    /// A number for storage: 1–10 for points, above for the others.
    pub const fn number(self) -> u8 {
        match self {
            Self::Points(points) => points,
            Self::Begun => 21,
            Self::Continuing => 22,
            Self::Acquired => 23,
            Self::InDepth => 24,
            Self::NotAssessed => 31,
            Self::Passed => 41,
            Self::NotPassed => 42,
        }
    }

    /// The mark stored as a number.
    pub const fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            1..=10 => Self::Points(number),
            21 => Self::Begun,
            22 => Self::Continuing,
            23 => Self::Acquired,
            24 => Self::InDepth,
            31 => Self::NotAssessed,
            41 => Self::Passed,
            42 => Self::NotPassed,
            _ => return None,
        })
    }
}

impl FromStr for Mark {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Self, MarkError> {
        let word = text.trim();
        Ok(match word.to_lowercase().as_str() {
            "s" => Self::Begun,
            "t" => Self::Continuing,
            "a" => Self::Acquired,
            "p" => Self::InDepth,
            "nv" | "n/v" => Self::NotAssessed,
            "i" | "ieskaitīts" => Self::Passed,
            "ni" | "neieskaitīts" => Self::NotPassed,
            number if number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()) => match number.parse()
            {
                Ok(points @ 1..=10) => Self::Points(points),
                _ => return Err(MarkError(text.to_owned())),
            },
            _ => return Err(MarkError(text.to_owned())),
        })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Points(points) => return write!(f, "{points}"),
            Self::Begun => "S",
            Self::Continuing => "T",
            Self::Acquired => "A",
            Self::InDepth => "P",
            Self::NotAssessed => "nv",
            Self::Passed => "i",
            Self::NotPassed => "ni",
        })
    }
}

impl TryFrom<String> for Mark {
    type Error = MarkError;
    fn try_from(text: String) -> Result<Self, MarkError> {
        text.parse()
    }
}

impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        mark.to_string()
    }
}

/// What a mark was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A piece of work during the semester.
    Current,
    /// The semester.
    Semester,
    /// The school year.
    Annual,
}

impl MarkKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Current, Self::Semester, Self::Annual];

    /// Code, as in files and serialised form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Semester => "semester",
            Self::Annual => "annual",
        }
    }

    /// Reads a code or its Latvian word.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_lowercase().as_str() {
            "current" | "kārtējais" | "kārtējs" => Self::Current,
            "semester" | "semestra" | "semestris" => Self::Semester,
            "annual" | "gada" | "gads" => Self::Annual,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_read_and_written() {
        let texts = ["1", "4", "10", "S", "T", "A", "P", "nv", "i", "ni"];
        for text in texts {
            let mark: Mark = text.parse().unwrap();
            assert_eq!(mark.to_string(), text);
            assert_eq!(Mark::from_number(mark.number()), Some(mark));
        }
        assert_eq!("NV".parse(), Ok(Mark::NotAssessed));
        for text in ["0", "11", "4,5", "-1", "+4", "x", "", "010", "4+"] {
            assert_eq!(text.parse::<Mark>(), Err(MarkError(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn below_four_is_insufficient() {
        let insufficient = |text: &str| text.parse::<Mark>().unwrap().insufficient();
        assert!(["1", "3", "nv", "ni"].into_iter().all(insufficient));
        assert!(!["4", "10", "S", "T", "A", "P", "i"].into_iter().any(insufficient));
    }

    #[test]
    fn kinds_are_read_in_both_languages() {
        for kind in MarkKind::ALL {
            assert_eq!(MarkKind::parse(kind.code()), Some(kind));
        }
        assert_eq!(MarkKind::parse("Gada"), Some(MarkKind::Annual));
    }
}
