//! Baselines and targets with all the operators of the programmes, and how a municipality reads those that can be read in two ways.

use jiff::civil::{Date, date};

use crate::numbers::Decimal;

/// What a target asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// At least as good as a number.
    Reach(Decimal),
    /// `<`: less than a number.
    Below(Decimal),
    /// `↑`: more than before.
    Up,
    /// `↓`: less than before.
    Down,
    /// `+10 %`: grown against the baseline.
    IncreaseBy(Decimal),
    /// `+6` posts: so many more than the baseline.
    GrowBy(Decimal),
    /// Words, or several values in one cell: a person judges.
    Prose,
}

impl Operator {
    /// From the fields of a programme: its trend (`below`, `up`, `down`, `increase_by`), value and unit.
    pub fn read(trend: Option<&str>, value: Option<Decimal>, unit: Option<&str>) -> Self {
        match (trend, value) {
            (Some("increase_by"), Some(value)) if unit.is_some_and(|unit| unit != "%") => Self::GrowBy(value),
            (Some("below"), Some(value)) => Self::Below(value),
            (Some("increase_by"), Some(value)) => Self::IncreaseBy(value),
            (Some("up"), _) => Self::Up,
            (Some("down"), _) => Self::Down,
            (_, Some(value)) => Self::Reach(value),
            (_, None) => Self::Prose,
        }
    }
}

/// A target of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// The year.
    pub year: i16,
    /// What it asks.
    pub operator: Operator,
}

/// When a baseline that is not known yet will be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// In a calendar year.
    Year(i16),
    /// In the school year that ends in this year.
    SchoolYearEnding(i16),
    /// In a month.
    Month(i16, i8),
}

impl Pending {
    /// The year of the value that becomes the baseline.
    pub const fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::SchoolYearEnding(year) | Self::Month(year, _) => year,
        }
    }

    /// The last day on which it is in time.
    pub fn due(self) -> Date {
        match self {
            Self::Year(year) => date(year, 12, 31),
            Self::SchoolYearEnding(year) => date(year, 8, 31),
            Self::Month(year, month) => {
                Date::new(year, month.clamp(1, 12), 1).map_or(date(year, 12, 31), Date::last_of_month)
            }
        }
    }

    /// The first day on which it is asked for.
    pub fn from(self) -> Date {
        match self {
            Self::Year(year) => date(year, 1, 1),
            Self::SchoolYearEnding(year) => date(year - 1, 9, 1),
            Self::Month(year, month) => Date::new(year, month.clamp(1, 12), 1).unwrap_or(date(year, 1, 1)),
        }
    }
}

/// Where an indicator starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Baseline {
    /// The value, where there is one.
    pub value: Option<Decimal>,
    /// The year whose value it is, that in which a school year ends; none where the programme says none.
    pub year: Option<i16>,
    /// When it will be set, where it is not known yet.
    pub pending: Option<Pending>,
}

/// How `+10 %` of a share is read. Which of the two a municipality means, it decides; an increase of a number that is no share is relative always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IncreaseReading {
    /// A tenth more than the baseline.
    #[default]
    Relative,
    /// Ten points more than the baseline.
    Points,
}

/// What is asked of a value between the years of two targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathRule {
    /// To stand on the straight line from the start to the target, or better.
    #[default]
    Straight,
    /// To be no worse than the start.
    Direction,
}

/// How the municipality reads its targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Of an increase.
    pub increase: IncreaseReading,
    /// Between target years.
    pub path: PathRule,
}
