//! Cases that an institution brings before a cooperation group: why, what was done so far, and what came of it.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::meeting::BringCase;
use balsts_domain::{
    access::{Action, Resource},
    cooperation::{BodyKind, Reason},
};

use super::{bodies::code_words, meetings::item_title};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Row, Table,
        redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::GroupCase);
    let write = Access::Needs(Action::Write, Resource::GroupCase);
    Routes::new()
        .get("/group-cases", read, list)
        .get("/group-cases/new", write, show_new)
        .post("/group-cases/new", write, send)
}

#[derive(Template)]
#[template(path = "group_cases.html")]
struct GroupCasesPage {
    layout: Layout,
    table: Table,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let items = signed_in.ctx().group_cases().await?;
    let rows = items.iter().map(|item| {
        let name = match &item.public_id {
            Some(pupil) => Html::link(&format!("/pupils/{pupil}"), &item_title(item)),
            None => Html::text(&item_title(item)),
        };
        let at = balsts_app::clock::day_in_riga(balsts_store::timestamp(item.proposed_at));
        let reason = item.reason.as_deref().unwrap_or("one_cannot");
        let state = Html::text(&code_words(texts, "meeting-item-", &item.state));
        let state = match &item.returned_reason {
            Some(reason) => state.and(Html::text(&format!("– {reason}"))),
            None => state,
        };
        Row::new()
            .cell(name)
            .cell(code_words(texts, "group-case-reason-", reason))
            .cell(texts.date(at))
            .cell(state)
    });
    let columns = [
        "group-case-pupil",
        "group-case-reason",
        "group-case-sent-on",
        "group-case-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let page = GroupCasesPage {
        table: Table::new(texts, texts.t("group-case-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("group-case-empty"))),
        layout: layout.titled("group-case-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "group_case_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    chosen: Option<String>,
    pupils: Vec<Choice>,
    bodies: Vec<Choice>,
    reasons: Vec<Choice>,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let name =
        |one: &balsts_store::PupilChoice| format!("{} {}, {}", one.family_name, one.given_name, one.class);
    let chosen = match values.some("pupil") {
        Some(pupil) => Some(name(&ctx.concern_pupil(pupil).await?)),
        None => None,
    };
    let found = ctx.concern_pupils(values.get("name")).await?;
    let bodies = ctx
        .bodies()
        .await?
        .into_iter()
        .filter(|body| BodyKind::from_code(&body.kind) == Some(BodyKind::CooperationGroup))
        .map(|body| Choice::new(body.id.to_string(), body.name))
        .collect();
    let layout = layout
        .narrow()
        .titled("group-case-new")
        .with_errors(&errors)
        .back("/group-cases", "group-case-title");
    Ok(NewPage {
        pupils: found
            .iter()
            .map(|one| Choice::new(one.public_id.as_str(), name(one)))
            .collect(),
        chosen,
        bodies,
        reasons: Reason::ALL
            .iter()
            .map(|one| Choice::new(one.code(), code_words(texts, "group-case-reason-", one.code())))
            .collect(),
        form: layout.filled_form(values, errors),
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let values = FormValues::of(&layout.address);
    let page = new_page(&signed_in, layout, values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn send(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let body = values.get("body").parse().ok();
    if body.is_none() {
        errors.add("body", "error-choose");
    }
    if values.some("pupil").is_none() {
        errors.add("pupil", "error-concern-pupil");
    }
    if let (true, Some(body)) = (errors.is_empty(), body) {
        let refer = BringCase {
            body,
            pupil: values.get("pupil").to_owned(),
            reason: Reason::from_code(values.get("reason")),
            text: values.get("text").to_owned(),
            restricted_text: values.get("restricted_text").to_owned(),
        };
        match field_errors(signed_in.ctx().bring_case(&refer).await)? {
            Ok(_) => {
                let flash = Flash::success("group-case-sent").draft_done("group-case-new");
                return Ok(redirect("/group-cases", Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
