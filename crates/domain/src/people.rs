//! People as the registry knows them: codes that name a person, names as they are searched and sorted, and who of
//! a child's guardians is informed. No case is judged here.

mod contact;
mod name;
mod next_step;
mod personal_code;
mod pupil_code;

pub use contact::{ContactDecision, ContactReason, ContactRule, GuardianRelation};
pub use name::{NameKey, folded, sort_key};
pub use next_step::{Ages, NextStep, YoungGroup};
pub use personal_code::{CodeCheck, CodeError, CodeKind, PersonalCode};
pub use pupil_code::{PupilCode, PupilCodeError};

use jiff::civil::Date;

/// Full years lived on a day; `None` before birth. Someone born on 29 February grows a year older on 1 March of a common
/// year.
pub fn age_on(birth_date: Date, on: Date) -> Option<u16> {
    let birthday_passed = (on.month(), on.day()) >= (birth_date.month(), birth_date.day());
    let years = i32::from(on.year()) - i32::from(birth_date.year()) - i32::from(!birthday_passed);
    u16::try_from(years).ok()
}

#[cfg(test)]
mod tests {
    use super::age_on;
    use jiff::civil::date;

    #[test]
    fn age_changes_on_the_birthday() {
        let born = date(2012, 2, 29);
        assert_eq!(age_on(born, date(2026, 2, 28)), Some(13));
        assert_eq!(age_on(born, date(2026, 3, 1)), Some(14));
        assert_eq!(age_on(born, date(2012, 2, 28)), None);
        assert_eq!(age_on(born, born), Some(0));
    }
}
