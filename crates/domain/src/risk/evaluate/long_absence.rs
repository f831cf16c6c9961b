//! Absence that lasts: unexcused through more than three months, and no attended school day for more than six.

use super::context::{Context, Days, minus_months, plus_months, state};
use crate::attendance::AbsenceDay;
use crate::calendar::{date_of, day_number};
use crate::registry::Stage;
use crate::risk::records::EnrolmentRecord;
use crate::risk::signal::{Amount, Evidence, Item, MAX_EVIDENCE, Missing, Reading, SignalCode};
use crate::risk::{Circumstance, Level, State, Status};

fn days_of_evidence(days: &[&AbsenceDay]) -> Vec<Evidence> {
    let newest = &days[days.len().saturating_sub(MAX_EVIDENCE)..];
    let lessons = |absence: &&AbsenceDay| Evidence {
        on: absence.date,
        item: Item::Lessons(u32::from(absence.counted_unexcused())),
    };
    newest.iter().map(lessons).collect()
}

/// Unexcused lessons on at least half of the school days through more than three months, up to the last school day. The stretch begins
/// on a day with unexcused lessons and lies within one school year: a summer does not make an absence long. Days whose register is not
/// known stay in the denominator, so the answer yes is certain.
pub(super) fn long_absence(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let code = SignalCode::LongAbsence;
    let share = u32::from(settings.long_absence_share_percent);
    let months = settings.long_absence_months;
    let year_begins = day_number(context.school_year().first_day());
    let nothing = Days {
        from: year_begins.min(context.day),
        to: context.day,
    };
    let Some(last) = context
        .school_days
        .back(context.on, 0)
        .map(day_number)
        .filter(|last| *last >= year_begins)
    else {
        return context.reading(code, nothing, State::NotEnoughData(Missing::Calendar));
    };
    let missed: Vec<&AbsenceDay> = context
        .absences_in(Days {
            from: year_begins,
            to: last,
        })
        .iter()
        .filter(|absence| absence.counted_unexcused() > 0 && context.school_days.is_school_day(absence.date))
        .collect();
    // The longest stretch that is both long and half missed, else the longest that is long.
    let mut found = None;
    let mut longest = None;
    for (at, absence) in missed.iter().enumerate() {
        let from = day_number(absence.date);
        if plus_months(from, months) >= last {
            break;
        }
        let school_days = context.school_days.count_between(from, last);
        let days = (missed.len() - at) as u32;
        longest.get_or_insert((at, from, school_days));
        if days * 100 >= school_days * share {
            found = Some((at, from, school_days));
            break;
        }
    }
    let level = found.map(|_| Level::VeryHigh);
    // Before more than three months of the year have passed the answer is no, whatever the register says.
    let earliest = minus_months(date_of(last), months) - 1;
    let known = || {
        earliest < year_begins
            || context.is_known(
                Days {
                    from: earliest,
                    to: context.day,
                },
                false,
            )
    };
    let days = |from| Days {
        from,
        to: context.day,
    };
    let (at, from, school_days) = found
        .or(longest)
        .unwrap_or((missed.len(), earliest.max(year_begins), 0));
    let mut reading = context.reading(code, days(from), state(level, known, Missing::Register));
    let school_days = school_days.max(context.school_days.count_between(from, last));
    reading.value = Some(Amount::whole((missed.len() - at) as i64));
    reading.threshold = Amount::whole(i64::from((school_days * share).div_ceil(100)));
    if found.is_some() {
        reading.since = Some(date_of(from));
        reading.evidence = days_of_evidence(&missed[at..]);
    }
    reading
}

/// What a school day was for the pupil.
enum Day {
    /// Whole day missed, unexcused.
    Missed,
    /// At school, or away for a reason that interrupts.
    Interrupts,
    /// The register was not taken, or is not known to be.
    Unknown,
}

/// The run of days without attendance, walked back from the day asked.
#[derive(Default)]
struct Run {
    /// The first whole day missed.
    first_missed: Option<i32>,
    missed: u32,
    /// School days of unknown register from the first missed day on.
    unknown: u32,
    /// School days of unknown register before the first missed day.
    unknown_before: u32,
    /// The last day known not to belong to the run: attended, excused, or before the enrolment.
    barrier: Option<i32>,
}

/// No attended school day for more than six consecutive months, counted from the first school day missed; the day on which the term
/// starts is not counted, so six months to the day are not yet more. Days of unknown register do not interrupt, but too
/// many of them leave the question open. Absence before a transfer goes on after it; a gap of many school days ends it.
pub(super) fn left_school(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let months = settings.left_school_months;
    let run = walk_back(context);
    let long = run
        .first_missed
        .is_some_and(|first| plus_months(first, months) < context.day);
    let enough = |missed: u32, unknown: u32| {
        missed * 100 >= (missed + unknown) * u32::from(settings.register_known_percent)
    };
    let fires = long && enough(run.missed, run.unknown);
    // Attended, excused or not yet enrolled within the last six months: certainly not.
    let recent = run
        .barrier
        .is_some_and(|barrier| plus_months(barrier, months) >= context.day);
    let known = || recent || (!long && enough(run.missed, run.unknown) && run.unknown_before == 0);
    let state = state(fires.then_some(Level::VeryHigh), known, Missing::Register);
    let from = run.first_missed.unwrap_or(context.day);
    let days = Days {
        from,
        to: context.day,
    };
    let mut reading = context.reading(SignalCode::LeftSchool, days, state);
    reading.value = Some(Amount::whole(
        run.first_missed
            .map_or(0, |first| months_between(first, context.day)),
    ));
    reading.threshold = Amount::whole(i64::from(months));
    if fires {
        reading.since = run.first_missed.map(date_of);
        let missed: Vec<_> = context
            .absences_in(days)
            .iter()
            .filter(|absence| absence.counted_unexcused() > 0)
            .collect();
        reading.evidence = days_of_evidence(&missed);
    }
    reading
}

/// Whole months passed from one day to another.
fn months_between(from: i32, to: i32) -> i64 {
    (1..=120)
        .take_while(|months| plus_months(from, *months) <= to)
        .last()
        .map_or(0, i64::from)
}

/// No run is looked at longer than this: three years.
const FARTHEST: i32 = 3 * 366;

fn walk_back(context: &Context<'_>) -> Run {
    let mut run = Run::default();
    let homes: Vec<_> = context
        .records
        .circumstances
        .iter()
        .filter(|record| record.kind == Circumstance::Status(Status::HomeSchooling))
        .collect();
    let mut later_begins: Option<i32> = None;
    for enrolment in context
        .records
        .enrolments
        .iter()
        .rev()
        .filter(|enrolment| enrolment.from <= context.day)
    {
        let end = enrolment.to.map_or(context.day, |to| to.min(context.day));
        let end = later_begins.map_or(end, |later| end.min(later - 1));
        if end < enrolment.from {
            continue;
        }
        if let Some(later) = later_begins {
            let gap = context.school_days.count_between(end + 1, later - 1);
            if gap > u32::from(context.settings.transfer_gap_school_days) {
                break;
            }
        }
        later_begins = Some(enrolment.from);
        let school_days = enrolment.school_days;
        let count = school_days.count_between(enrolment.from.max(end - FARTHEST), end);
        let last = date_of(end);
        for back in 0..count {
            let Some(date) = school_days.back(last, back) else {
                break;
            };
            let day = day_number(date);
            match what_was(context, enrolment, day) {
                _ if homes.iter().any(|home| home.is_open(day)) => {
                    run.barrier = Some(day);
                    return run;
                }
                Day::Interrupts => {
                    run.barrier = Some(day);
                    return run;
                }
                Day::Missed => {
                    run.first_missed = Some(day);
                    run.missed += 1;
                    run.unknown += run.unknown_before;
                    run.unknown_before = 0;
                }
                Day::Unknown => {
                    run.unknown_before += 1;
                    // Nothing known to be missed within the term: no run can be long enough and known enough.
                    if run.first_missed.is_none()
                        && plus_months(day, context.settings.left_school_months) < context.day
                    {
                        return run;
                    }
                }
            }
        }
        if end - FARTHEST > enrolment.from {
            return run;
        }
    }
    run.barrier = later_begins.map(|begins| begins - 1);
    run
}

fn what_was(context: &Context<'_>, enrolment: &EnrolmentRecord<'_>, day: i32) -> Day {
    match context.absences_in(Days { from: day, to: day }).first() {
        Some(absence) if absence.illness > 0 || absence.excused > 0 => Day::Interrupts,
        Some(absence) if is_whole_day(context, enrolment, day, absence.counted_unexcused()) => Day::Missed,
        Some(_) => Day::Interrupts,
        // The register of the day asked is not closed yet: nothing entered is not presence.
        None if day == context.day => Day::Unknown,
        None => match enrolment
            .register
            .iter()
            .find(|period| period.from <= day && day <= period.to)
        {
            Some(period) if period.taken => Day::Interrupts,
            Some(_) | None => Day::Unknown,
        },
    }
}

/// Whether so many missed lessons are the whole day: against the average of the class, else against a number. Preschool knows no
/// lessons: any entry is the day.
fn is_whole_day(context: &Context<'_>, enrolment: &EnrolmentRecord<'_>, day: i32, missed: u16) -> bool {
    if enrolment.stage == Stage::Preschool {
        return missed > 0;
    }
    let settings = context.settings;
    let held = enrolment
        .lessons_held
        .iter()
        .find(|held| held.from <= day && day <= held.to && held.lessons > 0);
    let missed = u32::from(missed);
    match held.map(|held| {
        (
            held.lessons,
            enrolment.school_days.count_between(held.from, held.to),
        )
    }) {
        Some((lessons, days)) if days > 0 => {
            missed * 100 * days >= lessons * u32::from(settings.whole_day_percent)
        }
        _ => missed >= u32::from(settings.whole_day_lessons),
    }
}
