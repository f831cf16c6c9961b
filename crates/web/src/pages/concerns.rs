//! Staff concerns: written on a phone in under a minute, answered by the support team.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::concern::{
    ConcernStep, ConcernView, ConfirmedFactor, SendConcern, factors, factors_field, note_field,
};
use balsts_domain::{
    access::{Action, Resource},
    concern::Urgency,
    risk::{Factor, Group},
};
use balsts_reports::format::Language;

use crate::{
    error::{conflict_beside, field_errors},
    kit::{
        Choice, Column, Empty, Event, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Row,
        Table, Tag, Timeline, Tone, Urgent, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Concern);
    let write = Access::Needs(Action::Write, Resource::Concern);
    let team = Access::Needs(Action::Write, Resource::RiskFactors);
    Routes::new()
        .get("/concerns", read, list)
        .get("/concerns/new", write, show_new)
        .post("/concerns/new", write, send)
        .get("/concerns/{id}", read, show)
        .post("/concerns/{id}/examine", team, examine)
        .post("/concerns/{id}/answer", team, answer)
        .post("/concerns/{id}/settle", team, settle)
}

/// The words of a factor.
pub(crate) fn factor_words(texts: Texts, factor: Factor) -> &'static str {
    match texts.language {
        Language::Latvian => factor.latvian(),
        Language::English => factor.english(),
    }
}

/// The words of a group.
pub(crate) fn group_words(texts: Texts, group: Group) -> &'static str {
    match texts.language {
        Language::Latvian => group.latvian(),
        Language::English => group.english(),
    }
}

/// The words of a stored list of factors.
pub(crate) fn factor_list(texts: Texts, codes: &str) -> String {
    factors(codes)
        .into_iter()
        .map(|factor| factor_words(texts, factor))
        .collect::<Vec<_>>()
        .join("; ")
}

fn when(at: i64) -> jiff::civil::DateTime {
    balsts_store::timestamp(at)
        .to_zoned(balsts_app::clock::riga())
        .datetime()
}

/// How a concern stands, in words.
pub(crate) fn state(texts: Texts, view: &ConcernView) -> Html {
    let mut words = Html::text(&texts.t(&format!("concerns-state-{}", view.row.state.replace('_', "-"))));
    if view.overdue {
        words = words.and(Tag::new(texts.t("concerns-overdue"), Tone::Late));
    }
    if view.long_unresolved {
        words = words.and(Tag::new(texts.t("concerns-long-unresolved"), Tone::Late));
    }
    words
}

#[derive(Template)]
#[template(path = "concerns.html")]
struct ConcernsPage {
    layout: Layout,
    waiting: Table,
    settled: Table,
    may_write: bool,
}

fn table(texts: Texts, caption: &str, empty: &str, views: &[ConcernView]) -> Table {
    let rows = views.iter().map(|view| {
        let row = &view.row;
        let name = format!("{} {}", row.family_name, row.given_name);
        let mut what = Html::text(&factor_list(texts, &row.factors));
        if row.danger {
            what = Html::of(&Tag::new(texts.t("concerns-danger"), Tone::Late)).and(what);
        }
        Row::new()
            .cell(Html::link(&format!("/concerns/{}", row.id), &name))
            .cell(row.class.clone().unwrap_or_default())
            .cell(what)
            .cell(row.reporter.as_str())
            .cell(texts.t1("concerns-age", "count", f64::from(view.age)))
            .cell(state(texts, view))
    });
    let columns = [
        "concerns-pupil",
        "concerns-class",
        "concerns-what",
        "concerns-reporter",
        "concerns-age-title",
        "concerns-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t(caption), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t(empty)))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let (waiting, settled) = ctx.concern_lists().await?;
    let page = ConcernsPage {
        waiting: table(texts, "concerns-waiting", "concerns-waiting-empty", &waiting),
        settled: table(texts, "concerns-settled", "concerns-settled-empty", &settled),
        may_write: signed_in.actor.may(Action::Write, Resource::Concern),
        layout: layout.titled("concerns-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "concern_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    pupils: Vec<Choice>,
    chosen: Option<String>,
    searched: bool,
    factors: Vec<Choice>,
    urgencies: Vec<Choice>,
    danger: Vec<Choice>,
    urgent: Urgent,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let mut chosen = None;
    if let Some(pupil) = values.some("pupil") {
        let found = ctx.concern_pupil(pupil).await?;
        chosen = Some(format!(
            "{} {}, {}",
            found.family_name, found.given_name, found.class
        ));
    }
    let pupils = if chosen.is_none() {
        ctx.concern_pupils(values.get("name"))
            .await?
            .into_iter()
            .map(|one| {
                Choice::new(
                    one.public_id,
                    format!("{} {}, {}", one.family_name, one.given_name, one.class),
                )
            })
            .collect()
    } else {
        Vec::new()
    };
    // What a teacher can see in a classroom; health, means and family are for those who find out more.
    let factors = Factor::ALL
        .iter()
        .filter(|factor| factor.group() == Group::A && !factor.needs_text())
        .map(|factor| Choice::new(factor.code(), factor_words(texts, *factor)))
        .collect();
    let urgencies = Urgency::ALL
        .map(|urgency| {
            Choice::new(
                urgency.code(),
                texts.t(&format!("concerns-urgency-{}", urgency.code())),
            )
        })
        .to_vec();
    let layout = layout
        .narrow()
        .titled("concerns-new-title")
        .with_errors(&errors)
        .back("/", "nav-home");
    Ok(NewPage {
        searched: values.some("name").is_some(),
        form: layout.filled_form(values, errors),
        pupils,
        chosen,
        factors,
        urgencies,
        danger: vec![Choice::new("yes", texts.t("concerns-danger-yes"))],
        urgent: Urgent::new(texts),
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let values = FormValues::of(&layout.address);
    let values = if values.some("urgency").is_none() {
        values.with("urgency", Urgency::Normal.code())
    } else {
        values
    };
    Ok(Page(new_page(&signed_in, layout, values, FieldErrors::new()).await?).into_response())
}

async fn send(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    if values.some("pupil").is_none() {
        errors.add("pupil", "error-concern-pupil");
    } else {
        let concern = SendConcern {
            pupil: values.get("pupil").to_owned(),
            factors: values
                .all("factors")
                .into_iter()
                .filter_map(Factor::from_code)
                .collect(),
            text: values.get("text").to_owned(),
            urgency: Urgency::from_code(values.get("urgency")).unwrap_or_default(),
            danger: values.get("danger") == "yes",
        };
        match field_errors(signed_in.ctx().send_concern(&concern).await)? {
            Ok(id) => {
                let flash = Flash::success("concerns-sent").draft_done("concern-new");
                return Ok(redirect(&format!("/concerns/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[derive(Template)]
#[template(path = "concern.html")]
struct ConcernPage {
    layout: Layout,
    form: Form,
    view: ConcernView,
    factors: String,
    state: Html,
    timeline: Timeline,
    urgent: Option<Urgent>,
    team: bool,
    may_open_pupil: bool,
    outcomes: Vec<Choice>,
    groups: Vec<GroupFields>,
}

/// The factors of a group as they are confirmed, and what *Cits* means there.
struct GroupFields {
    factors: String,
    note: String,
    words: String,
    choices: Vec<Choice>,
}

fn group_fields(texts: Texts, confirmable: &[Factor]) -> Vec<GroupFields> {
    let fields = |group: Group| GroupFields {
        factors: factors_field(group),
        note: note_field(group),
        words: group_words(texts, group).to_owned(),
        choices: group
            .factors()
            .filter(|factor| confirmable.contains(factor))
            .map(|factor| Choice::new(factor.code(), factor_words(texts, factor)))
            .collect(),
    };
    let mut groups: Vec<GroupFields> = Group::ALL.into_iter().map(fields).collect();
    groups.retain(|group| !group.choices.is_empty());
    groups
}

/// What was ticked in all groups, each with its words.
fn confirmed(values: &FormValues) -> Vec<ConfirmedFactor> {
    let mut confirmed = Vec::new();
    for group in Group::ALL {
        for code in values.all(&factors_field(group)) {
            if let Some(factor) = Factor::from_code(code).filter(|factor| factor.group() == group) {
                let note = if factor.needs_text() {
                    values.get(&note_field(group)).to_owned()
                } else {
                    String::new()
                };
                confirmed.push(ConfirmedFactor { factor, note });
            }
        }
    }
    confirmed
}

/// The answer starts with what the reporter ticked.
fn preset(mut values: FormValues, codes: &str) -> FormValues {
    for factor in factors(codes) {
        values = values.with(&factors_field(factor.group()), factor.code());
    }
    values
}

async fn concern_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<ConcernPage, Failure> {
    let view = signed_in.ctx().concern(id).await?;
    let texts = layout.texts;
    let row = &view.row;
    let mut events = vec![
        Event::at(
            texts,
            when(row.sent_at),
            texts.t("concerns-event-sent"),
            row.text.as_str(),
        )
        .by(row.reporter.as_str()),
    ];
    if let Some(at) = row.read_at {
        events.push(Event::at(texts, when(at), texts.t("concerns-event-read"), ""));
    }
    let team = signed_in.actor.may(Action::Write, Resource::RiskFactors);
    // What was found is for the team; the reporter gets the answer.
    if let Some(findings) = row.findings.as_deref().filter(|_| team) {
        let at = row.read_at.unwrap_or(row.sent_at);
        events.push(Event::at(
            texts,
            when(at),
            texts.t("concerns-event-examined"),
            findings,
        ));
    }
    if let (Some(at), Some(answer)) = (row.answered_at, &row.answer) {
        let outcome = row.outcome.as_deref().unwrap_or_default().replace('_', "-");
        let event = Event::at(
            texts,
            when(at),
            texts.t(&format!("concerns-outcome-{outcome}")),
            answer.as_str(),
        );
        events.push(event.by(row.answered_by.clone().unwrap_or_default()));
    }
    if let Some(at) = row.settled_at {
        events.push(Event::at(texts, when(at), texts.t("concerns-event-settled"), ""));
    }
    let name = format!("{} {}", row.family_name, row.given_name);
    let layout = layout
        .narrow()
        .titled_as(name)
        .with_errors(&errors)
        .back("/concerns", "concerns-title");
    let values = if values.some("answering").is_none() {
        preset(values, &row.factors)
    } else {
        values
    };
    let values = values.with("version", row.version.to_string());
    Ok(ConcernPage {
        groups: group_fields(texts, &signed_in.ctx().confirmable_factors()),
        factors: factor_list(texts, &row.factors),
        state: state(texts, &view),
        timeline: Timeline::new(events).heading_level(2),
        urgent: row.danger.then(|| Urgent::new(texts)),
        team,
        may_open_pupil: signed_in.actor.may(Action::Read, Resource::Assessment),
        outcomes: ["confirmed", "not-confirmed"]
            .map(|outcome| Choice::new(outcome, texts.t(&format!("concerns-outcome-{outcome}"))))
            .to_vec(),
        form: layout.filled_form(values, errors),
        view,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = concern_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn step(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    step: ConcernStep,
    done: &'static str,
) -> Result<Response, Failure> {
    let version = values.get("version").parse().unwrap_or_default();
    let field = step.field();
    let result = signed_in.ctx().step_concern(id, version, step).await;
    match field_errors(conflict_beside(field, result))? {
        Ok(()) => {
            let flash = Flash::success(done).draft_done(&format!("{done}-{id}"));
            Ok(redirect(&format!("/concerns/{id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = concern_page(signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn examine(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let findings = values.get("findings").to_owned();
    step(
        &signed_in,
        layout,
        id,
        values,
        ConcernStep::Examine(findings),
        "concerns-examined",
    )
    .await
}

async fn answer(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let text = values.get("text").to_owned();
    let answer = match values.get("outcome") {
        "confirmed" => ConcernStep::Confirm(confirmed(&values), text),
        "not-confirmed" => ConcernStep::NotConfirm(text),
        _ => {
            let mut errors = FieldErrors::new();
            errors.add("outcome", "error-concern-outcome");
            let page = concern_page(&signed_in, layout, id, values, errors).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
        }
    };
    step(&signed_in, layout, id, values, answer, "concerns-answered").await
}

async fn settle(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    step(
        &signed_in,
        layout,
        id,
        values,
        ConcernStep::Settle,
        "concerns-is-settled",
    )
    .await
}
