//! Working days of offices: Monday to Friday without public holidays, and the reference table of shifted days, which
//! binds State bodies and is only recommended to municipalities.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::{date_of, day_number, is_weekend};
use super::holidays::{DATED, public_holidays};

/// A working day given off in exchange for a Saturday worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftedDay {
    /// The working day that is off.
    pub off: Date,
    /// The day off that is worked instead.
    pub worked: Date,
    /// Where it comes from.
    pub source: String,
    /// Not confirmed by a document at hand.
    #[serde(default)]
    pub assumption: bool,
}

/// The reference table of shifted working days, oldest first.
pub fn shifted_days() -> &'static [ShiftedDay] {
    &DATED.shifted
}

const FIRST_YEAR: i16 = 1990;
const LAST_YEAR: i16 = 2100;

static HOLIDAYS: LazyLock<BTreeSet<i32>> = LazyLock::new(|| {
    let all = (FIRST_YEAR..=LAST_YEAR).flat_map(public_holidays);
    all.map(|holiday| day_number(holiday.date)).collect()
});

fn is_public_holiday(day: i32) -> bool {
    let year = date_of(day).year();
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return HOLIDAYS.contains(&day);
    }
    public_holidays(year)
        .iter()
        .any(|holiday| day_number(holiday.date) == day)
}

/// How an institution counts working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WorkingCalendar {
    /// Whether the institution follows the shifted days of State bodies; off by default.
    pub shifted_days: bool,
}

/// How an institution arranges its days where it may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct InstitutionWays {
    /// Follows the shifted days of State bodies, in lessons too; off by default.
    pub shifted_days: bool,
    /// Its groups without a grade (preschool) work through the year, without breaks. Assumption: on for preschools.
    pub through_the_year: bool,
}

impl InstitutionWays {
    /// What of it matters for a grade, or for groups without one: schools have their breaks in any case.
    pub(super) const fn of_grade(self, grade: Option<u8>) -> Self {
        Self {
            shifted_days: self.shifted_days,
            through_the_year: self.through_the_year && grade.is_none(),
        }
    }
}

impl WorkingCalendar {
    /// Whether the day is worked.
    pub fn is_working_day(self, date: Date) -> bool {
        self.works_on(day_number(date))
    }

    fn works_on(self, day: i32) -> bool {
        if self.shifted_days {
            for shifted in shifted_days() {
                if day_number(shifted.off) == day {
                    return false;
                }
                if day_number(shifted.worked) == day {
                    return true;
                }
            }
        }
        !is_weekend(day) && !is_public_holiday(day)
    }

    /// The last day of a term of `n` working days that starts on `from`. The day on which it starts is not counted
    /// and the term ends with its last working day, as terms of the law are counted. With `n` = 0 the
    /// day itself.
    pub fn due_in_working_days(self, from: Date, n: u32) -> Date {
        let last = day_number(Date::MAX);
        let mut day = day_number(from);
        let mut left = n;
        while left > 0 && day < last {
            day += 1;
            if self.works_on(day) {
                left -= 1;
            }
        }
        date_of(day)
    }

    /// Working days after `from`, up to and including `to`; 0 when `to` is not later.
    pub fn working_days_between(self, from: Date, to: Date) -> u32 {
        (day_number(from) + 1..=day_number(to))
            .filter(|day| self.works_on(*day))
            .count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_day_of_the_start_is_not_counted() {
        let plain = WorkingCalendar::default();
        // 23rd is 1; 24 to 26 are holidays, 27 a Sunday, 28 a Monday is 2.
        assert_eq!(
            plain.due_in_working_days(date(2026, 12, 22), 2),
            date(2026, 12, 28)
        );
        assert_eq!(
            plain.due_in_working_days(date(2026, 11, 20), 1),
            date(2026, 11, 23)
        );
        assert_eq!(
            plain.due_in_working_days(date(2026, 11, 21), 0),
            date(2026, 11, 21)
        );
        assert_eq!(plain.due_in_working_days(Date::MAX, 5), Date::MAX);
    }

    #[test]
    fn shifted_days_count_only_where_switched_on() {
        let (plain, shifted) = (WorkingCalendar::default(), WorkingCalendar { shifted_days: true });
        assert!(plain.is_working_day(date(2026, 1, 2)) && !shifted.is_working_day(date(2026, 1, 2)));
        assert!(!plain.is_working_day(date(2026, 1, 17)) && shifted.is_working_day(date(2026, 1, 17)));
        assert_eq!(shifted_days().len(), 6);
        for day in shifted_days() {
            assert!(plain.is_working_day(day.off), "{} would be off anyway", day.off);
            assert!(
                !plain.is_working_day(day.worked),
                "{} would be worked anyway",
                day.worked
            );
        }
    }

    proptest! {
        #[test]
        fn a_longer_term_ends_later(start in 18_000_i32..22_000, n in 0_u32..60, shifted: bool) {
            let calendar = WorkingCalendar { shifted_days: shifted };
            let from = date_of(start);
            let (due, next) = (calendar.due_in_working_days(from, n), calendar.due_in_working_days(from, n + 1));
            prop_assert!(due < next && calendar.is_working_day(next));
            prop_assert_eq!(calendar.working_days_between(from, due), n);
            prop_assert!(calendar.due_in_working_days(date_of(start + 1), n + 1) >= next);
        }
    }
}
