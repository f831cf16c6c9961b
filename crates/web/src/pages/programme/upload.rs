//! A version from a file: read and compared first, kept only when somebody has seen what it changes.

use std::io::Cursor;

use askama::Template;
use axum::{
    extract::{Multipart, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::programme::version::{TakeIn, TakenIn};
use balsts_domain::programme::{Finding, FindingCode, Programme, RowNumbers, Table as Part, VersionKind};
use balsts_intake::{Limits, read_programme};

use super::{irregularities::findings_table, versions::changes_table, words};
use crate::{
    kit::{Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Table, redirect},
    pages::loads::lang,
    signed_in::SignedIn,
    texts::{Message, Texts},
};

/// The largest file: a programme is a document, not a register.
pub(super) const LARGEST: usize = 8 * 1024 * 1024;

#[derive(Template)]
#[template(path = "programme_upload.html")]
struct UploadPage {
    layout: Layout,
    form: Form,
    kinds: Vec<Choice>,
}

fn kinds(texts: Texts) -> Vec<Choice> {
    VersionKind::ALL
        .iter()
        .map(|kind| {
            Choice::new(kind.code(), words(texts, "programme-kind-", kind.code())).hint(words(
                texts,
                "programme-kind-about-",
                kind.code(),
            ))
        })
        .collect()
}

fn upload_page(layout: Layout, values: FormValues, errors: FieldErrors) -> UploadPage {
    let layout = layout
        .narrow()
        .titled("programme-upload")
        .with_errors(&errors)
        .back("/programme/versions", "programme-versions");
    UploadPage {
        kinds: kinds(layout.texts),
        form: layout.filled_form(values, errors),
        layout,
    }
}

pub(super) async fn form(layout: Layout) -> Response {
    let values = FormValues::default().with("kind", VersionKind::Yearly.code());
    Page(upload_page(layout, values, FieldErrors::new())).into_response()
}

#[derive(Template)]
#[template(path = "programme_preview.html")]
struct PreviewPage {
    layout: Layout,
    file: String,
    refused: bool,
    same: bool,
    findings: Table,
    changes: Option<Table>,
    /// What is sent again to be kept: the programme as it was read.
    text: String,
    kind: String,
    note: String,
    drop: Vec<Choice>,
    form: Form,
}

/// A form with a file in it.
#[derive(Default)]
struct Sent {
    values: FormValues,
    file: Option<(String, Vec<u8>)>,
}

async fn sent(mut form: Multipart) -> Result<Sent, Failure> {
    let broken = |_| Failure::of(StatusCode::PAYLOAD_TOO_LARGE);
    let mut sent = Sent::default();
    let mut pairs = Vec::new();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        if name == "file" {
            if !file_name.is_empty() {
                sent.file = Some((file_name, bytes.to_vec()));
            }
        } else {
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    sent.values = pairs.into_iter().collect();
    Ok(sent)
}

/// The programme of a file, or what is wrong with it cell by cell.
fn read(texts: Texts, bytes: &[u8]) -> Result<(Programme, RowNumbers), Vec<Finding>> {
    let unreadable =
        |why: String| vec![Finding::new(FindingCode::Unreadable, Part::Document, 0, "", "").with("why", why)];
    if bytes.starts_with(b"PK") {
        let sheets = read_programme(Cursor::new(bytes), &Limits::default())
            .map_err(|error| unreadable(error.text(lang(texts))))?;
        return Programme::from_sheets(&sheets);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable(texts.t("programme-no-text")))?;
    let programme = Programme::from_toml(text).map_err(|error| {
        unreadable(match error.line {
            Some(line) => format!("{line}: {}", error.message),
            None => error.message,
        })
    })?;
    Ok((programme, RowNumbers::default()))
}

fn take_in(values: &FormValues, dry_run: bool) -> TakeIn {
    TakeIn {
        kind: VersionKind::from_code(values.get("kind")),
        note: values.get("note").to_owned(),
        drop_goals: values.get("drop_goals") == "yes",
        dry_run,
    }
}

fn preview_page(
    layout: Layout,
    file: String,
    taken: &TakenIn,
    programme: Option<&Programme>,
    values: FormValues,
) -> PreviewPage {
    let texts = layout.texts;
    let layout = layout
        .titled("programme-preview")
        .back("/programme/versions/new", "programme-upload");
    let only_drops = taken
        .findings
        .iter()
        .filter(|one| one.is_error())
        .all(|one| one.code == FindingCode::GoalDropped);
    PreviewPage {
        file,
        // Leaving out a goal can be said to be meant; nothing else can.
        refused: taken.is_refused() && !only_drops,
        same: taken.is_the_same(),
        findings: findings_table(texts, &taken.findings, &texts.t("programme-found")),
        changes: taken.compared_with.map(|_| changes_table(texts, &taken.changes)),
        text: programme.map(Programme::to_toml).unwrap_or_default(),
        kind: values.get("kind").to_owned(),
        note: values.get("note").to_owned(),
        drop: if taken.is_refused() && only_drops {
            vec![Choice::new("yes", texts.t("programme-drop-goals"))]
        } else {
            Vec::new()
        },
        form: layout.filled_form(values, FieldErrors::new()),
        layout,
    }
}

pub(super) async fn preview(
    signed_in: SignedIn,
    layout: Layout,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let Sent { values, file } = match form {
        Ok(form) => sent(form).await?,
        Err(_) => Sent::default(),
    };
    let Some((name, bytes)) = file else {
        let mut errors = FieldErrors::new();
        errors.add("file", Message::new("error-programme-file"));
        let page = upload_page(layout, values, errors);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    };
    let page = match read(layout.texts, &bytes) {
        Err(findings) => {
            let taken = TakenIn {
                findings,
                changes: Vec::new(),
                compared_with: None,
                number: None,
            };
            preview_page(layout, name, &taken, None, values)
        }
        Ok((programme, rows)) => {
            let options = take_in(&values, true);
            let mut taken = signed_in.ctx().take_in_programme(&programme, &options).await?;
            taken.findings = rows.with_unread(taken.findings);
            preview_page(layout, name, &taken, Some(&programme), values)
        }
    };
    let status = if page.refused {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, Page(page)).into_response())
}

pub(super) async fn keep(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let programme = Programme::from_toml(&values.raw("programme").replace("\r\n", "\n"))
        .map_err(|_| Failure::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    let options = take_in(&values, false);
    let taken = signed_in.ctx().take_in_programme(&programme, &options).await?;
    if let Some(number) = taken.number {
        return Ok(redirect(
            &format!("/programme/versions/{number}"),
            Some(&Flash::success("programme-kept")),
        ));
    }
    let page = preview_page(layout, String::new(), &taken, Some(&programme), values);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
