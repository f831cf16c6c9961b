//! Before and after: attendance and marks around the start of a plan or a measure. It compares and claims no cause; where too little is known on
//! either side, it says that it cannot tell.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::calendar::{Period, SchoolDays, date_of, day_number};
use crate::risk::records::PupilRecords;

/// How far it looks and what counts as a change. No source gives these numbers (assumptions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EffectSettings {
    /// School days looked at before the start, and from it on.
    pub effect_days: u32,
    /// Days with a register that each side needs.
    pub effect_days_known: u32,
    /// Change in lessons missed without excuse that counts, per 20 school days.
    pub effect_lessons: u32,
    /// Marks that each side needs.
    pub effect_marks: u32,
    /// Change of the average mark that counts, tenths of a point.
    pub effect_mark_tenths: u32,
    /// Pupils of whom something can be told that a kind of measure needs.
    pub effect_pupils: u32,
}

impl Default for EffectSettings {
    fn default() -> Self {
        Self {
            effect_days: 30,
            effect_days_known: 15,
            effect_lessons: 4,
            effect_marks: 5,
            effect_mark_tenths: 5,
            effect_pupils: 10,
        }
    }
}

/// School days to which a rate of missed lessons refers.
pub const RATE_DAYS: u32 = 20;

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// Better than before by at least what counts.
    Better,
    /// Neither.
    Same,
    /// Worse than before by at least what counts.
    Worse,
    /// Too little is known.
    CannotTell,
}

impl Change {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Better, Self::Same, Self::Worse, Self::CannotTell];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::CannotTell => "cannot_tell",
        }
    }
}

/// The days before a start and those from it on. The later ones end with the day asked about at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Before; `None` where the calendar does not reach back so far.
    pub before: Option<Period>,
    /// From the start on; `None` before it.
    pub after: Option<Period>,
}

impl Around {
    /// The days around a start in the calendar of a pupil's school.
    pub fn of(school_days: &SchoolDays, start: i32, days: u32, today: i32) -> Self {
        let eve = date_of(start - 1);
        let before = school_days
            .back(eve, days.saturating_sub(1))
            .map(|first| Period::between(first, eve));
        let after = (start <= today).then(|| {
            let mut last = date_of(start - 1);
            for _ in 0..days {
                match school_days.next_after(last) {
                    Some(day) if day_number(day) <= today => last = day,
                    _ => break,
                }
            }
            Period::between(date_of(start), last.max(date_of(start)))
        });
        Self { before, after }
    }
}

/// Lessons missed without excuse or explanation on days whose register was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attended {
    /// School days with a register.
    pub days: u32,
    /// Lessons missed.
    pub missed: u32,
}

impl Attended {
    /// Those of a pupil in a period, over all enrolments.
    pub fn of(records: &PupilRecords<'_>, period: Option<Period>) -> Self {
        let Some(period) = period else {
            return Self::default();
        };
        let mut known = BTreeSet::new();
        for enrolment in records.enrolments {
            for date in enrolment.school_days.iter(period) {
                let day = day_number(date);
                let taken = enrolment
                    .register
                    .iter()
                    .any(|span| span.taken && span.from <= day && day <= span.to);
                if taken && enrolment.contains(day) {
                    known.insert(date);
                }
            }
        }
        // Absence by lesson proves that the register of its day was taken.
        let absences = || records.absences.iter().filter(|day| period.contains(day.date));
        known.extend(absences().map(|day| day.date));
        Self {
            days: u32::try_from(known.len()).unwrap_or(u32::MAX),
            missed: absences().map(|day| u32::from(day.counted_unexcused())).sum(),
        }
    }

    /// Lessons per 20 school days in tenths, for showing; `None` without days.
    pub fn tenths_per_rate_days(self) -> Option<u64> {
        let days = u64::from(self.days);
        (u64::from(self.missed) * u64::from(RATE_DAYS) * 10 + days / 2).checked_div(days)
    }
}

/// Marks in points, of all subjects together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marked {
    /// How many.
    pub marks: u32,
    /// Their sum.
    pub points: u32,
}

impl Marked {
    /// The average in hundredths of a point; `None` without marks.
    pub fn hundredths(self) -> Option<u64> {
        let marks = u64::from(self.marks);
        (u64::from(self.points) * 100 + marks / 2).checked_div(marks)
    }
}

/// Before and after the start of a plan or measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The days compared.
    pub around: Around,
    /// Attendance before and after.
    pub attended: (Attended, Attended),
    /// Marks before and after.
    pub marked: (Marked, Marked),
}

impl Effect {
    /// What became of attendance. Compared without rounding.
    pub fn attendance(&self, settings: &EffectSettings) -> Change {
        let (before, after) = self.attended;
        if before.days.min(after.days) < settings.effect_days_known.max(1) {
            return Change::CannotTell;
        }
        let rate = |one: Attended, other: Attended| {
            i64::from(one.missed) * i64::from(RATE_DAYS) * i64::from(other.days)
        };
        let counts =
            i64::from(settings.effect_lessons.max(1)) * i64::from(before.days) * i64::from(after.days);
        change(rate(before, after) - rate(after, before), counts)
    }

    /// What became of marks. Compared without rounding.
    pub fn marks(&self, settings: &EffectSettings) -> Change {
        let (before, after) = self.marked;
        if before.marks.min(after.marks) < settings.effect_marks.max(1) {
            return Change::CannotTell;
        }
        let tenths = |one: Marked, other: Marked| i64::from(one.points) * 10 * i64::from(other.marks);
        let counts =
            i64::from(settings.effect_mark_tenths.max(1)) * i64::from(before.marks) * i64::from(after.marks);
        change(tenths(after, before) - tenths(before, after), counts)
    }
}

fn change(gain: i64, counts: i64) -> Change {
    if gain >= counts {
        Change::Better
    } else if -gain >= counts {
        Change::Worse
    } else {
        Change::Same
    }
}

/// How many pupils fared how: what is said of a kind of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fared {
    /// Better.
    pub better: u32,
    /// Neither.
    pub same: u32,
    /// Worse.
    pub worse: u32,
    /// Cannot be told.
    pub cannot_tell: u32,
}

impl Fared {
    /// Adds a pupil.
    pub fn add(&mut self, change: Change) {
        *match change {
            Change::Better => &mut self.better,
            Change::Same => &mut self.same,
            Change::Worse => &mut self.worse,
            Change::CannotTell => &mut self.cannot_tell,
        } += 1;
    }

    /// Pupils of whom something can be told.
    pub const fn told(self) -> u32 {
        self.better + self.same + self.worse
    }

    /// What can be said of all together: the change that more than half of those have of whom something can be told; with fewer of them than
    /// asked for, or fewer than half of all, nothing.
    pub fn together(self, settings: &EffectSettings) -> Change {
        let told = self.told();
        if told < settings.effect_pupils.max(1) || told < self.cannot_tell {
            Change::CannotTell
        } else if self.better * 2 > told {
            Change::Better
        } else if self.worse * 2 > told {
            Change::Worse
        } else {
            Change::Same
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::Calendar;

    fn attended(days: u32, missed: u32) -> Attended {
        Attended { days, missed }
    }

    fn effect(attended: (Attended, Attended), marked: (Marked, Marked)) -> Effect {
        let around = Around {
            before: None,
            after: None,
        };
        Effect {
            around,
            attended,
            marked,
        }
    }

    // covers: IAP-23
    #[test]
    fn a_change_counts_from_four_lessons_in_twenty_days_on() {
        let settings = EffectSettings::default();
        let change = |before, after| effect((before, after), Default::default()).attendance(&settings);
        assert_eq!(change(attended(20, 10), attended(20, 6)), Change::Better);
        assert_eq!(change(attended(20, 10), attended(20, 7)), Change::Same);
        assert_eq!(change(attended(30, 0), attended(15, 3)), Change::Worse);
        assert_eq!(change(attended(30, 0), attended(15, 2)), Change::Same);
        // Fourteen days are too few on either side, however great the change.
        assert_eq!(change(attended(14, 60), attended(30, 0)), Change::CannotTell);
        assert_eq!(change(attended(30, 60), attended(14, 0)), Change::CannotTell);
        assert_eq!(change(attended(0, 0), attended(0, 0)), Change::CannotTell);
    }

    // covers: IAP-23
    #[test]
    fn marks_change_by_half_a_point_and_need_five_on_each_side() {
        let settings = EffectSettings::default();
        let marked = |marks, points| Marked { marks, points };
        let change = |before, after| effect(Default::default(), (before, after)).marks(&settings);
        assert_eq!(change(marked(10, 40), marked(10, 45)), Change::Better);
        assert_eq!(change(marked(10, 40), marked(10, 44)), Change::Same);
        assert_eq!(change(marked(5, 25), marked(6, 27)), Change::Worse);
        assert_eq!(change(marked(4, 8), marked(30, 200)), Change::CannotTell);
    }

    // covers: IAP-23
    #[test]
    fn of_a_kind_nothing_is_said_while_few_pupils_can_be_told_of() {
        let settings = EffectSettings::default();
        let fared = |better, same, worse, cannot_tell| Fared {
            better,
            same,
            worse,
            cannot_tell,
        };
        assert_eq!(fared(9, 0, 0, 0).together(&settings), Change::CannotTell);
        assert_eq!(fared(10, 0, 0, 0).together(&settings), Change::Better);
        assert_eq!(fared(10, 0, 0, 11).together(&settings), Change::CannotTell);
        assert_eq!(fared(6, 6, 0, 0).together(&settings), Change::Same);
        assert_eq!(fared(2, 3, 7, 12).together(&settings), Change::Worse);
    }

    // covers: IAP-23
    #[test]
    fn the_days_compared_are_school_days_and_end_today() {
        let days = Calendar::built_in().school_days(None, None);
        let start = day_number(date(2025, 11, 3));
        let around = Around::of(&days, start, 30, day_number(date(2025, 11, 14)));
        // The break of October and the weekends are no school days.
        assert_eq!(days.count(around.before.unwrap()), 30);
        assert_eq!(around.before.unwrap().from(), date(2025, 9, 15));
        assert_eq!(
            around.after,
            Some(Period::between(date(2025, 11, 3), date(2025, 11, 14)))
        );
        let later = Around::of(&days, start, 30, day_number(date(2026, 5, 1)));
        assert_eq!(days.count(later.after.unwrap()), 30);
        assert_eq!(Around::of(&days, start, 30, start - 1).after, None);
    }

    proptest! {
        // Whoever swaps before and after gets the opposite answer.
        #[test]
        fn better_one_way_is_worse_the_other(
            (a, x) in (0_u32..60, 0_u32..400), (b, y) in (0_u32..60, 0_u32..400),
        ) {
            let settings = EffectSettings::default();
            let change = |before, after| effect((before, after), Default::default()).attendance(&settings);
            let opposite = match change(attended(a, x), attended(b, y)) {
                Change::Better => Change::Worse,
                Change::Worse => Change::Better,
                other => other,
            };
            prop_assert_eq!(change(attended(b, y), attended(a, x)), opposite);
        }
    }
}
