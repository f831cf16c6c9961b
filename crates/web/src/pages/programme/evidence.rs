//! Files that prove what was reported: how a form brings them, how they are listed, and how they are taken away again.

use axum::{
    extract::{Multipart, multipart::Field},
    http::StatusCode,
    response::Response,
};
use balsts_app::programme::report::SentEvidence;
use balsts_domain::programme::{EvidenceKind, LARGEST_EVIDENCE, MOST_EVIDENCE};
use balsts_store::EvidenceRow;

use crate::{
    kit::{Failure, FormValues, Html, Path, download},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

/// Most bytes of the form. Twice what is taken: a browser that is cut off while it sends shows no page, and so nobody reads why. Counted while
/// the form is read, so that what came before the files is not lost with them.
const LARGEST_FORM: usize = 2 * MOST_EVIDENCE * LARGEST_EVIDENCE;
/// What the head of a field counts for, at the least.
const HEAD: usize = 100;
/// Longest value of a field that is no file: more than any of them may hold, so that it is refused with words.
const LONGEST: usize = 64 << 10;
/// Most fields of the form.
const FIELDS: usize = 20;

/// What a form with files sent.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) values: FormValues,
    pub(super) files: Vec<SentEvidence>,
    /// It was larger than [`LARGEST_FORM`]: what came before is here.
    pub(super) broke_off: bool,
}

/// The content of a field; what is longer than `longest` is read to its end, and only one byte more is kept: enough to be refused.
async fn content(field: &mut Field<'_>, longest: usize, left: &mut usize) -> Result<Vec<u8>, StatusCode> {
    let mut kept = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| error.status())? {
        take_off(left, piece.len())?;
        let room = (longest + 1).saturating_sub(kept.len());
        kept.extend_from_slice(piece.get(..room).unwrap_or(&piece));
    }
    Ok(kept)
}

fn take_off(left: &mut usize, bytes: usize) -> Result<(), StatusCode> {
    *left = left.checked_sub(bytes).ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok(())
}

async fn read(form: &mut Multipart, sent: &mut Sent) -> Result<(), StatusCode> {
    let mut pairs = 0;
    let mut left = LARGEST_FORM;
    while let Some(mut field) = form.next_field().await.map_err(|error| error.status())? {
        take_off(&mut left, HEAD)?;
        let name = field.name().unwrap_or_default().to_owned();
        if name == "files" {
            let file_name = field.file_name().unwrap_or_default().to_owned();
            // Of files that are too many the number alone is of use.
            let longest = if sent.files.len() < MOST_EVIDENCE {
                LARGEST_EVIDENCE
            } else {
                0
            };
            let bytes = content(&mut field, longest, &mut left).await?;
            // A form without a file sends a file without a name.
            if !file_name.is_empty() {
                sent.files.push(SentEvidence {
                    name: file_name,
                    bytes,
                });
            }
            continue;
        }
        pairs += 1;
        if pairs > FIELDS {
            return Err(StatusCode::BAD_REQUEST);
        }
        let value = content(&mut field, LONGEST, &mut left).await?;
        let value = String::from_utf8_lossy(&value).into_owned();
        sent.values = std::mem::take(&mut sent.values).with(&name, value);
    }
    Ok(())
}

/// What the form brought.
pub(super) async fn sent(mut form: Multipart) -> Result<Sent, Failure> {
    let mut sent = Sent::default();
    match read(&mut form, &mut sent).await {
        Ok(()) => {}
        // The files come last in the form: what was typed is here already.
        Err(StatusCode::PAYLOAD_TOO_LARGE) => sent.broke_off = true,
        Err(status) => return Err(Failure::of(status)),
    }
    Ok(sent)
}

/// That the files together are too large.
pub(super) fn too_much() -> Message {
    Message::new("error-evidence-all")
        .with("most", MOST_EVIDENCE as i64)
        .with("megabytes", (LARGEST_EVIDENCE >> 20) as i64)
}

/// What a browser offers to choose: `.pdf,.docx`.
pub(super) fn endings() -> String {
    EvidenceKind::ALL
        .iter()
        .flat_map(|kind| kind.endings())
        .map(|ending| format!(".{ending}"))
        .collect::<Vec<_>>()
        .join(",")
}

/// What is taken, beside the field.
pub(super) fn hint(texts: Texts) -> String {
    texts.t_args(
        "programme-files-about",
        &[
            ("most".to_owned(), (MOST_EVIDENCE as i64).into()),
            ("megabytes".to_owned(), ((LARGEST_EVIDENCE >> 20) as i64).into()),
        ],
    )
}

/// A link to a file, with its size.
pub(super) fn link(texts: Texts, file: &EvidenceRow) -> Html {
    let size = texts.count((file.size + 1023) / 1024);
    Html::link(&format!("/programme/evidence/{}", file.id), &file.name).and(Html::text(&texts.t1(
        "programme-file-size",
        "kilobytes",
        size,
    )))
}

/// The file, to be saved and never to be shown as a page of ours.
pub(super) async fn take(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    let file = signed_in.ctx().programme_evidence_file(id).await?;
    Ok(download::attachment(&file.name, &file.media_type, file.bytes))
}
