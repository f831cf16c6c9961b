//! Staff concerns: the list, and writing one on a phone in under a minute.

mod one;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::concern::{ConcernView, SendConcern, factors};
use balsts_domain::{
    access::{Action, Resource},
    concern::Urgency,
    risk::{Factor, Group},
};
use balsts_reports::format::Language;

use super::case::{listed, pupil_choices};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Row, Table,
        Tag, Tone, Urgent, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Concern);
    let write = Access::Needs(Action::Write, Resource::Concern);
    let team = Access::Needs(Action::Write, Resource::RiskFactors);
    Routes::new()
        .get("/concerns", read, list)
        .get("/concerns/new", write, show_new)
        .post("/concerns/new", write, send)
        .get("/concerns/{id}", read, one::show)
        .post("/concerns/{id}/examine", team, one::examine)
        .post("/concerns/{id}/answer", team, one::answer)
        .post("/concerns/{id}/settle", team, one::settle)
}

/// The words of a factor.
pub(crate) fn factor_words(texts: Texts, factor: Factor) -> &'static str {
    match texts.language {
        Language::Latvian => factor.latvian(),
        Language::English => factor.english(),
    }
}

/// The words of a group.
pub(crate) fn group_words(texts: Texts, group: Group) -> &'static str {
    match texts.language {
        Language::Latvian => group.latvian(),
        Language::English => group.english(),
    }
}

/// The words of a stored list of factors.
pub(crate) fn factor_list(texts: Texts, codes: &str) -> String {
    factors(codes)
        .into_iter()
        .map(|factor| factor_words(texts, factor))
        .collect::<Vec<_>>()
        .join("; ")
}

fn when(at: i64) -> jiff::civil::DateTime {
    balsts_store::timestamp(at)
        .to_zoned(balsts_app::clock::riga())
        .datetime()
}

/// How a concern stands, in words.
pub(crate) fn state(texts: Texts, view: &ConcernView) -> Html {
    let mut words = Html::text(&texts.t(&format!("concerns-state-{}", view.row.state.replace('_', "-"))));
    if view.overdue {
        words = words.and(Tag::new(texts.t("concerns-overdue"), Tone::Late));
    }
    if view.long_unresolved {
        words = words.and(Tag::new(texts.t("concerns-long-unresolved"), Tone::Late));
    }
    words
}

#[derive(Template)]
#[template(path = "concerns.html")]
struct ConcernsPage {
    layout: Layout,
    waiting: Table,
    settled: Table,
    may_write: bool,
}

fn table(texts: Texts, caption: &str, empty: &str, views: &[ConcernView]) -> Table {
    let rows = views.iter().map(|view| {
        let row = &view.row;
        let name = format!("{} {}", row.family_name, row.given_name);
        let mut what = Html::text(&factor_list(texts, &row.factors));
        if row.danger {
            what = Html::of(&Tag::new(texts.t("concerns-danger"), Tone::Late)).and(what);
        }
        Row::new()
            .cell(Html::link(&format!("/concerns/{}", row.id), &name))
            .cell(row.class.clone().unwrap_or_default())
            .cell(what)
            .cell(row.reporter.as_str())
            .cell(texts.t1("concerns-age", "count", f64::from(view.age)))
            .cell(state(texts, view))
    });
    let columns = [
        "concerns-pupil",
        "concerns-class",
        "concerns-what",
        "concerns-reporter",
        "concerns-age-title",
        "concerns-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t(caption), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t(empty)))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let (waiting, settled) = ctx.concern_lists().await?;
    let page = ConcernsPage {
        waiting: table(texts, "concerns-waiting", "concerns-waiting-empty", &waiting),
        settled: table(texts, "concerns-settled", "concerns-settled-empty", &settled),
        may_write: signed_in.actor.may(Action::Write, Resource::Concern),
        layout: layout.titled("concerns-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "concern_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    pupils: Vec<Choice>,
    chosen: Option<String>,
    searched: bool,
    factors: Vec<Choice>,
    urgencies: Vec<Choice>,
    danger: Vec<Choice>,
    urgent: Urgent,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let mut chosen = None;
    if let Some(pupil) = values.some("pupil") {
        let found = ctx.concern_pupil(pupil).await?;
        chosen = Some(listed(texts, &found));
    }
    let pupils = if chosen.is_none() {
        pupil_choices(texts, ctx.concern_pupils(values.get("name")).await?)
    } else {
        Vec::new()
    };
    // What a teacher can see in a classroom; health, means and family are for those who find out more.
    let factors = Factor::ALL
        .iter()
        .filter(|factor| factor.group() == Group::A && !factor.needs_text())
        .map(|factor| Choice::new(factor.code(), factor_words(texts, *factor)))
        .collect();
    let urgencies = Urgency::ALL
        .map(|urgency| {
            Choice::new(
                urgency.code(),
                texts.t(&format!("concerns-urgency-{}", urgency.code())),
            )
        })
        .to_vec();
    let layout = layout
        .narrow()
        .titled("concerns-new-title")
        .with_errors(&errors)
        .back("/", "nav-home");
    Ok(NewPage {
        searched: values.some("name").is_some(),
        form: layout.filled_form(values, errors),
        pupils,
        chosen,
        factors,
        urgencies,
        danger: vec![Choice::new("yes", texts.t("concerns-danger-yes"))],
        urgent: Urgent::new(texts),
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let values = FormValues::of(&layout.address);
    let values = if values.some("urgency").is_none() {
        values.with("urgency", Urgency::Normal.code())
    } else {
        values
    };
    Ok(Page(new_page(&signed_in, layout, values, FieldErrors::new()).await?).into_response())
}

async fn send(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    if values.some("pupil").is_none() {
        errors.add("pupil", "error-concern-pupil");
    } else {
        let concern = SendConcern {
            pupil: values.get("pupil").to_owned(),
            factors: values
                .all("factors")
                .into_iter()
                .filter_map(Factor::from_code)
                .collect(),
            text: values.get("text").to_owned(),
            urgency: Urgency::from_code(values.get("urgency")).unwrap_or_default(),
            danger: values.get("danger") == "yes",
        };
        match field_errors(signed_in.ctx().send_concern(&concern).await)? {
            Ok(id) => {
                let flash = Flash::success("concerns-sent").draft_done("concern-new");
                return Ok(redirect(&format!("/concerns/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
