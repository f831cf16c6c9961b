//! Proposals of meetings to the council, ministries and others, with the answers.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_domain::access::{Action, Resource};

use super::code_words;
use crate::{
    error::field_errors,
    kit::{
        Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, Row, Table,
        redirect,
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
    unanswered: Vec<(i64, String, String)>,
    may_write: bool,
}

/// Each proposal has its own form: a field of one is not that of another.
fn field(id: i64) -> String {
    format!("answer-{id}")
}

async fn proposals(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let page = page(&signed_in, layout, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
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
            .filter(|row| row.answer.is_none())
            .map(|row| (row.id, field(row.id), row.text.clone()))
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
    let answered = signed_in.ctx().answer_proposal(id, values.raw(&field)).await;
    match field_errors(answered)? {
        Ok(()) => {
            let flash = Flash::success("body-answer-kept").draft_done(&format!("proposal-{id}"));
            Ok(redirect("/proposals", Some(&flash)))
        }
        Err(wrong) => {
            let mut errors = FieldErrors::new();
            for error in wrong.iter() {
                errors.add(&field, error.message.clone());
            }
            let page = page(&signed_in, layout, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
