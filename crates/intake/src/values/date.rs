//! Dates as people and programs write them, and periods that stand for a date.

use std::str::FromStr;

use balsts_domain::calendar::SchoolYear;
use jiff::civil::Date;

use crate::Problem;
use crate::columns::ColumnType;

/// A date as a profile describes it: `d/m/y`, `m-d-y`, `yy.m.d`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat(Vec<Part>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
    /// `yy`: two digits of this century.
    ShortYear,
    Mark(char),
}

impl DateFormat {
    /// Reads a description; each of d, m, y once, doubled letters alike, other characters as they are.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut letters = text.trim().chars().peekable();
        while let Some(letter) = letters.next() {
            let mut length = 1;
            while letter.is_ascii_alphabetic() && letters.next_if_eq(&letter).is_some() {
                length += 1;
            }
            parts.push(match (letter.to_ascii_lowercase(), length) {
                ('d', 1 | 2) => Part::Day,
                ('m', 1 | 2) => Part::Month,
                ('y', 1 | 4) => Part::Year,
                ('y', 2) => Part::ShortYear,
                (mark, 1) if !mark.is_alphanumeric() => Part::Mark(mark),
                _ => return None,
            });
        }
        let count = |wanted: &[Part]| parts.iter().filter(|part| wanted.contains(part)).count();
        let whole = count(&[Part::Day]) == 1
            && count(&[Part::Month]) == 1
            && count(&[Part::Year, Part::ShortYear]) == 1;
        whole.then_some(Self(parts))
    }

    fn read(&self, text: &str) -> Option<Date> {
        let mut rest = text;
        let (mut day, mut month, mut year) = (0, 0, 0);
        for part in &self.0 {
            match part {
                Part::Mark(mark) => rest = rest.strip_prefix(*mark)?,
                Part::Day => (day, rest) = digits(rest, 1, 2)?,
                Part::Month => (month, rest) = digits(rest, 1, 2)?,
                Part::Year => (year, rest) = digits(rest, 4, 4)?,
                Part::ShortYear => {
                    (year, rest) = digits(rest, 2, 2)?;
                    year += 2_000;
                }
            }
        }
        if rest.is_empty() {
            made(year, month, day)
        } else {
            None
        }
    }
}

fn digits(text: &str, least: usize, most: usize) -> Option<(i16, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if count < least {
        return None;
    }
    let (number, rest) = text.split_at(count);
    // At most four digits.
    Some((
        number
            .bytes()
            .fold(0, |number, digit| number * 10 + i16::from(digit - b'0')),
        rest,
    ))
}

fn made(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day. The profile's formats come first, since `03/04/2026` means what the school says.
pub(crate) fn parse_date(of: ColumnType, text: &str, formats: &[DateFormat]) -> Result<Date, Problem> {
    let found = formats
        .iter()
        .find_map(|format| format.read(text))
        .or_else(|| usual(text));
    within(found.ok_or(Problem::Date(of))?)
}

fn within(found: Date) -> Result<Date, Problem> {
    if (1900..=2100).contains(&found.year()) {
        Ok(found)
    } else {
        Err(Problem::DateRange)
    }
}

/// `2026-09-01`, `01.09.2026`, `1.9.2026.`, each with or without a time of day behind it.
fn usual(text: &str) -> Option<Date> {
    let (day, rest) = if let [_, _, _, _, b'-', ..] = text.as_bytes() {
        let (year, rest) = digits(text, 4, 4)?;
        let (month, rest) = digits(rest.strip_prefix('-')?, 1, 2)?;
        let (day, rest) = digits(rest.strip_prefix('-')?, 1, 2)?;
        (made(year, month, day)?, rest)
    } else {
        let (day, rest) = digits(text, 1, 2)?;
        let (month, rest) = digits(rest.strip_prefix('.')?.trim_start(), 1, 2)?;
        let (year, rest) = digits(rest.strip_prefix('.')?.trim_start(), 4, 4)?;
        (made(year, month, day)?, rest.strip_prefix('.').unwrap_or(rest))
    };
    if rest.is_empty() || is_time(rest) {
        Some(day)
    } else {
        None
    }
}

/// ` 00:00`, `T08:30:00`, `T00:00:00.000Z`: what programs add and nobody means.
fn is_time(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', ' ']) else {
        return false;
    };
    let plausible = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'Z' | b'+');
    time.len() >= 4 && time.len() <= 18 && time.contains(':') && time.bytes().all(plausible)
}

/// A day, or a month or school year that stands for its first or last day.
pub(crate) fn parse_period(of: ColumnType, text: &str, formats: &[DateFormat]) -> Result<Date, Problem> {
    if let Ok(day) = parse_date(of, text, formats) {
        return Ok(day);
    }
    let last = of == ColumnType::PeriodEnd;
    if let Ok(year) = SchoolYear::from_str(text) {
        return within(if last { year.last_day() } else { year.first_day() });
    }
    if let Some(first) = month(text) {
        return within(if last { first.last_of_month() } else { first });
    }
    // The date's own refusal tells a wrong year from no date at all.
    parse_date(of, text, formats)
}

const MONTHS: [&str; 12] = [
    "janv", "febr", "mart", "apr", "maij", "jūn", "jūl", "aug", "sept", "okt", "nov", "dec",
];

/// `2026-09`, `09.2026`, `2026. gada septembris`, `septembris 2026`.
fn month(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let mut year = None;
    let mut month = None;
    for word in lower.split([' ', '.', '-', '/']).filter(|word| !word.is_empty()) {
        match word.parse::<i16>() {
            Ok(number) if word.len() == 4 && year.is_none() => year = Some(number),
            Ok(number) if word.len() <= 2 && month.is_none() => month = Some(number),
            Ok(_) => return None,
            Err(_) if matches!(word, "gada" | "gads" | "g") => {}
            Err(_) => {
                let at = MONTHS.iter().position(|stem| word.starts_with(stem))?;
                if month.replace(at as i16 + 1).is_some() {
                    return None;
                }
            }
        }
    }
    made(year?, month?, 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SEPTEMBER: Date = date(2026, 9, 1);

    fn read(text: &str) -> Result<Date, Problem> {
        parse_date(ColumnType::Date, text, &[])
    }

    // covers: REG-31
    #[test]
    fn dates_in_every_accepted_spelling() {
        for text in [
            "2026-09-01",
            "01.09.2026",
            "01.09.2026.",
            "1.9.2026",
            "1. 9. 2026.",
            "2026-09-01T00:00:00",
            "01.09.2026 08:30",
        ] {
            assert_eq!(read(text), Ok(SEPTEMBER), "{text}");
        }
        for text in [
            "",
            "2026",
            "31.02.2026",
            "2026-13-01",
            "1/9/2026",
            "2026-09-01x",
            "01.09.26",
            "01.09.2026. g.",
        ] {
            assert_eq!(read(text), Err(Problem::Date(ColumnType::Date)), "{text}");
        }
        assert_eq!(read("0226-09-01"), Err(Problem::DateRange));
        assert_eq!(read("01.01.2101"), Err(Problem::DateRange));
    }

    // covers: REG-32
    #[test]
    fn months_and_school_years_stand_for_their_first_and_last_day() {
        let from = |text| parse_period(ColumnType::PeriodStart, text, &[]);
        let to = |text| parse_period(ColumnType::PeriodEnd, text, &[]);
        for text in [
            "2026-09",
            "09.2026",
            "2026. gada septembris",
            "Septembris 2026",
            "2026. g. sept.",
        ] {
            assert_eq!(from(text), Ok(SEPTEMBER), "{text}");
            assert_eq!(to(text), Ok(date(2026, 9, 30)), "{text}");
        }
        for text in ["2022/23", "2022./2023.m.g.", "2022/23. m.g.", "2022./2023. m. g."] {
            assert_eq!(from(text), Ok(date(2022, 9, 1)), "{text}");
            assert_eq!(to(text), Ok(date(2023, 8, 31)), "{text}");
        }
        assert_eq!(to("31.05.2027."), Ok(date(2027, 5, 31)));
        for text in ["2026", "septembris", "2022/24", "13.2026"] {
            assert!(from(text).is_err(), "{text}");
        }
    }

    // covers: REG-31
    #[test]
    fn a_profile_says_what_slashes_mean() {
        let american = [DateFormat::parse("mm/dd/yyyy").unwrap()];
        assert_eq!(
            parse_date(ColumnType::Date, "09/01/2026", &american),
            Ok(SEPTEMBER)
        );
        let short = [DateFormat::parse("d.m.yy").unwrap()];
        assert_eq!(parse_date(ColumnType::Date, "1.9.26", &short), Ok(SEPTEMBER));
        assert_eq!(parse_date(ColumnType::Date, "2026-09-01", &short), Ok(SEPTEMBER));
        for wrong in ["", "d/m", "d/d/y", "dd/mm/yyy", "day", "d1m/y"] {
            assert_eq!(DateFormat::parse(wrong), None, "{wrong}");
        }
    }
}
