//! A table of a report, or a document, as a file to take away.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use balsts_reports::{document::Document, format::Language, table::Table};

use super::{Button, Failure};
use crate::texts::Texts;

const CSV: &str = "text/csv; charset=utf-8";
/// The kind of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The table as `name.csv`.
///
/// # Errors
/// Internal when it cannot be written.
pub fn csv(name: &str, table: &Table) -> Result<Response, Failure> {
    let text = table.to_csv().map_err(|error| failed(&error))?;
    Ok(file(name, "csv", CSV, text.into_bytes()))
}

/// The table as `name.xlsx`.
///
/// # Errors
/// Internal when it cannot be written.
pub fn xlsx(name: &str, table: &Table, language: Language) -> Result<Response, Failure> {
    let bytes = table.to_xlsx(language).map_err(|error| failed(&error))?;
    Ok(file(name, "xlsx", XLSX, bytes))
}

/// The document as `name.docx`.
///
/// # Errors
/// Internal when it cannot be written.
pub fn docx(name: &str, document: &Document) -> Result<Response, Failure> {
    let bytes = document.to_docx().map_err(|error| failed(&error))?;
    Ok(file(name, "docx", DOCX, bytes))
}

/// The document as `name.pdf`, where the program was built to write it. Setting pages takes a tenth of a second: other requests go on meanwhile.
///
/// # Errors
/// Not found where it was not; internal when it cannot be written.
pub async fn pdf(name: &str, document: Document) -> Result<Response, Failure> {
    if !Document::PDF {
        return Err(Failure::not_found());
    }
    let bytes = tokio::task::spawn_blocking(move || document.to_pdf())
        .await
        .map_err(|error| failed(&error))?
        .map_err(|error| failed(&error))?;
    Ok(file(name, "pdf", "application/pdf", bytes))
}

/// A button for each form in which the document at this address is taken away: `at/docx`, `at/pdf`, `at/html`. PDF only where the program
/// was built to write it.
pub fn buttons(texts: Texts, at: &str, forms: &[&str]) -> Vec<Button> {
    forms
        .iter()
        .filter(|form| **form != "pdf" || Document::PDF)
        .map(|form| Button::link(texts.t(&format!("kit-{form}")), format!("{at}/{form}")).secondary())
        .collect()
}

/// Bytes under a name of ours: never one that somebody typed.
pub fn file(name: &str, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    (
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response()
}

fn failed(error: &dyn std::error::Error) -> Failure {
    tracing::error!(%error, "the file could not be written");
    Failure::internal()
}
