//! Where the pupil is enrolled: changes of school, distance learning, on no list.

use super::context::{Context, Days, state};
use crate::calendar::date_of;
use crate::registry::{
    Attended, DeclaredStatus, LastEnrolment, StudyForm, changes_of_institution, compulsory_age,
    ended_by_the_next,
};
use crate::risk::records::Declared;
use crate::risk::signal::{Amount, Evidence, Item, Missing, Reading, SignalCode};
use crate::risk::{Level, State};

/// Changes of institution in twenty-four months: see [`changes_of_institution`]. An end that is still to come is not one yet.
pub(super) fn moves(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let days = Days {
        from: context.months_before(settings.school_moves_months) + 1,
        to: context.day,
    };
    let begun = context
        .records
        .enrolments
        .iter()
        .filter(|enrolment| enrolment.from <= context.day);
    let attended: Vec<Attended> = begun
        .map(|enrolment| Attended {
            institution: enrolment.institution,
            stage: enrolment.stage,
            from: enrolment.from,
            to: enrolment.to.filter(|to| *to <= context.day),
        })
        .collect();
    let changes: Vec<(i32, i64)> = changes_of_institution(&attended)
        .map(|at| (attended[at].from, attended[at].institution))
        .filter(|(day, _)| days.contains(*day))
        .collect();
    let most = usize::from(settings.school_moves);
    let level = (changes.len() >= most).then_some(Level::Medium);
    // Where a school never ended an enrolment it cannot be told whether the next one stood beside it.
    let possible = ended_by_the_next(&attended);
    let possible = changes_of_institution(&possible).filter(|at| days.contains(possible[*at].from));
    let known = possible.count() < most;
    let mut reading = context.reading(
        SignalCode::SchoolMoves,
        days,
        state(level, || known, Missing::Enrolments),
    );
    reading.value = Some(Amount::whole(changes.len() as i64));
    reading.threshold = Amount::whole(i64::from(settings.school_moves));
    if level.is_some() {
        let entered = changes
            .iter()
            .map(|(day, institution)| Evidence::new(*day, Item::Institution(*institution)));
        reading.evidence = entered.collect();
    }
    reading
}

/// Of compulsory age, declared here, on no institution's list, and nothing explains it.
pub(super) fn not_enrolled(context: &Context<'_>) -> Reading {
    let records = context.records;
    let begun = records
        .enrolments
        .iter()
        .filter(|enrolment| enrolment.from <= context.day);
    let last = begun.max_by_key(|enrolment| enrolment.to.unwrap_or(i32::MAX));
    let from = last
        .and_then(|enrolment| enrolment.to)
        .map_or(context.day, |to| (to + 1).min(context.day));
    let completed = records.basic_education_completed == Some(true);
    let explained = records.declared_status.is_some_and(DeclaredStatus::explains);
    let left_for_a_reason = last.is_some_and(|enrolment| {
        let since = enrolment.to.map(|to| to + 1);
        let ended = LastEnrolment {
            leaving: enrolment.leaving,
            grade: enrolment.grade,
            school_days_since: since.map_or(0, |from| enrolment.school_days.count_between(from, context.day)),
        };
        ended.explains(context.settings.transfer_gap_school_days)
    });
    let state = if context.current.is_some()
        || explained
        || left_for_a_reason
        || completed
        || records.declared == Declared::Elsewhere
    {
        State::DoesNotFire
    } else if records.declared == Declared::Unknown {
        State::NotEnoughData(Missing::DeclaredAddress)
    } else {
        match records.birth_date {
            None => State::NotEnoughData(Missing::BirthDate),
            Some(born) if compulsory_age(date_of(born), context.on, completed) => State::Fires(Level::High),
            Some(_) => State::DoesNotFire,
        }
    };
    let mut reading = context.reading(
        SignalCode::NotEnrolled,
        Days {
            from,
            to: context.day,
        },
        state,
    );
    reading.value = Some(Amount::whole(i64::from(context.current.is_some())));
    reading.threshold = Amount::whole(1);
    if state.fires() && last.is_some() {
        reading.since = Some(date_of(from));
    }
    reading
}

/// Of compulsory age and in distance learning.
pub(super) fn distance_learning(context: &Context<'_>) -> Reading {
    let enrolment = context.enrolment();
    let distance = enrolment
        .and_then(|enrolment| enrolment.study_form)
        .map(|form| form == StudyForm::Distance);
    let completed = context.records.basic_education_completed == Some(true);
    let compulsory = |born| compulsory_age(date_of(born), context.on, completed);
    let state = match (distance, context.records.birth_date.map(compulsory)) {
        (None, _) => State::NotEnoughData(Missing::StudyForm),
        (Some(true), None) if !completed => State::NotEnoughData(Missing::BirthDate),
        (Some(true), Some(true)) => State::Fires(Level::Low),
        (Some(_), _) => State::DoesNotFire,
    };
    let from = enrolment.map_or(context.day, |enrolment| enrolment.from);
    let mut reading = context.reading(
        SignalCode::DistanceLearning,
        Days {
            from,
            to: context.day,
        },
        state,
    );
    reading.value = distance.map(|distance| Amount::whole(i64::from(distance)));
    reading.threshold = Amount::whole(1);
    if state.fires() {
        reading.since = Some(date_of(from));
        if let Some(enrolment) = enrolment {
            reading.evidence = vec![Evidence::new(from, Item::Institution(enrolment.institution))];
        }
    }
    reading
}
