//! Absence against the lessons held, and unexcused absence that grows.

use super::context::{Context, Days, state};
use crate::attendance::AbsenceTotals;
use crate::calendar::day_number;
use crate::risk::records::EnrolmentRecord;
use crate::risk::signal::{Amount, Evidence, Item, MAX_EVIDENCE, Missing, Reading, SignalCode};
use crate::risk::{Level, State};

/// Lessons held in a stretch for the pupil, in thousandths of a lesson as rows are shared out by school days, the school days they cover,
/// and what the pupil missed on those days.
#[derive(Default)]
struct Held {
    thousandths: u64,
    school_days: u32,
    missed: AbsenceTotals,
}

impl Held {
    /// Adds the rows of one enrolment that lie in the stretch. A row that reaches beyond is shared out by school days; days already
    /// counted by an earlier row are not counted again.
    fn add(&mut self, context: &Context<'_>, enrolment: &EnrolmentRecord<'_>, days: Days) {
        let mut counted = days.from - 1;
        for row in enrolment
            .lessons_held
            .iter()
            .filter(|row| row.from <= context.day && row.lessons > 0)
        {
            let part = days.clip(row.from.max(counted + 1), Some(row.to));
            if part.to < part.from {
                continue;
            }
            let whole = enrolment.school_days.count_between(row.from, row.to);
            let here = enrolment.school_days.count_between(part.from, part.to);
            counted = part.to;
            if whole == 0 {
                continue;
            }
            self.thousandths += u64::from(row.lessons) * 1_000 * u64::from(here) / u64::from(whole);
            self.school_days += here;
            self.missed += AbsenceTotals::of(context.absences_in(part));
        }
    }
}

/// All absence of the semester against the lessons held, after at least twenty school days. Absence outside the rows of
/// lessons held is left out on both sides. Illness alone proposes medium at most.
pub(super) fn rate(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let code = SignalCode::AbsenceRate;
    let days = context.window;
    let complete = |mut reading: Reading| {
        reading.threshold = Amount::whole(i64::from(settings.absence_rate_percent));
        reading
    };
    let open = |missing| complete(context.reading(code, days, State::NotEnoughData(missing)));
    if context.semester.is_none() {
        return open(Missing::Calendar);
    }
    let mut school_days = 0;
    let mut held = Held::default();
    for (part, enrolment) in context.stretches(days) {
        school_days += enrolment.school_days.count_between(part.from, part.to);
        held.add(context, enrolment, part);
    }
    if school_days < u32::from(settings.absence_rate_school_days) {
        return open(Missing::SchoolDays);
    }
    if held.school_days < u32::from(settings.absence_rate_school_days) || held.thousandths == 0 {
        return open(Missing::LessonsHeld);
    }
    let mut missed = held.missed;
    for total in context.totals_in(days) {
        missed += total.lessons();
    }
    let reaches = |percent: u16| u64::from(missed.total()) * 100_000 >= held.thousandths * u64::from(percent);
    let illness_alone = missed.total() == missed.illness;
    let level = if reaches(settings.absence_rate_high_percent) && !illness_alone {
        Some(Level::High)
    } else if reaches(settings.absence_rate_percent) {
        Some(Level::Medium)
    } else {
        None
    };
    let known = || context.is_known(days, true);
    let mut reading = complete(context.reading(code, days, state(level, known, Missing::Register)));
    let hundredths = u64::from(missed.total()) * 10_000_000 / held.thousandths;
    reading.value = Some(Amount::hundredths(hundredths as i64));
    if level == Some(Level::High) {
        reading.threshold = Amount::whole(i64::from(settings.absence_rate_high_percent));
    }
    if level.is_some() {
        let absences = context.absences_in(days);
        let newest = &absences[absences.len().saturating_sub(MAX_EVIDENCE)..];
        reading.evidence = newest
            .iter()
            .map(|absence| Evidence {
                on: absence.date,
                item: Item::Lessons(u32::from(absence.total())),
            })
            .collect();
    }
    reading
}

/// Unexcused lessons of the last twenty school days: at least five and at least twice those of the twenty before. Without a register for
/// those before nothing can be said to have risen.
pub(super) fn rising(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let code = SignalCode::AbsenceRising;
    let n = u32::from(settings.rising_school_days);
    let back = |days| context.school_days.back(context.on, days).map(day_number);
    let (Some(from), Some(before_to), Some(before_from)) = (back(n - 1), back(n), back(2 * n - 1)) else {
        let days = Days {
            from: context.day,
            to: context.day,
        };
        return context.reading(code, days, State::NotEnoughData(Missing::Calendar));
    };
    let days = Days {
        from,
        to: context.day,
    };
    let before_days = Days {
        from: before_from,
        to: before_to,
    };
    let now = context.unexcused_in(days);
    let before = context.unexcused_in(before_days);
    let factor = u32::from(settings.rising_factor);
    let many = now >= u32::from(settings.rising_lessons);
    let more = now >= before * factor;
    // Totals of a period can't be told apart by day, so they speak for neither stretch.
    let before_known = || {
        let known = context.known(before_days, false);
        known.taken * 100 >= n * u32::from(settings.register_known_percent)
    };
    let state = if many && more {
        if before_known() {
            State::Fires(Level::Medium)
        } else {
            State::NotEnoughData(Missing::Register)
        }
    } else {
        state(None, || context.is_known(days, false), Missing::Register)
    };
    let mut reading = context.reading(code, days, state);
    reading.value = Some(Amount::whole(i64::from(now)));
    reading.threshold = Amount::whole(i64::from(
        (before * factor).max(u32::from(settings.rising_lessons)),
    ));
    if reading.state.fires() {
        let missed = context.absences_in(Days {
            from: before_from,
            to: context.day,
        });
        let missed: Vec<_> = missed
            .iter()
            .filter(|absence| absence.counted_unexcused() > 0)
            .collect();
        let newest = &missed[missed.len().saturating_sub(MAX_EVIDENCE)..];
        let lessons = |absence: &&crate::attendance::AbsenceDay| Evidence {
            on: absence.date,
            item: Item::Lessons(u32::from(absence.counted_unexcused())),
        };
        reading.evidence = newest.iter().map(lessons).collect();
    }
    reading
}
