//! The prevention programme: on one page by level, with goals, activities and how far they are; for those who lead, with indicators, money and schools; its tasks, who does what, results by number, what
//! is odd in the document, and its versions.

mod activity;
mod annual;
mod evidence;
mod interim;
mod irregularities;
mod numbers;
mod overview;
mod paper;
mod parties;
mod policy_note;
mod report;
mod responsibilities;
mod roles;
mod row;
mod rows;
pub(crate) mod tasks;
mod upload;
mod versions;

use askama::Template;
use axum::{
    extract::DefaultBodyLimit,
    response::{IntoResponse, Response},
    routing::post,
};
use balsts_app::programme::{
    Which,
    work::{ActivityView, GoalView, ProgrammeView, WorkCounts},
};
use balsts_domain::{
    access::{Action, Actor, Resource},
    programme::{PreventionLevel, ProgressState, Table as Part, Timing},
};
use balsts_store::ProgrammeVersionRow;
use jiff::civil::Date;

use crate::{
    kit::{
        Button, Cell, Column, Empty, Failure, Html, Layout, Page, Row, Sections, SummaryList, Table, Tag,
        Tone,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Programme);
    let write = Access::Needs(Action::Write, Resource::Programme);
    let approve = Access::Needs(Action::Write, Resource::ProgrammeApproval);
    let report = Access::Needs(Action::Write, Resource::ProgrammeReport);
    let proof = Access::Needs(Action::Read, Resource::ProgrammeReport);
    let export = Access::Needs(Action::Export, Resource::Programme);
    let overview = Access::Needs(Action::Read, Resource::SchoolPlan);
    Routes::new()
        .get("/programme", read, show)
        .get("/programme/file/{form}", read, paper::file)
        .get("/programme/annual", read, annual::show)
        .get("/programme/annual/file/{form}", export, annual::export)
        .get("/programme/annual/write", write, annual::write_form)
        .post("/programme/annual/write", write, annual::write)
        .get("/programme/annual/event", write, annual::event_form)
        .post("/programme/annual/event", write, annual::event)
        .get("/programme/interim", read, interim::show)
        .get("/programme/interim/file/{form}", export, interim::export)
        .get("/programme/activity", read, activity::show)
        .get("/programme/overview", overview, overview::show)
        .get("/programme/tasks", read, tasks::list)
        .get("/programme/tasks/report", report, report::form)
        .add(
            "POST",
            "/programme/tasks/report",
            report,
            // The size is counted while the form is read.
            post(report::send).layer(DefaultBodyLimit::disable()),
        )
        .get("/programme/evidence/{id}", proof, evidence::take)
        .get("/programme/responsibilities", read, responsibilities::show)
        .get("/programme/roles", read, roles::show)
        .get("/programme/numbers", read, numbers::list)
        .get("/programme/numbers/write", report, numbers::form)
        .post("/programme/numbers/write", report, numbers::write)
        .get("/programme/irregularities", read, irregularities::show)
        .get("/programme/versions", read, versions::list)
        .post("/programme/versions/start", write, versions::start)
        .post("/programme/versions/update", write, versions::update)
        .get("/programme/versions/new", write, upload::form)
        .add(
            "POST",
            "/programme/versions/new",
            write,
            post(upload::preview).layer(DefaultBodyLimit::max(upload::LARGEST)),
        )
        .add(
            "POST",
            "/programme/versions/keep",
            write,
            post(upload::keep).layer(DefaultBodyLimit::max(upload::LARGEST)),
        )
        .get("/programme/versions/{number}", read, versions::show)
        .get("/programme/versions/{number}/rows", write, rows::list)
        .get("/programme/versions/{number}/row", write, row::form)
        .post("/programme/versions/{number}/row", write, row::write)
        .get("/programme/versions/{number}/{form}", read, versions::file)
        .post("/programme/versions/{number}/step", write, versions::step)
        .post("/programme/versions/{number}/decide", approve, versions::decide)
        .with(policy_note::routes())
}

/// The parts of the programme, one page each; the page for those who lead where the reader may see what is on it.
pub(crate) fn parts(actor: &Actor, texts: Texts, current: &str) -> Sections {
    let sections = Sections::new(texts.t("programme-parts"), current);
    let sections = if actor.may(Action::Read, Resource::SchoolPlan) {
        sections.part("/programme/overview", texts.t("overview-title"))
    } else {
        sections
    };
    [
        ("/programme", "programme-overview"),
        ("/programme/tasks", "programme-tasks"),
        ("/programme/responsibilities", "programme-responsibilities"),
        ("/programme/roles", "programme-roles"),
        ("/programme/numbers", "programme-numbers"),
        ("/programme/money", "money-title"),
        ("/programme/means", "money-means"),
        ("/programme/policies", "policy-note-title"),
        ("/programme/annual", "annual-title"),
        ("/programme/interim", "interim-title"),
        ("/programme/irregularities", "programme-irregularities"),
        ("/programme/versions", "programme-versions"),
    ]
    .into_iter()
    .fold(sections, |sections, (href, key)| {
        sections.part(href, texts.t(key))
    })
}

/// The words of a code: of `programme-state-` and `in_progress` those of `programme-state-in-progress`.
fn words(texts: Texts, of: &str, code: &str) -> String {
    texts.t(&format!("{of}{}", code.replace('_', "-")))
}

/// Sign and name of a level.
fn level_words(texts: Texts, level: PreventionLevel) -> String {
    format!(
        "{} {}",
        level.sign(),
        words(texts, "programme-level-", level.code())
    )
}

fn part_words(texts: Texts, part: Part) -> String {
    words(texts, "programme-table-", part.code())
}

/// State and, where it asks for attention, where the term stands.
fn state_cell(texts: Texts, state: ProgressState, timing: Timing) -> Html {
    let tone = match state {
        ProgressState::Done | ProgressState::Continuous => Tone::Good,
        ProgressState::Postponed => Tone::Attention,
        _ => Tone::Neutral,
    };
    let state: Html = Tag::new(words(texts, "programme-state-", state.code()), tone).into();
    match timing {
        Timing::Overdue => state
            .and(Html::text(" "))
            .and(Tag::new(texts.t("programme-timing-overdue"), Tone::Late)),
        Timing::BeginsSoon | Timing::EndsSoon => state.and(Html::text(" ")).and(Tag::new(
            words(texts, "programme-timing-", timing.code()),
            Tone::Attention,
        )),
        _ => state,
    }
}

fn day_cell(texts: Texts, day: Option<Date>) -> Cell {
    match day {
        Some(day) => Cell::from(texts.date(day)),
        None => Cell::no_data(texts),
    }
}

/// The address of the page of an activity.
pub(super) fn activity_href(key: &str) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("key", key);
    format!("/programme/activity?{}", pairs.finish())
}

/// The address of what the programme asks of an institution.
pub(crate) fn roles_href(institution: &str) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("institution", institution);
    format!("/programme/roles?{}", pairs.finish())
}

/// A title, or words that say that the document has none.
fn title_or_none(texts: Texts, title: &str) -> String {
    if title.trim().is_empty() {
        texts.t("programme-untitled")
    } else {
        title.to_owned()
    }
}

fn version_facts(texts: Texts, version: &ProgrammeVersionRow) -> SummaryList {
    let decision = match (&version.decision, version.decided_day) {
        (Some(number), Some(day)) => Some(format!("{number}, {}", texts.date(balsts_store::date(day)))),
        (Some(number), None) => Some(number.clone()),
        (None, Some(day)) => Some(texts.date(balsts_store::date(day))),
        (None, None) => None,
    };
    let number = Html::link(
        &format!("/programme/versions/{}", version.number),
        &texts.t_args(
            "programme-version-of",
            &[
                ("number".to_owned(), version.number.into()),
                (
                    "state".to_owned(),
                    words(texts, "programme-version-state-", &version.state).into(),
                ),
            ],
        ),
    );
    SummaryList::new(texts)
        .row(
            texts.t("programme-years"),
            format!("{}–{}", version.from_year, version.to_year),
        )
        .maybe(texts.t("programme-decision"), decision)
        .row(texts.t("programme-version"), number)
}

#[derive(Template)]
#[template(path = "programme.html")]
struct ProgrammePage {
    layout: Layout,
    parts: Sections,
    document: String,
    overall: Option<(String, Vec<String>)>,
    facts: SummaryList,
    counts: Table,
    levels: Vec<LevelPart>,
    odd: String,
    files: Vec<Button>,
}

struct LevelPart {
    id: &'static str,
    name: String,
    goals: Vec<GoalPart>,
}

struct GoalPart {
    heading: String,
    results: Vec<String>,
    remarks: Vec<String>,
    activities: Table,
}

/// Counts by level; `page` is where the levels are, empty for the page itself.
fn counts_table(texts: Texts, view: &ProgrammeView, page: &str) -> Table {
    let row = |name: Html, counts: WorkCounts| {
        Row::new()
            .cell(name)
            .cell(texts.count(counts.all as i64))
            .cell(texts.count(counts.settled as i64))
            .cell(texts.count(counts.under_way as i64))
            .cell(texts.count(counts.soon as i64))
            .cell(texts.count(counts.overdue as i64))
    };
    let rows = PreventionLevel::ALL.map(|level| {
        let name = Html::link(&format!("{page}#{}", level.code()), &level_words(texts, level));
        row(name, WorkCounts::of(view.work_of(level)))
    });
    let mut columns = vec![Column::text(texts.t("programme-level"))];
    columns.extend(
        [
            "programme-count-all",
            "programme-count-settled",
            "programme-count-under-way",
            "programme-count-soon",
            "programme-count-overdue",
        ]
        .map(|key| Column::number(texts.t(key))),
    );
    Table::new(texts, texts.t("programme-counts"), columns)
        .rows(rows)
        .total(row(
            Html::text(&texts.t("programme-all")),
            WorkCounts::of(view.work()),
        ))
}

fn activity_row(texts: Texts, one: &ActivityView) -> Row {
    let activity = &one.activity;
    let mut title = Html::link(&activity_href(&one.key), &title_or_none(texts, &activity.title));
    if !one.is_planned {
        title = title
            .and(Html::text(" "))
            .and(Tag::new(texts.t("programme-only-in-tasks"), Tone::Neutral));
    }
    let result = if activity.expected_result.is_empty() {
        Cell::no_data(texts)
    } else {
        Cell::from(activity.expected_result.as_str())
    };
    Row::new()
        .cell(activity.number().unwrap_or("–"))
        .cell(title)
        .cell(result)
        .cell(activity.responsible.join(", "))
        .cell(state_cell(texts, one.state, one.timing))
        .cell(match one.next_day {
            None if one.state.is_settled() => Cell::from("–"),
            day => day_cell(texts, day),
        })
}

fn goal_part(texts: Texts, goal: &GoalView) -> GoalPart {
    let columns = [
        "programme-nr",
        "programme-activity",
        "programme-result",
        "programme-responsible",
        "programme-state",
        "programme-next-day",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let heading = format!("{}. {}", goal.goal.nr.trim_end_matches('.'), goal.goal.title);
    let mut remarks: Vec<String> = goal
        .other_names
        .iter()
        .map(|name| {
            let key = if name.nr.is_empty() {
                "programme-other-title"
            } else {
                "programme-other-name"
            };
            texts.t_args(
                key,
                &[
                    ("table".to_owned(), part_words(texts, name.table).into()),
                    ("number".to_owned(), name.nr.clone().into()),
                    ("title".to_owned(), name.title.clone().into()),
                ],
            )
        })
        .collect();
    if !goal.is_strategic {
        remarks.push(texts.t("programme-not-strategic"));
    }
    GoalPart {
        activities: Table::new(texts, heading.as_str(), columns)
            .hidden_caption()
            .cards()
            .rows(goal.activities.iter().map(|one| activity_row(texts, one)))
            .or_empty(Empty::new(texts.t("programme-goal-empty"))),
        heading,
        results: goal.goal.expected_results.clone(),
        remarks,
    }
}

#[derive(Template)]
#[template(path = "programme_none.html")]
struct NonePage {
    layout: Layout,
    parts: Sections,
    may_write: bool,
}

/// The page of who has no programme yet.
pub(crate) fn none(signed_in: &SignedIn, layout: Layout, current: &str) -> Response {
    Page(NonePage {
        parts: parts(&signed_in.actor, layout.texts, current),
        may_write: signed_in.actor.may(Action::Write, Resource::Programme),
        layout: layout.titled("programme-title"),
    })
    .into_response()
}

async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let Some(view) = signed_in.ctx().programme_view(Which::Current).await? else {
        return Ok(none(&signed_in, layout, "/programme"));
    };
    let programme = &view.programme;
    let levels = PreventionLevel::ALL
        .into_iter()
        .map(|level| LevelPart {
            id: level.code(),
            name: level_words(texts, level),
            goals: view.goals_of(level).map(|goal| goal_part(texts, goal)).collect(),
        })
        .collect();
    let page = ProgrammePage {
        parts: parts(&signed_in.actor, texts, "/programme"),
        document: programme.document.title.clone(),
        overall: (!programme.overall_goal.is_empty())
            .then(|| (programme.overall_goal.clone(), programme.overall_results.clone())),
        facts: version_facts(texts, &view.version),
        counts: counts_table(texts, &view, ""),
        levels,
        files: annual::file_buttons(texts, |form| format!("/programme/file/{form}")),
        odd: texts.t1("programme-odd", "count", view.irregularities().len() as i64),
        layout: layout.titled("programme-title"),
    };
    Ok(Page(page).into_response())
}
