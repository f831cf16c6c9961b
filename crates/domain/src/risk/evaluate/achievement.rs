//! Marks, exams and repeated years.

use super::context::{Context, Days, state};
use crate::achievement::{Mark, MarkKind};
use crate::calendar::{SchoolYear, date_of, day_number};
use crate::registry::Stage;
use crate::risk::records::{EnrolmentRecord, ExamRecord, MarkRecord};
use crate::risk::signal::{Amount, Evidence, Item, MAX_EVIDENCE, Missing, Reading, SignalCode};
use crate::risk::{Level, State};

pub(super) fn read(context: &Context<'_>, readings: &mut Vec<Reading>) {
    readings.push(insufficient_marks(context));
    readings.push(unmarked_work(context));
    readings.push(repeats_year(context));
    readings.push(exam_below_threshold(context));
}

fn is_preschool(context: &Context<'_>) -> bool {
    context
        .enrolment()
        .is_some_and(|enrolment| enrolment.stage == Stage::Preschool)
}

/// Below the lowest sufficient mark, `nv` or `ni`. The levels of grades 1–3 never are.
fn is_insufficient(mark: Mark, sufficient: u16) -> bool {
    match mark {
        Mark::Points(points) => u16::from(points) < sufficient,
        Mark::NotAssessed | Mark::NotPassed => true,
        Mark::Begun | Mark::Continuing | Mark::Acquired | Mark::InDepth | Mark::Passed => false,
    }
}

/// Which of two marks of a subject is the last one: the later, on the same day the annual. Of two alike on one day the worse, so
/// that their order does not matter.
fn is_later(mark: &MarkRecord<'_>, than: &MarkRecord<'_>) -> bool {
    let key = |mark: &MarkRecord<'_>| {
        let rank = match mark.mark {
            Mark::Points(points) => 100 - points,
            Mark::NotPassed => 110,
            Mark::NotAssessed => 105,
            _ => 0,
        };
        (mark.day, mark.kind, rank)
    };
    key(mark) > key(than)
}

/// Subjects whose last semester or annual mark is insufficient.
fn insufficient_marks(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let days = Days {
        from: context.months_before(settings.marks_months) + 1,
        to: context.day,
    };
    let mut last: Vec<&MarkRecord<'_>> = Vec::new();
    for mark in context.records.marks {
        if mark.kind == MarkKind::Current || !days.contains(mark.day) {
            continue;
        }
        match last.iter_mut().find(|known| known.subject == mark.subject) {
            Some(known) if is_later(mark, known) => *known = mark,
            Some(_) => {}
            None => last.push(mark),
        }
    }
    let any = !last.is_empty();
    last.retain(|mark| is_insufficient(mark.mark, settings.sufficient_mark));
    let subjects = last.len();
    let secondary = matches!(context.grade(), Some(10 | 11));
    let high = if secondary {
        settings.insufficient_subjects_high_secondary
    } else {
        settings.insufficient_subjects_high
    };
    let reaches = |threshold: u16| subjects >= usize::from(threshold);
    let level = if reaches(high) {
        Some(Level::High)
    } else if reaches(settings.insufficient_subjects) {
        Some(Level::Medium)
    } else {
        None
    };
    let known = || any || is_preschool(context);
    let mut reading = context.reading(
        SignalCode::InsufficientMarks,
        days,
        state(level, known, Missing::Marks),
    );
    reading.value = any.then(|| Amount::whole(subjects as i64));
    let threshold = if level == Some(Level::High) {
        high
    } else {
        settings.insufficient_subjects
    };
    reading.threshold = Amount::whole(i64::from(threshold));
    if level.is_some() {
        last.sort_unstable_by_key(|mark| (mark.day, mark.subject));
        let marks = last.iter().take(MAX_EVIDENCE).map(|mark| {
            let item = Item::Mark {
                subject: mark.subject.to_owned(),
                mark: mark.mark.to_string(),
            };
            Evidence::new(mark.day, item)
        });
        reading.evidence = marks.collect();
    }
    reading
}

/// `nv` in one subject in the semester.
fn unmarked_work(context: &Context<'_>) -> Reading {
    let days = context.window;
    let mut subjects: Vec<(&str, u32, i32)> = Vec::new();
    let mut any = false;
    for mark in context
        .records
        .marks
        .iter()
        .filter(|mark| days.contains(mark.day))
    {
        any = true;
        if mark.mark != Mark::NotAssessed {
            continue;
        }
        match subjects
            .iter_mut()
            .find(|(subject, _, _)| *subject == mark.subject)
        {
            Some((_, times, last)) => (*times, *last) = (*times + 1, mark.day.max(*last)),
            None => subjects.push((mark.subject, 1, mark.day)),
        }
    }
    let threshold = context.settings.unmarked_work;
    let most = subjects.iter().map(|(_, times, _)| *times).max().unwrap_or(0);
    let level = (most >= u32::from(threshold)).then_some(Level::Low);
    let known = || any || is_preschool(context);
    let mut reading = context.reading(
        SignalCode::UnmarkedWork,
        days,
        state(level, known, Missing::Marks),
    );
    reading.value = any.then(|| Amount::whole(i64::from(most)));
    reading.threshold = Amount::whole(i64::from(threshold));
    if level.is_some() {
        subjects.retain(|(_, times, _)| *times >= u32::from(threshold));
        subjects.sort_unstable_by_key(|(subject, _, last)| (*last, *subject));
        let times = subjects.iter().map(|(subject, times, last)| {
            Evidence::new(
                *last,
                Item::Times {
                    subject: (*subject).to_owned(),
                    times: *times,
                },
            )
        });
        reading.evidence = times.take(MAX_EVIDENCE).collect();
    }
    reading
}

/// Whether the enrolment's year is repeated: as recorded, else by the grade of the school year before.
fn is_repeated(context: &Context<'_>, enrolment: &EnrolmentRecord<'_>) -> Option<bool> {
    if enrolment.repeats_year.is_some() {
        return enrolment.repeats_year;
    }
    let grade = enrolment.grade?;
    let year = SchoolYear::of(date_of(enrolment.from)).period();
    let (year_begins, before_begins) = (
        day_number(year.from()),
        day_number(SchoolYear::of(year.from()).previous().first_day()),
    );
    let before = context.records.enrolments.iter().rfind(|other| {
        other.from < year_begins && other.to.is_none_or(|to| to >= before_begins) && other.grade.is_some()
    })?;
    Some(before.grade == Some(grade) && before.to.is_some_and(|to| to < enrolment.from))
}

/// Repeats this year; for the second time.
fn repeats_year(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let year = context.school_year();
    let days = Days {
        from: day_number(year.first_day()),
        to: context.day,
    };
    let now = context
        .enrolment()
        .and_then(|enrolment| is_repeated(context, enrolment));
    let mut years: Vec<SchoolYear> = Vec::new();
    if now == Some(true) {
        let begun = context
            .records
            .enrolments
            .iter()
            .filter(|enrolment| enrolment.from <= context.day);
        for enrolment in begun.filter(|enrolment| is_repeated(context, enrolment) == Some(true)) {
            let begins = SchoolYear::of(date_of(enrolment.from));
            if !years.contains(&begins) {
                years.push(begins);
            }
        }
    }
    let times = years.len() as u16;
    let level = if now != Some(true) {
        None
    } else if times >= settings.repeats_year_high {
        Some(Level::High)
    } else {
        (times >= settings.repeats_year).then_some(Level::Medium)
    };
    let known = || {
        now.is_some() || is_preschool(context) || context.grade() == Some(1) && times_enrolled(context) == 1
    };
    let mut reading = context.reading(
        SignalCode::RepeatsYear,
        days,
        state(level, known, Missing::RepeatsYear),
    );
    reading.value = Some(Amount::whole(i64::from(times)));
    reading.threshold = Amount::whole(i64::from(settings.repeats_year));
    if level.is_some() {
        years.sort_unstable();
        reading.evidence = years
            .iter()
            .map(|year| Evidence {
                on: year.first_day(),
                item: Item::SchoolYear(year.first_calendar_year()),
            })
            .collect();
    }
    if level == Some(Level::High) {
        reading.threshold = Amount::whole(i64::from(settings.repeats_year_high));
    }
    reading
}

fn times_enrolled(context: &Context<'_>) -> usize {
    let grade = |enrolment: &&EnrolmentRecord<'_>| enrolment.from <= context.day && enrolment.grade.is_some();
    context.records.enrolments.iter().filter(grade).count()
}

/// Central exams whose last result lies below the threshold of its year and grade. A result without a known threshold says nothing.
fn exam_below_threshold(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let days = Days {
        from: context.months_before(settings.exam_months) + 1,
        to: context.day,
    };
    let mut last: Vec<&ExamRecord<'_>> = Vec::new();
    for exam in context
        .records
        .exams
        .iter()
        .filter(|exam| days.contains(exam.day))
    {
        let same = |known: &&mut &ExamRecord<'_>| known.subject == exam.subject && known.grade == exam.grade;
        match last.iter_mut().find(same) {
            // A repeated exam replaces the first; of two on one day the better, in whichever order.
            Some(known) if (exam.day, exam.result) > (known.day, known.result) => *known = exam,
            Some(_) => {}
            None => last.push(exam),
        }
    }
    let any = !last.is_empty();
    let mut judged = 0;
    let mut below: Vec<(&ExamRecord<'_>, i32)> = Vec::new();
    for exam in last {
        if let Some(threshold) = settings.exam_threshold(date_of(exam.day), exam.grade) {
            judged += 1;
            if threshold.is_below(exam.result) {
                below.push((exam, i32::from(threshold.percent) * 100));
            }
        }
    }
    let level = (!below.is_empty()).then_some(Level::Medium);
    // A grade below 9 has no central exam behind it.
    let none_taken = context.grade().is_some_and(|grade| grade < 9) || is_preschool(context);
    let missing = if any {
        Missing::ExamThreshold
    } else {
        Missing::Exams
    };
    let state = state(level, || judged > 0 || none_taken && !any, missing);
    let mut reading = context.reading(SignalCode::ExamBelowThreshold, days, state);
    below.sort_unstable_by_key(|(exam, _)| (exam.result, exam.subject));
    if let Some((exam, threshold)) = below.first() {
        reading.value = Some(Amount::hundredths(i64::from(exam.result.hundredths())));
        reading.threshold = Amount::hundredths(i64::from(*threshold));
        let exams = below.iter().take(MAX_EVIDENCE).map(|(exam, threshold)| {
            let subject = exam.subject.to_owned();
            let item = Item::Exam {
                subject,
                hundredths: exam.result.hundredths(),
                threshold: *threshold,
            };
            Evidence::new(exam.day, item)
        });
        reading.evidence = exams.collect();
    } else if let Some(grade) = context.grade().filter(|grade| *grade >= 9) {
        let threshold = settings.exam_threshold(context.on, if grade == 12 { 12 } else { 9 });
        reading.threshold = Amount::whole(threshold.map_or(0, |row| i64::from(row.percent)));
    }
    reading
}

/// The school recorded that the pupil learns in another language than that of home, and the last mark in Latvian, of any kind, is below the
/// lowest sufficient one. `nv` is no mark.
pub(super) fn language_barrier(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let days = Days {
        from: context.months_before(settings.marks_months) + 1,
        to: context.day,
    };
    let complete = |mut reading: Reading| {
        reading.threshold = Amount::whole(i64::from(settings.sufficient_mark));
        reading
    };
    let code = SignalCode::LanguageBarrier;
    let recorded = || {
        context.records.circumstances.iter().any(|record| {
            record.is_open(context.day)
                && matches!(
                    record.kind,
                    crate::risk::Circumstance::Status(crate::risk::Status::Bilingual)
                        | crate::risk::Circumstance::Factor(crate::risk::Factor::LanguageBarrier)
                )
        })
    };
    let other_language = if recorded() {
        Some(true)
    } else {
        context.records.learns_in_other_language
    };
    match other_language {
        Some(true) => {}
        Some(false) => return complete(context.reading(code, days, State::DoesNotFire)),
        None => {
            return complete(context.reading(code, days, State::NotEnoughData(Missing::HomeLanguage)));
        }
    }
    let is_latvian = |subject: &str| {
        let lower = subject.trim().to_lowercase();
        settings
            .latvian_subjects
            .iter()
            .any(|name| lower.starts_with(name.as_str()))
    };
    let mut last: Option<&MarkRecord<'_>> = None;
    for mark in context.records.marks {
        let counts = days.contains(mark.day) && mark.mark.points().is_some();
        if counts && last.is_none_or(|known| is_later(mark, known)) && is_latvian(mark.subject) {
            last = Some(mark);
        }
    }
    let Some((mark, points)) = last.and_then(|mark| Some((mark, mark.mark.points()?))) else {
        return complete(context.reading(code, days, State::NotEnoughData(Missing::LatvianMark)));
    };
    let level = (u16::from(points) < settings.sufficient_mark).then_some(Level::Medium);
    let mut reading = complete(context.reading(code, days, state(level, || true, Missing::LatvianMark)));
    reading.value = Some(Amount::whole(i64::from(points)));
    if level.is_some() {
        let item = Item::Mark {
            subject: mark.subject.to_owned(),
            mark: mark.mark.to_string(),
        };
        reading.evidence = vec![Evidence::new(mark.day, item)];
    }
    reading
}
