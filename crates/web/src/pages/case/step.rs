//! Opening a case, and every step of the table as one form whose fields are what the table asks for.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    AppError,
    case::{CaseView, OpenCase},
};
use balsts_domain::{
    access::Resource,
    cases::{
        CaseEvent, CaseKind, CaseState, Event, Outcome, Party,
        event::{Criterion, Need},
        form::OUT_OF_ORDER,
        table as chart,
    },
};

use super::{asked, chosen, name, words};
use crate::{
    error::field_errors,
    kit::{Choice, Failure, Field, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, redirect},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "case_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    pupils: Vec<Choice>,
    chosen: Option<String>,
    searched: bool,
    kinds: Vec<Choice>,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let texts = layout.texts;
    let (found, pupils) = asked(signed_in, texts, Resource::CaseOpening, &values).await?;
    let on_no_list = found.as_ref().is_some_and(|found| found.institution_id.is_none());
    let layout = layout
        .narrow()
        .titled("case-open")
        .with_errors(&errors)
        .back("/cases", "case-title");
    Ok(NewPage {
        searched: values.some("name").is_some(),
        kinds: CaseKind::ALL
            .iter()
            // A child on no list has no school that could lead.
            .filter(|kind| !(on_no_list && kind.lead() == Party::School))
            .map(|kind| {
                Choice::new(kind.code(), words(texts, kind.words())).hint(texts.t1(
                    "case-led-by",
                    "party",
                    words(texts, kind.lead().words()),
                ))
            })
            .collect(),
        form: layout.filled_form(values, errors),
        pupils,
        chosen: found.map(|found| chosen(texts, &found)),
        layout,
    })
}

pub(super) async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let values = FormValues::of(&layout.address);
    Ok(Page(new_page(&signed_in, layout, values, FieldErrors::new()).await?).into_response())
}

pub(super) async fn open(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    match (values.some("pupil"), CaseKind::from_code(values.get("kind"))) {
        (None, _) => errors.add("pupil", "error-concern-pupil"),
        (_, None) => errors.add("kind", "error-case-kind"),
        (Some(pupil), Some(kind)) => {
            let open = OpenCase {
                pupil: pupil.to_owned(),
                kind,
                words: values.get("words").to_owned(),
                concern: values.get("concern").parse().ok(),
            };
            match field_errors(signed_in.ctx().open_case(&open).await)? {
                Ok(case) => {
                    let flash = Flash::success("case-is-open").draft_done("new-case");
                    return Ok(redirect(&format!("/cases/{case}"), Some(&flash)));
                }
                Err(found) => errors = found,
            }
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[derive(Template)]
#[template(path = "case_step.html")]
struct StepPage {
    layout: Layout,
    form: Form,
    fields: Vec<Field>,
    action: String,
    draft: String,
    child: String,
}

/// Whether an institution can be chosen in a step.
fn chosen_from(view: &CaseView, event: CaseEvent, party: Party) -> bool {
    let takes_part = || {
        let mut parts = view.parts.iter().filter(|part| part.ended_at.is_none());
        parts.any(|part| part.party == party.code())
    };
    match event {
        CaseEvent::ProposeLead => party.can_lead() && party != view.case.lead,
        CaseEvent::Invite => !takes_part(),
        CaseEvent::EndPart => {
            let stays = party == view.case.lead || party == Party::School;
            let may_end = view.party == Some(view.case.lead) || view.party == Some(party);
            takes_part() && !stays && may_end
        }
        _ => true,
    }
}

async fn step_page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: &str,
    event: CaseEvent,
    values: FormValues,
    errors: FieldErrors,
) -> Result<StepPage, Failure> {
    let ctx = signed_in.ctx();
    let view = ctx.case(public_id).await?;
    let texts = layout.texts;
    // The step may be gone because somebody was faster: then the page says so, with what was typed.
    let state: CaseState = view.case.state;
    let row = chart::find(event, state).or_else(|| chart::ROWS.iter().find(|row| row.event == event));
    let needs = row.map_or(&[][..], |row| row.needs);
    let values = if values.some("version").is_none() || !errors.is_empty() {
        values.with("version", view.line.row.version.to_string())
    } else {
        values
    };
    let layout = layout
        .narrow()
        .titled_as(words(texts, event.words()))
        .with_errors(&errors)
        .back(format!("/cases/{public_id}"), "case-back");
    let form = layout.filled_form(values, errors);
    let mut fields = Vec::new();
    for need in needs {
        fields.push(match need {
            // The record says whether there is one.
            Need::Plan => continue,
            Need::Words => form.textarea("words", "case-words"),
            Need::Reason => form.textarea("words", "case-reason"),
            Need::Outcome => {
                let all: Vec<Choice> = Outcome::ALL
                    .iter()
                    .filter(|one| **one != Outcome::Solved)
                    .map(|one| Choice::new(one.code(), words(texts, one.words())))
                    .collect();
                form.radios("outcome", "case-outcome", &all).small()
            }
            Need::Next => form.date("next", "case-next"),
            Need::Until => form.date("until", "case-until"),
            Need::Party => {
                let all: Vec<Choice> = Party::ALL
                    .iter()
                    .filter(|one| chosen_from(&view, event, **one))
                    .map(|one| Choice::new(one.code(), words(texts, one.words())))
                    .collect();
                let label = if event == CaseEvent::ProposeLead {
                    "case-lead"
                } else {
                    "case-institution"
                };
                form.radios("party", label, &all).small()
            }
            Need::Person => {
                let people = ctx.case_people(public_id).await?;
                let all: Vec<Choice> = people
                    .into_iter()
                    .map(|one| Choice::new(one.id.to_string(), one.name))
                    .collect();
                form.select("person", "case-person", &all)
            }
            Need::Criterion => {
                let all: Vec<Choice> = Criterion::ALL
                    .iter()
                    .map(|one| Choice::new(one.code(), words(texts, one.words())))
                    .collect();
                form.radios("criterion", "case-criterion", &all).small()
            }
        });
    }
    let dated = row.is_some_and(|row| matches!(row.due, chart::Due::Working(..) | chart::Due::Days(..)));
    if dated && !needs.contains(&Need::Next) {
        fields.push(form.date("next", "case-next-own").optional());
    }
    let lets_in = matches!(event, CaseEvent::Invite | CaseEvent::ProposeLead);
    if lets_in && chosen_from(&view, event, Party::SocialService) {
        let why = form.textarea(OUT_OF_ORDER, "case-override").lines(2);
        fields.push(why.optional());
    }
    if !needs.contains(&Need::Words) && !needs.contains(&Need::Reason) {
        fields.push(form.textarea("words", "case-words").optional());
    }
    Ok(StepPage {
        action: format!("/cases/{public_id}/step/{}", event.code()),
        draft: format!("case-{}-{}", view.line.row.id, event.code()),
        child: name(&view.line.row),
        fields,
        form,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, event)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let event = CaseEvent::from_code(&event).ok_or_else(Failure::not_found)?;
    let page = step_page(
        &signed_in,
        layout,
        &public_id,
        event,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

pub(super) async fn send(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, event)): Path<(String, String)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let kind = CaseEvent::from_code(&event).ok_or_else(Failure::not_found)?;
    let mut errors = FieldErrors::new();
    let next = errors.take("next", values.date("next")).flatten();
    let until = errors.take("until", values.date("until")).flatten();
    if errors.is_empty() {
        let event = Event {
            next,
            until,
            outcome: Outcome::from_code(values.get("outcome")),
            party: Party::from_code(values.get("party")),
            person: values.get("person").parse().ok(),
            criterion: Criterion::from_code(values.get("criterion")),
            out_of_order: values.raw(OUT_OF_ORDER).to_owned(),
            ..Event::new(kind, values.raw("words"))
        };
        let version = values.get("version").parse().unwrap_or_default();
        let result = signed_in.ctx().step_case(&public_id, version, &event).await;
        // Somebody was faster: the case as it is now is shown, and what was typed stays in the form.
        let result = match result {
            Err(AppError::Conflict(key)) => Err(balsts_app::FieldErrors::one("words", key)),
            other => other,
        };
        match field_errors(result)? {
            Ok(()) => {
                let id = values.get("draft").to_owned();
                let flash = Flash::success("case-step-done").draft_done(&id);
                // Whoever ended their own part does not see the case any more.
                let left = kind == CaseEvent::EndPart && !signed_in.ctx().sees_case(&public_id).await?;
                let to = if left {
                    "/cases".to_owned()
                } else {
                    format!("/cases/{public_id}")
                };
                return Ok(redirect(&to, Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = step_page(&signed_in, layout, &public_id, kind, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
