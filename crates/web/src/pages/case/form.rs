//! The short forms, all by one page made from the table of forms.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{AppError, case::AddForm};
use balsts_domain::cases::{
    FormKind,
    form::{Field as CaseField, Input},
    response::{FITTING, Gravity, Measure},
};

pub(super) use balsts_domain::cases::form::FORMS;

use super::{name, words};
use crate::{
    error::field_errors,
    kit::{Choice, Failure, Field, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, redirect},
    signed_in::SignedIn,
    texts::Texts,
};

/// A stored value in words.
pub(super) fn shown(texts: Texts, field: &CaseField, value: &str) -> String {
    match field.input {
        Input::Day => value
            .parse()
            .map_or_else(|_| value.to_owned(), |day: jiff::civil::Date| texts.date(day)),
        Input::Choice(choices) => choices
            .iter()
            .find(|(code, _)| *code == value)
            .map_or_else(|| value.to_owned(), |(_, of)| words(texts, *of).to_owned()),
        Input::Line | Input::Text => value.to_owned(),
    }
}

/// To what a measure is a fitting response, and who looks at what is how grave.
fn fitting(texts: Texts, kind: FormKind, field: &str, code: &str) -> Option<String> {
    if kind != FormKind::Response {
        return None;
    }
    match field {
        "gravity" => {
            let reviewer = Gravity::from_code(code)?.reviewed_by();
            Some(texts.t1("case-reviewed-by", "who", words(texts, reviewer.words())))
        }
        "measure" => {
            let measure = Measure::from_code(code)?;
            let of = FITTING.iter().find(|one| one.measure == measure)?;
            let what: Vec<&str> = of.gravity.iter().map(|one| words(texts, one.words())).collect();
            let what = texts.t1("case-fits", "what", what.join("; "));
            Some(match of.ages {
                Some((from, to)) => texts.t_args(
                    "case-fits-age",
                    &[
                        ("what".to_owned(), what.into()),
                        ("from".to_owned(), i64::from(from).into()),
                        ("to".to_owned(), i64::from(to).into()),
                        ("source".to_owned(), of.source.to_owned().into()),
                    ],
                ),
                None => what,
            })
        }
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "case_step.html")]
struct FormPage {
    layout: Layout,
    form: Form,
    fields: Vec<Field>,
    action: String,
    draft: String,
    child: String,
}

async fn form_page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: &str,
    kind: FormKind,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let view = signed_in.ctx().case(public_id).await?;
    let of = kind.form().ok_or_else(Failure::not_found)?;
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled_as(words(texts, kind.words()))
        .with_errors(&errors)
        .back(format!("/cases/{public_id}"), "case-back");
    let form = layout.filled_form(values, errors);
    let fields = of
        .fields
        .iter()
        .map(|field| {
            let label = words(texts, field.words);
            let made = match field.input {
                Input::Line => form.text(field.name, "case-field"),
                Input::Text => form.textarea(field.name, "case-field"),
                Input::Day => form.date(field.name, "case-field"),
                Input::Choice(choices) => {
                    let all: Vec<Choice> = choices
                        .iter()
                        .map(|(code, of)| {
                            let choice = Choice::new(*code, words(texts, *of));
                            match fitting(texts, kind, field.name, code) {
                                Some(hint) => choice.hint(hint),
                                None => choice,
                            }
                        })
                        .collect();
                    form.radios(field.name, "case-field", &all).small()
                }
            }
            .labelled(label);
            if field.required { made } else { made.optional() }
        })
        .collect();
    Ok(FormPage {
        action: format!("/cases/{public_id}/forms/{}", kind.code()),
        draft: format!("case-{}-form-{}", view.line.row.id, kind.code()),
        child: name(&view.line.row),
        fields,
        form,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = FormKind::from_code(&kind).ok_or_else(Failure::not_found)?;
    let page = form_page(
        &signed_in,
        layout,
        &public_id,
        kind,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

pub(super) async fn send(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, kind)): Path<(String, String)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let kind = FormKind::from_code(&kind).ok_or_else(Failure::not_found)?;
    let of = kind.form().ok_or_else(Failure::not_found)?;
    let mut errors = FieldErrors::new();
    let mut sent = BTreeMap::new();
    for field in of.fields {
        let value = match field.input {
            Input::Day => errors
                .take(field.name, values.date(field.name))
                .flatten()
                .map_or_else(String::new, |day| day.to_string()),
            Input::Text => values.raw(field.name).to_owned(),
            Input::Line | Input::Choice(_) => values.get(field.name).to_owned(),
        };
        sent.insert(field.name.to_owned(), value);
    }
    if errors.is_empty() {
        let add = AddForm { kind, values: sent };
        let added = signed_in.ctx().add_case_form(&public_id, &add).await;
        // The case was closed meanwhile: the form says so, with what was typed.
        let added = match (added, of.fields.first()) {
            (Err(AppError::Conflict(key)), Some(field)) => Err(balsts_app::FieldErrors::one(field.name, key)),
            (added, _) => added,
        };
        match field_errors(added)? {
            Ok(_) => {
                let flash = Flash::success("case-form-done").draft_done(values.get("draft"));
                return Ok(redirect(&format!("/cases/{public_id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = form_page(&signed_in, layout, &public_id, kind, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn back_with(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: &str,
    values: FormValues,
    errors: FieldErrors,
) -> Result<Response, Failure> {
    let view = signed_in.ctx().case(public_id).await?;
    let page = super::one::case_page(signed_in, layout, &view, values, errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

pub(super) async fn circumstance(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let added = ctx
        .add_case_circumstance(&public_id, values.get("kind"), values.raw("words"))
        .await;
    match field_errors(added)? {
        Ok(_) => {
            let flash =
                Flash::success("case-circumstance-done").draft_done(&format!("circumstance-{public_id}"));
            Ok(redirect(&format!("/cases/{public_id}"), Some(&flash)))
        }
        Err(errors) => back_with(&signed_in, layout, &public_id, values, errors).await,
    }
}

pub(super) async fn protect(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let ctx = signed_in.ctx();
    let from = errors.take("from", values.date("from")).flatten();
    if errors.is_empty() {
        let adoption = values.get("protected") == "adoption";
        let done = ctx
            .protect(
                &public_id,
                adoption,
                from.unwrap_or(ctx.today()),
                values.get("basis"),
            )
            .await;
        match field_errors(done)? {
            Ok(()) => {
                let flash = Flash::success("case-protected");
                return Ok(redirect(&format!("/cases/{public_id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    back_with(&signed_in, layout, &public_id, values, errors).await
}
