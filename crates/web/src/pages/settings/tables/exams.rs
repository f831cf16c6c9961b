//! The State's thresholds of central exams by grade and year.

use balsts_domain::{
    achievement::{ExamThreshold, exam_thresholds},
    risk::Settings,
};

use super::{Fields, Sheet, rows, rows_shown};
use crate::{
    kit::{Choice, Column, FieldErrors, Form, FormValues, Row, Table},
    pages::settings::thresholds::source,
    texts::{Message, Texts},
};

pub(super) static SHEET: Sheet = Sheet {
    address: "/settings/exam-thresholds",
    title: "settings-exams",
    lead: "settings-exams-lead",
    draft: "settings-exams",
    now,
    values,
    fields,
    read,
};

fn default_of(row: &ExamThreshold) -> Option<&'static ExamThreshold> {
    exam_thresholds()
        .iter()
        .find(|other| (other.grade, other.year) == (row.grade, row.year))
}

fn now(texts: Texts, settings: &Settings) -> Table {
    let columns = [
        "settings-exams-grade",
        "settings-exams-year",
        "settings-exams-percent",
        "settings-default",
        "settings-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = settings.exam_thresholds.iter().map(|row| {
        let default = default_of(row).map_or_else(
            || texts.t("settings-none"),
            |default| format!("{} %", default.percent),
        );
        Row::new()
            .cell(row.grade.to_string())
            .cell(row.year.to_string())
            .cell(format!("{} %", row.percent))
            .cell(default)
            .cell(source(texts, &row.source, row.assumption))
    });
    Table::new(texts, texts.t("settings-now"), columns).rows(rows)
}

fn values(texts: Texts, settings: &Settings) -> FormValues {
    let mut values = FormValues::default();
    for (at, row) in settings.exam_thresholds.iter().enumerate() {
        values = values
            .with(&format!("grade-{at}"), row.grade.to_string())
            .with(&format!("year-{at}"), row.year.to_string())
            .with(&format!("percent-{at}"), row.percent.to_string())
            .with(&format!("source-{at}"), texts.rule_source(&row.source));
        if row.assumption {
            values = values.with(&format!("assumption-{at}"), "yes");
        }
    }
    values
}

fn fields(form: &mut Form, texts: Texts) -> Vec<Fields> {
    *form = form.clone().anchor("exam_thresholds", "grade-0");
    let assumed = [Choice::new("yes", texts.t("settings-assumption"))];
    (0..rows_shown(form, "grade"))
        .map(|at| Fields {
            legend: texts.t1("settings-row", "number", at + 1),
            fields: vec![
                form.number(&format!("grade-{at}"), "settings-exams-grade"),
                form.number(&format!("year-{at}"), "settings-exams-year"),
                form.number(&format!("percent-{at}"), "settings-exams-percent")
                    .suffix("%"),
                form.text(&format!("source-{at}"), "settings-source"),
                form.checkboxes(&format!("assumption-{at}"), "settings-exams-confirmed", &assumed)
                    .small(),
            ],
            folded: None,
        })
        .collect()
}

fn read(values: &FormValues, settings: &mut Settings, errors: &mut FieldErrors) {
    let mut thresholds = Vec::new();
    for at in 0..rows(values, "grade") {
        let name = |part: &str| format!("{part}-{at}");
        // A row without numbers is taken out.
        if ["grade", "year", "percent"]
            .iter()
            .all(|part| values.some(&name(part)).is_none())
        {
            continue;
        }
        let number = || Message::new("error-setting-number");
        let grade = values.get(&name("grade")).parse().map_err(|_| number());
        let year = values.get(&name("year")).parse().map_err(|_| number());
        let percent = values.get(&name("percent")).parse().map_err(|_| number());
        let grade = errors.take(&name("grade"), grade);
        let year = errors.take(&name("year"), year);
        let percent = errors.take(&name("percent"), percent);
        if values.some(&name("source")).is_none() {
            errors.add(&name("source"), "error-setting-source");
        }
        if let (Some(grade), Some(year), Some(percent)) = (grade, year, percent) {
            thresholds.push(ExamThreshold {
                grade,
                year,
                percent,
                source: values.get(&name("source")).to_owned(),
                assumption: values.get(&name("assumption")) == "yes",
            });
        }
    }
    settings.exam_thresholds = thresholds;
}
