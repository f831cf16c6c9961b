//! The programme on one page for those who lead the municipality: by level, what is late and near, indicators, money, school by school. No child.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::{
    indicator::IndicatorYear,
    money::BySource,
    programme::{
        overview::{MoneyOverview, ProgrammeOverview, SchoolOverview},
        work::WorkLine,
    },
};
use balsts_domain::{indicators::Status, money::FundingSource};

use super::{counts_table, day_cell, level_words, none, parts, state_cell, version_facts};
use crate::{
    kit::{Cell, Column, Empty, Failure, Html, Layout, Page, Row, Sections, SummaryList, Table, Tag, Tone},
    pages::{duties, indicators, money, school_plans},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

/// Lines of work shown of those late and of those near; the rest is one link away.
const LINES: usize = 10;

#[derive(Template)]
#[template(path = "programme_overview.html")]
struct OverviewPage {
    layout: Layout,
    parts: Sections,
    document: String,
    facts: SummaryList,
    counts: Table,
    late: Table,
    near: Table,
    more: Option<String>,
    duties: Table,
    indicators: Table,
    off_track: Table,
    money: Table,
    money_about: String,
    schools_about: String,
    schools: Table,
}

fn work_table(texts: Texts, caption: &str, empty: &str, lines: &[WorkLine]) -> Table {
    let columns = [
        "programme-activity",
        "programme-level",
        "programme-responsible",
        "programme-state",
        "programme-next-day",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = lines.iter().take(LINES).map(|line| {
        let name = format!("{} {}", line.number, super::title_or_none(texts, &line.title));
        let executors = match line.executors.as_slice() {
            [] => Cell::no_data(texts),
            names => Cell::from(names.join(", ")),
        };
        Row::new()
            .cell(Html::link(&super::activity_href(&line.activity), name.trim()))
            .cell(level_words(texts, line.level))
            .cell(executors)
            .cell(state_cell(texts, line.state, line.timing))
            .cell(day_cell(texts, line.next_day))
    });
    Table::new(texts, texts.t(caption), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t(empty)))
}

fn duty_table(texts: Texts, overview: &ProgrammeOverview) -> Table {
    let columns = ["duty-what", "duty-who", "duty-due", "duty-done"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = overview.duties.iter().map(|duty| {
        Row::new()
            .cell(duties::year::title(texts, duty))
            .cell(duties::year::who(texts, duty))
            .cell(texts.date(duty.due))
            .cell(duties::year::status(texts, duty))
    });
    Table::new(texts, texts.t("overview-duties"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("overview-duties-none")))
}

/// How many indicators stand how.
fn indicator_table(texts: Texts, year: &IndicatorYear) -> Table {
    let columns = vec![
        Column::text(texts.t("indicator-status")),
        Column::number(texts.t("overview-indicators-count")),
    ];
    let rows = Status::ALL.map(|status| {
        let of = year.lines.iter().filter(|line| line.verdict.status == status);
        Row::new()
            .cell(Html::of(&indicators::words::status(texts, status)))
            .cell(texts.count(of.count() as i64))
    });
    let total = Row::new()
        .cell(texts.t("programme-all"))
        .cell(texts.count(year.lines.len() as i64));
    let caption = texts.t1("overview-indicators", "year", i64::from(year.year).to_string());
    Table::new(texts, caption, columns).rows(rows).total(total)
}

/// Indicators that do not go the way they should, with the reason.
fn off_track(texts: Texts, year: &IndicatorYear) -> Table {
    let columns = ["indicator-title", "indicator-value", "overview-reason"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let lines = year
        .lines
        .iter()
        .filter(|line| line.verdict.status == Status::OffTrack);
    let rows = lines.map(|line| {
        let name = format!("{}. {}", line.indicator.nr, indicators::words::title(line));
        let value = match &line.value {
            Some(value) => Cell::from(indicators::words::value(texts, line, value)),
            None => Cell::from(indicators::words::components(texts, line)),
        };
        Row::new()
            .cell(Html::link(
                &format!("/indicators/{}?year={}", line.id, year.year),
                &name,
            ))
            .cell(value)
            .cell(indicators::words::reason(texts, line))
    });
    Table::new(texts, texts.t("overview-off-track"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("overview-off-track-none")))
}

/// What was planned and spent by source; what nobody wrote down is not nothing.
fn money_table(texts: Texts, money: &MoneyOverview, year: i16) -> Table {
    let (this, next) = (year.to_string(), (year + 1).to_string());
    let columns = vec![
        Column::text(texts.t("overview-source")),
        Column::number(texts.t1("money-planned-in", "year", this.as_str())),
        Column::number(texts.t1("money-spent-in", "year", this.as_str())),
        Column::number(texts.t1("money-planned-in", "year", next.as_str())),
    ];
    let all = [&money.planned, &money.spent, &money.next];
    let sources: BTreeSet<FundingSource> = all.iter().flat_map(|of| of.keys().copied()).collect();
    let cell = |amounts: &BySource, source: FundingSource| match amounts.get(&source) {
        Some(cents) => Cell::from(texts.euros(*cents)),
        None => Cell::no_data(texts),
    };
    let rows: Vec<Row> = sources
        .iter()
        .map(|source| {
            all.iter().fold(
                Row::new().cell(money::said(texts, source.words())),
                |row, amounts| row.cell(cell(amounts, *source)),
            )
        })
        .collect();
    let table = Table::new(texts, texts.t("overview-money"), columns)
        .or_empty(Empty::new(texts.t("overview-money-none")));
    if rows.is_empty() {
        return table;
    }
    table.rows(rows).total(
        all.iter()
            .fold(Row::new().cell(texts.t("programme-all")), |row, amounts| {
                row.cell(money::known(texts, amounts))
            }),
    )
}

fn school_row(texts: Texts, school: &SchoolOverview) -> Row {
    let plan = &school.plan;
    let measures = if plan.measures.is_empty() {
        Cell::no_data(texts)
    } else {
        Cell::from(of(texts, plan.settled(), plan.measures.len()))
    };
    let submissions = if school.submissions_due == 0 {
        Html::text("–")
    } else {
        Html::text(&of(texts, school.submissions_sent, school.submissions_due))
    };
    let submissions = match school.late_since {
        Some(day) => submissions.and(" ").and(Tag::new(
            texts.t1("overview-late-since", "date", Arg::Date(day)),
            Tone::Late,
        )),
        None => submissions,
    };
    Row::new()
        .cell(Html::link(
            &format!("/school-plans/{}", plan.institution),
            &plan.name,
        ))
        .cell(school_plans::system_tag(texts, plan))
        .cell(measures)
        .cell(submissions)
}

/// So many of so many.
fn of(texts: Texts, done: usize, all: usize) -> String {
    texts.t_args(
        "kit-progress",
        &[
            ("done".to_owned(), (done as i64).into()),
            ("total".to_owned(), (all as i64).into()),
        ],
    )
}

fn school_table(texts: Texts, schools: &[SchoolOverview]) -> Table {
    let columns = [
        "school-plan-institution",
        "school-plan-system",
        "overview-measures",
        "overview-submissions",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    // Whoever is late stands first: those are the ones to speak with.
    let mut sorted: Vec<&SchoolOverview> = schools.iter().collect();
    sorted.sort_by_key(|school| (school.late_since.is_none(), school.late_since));
    Table::new(texts, texts.t("overview-schools"), columns)
        .cards()
        .rows(sorted.into_iter().map(|school| school_row(texts, school)))
        .or_empty(Empty::new(texts.t("school-plan-none")))
}

fn schools_about(texts: Texts, schools: &[SchoolOverview]) -> String {
    let counted = |holds: fn(&SchoolOverview) -> bool| {
        Arg::Number(schools.iter().filter(|school| holds(school)).count() as f64)
    };
    texts.t_args(
        "overview-schools-about",
        &[
            ("all".to_owned(), Arg::Number(schools.len() as f64)),
            (
                "with".to_owned(),
                counted(|school| school.plan.has_system() == Some(true)),
            ),
            (
                "unknown".to_owned(),
                counted(|school| school.plan.has_system().is_none()),
            ),
            ("late".to_owned(), counted(|school| school.late_since.is_some())),
        ],
    )
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let Some(overview) = ctx.programme_overview().await? else {
        return Ok(none(&signed_in, layout, "/programme/overview"));
    };
    let shown = overview.late.len().min(LINES) + overview.near.len().min(LINES);
    let all = overview.late.len() + overview.near.len();
    let page = OverviewPage {
        parts: parts(&signed_in.actor, texts, "/programme/overview"),
        document: overview.view.programme.document.title.clone(),
        facts: version_facts(texts, &overview.view.version),
        counts: counts_table(texts, &overview.view, "/programme"),
        late: work_table(texts, "overview-late", "overview-late-none", &overview.late),
        near: work_table(texts, "overview-near", "overview-near-none", &overview.near),
        more: (all > shown).then(|| texts.t1("overview-more", "count", (all - shown) as i64)),
        duties: duty_table(texts, &overview),
        indicators: indicator_table(texts, &overview.indicators),
        off_track: off_track(texts, &overview.indicators),
        money: money_table(texts, &overview.money, ctx.today().year()),
        money_about: texts.t_args(
            "overview-money-about",
            &[
                ("unknown".to_owned(), (overview.money.unknown as i64).into()),
                ("all".to_owned(), (overview.money.activities as i64).into()),
            ],
        ),
        schools_about: schools_about(texts, &overview.schools),
        schools: school_table(texts, &overview.schools),
        layout: layout.titled("overview-title"),
    };
    Ok(Page(page).into_response())
}
