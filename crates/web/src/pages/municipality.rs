//! The municipality: schools as rows, never children; charts with the same data as tables.

mod commission;
mod dynamics;
mod report;
mod sources;
mod two_years;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::{
    priority::PriorityFigures,
    report::{InstitutionOverview, KINDS, MunicipalityFigures, Overview},
};
use balsts_domain::{
    access::{Action, Actor, Resource},
    registry::{InstitutionKinds, pupils_per_post},
    risk::silence::Silence,
};
use balsts_reports::{
    chart::{BarChart, Bars, Series, Width},
    table::{Cell as Value, Kind, Label},
};

use crate::{
    kit::{
        Cell, Chart, Column, Empty, Failure, Figure, Html, Layout, Link, Page, Row, Sections, SummaryList,
        Table, Tag, Tone,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const TODAY: &str = "/municipality";
const YEARS: &str = "/municipality/years";
const DYNAMICS: &str = "/municipality/dynamics";

/// The municipality today and over two years, and its programme on one page.
fn parts(actor: &Actor, texts: Texts, current: &str) -> Sections {
    let sections = Sections::new(texts.t("municipality-parts"), current)
        .part(TODAY, texts.t("municipality-today"))
        .part(YEARS, texts.t("municipality-years"))
        .part(DYNAMICS, texts.t("municipality-dynamics"));
    if actor.may(Action::Read, Resource::SchoolPlan) {
        sections.part("/programme/overview", texts.t("overview-title"))
    } else {
        sections
    }
}

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Statistics);
    let export = Access::Needs(Action::Export, Resource::Statistics);
    Routes::new()
        .get(TODAY, read, overview)
        .get(YEARS, read, two_years::two_years)
        .get(DYNAMICS, read, dynamics::dynamics)
        .get("/municipality/sources", read, sources::sources)
        .get("/municipality/commission", read, commission::commission)
        .get("/reports/{kind}", read, report::report)
        .get("/reports/{kind}/csv", export, report::report_csv)
        .get("/reports/{kind}/xlsx", export, report::report_xlsx)
        .get("/reports/{kind}/docx", export, report::report_docx)
        .get("/reports/{kind}/pdf", export, report::report_pdf)
        .get("/reports/{kind}/html", export, report::report_html)
}

#[derive(Template)]
#[template(path = "municipality.html")]
struct OverviewPage {
    layout: Layout,
    about: String,
    plan: Option<SummaryList>,
    figures: Vec<Figure>,
    chart: Option<Chart>,
    table: Table,
    parts: Sections,
    priority: Table,
    priority_about: String,
    groups: Vec<Link>,
    reports: Vec<Link>,
    sources: bool,
}

/// A count, or that it is withheld (PRV-04).
fn shown(texts: Texts, count: Option<u32>) -> String {
    match count {
        Some(count) => texts.count(i64::from(count)),
        None => texts.t("municipality-withheld"),
    }
}

/// Links to the pupils of each group, for those who may know of their circumstances.
fn groups(signed_in: &SignedIn, texts: Texts, figures: &PriorityFigures) -> Vec<Link> {
    let latvian = texts.language == balsts_reports::format::Language::Latvian;
    let entitled = signed_in.actor.may(Action::Read, Resource::Circumstances)
        && signed_in.actor.may(Action::Read, Resource::Assessment);
    let links = figures.groups.iter().map(|(group, _)| Link {
        href: crate::kit::Address::new("/pupils")
            .with("group", group.code.as_str())
            .to_string(),
        text: if latvian {
            group.latvian.clone()
        } else {
            group.english.clone()
        },
    });
    links.filter(|_| entitled).collect()
}

/// The municipality's target groups by institution; small cells and what would give them away are withheld from everybody.
fn priority(texts: Texts, figures: &PriorityFigures) -> Table {
    let latvian = texts.language == balsts_reports::format::Language::Latvian;
    let mut columns = vec![Column::text(texts.t("municipality-institution"))];
    columns.extend(figures.groups.iter().map(|(group, _)| {
        Column::number(if latvian {
            group.latvian.clone()
        } else {
            group.english.clone()
        })
    }));
    let cell = |count| shown(texts, count);
    let mut rows: Vec<Row> = figures
        .institutions
        .iter()
        .enumerate()
        .map(|(at, institution)| {
            let row = Row::new().cell(institution.name.as_str());
            figures.groups.iter().fold(row, |row, (_, shown)| {
                row.cell(cell(shown.counts.get(at).copied().flatten()))
            })
        })
        .collect();
    if !rows.is_empty() {
        let total = Row::new().cell(texts.t("municipality-total"));
        rows.push(
            figures
                .groups
                .iter()
                .fold(total, |row, (_, shown)| row.cell(cell(shown.total))),
        );
    }
    Table::new(texts, texts.t("municipality-priority"), columns)
        .rows(rows)
        .compact()
        .or_empty(Empty::new(texts.t("municipality-empty")))
}

/// Pupils to one post of support staff; `None` where there is none.
fn ratio(institutions: &[InstitutionOverview]) -> Option<f64> {
    pupils_per_post(institutions.iter().filter_map(|one| {
        let kinds = InstitutionKinds::parse(&one.institution.kind)?;
        Some((kinds, one.pupils, one.fte))
    }))
}

/// The same in a sentence.
fn posts(institutions: &[InstitutionOverview], texts: Texts) -> String {
    match ratio(institutions) {
        Some(ratio) => texts.t1(
            "municipality-per-post-all",
            "ratio",
            texts.language.number(ratio, 1),
        ),
        None => texts.t("municipality-per-post-none"),
    }
}

fn row(one: &InstitutionOverview, texts: Texts) -> Row {
    let withheld = one.absences_withheld.then(|| Cell::from(shown(texts, None)));
    let absences = match one.absences {
        Some(counts) => Cell::from(texts.count(i64::try_from(counts.unexcused).unwrap_or_default())),
        None => Cell::no_data(texts),
    };
    let total = match one.absences {
        Some(counts) => Cell::from(texts.count(i64::try_from(counts.total()).unwrap_or_default())),
        None => Cell::no_data(texts),
    };
    let silence = match one.silence {
        Some(Silence::Silent) => Html::of(&Tag::new(texts.t("municipality-silent"), Tone::Attention)),
        Some(Silence::Unanswered) => Html::of(&Tag::new(texts.t("municipality-unanswered"), Tone::Late)),
        _ => Html::text(""),
    };
    let fte = texts.language.number(one.fte as f64 / 1_000.0, 3);
    Row::new()
        .cell(Html::link(
            &format!("/institutions/{}", one.institution.code),
            &one.institution.name,
        ))
        .cell(texts.count(one.pupils))
        .cell(shown(texts, one.targeted))
        .cell(shown(texts, one.tailored))
        .cell(withheld.clone().unwrap_or(total))
        .cell(withheld.unwrap_or(absences))
        .cell(fte)
        .cell(match ratio(std::slice::from_ref(one)) {
            Some(ratio) => Cell::from(texts.language.number(ratio, 1)),
            None => Cell::from("–"),
        })
        .cell(shown(texts, one.reported))
        .cell(shown(texts, one.overdue))
        .cell(silence)
}

/// The municipality in a few figures.
fn figures(overview: &Overview, texts: Texts) -> Vec<Figure> {
    let totals = overview.totals();
    let figure = |key: &str, count: i64| Figure::new(texts, texts.t(key), texts.count(count));
    let mut figures = vec![figure("municipality-pupils", totals.pupils)];
    if let Some(counts) = totals.absences {
        let missed = |count: u64| i64::try_from(count).unwrap_or_default();
        figures.push(figure("municipality-missed", missed(counts.total())));
        figures.push(figure("municipality-unexcused", missed(counts.unexcused)));
    }
    for (key, count) in [
        ("municipality-concerns", totals.reported),
        ("municipality-overdue", totals.overdue),
    ] {
        figures.extend(count.map(|count| figure(key, count.into())));
    }
    figures.push(figure("municipality-silent-institutions", totals.silent));
    figures
}

async fn overview(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let MunicipalityFigures {
        overview,
        priority: priorities,
    } = ctx.municipality_figures().await?;
    let columns = vec![
        Column::text(texts.t("municipality-institution")),
        Column::number(texts.t("municipality-pupils")),
        Column::number(texts.t("municipality-targeted")),
        Column::number(texts.t("municipality-tailored")),
        Column::number(texts.t("municipality-missed")),
        Column::number(texts.t("municipality-unexcused")),
        Column::number(texts.t("municipality-fte")),
        Column::number(texts.t("municipality-per-post")),
        Column::number(texts.t("municipality-concerns")),
        Column::number(texts.t("municipality-overdue")),
        Column::text(texts.t("municipality-attention")),
    ];
    let delivered: Vec<&InstitutionOverview> = overview
        .institutions
        .iter()
        .filter(|one| one.absences.is_some())
        .collect();
    let series = |key, label: &str, of: fn(balsts_reports::absences::AbsenceCounts) -> u64| {
        let values = delivered
            .iter()
            .map(|one| Value::count(one.absences.map(of)))
            .collect();
        Series::new(key, Label::name(texts.t(label)), values)
    };
    let chart = BarChart {
        title: Label::name(texts.t("municipality-chart")),
        category: Label::name(texts.t("municipality-institution")),
        categories: delivered
            .iter()
            .map(|one| Label::name(one.institution.name.as_str()))
            .collect(),
        series: vec![
            series("illness", "municipality-illness", |counts| counts.illness),
            series("excused", "municipality-excused", |counts| counts.excused),
            series("unexcused", "municipality-unexcused", |counts| counts.unexcused),
        ],
        kind: Kind::Integer,
        bars: Bars::Stacked,
    };
    let reports = KINDS
        .map(|kind| Link {
            href: format!("/reports/{kind}"),
            text: texts.t(&format!("municipality-report-{kind}")),
        })
        .to_vec();
    let page = OverviewPage {
        plan: ctx
            .plan_identity()
            .await?
            .map(|plan| super::settings::plan::facts(texts, &plan)),
        figures: figures(&overview, texts),
        about: texts.t_args(
            "municipality-about",
            &[
                ("from".to_owned(), crate::texts::Arg::Date(overview.period.from())),
                ("to".to_owned(), crate::texts::Arg::Date(overview.period.to())),
                (
                    "days".to_owned(),
                    crate::texts::Arg::Number(overview.concern_days as f64),
                ),
            ],
        ),
        chart: (!delivered.is_empty()).then(|| {
            Chart::new(
                texts,
                &chart.svg("absences", texts.language, Width::Fluid),
                &chart.table(),
            )
        }),
        table: Table::new(texts, texts.t("municipality-table"), columns)
            .rows(overview.institutions.iter().map(|one| row(one, texts)))
            .compact()
            .or_empty(Empty::new(texts.t("municipality-empty")))
            .note(format!(
                "{} {}",
                texts.t("municipality-silent-note"),
                posts(&overview.institutions, texts)
            )),
        parts: parts(&signed_in.actor, texts, TODAY),
        priority: priority(texts, &priorities),
        groups: groups(&signed_in, texts, &priorities),
        priority_about: texts.t1(
            "municipality-priority-about",
            "count",
            f64::from(priorities.smallest),
        ),
        reports,
        sources: !ctx.source_notes().await?.is_empty(),
        layout: layout.titled("municipality-title"),
    };
    Ok(Page(page).into_response())
}
