//! What waits for those for whom no duties wait, and what has changed since they were here: facts of what their roles may read, which the page
//! says in words. Duties are `duty`'s.

mod administrator;
mod data_protection_officer;
mod municipal_leadership;

use balsts_domain::calendar::SchoolDays;

pub use administrator::{AdministratorHome, FirstStep};
pub use data_protection_officer::DataProtectionOfficerHome;
pub use municipal_leadership::{Late, MunicipalLeadershipHome};

/// Whether what stands as of a day has grown old: so many school days have begun after it, today not counted.
fn is_old(school_days: &SchoolDays, as_of: i64, today: i64, after: u32) -> bool {
    let between = i32::try_from(as_of + 1).ok().zip(i32::try_from(today - 1).ok());
    between.is_some_and(|(from, to)| from <= to && school_days.count_between(from, to) >= after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use balsts_domain::calendar::{Calendar, day_number};
    use jiff::civil::date;

    #[test]
    fn data_grow_old_by_school_days() {
        let days = Calendar::built_in().school_days(None, None);
        let day = |day| i64::from(day_number(day));
        let today = day(date(2025, 11, 21));
        // Friday a week ago: four school days and a holiday in between.
        assert!(!is_old(&days, day(date(2025, 11, 14)), today, 5));
        assert!(is_old(&days, day(date(2025, 11, 14)), today, 3));
        assert!(!is_old(&days, today, today, 1));
        let after_summer = day(date(2025, 9, 1));
        assert!(!is_old(&days, day(date(2025, 6, 13)), after_summer, 1));
    }
}
