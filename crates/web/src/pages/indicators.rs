//! Indicators of the programme: by level and number, with baseline, value, targets and how each stands, in words with the reason.

mod behind;
mod one;
mod typed;
pub(super) mod words;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::indicator::{IndicatorLine, IndicatorYear, YEARS};
use balsts_domain::{
    access::{Action, Resource},
    indicators::Status,
    programme::PreventionLevel,
};

use self::words::{baseline, missing, reason, status, target, title, value};
use crate::{
    kit::{
        Button, Cell, Column, Empty, Failure, Flash, FormValues, Html, Layout, Notice, Page, Row, Sections,
        Table, Tone, download, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

const READ: Access = Access::Needs(Action::Read, Resource::Indicator);
const EXPORT: Access = Access::Needs(Action::Export, Resource::Indicator);
const WRITE: Access = Access::Needs(Action::Write, Resource::Indicator);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/indicators", READ, list)
        .get("/indicators.csv", EXPORT, csv)
        .get("/indicators.xlsx", EXPORT, xlsx)
        .post("/indicators/compute", WRITE, compute)
        .get("/indicators/{id}", READ, one::show)
        .get("/indicators/{id}/pupils", READ, behind::show)
        .get("/indicators/{id}/value", WRITE, typed::show)
        .post("/indicators/{id}/value", WRITE, typed::keep)
}

/// Years offered: those around this one.
const OFFERED: i16 = 5;

#[derive(Template)]
#[template(path = "indicators.html")]
struct IndicatorsPage {
    layout: Layout,
    years: Sections,
    summary: String,
    age: String,
    compute: bool,
    export: bool,
    year: i16,
    pending: Option<Notice>,
    levels: Vec<Level>,
}

/// Indicators of one level of prevention.
struct Level {
    heading: String,
    table: Table,
}

/// The year that an address asks for: a school year counts by the year in which it ends, so after August it is the next one.
fn year_of(layout: &Layout, today: jiff::civil::Date) -> i16 {
    let asked = layout.address.get("year").and_then(|year| year.parse().ok());
    asked
        .filter(|year| YEARS.contains(year))
        .unwrap_or_else(|| today.year())
}

fn years(layout: &Layout, shown: i16, newest: i16) -> Sections {
    let address = |year: i16| layout.address.with("year", year).to_string();
    let sections = Sections::new(layout.t("indicator-years"), address(shown));
    (0..OFFERED).fold(sections, |sections, back| {
        let year = newest - back;
        sections.part(address(year), year.to_string())
    })
}

fn summary(texts: Texts, year: &IndicatorYear) -> String {
    let count = |status: Status| {
        let of = year.lines.iter().filter(|line| line.verdict.status == status);
        Arg::Number(of.count() as f64)
    };
    let args = Status::ALL.map(|status| (status.code().replace('_', "-"), count(status)));
    texts.t_args("indicator-summary", &args)
}

fn age(texts: Texts, year: &IndicatorYear) -> String {
    match year.inputs_at {
        Some(at) => {
            let moment = balsts_store::timestamp(at).to_zoned(balsts_app::clock::riga());
            texts.t1("indicator-age", "at", Arg::Moment(moment.datetime()))
        }
        None => texts.t("indicator-age-none"),
    }
}

/// Baselines that the programme promised and nobody has set yet.
fn pending(texts: Texts, year: &IndicatorYear, today: jiff::civil::Date) -> Option<Notice> {
    let open: Vec<Html> = year
        .lines
        .iter()
        .filter_map(|line| {
            let due = line.pending?.due();
            let key = if due < today {
                "indicator-pending-late"
            } else {
                "indicator-pending-due"
            };
            let words = texts.t1(key, "date", Arg::Date(due));
            Some(Html::link(&format!("/indicators/{}", line.id), &title(line)).and(words))
        })
        .collect();
    let late = year
        .lines
        .iter()
        .any(|line| line.pending.is_some_and(|pending| pending.due() < today));
    let tone = if late { Tone::Attention } else { Tone::Neutral };
    let heading = Html::text(&texts.t1("indicator-pending", "count", Arg::Number(open.len() as f64)));
    (!open.is_empty()).then(|| Notice::of(texts, tone, Html::lines(std::iter::once(heading).chain(open))))
}

fn row(texts: Texts, line: &IndicatorLine, year: i16) -> Row {
    let name = format!("{}. {}", line.indicator.nr, title(line));
    let link = Html::link(&format!("/indicators/{}?year={year}", line.id), &name);
    let targets = line.indicator.targets.iter();
    let targets = Html::lines(targets.map(|one| {
        let mut words = format!("{}: {}", one.year, target(texts, one));
        if one.text.chars().count() > 60 && one.components.is_empty() {
            words = format!("{}: {}", one.year, texts.t("indicator-target-words"));
        }
        Html::text(&words)
    }));
    let value = match (&line.value, line.components.is_empty()) {
        (Some(one), _) => Cell::from(value(texts, line, one)),
        (None, true) => Cell::from(Html::text(&missing(texts, &line.missing))),
        (None, false) => Cell::from(words::components(texts, line)),
    };
    Row::new()
        .cell(link)
        .cell(baseline(texts, line))
        .cell(value)
        .cell(targets)
        .cell(Html::of(&status(texts, line.verdict.status)).and(reason(texts, line)))
}

fn levels(texts: Texts, year: &IndicatorYear) -> Vec<Level> {
    let all = [
        Some(PreventionLevel::Universal),
        Some(PreventionLevel::Targeted),
        Some(PreventionLevel::Tailored),
        None,
    ];
    let columns = || {
        [
            "indicator-title",
            "indicator-baseline",
            "indicator-value",
            "indicator-targets",
            "indicator-status",
        ]
        .map(|key| Column::text(texts.t(key)))
        .to_vec()
    };
    all.into_iter()
        .filter_map(|level| {
            let of: Vec<&IndicatorLine> = year
                .lines
                .iter()
                .filter(|line| line.indicator.level == level)
                .collect();
            let heading = match level {
                Some(level) => format!(
                    "{} {}",
                    level.sign(),
                    texts.t(&format!("indicator-level-{}", level.code()))
                ),
                None => texts.t("indicator-level-none"),
            };
            (!of.is_empty()).then(|| Level {
                table: Table::new(texts, heading.clone(), columns())
                    .hidden_caption()
                    .rows(of.into_iter().map(|line| row(texts, line, year.year)))
                    .cards()
                    .or_empty(Empty::new(texts.t("indicator-empty"))),
                heading,
            })
        })
        .collect()
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let today = ctx.today();
    let shown = year_of(&layout, today);
    let year = ctx.indicators(shown).await?;
    let page = IndicatorsPage {
        years: years(&layout, shown, today.year() + i16::from(today.month() > 8)),
        summary: summary(texts, &year),
        age: age(texts, &year),
        compute: signed_in.actor.may(Action::Write, Resource::Indicator),
        export: signed_in.actor.may(Action::Export, Resource::Indicator),
        year: shown,
        pending: pending(texts, &year, today),
        levels: levels(texts, &year),
        layout: layout.titled("indicator-page"),
    };
    Ok(Page(page).into_response())
}

async fn csv(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let year = ctx.indicators(year_of(&layout, ctx.today())).await?;
    download::csv("indicators", &year.table())
}

async fn xlsx(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let year = ctx.indicators(year_of(&layout, ctx.today())).await?;
    download::xlsx("indicators", &year.table(), layout.texts.language)
}

async fn compute(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let year = values
        .get("year")
        .parse()
        .unwrap_or_else(|_| year_of(&layout, ctx.today()));
    ctx.compute_indicators(year).await?;
    let flash = Flash::success("indicator-computed");
    Ok(redirect(&format!("/indicators?year={year}"), Some(&flash)))
}

/// A button that looks like a link to type a value.
fn type_button(texts: Texts, line: &IndicatorLine, year: i16) -> Button {
    Button::link(
        texts.t("indicator-type"),
        format!("/indicators/{}/value?year={year}", line.id),
    )
    .secondary()
}
