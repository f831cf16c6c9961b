//! A child's personal code was exchanged or written down wrong: the new one with the reason; by the former one the child is still found.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::form_layout;
use crate::{
    error::field_errors,
    kit::{Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, redirect},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "pupil_code.html")]
struct CodePage {
    layout: Layout,
    public_id: String,
    form: Form,
    codes: Vec<String>,
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<CodePage, Failure> {
    let texts = layout.texts;
    let (identity, codes) = signed_in.ctx().pupil_codes(&public_id).await?;
    let layout = form_layout(layout, &identity, "pupil-code-title", "overview").with_errors(&errors);
    Ok(CodePage {
        codes: codes
            .iter()
            .map(|code| {
                if code.current {
                    code.code.clone()
                } else {
                    texts.t1("duplicate-former-code", "code", code.code.as_str())
                }
            })
            .collect(),
        form: layout.filled_form(values, errors),
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

pub(super) async fn change(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let result = signed_in
        .ctx()
        .correct_personal_code(&public_id, values.get("personal_code"), values.get("reason"))
        .await;
    match field_errors(result)? {
        Ok(_) => {
            let flash = Flash::success("pupil-code-changed").draft_done(&format!("code-{public_id}"));
            Ok(redirect(&format!("/pupils/{public_id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = page(&signed_in, layout, public_id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
