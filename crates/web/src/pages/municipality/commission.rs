//! Children referred to the pedagogical medical commission and assessed by it: counts alone.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::calendar::SchoolYear;

use crate::{
    kit::{Column, Empty, Failure, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "municipality_commission.html")]
struct CommissionPage {
    layout: Layout,
    years: Sections,
    table: Table,
}

/// Children referred to the pedagogical medical commission and assessed by it: counts alone.
pub(super) async fn commission(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let this = SchoolYear::of(ctx.today());
    let year = super::report::wanted(&layout)?.school_year.unwrap_or(this);
    let figures = ctx.referral_figures(year).await?;
    let cell = |count| super::shown(texts, count);
    let columns = vec![
        Column::text(texts.t("municipality-institution")),
        Column::number(texts.t("municipality-referred")),
        Column::number(texts.t("municipality-assessed")),
    ];
    let page = CommissionPage {
        table: Table::new(
            texts,
            texts.t1(
                "municipality-commission-year",
                "year",
                texts.language.school_year(year.first_calendar_year()),
            ),
            columns,
        )
        .rows(figures.institutions.iter().enumerate().map(|(at, institution)| {
            Row::new()
                .cell(institution.as_str())
                .cell(cell(figures.referred.counts[at]))
                .cell(cell(figures.assessed.counts[at]))
        }))
        .total(
            Row::new()
                .cell(texts.t("municipality-total"))
                .cell(cell(figures.referred.total))
                .cell(cell(figures.assessed.total)),
        )
        .or_empty(Empty::new(texts.t("municipality-commission-empty"))),
        years: layout.school_years(year, this, 3),
        layout: layout
            .titled("municipality-commission")
            .back("/municipality", "municipality-title"),
    };
    Ok(Page(page).into_response())
}
