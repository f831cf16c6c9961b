//! Hours of support, exactly: thousandths of an hour, as the files bring them.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use crate::numbers::Decimal;

/// Hours in thousandths; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Hours(i64);

/// Why a text is no number of hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number of hours such as 1,5")]
pub struct HoursError(String);

impl Hours {
    /// None.
    pub const ZERO: Self = Self(0);

    /// From thousandths of an hour; `None` when negative.
    pub const fn from_thousandths(thousandths: i64) -> Option<Self> {
        if thousandths < 0 {
            None
        } else {
            Some(Self(thousandths))
        }
    }

    /// Thousandths of an hour.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// As a decimal number without trailing zeros.
    pub const fn decimal(self) -> Decimal {
        Decimal::new(self.0, 3).trimmed()
    }

    /// What is left of a plan; none when more was given than planned.
    pub const fn less(self, given: Self) -> Self {
        Self(if self.0 > given.0 { self.0 - given.0 } else { 0 })
    }
}

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        Decimal::parse(text)
            .and_then(|number| number.scaled(3))
            .and_then(Self::from_thousandths)
            .ok_or_else(|| HoursError(text.to_owned()))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0 / 1000;
        match self.0 % 1000 {
            0 => write!(f, "{whole}"),
            rest => write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0')),
        }
    }
}

impl Add for Hours {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(hours: I) -> Self {
        hours.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_kept_exactly() {
        for (text, thousandths, shown) in [
            ("1,5", 1500, "1.5"),
            ("0.667", 667, "0.667"),
            ("40", 40_000, "40"),
        ] {
            let hours: Hours = text.parse().unwrap();
            assert_eq!(
                (hours.thousandths(), hours.to_string().as_str()),
                (thousandths, shown)
            );
        }
        for wrong in ["-1", "1,2345", "", "viena"] {
            assert!(wrong.parse::<Hours>().is_err(), "{wrong}");
        }
        let all: Hours = ["0,333", "0,333", "0,334"]
            .iter()
            .map(|text| text.parse::<Hours>().unwrap())
            .sum();
        assert_eq!(all.to_string(), "1");
        assert_eq!(all.less("2".parse().unwrap()), Hours::ZERO);
    }
}
