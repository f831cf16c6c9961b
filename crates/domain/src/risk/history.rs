//! The early-warning view over several years: which signs showed in which school year, each explained by its reading. No score is made
//! of it: signs show one to three years before leaving [Ventspils], and a person reads them.

use jiff::civil::Date;

use super::assessment::View;
use super::evaluate::evaluate;
use super::records::PupilRecords;
use super::settings::Settings;
use super::signal::{Reading, SignalCode};
use crate::calendar::{Period, SchoolDays, SchoolYear, Semester, day_number};

/// The signs of one school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearSigns {
    /// The school year.
    pub year: SchoolYear,
    /// What fired at the end of the months in which its semesters end (or on the day asked, in the year that runs): of each signal its gravest reading.
    pub signs: Vec<Reading>,
    /// Signals which no semester's records could answer.
    pub unanswered: Vec<SignalCode>,
}

/// The signs of the school years up to the day asked, the newest first: the year that runs and `settings.history_years` before it. A year before
/// the first enrolment is left out. Judged by today's settings, with the records dated up to each day.
pub fn history(
    records: &PupilRecords<'_>,
    settings: &Settings,
    municipal: &SchoolDays,
    on: Date,
    view: View,
) -> Vec<YearSigns> {
    let mut year = SchoolYear::of(on);
    let mut years = Vec::new();
    for _ in 0..=settings.history_years {
        if let Some(signs) = year_signs(records, settings, municipal, on, view, year) {
            years.push(signs);
        }
        year = year.previous();
    }
    years
}

fn year_signs(
    records: &PupilRecords<'_>,
    settings: &Settings,
    municipal: &SchoolDays,
    on: Date,
    view: View,
    year: SchoolYear,
) -> Option<YearSigns> {
    let last = day_number(year.last_day());
    let first = day_number(year.first_day());
    let enrolled = records
        .enrolments
        .iter()
        .rfind(|enrolment| enrolment.from <= last && enrolment.to.is_none_or(|to| to >= first))?;
    let ends = [Semester::First, Semester::Second]
        .into_iter()
        .filter_map(|semester| enrolled.school_days.semester(year, semester))
        .map(|span| month_of_end(enrolled.school_days, span.period).min(on))
        .filter(|end| year.period().contains(*end));
    let mut days: Vec<Date> = ends.collect();
    days.dedup();
    let mut signs: Vec<Reading> = Vec::new();
    let mut unanswered: Vec<SignalCode> = Vec::new();
    let mut answered: Vec<SignalCode> = Vec::new();
    for day in days {
        let assessment = evaluate(records, settings, municipal, day);
        unanswered.extend(assessment.unanswered(view).map(|reading| reading.code));
        for reading in assessment.visible(view) {
            if !matches!(reading.state, super::State::NotEnoughData(_)) {
                answered.push(reading.code);
            }
            if !reading.state.fires() {
                continue;
            }
            let same =
                |sign: &&mut Reading| sign.code == reading.code && sign.circumstance == reading.circumstance;
            match signs.iter_mut().find(same) {
                Some(sign) if reading.level() > sign.level() => *sign = reading.clone(),
                Some(_) => {}
                None => signs.push(reading.clone()),
            }
        }
    }
    unanswered.retain(|code| !answered.contains(code));
    unanswered.sort_unstable();
    unanswered.dedup();
    signs.sort_by_key(|sign| (std::cmp::Reverse(sign.level()), sign.code));
    Some(YearSigns {
        year,
        signs,
        unanswered,
    })
}

/// The last day of the month in which a semester ends, unless lessons begin again before: totals by month are known as of that day.
fn month_of_end(school_days: &SchoolDays, semester: Period) -> Date {
    let (from, to) = (day_number(semester.from()), day_number(semester.to()));
    let (_, without_lessons) = school_days.around(from, to);
    let month = semester.to().last_of_month();
    if day_number(month) <= without_lessons {
        month
    } else {
        semester.to()
    }
}
