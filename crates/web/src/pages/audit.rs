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
    before: Option<i64>,
}

/// The words of a code in the log; the code itself where it has none, as in entries of other versions.
fn words(texts: Texts, what: &str, code: &str) -> String {
    let key = format!("audit-{what}-{}", code.replace(['.', '_'], "-"));
    texts.find(&key, &[]).unwrap_or_else(|| code.to_owned())
}

/// A detail such as `list=duties rows=3`, in words.
fn detail(texts: Texts, detail: &str) -> String {
    let parts = detail.split(' ').map(|part| match part.split_once('=') {
        Some((name, value)) => {
            let values: Vec<String> = value.split(',').map(|one| words(texts, "value", one)).collect();
            format!("{}: {}", words(texts, "detail", name), values.join(", "))
        }
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("; ")
}

async fn list(signed_in: SignedIn, layout: Layout, Query(from): Query<From>) -> Result<Response, Failure> {
    let texts = layout.texts;
    let (entries, proof) = signed_in.ctx().audit_page(from.before, ROWS).await?;
    let rows = entries.iter().map(|entry| {
        let at = balsts_store::timestamp(entry.at)
            .to_zoned(balsts_app::clock::riga())
            .datetime();
        let who = entry
            .user_name
            .clone()
            .unwrap_or_else(|| texts.t(&format!("audit-actor-{}", entry.actor)));
        let subject = words(texts, "subject", &entry.subject);
        let subject = entry
            .subject_id
            .map_or_else(|| subject.clone(), |id| format!("{subject} {id}"));
        Row::new()
            .cell(entry.seq.to_string())
            .cell(texts.moment(at))
            .cell(who)
            .cell(Html::text(&words(texts, "action", &entry.action)).and(Html::small(&entry.action)))
            .cell(subject)
            .cell(detail(texts, &entry.detail))
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
            .rows(rows)
            .compact(),
        pages: Pages::new(texts, &layout.address, None, after.as_deref()),
        proof: Html::text(&words),
        layout: layout.titled("audit-title"),
    };
    Ok(Page(page).into_response())
}
