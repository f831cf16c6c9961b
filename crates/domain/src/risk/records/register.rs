//! When a class's register was taken. A register that was not taken is neither presence nor absence.

use crate::calendar::{SchoolDays, date_of, day_number};

/// Lessons held in a class in a period: the denominator of rates, and the proof that the register was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonsHeld {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// Lessons; 0 says that the register was not taken.
    pub lessons: u32,
}

/// A stretch of days in which the register is known to have been taken or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterPeriod {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// Whether it was taken.
    pub taken: bool,
}

/// The register of a class: for which days absence by lesson is known. `institution_absences` are the oldest and newest day of the
/// institution's absence by lesson; without any, nothing is known by day (its totals still speak for themselves). The class's rows of
/// lessons held say when the register was taken. A class without any such row is taken to be covered from the beginning of the
/// semester of the oldest absence to the newest (an assumption: a journal's export holds the semester from its first day).
pub fn register_of(
    lessons: &[LessonsHeld],
    institution_absences: Option<(i32, i32)>,
    school_days: &SchoolDays,
) -> Vec<RegisterPeriod> {
    let Some((first, newest)) = institution_absences else {
        return Vec::new();
    };
    if lessons.is_empty() {
        let semester = school_days.semester_of(date_of(first));
        let from = semester.map_or(first, |span| day_number(span.period.from()));
        return vec![RegisterPeriod {
            from,
            to: newest.max(from),
            taken: true,
        }];
    }
    let mut rows = lessons.to_vec();
    rows.sort_unstable_by_key(|row| (row.from, row.to));
    let mut periods: Vec<RegisterPeriod> = Vec::with_capacity(rows.len());
    for row in rows {
        let taken = row.lessons > 0;
        let from = periods.last().map_or(row.from, |last| row.from.max(last.to + 1));
        if from > row.to {
            continue;
        }
        match periods.last_mut() {
            // A row per week leaves out the weekend: the stretch goes on.
            Some(last) if last.taken == taken && school_days.count_between(last.to + 1, from - 1) == 0 => {
                last.to = row.to;
            }
            _ => periods.push(RegisterPeriod {
                from,
                to: row.to,
                taken,
            }),
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use jiff::civil::date;

    fn held(from: (i8, i8), to: (i8, i8), lessons: u32) -> LessonsHeld {
        let day = |(month, day)| day_number(date(2025, month, day));
        LessonsHeld {
            from: day(from),
            to: day(to),
            lessons,
        }
    }

    // covers: RSK-06
    #[test]
    fn a_week_without_lessons_entered_is_a_register_not_taken() {
        let days = Calendar::built_in().school_days(None, None);
        let rows = [
            held((9, 15), (9, 19), 0),
            held((9, 1), (9, 5), 30),
            held((9, 8), (9, 12), 31),
            held((9, 29), (10, 3), 31),
        ];
        let periods = register_of(&rows, Some((0, 0)), &days);
        let shape: Vec<_> = periods.iter().map(|p| (p.to - p.from + 1, p.taken)).collect();
        assert_eq!(
            shape,
            [(12, true), (5, false), (5, true)],
            "and 22 to 26 September are not known"
        );
    }

    #[test]
    fn without_lessons_held_the_absences_speak_for_the_semester_so_far() {
        let days = Calendar::built_in().school_days(None, None);
        let at = |month, day| day_number(date(2025, month, day));
        let periods = register_of(&[], Some((at(10, 8), at(11, 14))), &days);
        assert_eq!(
            periods,
            [RegisterPeriod {
                from: at(9, 1),
                to: at(11, 14),
                taken: true
            }]
        );
        let held = [held((9, 1), (9, 5), 30)];
        assert_eq!(
            register_of(&held, None, &days),
            [],
            "a school of totals keeps no register by day here"
        );
    }
}
