//! Pages that need nobody to be signed in: where help is, how data are protected, how the pages can be used.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::access::{Action, Resource, Role, grants};

use crate::{
    kit::{Column, Layout, Page, Row, Table},
    routes::{Access, Routes},
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/help", Access::Public, help)
        .get("/privacy", Access::Public, privacy)
        .get("/accessibility", Access::Public, accessibility)
}

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    layout: Layout,
    paragraphs: Vec<String>,
    urgent: bool,
    table: Option<Table>,
}

fn page(layout: Layout, name: &str, paragraphs: usize, urgent: bool, table: Option<Table>) -> Response {
    let layout = layout.narrow().titled(&format!("about-{name}-title"));
    let paragraphs = (1..=paragraphs)
        .map(|number| layout.t(&format!("about-{name}-{number}")))
        .collect();
    Page(AboutPage {
        layout,
        paragraphs,
        urgent,
        table,
    })
    .into_response()
}

async fn help(layout: Layout) -> Response {
    page(layout, "help", 3, true, None)
}

async fn accessibility(layout: Layout) -> Response {
    page(layout, "accessibility", 3, false, None)
}

/// The access table as everybody may read it: who sees what.
async fn privacy(layout: Layout) -> Response {
    let texts = layout.texts;
    let rows = Role::ALL.iter().flat_map(|role| {
        grants()
            .into_iter()
            .filter(move |(of, _, action, _)| of == role && *action == Action::Read)
            .filter_map(move |(role, resource, _, grant)| {
                if resource == Resource::OwnAccount {
                    return None;
                }
                Some(
                    Row::new()
                        .cell(texts.t(&key_of_role(role)))
                        .cell(texts.t(&key_of("resource", resource.code())))
                        .cell(texts.t(&key_of("grant", grant.code()))),
                )
            })
    });
    let columns = ["access-role", "access-resource", "access-reach"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let table = Table::new(texts, texts.t("access-title"), columns)
        .rows(rows)
        .compact();
    page(layout, "privacy", 4, false, Some(table))
}

fn key_of(kind: &str, name: &str) -> String {
    format!("access-{kind}-{}", name.replace('_', "-"))
}

fn key_of_role(role: Role) -> String {
    format!("role-{}", role.code().replace('_', "-"))
}
