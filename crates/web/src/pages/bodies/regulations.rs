//! The library of rules under which bodies work, in the versions that were in force.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::body::AddRegulation;
use balsts_domain::access::{Action, Resource};
use balsts_store::RegulationRow;

use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        RowAction, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Body);
    let write = Access::Needs(Action::Write, Resource::Body);
    Routes::new()
        .get("/regulations", read, regulations)
        .post("/regulations", write, add_regulation)
        .post("/regulations/{id}/end", write, end_regulation)
}

#[derive(Template)]
#[template(path = "regulations.html")]
struct RegulationsPage {
    layout: Layout,
    form: Form,
    table: Table,
    replaced: Vec<Choice>,
    may_write: bool,
}

async fn regulations_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<RegulationsPage, Failure> {
    let texts = layout.texts;
    let may_write = signed_in.actor.may(Action::Write, Resource::Body);
    let rules = signed_in.ctx().regulations().await?;
    let replaced = rules
        .iter()
        .filter(|row| row.to_day.is_none())
        .map(|row| Choice::new(row.id.to_string(), format!("{} {}", row.title, row.number)))
        .collect();
    let before = |row: &RegulationRow| {
        let before = rules.iter().find(|one| Some(one.id) == row.replaces_id);
        before.map_or_else(String::new, |one| format!("{} {}", one.title, one.number))
    };
    let rows = rules.iter().map(|row| {
        let title = match &row.link {
            Some(link) => Html::link(link, &row.title),
            None => Html::text(&row.title),
        };
        let end: Html = match row.to_day {
            Some(day) => Html::text(&texts.date(balsts_store::date(day))),
            None if may_write => RowAction::new(
                texts.t("body-regulation-end"),
                format!("/regulations/{}/end", row.id),
            )
            .into(),
            None => Html::text(&texts.t("body-regulation-in-force")),
        };
        Row::new()
            .cell(title)
            .cell(row.number.as_str())
            .cell(before(row))
            .cell(texts.date(balsts_store::date(row.from_day)))
            .cell(end)
    });
    let columns = [
        "body-regulation",
        "body-number",
        "body-replaces",
        "body-from",
        "body-to",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let layout = layout
        .titled("body-regulations")
        .with_errors(&errors)
        .back("/bodies", "body-title");
    Ok(RegulationsPage {
        table: Table::new(texts, texts.t("body-regulations"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("body-regulations-empty"))),
        form: layout.filled_form(values, errors).anchor("from", "from-day"),
        layout,
        replaced,
        may_write,
    })
}

async fn regulations(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let page = regulations_page(&signed_in, layout, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add_regulation(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let from = errors.take("from", values.date("from")).flatten();
    if errors.is_empty() {
        let add = AddRegulation {
            title: values.get("title").to_owned(),
            number: values.get("number").to_owned(),
            from,
            link: values.get("link").to_owned(),
            replaces: values.get("replaces").parse().ok(),
        };
        let added = signed_in.ctx().add_regulation(&add).await;
        match field_errors(added)? {
            Ok(_) => {
                let flash = Flash::success("body-regulation-added").draft_done("regulation-new");
                return Ok(redirect("/regulations", Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = regulations_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn end_regulation(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    signed_in.ctx().end_regulation(id).await?;
    Ok(redirect(
        "/regulations",
        Some(&Flash::success("body-regulation-ended")),
    ))
}
