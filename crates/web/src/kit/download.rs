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

/// The document as `name.html`: a page that stands for itself.
pub fn html(name: &str, document: &Document) -> Response {
    file(
        name,
        "html",
        "text/html; charset=utf-8",
        document.to_page().into_bytes(),
    )
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

/// Bytes that somebody sent, under the name that they gave them: to be saved, never shown as a page of ours.
pub fn attachment(name: &str, kind: &str, bytes: Vec<u8>) -> Response {
    // `nosniff`, as on every answer, keeps browsers from finding another kind in the content.
    (
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, disposition_of(name)),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ],
        bytes,
    )
        .into_response()
}

/// A name in a header (RFC 6266): in plain letters for old programs, in full, encoded, for all others. Nothing in it can end the header or
/// begin another.
fn disposition_of(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => letter,
            _ => '_',
        })
        .collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            full.push(char::from(byte));
        } else {
            full.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

fn failed(error: &dyn std::error::Error) -> Failure {
    tracing::error!(%error, "the file could not be written");
    Failure::internal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        for (name, header) in [
            (
                "lapa.pdf",
                "attachment; filename=\"lapa.pdf\"; filename*=UTF-8''lapa.pdf",
            ),
            (
                "Ceļš 1.pdf",
                "attachment; filename=\"Ce___1.pdf\"; filename*=UTF-8''Ce%C4%BC%C5%A1%201.pdf",
            ),
            (
                "a\"; filename=b.exe\r\nX: y",
                "attachment; filename=\"a___filename_b.exe__X__y\"; filename*=UTF-8''a%22%3B%20filename%3Db.exe%0D%0AX%3A%20y",
            ),
        ] {
            assert_eq!(disposition_of(name), header);
        }
    }
}
