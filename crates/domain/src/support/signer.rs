//! Who signs for a pupil. Consent to support is not the legal basis of the record: it says that pupil or parents want the help.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The age from which a pupil signs alone [L, coming of age].
pub const ADULT_AT: i16 = 18;

/// Who signs the application and consents to support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// A parent or another representative by law.
    Guardian,
    /// The adult pupil.
    AdultPupil,
}

impl Signer {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Guardian, Self::AdultPupil];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Guardian => "guardian",
            Self::AdultPupil => "adult_pupil",
        }
    }

    /// The signer by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|signer| signer.code() == code)
    }
}

/// The day on which a person comes of age; born on 29 February, on 1 March of a year without that day.
pub fn came_of_age(born: Date) -> Date {
    let year = born.year() + ADULT_AT;
    Date::new(year, born.month(), born.day())
        .or_else(|_| Date::new(year, 3, 1))
        .unwrap_or(born)
}

/// The last birth date of those who have come of age by a day: whoever was born later is a child on it.
pub fn last_birth_of_age(on: Date) -> Date {
    let year = on.year() - ADULT_AT;
    Date::new(year, on.month(), on.day())
        .or_else(|_| Date::new(year, 2, 28))
        .unwrap_or(on)
}

/// Who signs on a day; `None` when the birth date is not known and a person must say.
pub fn signer(born: Option<Date>, on: Date) -> Option<Signer> {
    born.map(|born| {
        if came_of_age(born) <= on {
            Signer::AdultPupil
        } else {
            Signer::Guardian
        }
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: IAP-04, IAP-18
    #[test]
    fn from_the_eighteenth_birthday_the_pupil_signs() {
        let born = Some(date(2007, 11, 20));
        assert_eq!(signer(born, date(2025, 11, 19)), Some(Signer::Guardian));
        assert_eq!(signer(born, date(2025, 11, 20)), Some(Signer::AdultPupil));
        assert_eq!(signer(None, date(2025, 11, 20)), None);
        assert_eq!(came_of_age(date(2008, 2, 29)), date(2026, 3, 1));
    }

    #[test]
    fn whoever_was_born_after_the_last_birth_of_age_is_a_child() {
        for on in [
            date(2026, 2, 28),
            date(2026, 3, 1),
            date(2028, 2, 29),
            date(2026, 11, 20),
        ] {
            let last = last_birth_of_age(on);
            assert!(came_of_age(last) <= on, "{on}");
            assert!(came_of_age(last.tomorrow().unwrap()) > on, "{on}");
        }
    }
}
