//! Numbers, dates and school years as they are written for people. Groups of three digits are set apart by a no-break
//! space in Latvian and a comma in English.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Decimal;
use crate::calendar::SchoolYear;

/// The language in which something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Latvian.
    #[default]
    #[serde(rename = "lv")]
    Latvian,
    /// English.
    #[serde(rename = "en")]
    English,
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// `lv` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Latvian => "lv",
            Self::English => "en",
        }
    }

    /// A number with its decimals as they are: `1 234,50`, `1,234.50`.
    pub fn number(self, number: impl Into<Decimal>) -> String {
        let (negative, whole, decimals) = number.into().parts();
        let (group, point) = match self {
            Self::Latvian => ('\u{a0}', ','),
            Self::English => (',', '.'),
        };
        let mut out = String::with_capacity(whole.len() * 2);
        if negative {
            out.push('−');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                out.push(group);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push(point);
            out.push_str(&decimals);
        }
        out
    }

    /// A ratio as a percentage with the decimals asked for, half away from zero: `12,5 %`, `12.5%`. `None` when there is nothing
    /// to divide by: that is no data, not zero.
    pub fn share(self, numerator: u64, denominator: u64, decimals: u8) -> Option<String> {
        if denominator == 0 {
            return None;
        }
        let decimals = decimals.min(6);
        let unit = 100 * 10_u128.pow(u32::from(decimals));
        let denominator = u128::from(denominator);
        let mantissa = (u128::from(numerator) * unit * 2 + denominator) / (denominator * 2);
        let number = self.number(Decimal::new(i64::try_from(mantissa).ok()?, decimals));
        Some(match self {
            Self::Latvian => format!("{number}\u{a0}%"),
            Self::English => format!("{number}%"),
        })
    }

    /// A date: `22.11.2026.`, `22 November 2026`.
    pub fn date(self, date: Date) -> String {
        match self {
            Self::Latvian => format!("{:02}.{:02}.{:04}.", date.day(), date.month(), date.year()),
            Self::English => {
                let month = ENGLISH_MONTHS
                    .get(date.month() as usize - 1)
                    .copied()
                    .unwrap_or_default();
                format!("{} {month} {}", date.day(), date.year())
            }
        }
    }

    /// A school year: `2026./2027. m. g.`, `2026/27`.
    pub fn school_year(self, year: SchoolYear) -> String {
        let first = year.first_calendar_year();
        match self {
            Self::Latvian => format!("{first}./{}. m.\u{a0}g.", first + 1),
            Self::English => year.to_string(),
        }
    }
}

/// A date as files and forms write it: `2026-09-01`, `01.09.2026`, `1.9.2026.`
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let number = |part: &str, longest: usize| -> Option<i16> {
        let digits = !part.is_empty() && part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = if text.contains('-') {
        let mut parts = text.split('-');
        let date = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then_some(date)?
    } else {
        let mut parts = text.strip_suffix('.').unwrap_or(text).split('.').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then_some((year, month, day))?
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(number(year, 4)?, number(month, 2)? as i8, number(day, 2)? as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Latvian};
    use jiff::civil::date;

    #[test]
    fn numbers_dates_and_years_in_both_languages() {
        let number = Decimal::new(12_345, 1);
        assert_eq!(Latvian.number(number), "1\u{a0}234,5");
        assert_eq!(English.number(number), "1,234.5");
        assert_eq!(Latvian.number(153_514), "153\u{a0}514");
        assert_eq!(Latvian.number(-999), "−999");
        assert_eq!(Latvian.date(date(2026, 1, 2)), "02.01.2026.");
        assert_eq!(English.date(date(2026, 11, 22)), "22 November 2026");
        assert_eq!(
            Latvian.school_year(SchoolYear::new(2026)),
            "2026./2027. m.\u{a0}g."
        );
        assert_eq!(
            Latvian.school_year(SchoolYear::new(2026)).parse(),
            Ok(SchoolYear::new(2026))
        );
        assert_eq!(English.school_year(SchoolYear::new(2026)), "2026/27");
    }

    #[test]
    fn shares_are_rounded_once_and_nothing_is_divided_by_nothing() {
        assert_eq!(Latvian.share(41, 5_064, 2).as_deref(), Some("0,81\u{a0}%"));
        assert_eq!(English.share(1, 8, 0).as_deref(), Some("13%"));
        assert_eq!(English.share(0, 8, 1).as_deref(), Some("0.0%"));
        assert_eq!(Latvian.share(0, 0, 1), None);
    }

    #[test]
    fn dates_are_read_in_the_spellings_of_the_contract() {
        for text in [
            "2026-09-01",
            "01.09.2026",
            "01.09.2026.",
            "1.9.2026.",
            " 1. 9. 2026. ",
        ] {
            assert_eq!(parse_date(text), Some(date(2026, 9, 1)), "{text}");
        }
        for text in [
            "",
            "2026-02-30",
            "31.02.2026",
            "01.09.26",
            "2026/09/01",
            "1.2",
            "01.09.2026.1",
            "2026-09-01-1",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
