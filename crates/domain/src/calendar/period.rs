//! Stretches of days: closed periods and validities that may be open at the end.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::{date_of, day_number};

/// A stretch of days, both ends included, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Period {
    from: Date,
    to: Date,
}

#[derive(Serialize, Deserialize)]
struct Ends {
    from: Date,
    to: Date,
}

/// Why a period was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The last day lies before the first.
    #[error("the period ends on {to}, before it begins on {from}")]
    EndsBeforeItBegins {
        /// First day given.
        from: Date,
        /// Last day given.
        to: Date,
    },
}

impl TryFrom<Ends> for Period {
    type Error = PeriodError;
    fn try_from(ends: Ends) -> Result<Self, PeriodError> {
        Self::new(ends.from, ends.to)
    }
}

impl From<Period> for Ends {
    fn from(period: Period) -> Self {
        Self {
            from: period.from,
            to: period.to,
        }
    }
}

impl Period {
    /// Both days included; refuses a last day before the first.
    pub fn new(from: Date, to: Date) -> Result<Self, PeriodError> {
        if from > to {
            return Err(PeriodError::EndsBeforeItBegins { from, to });
        }
        Ok(Self { from, to })
    }

    /// One day.
    pub fn day(on: Date) -> Self {
        Self { from: on, to: on }
    }

    /// The stretch between two days given in any order.
    pub fn between(a: Date, b: Date) -> Self {
        Self {
            from: a.min(b),
            to: a.max(b),
        }
    }

    /// First day.
    pub fn from(self) -> Date {
        self.from
    }

    /// Last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// Whether the day lies inside, ends included.
    pub fn contains(self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// Whether at least one day is common.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The common days, if any.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to)).ok()
    }

    /// Calendar days, at least 1.
    pub fn days(self) -> u32 {
        (day_number(self.to) - day_number(self.from) + 1) as u32
    }

    /// Every day in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Date> {
        (day_number(self.from)..=day_number(self.to)).map(date_of)
    }
}

/// From a day on, to a last day or still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validity {
    /// First day.
    pub from: Date,
    /// Last day; `None` while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Validity {
    /// Refuses a last day before the first.
    pub fn new(from: Date, to: Option<Date>) -> Result<Self, PeriodError> {
        match to {
            Some(to) if from > to => Err(PeriodError::EndsBeforeItBegins { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// As a closed period; an open end is the last date that exists.
    pub fn period(self) -> Period {
        Period::between(self.from, self.to.unwrap_or(Date::MAX))
    }

    /// Whether it is in force on the day.
    pub fn contains(self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    /// Whether at least one day is common.
    pub fn overlaps(self, other: Self) -> bool {
        self.period().overlaps(other.period())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_period_never_ends_before_it_begins() {
        assert!(Period::new(date(2026, 1, 2), date(2026, 1, 1)).is_err());
        assert_eq!(Period::day(date(2026, 1, 1)).days(), 1);
        assert!(serde_json::from_str::<Period>(r#"{"from":"2026-01-02","to":"2026-01-01"}"#).is_err());
        let json = serde_json::to_string(&Period::day(date(2026, 1, 1))).unwrap();
        assert_eq!(json, r#"{"from":"2026-01-01","to":"2026-01-01"}"#);
    }

    #[test]
    fn an_open_validity_reaches_any_later_day() {
        let open = Validity::new(date(2020, 1, 1), None).unwrap();
        assert!(open.contains(date(2999, 1, 1)) && !open.contains(date(2019, 12, 31)));
        let closed = Validity::new(date(2019, 1, 1), Some(date(2019, 12, 31))).unwrap();
        assert!(!open.overlaps(closed));
    }

    proptest! {
        #[test]
        fn intersection_is_what_both_contain(a in 0_i32..60, b in 0_i32..60, c in 0_i32..60, d in 0_i32..60) {
            let (x, y) = (Period::between(date_of(a), date_of(b)), Period::between(date_of(c), date_of(d)));
            let both = (0..60).map(date_of).filter(|day| x.contains(*day) && y.contains(*day)).count();
            prop_assert_eq!(x.intersect(y).map_or(0, Period::days) as usize, both);
            prop_assert_eq!(x.overlaps(y), both > 0);
            prop_assert_eq!(x.iter().count() as u32, x.days());
        }
    }
}
