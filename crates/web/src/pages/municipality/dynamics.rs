//! Absence and marks through five school years: charts, each with its table.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::report::DynamicsYear;
use balsts_domain::calendar::SchoolYear;
use balsts_reports::{
    chart::{BarChart, Bars, Series, Width},
    table::{Cell as Value, Kind, Label},
};

use super::two_years::{REASONS, YEARS, figure, named};
use crate::{
    kit::{Cell, Chart, Column, Failure, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "municipality_dynamics.html")]
struct DynamicsPage {
    layout: Layout,
    parts: Sections,
    years: Sections,
    charts: Vec<Chart>,
    table: Table,
}

pub(super) async fn dynamics(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let this = SchoolYear::of(ctx.today());
    let year = super::report::wanted(&layout)?.school_year.unwrap_or(this);
    let series = ctx.dynamics(year).await?;
    let page = DynamicsPage {
        parts: super::parts(&signed_in.actor, texts, super::DYNAMICS),
        years: layout.school_years(year, this, YEARS),
        charts: charts(texts, &series),
        table: table(texts, &series),
        layout: layout.titled("municipality-dynamics"),
    };
    Ok(Page(page).into_response())
}

/// Absence and marks through the years.
fn table(texts: Texts, series: &[DynamicsYear]) -> Table {
    let mut columns = vec![Column::text(texts.t("municipality-school-year"))];
    let keys = REASONS
        .into_iter()
        .chain(["municipality-marked", "municipality-insufficient"]);
    columns.extend(keys.map(|key| Column::number(texts.t(key))));
    let count = |value: &Value| match (value, value.to_f64()) {
        (Value::Withheld, _) => Cell::from(super::shown(texts, None)),
        (_, Some(number)) => Cell::from(texts.language.number(number, 0)),
        (_, None) => Cell::no_data(texts),
    };
    let rows = series.iter().map(|one| {
        let row = Row::new().cell(named(texts, one.year));
        let row = one.missed.iter().fold(row, |row, value| row.cell(count(value)));
        row.cell(count(&one.marked))
            .cell(figure(texts, &one.insufficient))
    });
    Table::new(texts, texts.t("municipality-dynamics"), columns)
        .rows(rows)
        .compact()
        .cards()
        .note(texts.t("municipality-dynamics-note"))
}

/// Pictures of the years of which something is known: missed lessons by reason, and the share with an insufficient annual mark.
fn charts(texts: Texts, series: &[DynamicsYear]) -> Vec<Chart> {
    let drawn = |id: &str, title: &str, kind: Kind, lines: Vec<Series>| {
        let is_known = lines
            .iter()
            .flat_map(|line| &line.values)
            .any(|value| value.to_f64().is_some());
        let chart = BarChart {
            title: Label::name(texts.t(title)),
            category: Label::name(texts.t("municipality-school-year")),
            categories: series
                .iter()
                .map(|one| Label::name(named(texts, one.year)))
                .collect(),
            series: lines,
            kind,
            bars: Bars::Grouped,
        };
        let picture = chart.svg(id, texts.language, Width::Fluid);
        is_known.then(|| Chart::new(texts, &picture, &chart.table()))
    };
    let reasons = ["illness", "excused", "unexcused"].into_iter().zip(REASONS);
    let missed = reasons.enumerate().map(|(at, (key, words))| {
        let values = series.iter().map(|one| one.missed[at].clone());
        Series::new(key, Label::name(texts.t(words)), values.collect())
    });
    let share = series.iter().map(|one| one.insufficient.clone());
    let marks = Series::new(
        "insufficient",
        Label::name(texts.t("municipality-insufficient")),
        share.collect(),
    );
    [
        drawn(
            "dynamics-absences",
            "municipality-dynamics-absences",
            Kind::Integer,
            missed.collect(),
        ),
        drawn(
            "dynamics-marks",
            "municipality-dynamics-marks",
            Kind::Percent(1),
            vec![marks],
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
