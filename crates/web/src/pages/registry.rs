//! Care of the registry: where the turn of the year and duplicates are settled, and the log of every correction with its reason.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::access::{Action, Resource};

use super::loads::{kind_words, moment};
use crate::{
    kit::{Cell, Column, Empty, Failure, Html, Layout, Page, Row, Table},
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/registry", Access::Needs(Action::Read, Resource::Registry), show)
}

#[derive(Template)]
#[template(path = "registry.html")]
struct RegistryPage {
    layout: Layout,
    duplicates: bool,
    log: Table,
}

async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let rows = ctx.corrections().await?.into_iter().map(|one| {
        let mut what = Html::text(&kind_words(texts, &one.kind));
        if !one.file_name.is_empty() {
            what = what.and(one.file_name.as_str());
        }
        let undone = one
            .undone_at
            .map_or_else(String::new, |at| texts.t1("registry-undone", "at", moment(at)));
        Row::new()
            .cell(texts.moment(moment(one.loaded_at)))
            .cell(what)
            .cell(one.user_name.unwrap_or_else(|| texts.t("registry-operator")))
            .cell(one.reason.map_or_else(|| Cell::no_data(texts), Cell::from))
            .cell(undone)
    });
    let columns = ["when", "what", "who", "why", "state"]
        .map(|key| Column::text(texts.t(&format!("registry-{key}"))))
        .to_vec();
    let page = RegistryPage {
        duplicates: ctx.keeps_registry(),
        log: Table::new(texts, texts.t("registry-log"), columns)
            .rows(rows)
            .or_empty(Empty::new(texts.t("registry-log-empty")))
            .note(texts.t("registry-log-note")),
        layout: layout.titled("registry-title"),
    };
    Ok(Page(page).into_response())
}
