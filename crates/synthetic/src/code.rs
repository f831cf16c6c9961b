//! Personal codes of invented people. New codes begin with 33 to 39: those issued so far begin with 32, so that no
//! invented child bears a living person's code. Old codes carry the birth date and a check digit that is right.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::dice::Dice;

/// A personal code of eleven digits, written with its hyphen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonalCode([u8; 11]);

impl PersonalCode {
    /// `number` tells people apart: two numbers never give the same code.
    pub(crate) fn new_kind(number: u32, dice: &mut Dice) -> Self {
        // Multiplier (3¹⁸) and modulus have no common factor: each number gets a place of its own.
        let scattered = (u64::from(number) * 387_420_489 + 7_654_321) % 700_000_000;
        let mut code = [0; 11];
        code[0] = 3;
        write_digits(&mut code[1..10], 300_000_000 + scattered);
        code[10] = dice.below(10) as u8;
        Self(code)
    }

    /// The kind issued until mid-2017, to those born in this century; `serial` 0 to 999.
    pub(crate) fn old_kind(birth: Date, serial: u32) -> Self {
        let mut code = [0; 11];
        write_digits(&mut code[0..2], birth.day() as u64);
        write_digits(&mut code[2..4], birth.month() as u64);
        write_digits(&mut code[4..6], (birth.year() % 100) as u64);
        code[6] = 2;
        write_digits(&mut code[7..10], u64::from(serial % 1000));
        let sum: u32 = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
            .iter()
            .zip(&code)
            .map(|(w, d)| w * u32::from(*d))
            .sum();
        code[10] = ((1101 - sum) % 11 % 10) as u8;
        Self(code)
    }
}

fn write_digits(into: &mut [u8], mut number: u64) {
    for digit in into.iter_mut().rev() {
        *digit = (number % 10) as u8;
        number /= 10;
    }
}

impl fmt::Display for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'-'; 12];
        for (place, digit) in (0..6).chain(7..12).zip(self.0) {
            text[place] = b'0' + digit;
        }
        f.pad(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for PersonalCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = [b'-'; 12];
        for (place, digit) in (0..6).chain(7..12).zip(self.0) {
            text[place] = b'0' + digit;
        }
        serializer.serialize_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::HashSet;

    #[test]
    fn new_codes_never_meet() {
        let mut dice = Dice::new(1, 1);
        let codes: HashSet<_> = (0..200_000)
            .map(|n| PersonalCode::new_kind(n, &mut dice))
            .collect();
        assert_eq!(codes.len(), 200_000);
        for code in codes.iter().take(1000) {
            let text = code.to_string();
            assert!(
                text.starts_with('3') && ('3'..='9').contains(&text.chars().nth(1).unwrap()),
                "{text}"
            );
            assert_eq!(text.find('-'), Some(6));
        }
    }

    #[test]
    fn old_codes_carry_date_and_check_digit() {
        // 1·0+6·5+3·1+7·1+9·1+10·0+5·2+8·1+4·2+2·3 = 81; (1101 − 81) mod 11 = 8.
        assert_eq!(
            PersonalCode::old_kind(date(2010, 11, 5), 123).to_string(),
            "051110-21238"
        );
    }
}
