//! Talks of a body outside its meetings, on its card.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::talk::AddTalk;
use balsts_domain::{
    access::{Action, Resource},
    cooperation::TalkWith,
};
use balsts_store::TalkRow;

use super::{body_page, code_words};
use crate::{
    error::field_errors,
    kit::{Column, Empty, Failure, FieldErrors, Flash, FormValues, Layout, Page, Path, Row, Table, redirect},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Meeting);
    Routes::new().post("/bodies/{id}/talks", write, add)
}

pub(super) fn table(texts: Texts, talks: &[TalkRow]) -> Table {
    let rows = talks.iter().map(|row| {
        let with: Vec<String> = row
            .with_codes
            .split(';')
            .map(|code| code_words(texts, "body-talk-with-", code))
            .collect();
        Row::new()
            .cell(texts.date(balsts_store::date(row.day)))
            .cell(with.join(", "))
            .cell(row.about.as_str())
            .cell(row.conclusions.as_str())
    });
    let columns = [
        "body-talk-day",
        "body-talk-with",
        "body-talk-about",
        "body-talk-conclusions",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("body-talks"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("body-talks-empty")))
}

async fn add(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let day = errors.take("talk_day", values.date("talk_day")).flatten();
    if errors.is_empty() {
        let with = values.all("with").into_iter().filter_map(TalkWith::from_code);
        let talk = AddTalk {
            body: id,
            day,
            with: with.collect(),
            about: values.get("about").to_owned(),
            conclusions: values.get("conclusions").to_owned(),
        };
        match field_errors(signed_in.ctx().add_talk(&talk).await)? {
            Ok(_) => {
                let flash = Flash::success("body-talk-added").draft_done(&format!("talk-{id}"));
                return Ok(redirect(&format!("/bodies/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = body_page(&signed_in, layout, id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
