//! The evaluation of the programme halfway: what it says so far, and the evaluation as a file.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_domain::access::{Action, Resource};

use super::{
    annual::{self, FORMS},
    none, parts,
};
use crate::{
    kit::{Button, Failure, Html, Layout, Page, Path, Sections, SummaryList},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "programme_interim.html")]
struct InterimPage {
    layout: Layout,
    parts: Sections,
    about: String,
    facts: SummaryList,
    files: Vec<Button>,
    /// Where changes are written.
    write: Option<Html>,
    tables: Vec<Html>,
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let year = annual::year_of(&signed_in, &layout);
    let Some(interim) = signed_in.ctx().interim(year).await? else {
        return Ok(none(&signed_in, layout, "/programme/interim"));
    };
    let (from, to) = interim.years;
    let facts = SummaryList::new(texts)
        .row(texts.t("interim-years"), format!("{from}–{to}"))
        .row(texts.t("annual-as-of"), texts.date(interim.report.as_of));
    let facts = match interim.due {
        Some(due) => facts.row(texts.t("interim-due"), texts.date(due)),
        None => facts,
    };
    let files = if signed_in.actor.may(Action::Export, Resource::Programme) {
        annual::file_buttons(texts, |form| {
            annual::address(&format!("/programme/interim/file/{form}"), year, None)
        })
    } else {
        Vec::new()
    };
    let may_write = signed_in.actor.may(Action::Write, Resource::Programme);
    let page = InterimPage {
        parts: parts(&signed_in.actor, texts, "/programme/interim"),
        about: interim.title(texts.language),
        facts,
        files,
        write: may_write.then(|| {
            let href = annual::address("/programme/annual", year, None);
            Html::link(&href, &texts.t("interim-write"))
        }),
        tables: interim
            .tables()
            .iter()
            .filter(|table| !table.rows.is_empty())
            .map(|table| Html::of_report(table, texts.language))
            .collect(),
        layout: layout.titled("interim-title"),
    };
    Ok(Page(page).into_response())
}

pub(super) async fn export(
    signed_in: SignedIn,
    layout: Layout,
    Path(form): Path<String>,
) -> Result<Response, Failure> {
    if !FORMS.contains(&form.as_str()) {
        return Err(Failure::not_found());
    }
    let year = annual::year_of(&signed_in, &layout);
    let interim = signed_in.ctx().export_interim(year).await?;
    let language = layout.texts.language;
    let name = format!("interim-{}", year.year());
    annual::file(name, &form, interim.document(language), || {
        interim.to_xlsx(language).map_err(|error| {
            tracing::error!(%error, "the workbook of an evaluation could not be written");
            Failure::internal()
        })
    })
    .await
}
