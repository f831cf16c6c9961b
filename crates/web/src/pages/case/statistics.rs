//! Cases in numbers, without names.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::{calendar::SchoolYear, cases::statistics::Figures};

use super::{cause, words};
use crate::{
    kit::{Column, Empty, Failure, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
    texts::Texts,
};

/// School years to look back at.
const YEARS: usize = 3;

#[derive(Template)]
#[template(path = "case_statistics.html")]
struct StatisticsPage {
    layout: Layout,
    years: Sections,
    counts: Table,
    states: Table,
    leads: Table,
    outcomes: Table,
    dates: Table,
    causes: Option<Table>,
}

fn shown(texts: Texts, count: Option<u32>) -> String {
    count.map_or_else(|| texts.t("case-withheld"), |count| texts.count(i64::from(count)))
}

fn row(texts: Texts, name: String, figures: Figures) -> Row {
    let days = figures.mean_days.and_then(|days| i64::try_from(days).ok());
    Row::new()
        .cell(name)
        .cell(shown(texts, figures.open))
        .cell(shown(texts, figures.closed))
        .cell(shown(texts, figures.all))
        .cell(days.map_or_else(|| "–".to_owned(), |days| texts.count(days)))
}

/// One count for each of several things.
fn list(
    texts: Texts,
    caption: &str,
    of: &str,
    counts: impl IntoIterator<Item = (String, Option<u32>)>,
) -> Table {
    let columns = vec![Column::text(texts.t(of)), Column::number(texts.t("case-number"))];
    let rows = counts
        .into_iter()
        .map(|(name, count)| Row::new().cell(name).cell(shown(texts, count)));
    Table::new(texts, texts.t(caption), columns).rows(rows)
}

pub(super) async fn statistics(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let this = SchoolYear::of(ctx.today());
    let wanted = layout.address.get("year").and_then(|year| year.parse().ok());
    let year: SchoolYear = wanted.unwrap_or(this);
    let of = ctx.case_statistics(year).await?;
    let tables = of.tables;
    let columns = vec![
        Column::text(texts.t("case-kind")),
        Column::number(texts.t("case-open-ones")),
        Column::number(texts.t("case-closed-ones")),
        Column::number(texts.t("case-number")),
        Column::number(texts.t("case-mean")),
    ];
    let kinds = tables
        .kinds
        .iter()
        .map(|(kind, figures)| row(texts, words(texts, kind.words()).to_owned(), *figures));
    let all = row(texts, texts.t("case-together"), tables.all);
    let named = |name: &'static str| name.to_owned();
    let page = StatisticsPage {
        years: layout.school_years(year, this, YEARS),
        counts: Table::new(texts, texts.t("case-by-kind"), columns)
            .rows(kinds.chain([all]))
            .note(texts.t1("case-few-note", "count", i64::from(of.smallest))),
        states: list(
            texts,
            "case-by-state",
            "case-state",
            tables
                .states
                .iter()
                .map(|(state, count)| (named(words(texts, state.words())), *count)),
        ),
        leads: list(
            texts,
            "case-by-lead",
            "case-lead",
            tables
                .leads
                .iter()
                .map(|(lead, count)| (named(words(texts, lead.words())), *count)),
        ),
        outcomes: list(
            texts,
            "case-by-outcome",
            "case-outcome",
            tables
                .outcomes
                .iter()
                .map(|(outcome, count)| (named(words(texts, outcome.words())), *count)),
        ),
        dates: list(
            texts,
            "case-by-date",
            "case-next",
            ["case-in-time", "case-overdue"]
                .map(|key| texts.t(key))
                .into_iter()
                .zip(tables.dates),
        ),
        causes: of.causes.map(|causes| {
            let causes = causes
                .iter()
                .map(|(kind, count)| (named(cause(texts, kind)), Some(*count)));
            list(texts, "case-causes", "case-cause", causes)
                .or_empty(Empty::new(texts.t("case-causes-empty")))
                .note(texts.t1("case-causes-note", "count", i64::from(of.smallest)))
        }),
        layout: layout
            .titled("case-statistics-title")
            .back("/cases", "case-title"),
    };
    Ok(Page(page).into_response())
}
