//! The values of a table. Decimals are exact (units and a scale), so that 0,933 full-time equivalents stay 0,933 through sums and
//! files.

use jiff::civil::Date;

use super::Label;

/// An exact decimal: `units` divided by ten to the power of `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    units: i64,
    scale: u8,
}

impl Decimal {
    /// The largest number of decimals kept; more would be false precision in a report.
    const MAX_SCALE: u8 = 9;

    pub fn new(units: i64, scale: u8) -> Self {
        if scale <= Self::MAX_SCALE {
            return Self { units, scale };
        }
        let surplus = u32::from(scale - Self::MAX_SCALE);
        Self {
            units: 10_i64.checked_pow(surplus).map_or(0, |power| units / power),
            scale: Self::MAX_SCALE,
        }
    }

    /// Thousandths, as full-time equivalents are kept: 933 is 0,933.
    pub fn thousandths(units: i64) -> Self {
        Self::new(units, 3)
    }

    /// The fraction `part / whole` with five decimals; `None` where there is nothing to divide by.
    pub fn ratio(part: u64, whole: u64) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let scaled = (u128::from(part) * 100_000 + u128::from(whole) / 2) / u128::from(whole);
        i64::try_from(scaled).ok().map(|units| Self::new(units, 5))
    }

    pub fn to_f64(self) -> f64 {
        self.units as f64 / 10_f64.powi(i32::from(self.scale))
    }

    /// With a decimal point, without trailing zeros: `0.933`, `2`, `-1.5`.
    pub fn to_plain(self) -> String {
        let digits = self.to_fixed(self.scale);
        if !digits.contains('.') {
            return digits;
        }
        digits.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// With a decimal point and exactly `places` decimals, rounded half away from zero.
    pub fn to_fixed(self, places: u8) -> String {
        let places = places.min(Self::MAX_SCALE);
        let units = i128::from(self.units);
        let shown = if places >= self.scale {
            units * 10_i128.pow(u32::from(places - self.scale))
        } else {
            let power = 10_i128.pow(u32::from(self.scale - places));
            (units + units.signum() * power / 2) / power
        };
        let sign = if shown < 0 { "-" } else { "" };
        let digits = format!(
            "{:0width$}",
            shown.unsigned_abs(),
            width = usize::from(places) + 1
        );
        let (whole, rest) = digits.split_at(digits.len() - usize::from(places));
        if rest.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{rest}")
        }
    }

    /// The same number times a hundred: how a fraction is shown as a percentage.
    pub(crate) fn hundredfold(self) -> Self {
        if self.scale >= 2 {
            Self {
                units: self.units,
                scale: self.scale - 2,
            }
        } else {
            Self {
                units: self.units.saturating_mul(10_i64.pow(2 - u32::from(self.scale))),
                scale: 0,
            }
        }
    }
}

/// One value. `Percent` holds a fraction: 0.5 is shown as 50 %.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    /// A text of our own, written in the reader's language in documents and in Latvian in CSV.
    Label(Label),
    /// A code with its words: the code in CSV, where other programs read it, the words in documents.
    Coded(String, Label),
    Integer(i64),
    Decimal(Decimal),
    Percent(Decimal),
    Date(Date),
    /// Not known. Never the same as zero.
    Missing,
    /// Known, but so small that it is not shown.
    Withheld,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A school year by its code.
    pub fn school_year(code: &str) -> Self {
        Self::Coded(code.to_owned(), Label::school_year(code))
    }

    /// A month by its code.
    pub fn month(code: &str) -> Self {
        Self::Coded(code.to_owned(), Label::month(code))
    }

    /// A count, or [`Cell::Missing`] where it is not known.
    pub fn count(count: impl Into<Option<u64>>) -> Self {
        match count.into() {
            Some(count) => Self::Integer(i64::try_from(count).unwrap_or(i64::MAX)),
            None => Self::Missing,
        }
    }

    /// A count of children as disclosure control gives it: [`Cell::Withheld`] where it is not shown.
    pub fn shown(count: Option<u32>) -> Self {
        count.map_or(Self::Withheld, |count| Self::Integer(count.into()))
    }

    /// A count that may be withheld, where anything is known of it.
    pub fn known(known: bool, count: Option<u32>) -> Self {
        if known { Self::shown(count) } else { Self::Missing }
    }

    /// The share of a shown part in a shown whole: withheld where either is, not known of nothing.
    pub fn share(part: Option<u32>, whole: Option<u32>) -> Self {
        match (part, whole) {
            (Some(part), Some(whole)) => {
                Decimal::ratio(part.into(), whole.into()).map_or(Self::Missing, Self::Percent)
            }
            _ => Self::Withheld,
        }
    }

    /// The number as a picture shows it, a percentage as 0–100; `None` where there is none.
    pub fn to_f64(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Decimal(value) => Some(value.to_f64()),
            Self::Percent(fraction) => Some(fraction.hundredfold().to_f64()),
            Self::Text(_)
            | Self::Label(_)
            | Self::Coded(..)
            | Self::Date(_)
            | Self::Missing
            | Self::Withheld => None,
        }
    }
}
