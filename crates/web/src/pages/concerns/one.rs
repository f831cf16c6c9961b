//! One concern: what was seen, and the steps by which the support team examines, answers and takes it over.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::concern::{ConcernStep, ConcernView, ConfirmedFactor, factors, factors_field, note_field};
use balsts_domain::{
    access::{Action, Resource},
    risk::{Factor, Group},
};

use super::{factor_list, factor_words, group_words, state, when};
use crate::{
    error::{conflict_beside, field_errors},
    kit::{
        Button, Choice, Event, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path,
        Timeline, Urgent, redirect,
    },
    signed_in::SignedIn,
    texts::Texts,
};

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
    danger: Option<Button>,
    case: Option<Button>,
    team: bool,
    may_open_pupil: bool,
    /// Help begins here, once the risk is confirmed.
    plan: Option<Button>,
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
    // A worry outlasts the child's days at the school; nothing else of the child does.
    let reaches = signed_in.ctx().opens_pupil(&row.public_id).await;
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
    let confirmed =
        ["confirmed", "settled"].contains(&row.state.as_str()) && row.outcome.as_deref() == Some("confirmed");
    let plan = (confirmed && team && reaches && signed_in.ctx().drafts_plans()).then(|| {
        let start = format!("/plans/new?pupil={}", row.public_id);
        let button = Button::link(texts.t("plans-start"), start);
        if row.state == "settled" {
            button.secondary()
        } else {
            button
        }
    });
    Ok(ConcernPage {
        groups: group_fields(texts, &signed_in.ctx().confirmable_factors()),
        factors: factor_list(texts, &row.factors),
        state: state(texts, &view),
        timeline: Timeline::new(events).heading_level(2),
        urgent: row.danger.then(|| Urgent::new(texts)),
        danger: (reaches || !team)
            .then(|| crate::pages::case::danger_button(texts, signed_in, Some(&row.public_id)))
            .flatten(),
        case: (team && reaches && signed_in.actor.may(Action::Write, Resource::CaseOpening)).then(|| {
            let href = format!("/cases/new?pupil={}&concern={id}", row.public_id);
            Button::link(texts.t("case-from-concern"), href).secondary()
        }),
        team,
        plan,
        may_open_pupil: reaches && signed_in.actor.may(Action::Read, Resource::Assessment),
        outcomes: ["confirmed", "not-confirmed"]
            .map(|outcome| Choice::new(outcome, texts.t(&format!("concerns-outcome-{outcome}"))))
            .to_vec(),
        form: layout.filled_form(values, errors),
        view,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
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

pub(super) async fn examine(
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

pub(super) async fn answer(
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

pub(super) async fn settle(
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
