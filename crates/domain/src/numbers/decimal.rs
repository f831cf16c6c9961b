//! Decimal numbers kept exactly as written: 0,933 is never 0.93299….

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// `mantissa` × 10^−`scale`. Equal when the values are equal: 0,50 is 0,5.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// `mantissa` × 10^−`scale`; a scale above 9 is cut to 9 decimals.
    pub const fn new(mantissa: i64, scale: u8) -> Self {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 9 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }

    /// Reads a number with decimal comma or point, groups of three set apart by spaces or apostrophes, a minus sign or a
    /// hyphen before it. A comma or point alone is always decimal: `1.234` is a little more than one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix(['-', '−', '–']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = match text.split_once([',', '.']) {
            Some((whole, decimals)) => (whole, decimals),
            None => (text, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(decimals) || decimals.len() > 9 || (text.len() > whole.len() && decimals.is_empty()) {
            return None;
        }
        let mut mantissa: i64 = 0;
        let mut groups = whole.split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’']);
        let first = groups.next()?;
        if first.is_empty() || !is_digits(first) {
            return None;
        }
        let groups: Vec<&str> = groups.collect();
        if !groups.is_empty() && (first.len() > 3 || groups.iter().any(|g| g.len() != 3 || !is_digits(g))) {
            return None;
        }
        let digits = first
            .bytes()
            .chain(groups.iter().flat_map(|g| g.bytes()))
            .chain(decimals.bytes());
        for byte in digits {
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        }
        Some(Self {
            mantissa: if negative { -mantissa } else { mantissa },
            scale: decimals.len() as u8,
        })
    }

    /// The number without trailing zeros behind the comma.
    pub const fn trimmed(self) -> Self {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }

    /// The number in units of 10^−`scale`, exactly; `None` when it has more decimals or does not fit.
    pub fn scaled(self, scale: u8) -> Option<i64> {
        let trimmed = self.trimmed();
        let more = scale.checked_sub(trimmed.scale)?;
        trimmed.mantissa.checked_mul(10_i64.checked_pow(u32::from(more))?)
    }

    /// As a whole number, if it is one.
    pub fn whole(self) -> Option<i64> {
        self.scaled(0)
    }

    /// Digits before and after the comma and the sign.
    pub(super) fn parts(self) -> (bool, String, String) {
        let digits = format!(
            "{:0width$}",
            self.mantissa.unsigned_abs(),
            width = usize::from(self.scale) + 1
        );
        let (whole, decimals) = digits.split_at(digits.len() - usize::from(self.scale));
        (self.mantissa < 0, whole.to_owned(), decimals.to_owned())
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self {
            mantissa: number,
            scale: 0,
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let raise =
            |number: &Self| i128::from(number.mantissa) * 10_i128.pow(u32::from(scale - number.scale));
        raise(self).cmp(&raise(other))
    }
}

/// With a point and no groups, as in CSV.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (negative, whole, decimals) = self.parts();
        let sign = if negative { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // covers: REG-31
    #[test]
    fn the_habits_of_the_sources_are_read() {
        for (text, mantissa, scale) in [
            ("0,933", 933, 3),
            ("0.933", 933, 3),
            ("19'695", 19_695, 0),
            ("153 514", 153_514, 0),
            ("153\u{a0}514", 153_514, 0),
            ("40 341,83", 4_034_183, 2),
            ("-5", -5, 0),
            ("7085", 7_085, 0),
        ] {
            assert_eq!(
                Decimal::parse(text),
                Some(Decimal::new(mantissa, scale)),
                "{text}"
            );
        }
        for text in [
            "",
            "-",
            "1 23",
            "1234 567",
            "1,2,3",
            "1,",
            ",5",
            "12a",
            "1 234 56",
            "99999999999999999999",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn values_are_compared_not_spellings() {
        assert_eq!(Decimal::new(50, 2), Decimal::new(5, 1));
        assert!(Decimal::new(-1, 1) < Decimal::from(0));
        assert_eq!(Decimal::new(933, 3).scaled(3), Some(933));
        assert_eq!(Decimal::new(9_335, 4).scaled(3), None);
        assert_eq!(Decimal::new(5, 2).to_string(), "0.05");
        assert_eq!(Decimal::new(-5, 2).to_string(), "-0.05");
    }

    proptest! {
        #[test]
        fn text_and_back(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u8..=9) {
            let number = Decimal::new(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
            prop_assert_eq!(number.trimmed(), number);
        }
    }
}
