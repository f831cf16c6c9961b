//! Labels of classes and preschool groups in one spelling.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::people::{folded, sort_key};

/// A class such as `8.b` or `12`, or a group of a preschool or a vocational course, which has no grade. `8b`, `8. B` and
/// `8.B klase` are the same class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassLabel(Label);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Label {
    Class { grade: u8, parallel: String },
    Group(String),
}

/// Why a text is no class.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClassError {
    /// Nothing there.
    #[error("no class given")]
    Empty,
    /// A grade that does not exist.
    #[error("`{0}` is not a class; grades are 1 to 12")]
    Grade(String),
    /// More than 40 characters.
    #[error("the label of a class has at most 40 characters")]
    TooLong,
}

const QUOTES: [char; 7] = ['"', '“', '”', '„', '\'', '(', ')'];

impl ClassLabel {
    /// A class of a grade 1–12; the parallel may be empty.
    pub fn class(grade: u8, parallel: &str) -> Option<Self> {
        let parallel = parallel.trim().to_lowercase();
        (1..=12)
            .contains(&grade)
            .then_some(Self(Label::Class { grade, parallel }))
    }

    /// 1–12; `None` for groups and courses.
    pub fn grade(&self) -> Option<u8> {
        match &self.0 {
            Label::Class { grade, .. } => Some(*grade),
            Label::Group(_) => None,
        }
    }

    /// What tells classes of one grade apart, lower case; empty when there is but one.
    pub fn parallel(&self) -> &str {
        match &self.0 {
            Label::Class { parallel, .. } => parallel,
            Label::Group(_) => "",
        }
    }

    /// The class a promoted pupil goes to; `None` from the last grade and for groups.
    pub fn next(&self) -> Option<Self> {
        Self::class(self.grade()? + 1, self.parallel())
    }

    /// Sorts groups first, then classes by grade and parallel, compared byte by byte.
    pub fn sort_key(&self) -> String {
        match &self.0 {
            Label::Class { grade, parallel } => format!("{grade:02}.{}", sort_key(parallel)),
            Label::Group(name) => format!("00.{}", sort_key(name)),
        }
    }
}

impl FromStr for ClassLabel {
    type Err = ClassError;

    fn from_str(text: &str) -> Result<Self, ClassError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let label = words.join(" ");
        if label.is_empty() {
            return Err(ClassError::Empty);
        }
        if label.chars().count() > 40 {
            return Err(ClassError::TooLong);
        }
        let digits = label.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = label.split_at(digits);
        let rest = rest.trim_start();
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
        let rest = ["klase", "kl."]
            .iter()
            .find_map(|word| rest.strip_suffix(word))
            .unwrap_or(rest);
        let rest = rest.trim_matches(|c: char| QUOTES.contains(&c) || c.is_whitespace());
        let word = folded(rest);
        // `5-6 gadīgie` and `5 gadi` are ages, `2. kurss` is a course of a vocational school.
        let is_group = number.is_empty()
            || rest.chars().count() > 8
            || !rest.chars().next().is_none_or(char::is_alphabetic)
            || !rest
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | ' ' | '.'))
            || ["gad", "kurs", "grup"].iter().any(|stem| word.starts_with(stem));
        if is_group {
            return Ok(Self(Label::Group(label)));
        }
        let grade = number.parse().ok().and_then(|grade| Self::class(grade, rest));
        grade.ok_or(ClassError::Grade(label))
    }
}

impl fmt::Display for ClassLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Label::Class { grade, parallel } if parallel.is_empty() => write!(f, "{grade}"),
            Label::Class { grade, parallel } => write!(f, "{grade}.{parallel}"),
            Label::Group(name) => f.write_str(name),
        }
    }
}

impl PartialOrd for ClassLabel {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ClassLabel {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The label itself last: two groups may share a key without being one.
        (self.sort_key(), self.to_string()).cmp(&(other.sort_key(), other.to_string()))
    }
}

impl TryFrom<String> for ClassLabel {
    type Error = ClassError;
    fn try_from(text: String) -> Result<Self, ClassError> {
        text.parse()
    }
}

impl From<ClassLabel> for String {
    fn from(class: ClassLabel) -> Self {
        class.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn label(text: &str) -> ClassLabel {
        text.parse().unwrap()
    }

    #[test]
    fn spellings_of_one_class_are_one() {
        for text in ["8.b", "8b", "8. B", "8.B klase", " 8 . b ", "8.\"b\"", "8 b"] {
            assert_eq!(
                (label(text).to_string(), label(text).grade()),
                ("8.b".to_owned(), Some(8)),
                "{text}"
            );
        }
        assert_eq!(label("12").to_string(), "12");
        assert_eq!(label("1. klase"), label("1"));
        assert_eq!(label("10.ZA1").to_string(), "10.za1");
        assert_eq!(label("8.Č").next(), Some(label("9č")));
        assert_eq!(label("12.a").next(), None);
    }

    #[test]
    fn groups_and_courses_have_no_grade() {
        for text in [
            "Mārīte",
            "5-6 gadīgie",
            "5 gadi",
            "2. kurss",
            "6. grupa",
            "5–6",
            "Zvirbulēni 2",
        ] {
            assert_eq!(
                (label(text).grade(), label(text).to_string()),
                (None, text.to_owned())
            );
        }
        assert_eq!(
            "13.a".parse::<ClassLabel>(),
            Err(ClassError::Grade("13.a".to_owned()))
        );
        assert!(matches!("0".parse::<ClassLabel>(), Err(ClassError::Grade(_))));
        assert_eq!("  ".parse::<ClassLabel>(), Err(ClassError::Empty));
    }

    #[test]
    fn classes_sort_by_grade_and_parallel() {
        let mut classes = ["10.a", "9.b", "1", "9.č", "9.c", "9.d", "Mārīte", "12"].map(label);
        classes.sort();
        let order = classes.map(|class| class.to_string());
        assert_eq!(order, ["Mārīte", "1", "9.b", "9.c", "9.č", "9.d", "10.a", "12"]);
    }

    proptest! {
        #[test]
        fn text_and_back(text in "[0-9]{0,2}\\PC{0,12}") {
            if let Ok(class) = text.parse::<ClassLabel>() {
                prop_assert_eq!(class.to_string().parse(), Ok(class));
            }
        }

        #[test]
        fn any_class_and_back(grade in 1_u8..=12, parallel in "([a-zāčēž]{1,2}[0-9]?)?") {
            let class: ClassLabel = format!("{grade}{parallel}").parse().unwrap();
            prop_assert_eq!((class.grade(), class.parallel()), (Some(grade), parallel.as_str()));
            prop_assert_eq!(class.to_string().parse(), Ok(class));
        }
    }
}
