//! The reports on institutions as a page, as CSV and as XLSX.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use balsts_app::{Ctx, report::ReportPeriod};
use balsts_domain::{
    access::{Action, Resource},
    calendar::{SchoolYear, Semester},
};
use balsts_reports::table::Table;

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

/// What the address says for a report as it may be published.
const PUBLISHED: &str = "published";

fn is_published(layout: &Layout) -> bool {
    layout.address.get(PUBLISHED) == Some("1")
}

/// The report that the address asks for.
async fn table(ctx: &Ctx, layout: &Layout, kind: &str) -> Result<Table, Failure> {
    let period = wanted(layout);
    Ok(if is_published(layout) {
        ctx.published_report(kind, &period).await?
    } else {
        ctx.report(kind, &period).await?
    })
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    layout: Layout,
    html: Html,
    years: Sections,
    published: Sections,
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
    let table = table(&ctx, &layout, &kind).await?;
    let (internal, published) = (
        layout.address.without(PUBLISHED).to_string(),
        layout.address.with(PUBLISHED, "1").to_string(),
    );
    let current = if is_published(&layout) {
        &published
    } else {
        &internal
    };
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
        published: Sections::new(texts.t("municipality-report-who"), current.as_str())
            .part(internal.as_str(), texts.t("municipality-report-internal"))
            .part(published.as_str(), texts.t("municipality-report-published")),
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
    let table = table(&signed_in.ctx(), &layout, &kind).await?;
    download::csv(&kind, &table)
}

pub(super) async fn report_xlsx(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let table = table(&signed_in.ctx(), &layout, &kind).await?;
    download::xlsx(&kind, &table, layout.texts.language)
}
