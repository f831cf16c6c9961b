//! The settings: thresholds of the signals with their sources and versions, what other ones would have meant on a past day, the single
//! values of municipality and institutions, the calendar, and the access table.

mod calendar;
mod group;
pub(crate) mod plan;
mod tables;
mod thresholds;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::access::{Action, Actor, Reach, Resource, Role, grants};
use balsts_reports::format::Language;

use crate::{
    kit::{Column, Failure, Layout, Page, Row, Table},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const READ: Access = Access::Needs(Action::Read, Resource::Settings);
const WRITE: Access = Access::Needs(Action::Write, Resource::Settings);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/settings", READ, thresholds::show)
        .get("/settings/change", WRITE, thresholds::show_change)
        .post("/settings/change", WRITE, thresholds::change)
        .get("/settings/replay", READ, thresholds::replay)
        .get("/settings/group/{name}", READ, group::show)
        .post("/settings/group/{name}", WRITE, group::change)
        .get("/settings/calendar", READ, calendar::show)
        .post("/settings/calendar/year", WRITE, calendar::change_year)
        .post("/settings/calendar/exception", WRITE, calendar::add)
        .post("/settings/calendar/exception/remove", WRITE, calendar::remove)
        .get("/settings/plan", WRITE, plan::show)
        .post("/settings/plan", WRITE, plan::change)
        .get("/settings/access", READ, access)
        .with(tables::routes())
}

/// Whether somebody may change what holds for the municipality (none) or an institution.
fn may_change(actor: &Actor, institution: Option<i64>) -> bool {
    actor.scope(Action::Write, Resource::Settings).is_ok_and(|scope| {
        scope.reach().iter().any(|part| match part {
            Reach::Municipality => true,
            Reach::Institution(id) => institution == Some(*id),
            _ => false,
        })
    })
}

/// One of two texts that stand beside the rules, in the reader's language.
fn words(texts: Texts, latvian: &'static str, english: &'static str) -> &'static str {
    match texts.language {
        Language::Latvian => latvian,
        Language::English => english,
    }
}

#[derive(Template)]
#[template(path = "settings_access.html")]
struct AccessPage {
    layout: Layout,
    tables: Vec<Table>,
}

/// The fields that a grant on a record opens.
fn fields(texts: Texts, resource: Resource) -> String {
    let words = |name: &&str| texts.t(&format!("access-field-{}", name.replace('_', "-")));
    resource.fields().iter().map(words).collect::<Vec<_>>().join(", ")
}

/// The whole access table, role by role.
async fn access(_: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let text = |kind: &str, code: &str| texts.t(&format!("{kind}{}", code.replace('_', "-")));
    let tables = Role::ALL
        .into_iter()
        .map(|role| {
            let columns = [
                "access-resource",
                "access-fields",
                "settings-action",
                "access-reach",
            ]
            .map(|key| Column::text(texts.t(key)))
            .to_vec();
            let rows = grants()
                .into_iter()
                .filter(|(of, resource, ..)| *of == role && *resource != Resource::OwnAccount)
                .map(|(_, resource, action, grant)| {
                    let action = match action {
                        Action::Read => "settings-action-read",
                        Action::Write => "settings-action-write",
                        Action::Export => "settings-action-export",
                    };
                    Row::new()
                        .cell(text("access-resource-", resource.code()))
                        .cell(fields(texts, resource))
                        .cell(texts.t(action))
                        .cell(text("access-grant-", grant.code()))
                });
            Table::new(texts, text("role-", role.code()), columns)
                .rows(rows)
                .note(text("settings-role-why-", role.code()))
                .compact()
        })
        .collect();
    Ok(Page(AccessPage {
        tables,
        layout: layout.titled("access-title").back("/settings", "settings-title"),
    })
    .into_response())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// The table of the page, for the docs.
    fn page() -> String {
        let texts = Texts::of(Language::English);
        let text = |kind: &str, code: &str| texts.t(&format!("{kind}{}", code.replace('_', "-")));
        let mut out = String::from(
            "# Who may see which field of which record, and why\n\n\
             <!-- Made from crates/domain/src/access/table.rs by the tests of crates/web/src/pages/settings.rs; change that. -->\n",
        );
        for role in Role::ALL {
            let _ = write!(
                out,
                "\n## {}\n\n{}\n\n| record | fields | may | about whom |\n|---|---|---|---|\n",
                text("role-", role.code()),
                text("settings-role-why-", role.code())
            );
            for (_, resource, action, grant) in grants()
                .into_iter()
                .filter(|(of, resource, ..)| *of == role && *resource != Resource::OwnAccount)
            {
                let action = match action {
                    Action::Read => "settings-action-read",
                    Action::Write => "settings-action-write",
                    Action::Export => "settings-action-export",
                };
                let _ = writeln!(
                    out,
                    "| {} | {} | {} | {} |",
                    text("access-resource-", resource.code()),
                    fields(texts, resource),
                    texts.t(action),
                    text("access-grant-", grant.code())
                );
            }
        }
        out
    }

    // covers: ROL-05, ROL-19
    #[test]
    fn the_docs_print_the_table_with_its_reasons() {
        let page = page();
        let lacking: Vec<&str> = page.lines().filter(|line| line.contains('[')).collect();
        assert!(lacking.is_empty(), "a text is missing: {lacking:?}");
        assert!(
            page == include_str!("../../../../docs/access.md"),
            "run the ignored test `write_the_page` and look at the difference"
        );
    }

    #[test]
    #[ignore = "writes docs/access.md anew"]
    fn write_the_page() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
        std::fs::write(path, page()).unwrap();
    }
}
