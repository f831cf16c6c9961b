//! Whether two records may be one child. A proposal to a person, who looks at both and decides.

use jiff::civil::Date;

use crate::people::folded;

/// What is known of a child for this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Birth date.
    pub born: Option<Date>,
}

/// Why two records look like one child, the strongest reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// The same name and birth date.
    NameAndBirthDate,
    /// Given and family name stand the other way round.
    NameTheOtherWayRound,
    /// Another family name, but the same given name, birth date and declared address.
    NewFamilyName,
    /// The same name, and a birth date is missing.
    NameAlone,
}

impl Likeness {
    /// Every likeness.
    pub const ALL: [Self; 4] = [
        Self::NameAndBirthDate,
        Self::NameTheOtherWayRound,
        Self::NewFamilyName,
        Self::NameAlone,
    ];

    /// Code; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameAndBirthDate => "name_and_birth_date",
            Self::NameTheOtherWayRound => "name_the_other_way_round",
            Self::NewFamilyName => "new_family_name",
            Self::NameAlone => "name_alone",
        }
    }

    /// Compares two children; letters with and without diacritics count as the same. Two different birth dates are two children.
    pub fn of(one: Known<'_>, other: Known<'_>, same_address: bool) -> Option<Self> {
        let born = one.born.zip(other.born).map(|(one, other)| one == other);
        if born == Some(false) {
            return None;
        }
        let same = |a: &str, b: &str| folded(a) == folded(b);
        let given = same(one.given_name, other.given_name);
        if given && same(one.family_name, other.family_name) {
            return Some(match born {
                Some(_) => Self::NameAndBirthDate,
                None => Self::NameAlone,
            });
        }
        if same(one.given_name, other.family_name) && same(one.family_name, other.given_name) {
            return Some(Self::NameTheOtherWayRound);
        }
        (given && born.is_some() && same_address).then_some(Self::NewFamilyName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn known<'a>(given_name: &'a str, family_name: &'a str, day: Option<i8>) -> Known<'a> {
        Known {
            given_name,
            family_name,
            born: day.map(|day| date(2012, 5, day)),
        }
    }

    // covers: REG-07
    #[test]
    fn names_and_birth_dates_decide_together() {
        let anna = known("Anna", "Bērziņa", Some(1));
        let with = |other, address| Likeness::of(anna, other, address);
        assert_eq!(
            with(known("ANNA", "Berzina", Some(1)), false),
            Some(Likeness::NameAndBirthDate)
        );
        assert_eq!(
            with(known("Anna", "Bērziņa", None), false),
            Some(Likeness::NameAlone)
        );
        assert_eq!(with(known("Anna", "Bērziņa", Some(2)), true), None);
        assert_eq!(
            with(known("Bērziņa", "Anna", Some(1)), false),
            Some(Likeness::NameTheOtherWayRound)
        );
        let renamed = known("Anna", "Kalniņa", Some(1));
        assert_eq!(
            (with(renamed, true), with(renamed, false)),
            (Some(Likeness::NewFamilyName), None)
        );
        // Twins.
        assert_eq!(with(known("Ilze", "Bērziņa", Some(1)), true), None);
    }
}
