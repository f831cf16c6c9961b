//! What the forms of the calendar page send: a day, an exception.

use balsts_domain::calendar::{Change, Exception, Period, SchoolYear, Semester};
use jiff::civil::Date;

use crate::{
    kit::{FieldErrors, FormValues},
    texts::Message,
};

pub(super) fn date(values: &FormValues, field: &str, errors: &mut FieldErrors) -> Option<Date> {
    let date = errors.take(field, values.date(field)).flatten();
    if date.is_none() && errors.of(field).is_none() {
        errors.add(field, Message::new("error-date-required"));
    }
    date
}

pub(super) fn exception(
    values: &FormValues,
    year: SchoolYear,
    errors: &mut FieldErrors,
) -> Option<Exception> {
    let from = date(values, "from", errors);
    let to = errors.take("to", values.date("to")).flatten().or(from);
    let semester = values
        .get("semester")
        .parse()
        .ok()
        .and_then(Semester::from_number);
    let mut grades = Vec::new();
    for text in values
        .get("grades")
        .split([',', ' ', ';'])
        .filter(|text| !text.is_empty())
    {
        match text.trim_end_matches('.').parse::<u8>() {
            Ok(grade) if (1..=12).contains(&grade) => grades.push(grade),
            _ => {
                errors.add("grades", Message::new("error-grades"));
                break;
            }
        }
    }
    let from = from?;
    let to = to?;
    let change = match (values.get("change"), semester) {
        ("extra_break", _) => Period::new(from, to)
            .ok()
            .map(|period| Change::ExtraBreak { period }),
        ("extra_school_day", _) => Some(Change::ExtraSchoolDay { on: from }),
        ("semester_begins", Some(semester)) => Some(Change::SemesterBegins { semester, on: from }),
        ("semester_ends", Some(semester)) => Some(Change::SemesterEnds { semester, on: from }),
        ("semester_begins" | "semester_ends", None) => {
            errors.add("semester", Message::new("error-semester"));
            return None;
        }
        _ => {
            errors.add("change", Message::new("error-change"));
            return None;
        }
    };
    if change.is_none() {
        errors.add("to", Message::new("error-to-before-from"));
    }
    if !year.period().contains(from) || !year.period().contains(to) {
        errors.add(
            "from",
            Message::new("error-calendar-outside")
                .with("date", if year.period().contains(from) { to } else { from }),
        );
    }
    Some(Exception {
        year,
        institution: None,
        grades,
        change: change?,
        source: values.get("reason").to_owned(),
    })
}
