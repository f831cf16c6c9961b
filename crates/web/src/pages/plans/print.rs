//! A plan on paper: the document of the plan as this reader may see it, with room for signatures.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_reports::{document::Document, support_plan::SupportPlan, table::Label};
use jiff::civil::Date;

use super::READ;
use crate::{
    kit::{Button, Failure, Html, Layout, Page, Path, SummaryList, download},
    routes::Routes,
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/print", READ, show)
        .get("/plans/{id}/docx", READ, docx)
        .get("/plans/{id}/pdf", READ, pdf)
}

/// Files are named by what they are, never by whose.
const NAME: &str = "atbalsta-plans";
/// The forms in which a plan is taken away.
const FORMS: [&str; 2] = ["docx", "pdf"];

#[derive(Template)]
#[template(path = "plan_print.html")]
struct PrintPage {
    layout: Layout,
    facts: SummaryList,
    parts: Vec<Html>,
    signatures: [String; 4],
    print: Button,
    files: Vec<Button>,
}

fn signed(texts: Texts, by: &Label, on: Date) -> String {
    format!("{}, {}", by.in_language(texts.language), texts.date(on))
}

fn facts(texts: Texts, plan: &SupportPlan) -> SummaryList {
    let say = |label: &Label| label.in_language(texts.language).to_owned();
    let consent = plan.consent.as_ref().map(|(given, by, on)| {
        let key = if *given {
            "plans-consent-given"
        } else {
            "plans-consent-declined"
        };
        format!("{}: {}", texts.t(key), signed(texts, by, *on))
    });
    let mut list = SummaryList::new(texts)
        .row(texts.t("plans-institution"), plan.institution.as_str())
        .row(texts.t("plans-kind"), say(&plan.kind))
        .row(texts.t("plans-term"), say(&plan.term))
        .row(texts.t("plans-state"), say(&plan.state))
        .row(texts.t("plans-goals"), plan.goals.as_str())
        .row(texts.t("plans-participation"), plan.family.as_str())
        .maybe(
            texts.t("plans-application"),
            plan.application.as_ref().map(|(by, on)| signed(texts, by, *on)),
        )
        .maybe(texts.t("plans-consent"), consent);
    if let Some(conclusion) = &plan.conclusion {
        list = list.row(texts.t("plans-conclusion"), conclusion.as_str());
    }
    if let Some(continues) = plan.continues {
        let key = if continues {
            "plans-continues-yes"
        } else {
            "plans-continues-no"
        };
        list = list.row(texts.t("plans-continues"), texts.t(key));
    }
    list
}

async fn docx(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    download::docx(NAME, &paper(&signed_in, &layout, id).await?)
}

async fn pdf(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    download::pdf(NAME, paper(&signed_in, &layout, id).await?).await
}

async fn paper(signed_in: &SignedIn, layout: &Layout, id: i64) -> Result<Document, Failure> {
    let ctx = signed_in.ctx();
    let plan = ctx.export_plan(id).await?;
    Ok(plan.document(layout.texts.language, ctx.today()))
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let plan = signed_in.ctx().plan_document(id).await?;
    let texts = layout.texts;
    let class = plan
        .class
        .as_deref()
        .map_or_else(String::new, |class| format!(", {class}"));
    let page = PrintPage {
        facts: facts(texts, &plan),
        parts: plan
            .tables()
            .iter()
            .map(|table| Html::of_report(table, texts.language))
            .collect(),
        signatures: [
            "plans-signature-pupil",
            "plans-signature-guardian",
            "plans-signature-team",
            "plans-signature-head",
        ]
        .map(|key| texts.t(key)),
        print: Button::print(texts.t("plans-print"), format!("/plans/{id}/print")),
        files: download::buttons(texts, &format!("/plans/{id}"), &FORMS),
        layout: layout
            .titled_as(format!("{}: {}{class}", texts.t("plans-one"), plan.pupil))
            .back(format!("/plans/{id}"), "plans-one"),
    };
    Ok(Page(page).into_response())
}
