//! Central exams: results in per cent and the State's thresholds by year and grade.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::SchoolYear;
use crate::numbers::Decimal;

/// Share of a central exam in hundredths of a per cent, 0–10 000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(i32);

/// Why a text is no share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PercentError {
    /// Not a number.
    #[error("`{0}` is not a percentage; accepted are 0 to 100, with up to two decimals")]
    Number(String),
    /// Below 0 or above 100.
    #[error("`{0}` is not between 0 and 100 per cent")]
    Range(String),
}

impl Percent {
    /// From hundredths of a per cent; `None` outside 0–100 %.
    pub fn from_hundredths(hundredths: i32) -> Option<Self> {
        (0..=10_000).contains(&hundredths).then_some(Self(hundredths))
    }

    /// Hundredths of a per cent.
    pub const fn hundredths(self) -> i32 {
        self.0
    }
}

impl FromStr for Percent {
    type Err = PercentError;

    fn from_str(text: &str) -> Result<Self, PercentError> {
        let number = text.trim();
        let number = number.strip_suffix('%').unwrap_or(number);
        let value = Decimal::parse(number).ok_or_else(|| PercentError::Number(text.to_owned()))?;
        let hundredths = value
            .scaled(2)
            .ok_or_else(|| PercentError::Number(text.to_owned()))?;
        let in_range = i32::try_from(hundredths).ok().and_then(Self::from_hundredths);
        in_range.ok_or_else(|| PercentError::Range(text.to_owned()))
    }
}

/// The number alone, with a point, as in CSV.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Decimal::new(i64::from(self.0), 2).trimmed())
    }
}

/// Below which share an exam counts as low in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamThreshold {
    /// 9 or 12.
    pub grade: u8,
    /// Calendar year in which the school year of the exam ends.
    pub year: i16,
    /// Whole per cent; a result below is low.
    pub percent: u8,
    /// Where it comes from.
    pub source: String,
    /// Not confirmed: carried over from the last year known.
    #[serde(default)]
    pub assumption: bool,
}

impl ExamThreshold {
    /// Whether a result is low.
    pub fn is_below(&self, result: Percent) -> bool {
        result.hundredths() < i32::from(self.percent) * 100
    }
}

#[derive(Deserialize)]
struct File {
    threshold: Vec<ExamThreshold>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is part of the program and a test reads it"
)]
static THRESHOLDS: LazyLock<Vec<ExamThreshold>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("exam_thresholds.toml")).expect("exam_thresholds.toml is well-formed");
    file.threshold
});

/// The thresholds that are known, by grade and year.
pub fn exam_thresholds() -> &'static [ExamThreshold] {
    &THRESHOLDS
}

/// The threshold for an exam taken on a day in a grade. A later year than any known takes over the last one, marked as an
/// assumption; `None` where nothing is known: there is no data to call the result low.
pub fn exam_threshold(taken_on: Date, grade: u8) -> Option<ExamThreshold> {
    let year = SchoolYear::of(taken_on).first_calendar_year() + 1;
    let known = THRESHOLDS
        .iter()
        .filter(|threshold| threshold.grade == grade && threshold.year <= year);
    let mut found = known.max_by_key(|threshold| threshold.year)?.clone();
    if found.year != year {
        found.assumption = true;
        found.year = year;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: REG-17
    #[test]
    fn thresholds_follow_year_and_grade() {
        let percent =
            |year, grade| exam_threshold(date(year, 6, 1), grade).map(|t| (t.percent, t.assumption));
        assert_eq!(percent(2024, 9), Some((10, false)));
        assert_eq!(percent(2025, 9), Some((10, false)));
        assert_eq!(percent(2026, 9), Some((15, false)));
        assert_eq!(percent(2027, 9), Some((15, true)));
        assert_eq!(percent(2025, 12), Some((15, false)));
        assert_eq!(percent(2026, 12), Some((15, true)));
        assert_eq!(percent(2023, 9), None);
        assert_eq!(percent(2025, 6), None);
        let threshold = exam_threshold(date(2025, 6, 1), 9).unwrap();
        assert!(threshold.is_below("9,99".parse().unwrap()));
        assert!(!threshold.is_below("10".parse().unwrap()));
    }

    #[test]
    fn shares_are_between_0_and_100() {
        assert_eq!(
            "63,5 %".parse(),
            Percent::from_hundredths(6_350).ok_or(PercentError::Number(String::new()))
        );
        assert_eq!("63,50".parse::<Percent>().unwrap().to_string(), "63.5");
        assert!(matches!("101".parse::<Percent>(), Err(PercentError::Range(_))));
        assert!(matches!("-1".parse::<Percent>(), Err(PercentError::Range(_))));
        assert!(matches!("1,234".parse::<Percent>(), Err(PercentError::Number(_))));
        assert!("x".parse::<Percent>().is_err());
    }
}
