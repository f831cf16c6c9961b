//! The first step: what the file is about, what it may hold, and the file itself, taken in pieces so that its size does not matter.

use std::{fs::File, io::Write};

use askama::Template;
use axum::{
    extract::{Multipart, State as AxumState, multipart::Field},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::load::{OwnProfile, UploadChoices};
use balsts_domain::registry::Source;
use balsts_intake::{Kind, Need, Profile, Separator};

use super::{kind_words, lang, review};
use crate::{
    State,
    error::field_errors,
    kit::{Choice, Column, Failure, FieldErrors, Form, FormValues, Layout, Page, Row, Table, redirect},
    signed_in::SignedIn,
    source,
    texts::{Message, Texts},
};

/// Longest value of a field that is no file.
const LONGEST: usize = 4_096;
/// Longest mapping profile.
const LONGEST_PROFILE: usize = 64 << 10;
/// Most fields of the form.
const FIELDS: usize = 30;
/// Name of a profile that was pasted.
pub(super) const PASTED: &str = "own";

#[derive(Template)]
#[template(path = "load_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    kinds: Vec<(String, String, String)>,
    chosen: Option<Chosen>,
    limit: String,
}

/// The kind that was chosen, with what is to be said about it.
struct Chosen {
    code: &'static str,
    words: String,
    about: String,
    columns: Table,
    sources: Vec<Choice>,
    profiles: Vec<Choice>,
    /// Whether the part with one's own layout is open.
    own_profile: bool,
    encodings: Vec<Choice>,
    separators: Vec<Choice>,
    snapshot: [Choice; 1],
    skip: [Choice; 1],
}

fn columns(kind: Kind, texts: Texts) -> Table {
    let heads = [
        "loads-column",
        "loads-column-aliases",
        "loads-column-need",
        "loads-column-accepts",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = kind.described(lang(texts)).into_iter().map(|column| {
        let need = match column.need {
            Need::Required => "loads-need-required",
            Need::Optional => "loads-need-optional",
            Need::OneOf(_) => "loads-need-one-of",
        };
        Row::new()
            .cell(column.name)
            .cell(column.aliases.join(", "))
            .cell(texts.t(need))
            .cell(column.accepts)
    });
    Table::new(texts, texts.t("loads-columns"), heads)
        .rows(rows)
        .compact()
}

fn chosen(kind: Kind, texts: Texts, own_profile: bool) -> Chosen {
    let mut profiles = vec![Choice::new("", texts.t("loads-profile-none"))];
    profiles.extend(
        Profile::shipped_names()
            .filter(|name| Profile::shipped(name).is_ok_and(|profile| profile.kind == kind))
            .map(|name| Choice::new(name, texts.t(&format!("loads-profile-{name}")))),
    );
    let mut sources = vec![Choice::new("", texts.t("loads-source-choose"))];
    sources.extend(Source::ALL.map(|one| {
        let words = format!("{} – {}", source::name(texts, one), source::about(texts, one));
        Choice::new(one.code(), words)
    }));
    let mut separators = vec![Choice::new("", texts.t("loads-find-out"))];
    separators.extend(Separator::ALL.map(|one| {
        let character = one.character().to_string();
        let words = if character == "\t" {
            texts.t("loads-separator-tab")
        } else {
            character.clone()
        };
        Choice::new(character, words)
    }));
    Chosen {
        code: kind.code(),
        words: kind_words(texts, kind.code()),
        about: texts.t(&format!("loads-about-{}", kind.code())),
        columns: columns(kind, texts),
        sources,
        profiles,
        own_profile,
        encodings: vec![
            Choice::new("", texts.t("loads-find-out")),
            Choice::new("utf-8", "UTF-8"),
            Choice::new("windows-1257", "Windows-1257"),
        ],
        separators,
        snapshot: [Choice::new("yes", texts.t("loads-snapshot-yes"))],
        skip: [Choice::new("yes", texts.t("loads-skip-bad-rows-yes"))],
    }
}

fn page(
    signed_in: &SignedIn,
    state: &State,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let texts = layout.texts;
    let kinds = signed_in.ctx().load_kinds()?;
    let kind = Kind::parse(values.get("kind")).filter(|kind| kinds.contains(kind));
    let layout = match kind {
        Some(_) => layout.back("/loads/new", "loads-other-kind"),
        None => layout.back("/loads", "loads-title"),
    };
    let layout = layout.titled("loads-add").with_errors(&errors);
    let own_profile = values.some("own_profile").is_some() || errors.of("own_profile").is_some();
    Ok(NewPage {
        form: layout.filled_form(values, errors),
        kinds: kinds
            .iter()
            .map(|kind| {
                (
                    format!("/loads/new?kind={}", kind.code()),
                    kind_words(texts, kind.code()),
                    texts.t(&format!("loads-about-{}", kind.code())),
                )
            })
            .collect(),
        chosen: kind.map(|kind| chosen(kind, texts, own_profile)),
        limit: texts.t1(
            "loads-file-limit",
            "megabytes",
            (state.options.upload_limit >> 20) as f64,
        ),
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    AxumState(state): AxumState<State>,
    layout: Layout,
) -> Result<Response, Failure> {
    let values = FormValues::of(&layout.address);
    Ok(Page(page(&signed_in, &state, layout, values, FieldErrors::new())?).into_response())
}

/// What a form with a file sent.
#[derive(Default)]
struct Sent {
    values: FormValues,
    file: Option<(String, File)>,
    /// Name of the file of one's own profile; its text is among the values, to be seen and mended.
    profile_name: Option<String>,
}

fn broken(error: &dyn std::fmt::Display) -> Failure {
    tracing::info!(%error, "an upload broke off");
    Failure::of(StatusCode::BAD_REQUEST).because("loads-broke-off")
}

fn unwritten(error: &std::io::Error) -> Failure {
    tracing::error!(%error, "an upload could not be written to a temporary file");
    Failure::internal()
}

/// Writes the file of a field to a temporary one that has no name. What is too large is read to its end all the same, up to a bound: a
/// browser that is cut off while it sends shows no page.
async fn file_of(field: &mut Field<'_>, limit: u64) -> Result<File, Failure> {
    let mut file = tempfile::tempfile().map_err(|error| unwritten(&error))?;
    let mut size = 0_u64;
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        size += piece.len() as u64;
        if size <= limit {
            file.write_all(&piece).map_err(|error| unwritten(&error))?;
        } else if size > limit.saturating_mul(4) {
            break;
        }
    }
    if size > limit {
        let too_large = Message::new("error-load-size").with("megabytes", (limit >> 20) as f64);
        return Err(Failure::of(StatusCode::PAYLOAD_TOO_LARGE).because(too_large));
    }
    Ok(file)
}

/// The text of a field, cut off where it is too long to be anything.
async fn text_of(field: &mut Field<'_>, longest: usize) -> Result<String, Failure> {
    let mut value = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        if value.len() + piece.len() > longest {
            return Err(Failure::of(StatusCode::BAD_REQUEST));
        }
        value.extend_from_slice(&piece);
    }
    Ok(String::from_utf8_lossy(&value).into_owned())
}

async fn sent(mut form: Multipart, limit: u64) -> Result<Sent, Failure> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut sent = Sent::default();
    let mut profile = None;
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" => {
                let content = file_of(&mut field, limit).await?;
                if !file_name.is_empty() {
                    sent.file = Some((file_name, content));
                }
            }
            "own_profile_file" => {
                let text = text_of(&mut field, LONGEST_PROFILE).await?;
                if !file_name.is_empty() {
                    sent.profile_name = Some(file_name);
                    profile = Some(text);
                }
            }
            _ if pairs.len() >= FIELDS => return Err(Failure::of(StatusCode::BAD_REQUEST)),
            "own_profile" => pairs.push((name, text_of(&mut field, LONGEST_PROFILE).await?)),
            _ => pairs.push((name, text_of(&mut field, LONGEST).await?)),
        }
    }
    if let Some(text) = profile {
        pairs.retain(|(name, _)| name != "own_profile");
        pairs.push(("own_profile".to_owned(), text));
    }
    sent.values = pairs.into_iter().collect();
    Ok(sent)
}

/// What was chosen; what is no date is an error beside its field.
fn choices(values: &FormValues, profile_name: Option<&str>, errors: &mut FieldErrors) -> UploadChoices {
    let some = |name: &str| values.some(name).map(str::to_owned);
    let text = values.raw("own_profile");
    UploadChoices {
        profile: some("profile"),
        own_profile: (!text.trim().is_empty()).then(|| OwnProfile {
            name: profile_name.unwrap_or(PASTED).to_owned(),
            text: text.to_owned(),
        }),
        source: some("source"),
        source_note: some("source_note"),
        as_of: errors.take("as_of", values.date("as_of")).flatten(),
        encoding: some("encoding"),
        // Not trimmed: a tab is a value.
        separator: Some(values.raw("separator").to_owned()).filter(|one| !one.is_empty()),
        sheet: some("sheet"),
        snapshot: values.get("snapshot") == "yes",
        skip_bad_rows: values.get("skip_bad_rows") == "yes",
        accept_large_change: false,
    }
}

pub(super) async fn take(
    signed_in: SignedIn,
    AxumState(state): AxumState<State>,
    layout: Layout,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Failure> {
    let limit = state.options.upload_limit;
    let Sent {
        values,
        file,
        profile_name,
    } = match form {
        Ok(form) => sent(form, limit).await?,
        Err(_) => Sent::default(),
    };
    let ctx = signed_in.ctx();
    let kinds = ctx.load_kinds()?;
    let kind = Kind::parse(values.get("kind")).filter(|kind| kinds.contains(kind));
    let mut errors = FieldErrors::new();
    let choices = choices(&values, profile_name.as_deref(), &mut errors);
    match (kind, file) {
        (Some(kind), Some((name, file))) if errors.is_empty() => {
            let lang = lang(layout.texts);
            let result = ctx.upload(kind, &name, file, &choices, limit, lang).await;
            match field_errors(result)? {
                Ok(id) => {
                    review::start_check(&state, ctx, id, lang).await;
                    return Ok(redirect(&format!("/loads/uploads/{id}"), None));
                }
                Err(found) => errors = found,
            }
        }
        (Some(_), Some(_)) => {}
        (None, _) => errors.add("kind", Message::new("error-load-kind")),
        (_, None) => errors.add("file", Message::new("error-load-file-required")),
    }
    let page = page(&signed_in, &state, layout, values, errors)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
