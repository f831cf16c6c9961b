//! The audit log for those who keep watch over it.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::audit::{AuditChoice, AuditMatter};
use balsts_domain::access::{Action, Resource};

use crate::{
    kit::{Address, Column, Empty, Failure, Html, Layout, Page, Pages, Row, Sections, Table},
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
    matters: Sections,
    since: Option<Html>,
    table: Table,
    pages: Pages,
}

/// The address of what happened of a matter since a moment.
pub(crate) fn address(matter: AuditMatter, since: i64) -> Address {
    Address::new("/audit")
        .with("matter", matter.code())
        .with("since", balsts_store::timestamp(since))
}

fn choice(address: &Address) -> AuditChoice {
    let since = address.get("since").and_then(|at| at.parse().ok());
    AuditChoice {
        matter: address.get("matter").and_then(AuditMatter::parse),
        since: since.map(balsts_store::instant),
        // The page before this one ended with this entry.
        before: address.get("after").and_then(|seq| seq.parse().ok()),
    }
}

/// Everything, or one matter.
fn matters(texts: Texts, address: &Address, shown: Option<AuditMatter>) -> Sections {
    let all = address.without("after").without("matter");
    let of = |matter: AuditMatter| all.with("matter", matter.code()).to_string();
    let current = shown.map_or_else(|| all.to_string(), of);
    let sections =
        Sections::new(texts.t("audit-matter"), current).part(all.to_string(), texts.t("audit-matter-all"));
    AuditMatter::ALL.into_iter().fold(sections, |sections, matter| {
        let words = texts.t(&format!("audit-matter-{}", matter.code()));
        sections.part(of(matter), words)
    })
}

/// Since when entries are shown, with the way to all of them.
fn since(texts: Texts, address: &Address, since: i64) -> Html {
    let all = address.without("since").without("after").to_string();
    Html::text(&texts.t1("audit-since", "at", super::loads::moment(since)))
        .and(Html::link(&all, &texts.t("audit-since-ever")))
}

/// What is logged in the reader's words; its own name where there are none.
fn words(texts: Texts, kind: &str, name: &str) -> String {
    texts
        .find(&format!("{kind}{}", name.replace(['.', '_'], "-")), &[])
        .unwrap_or_else(|| name.to_owned())
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let choice = choice(&layout.address);
    let (entries, proof) = signed_in.ctx().audit_page(&choice, ROWS).await?;
    let rows = entries.iter().map(|entry| {
        let at = balsts_store::timestamp(entry.at)
            .to_zoned(balsts_app::clock::riga())
            .datetime();
        let who = entry
            .user_name
            .clone()
            .unwrap_or_else(|| texts.t(&format!("audit-actor-{}", entry.actor)));
        // A record that retention removed is called by its kind.
        let removed = texts.find(
            &format!("retention-kind-{}", entry.subject.replace('_', "-")),
            &[],
        );
        let subject = removed.unwrap_or_else(|| words(texts, "audit-subject-", &entry.subject));
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
            .compact()
            .or_empty(Empty::new(texts.t("audit-empty"))),
        matters: matters(texts, &layout.address, choice.matter),
        since: choice.since.map(|at| since(texts, &layout.address, at)),
        pages: Pages::new(texts, &layout.address, None, after.as_deref()),
        proof: Html::text(&words),
        layout: layout.titled("audit-title"),
    };
    Ok(Page(page).into_response())
}
