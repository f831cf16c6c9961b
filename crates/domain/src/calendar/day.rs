//! Dates as day numbers: days since 1 January 1970, as the database keeps them.

use jiff::civil::Date;

/// Days since 1970-01-01; negative before.
pub fn day_number(date: Date) -> i32 {
    let month = i32::from(date.month());
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + i32::from(date.day()) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date of a day number. Saturates at the first and last date that exist (years −9999 and 9999).
pub fn date_of(day_number: i32) -> Date {
    const LAST: i32 = 2_932_896;
    const FIRST: i32 = -4_371_587;
    let days = day_number.clamp(FIRST, LAST) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    Date::new(year as i16, month as i8, day as i8).unwrap_or(Date::MAX)
}

/// 0 for Monday … 6 for Sunday.
pub(super) fn weekday_index(day_number: i32) -> i32 {
    (day_number + 3).rem_euclid(7)
}

pub(super) fn is_weekend(day_number: i32) -> bool {
    weekday_index(day_number) >= 5
}

/// Moves a date by days, saturating.
pub(super) fn plus_days(date: Date, days: i32) -> Date {
    date_of(day_number(date).saturating_add(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_time_are_kept() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2000, 2, 29)), 11_016);
        assert_eq!(date_of(day_number(Date::MIN)), Date::MIN);
        assert_eq!(date_of(day_number(Date::MAX)), Date::MAX);
        assert_eq!(date_of(i32::MAX), Date::MAX);
        assert_eq!(date_of(i32::MIN), Date::MIN);
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(n in -800_000_i32..800_000) {
            let date = date(1970, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap();
            prop_assert_eq!(date_of(n), date);
            prop_assert_eq!(day_number(date), n);
            prop_assert_eq!(is_weekend(n), matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday));
        }
    }
}
