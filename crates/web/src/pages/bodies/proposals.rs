//! Proposals of meetings to the council, ministries and others, with the answers.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use balsts_domain::access::{Action, Resource};

use super::code_words;
use crate::{
    kit::{Column, Empty, Failure, Flash, FormValues, Layout, Page, Row, Table, redirect},
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
    unanswered: Vec<(i64, String)>,
    may_write: bool,
}

async fn proposals(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
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
    let page = ProposalsPage {
        table: Table::new(texts, texts.t("body-proposals"), columns)
            .hidden_caption()
            .rows(lines)
            .or_empty(Empty::new(texts.t("body-proposals-empty"))),
        unanswered: rows
            .iter()
            .filter(|row| row.answer.is_none())
            .map(|row| (row.id, row.text.clone()))
            .collect(),
        may_write: signed_in.actor.may(Action::Write, Resource::Body),
        layout: layout.titled("body-proposals").back("/bodies", "body-title"),
    };
    Ok(Page(page).into_response())
}

async fn answer_proposal(
    signed_in: SignedIn,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    signed_in.ctx().answer_proposal(id, values.get("answer")).await?;
    let flash = Flash::success("body-answer-kept").draft_done(&format!("proposal-{id}"));
    Ok(redirect("/proposals", Some(&flash)))
}
