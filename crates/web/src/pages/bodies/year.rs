//! What a body did in a year, as a file: for whoever draws up the programme for the protection of children's rights.

use axum::response::Response;
use balsts_domain::access::{Action, Resource};
use balsts_reports::document::Document;

use super::code_words;
use crate::{
    kit::{Button, Failure, Layout, Path, download},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const NAME: &str = "grupas-gads";
/// The forms in which the paper is taken away.
const FORMS: [&str; 2] = ["docx", "pdf"];

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Meeting);
    Routes::new()
        .get("/bodies/{id}/years/{year}/docx", read, docx)
        .get("/bodies/{id}/years/{year}/pdf", read, pdf)
}

pub(super) fn papers(texts: Texts, id: i64, year: i16) -> Vec<Button> {
    FORMS
        .iter()
        .filter(|form| **form != "pdf" || Document::PDF)
        .map(|form| {
            let words = texts.t1(&format!("body-year-{form}"), "year", year.to_string());
            Button::link(words, format!("/bodies/{id}/years/{year}/{form}")).secondary()
        })
        .collect()
}

async fn paper(signed_in: &SignedIn, layout: &Layout, id: i64, year: i16) -> Result<Document, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let paper = ctx
        .body_paper(id, year, |code| code_words(texts, "body-addressee-", code))
        .await?;
    Ok(paper.document(texts.language, ctx.today()))
}

async fn docx(
    signed_in: SignedIn,
    layout: Layout,
    Path((id, year)): Path<(i64, i16)>,
) -> Result<Response, Failure> {
    download::docx(NAME, &paper(&signed_in, &layout, id, year).await?)
}

async fn pdf(
    signed_in: SignedIn,
    layout: Layout,
    Path((id, year)): Path<(i64, i16)>,
) -> Result<Response, Failure> {
    download::pdf(NAME, paper(&signed_in, &layout, id, year).await?).await
}
