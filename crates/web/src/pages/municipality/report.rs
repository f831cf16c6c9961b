//! The reports on institutions as a page, as tables for other programs, and as documents to be printed and filed.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::report::{Narrowing, ReportPeriod};
use balsts_domain::{
    access::{Action, Resource},
    calendar::{SchoolYear, Semester},
};
use balsts_reports::{
    chart::{BarChart, Width},
    document::Document,
};

use crate::{
    kit::{
        Chart, Failure, FieldErrors, Filter, FormValues, Html, Layout, Page, Path, Sections, Table, download,
    },
    signed_in::SignedIn,
    texts::Message,
};
use jiff::civil::Date;

/// School years to choose from.
const YEARS: usize = 10;

/// What the address says for a report as it may be published.
const PUBLISHED: &str = "published";

/// What the address asks for. What it says and nobody can read is an error: figures of another year would be taken for those asked for.
pub(super) fn wanted(layout: &Layout) -> Result<ReportPeriod, Failure> {
    let values = FormValues::of(&layout.address);
    let unread = |name: &str, key: &'static str| {
        Failure::of(StatusCode::BAD_REQUEST).because(Message::new(key).with("value", values.get(name)))
    };
    let school_year = values.some("year").map(str::parse::<SchoolYear>);
    let semester = values
        .some("semester")
        .map(|text| text.parse().ok().and_then(Semester::from_number).ok_or(()));
    // A day in three fields that is none is said beside them.
    let on = values.some("on").map(str::parse::<Date>);
    Ok(ReportPeriod {
        school_year: school_year
            .transpose()
            .map_err(|_| unread("year", "error-report-year"))?,
        semester: semester
            .transpose()
            .map_err(|()| unread("semester", "error-report-semester"))?,
        on: on
            .transpose()
            .map_err(|_| unread("on", "error-report-on"))?
            .or_else(|| values.date("on").ok().flatten()),
        published: layout.address.get(PUBLISHED) == Some("1"),
    })
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    layout: Layout,
    html: Html,
    years: Option<Sections>,
    semesters: Option<Sections>,
    /// All figures, or those that may be published.
    published: Sections,
    filter: Option<Filter>,
    /// The same figures drawn, where a series is worth it.
    chart: Option<Chart>,
    /// Where the published sources of the same figures contradict themselves.
    sources: Option<Table>,
    /// The forms in which it is taken away: words and address.
    files: Vec<(String, String)>,
}

/// The forms in which a report is taken away.
const FORMS: [&str; 5] = ["pdf", "docx", "html", "xlsx", "csv"];

/// Words and addresses of the forms that this program writes.
fn files(layout: &Layout, kind: &str) -> Vec<(String, String)> {
    let forms = FORMS.into_iter().filter(|form| *form != "pdf" || Document::PDF);
    forms
        .map(|form| {
            let whole = layout.address.to_string();
            let address = whole.replacen(kind, &format!("{kind}/{form}"), 1);
            (layout.t(&format!("municipality-report-{form}")), address)
        })
        .collect()
}

/// All school years together, and each of them.
fn any_year(layout: &Layout, shown: Option<SchoolYear>, newest: SchoolYear) -> Sections {
    let all = layout.address.without("year").without("semester");
    let address = |year: SchoolYear| layout.address.with("year", year).to_string();
    let years = std::iter::successors(Some(newest), |year| Some(year.previous())).take(YEARS);
    let current = shown.map_or_else(|| all.to_string(), address);
    let sections = Sections::new(layout.t("kit-school-years"), current)
        .part(all.to_string(), layout.t("municipality-all-years"));
    years.fold(sections, |sections, year| {
        let words = layout.texts.language.school_year(year.first_calendar_year());
        sections.part(address(year), words)
    })
}

/// The school years of the report, and the year and its semesters where it can be narrowed to one.
fn periods(
    layout: &Layout,
    narrowing: Narrowing,
    period: &ReportPeriod,
    this: SchoolYear,
) -> (Option<Sections>, Option<Sections>) {
    if narrowing == Narrowing::Today {
        return (None, None);
    }
    let asked = period.school_year.or_else(|| period.on.map(SchoolYear::of));
    let year = asked.unwrap_or(this);
    // A day belongs to one year: another year begins without it.
    let mut whole = layout.clone();
    for part in ["on", "on-day", "on-month", "on-year"] {
        whole.address = whole.address.without(part);
    }
    let (years, semesters) = match narrowing {
        Narrowing::Term => (any_year(&whole, asked, this), asked.is_some()),
        _ => (
            whole.school_years(year, this, YEARS),
            narrowing == Narrowing::Semester,
        ),
    };
    if !semesters {
        return (Some(years), None);
    }
    let of_year = layout.address.with("year", year);
    let address = |semester: Option<Semester>| match semester {
        Some(semester) => of_year.with("semester", semester.number()).to_string(),
        None => of_year.without("semester").to_string(),
    };
    let shown = Sections::new(layout.t("municipality-report-period"), address(period.semester));
    let parts = [
        (None, "municipality-whole-year"),
        (Some(Semester::First), "municipality-semester-1"),
        (Some(Semester::Second), "municipality-semester-2"),
    ];
    let semesters = parts.into_iter().fold(shown, |shown, (semester, key)| {
        shown.part(address(semester), layout.t(key))
    });
    (Some(years), Some(semesters))
}

/// The report with all its figures, and as it may be published.
fn published(layout: &Layout, period: &ReportPeriod) -> Sections {
    let internal = layout.address.without(PUBLISHED).to_string();
    let public = layout.address.with(PUBLISHED, "1").to_string();
    let current = if period.published { &public } else { &internal };
    Sections::new(layout.t("municipality-report-who"), current.as_str())
        .part(internal.as_str(), layout.t("municipality-report-internal"))
        .part(public.as_str(), layout.t("municipality-report-published"))
}

/// The day of a report as of a day.
fn filter(layout: &Layout, period: &ReportPeriod) -> Filter {
    let values = FormValues::of(&layout.address);
    let values = match period.on {
        Some(on) => values.with_date("on", on),
        None => values,
    };
    let form = layout.filled_form(values, FieldErrors::new());
    Filter::new(layout.texts, &layout.address).field(form.date("on", "municipality-report-on"))
}

/// The columns of a report of which a picture is drawn.
fn drawn(kind: &str) -> &'static [&'static str] {
    match kind {
        "support-series" => &["plans", "pupils"],
        _ => &[],
    }
}

pub(super) async fn report(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let period = wanted(&layout)?;
    let table = ctx.report(&kind, &period).await?;
    let this = SchoolYear::of(ctx.today());
    let may_export = signed_in.actor.may(Action::Export, Resource::Statistics);
    let narrowing = Narrowing::of(&kind);
    let (years, semesters) = periods(&layout, narrowing, &period, this);
    let notes = ctx.source_notes_of(&kind, &period).await?;
    let page = ReportPage {
        html: Html::of_report(&table, texts.language),
        years,
        semesters,
        published: published(&layout, &period),
        filter: (narrowing == Narrowing::Day).then(|| filter(&layout, &period)),
        chart: BarChart::of_table(&table, drawn(&kind)).map(|chart| {
            let svg = chart.svg("report", texts.language, Width::Fluid);
            Chart::new(texts, &svg, &chart.table())
        }),
        sources: (!notes.is_empty()).then(|| super::sources::table(texts, &notes)),
        files: if may_export {
            files(&layout, &kind)
        } else {
            Vec::new()
        },
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
    let table = signed_in.ctx().report(&kind, &wanted(&layout)?).await?;
    download::csv(&kind, &table)
}

pub(super) async fn report_xlsx(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let table = signed_in.ctx().report(&kind, &wanted(&layout)?).await?;
    download::xlsx(&kind, &table, layout.texts.language)
}

/// The report as a document.
async fn paper(signed_in: &SignedIn, layout: &Layout, kind: &str) -> Result<Document, Failure> {
    let ctx = signed_in.ctx();
    let table = ctx.report(kind, &wanted(layout)?).await?;
    Ok(ctx.report_paper(&table, layout.texts.language).await?)
}

pub(super) async fn report_docx(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    download::docx(&kind, &paper(&signed_in, &layout, &kind).await?)
}

pub(super) async fn report_pdf(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    download::pdf(&kind, paper(&signed_in, &layout, &kind).await?).await
}

pub(super) async fn report_html(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    Ok(download::html(&kind, &paper(&signed_in, &layout, &kind).await?))
}
