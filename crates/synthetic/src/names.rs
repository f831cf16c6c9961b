//! Invented people's names: Latvian given and family names, and names of Russian, Polish and Lithuanian origin as
//! they are spelt in Latvian, each family name in both genders.

mod family;
mod given;

use crate::dice::Dice;
use family::{LATVIAN, LITHUANIAN, POLISH, RUSSIAN};
use given::{BOYS, GIRLS, POLISH_BOYS, POLISH_GIRLS, RUSSIAN_BOYS, RUSSIAN_GIRLS};

/// Where a family's name comes from; decides given names and, mostly, the language of the home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Latvian,
    Russian,
    Polish,
    Lithuanian,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

impl Sex {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// A family name as a man and as a woman bears it.
pub(crate) type Family = (&'static str, &'static str);

impl Origin {
    pub(crate) fn draw(dice: &mut Dice, latvian_per_mille: u32) -> Self {
        if dice.per_mille(latvian_per_mille) {
            return Self::Latvian;
        }
        match dice.weighted(&[80, 14, 6]) {
            0 => Self::Russian,
            1 => Self::Polish,
            _ => Self::Lithuanian,
        }
    }

    pub(crate) fn family(self, dice: &mut Dice) -> Family {
        dice.pick(match self {
            Self::Latvian => LATVIAN,
            Self::Russian => RUSSIAN,
            Self::Polish => POLISH,
            Self::Lithuanian => LITHUANIAN,
        })
    }

    pub(crate) fn given(self, sex: Sex, dice: &mut Dice) -> &'static str {
        dice.pick(match (self, sex) {
            (Self::Russian, Sex::Female) => RUSSIAN_GIRLS,
            (Self::Russian, Sex::Male) => RUSSIAN_BOYS,
            (Self::Polish, Sex::Female) => POLISH_GIRLS,
            (Self::Polish, Sex::Male) => POLISH_BOYS,
            (_, Sex::Female) => GIRLS,
            (_, Sex::Male) => BOYS,
        })
    }
}

pub(crate) const fn of(family: Family, sex: Sex) -> &'static str {
    match sex {
        Sex::Male => family.0,
        Sex::Female => family.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_no_name_twice_and_only_letters_of_latvian() {
        let letters = "abcčdeēfgģhiījkķlļmnņoprsštuūvzžāABCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽĀ ";
        for list in [
            GIRLS,
            BOYS,
            RUSSIAN_GIRLS,
            RUSSIAN_BOYS,
            POLISH_GIRLS,
            POLISH_BOYS,
        ] {
            for (index, name) in list.iter().enumerate() {
                assert!(!list[..index].contains(name), "{name} twice");
                assert!(name.chars().all(|c| letters.contains(c)), "{name}");
            }
        }
        for list in [LATVIAN, RUSSIAN, POLISH, LITHUANIAN] {
            for (index, name) in list.iter().enumerate() {
                assert!(!list[..index].contains(name), "{name:?} twice");
                assert!(
                    (name.0.to_owned() + name.1).chars().all(|c| letters.contains(c)),
                    "{name:?}"
                );
            }
        }
    }
}
