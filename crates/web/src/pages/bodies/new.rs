//! Setting up a body.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::body::AddBody;
use balsts_domain::{
    access::{Action, Resource},
    cooperation::{Basis, BodyKind, Level},
};

use super::choices;
use crate::{
    error::field_errors,
    kit::{Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, redirect},
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(super) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Body);
    Routes::new()
        .get("/bodies/new", write, show_new)
        .post("/bodies/new", write, add)
}

#[derive(Template)]
#[template(path = "body_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    bases: Vec<Choice>,
    parents: Vec<Choice>,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let texts = layout.texts;
    let bodies = signed_in.ctx().bodies().await?;
    let layout = layout
        .narrow()
        .titled("body-new")
        .with_errors(&errors)
        .back("/bodies", "body-title");
    Ok(NewPage {
        form: layout
            .filled_form(values, errors)
            .anchor("basis_day", "basis_day-day"),
        kinds: choices(texts, "body-kind-", BodyKind::ALL.iter().map(|one| one.code())),
        levels: choices(texts, "body-level-", Level::ALL.iter().map(|one| one.code())),
        bases: choices(texts, "body-basis-", Basis::ALL.iter().map(|one| one.code())),
        parents: bodies
            .into_iter()
            .map(|body| Choice::new(body.id.to_string(), body.name))
            .collect(),
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let page = new_page(&signed_in, layout, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let basis_day = errors.take("basis_day", values.date("basis_day")).flatten();
    let kind = BodyKind::from_code(values.get("kind"));
    if kind.is_none() {
        errors.add("kind", "error-choose");
    }
    if let (true, Some(kind)) = (errors.is_empty(), kind) {
        let new = AddBody {
            parent: values.get("parent").parse().ok(),
            kind,
            name: values.get("name").to_owned(),
            level: Level::from_code(values.get("level")).unwrap_or(Level::Case),
            basis: Basis::from_code(values.get("basis")).unwrap_or(Basis::Order),
            basis_title: values.get("basis_title").to_owned(),
            basis_day,
        };
        match field_errors(signed_in.ctx().add_body(&new).await)? {
            Ok(id) => {
                let flash = Flash::success("body-added").draft_done("body-new");
                return Ok(redirect(&format!("/bodies/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
