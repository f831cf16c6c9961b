//! School years and semesters with the spellings in which documents name them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Period;

/// A school year, 1 September to 31 August, known by the calendar year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SchoolYear(i16);

/// Why a text names no school year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchoolYearError {
    /// Not in one of the spellings accepted.
    #[error("`{0}` is not a school year; accepted are 2022/23, 2022/2023 and 2022./2023. m. g.")]
    Spelling(String),
    /// The second year does not follow the first.
    #[error("`{0}` does not name two years in a row")]
    NotInARow(String),
}

impl SchoolYear {
    /// The school year which begins in September of `first_calendar_year`.
    pub const fn new(first_calendar_year: i16) -> Self {
        Self(if first_calendar_year < 1 {
            1
        } else if first_calendar_year > 9_998 {
            9_998
        } else {
            first_calendar_year
        })
    }

    /// The school year in which the date lies; July and August belong to the year that is ending.
    pub fn of(date: Date) -> Self {
        Self::new(date.year() - i16::from(date.month() < 9))
    }

    /// The calendar year in which it begins.
    pub const fn first_calendar_year(self) -> i16 {
        self.0
    }

    /// 1 September.
    pub const fn first_day(self) -> Date {
        Date::constant(self.0, 9, 1)
    }

    /// 31 August of the following calendar year.
    pub const fn last_day(self) -> Date {
        Date::constant(self.0 + 1, 8, 31)
    }

    /// First to last day.
    pub fn period(self) -> Period {
        Period::between(self.first_day(), self.last_day())
    }

    /// The following school year.
    pub const fn next(self) -> Self {
        Self::new(self.0 + 1)
    }

    /// The school year before.
    pub const fn previous(self) -> Self {
        Self::new(self.0 - 1)
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

impl From<SchoolYear> for String {
    fn from(year: SchoolYear) -> Self {
        year.to_string()
    }
}

impl TryFrom<String> for SchoolYear {
    type Error = SchoolYearError;
    fn try_from(text: String) -> Result<Self, SchoolYearError> {
        text.parse()
    }
}

impl FromStr for SchoolYear {
    type Err = SchoolYearError;

    fn from_str(text: &str) -> Result<Self, SchoolYearError> {
        let spelling = || SchoolYearError::Spelling(text.to_owned());
        let compact: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_lowercase();
        let compact = [
            "m.g.",
            "m.g",
            "mg.",
            "mg",
            "mācībugads",
            "mācībugadā",
            "mācībugada",
        ]
        .iter()
        .find_map(|ending| compact.strip_suffix(ending))
        .unwrap_or(&compact);
        let (first, second) = compact.split_once(['/', '-', '–']).ok_or_else(spelling)?;
        let first = first.strip_suffix('.').unwrap_or(first);
        let second = second.strip_suffix('.').unwrap_or(second);
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if first.len() != 4 || !(second.len() == 2 || second.len() == 4) || !digits(first) || !digits(second)
        {
            return Err(spelling());
        }
        let begins: i16 = first.parse().map_err(|_| spelling())?;
        let ends: i16 = second.parse().map_err(|_| spelling())?;
        let follows = if second.len() == 2 {
            (begins + 1) % 100 == ends
        } else {
            begins + 1 == ends
        };
        if !follows || !(1..=9_998).contains(&begins) {
            return Err(SchoolYearError::NotInARow(text.to_owned()));
        }
        Ok(Self(begins))
    }
}

/// Half of a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Semester {
    /// September to December.
    First,
    /// January to the end of lessons.
    Second,
}

impl Semester {
    /// 1 or 2.
    pub const fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    /// The semester with the number 1 or 2.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            _ => None,
        }
    }
}

impl fmt::Display for Semester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number())
    }
}

/// The text names no semester.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a semester; accepted are 1 and 2")]
pub struct SemesterError(String);

impl FromStr for Semester {
    type Err = SemesterError;

    fn from_str(text: &str) -> Result<Self, SemesterError> {
        let lower = text.trim().to_lowercase();
        let word = lower
            .strip_suffix("semestris")
            .or_else(|| lower.strip_suffix("sem."))
            .unwrap_or(&lower)
            .trim()
            .trim_end_matches('.');
        match word {
            "1" | "i" | "first" | "pirmais" => Ok(Self::First),
            "2" | "ii" | "second" | "otrais" => Ok(Self::Second),
            _ => Err(SemesterError(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    // covers: REG-32
    #[test]
    fn every_spelling_of_the_documents_is_read() {
        for text in [
            "2022/23",
            "2022/2023",
            "2022./2023.",
            "2022./2023.m.g.",
            "2022/23. m.g.",
            "2022./2023. mācību gads",
        ] {
            assert_eq!(text.parse(), Ok(SchoolYear::new(2022)), "{text}");
        }
        for text in [
            "2022",
            "2022/24",
            "2022/2024",
            "22/23",
            "2022/3",
            "",
            "2022/23/24",
            "gads",
        ] {
            assert!(text.parse::<SchoolYear>().is_err(), "{text}");
        }
        assert_eq!("1999/00".parse(), Ok(SchoolYear::new(1999)));
    }

    #[test]
    fn august_belongs_to_the_year_that_ends() {
        assert_eq!(SchoolYear::of(date(2026, 8, 31)), SchoolYear::new(2025));
        assert_eq!(SchoolYear::of(date(2026, 9, 1)), SchoolYear::new(2026));
    }

    #[test]
    fn semesters_are_read_in_words_and_numbers() {
        assert_eq!("2. semestris".parse(), Ok(Semester::Second));
        assert_eq!("I".parse(), Ok(Semester::First));
        assert!("3".parse::<Semester>().is_err());
    }

    proptest! {
        #[test]
        fn text_and_back(first in 1_i16..9_998) {
            let year = SchoolYear::new(first);
            prop_assert_eq!(year.to_string().parse::<SchoolYear>().ok(), Some(year));
            prop_assert_eq!(SchoolYear::of(year.first_day()), year);
            prop_assert_eq!(SchoolYear::of(year.last_day()), year);
            let json = serde_json::to_string(&year).unwrap();
            prop_assert_eq!(serde_json::from_str::<SchoolYear>(&json).unwrap(), year);
        }
    }
}
