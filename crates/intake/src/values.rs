//! The text of a cell to a value: dates, numbers, codes. Each function refuses with the [`Problem`] that says what
//! its column accepts.

mod date;
mod number;

pub(crate) use date::{DateFormat, parse_date, parse_period};
pub(crate) use number::{means_nothing, parse_thousandths};

use std::str::FromStr;

use balsts_domain::achievement::Mark;
use balsts_domain::calendar::Semester;
use balsts_domain::registry::{ClassLabel, ProgrammeCode};

use crate::Problem;
use crate::columns::{Choice, ColumnType};
use crate::header::fold;

/// A whole number within the bounds of its column.
pub(crate) fn whole(of: ColumnType, text: &str) -> Result<i64, Problem> {
    let number = if let Some(number) = small_digits(text) {
        number
    } else {
        let thousandths = parse_thousandths(text).ok_or(Problem::NotANumber(of))?;
        if thousandths % 1_000 != 0 {
            return Err(Problem::NotWhole(of));
        }
        thousandths / 1_000
    };
    match of {
        ColumnType::Whole(min, max) if !(min..=max).contains(&number) => Err(Problem::OutOfRange(of)),
        _ => Ok(number),
    }
}

/// Lessons, marks and the like are one to four digits.
fn small_digits(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    (!bytes.is_empty() && bytes.len() <= 4 && bytes.iter().all(u8::is_ascii_digit)).then(|| {
        bytes
            .iter()
            .fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
    })
}

/// A number in thousandths within the bounds of its column.
pub(crate) fn thousandths(of: ColumnType, text: &str) -> Result<i64, Problem> {
    let number = parse_thousandths(text).ok_or(Problem::NotANumber(of))?;
    let within = match of {
        ColumnType::Decimal(min, max) => (min * 1_000..=max * 1_000).contains(&number),
        ColumnType::Positive(max) => (1..=max * 1_000).contains(&number),
        _ => true,
    };
    if within {
        Ok(number)
    } else {
        Err(Problem::OutOfRange(of))
    }
}

/// A text without control characters of at most `max` characters.
pub(crate) fn text(max: usize, text: &str) -> Result<&str, Problem> {
    if text.len() > max && text.chars().count() > max {
        return Err(Problem::TooLong { max });
    }
    let bad = |byte: u8| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t') || byte == 0x7f;
    if text.bytes().any(bad) {
        return Err(Problem::ControlCharacter);
    }
    Ok(text)
}

/// The most characters of a code.
pub(crate) const LONGEST_CODE: usize = 120;

/// A code of an institution: what schools call themselves is told apart from nonsense where codes are known.
pub(crate) fn code(value: &str) -> Result<&str, Problem> {
    if value.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(Problem::NotAccepted(ColumnType::Code));
    }
    text(LONGEST_CODE, value)
}

/// An e-mail address, as far as one can tell by looking.
pub(crate) fn email(value: &str) -> Result<&str, Problem> {
    let plausible = value.len() <= 254
        && !value
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>'))
        && value.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
    if plausible {
        Ok(value)
    } else {
        Err(Problem::NotAccepted(ColumnType::Email))
    }
}

/// Yes or no.
pub(crate) fn yes_no(value: &str) -> Result<bool, Problem> {
    match fold(value).as_str() {
        "ja" | "yes" | "y" | "1" | "true" | "x" => Ok(true),
        "ne" | "no" | "n" | "0" | "false" => Ok(false),
        _ => Err(Problem::NotAccepted(ColumnType::YesNo)),
    }
}

/// One of the accepted codes, by its code or another spelling.
pub(crate) fn choice(choices: &'static [Choice], value: &str) -> Result<&'static str, Problem> {
    if let Some(found) = choices.iter().find(|choice| choice.code == value) {
        return Ok(found.code);
    }
    let folded = fold(value);
    choices
        .iter()
        .find(|choice| {
            !folded.is_empty()
                && (fold(choice.code) == folded || choice.aliases.iter().any(|alias| fold(alias) == folded))
        })
        .map(|choice| choice.code)
        .ok_or(Problem::NotAccepted(ColumnType::Choice(choices)))
}

/// A class.
pub(crate) fn class(value: &str) -> Option<ClassLabel> {
    ClassLabel::from_str(value).ok()
}

/// A mark.
pub(crate) fn mark(value: &str) -> Option<Mark> {
    match value.as_bytes() {
        [digit @ b'1'..=b'9'] => Some(Mark::Points(digit - b'0')),
        _ => Mark::from_str(value).ok(),
    }
}

/// A programme code.
pub(crate) fn programme_code(value: &str) -> Option<ProgrammeCode> {
    ProgrammeCode::from_str(value).ok()
}

/// A semester.
pub(crate) fn semester(value: &str) -> Option<Semester> {
    Semester::from_str(value).ok()
}
