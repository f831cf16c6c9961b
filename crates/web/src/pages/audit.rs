//! The audit log for those who keep watch over it.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Response},
};
use balsts_domain::access::{Action, Resource};
use serde::Deserialize;

use crate::{
    kit::{Column, Failure, Html, Layout, Page, Pages, Row, Table},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const ROWS: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().get("/audit", Access::Needs(Action::Read, Resource::Audit), list)
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    layout: Layout,
    proof: Html,
    table: Table,
    pages: Pages,
}

#[derive(Debug, Default, Deserialize)]
struct From {
    /// The page before this one ended with this entry.
    after: Option<i64>,
}

/// What is logged in the reader's words; its own name where there are none.
fn words(texts: Texts, kind: &str, name: &str) -> String {
    texts
        .find(&format!("{kind}{}", name.replace(['.', '_'], "-")), &[])
        .unwrap_or_else(|| name.to_owned())
}

async fn list(signed_in: SignedIn, layout: Layout, Query(from): Query<From>) -> Result<Response, Failure> {
    let texts = layout.texts;
    let (entries, proof) = signed_in.ctx().audit_page(from.after, ROWS).await?;
    let rows = entries.iter().map(|entry| {
        let at = balsts_store::timestamp(entry.at)
            .to_zoned(balsts_app::clock::riga())
            .datetime();
        let who = entry
            .user_name
            .clone()
            .unwrap_or_else(|| texts.t(&format!("audit-actor-{}", entry.actor)));
        let subject = words(texts, "audit-subject-", &entry.subject);
        let subject = entry
            .subject_id
            .map_or_else(|| subject.clone(), |id| format!("{subject} {id}"));
        Row::new()
            .cell(entry.seq.to_string())
            .cell(texts.moment(at))
            .cell(who)
            .cell(Html::lines([
                Html::text(&words(texts, "audit-action-", &entry.action)),
                // The name by which the exported log and its filters know it.
                Html::code(&entry.action),
            ]))
            .cell(subject)
            .cell(if entry.detail.is_empty() {
                Html::default()
            } else {
                Html::code(&entry.detail)
            })
    });
    let columns = [
        "audit-seq",
        "audit-at",
        "audit-who",
        "audit-action",
        "audit-subject",
        "audit-detail",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let after = entries
        .last()
        .filter(|_| entries.len() == ROWS)
        .map(|entry| entry.seq.to_string());
    let words = match proof.broken_at {
        None => texts.t1("audit-holds", "count", proof.entries as f64),
        Some(place) => texts.t1("audit-broken", "place", place as f64),
    };
    let page = AuditPage {
        table: Table::new(texts, texts.t("audit-title"), columns)
            .hidden_caption()
            .cards()
            .rows(rows)
            .compact(),
        pages: Pages::new(texts, &layout.address, None, after.as_deref()),
        proof: Html::text(&words),
        layout: layout.titled("audit-title"),
    };
    Ok(Page(page).into_response())
}
