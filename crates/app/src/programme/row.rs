//! Rows of a version that is still being written, changed by hand: the same checks as for a file, one transaction, and nobody's change is lost
//! under another's.

use balsts_domain::{
    access::{Action, Resource, Scope},
    programme::{Finding, Programme, RowPlace, RowRefused, Table, VersionState, written_columns},
};
use balsts_store::{ProgrammeVersionRow, Writing};
use sha2::{Digest, Sha256};

use super::{ProgrammeVersion, Which, put_together, taken_apart};
use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest text of a field.
const TEXT_LENGTH: usize = 4_000;

/// A row as its form shows it.
#[derive(Debug, Clone)]
pub struct ProgrammeRowView {
    /// The version.
    pub version: ProgrammeVersionRow,
    /// The programme that it holds.
    pub programme: Programme,
    /// Number of the row, where the document gives any.
    pub number: Option<String>,
    /// What stands in its columns.
    pub texts: Vec<(&'static str, String)>,
    /// Tells whether it is still so when something else is written.
    pub mark: String,
}

/// A row to be written.
#[derive(Debug, Clone)]
pub struct WriteRow {
    /// Number of the version.
    pub number: i64,
    /// The table.
    pub table: Table,
    /// Which row.
    pub place: RowPlace,
    /// What is to stand in its columns.
    pub texts: Vec<(String, String)>,
    /// Names that the list of institutions is to have, so that the row may name them.
    pub institutions: Vec<String>,
    /// The mark of the row when its form was opened.
    pub mark: String,
}

/// A row to be removed.
#[derive(Debug, Clone)]
pub struct RemoveRow {
    /// Number of the version.
    pub number: i64,
    /// The table.
    pub table: Table,
    /// Key of the row.
    pub key: String,
    /// The mark of the row when its form was opened.
    pub mark: String,
}

/// Longest name of an institution.
const NAME_LENGTH: usize = 300;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowWritten {
    /// It is kept or removed, or stood so already.
    Kept,
    /// The programme would not be taken so.
    Wrong(Vec<Finding>),
    /// Somebody else wrote it since the form was opened.
    Changed,
}

/// The mark of a row: a new one has that of nothing.
fn mark(programme: &Programme, table: Table, place: &RowPlace) -> String {
    let texts = match place {
        RowPlace::Of(_) => programme.row_texts(table, place).unwrap_or_default(),
        RowPlace::UnderGoal(..) | RowPlace::UnderActivity(_) => Vec::new(),
    };
    let mut hash = Sha256::new();
    for (name, text) in texts {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hex::encode(hash.finalize())
}

impl Ctx {
    /// A version whose rows may change.
    ///
    /// # Errors
    /// Conflict where it is before the council, in force or given up.
    pub async fn open_programme(&self, number: i64) -> Result<ProgrammeVersion> {
        self.scope(Action::Write, Resource::Programme)?;
        let version = self
            .programme(Which::Number(number))
            .await?
            .ok_or(AppError::NotFound)?;
        let is_open = VersionState::from_code(&version.row.state).is_some_and(VersionState::is_open);
        if is_open {
            Ok(version)
        } else {
            Err(AppError::Conflict("error-programme-step"))
        }
    }

    /// A row of a version that is still being written, or the beginning of a new one.
    pub async fn programme_row(
        &self,
        number: i64,
        table: Table,
        place: &RowPlace,
    ) -> Result<ProgrammeRowView> {
        let ProgrammeVersion { row, programme } = self.open_programme(number).await?;
        let texts = programme.row_texts(table, place).ok_or(AppError::NotFound)?;
        Ok(ProgrammeRowView {
            version: row,
            number: programme.row_number(table, place),
            mark: mark(&programme, table, place),
            texts,
            programme,
        })
    }

    /// Writes a row of a version that is still being written.
    pub async fn write_programme_row(&self, new: &WriteRow) -> Result<RowWritten> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let mut errors = FieldErrors::new();
        for (name, text) in &new.texts {
            if text.chars().count() > TEXT_LENGTH {
                errors.add_with(name, "error-too-long", "length", TEXT_LENGTH);
            }
        }
        if new
            .institutions
            .iter()
            .any(|name| name.chars().count() > NAME_LENGTH)
        {
            errors.add_with("institutions", "error-too-long", "length", NAME_LENGTH);
        }
        errors.check()?;
        let version = self.open_programme(new.number).await?.row;
        let writing = self.store.write().await?;
        let before = held(&writing, &scope, &version).await?;
        if mark(&before, new.table, &new.place) != new.mark {
            return Ok(RowWritten::Changed);
        }
        let texts: Vec<(&str, &str)> = new
            .texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let names: Vec<&str> = new.institutions.iter().map(String::as_str).collect();
        let wider = before.with_institutions(&names);
        let added = wider.institutions.len() - before.institutions.len();
        let (after, key) = match wider.with_row(new.table, &new.place, &texts) {
            Ok(written) => written,
            Err(RowRefused::NotThere) => return Err(AppError::NotFound),
            Err(RowRefused::Wrong(found)) => return Ok(RowWritten::Wrong(found)),
        };
        if after == before {
            return Ok(RowWritten::Kept);
        }
        let columns = changed_columns(&before, &after, new, &key);
        let row = place_in(&after, new.table, &key);
        let detail = format!(
            "number={} table={} row={row} columns={}",
            new.number,
            new.table.code(),
            columns.join(",")
        );
        let detail = if added > 0 {
            format!("{detail} institutions={added}")
        } else {
            detail
        };
        self.keep_rows(writing, &version, &after, ("programme.row_written", detail))
            .await
    }

    /// Removes a row of a version that is still being written. The version that it is based on keeps it, and the list of changes says that it is gone.
    pub async fn remove_programme_row(&self, gone: &RemoveRow) -> Result<RowWritten> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let version = self.open_programme(gone.number).await?.row;
        let writing = self.store.write().await?;
        let before = held(&writing, &scope, &version).await?;
        let place = RowPlace::Of(gone.key.clone());
        if mark(&before, gone.table, &place) != gone.mark {
            return Ok(RowWritten::Changed);
        }
        let after = match before.without_row(gone.table, &gone.key) {
            Ok(after) => after,
            Err(RowRefused::NotThere) => return Err(AppError::NotFound),
            Err(RowRefused::Wrong(found)) => return Ok(RowWritten::Wrong(found)),
        };
        let row = place_in(&before, gone.table, &gone.key);
        let detail = format!("number={} table={} row={row}", gone.number, gone.table.code());
        self.keep_rows(writing, &version, &after, ("programme.row_removed", detail))
            .await
    }

    /// Keeps a programme in the place of what the version held.
    async fn keep_rows(
        &self,
        writing: Writing,
        version: &ProgrammeVersionRow,
        after: &Programme,
        (action, detail): (&'static str, String),
    ) -> Result<RowWritten> {
        let at = self.instant();
        let (_, rows, parts) = taken_apart(after);
        writing.replace_programme_rows(version.id, &rows, &parts).await?;
        let event = self.event(action, "programme_version", Some(version.id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(RowWritten::Kept)
    }
}

/// What a draft holds, which nobody else changes until this is written.
async fn held(writing: &Writing, scope: &Scope, version: &ProgrammeVersionRow) -> Result<Programme> {
    let rows = writing
        .held_programme_rows(scope, version.id, VersionState::Draft.code())
        .await
        .map_err(|_| AppError::Conflict("error-programme-step"))?;
    put_together(version, rows)
}

/// The place of a row in its table, from 1; 0 for one that is not there. The log says it: the key of a row without a number is made of its title.
fn place_in(programme: &Programme, table: Table, key: &str) -> usize {
    let keys = match table {
        Table::Activities => programme.activity_keys(),
        _ => programme.task_keys(),
    };
    keys.iter().position(|one| one == key).map_or(0, |at| at + 1)
}

/// The written columns in which the row differs from what it was.
fn changed_columns(before: &Programme, after: &Programme, new: &WriteRow, key: &str) -> Vec<&'static str> {
    let old = before.row_texts(new.table, &new.place).unwrap_or_default();
    let now = after
        .row_texts(new.table, &RowPlace::Of(key.to_owned()))
        .unwrap_or_default();
    written_columns(new.table)
        .iter()
        .copied()
        .filter(|name| {
            let of = |texts: &[(&str, String)]| {
                let found = texts.iter().find(|(column, _)| column == name);
                found.map(|(_, text)| text.clone())
            };
            of(&old) != of(&now)
        })
        .collect()
}
