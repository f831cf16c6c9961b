//! Circumstances recorded by a person, and activities outside lessons.

use super::context::{Context, Days};
use crate::calendar::day_number;
use crate::registry::Stage;
use crate::risk::records::CircumstanceRecord;
use crate::risk::signal::{Amount, Evidence, Input, Item, Missing, Reading, SignalCode};
use crate::risk::{Circumstance, Level, State, Status};

/// One reading for each kind of circumstance that is open; one for all where none is. All restricted: they exist only for readers entitled to
/// a child's circumstances.
pub(super) fn read(context: &Context<'_>, readings: &mut Vec<Reading>) {
    let before = readings.len();
    let mut open: Vec<&CircumstanceRecord> = context
        .records
        .circumstances
        .iter()
        .filter(|record| record.is_open(context.day))
        .collect();
    open.sort_unstable_by_key(|record| (record.kind, record.from, record.to));
    open.dedup_by_key(|record| record.kind);
    for record in open
        .iter()
        .filter(|record| record.kind != Circumstance::Status(Status::SubstanceUse))
    {
        let Some(level) = context.settings.circumstance_level(record.kind) else {
            continue;
        };
        readings.push(reading(
            context,
            record.kind,
            level,
            Amount::whole(1),
            Amount::whole(1),
            &[record],
        ));
    }
    if let Some(reading) = substance_use(context) {
        readings.push(reading);
    }
    if readings.len() == before {
        let loaded = context
            .records
            .inputs
            .is_loaded(Input::Circumstances, context.day);
        let state = if loaded {
            State::DoesNotFire
        } else {
            State::NotEnoughData(Missing::Circumstances)
        };
        let days = Days {
            from: context.day,
            to: context.day,
        };
        let mut none = context.reading(SignalCode::Circumstance, days, state);
        none.value = loaded.then(|| Amount::whole(0));
        none.threshold = Amount::whole(1);
        none.restricted = true;
        readings.push(none);
    }
}

fn reading(
    context: &Context<'_>,
    kind: Circumstance,
    level: Level,
    value: Amount,
    threshold: Amount,
    records: &[&CircumstanceRecord],
) -> Reading {
    let from = records
        .iter()
        .map(|record| record.from)
        .min()
        .unwrap_or(context.day);
    let days = Days {
        from,
        to: context.day,
    };
    let mut reading = context.reading(SignalCode::Circumstance, days, State::Fires(level));
    reading.circumstance = Some(kind);
    reading.group = kind.group().unwrap_or(reading.group);
    reading.value = Some(value);
    reading.threshold = threshold;
    reading.restricted = true;
    reading.evidence = records
        .iter()
        .map(|record| Evidence::new(record.from, Item::Circumstance(kind)))
        .collect();
    reading
}

/// Records of substance use in the last half year, against a threshold of their own: Rēzeknes novads asks for one, no source
/// gives it.
fn substance_use(context: &Context<'_>) -> Option<Reading> {
    let settings = context.settings;
    let kind = Circumstance::Status(Status::SubstanceUse);
    let level = settings.circumstance_level(kind)?;
    let days = Days {
        from: context.day - i32::from(settings.substance_use_days) + 1,
        to: context.day,
    };
    let lies_in = |record: &&CircumstanceRecord| {
        record.kind == kind && record.from <= days.to && record.to.unwrap_or(record.from) >= days.from
    };
    let mut records: Vec<_> = context.records.circumstances.iter().filter(lies_in).collect();
    records.sort_unstable_by_key(|record| (record.from, record.to));
    let threshold = Amount::whole(i64::from(settings.substance_use_records));
    let value = Amount::whole(records.len() as i64);
    (value >= threshold).then(|| reading(context, kind, level, value, threshold, &records))
}

/// In no programme outside lessons this school year. It is said only beside another signal, and only to those who see that other
/// signal: beside restricted ones alone it is restricted itself.
pub(super) fn no_extracurricular(context: &Context<'_>, readings: &mut Vec<Reading>) {
    let year = context.school_year();
    let days = Days {
        from: day_number(year.first_day()),
        to: context.day,
    };
    let loaded = context
        .records
        .inputs
        .is_loaded(Input::Extracurricular, context.day);
    let programmes = context
        .records
        .extracurricular
        .iter()
        .filter(|activity| activity.from <= days.to && activity.to.is_none_or(|to| to >= days.from))
        .count();
    let beside = readings.iter().any(|reading| reading.state.fires());
    let preschool = context
        .enrolment()
        .is_some_and(|enrolment| enrolment.stage == Stage::Preschool);
    let state = if programmes > 0 || preschool {
        State::DoesNotFire
    } else if !loaded {
        State::NotEnoughData(Missing::Extracurricular)
    } else if beside {
        State::Fires(Level::Low)
    } else {
        State::DoesNotFire
    };
    let mut reading = context.reading(SignalCode::NoExtracurricular, days, state);
    reading.value = loaded.then_some(Amount::whole(programmes as i64));
    reading.threshold = Amount::whole(1);
    let mut beside = readings.iter().filter(|reading| reading.state.fires());
    if state.fires() && beside.all(|reading| reading.restricted) {
        readings.push(Reading {
            state: State::DoesNotFire,
            stand_in: true,
            ..reading.clone()
        });
        reading.restricted = true;
    }
    readings.push(reading);
}
