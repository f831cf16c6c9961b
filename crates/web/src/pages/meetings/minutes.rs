//! The recap of a meeting in one page, and its minutes as a file to sign and keep. What only members see is in neither.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::meeting::MeetingView;
use balsts_domain::access::{Action, Resource};
use balsts_reports::{
    document::Document,
    minutes::{Decision, Item, Minutes, Person},
};

use super::item_title;
use crate::{
    kit::{Button, Failure, Layout, Page, Path, download},
    pages::bodies::code_words,
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

/// Files are named by what they are, never by whose.
const NAME: &str = "protokols";
/// The forms in which minutes are taken away.
const FORMS: [&str; 3] = ["docx", "pdf", "html"];

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Meeting);
    Routes::new()
        .get("/meetings/{id}/minutes", read, show)
        .get("/meetings/{id}/minutes/docx", read, docx)
        .get("/meetings/{id}/minutes/pdf", read, pdf)
        .get("/meetings/{id}/minutes/html", read, html)
}

/// The minutes of a meeting in words. What is restricted is not in them.
pub(crate) fn written(texts: Texts, view: &MeetingView) -> Minutes {
    let people = |present: bool| {
        let people = view.participants.iter().filter(|one| one.present == present);
        people
            .map(|one| Person {
                name: one.name.clone(),
                organisation: one.organisation.clone(),
                right: code_words(texts, "body-right-", &one.right_code),
            })
            .collect()
    };
    let items = |cases: bool| {
        let items = view.agenda.iter().filter(|item| item.pupil_id.is_some() == cases);
        items
            .map(|item| Item {
                title: item_title(item),
                state: code_words(texts, "meeting-item-", &item.state),
                minutes: item.minutes.clone(),
                decisions: view
                    .decisions
                    .iter()
                    .filter(|one| one.item_id == item.id)
                    .map(|one| Decision {
                        what: one.what.clone(),
                        who: format!("{}, {}", one.person, one.organisation),
                        due: balsts_store::date(one.due_day),
                        judge: balsts_store::date(one.judge_day),
                    })
                    .collect(),
            })
            .collect()
    };
    Minutes {
        body: view.row.body.clone(),
        day: balsts_store::date(view.row.day),
        begins: view.row.begins.clone(),
        place: view.row.place.clone(),
        present: people(true),
        absent: people(false),
        cases: items(true),
        questions: items(false),
        proposals: view
            .proposals
            .iter()
            .map(|one| {
                (
                    code_words(texts, "body-addressee-", &one.addressee),
                    one.text.clone(),
                )
            })
            .collect(),
    }
}

#[derive(Template)]
#[template(path = "meeting_minutes.html")]
struct MinutesPage {
    layout: Layout,
    minutes: Minutes,
    print: Button,
    files: Vec<Button>,
    state: String,
}

impl MinutesPage {
    fn parts(&self) -> [(String, &[Item]); 2] {
        [
            (self.layout.t("meeting-cases"), &self.minutes.cases),
            (self.layout.t("meeting-questions"), &self.minutes.questions),
        ]
    }

    fn days(&self, decision: &Decision) -> String {
        let (due, judge) = (("due", decision.due), ("judge", decision.judge));
        self.layout.t2("meeting-decision-days", due, judge)
    }
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let view = signed_in.ctx().meeting(id).await?;
    let texts = layout.texts;
    let page = MinutesPage {
        minutes: written(texts, &view),
        print: Button::print(texts.t("meeting-print"), format!("/meetings/{id}/minutes")),
        files: download::buttons(texts, &format!("/meetings/{id}/minutes"), &FORMS),
        state: code_words(texts, "meeting-state-", &view.row.state),
        layout: layout
            .titled("meeting-minutes-title")
            .back(format!("/meetings/{id}"), "meeting-back"),
    };
    Ok(Page(page).into_response())
}

async fn paper(signed_in: &SignedIn, layout: &Layout, id: i64) -> Result<Document, Failure> {
    let view = signed_in.ctx().export_minutes(id).await?;
    Ok(written(layout.texts, &view).document(layout.texts.language))
}

async fn docx(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    download::docx(NAME, &paper(&signed_in, &layout, id).await?)
}

async fn pdf(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    download::pdf(NAME, paper(&signed_in, &layout, id).await?).await
}

async fn html(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    Ok(download::html(NAME, &paper(&signed_in, &layout, id).await?))
}
