//! The reports on institutions as a page, as CSV and as XLSX.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use balsts_app::report::ReportPeriod;
use balsts_domain::{
    access::{Action, Resource},
    calendar::{SchoolYear, Semester},
};

use crate::{
    kit::{Failure, FormValues, Html, Layout, Page, Sections, download},
    signed_in::SignedIn,
};

pub(super) fn wanted(layout: &Layout) -> ReportPeriod {
    let values = FormValues::of(&layout.address);
    ReportPeriod {
        school_year: values.get("year").parse::<SchoolYear>().ok(),
        semester: values
            .get("semester")
            .parse()
            .ok()
            .and_then(Semester::from_number),
        on: values.get("on").parse().ok(),
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    layout: Layout,
    html: Html,
    years: Sections,
    csv: Option<String>,
    xlsx: Option<String>,
}

pub(super) async fn report(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let period = wanted(&layout);
    let table = ctx.report(&kind, &period).await?;
    let this = SchoolYear::of(ctx.today());
    let may_export = signed_in.actor.may(Action::Export, Resource::Statistics);
    let file = |ending: &str| {
        may_export.then(|| {
            layout
                .address
                .to_string()
                .replacen(&kind, &format!("{kind}/{ending}"), 1)
        })
    };
    let page = ReportPage {
        html: Html::of_report(&table, texts.language),
        years: layout.school_years(period.school_year.unwrap_or(this), this, 10),
        csv: file("csv"),
        xlsx: file("xlsx"),
        layout: layout
            .titled(&format!("municipality-report-{kind}"))
            .back("/municipality", "municipality-title"),
    };
    Ok(Page(page).into_response())
}

pub(super) async fn report_csv(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let table = signed_in.ctx().report(&kind, &wanted(&layout)).await?;
    download::csv(&kind, &table)
}

pub(super) async fn report_xlsx(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let table = signed_in.ctx().report(&kind, &wanted(&layout)).await?;
    download::xlsx(&kind, &table, layout.texts.language)
}
