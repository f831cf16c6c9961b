//! Indicators with baseline and targets, as the document has them. How a value is computed is not decided here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PreventionLevel, number};
use crate::numbers::Decimal;

/// An indicator; one with sub-rows is one entry a sub-row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Level of prevention; none where the document gives none.
    #[serde(default)]
    pub level: Option<PreventionLevel>,
    /// Number as printed.
    pub nr: String,
    /// Title.
    pub title: String,
    /// The sub-row as printed (*pamatskolā*, *neklātienē*).
    #[serde(default)]
    pub dimension: Option<String>,
    /// Code of the part of the pupils that the sub-row is about, for the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Code of the method that computes it from records; without one a person types the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// From where it starts.
    #[serde(default)]
    pub baseline: Baseline,
    /// What it is to reach, by year.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// From where its data come.
    #[serde(default)]
    pub data_source: String,
}

impl Indicator {
    /// What tells it from others in addresses and answers: the number, for a sub-row with its part.
    pub fn id(&self) -> String {
        match (&self.part, &self.dimension) {
            (Some(part), _) => format!("{}-{part}", self.nr),
            (None, Some(dimension)) => {
                format!(
                    "{}-{}",
                    self.nr,
                    crate::people::folded(dimension).replace(' ', "-")
                )
            }
            (None, None) => self.nr.clone(),
        }
    }
}

/// From where an indicator starts: a value, parts with a value each, or when a value will be known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The value, where there is one.
    #[serde(default, with = "number")]
    pub value: Option<Decimal>,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Year of the value; for a school year its first calendar year.
    #[serde(default)]
    pub year: Option<i16>,
    /// As printed.
    #[serde(default)]
    pub text: String,
    /// The school year of the value, `2022/2023`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_year: Option<String>,
    /// The school years of the value, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_years: Option<String>,
    /// The semester of the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub semester: Option<u8>,
    /// The month of the value, `2023-08`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The year in which a value will be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_year: Option<i16>,
    /// The month in which a value will be known, `2024-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_month: Option<String>,
    /// The school year in which a value will be known, `2023/2024`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_school_year: Option<String>,
    /// Parts with a value each (kinds of staff).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
}

impl Baseline {
    /// Whether there is a value, or a value for each part.
    pub fn is_known(&self) -> bool {
        self.value.is_some()
            || (!self.components.is_empty() && self.components.iter().all(|one| one.value.is_some()))
    }

    /// The day by which a value is promised: the end of the month, year or school year named.
    pub fn promised_by(&self) -> Option<Date> {
        if let Some(month) = &self.planned_month {
            let first: Date = format!("{month}-01").parse().ok()?;
            return Some(first.last_of_month());
        }
        if let Some(years) = &self.planned_school_year {
            let second = years.split_once('/')?.1.parse().ok()?;
            return Date::new(second, 8, 31).ok();
        }
        Date::new(self.planned_year?, 12, 31).ok()
    }
}

/// A part of a baseline.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// What it counts.
    pub name: String,
    /// The value.
    #[serde(default, with = "number")]
    pub value: Option<Decimal>,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
}

/// What an indicator is to reach in a year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The year.
    pub year: i16,
    /// The value; none where the target is a direction.
    #[serde(default, with = "number")]
    pub value: Option<Decimal>,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// How the value is meant; none means that it is to be reached.
    #[serde(default)]
    pub trend: Option<Trend>,
    /// As printed.
    #[serde(default)]
    pub text: String,
    /// Parts with a value each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<TargetComponent>,
}

/// A part of a target.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetComponent {
    /// What it counts.
    pub name: String,
    /// The value.
    #[serde(default, with = "number")]
    pub value: Option<Decimal>,
    /// How the value is meant.
    #[serde(default)]
    pub trend: Option<Trend>,
}

/// How a target is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// `<`: below the value.
    Below,
    /// ↑, or in words: more than before.
    Up,
    /// ↓, or in words: less than before.
    Down,
    /// `+10`: more than the baseline by the value.
    IncreaseBy,
}

impl Trend {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Below, Self::Up, Self::Down, Self::IncreaseBy];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Up => "up",
            Self::Down => "down",
            Self::IncreaseBy => "increase_by",
        }
    }
}

/// How a target is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// The value is to be reached.
    Reach,
    /// The value is to stay below.
    Below,
    /// To rise.
    Up,
    /// To fall.
    Down,
    /// To rise by the value.
    IncreaseBy,
    /// Each part has a target of its own.
    Parts,
    /// In words only: a person judges.
    Prose,
}

impl Target {
    /// How it is judged. A direction told in a sentence is a direction: the sentence is kept as `text`.
    pub fn operator(&self) -> Operator {
        if !self.components.is_empty() {
            return Operator::Parts;
        }
        match (self.trend, self.value) {
            (Some(Trend::Up), _) => Operator::Up,
            (Some(Trend::Down), _) => Operator::Down,
            (Some(Trend::Below), Some(_)) => Operator::Below,
            (Some(Trend::IncreaseBy), Some(_)) => Operator::IncreaseBy,
            (None, Some(_)) => Operator::Reach,
            (_, None) => Operator::Prose,
        }
    }

    /// Whether the target is told in a sentence and not by a number or an arrow.
    pub fn is_in_words(&self) -> bool {
        self.value.is_none() && self.text.split_whitespace().count() > 3
    }
}
