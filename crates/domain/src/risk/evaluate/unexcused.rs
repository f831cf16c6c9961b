//! Unexcused lessons of the semester against the limit of the law, and days of compulsory preschool.

use super::context::{Context, Days, state};
use crate::attendance::AbsenceDay;
use crate::calendar::{Period, Semester, date_of, day_number};
use crate::duties::{About, Duty, DutyCode};
use crate::registry::{Stage, compulsory_age};
use crate::risk::Level;
use crate::risk::signal::{Amount, Evidence, Item, MAX_EVIDENCE, Missing, Reading, SignalCode};

/// One step of the same count.
struct Step {
    code: SignalCode,
    level: Level,
    threshold: u16,
    reached: bool,
}

fn in_preschool(context: &Context<'_>) -> bool {
    context
        .enrolment()
        .is_some_and(|enrolment| enrolment.stage == Stage::Preschool)
}

/// Of the three steps only the highest reached appears; none reached, each says so. The duty to report opens on the day of the
/// lesson that crossed the limit, the duty to contact the parents on each day with an unknown reason.
pub(super) fn read(context: &Context<'_>, readings: &mut Vec<Reading>, duties: &mut Vec<Duty>) {
    let settings = context.settings;
    let count = context.missed.counted_unexcused();
    let at_least = |threshold: u16| count >= u32::from(threshold);
    let steps = [
        Step {
            code: SignalCode::UnexcusedOverLimit,
            level: Level::High,
            threshold: settings.unexcused_limit,
            reached: count > u32::from(settings.unexcused_limit),
        },
        Step {
            code: SignalCode::UnexcusedNearLimit,
            level: Level::Medium,
            threshold: settings.unexcused_near_limit,
            reached: at_least(settings.unexcused_near_limit),
        },
        Step {
            code: SignalCode::UnexcusedWatch,
            level: Level::Low,
            threshold: settings.unexcused_watch,
            reached: at_least(settings.unexcused_watch),
        },
    ];
    let known = || context.semester.is_some() && context.is_known(context.window, true);
    let read = |step: &Step, level| {
        let missing = if context.semester.is_some() {
            Missing::Register
        } else {
            Missing::Calendar
        };
        let mut reading = context.reading(step.code, context.window, state(level, known, missing));
        reading.value = Some(Amount::whole(i64::from(count)));
        reading.threshold = Amount::whole(i64::from(step.threshold));
        reading
    };
    // The limit of the law is one of lessons: a day of preschool is none, and has a rule of its own.
    if in_preschool(context) {
        let none = |step: &Step| context.reading(step.code, context.window, crate::risk::State::DoesNotFire);
        readings.extend(steps.iter().map(none));
        contact_parents(context, duties);
        return;
    }
    match steps.iter().find(|step| step.reached) {
        Some(step) => {
            let mut reading = read(step, Some(step.level));
            let crossing = match step.code {
                SignalCode::UnexcusedOverLimit => u32::from(step.threshold) + 1,
                _ => u32::from(step.threshold),
            };
            reading.since = day_of_lesson(context, context.window, crossing).map(date_of);
            reading.evidence = evidence(context, context.window);
            readings.push(reading);
        }
        None => readings.extend(steps.iter().map(|step| read(step, None))),
    }
    viis_reports(context, duties);
    contact_parents(context, duties);
}

/// The day on which the `n`-th unexcused lesson of a stretch fell. A total counts on the last day of its period that lies in the stretch: it
/// may have been earlier, never later.
fn day_of_lesson(context: &Context<'_>, days: Days, n: u32) -> Option<i32> {
    let by_lesson = context
        .absences_in(days)
        .iter()
        .map(|absence| (day_number(absence.date), u32::from(absence.counted_unexcused())));
    let mut entries: Vec<(i32, u32)> = by_lesson.collect();
    let before = entries.len();
    entries.extend(
        context
            .totals_in(days)
            .map(|total| (total.to.min(days.to), total.unexcused)),
    );
    if entries.len() > before {
        entries.sort_unstable();
    }
    let mut sum = 0;
    entries.into_iter().find_map(|(day, lessons)| {
        sum += lessons;
        (sum >= n).then_some(day)
    })
}

fn evidence(context: &Context<'_>, days: Days) -> Vec<Evidence> {
    let missed = |absence: &&AbsenceDay| absence.counted_unexcused() > 0;
    let absences = context.absences_in(days).iter().filter(missed);
    let mut list: Vec<_> = absences
        .map(|absence| Evidence {
            on: absence.date,
            item: Item::Lessons(u32::from(absence.counted_unexcused())),
        })
        .collect();
    let totals = context.totals_in(days).filter(|total| total.unexcused > 0);
    list.extend(totals.map(|total| Evidence::new(total.to, Item::Total(total.unexcused))));
    list.sort_by_key(|entry| entry.on);
    let surplus = list.len().saturating_sub(MAX_EVIDENCE);
    list.drain(..surplus);
    list
}

/// The reports of this semester and of the one before in the same school year: a report that was not made stays due.
fn viis_reports(context: &Context<'_>, duties: &mut Vec<Duty>) {
    let Some(current) = context.semester else { return };
    let crossing = u32::from(context.settings.unexcused_limit) + 1;
    let mut report = |days: Days, semester: Period| {
        if let Some(due) = day_of_lesson(context, days, crossing) {
            let stretch = day_number(semester.from())..=day_number(semester.to());
            let done = context.records.done;
            duties.push(Duty::new_within(
                DutyCode::ViisReport,
                About::Pupil,
                due,
                stretch,
                done,
                context.day,
            ));
        }
    };
    if current.semester == Semester::Second
        && let Some(first) = context.school_days.semester(current.year, Semester::First)
    {
        let days = Days {
            from: day_number(first.period.from()),
            to: day_number(first.period.to()),
        };
        if context.unexcused_in(days) + context.totals_in(days).map(|t| t.unexcused).sum::<u32>() >= crossing
        {
            report(days, first.period);
        }
    }
    if context.missed.counted_unexcused() >= crossing {
        report(context.window, current.period);
    }
}

fn contact_parents(context: &Context<'_>, duties: &mut Vec<Duty>) {
    if context.missed.unknown == 0 {
        return;
    }
    for absence in context
        .absences_in(context.window)
        .iter()
        .filter(|absence| absence.unknown > 0)
    {
        let due = day_number(absence.date);
        duties.push(Duty::new(
            DutyCode::ContactParents,
            About::Pupil,
            due,
            context.records.done,
            context.day,
        ));
    }
}

/// Unexcused school days in a row, in the school year, in compulsory preschool: a semester ends no row. A day whose register was not taken
/// neither ends a row nor adds to it, but a row across it is only possible, not known. The head acts at once: the duty is due on the day that
/// completes the row.
pub(super) fn preschool(context: &Context<'_>, duties: &mut Vec<Duty>) -> Reading {
    let settings = context.settings;
    let code = SignalCode::UnexcusedPreschool;
    let threshold = u32::from(settings.preschool_days);
    let complete = |mut reading: Reading| {
        reading.threshold = Amount::whole(i64::from(threshold));
        reading
    };
    let no = crate::risk::State::DoesNotFire;
    let year_begins = day_number(context.school_year().first_day());
    let window = Days {
        from: context.window.from.min(year_begins),
        ..context.window
    };
    if !in_preschool(context) {
        return complete(context.reading(code, window, no));
    }
    let Some(birth_date) = context.records.birth_date else {
        let state = crate::risk::State::NotEnoughData(Missing::BirthDate);
        return complete(context.reading(code, window, state));
    };
    if !compulsory_age(date_of(birth_date), context.on, false) {
        return complete(context.reading(code, window, no));
    }
    let missed: Vec<&AbsenceDay> = context
        .absences_in(window)
        .iter()
        .filter(|absence| absence.counted_unexcused() > 0 && context.school_days.is_school_day(absence.date))
        .collect();
    let in_a_row = settings.preschool_in_a_row;
    let (mut longest, mut run, mut run_ends) = (0_u32, 0_u32, 0_usize);
    let (mut longest_possible, mut possible) = (0_u32, 0_u32);
    let mut last = None;
    for (at, absence) in missed.iter().enumerate() {
        let day = day_number(absence.date);
        let between = last.map(|last| Days {
            from: last + 1,
            to: day - 1,
        });
        let follows = between.is_some_and(|days| context.school_days.count_between(days.from, days.to) == 0);
        let may_follow = follows || between.is_some_and(|days| context.known(days, false).taken == 0);
        let any_before = !in_a_row && last.is_some();
        run = if follows || any_before { run + 1 } else { 1 };
        possible = if may_follow || any_before { possible + 1 } else { 1 };
        longest_possible = longest_possible.max(possible);
        if run > longest {
            (longest, run_ends) = (run, at);
        }
        last = Some(day);
    }
    let level = (longest >= threshold).then_some(Level::High);
    let known =
        || longest_possible < threshold && context.semester.is_some() && context.is_known(window, false);
    let mut reading = complete(context.reading(code, window, state(level, known, Missing::Register)));
    reading.value = Some(Amount::whole(i64::from(longest)));
    if level.is_some() {
        let row = &missed[run_ends + 1 - longest as usize..=run_ends];
        reading.since = row.get(threshold as usize - 1).map(|absence| absence.date);
        if let Some(due) = reading.since.map(day_number) {
            duties.push(Duty::new_within(
                DutyCode::ViisReport,
                About::Pupil,
                due,
                due..=window.to,
                context.records.done,
                context.day,
            ));
        }
        reading.evidence = row
            .iter()
            .rev()
            .take(MAX_EVIDENCE)
            .rev()
            .map(|absence| Evidence {
                on: absence.date,
                item: Item::Lessons(u32::from(absence.counted_unexcused())),
            })
            .collect();
    }
    reading
}
