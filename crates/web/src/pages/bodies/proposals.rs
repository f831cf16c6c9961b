//! Proposals of meetings to the council, ministries and others, with the answers.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::AppError;
use balsts_domain::access::{Action, Resource};

use super::code_words;
use crate::{
    error::field_errors,
    kit::{
        Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice, Page, Path, Row,
        Table, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Body);
    let write = Access::Needs(Action::Write, Resource::Body);
    Routes::new()
        .get("/proposals", read, proposals)
        .post("/proposals/{id}/answer", write, answer_proposal)
}

#[derive(Template)]
#[template(path = "proposals.html")]
struct ProposalsPage {
    layout: Layout,
    table: Table,
    form: Form,
    unanswered: Vec<Unanswered>,
    may_write: bool,
}

/// A proposal with the form of its answer.
struct Unanswered {
    id: i64,
    field: String,
    text: String,
    /// The answer that stands already, where somebody was faster.
    stands: Option<Html>,
    /// Up to which instant the reader knows of answers.
    seen: i64,
}

/// Each proposal has its own form: a field of one is not that of another.
fn field(id: i64) -> String {
    format!("answer-{id}")
}

async fn proposals(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let page = page(
        &signed_in,
        layout,
        FormValues::default(),
        FieldErrors::new(),
        None,
    )
    .await?;
    Ok(Page(page).into_response())
}

/// `sent` is the proposal whose form came back. Where an answer stands by now it is shown above the field: sent again, the words are added below it.
async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
    sent: Option<i64>,
) -> Result<ProposalsPage, Failure> {
    let texts = layout.texts;
    let rows = signed_in.ctx().proposals().await?;
    let lines = rows.iter().map(|row| {
        Row::new()
            .cell(row.text.as_str())
            .cell(code_words(texts, "body-addressee-", &row.addressee))
            .cell(format!(
                "{}, {}",
                row.body,
                texts.date(balsts_store::date(row.meeting_day))
            ))
            .cell(row.answer.clone().unwrap_or_else(|| texts.t("body-unanswered")))
    });
    let columns = [
        "body-proposal",
        "body-addressee",
        "body-proposed-by",
        "body-answer",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let layout = layout
        .titled("body-proposals")
        .with_errors(&errors)
        .back("/bodies", "body-title");
    Ok(ProposalsPage {
        table: Table::new(texts, texts.t("body-proposals"), columns)
            .hidden_caption()
            .rows(lines)
            .or_empty(Empty::new(texts.t("body-proposals-empty"))),
        unanswered: rows
            .iter()
            .filter(|row| row.answer.is_none() || sent == Some(row.id))
            .map(|row| Unanswered {
                id: row.id,
                field: field(row.id),
                text: row.text.clone(),
                stands: row.answer.as_ref().map(|answer| {
                    let text = Html::text(&texts.t("body-answer-stands")).and(Html::lines([answer]));
                    Html::of(&Notice::of(texts, Tone::Attention, text).named("conflict"))
                }),
                seen: row.answered_at.unwrap_or_default(),
            })
            .collect(),
        may_write: signed_in.actor.may(Action::Write, Resource::Body),
        form: layout.filled_form(values, errors),
        layout,
    })
}

async fn answer_proposal(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let field = field(id);
    let seen = values.get("seen").parse().unwrap_or_default();
    let answered = signed_in
        .ctx()
        .answer_proposal(id, values.raw(&field), seen)
        .await;
    let mut errors = FieldErrors::new();
    let status = match answered {
        Err(AppError::Conflict(key)) => {
            errors.add(&field, key);
            StatusCode::CONFLICT
        }
        other => match field_errors(other)? {
            Ok(()) => {
                let flash = Flash::success("body-answer-kept").draft_done(&format!("proposal-{id}"));
                return Ok(redirect("/proposals", Some(&flash)));
            }
            Err(wrong) => {
                for error in wrong.iter() {
                    errors.add(&field, error.message.clone());
                }
                StatusCode::UNPROCESSABLE_ENTITY
            }
        },
    };
    let page = page(&signed_in, layout, values, errors, Some(id)).await?;
    Ok((status, Page(page)).into_response())
}
