//! Rows of a version that is still being written, changed by hand: the same checks as for a file, one transaction, and nobody's change is lost
//! under another's.

use balsts_domain::{
    access::{Action, Resource},
    programme::{Finding, Programme, RowPlace, RowRefused, Table, VersionState, written_columns},
};
use balsts_store::ProgrammeVersionRow;
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
    /// The mark of the row when its form was opened.
    pub mark: String,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowWritten {
    /// It is kept, or stood so already.
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
        errors.check()?;
        let version = self.open_programme(new.number).await?.row;
        let at = self.instant();
        let writing = self.store.write().await?;
        let held = writing
            .held_programme_rows(&scope, version.id, VersionState::Draft.code())
            .await
            .map_err(|_| AppError::Conflict("error-programme-step"))?;
        let before = put_together(&version, held)?;
        if mark(&before, new.table, &new.place) != new.mark {
            return Ok(RowWritten::Changed);
        }
        let texts: Vec<(&str, &str)> = new
            .texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let (after, key) = match before.with_row(new.table, &new.place, &texts) {
            Ok(written) => written,
            Err(RowRefused::NotThere) => return Err(AppError::NotFound),
            Err(RowRefused::Wrong(found)) => return Ok(RowWritten::Wrong(found)),
        };
        if after == before {
            return Ok(RowWritten::Kept);
        }
        let columns = changed_columns(&before, &after, new, &key);
        let (_, rows, parts) = taken_apart(&after);
        writing.replace_programme_rows(version.id, &rows, &parts).await?;
        // The key of a row without a number is made of its title: the log says its place.
        let keys = match new.table {
            Table::Activities => after.activity_keys(),
            _ => after.task_keys(),
        };
        let row = keys.iter().position(|one| *one == key).map_or(0, |at| at + 1);
        let detail = format!(
            "number={} table={} row={row} columns={}",
            new.number,
            new.table.code(),
            columns.join(",")
        );
        let event = self.event(
            "programme.row_written",
            "programme_version",
            Some(version.id),
            detail,
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(RowWritten::Kept)
    }
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
