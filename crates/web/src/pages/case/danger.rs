//! A child in danger: the numbers to call first, then a form on which nothing but the child is asked for.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::case::ReportDanger;
use balsts_domain::{
    access::Resource,
    cases::{Party, danger},
};

use super::{asked, chosen, words};
use crate::{
    error::field_errors,
    kit::{Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Urgent, redirect},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "danger.html")]
struct DangerPage {
    layout: Layout,
    form: Form,
    urgent: Urgent,
    pupils: Vec<Choice>,
    chosen: Option<String>,
    searched: bool,
    told: Vec<Choice>,
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<DangerPage, Failure> {
    let texts = layout.texts;
    let (found, pupils) = asked(signed_in, texts, Resource::Danger, &values).await?;
    let layout = layout
        .narrow()
        .titled("case-danger")
        .with_errors(&errors)
        .back("/", "nav-home");
    Ok(DangerPage {
        searched: values.some("name").is_some(),
        told: danger::RECIPIENTS
            .iter()
            .map(|party| Choice::new(party.code(), words(texts, party.words())))
            .collect(),
        urgent: Urgent::new(texts),
        form: layout.filled_form(values, errors),
        pupils,
        chosen: found.map(|found| chosen(texts, &found)),
        layout,
    })
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let values = FormValues::of(&layout.address);
    Ok(Page(page(&signed_in, layout, values, FieldErrors::new()).await?).into_response())
}

pub(super) async fn send(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    match values.some("pupil") {
        None => errors.add("pupil", "error-concern-pupil"),
        Some(pupil) => {
            let report = ReportDanger {
                pupil: pupil.to_owned(),
                told: values
                    .all("told")
                    .into_iter()
                    .filter_map(Party::from_code)
                    .collect(),
                words: values.raw("words").to_owned(),
            };
            let nobody = report.told.is_empty();
            match field_errors(signed_in.ctx().report_danger(&report).await)? {
                Ok(()) => {
                    let key = if nobody {
                        "case-danger-still"
                    } else {
                        "case-danger-done"
                    };
                    return Ok(redirect("/", Some(&Flash::success(key).draft_done("danger"))));
                }
                Err(found) => errors = found,
            }
        }
    }
    let page = page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
