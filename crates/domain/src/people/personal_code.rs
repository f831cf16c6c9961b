//! Latvian personal codes, old with a birth date and new without (Law on the Register of Natural Persons). A person may
//! change an old code for a new one once, so a code names a person but is never a key.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A personal code of eleven digits. `Debug` does not show it: codes do not belong in logs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalCode(u64);

/// The two kinds of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    /// `DDMMYY-CNNNK`: birth date, century, number, check digit.
    Old,
    /// Issued since 1 July 2017: first digit 3, second 2–9, no birth date, no check digit.
    New,
}

/// What was found in a code that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeCheck {
    /// Old or new.
    pub kind: CodeKind,
    /// The check digit of an old code does not fit: a warning, for such codes were issued.
    pub check_digit_fails: bool,
}

/// Why a text is no personal code. The text itself is not repeated: it may end in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing there.
    #[error("no personal code given")]
    Empty,
    /// Something other than digits and a hyphen after the sixth.
    #[error("a personal code has eleven digits, with or without a hyphen after the sixth")]
    Format,
    /// Only digits, but not eleven. Ten are often an old code whose leading zero a spreadsheet has dropped.
    #[error("a personal code has eleven digits, here are {0}")]
    Length(usize),
    /// The first six digits and the century are no date.
    #[error("the personal code begins with an impossible date")]
    ImpossibleDate,
    /// The century digit of an old code is not 0, 1 or 2.
    #[error("the century digit of the personal code is {0}, not 0, 1 or 2")]
    Century(u8),
}

const WEIGHTS: [u32; 10] = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

impl PersonalCode {
    /// Reads a code with or without the hyphen and says what kind it is and whether its check digit fits.
    pub fn parse(text: &str) -> Result<(Self, CodeCheck), CodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        let hyphened = |c: char| {
            matches!(
                c,
                '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}'
            )
        };
        let mut digits = [0_u8; 11];
        let mut count = 0_usize;
        let mut hyphens = 0;
        for c in text.chars() {
            if let Some(digit) = c.to_digit(10) {
                if let Some(place) = digits.get_mut(count) {
                    *place = digit as u8;
                }
                count += 1;
            } else if hyphened(c) && count == 6 && hyphens == 0 {
                hyphens += 1;
            } else {
                return Err(CodeError::Format);
            }
        }
        if count != 11 {
            return Err(CodeError::Length(count));
        }
        let code = Self(
            digits
                .iter()
                .fold(0, |number, digit| number * 10 + u64::from(*digit)),
        );
        if digits[0] == 3 && digits[1] >= 2 {
            return Ok((
                code,
                CodeCheck {
                    kind: CodeKind::New,
                    check_digit_fails: false,
                },
            ));
        }
        if digits[6] > 2 {
            return Err(CodeError::Century(digits[6]));
        }
        code.birth_date().ok_or(CodeError::ImpossibleDate)?;
        let check_digit_fails = check_digit(&digits) != digits[10];
        Ok((
            code,
            CodeCheck {
                kind: CodeKind::Old,
                check_digit_fails,
            },
        ))
    }

    /// The code of a number of at most eleven digits, as it is stored; refuses what [`Self::parse`] refuses.
    pub fn from_number(number: u64) -> Result<Self, CodeError> {
        Self::parse(&format!("{number:011}")).map(|(code, _)| code)
    }

    /// The eleven digits as a number.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The eleven digits without the hyphen.
    pub fn digits(self) -> String {
        format!("{:011}", self.0)
    }

    /// Old or new.
    pub const fn kind(self) -> CodeKind {
        let first_two = self.0 / 1_000_000_000;
        if first_two >= 32 && first_two <= 39 {
            CodeKind::New
        } else {
            CodeKind::Old
        }
    }

    /// The birth date an old code tells; `None` for a new one.
    pub fn birth_date(self) -> Option<Date> {
        if self.kind() == CodeKind::New {
            return None;
        }
        let part = |divisor: u64, modulus: u64| (self.0 / divisor % modulus) as i16;
        let (day, month, year) = (
            part(1_000_000_000, 100),
            part(10_000_000, 100),
            part(100_000, 100),
        );
        let century = match part(10_000, 10) {
            0 => 1_800,
            1 => 1_900,
            2 => 2_000,
            _ => return None,
        };
        Date::new(century + year, month as i8, day as i8).ok()
    }

    /// What a reader who need not know the code sees: the last two digits, no birth date.
    pub fn masked(self) -> String {
        format!("******-***{:02}", self.0 % 100)
    }

    /// An old code for a birth date in 1800–2099 and a number below 1 000, with a fitting check digit; for invented people.
    pub fn old(birth_date: Date, number: u16) -> Option<Self> {
        let century = match birth_date.year() {
            1800..=1899 => 0,
            1900..=1999 => 1,
            2000..=2099 => 2,
            _ => return None,
        };
        if number > 999 {
            return None;
        }
        let (day, month, year) = (birth_date.day(), birth_date.month(), birth_date.year() % 100);
        let mut digits = [0_u8; 11];
        let text = format!("{day:02}{month:02}{year:02}{century}{number:03}0");
        for (place, byte) in digits.iter_mut().zip(text.bytes()) {
            *place = byte - b'0';
        }
        digits[10] = check_digit(&digits);
        Some(Self(
            digits
                .iter()
                .fold(0, |number, digit| number * 10 + u64::from(*digit)),
        ))
    }
}

fn check_digit(digits: &[u8; 11]) -> u8 {
    let sum: u32 = WEIGHTS
        .iter()
        .zip(digits)
        .map(|(weight, digit)| weight * u32::from(*digit))
        .sum();
    ((1_101 - sum) % 11 % 10) as u8
}

impl fmt::Display for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}-{:05}", self.0 / 100_000, self.0 % 100_000)
    }
}

impl fmt::Debug for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonalCode({})", self.masked())
    }
}

impl FromStr for PersonalCode {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse(text).map(|(code, _)| code)
    }
}

impl TryFrom<String> for PersonalCode {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl From<PersonalCode> for String {
    fn from(code: PersonalCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn old_codes_tell_the_birth_date() {
        let code = PersonalCode::old(date(2012, 3, 5), 17).unwrap();
        let (read, check) = PersonalCode::parse(&code.to_string()).unwrap();
        assert_eq!(
            (read, check),
            (
                code,
                CodeCheck {
                    kind: CodeKind::Old,
                    check_digit_fails: false
                }
            )
        );
        assert_eq!(code.birth_date(), Some(date(2012, 3, 5)));
        assert_eq!(PersonalCode::parse(&code.digits()).unwrap().0, code);
    }

    #[test]
    fn the_check_digit_is_that_of_the_published_rule() {
        // 1·0+6·1+3·0+7·1+9·0+10·1+5·2+8·0+4·0+2·1 = 35; (1101 − 35) mod 11 mod 10 = 10 mod 10 = 0.
        let (_, check) = PersonalCode::parse("010101-20010").unwrap();
        assert!(!check.check_digit_fails);
        let (code, check) = PersonalCode::parse("010101-20011").unwrap();
        assert!(
            check.check_digit_fails,
            "a failing check digit is accepted with a warning"
        );
        assert_eq!(code.birth_date(), Some(date(2001, 1, 1)));
    }

    #[test]
    fn new_codes_tell_nothing() {
        for text in ["320000-00001", "39999999999"] {
            let (code, check) = PersonalCode::parse(text).unwrap();
            assert_eq!((check.kind, code.birth_date()), (CodeKind::New, None));
        }
        // 31 is a day, not the beginning of a new code.
        assert_eq!(PersonalCode::parse("310112-20000").unwrap().1.kind, CodeKind::Old);
    }

    #[test]
    fn what_is_refused_and_why() {
        for (text, error) in [
            ("", CodeError::Empty),
            ("310212-20000", CodeError::ImpossibleDate),
            ("290223-20000", CodeError::ImpossibleDate),
            ("400112-20000", CodeError::ImpossibleDate),
            ("010112-30000", CodeError::Century(3)),
            ("010112-90000", CodeError::Century(9)),
            ("10112-20000", CodeError::Format),
            ("1011220000", CodeError::Length(10)),
            ("010112200000", CodeError::Length(12)),
            ("0101-1220000", CodeError::Format),
            ("010112--20000", CodeError::Format),
            ("01.01.2012", CodeError::Format),
        ] {
            assert_eq!(PersonalCode::parse(text).unwrap_err(), error, "{text}");
        }
        assert!(PersonalCode::parse("290224-20000").is_ok());
    }

    #[test]
    fn a_code_does_not_leak_into_logs() {
        let code = PersonalCode::old(date(2012, 3, 5), 17).unwrap();
        assert!(!format!("{code:?}").contains("0503"));
        assert_eq!(code.masked().len(), code.to_string().len());
    }

    proptest! {
        #[test]
        fn text_and_back(day in 0_i32..50_000, number in 0_u16..1_000) {
            let code = PersonalCode::old(crate::calendar::date_of(day - 20_000), number).unwrap();
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            prop_assert_eq!(PersonalCode::from_number(code.number()), Ok(code));
            prop_assert!(!PersonalCode::parse(&code.digits()).unwrap().1.check_digit_fails);
            let json = serde_json::to_string(&code).unwrap();
            prop_assert_eq!(serde_json::from_str::<PersonalCode>(&json).unwrap(), code);
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,14}") {
            let _ = PersonalCode::parse(&text);
        }

        #[test]
        fn any_new_code_is_kept(second in 2_u64..10, rest in 0_u64..1_000_000_000) {
            let number = 30_000_000_000 + second * 1_000_000_000 + rest;
            prop_assert_eq!(PersonalCode::from_number(number).map(PersonalCode::number), Ok(number));
        }
    }
}
