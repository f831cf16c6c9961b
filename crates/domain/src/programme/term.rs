//! Terms as people write them: years, lists of years, months, school years.

use jiff::civil::Date;

use crate::people::folded;

/// A term read from a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The years, where the text names single ones.
    pub years: Vec<i16>,
    /// What else the text says.
    pub note: String,
}

/// Why a text is no term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TermError {
    /// It names no year.
    #[error("the term names no year")]
    NoYear,
    /// It ends before it begins.
    #[error("the term ends before it begins")]
    Reversed,
    /// The second year of a school year is not the one after the first.
    #[error("a school year is two years in a row")]
    SchoolYear,
    /// Years and months don't fit together.
    #[error("years and months of the term do not fit together")]
    Unclear,
}

impl TermError {
    /// The code in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoYear => "no-year",
            Self::Reversed => "reversed",
            Self::SchoolYear => "school-year",
            Self::Unclear => "unclear",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Year(i16),
    Month(i8),
    Dash,
    Slash,
    Comma,
    Word(String),
}

/// Beginnings of the Latvian names of months, without diacritics.
const MONTHS: [&str; 12] = [
    "janvar", "februar", "mart", "april", "maij", "junij", "julij", "august", "septembr", "oktobr",
    "novembr", "decembr",
];

/// Words that belong to the writing of a term.
const FILLERS: [&str; 11] = [
    "g", "gads", "gada", "gadi", "gadam", "gadiem", "m", "mg", "macibu", "no", "lidz",
];

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            rest.bytes().take_while(u8::is_ascii_digit).count()
        } else if first.is_alphabetic() {
            rest.chars()
                .take_while(|letter| letter.is_alphanumeric())
                .map(char::len_utf8)
                .sum()
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        let token = match first {
            '-' | '–' | '—' | '−' => Token::Dash,
            '/' => Token::Slash,
            ',' | ';' => Token::Comma,
            _ if first.is_ascii_digit() => match piece.parse() {
                Ok(year @ 2000..=2100) => Token::Year(year),
                _ => Token::Word(piece.to_owned()),
            },
            _ if first.is_alphabetic() => {
                let plain = folded(piece);
                match MONTHS.iter().position(|month| plain.starts_with(month)) {
                    Some(month) => Token::Month(month as i8 + 1),
                    None if plain == "un" => Token::Comma,
                    None if plain == "lidz" => Token::Dash,
                    None if FILLERS.contains(&plain.as_str()) => continue,
                    None => Token::Word(piece.to_owned()),
                }
            }
            _ => continue,
        };
        found.push(token);
    }
    found
}

fn day(year: i16, month: i8, last: bool) -> Result<Date, TermError> {
    let first = Date::new(year, month, 1).map_err(|_| TermError::Unclear)?;
    Ok(if last { first.last_of_month() } else { first })
}

impl Term {
    /// Reads a term: `2024.-2027.`, `2024., 2026.`, `2024./2025.m.g. – 2027./2028.m.g.`, `2024. gada janvāris – 2028. gada augusts`,
    /// `2024. - 2028. gads janvāris - decembris`, two dates, or one of each. Months and years are whole, school years from
    /// 1 September to 31 August.
    ///
    /// # Errors
    /// A text without a year, a term that ends before it begins, years and months that do not fit together.
    pub fn parse(text: &str) -> Result<Self, TermError> {
        if let Some(dates) = Self::dates(text) {
            return Self::ordered(dates.0, dates.1, Vec::new(), String::new());
        }
        let tokens = tokens(text);
        let years: Vec<i16> = tokens
            .iter()
            .filter_map(|token| {
                if let Token::Year(year) = token {
                    Some(*year)
                } else {
                    None
                }
            })
            .collect();
        let months: Vec<i8> = tokens
            .iter()
            .filter_map(|token| {
                if let Token::Month(month) = token {
                    Some(*month)
                } else {
                    None
                }
            })
            .collect();
        let note: Vec<&str> = tokens
            .iter()
            .filter_map(|token| {
                if let Token::Word(word) = token {
                    Some(word.as_str())
                } else {
                    None
                }
            })
            .collect();
        let note = note.join(" ");
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else {
            return Err(TermError::NoYear);
        };
        let has = |wanted: &Token| tokens.contains(wanted);
        if has(&Token::Slash) {
            if !years.len().is_multiple_of(2) || !months.is_empty() {
                return Err(TermError::Unclear);
            }
            if years.chunks(2).any(|pair| pair[1] != pair[0] + 1) {
                return Err(TermError::SchoolYear);
            }
            return Self::ordered(day(first, 9, false)?, day(last, 8, true)?, Vec::new(), note);
        }
        match (years.len(), months.as_slice()) {
            (_, []) => {
                let is_range = years.len() == 2 && has(&Token::Dash);
                if years.len() > 1 && !is_range && has(&Token::Dash) {
                    return Err(TermError::Unclear);
                }
                if years.windows(2).any(|pair| pair[1] <= pair[0]) {
                    return Err(TermError::Reversed);
                }
                let named = if is_range { Vec::new() } else { years };
                Self::ordered(day(first, 1, false)?, day(last, 12, true)?, named, note)
            }
            (1, [month]) => Self::ordered(
                day(first, *month, false)?,
                day(first, *month, true)?,
                Vec::new(),
                note,
            ),
            (1 | 2, [from, to]) => {
                Self::ordered(day(first, *from, false)?, day(last, *to, true)?, Vec::new(), note)
            }
            _ => Err(TermError::Unclear),
        }
    }

    fn dates(text: &str) -> Option<(Date, Date)> {
        let one = |text: &str| -> Option<Date> {
            let text = text.trim();
            if let Ok(date) = text.parse() {
                return Some(date);
            }
            let mut parts = text.trim_end_matches('.').split('.').map(str::trim);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() {
                return None;
            }
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        };
        if let Some(date) = one(text) {
            return Some((date, date));
        }
        [" - ", " – ", "–", " līdz "]
            .iter()
            .find_map(|between| text.split_once(between))
            .and_then(|(from, to)| Some((one(from)?, one(to)?)))
    }

    fn ordered(start: Date, end: Date, years: Vec<i16>, note: String) -> Result<Self, TermError> {
        if end < start {
            return Err(TermError::Reversed);
        }
        Ok(Self {
            start,
            end,
            years,
            note,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: PLN-08
    #[test]
    fn all_spellings_of_the_sources_are_read() {
        let whole = |from, to| (date(from, 1, 1), date(to, 12, 31));
        for (text, (start, end), years) in [
            ("2024. - 2027.", whole(2024, 2027), vec![]),
            ("2024.-2027.", whole(2024, 2027), vec![]),
            ("2024.-2027.g.", whole(2024, 2027), vec![]),
            ("2025.-2027.", whole(2025, 2027), vec![]),
            ("2027.", whole(2027, 2027), vec![2027]),
            ("2024., 2026.", whole(2024, 2026), vec![2024, 2026]),
            ("2024. un 2026. gads", whole(2024, 2026), vec![2024, 2026]),
            (
                "2024. - 2028. gads janvāris -decembris",
                whole(2024, 2028),
                vec![],
            ),
            (
                "2024. - 2028. gads janvāris - decembris",
                whole(2024, 2028),
                vec![],
            ),
            (
                "2024.gada janvāris – 2028.gada augusts",
                (date(2024, 1, 1), date(2028, 8, 31)),
                vec![],
            ),
            (
                "2024./2025.m.g. – 2027./2028.m.g.",
                (date(2024, 9, 1), date(2028, 8, 31)),
                vec![],
            ),
            ("2025./2026. m. g.", (date(2025, 9, 1), date(2026, 8, 31)), vec![]),
            (
                "2026. gada februāris",
                (date(2026, 2, 1), date(2026, 2, 28)),
                vec![],
            ),
            (
                "2026. gada marts–maijs",
                (date(2026, 3, 1), date(2026, 5, 31)),
                vec![],
            ),
            (
                "01.09.2025. – 31.05.2026.",
                (date(2025, 9, 1), date(2026, 5, 31)),
                vec![],
            ),
            (
                "2025-09-01 - 2026-05-31",
                (date(2025, 9, 1), date(2026, 5, 31)),
                vec![],
            ),
        ] {
            let term = Term::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((term.start, term.end, term.years), (start, end, years), "{text}");
            assert_eq!(term.note, "", "{text}");
        }
        let told = Term::parse("2024.-2027.g. notiek apmācības vecākiem").unwrap();
        assert_eq!((told.start, told.end), whole(2024, 2027));
        assert_eq!(told.note, "notiek apmācības vecākiem");
    }

    // covers: PLN-08
    #[test]
    fn what_is_no_term_says_why() {
        for (text, error) in [
            ("", TermError::NoYear),
            ("regulāri", TermError::NoYear),
            ("2027.-2024.", TermError::Reversed),
            ("2026., 2024.", TermError::Reversed),
            ("2024./2026.m.g.", TermError::SchoolYear),
            ("2024.-2025.-2026.", TermError::Unclear),
            ("2024. janvāris, marts, maijs", TermError::Unclear),
            ("31.05.2026. – 01.09.2025.", TermError::Reversed),
        ] {
            assert_eq!(Term::parse(text), Err(error), "{text}");
        }
    }
}
