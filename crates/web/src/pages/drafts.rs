//! Drafts, kept and fetched by `scripts/draft.js`.

use axum::{
    extract::Query,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    kit::{Failure, FormValues},
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/drafts", Access::SignedIn, fetch)
        .post("/drafts", Access::SignedIn, keep)
}

#[derive(Debug, Default, Deserialize)]
struct Which {
    #[serde(default)]
    form: String,
}

async fn fetch(signed_in: SignedIn, Query(which): Query<Which>) -> Result<Response, Failure> {
    Ok(match signed_in.ctx().draft(&which.form).await? {
        Some(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

async fn keep(signed_in: SignedIn, values: FormValues) -> Result<Response, Failure> {
    signed_in
        .ctx()
        .keep_draft(values.get("form"), values.raw("values"))
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
