//! The evaluation: every signal of one pupil on one day. Each signal is a small function over the [`Context`]; none looks past the day
//! asked.

mod absence;
mod achievement;
mod behaviour;
mod circumstances;
mod context;
mod enrolment;
mod long_absence;
mod unexcused;

use jiff::civil::Date;

use super::assessment::{Assessment, Standing};
use super::records::PupilRecords;
use super::settings::Settings;
use super::signal::Reading;
use crate::calendar::SchoolDays;
use crate::duties::Duty;
use context::Context;

/// Evaluates all signals of one pupil with the records dated up to `on`. `municipal` are the school days that hold for a pupil without
/// an enrolment; each enrolment brings its own.
///
/// A pupil who is not enrolled on the day is not absent: only `not_enrolled` is asked, and where it fires, circumstances and reports
/// beside it.
pub fn evaluate(
    records: &PupilRecords<'_>,
    settings: &Settings,
    municipal: &SchoolDays,
    on: Date,
) -> Assessment {
    let context = Context::new(records, settings, municipal, on);
    let mut readings: Vec<Reading> = Vec::with_capacity(24);
    let mut duties: Vec<Duty> = Vec::new();
    let standing = context.standing();
    if standing == Standing::Enrolled {
        unexcused::read(&context, &mut readings, &mut duties);
        readings.push(unexcused::preschool(&context, &mut duties));
        readings.push(long_absence::long_absence(&context));
        readings.push(long_absence::left_school(&context));
        readings.push(absence::rate(&context));
        readings.push(absence::rising(&context));
        achievement::read(&context, &mut readings);
        readings.push(enrolment::moves(&context));
        readings.push(enrolment::not_enrolled(&context));
        readings.push(enrolment::distance_learning(&context));
        readings.push(behaviour::incidents(&context));
        readings.push(behaviour::victim(&context));
        readings.push(achievement::language_barrier(&context));
    } else {
        readings.push(enrolment::not_enrolled(&context));
    }
    behaviour::protect(&context, &mut duties);
    if standing == Standing::Enrolled || readings[0].state.fires() {
        circumstances::read(&context, &mut readings);
        behaviour::reported(&context, &mut readings);
    }
    if standing == Standing::Enrolled {
        circumstances::no_extracurricular(&context, &mut readings);
    }
    readings.sort_by_key(|reading| (reading.code, reading.circumstance, reading.stand_in));
    duties.sort_by_key(Duty::sort_key);
    let institution = context.current.map(|at| records.enrolments[at].institution);
    Assessment::new(on, standing, context.current, institution, readings, duties)
}

#[cfg(test)]
pub(crate) mod tests;
