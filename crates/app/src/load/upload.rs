//! The browser's four steps: upload, check, review, load. The file waits in the database, so that any copy of the program can go on with it;
//! it is gone once it is loaded or discarded.

mod choices;

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
};

use balsts_domain::access::{Action, Resource};
use balsts_intake::{Kind, Lang, Limits};
use balsts_store::load::{UPLOAD_PART, UploadRow};
use serde::{Deserialize, Serialize};

use super::{ErrorTable, LoadProgress, LoadReport};
use crate::{AppError, Ctx, FieldErrors, Result};

pub use choices::{OwnProfile, UploadChoices};

/// Rows of each fate that the review shows.
const REVIEWED: u64 = 200;
/// How long a file waits, in hours.
const WAITS_HOURS: i64 = 48;

/// Where an uploaded file is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// Uploaded, not looked at yet.
    New,
    /// Checked; to be reviewed.
    Checked,
    /// Loaded; the file is gone.
    Loaded,
    /// Discarded; the file is gone.
    Discarded,
}

/// A file on its way.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Identifier.
    pub id: i64,
    /// What it is about.
    pub kind: Kind,
    /// Its name.
    pub file_name: String,
    /// What was chosen.
    pub choices: UploadChoices,
    /// Where it is.
    pub state: UploadState,
    /// Report of the check or of the load.
    pub report: Option<LoadReport>,
    /// The load it became.
    pub load: Option<i64>,
    /// When it came, in microseconds.
    pub created_at: i64,
}

impl UploadState {
    fn parse(code: &str) -> Option<Self> {
        [Self::New, Self::Checked, Self::Loaded, Self::Discarded]
            .into_iter()
            .find(|state| state.code() == code)
    }

    /// The code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Checked => "checked",
            Self::Loaded => "loaded",
            Self::Discarded => "discarded",
        }
    }
}

impl Upload {
    /// Until when it is kept while nobody goes on with it, in microseconds.
    pub const fn waits_until(&self) -> i64 {
        self.created_at + WAITS_HOURS * 3_600_000_000
    }
}

fn upload_of(row: UploadRow) -> Result<Upload> {
    let corrupt = |what: &str| AppError::Internal(format!("upload {}: {what}", row.id));
    Ok(Upload {
        id: row.id,
        kind: Kind::parse(&row.kind).ok_or_else(|| corrupt("kind"))?,
        choices: serde_json::from_str(&row.options).map_err(|_| corrupt("options"))?,
        state: UploadState::parse(&row.state).ok_or_else(|| corrupt("state"))?,
        report: row
            .report
            .as_deref()
            .map(serde_json::from_str)
            .transpose()
            .map_err(|_| corrupt("report"))?,
        load: row.load_id,
        created_at: row.created_at,
        file_name: row.file_name,
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
fn io(error: std::io::Error) -> AppError {
    AppError::Internal(format!("temporary file: {error}"))
}

impl Ctx {
    /// Keeps an uploaded file for the next steps. `source` is read once, from its start.
    ///
    /// # Errors
    /// Invalid when the file is larger than `limit` bytes, empty, of a kind that is not loaded or without a source, and with what is wrong with the
    /// choices: with one's own profile in `lang`.
    pub async fn upload(
        &self,
        kind: Kind,
        file_name: &str,
        mut source: File,
        choices: &UploadChoices,
        limit: u64,
        lang: Lang,
    ) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Load)?;
        let user = self.user()?;
        if super::register::stored_kind(kind).is_none() {
            return Err(super::list::not_stored(kind));
        }
        let options = choices.options(kind, lang, Limits::upload(limit))?;
        options.check(self.today())?;
        let size = source.seek(SeekFrom::End(0)).map_err(io)?;
        source.seek(SeekFrom::Start(0)).map_err(io)?;
        let mut errors = FieldErrors::new();
        if options.source().is_none() {
            errors.add("source", "error-load-source");
        }
        if size > limit {
            errors.add_with("file", "error-load-size", "megabytes", limit >> 20);
        }
        if size == 0 {
            errors.add("file", "error-load-empty");
        }
        errors.check()?;
        let options =
            serde_json::to_string(choices).map_err(|error| AppError::Internal(error.to_string()))?;
        let writing = self.store.write().await?;
        writing
            .discard_uploads(self.instant() - WAITS_HOURS * 3_600_000_000)
            .await?;
        let id = writing
            .add_upload(
                scope.municipality(),
                user,
                kind.code(),
                &short_name(file_name),
                &options,
                self.instant(),
            )
            .await?;
        for part in 0.. {
            let mut bytes = Vec::new();
            Read::by_ref(&mut source)
                .take(UPLOAD_PART as u64)
                .read_to_end(&mut bytes)
                .map_err(io)?;
            if bytes.is_empty() {
                break;
            }
            writing.add_upload_part(id, part, bytes).await?;
        }
        let event = self.event(
            "load.upload",
            "upload",
            Some(id),
            format!("kind={} bytes={size}", kind.code()),
        );
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// One's own uploads, newest first.
    pub async fn uploads(&self, most: u64) -> Result<Vec<Upload>> {
        self.scope(Action::Read, Resource::Load)?;
        let rows = self.store.uploads(self.user()?, most).await?;
        rows.into_iter().map(upload_of).collect()
    }

    /// One of one's own uploads.
    pub async fn upload_of(&self, id: i64) -> Result<Upload> {
        self.scope(Action::Read, Resource::Load)?;
        upload_of(self.store.upload(self.user()?, id).await?)
    }

    /// Checks an uploaded file and keeps the report for the review. `choices` replaces what was chosen before.
    pub async fn check_upload(
        &self,
        id: i64,
        choices: Option<&UploadChoices>,
        lang: Lang,
        progress: impl FnMut(LoadProgress) + Send + 'static,
    ) -> Result<LoadReport> {
        let upload = self.waiting(id).await?;
        let choices = choices.unwrap_or(&upload.choices);
        let mut options = choices.options(upload.kind, lang, Limits::command_line())?;
        options.dry_run = true;
        options.preview = REVIEWED;
        let file = self.upload_file(id).await?;
        let report = self
            .load(upload.kind, file, &upload.file_name, &options, progress)
            .await?;
        self.move_upload(id, UploadState::Checked, Some(choices), Some(&report))
            .await?;
        Ok(report)
    }

    /// Loads a file that was checked. When it is refused after all (something else was loaded meanwhile) it stays for another review.
    pub async fn load_upload(
        &self,
        id: i64,
        lang: Lang,
        progress: impl FnMut(LoadProgress) + Send + 'static,
    ) -> Result<LoadReport> {
        let upload = self.waiting(id).await?;
        if upload.state != UploadState::Checked {
            return Err(AppError::Conflict("error-load-not-checked"));
        }
        let options = upload
            .choices
            .options(upload.kind, lang, Limits::command_line())?;
        let file = self.upload_file(id).await?;
        let report = self
            .load(upload.kind, file, &upload.file_name, &options, progress)
            .await?;
        let state = if report.is_refused() {
            UploadState::Checked
        } else {
            UploadState::Loaded
        };
        self.move_upload(id, state, None, Some(&report)).await?;
        Ok(report)
    }

    /// Accepts what the review asked about: bad rows that stay out, a large change that is meant. What was not asked stays as it was.
    ///
    /// # Errors
    /// Conflict when the file was not checked or is gone.
    pub async fn accept_upload(&self, id: i64, skip_bad_rows: bool, large_change: bool) -> Result<()> {
        let upload = self.waiting(id).await?;
        if upload.state != UploadState::Checked {
            return Err(AppError::Conflict("error-load-not-checked"));
        }
        let choices = UploadChoices {
            skip_bad_rows: upload.choices.skip_bad_rows || skip_bad_rows,
            accept_large_change: upload.choices.accept_large_change || large_change,
            ..upload.choices
        };
        self.move_upload(id, UploadState::Checked, Some(&choices), upload.report.as_ref())
            .await
    }

    /// Discards an upload; the file is deleted.
    pub async fn discard_upload(&self, id: i64) -> Result<()> {
        self.waiting(id).await?;
        self.move_upload(id, UploadState::Discarded, None, None).await
    }

    /// The refused rows of a checked file as a table to be mended and sent again (CSV).
    pub async fn upload_errors(&self, id: i64) -> Result<Vec<u8>> {
        let upload = self.waiting(id).await?;
        let report = upload.report.ok_or(AppError::NotFound)?;
        let kind = upload.kind;
        let options = upload.choices.options(kind, Lang::Lv, Limits::command_line())?;
        let file = self.upload_file(id).await?;
        tokio::task::spawn_blocking(move || ErrorTable::Csv.write(kind, file, &options, &report))
            .await
            .map_err(|error| AppError::Internal(error.to_string()))?
    }

    /// An upload whose file is still there.
    async fn waiting(&self, id: i64) -> Result<Upload> {
        self.scope(Action::Write, Resource::Load)?;
        let upload = upload_of(self.store.upload(self.user()?, id).await?)?;
        match upload.state {
            UploadState::New | UploadState::Checked => Ok(upload),
            UploadState::Loaded | UploadState::Discarded => Err(AppError::Conflict("error-load-done")),
        }
    }

    /// The file, put together in a temporary one that has no name and dies with its handle.
    async fn upload_file(&self, id: i64) -> Result<File> {
        let mut file = tempfile::tempfile().map_err(io)?;
        for part in 0.. {
            match self.store.upload_part(id, part).await? {
                Some(bytes) => file.write_all(&bytes).map_err(io)?,
                None => break,
            }
        }
        file.seek(SeekFrom::Start(0)).map_err(io)?;
        Ok(file)
    }

    async fn move_upload(
        &self,
        id: i64,
        to: UploadState,
        choices: Option<&UploadChoices>,
        report: Option<&LoadReport>,
    ) -> Result<()> {
        let json = |error: serde_json::Error| AppError::Internal(error.to_string());
        let options = choices.map(serde_json::to_string).transpose().map_err(json)?;
        let kept = report.map(|report| LoadReport {
            // What was reviewed is not kept longer than the file itself.
            preview: if to == UploadState::Checked {
                report.preview.clone()
            } else {
                Vec::new()
            },
            touched_pupils: Vec::new(),
            ..report.clone()
        });
        let text = kept
            .as_ref()
            .map(serde_json::to_string)
            .transpose()
            .map_err(json)?;
        let writing = self.store.write().await?;
        writing
            .move_upload(
                id,
                &["new", "checked"],
                to.code(),
                options.as_deref(),
                text.as_deref(),
                report.and_then(|report| report.load_id),
            )
            .await?;
        Ok(writing.commit().await?)
    }
}

/// The name without a path, cut to what a list can show.
fn short_name(name: &str) -> String {
    const LONGEST: usize = 120;
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.chars().take(LONGEST).collect()
}
