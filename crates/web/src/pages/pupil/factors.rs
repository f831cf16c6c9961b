//! Closing a risk factor of a child that is no more.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{form_layout, span, support::factor_words};
use crate::{
    error::field_errors,
    kit::{Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, redirect},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "pupil_factors.html")]
struct FactorsPage {
    layout: Layout,
    public_id: String,
    form: Form,
    choices: Vec<Choice>,
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FactorsPage, Failure> {
    let texts = layout.texts;
    let open = signed_in.ctx().open_factors(&public_id).await?;
    let layout = form_layout(layout, &open.identity, "pupil-factor-close", "support").with_errors(&errors);
    Ok(FactorsPage {
        form: layout.filled_form(values, errors),
        choices: open
            .factors
            .iter()
            .map(|row| {
                let choice = Choice::new(row.id.to_string(), factor_words(texts, &row.factor));
                let since = span(texts, row.opened_day, None);
                choice.hint(match &row.note {
                    Some(note) => format!("{note}; {since}"),
                    None => since,
                })
            })
            .collect(),
        public_id,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    Ok(Page(page(&signed_in, layout, public_id, values, errors).await?).into_response())
}

pub(super) async fn close(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    match values.get("factor").parse() {
        Ok(factor) => {
            let ctx = signed_in.ctx();
            match field_errors(ctx.close_factor(&public_id, factor, values.get("reason")).await)? {
                Ok(()) => {
                    let flash =
                        Flash::success("pupil-factor-is-closed").draft_done(&format!("factors-{public_id}"));
                    return Ok(redirect(
                        &format!("/pupils/{public_id}?part=support"),
                        Some(&flash),
                    ));
                }
                Err(found) => errors = found,
            }
        }
        Err(_) => errors.add("factor", "error-factor"),
    }
    let page = page(&signed_in, layout, public_id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
