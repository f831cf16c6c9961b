//! The tables of the calendar page: the year with its semesters, breaks and holidays, and the exceptions from it.

use balsts_domain::calendar::{Change, Exception, Period, Semester, YearOverview};

use super::Place;
use crate::{
    kit::{Column, Empty, Html, Row, RowAction, Table},
    texts::Texts,
};

fn period(texts: Texts, period: Period) -> String {
    if period.from() == period.to() {
        texts.date(period.from())
    } else {
        format!("{} – {}", texts.date(period.from()), texts.date(period.to()))
    }
}

fn code_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(|code| code.replace('_', "-")))
        .unwrap_or_default()
}

pub(super) fn tables(overview: &YearOverview, texts: Texts) -> Vec<Table> {
    let table = |caption: &str, heads: &[&str], rows: Vec<Row>| {
        let columns = heads.iter().map(|key| Column::text(texts.t(key))).collect();
        Table::new(texts, texts.t(caption), columns).rows(rows).compact()
    };
    let semesters = overview
        .semesters
        .iter()
        .zip(overview.school_days)
        .map(|(span, days)| {
            Row::new()
                .cell(texts.t(&format!("settings-semester-{}", span.semester.number())))
                .cell(period(texts, span.period))
                .cell(days.to_string())
        })
        .chain(overview.grade_ends.iter().map(|end| {
            Row::new()
                .cell(texts.t1("settings-grade-ends", "grade", u32::from(end.grade)))
                .cell(texts.date(end.on))
                .cell("")
        }))
        .collect();
    let breaks = overview
        .breaks
        .iter()
        .map(|of| {
            Row::new()
                .cell(texts.t(&format!("settings-break-{}", code_of(of.kind))))
                .cell(period(texts, of.period))
        })
        .collect();
    let holidays = overview
        .holidays
        .iter()
        .map(|holiday| {
            let name = texts.t(&format!("settings-holiday-{}", code_of(holiday.kind)));
            let name = match holiday.moved_from {
                Some(from) => format!("{name} ({})", texts.t1("settings-moved-from", "from", from)),
                None => name,
            };
            Row::new().cell(texts.date(holiday.date)).cell(name)
        })
        .collect();
    let shifted = overview
        .shifted_days
        .iter()
        .map(|day| {
            Row::new()
                .cell(texts.date(day.off))
                .cell(texts.date(day.worked))
                .cell(texts.rule_source(&day.source))
        })
        .collect();
    vec![
        table(
            "settings-semesters",
            &["settings-semester", "settings-period", "settings-school-days"],
            semesters,
        ),
        table("settings-breaks", &["settings-break", "settings-period"], breaks),
        table(
            "settings-holidays",
            &["settings-date", "settings-holiday"],
            holidays,
        ),
        table(
            "settings-shifted",
            &[
                "settings-shifted-off",
                "settings-shifted-worked",
                "settings-source",
            ],
            shifted,
        )
        .or_empty(Empty::new(texts.t("settings-shifted-empty")))
        .note(texts.t("settings-shifted-note")),
    ]
}

fn change_words(texts: Texts, change: &Change) -> String {
    let semester = |semester: Semester| texts.t(&format!("settings-semester-{}", semester.number()));
    match change {
        Change::SemesterBegins { semester: of, on } => {
            format!(
                "{}: {} {}",
                texts.t("settings-change-semester-begins"),
                semester(*of),
                texts.date(on)
            )
        }
        Change::SemesterEnds { semester: of, on } => {
            format!(
                "{}: {} {}",
                texts.t("settings-change-semester-ends"),
                semester(*of),
                texts.date(on)
            )
        }
        Change::ExtraBreak { period: days } => {
            format!(
                "{}: {}",
                texts.t("settings-change-extra-break"),
                period(texts, *days)
            )
        }
        Change::ExtraSchoolDay { on } => {
            format!(
                "{}: {}",
                texts.t("settings-change-extra-school-day"),
                texts.date(on)
            )
        }
    }
}

pub(super) fn exceptions_table(
    own: &[Exception],
    version: i64,
    municipal: &[Exception],
    place: &Place,
    removable: bool,
    texts: Texts,
) -> Table {
    let grades = |exception: &Exception| {
        if exception.grades.is_empty() {
            texts.t("settings-grades-all")
        } else {
            let grades: Vec<String> = exception.grades.iter().map(ToString::to_string).collect();
            grades.join(", ")
        }
    };
    let row = |exception: &Exception, whose: &str, action: Html| {
        Row::new()
            .cell(change_words(texts, &exception.change))
            .cell(grades(exception))
            .cell(texts.t(whose))
            .cell(exception.source.as_str())
            .cell(action)
    };
    let whose = if place.institution.is_some() {
        "settings-whose-institution"
    } else {
        "settings-whose-municipality"
    };
    let mut rows: Vec<Row> = own
        .iter()
        .enumerate()
        .filter(|(_, exception)| exception.year == place.year)
        .map(|(index, exception)| {
            let action = if removable {
                RowAction::new(texts.t("settings-remove"), "/settings/calendar/exception/remove")
                    .with("index", index.to_string())
                    .with("version", version.to_string())
                    .with("year", place.year())
                    .with("institution", place.institution())
                    .into()
            } else {
                Html::default()
            };
            row(exception, whose, action)
        })
        .collect();
    if place.institution.is_some() {
        rows.extend(
            municipal
                .iter()
                .filter(|exception| exception.year == place.year)
                .map(|exception| row(exception, "settings-whose-municipality", Html::default())),
        );
    }
    let columns = vec![
        Column::text(texts.t("settings-what")),
        Column::text(texts.t("settings-grades")),
        Column::text(texts.t("settings-whose")),
        Column::text(texts.t("settings-source")),
        Column::text(texts.t("settings-remove")).hidden(),
    ];
    Table::new(texts, texts.t("settings-exceptions"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("settings-exceptions-empty")))
}
