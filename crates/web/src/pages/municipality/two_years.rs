//! A school year beside the one before, school by school.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::report::{DAYS, InstitutionYears, TwoYears};
use balsts_domain::calendar::SchoolYear;
use balsts_reports::{
    chart::{BarChart, Bars, Series, Width},
    table::{Cell as Value, Kind, Label},
};

use crate::{
    kit::{Cell, Chart, Column, Empty, Failure, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

/// School years offered.
pub(super) const YEARS: usize = 5;

/// Words of the reasons.
pub(super) const REASONS: [&str; 3] = [
    "municipality-illness",
    "municipality-excused",
    "municipality-unexcused",
];

#[derive(Template)]
#[template(path = "municipality_two_years.html")]
struct TwoYearsPage {
    layout: Layout,
    parts: Sections,
    years: Sections,
    about: String,
    chart: Option<Chart>,
    missed: Table,
    support: Table,
}

pub(super) async fn two_years(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let this = SchoolYear::of(ctx.today());
    let year = super::report::wanted(&layout)?.school_year.unwrap_or(this);
    let figures = ctx.two_years(year).await?;
    let page = TwoYearsPage {
        parts: super::parts(&signed_in.actor, texts, super::YEARS),
        years: layout.school_years(year, this, YEARS),
        about: about(texts, &figures),
        chart: chart(texts, &figures),
        missed: missed(texts, &figures),
        support: support(texts, &figures),
        layout: layout.titled("municipality-years"),
    };
    Ok(Page(page).into_response())
}

fn about(texts: Texts, figures: &TwoYears) -> String {
    let [before, chosen] = figures.periods;
    texts.t_args(
        "municipality-years-about",
        &[
            ("from".to_owned(), Arg::Date(chosen.from())),
            ("to".to_owned(), Arg::Date(chosen.to())),
            ("before-from".to_owned(), Arg::Date(before.from())),
            ("before-to".to_owned(), Arg::Date(before.to())),
        ],
    )
}

pub(super) fn named(texts: Texts, year: SchoolYear) -> String {
    texts.language.school_year(year.first_calendar_year())
}

/// The head of a column: what is counted, and in which year.
fn column(texts: Texts, key: &str, year: SchoolYear) -> Column {
    Column::number(format!("{}, {}", texts.t(key), named(texts, year)))
}

/// A figure, that it is withheld, or that nothing is known.
pub(super) fn figure(texts: Texts, value: &Value) -> Cell {
    match (value, value.to_f64()) {
        (Value::Withheld, _) => Cell::from(super::shown(texts, None)),
        (_, None) => Cell::no_data(texts),
        (Value::Percent(_), Some(percent)) => Cell::from(texts.language.percent(percent, 1)),
        (_, Some(number)) => Cell::from(texts.language.number(number, 2)),
    }
}

fn missed(texts: Texts, figures: &TwoYears) -> Table {
    let mut columns = vec![Column::text(texts.t("municipality-institution"))];
    for key in REASONS {
        columns.extend(figures.years.map(|year| column(texts, key, year)));
    }
    let row = |one: &InstitutionYears| {
        let [before, chosen] = &one.missed;
        let pairs = before.iter().zip(chosen);
        pairs.fold(Row::new().cell(one.name.as_str()), |row, (before, chosen)| {
            row.cell(figure(texts, before)).cell(figure(texts, chosen))
        })
    };
    Table::new(texts, texts.t("municipality-years-missed"), columns)
        .rows(figures.institutions.iter().map(row))
        .compact()
        .cards()
        .or_empty(Empty::new(texts.t("municipality-years-empty")))
        .note(texts.t1("municipality-years-missed-note", "days", DAYS as f64))
}

fn support(texts: Texts, figures: &TwoYears) -> Table {
    let [before, chosen] = figures.years;
    let columns = vec![
        Column::text(texts.t("municipality-institution")),
        column(texts, "municipality-supported", before),
        column(texts, "municipality-supported", chosen),
        column(texts, "municipality-in-time", chosen),
    ];
    let rows = figures.institutions.iter().map(|one| {
        let [before, chosen] = &one.supported;
        Row::new()
            .cell(one.name.as_str())
            .cell(figure(texts, before))
            .cell(figure(texts, chosen))
            .cell(match &one.answered {
                Value::Missing => Cell::from(texts.t("municipality-no-concerns")),
                answered => figure(texts, answered),
            })
    });
    Table::new(texts, texts.t("municipality-years-support"), columns)
        .rows(rows)
        .compact()
        .cards()
        .or_empty(Empty::new(texts.t("municipality-years-empty")))
        .note(texts.t("municipality-years-support-note"))
}

/// Both years by reason, of the institutions of which both are known and shown.
fn chart(texts: Texts, figures: &TwoYears) -> Option<Chart> {
    let series = |key, at: usize| {
        let year = figures.years.get(at)?;
        let values = figures.together.get(at)?.to_vec();
        Some(Series::new(key, Label::name(named(texts, *year)), values))
    };
    let chart = BarChart {
        title: Label::name(texts.t1("municipality-years-chart", "count", figures.both)),
        category: Label::name(texts.t("municipality-reason")),
        categories: REASONS.map(|key| Label::name(texts.t(key))).to_vec(),
        series: vec![series("before", 0)?, series("chosen", 1)?],
        kind: Kind::Decimal(2),
        bars: Bars::Grouped,
    };
    let picture = chart.svg("years", texts.language, Width::Fluid);
    (figures.both > 0).then(|| Chart::new(texts, &picture, &chart.table()))
}
