//! The whole programme in force as a file.

use axum::response::Response;
use balsts_app::programme::Which;

use super::annual;
use crate::{
    kit::{Failure, Layout, Path},
    signed_in::SignedIn,
};

pub(super) async fn file(
    signed_in: SignedIn,
    layout: Layout,
    Path(form): Path<String>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let version = ctx
        .programme(Which::Current)
        .await?
        .ok_or_else(Failure::not_found)?;
    let paper = ctx
        .programme_document(Which::Current, layout.texts.language)
        .await?
        .ok_or_else(Failure::not_found)?;
    let name = format!("programme-{}", version.programme.municipality);
    annual::file(name, &form, paper, || {
        balsts_reports::programme::workbook(&version.programme).map_err(|error| {
            tracing::error!(%error, "the workbook of a programme could not be written");
            Failure::internal()
        })
    })
    .await
}
