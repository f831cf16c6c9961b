//! Files that wait in the browser's four steps between upload and load. Parts are deleted as soon as the file is loaded or discarded.

use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// Bytes of one stored part.
pub const UPLOAD_PART: usize = 1 << 20;

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct UploadRow {
    /// Identifier.
    pub id: i64,
    /// Municipality.
    pub municipality_id: i64,
    /// Who uploaded it; nobody else sees it.
    pub user_id: i64,
    /// Code of the kind.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// How it is to be read, as JSON.
    pub options: String,
    /// `new`, `checked`, `loaded`, `discarded`.
    pub state: String,
    /// Report of the check or of the load, as JSON.
    pub report: Option<String>,
    /// The load it became.
    pub load_id: Option<i64>,
    /// When it came.
    pub created_at: i64,
}

const COLUMNS: &str = "SELECT id, municipality_id, user_id, kind, file_name, options, state, report, load_id, created_at FROM uploads";

#[derive(FromQueryResult)]
struct Part {
    bytes: Vec<u8>,
}

impl Store {
    /// One's own uploads, newest first.
    pub async fn uploads(&self, user: i64, most: u64) -> Result<Vec<UploadRow>> {
        Sql::new(&format!("{COLUMNS} WHERE user_id = $1 ORDER BY id DESC LIMIT $2"))
            .with(user)
            .with(most as i64)
            .all(self.reading())
            .await
    }

    /// One of one's own uploads.
    pub async fn upload(&self, user: i64, id: i64) -> Result<UploadRow> {
        Sql::new(&format!("{COLUMNS} WHERE id = $1 AND user_id = $2"))
            .with(id)
            .with(user)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// A part of the file, counted from 0; none after the last.
    pub async fn upload_part(&self, id: i64, part: i64) -> Result<Option<Vec<u8>>> {
        let row = Sql::new("SELECT bytes FROM upload_parts WHERE upload_id = $1 AND part = $2")
            .with(id)
            .with(part)
            .one::<Part>(self.reading())
            .await?;
        Ok(row.map(|row| row.bytes))
    }
}

impl Writing {
    /// Adds an upload in state `new`.
    pub async fn add_upload(
        &self,
        municipality: i64,
        user: i64,
        kind: &str,
        file_name: &str,
        options: &str,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO uploads (municipality_id, user_id, kind, file_name, options, state, created_at) \
             VALUES ($1, $2, $3, $4, $5, 'new', $6) RETURNING id",
        )
        .with(municipality)
        .with(user)
        .with(kind)
        .with(file_name)
        .with(options)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Adds the next part, at most [`UPLOAD_PART`] bytes.
    pub async fn add_upload_part(&self, id: i64, part: i64, bytes: Vec<u8>) -> Result<()> {
        Sql::new("INSERT INTO upload_parts (upload_id, part, bytes) VALUES ($1, $2, $3)")
            .with(id)
            .with(part)
            .with(bytes)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Moves an upload on; `Conflict` when it is in none of the states `from`. `options` replaces how it is read.
    pub async fn move_upload(
        &self,
        id: i64,
        from: &[&str],
        to: &str,
        options: Option<&str>,
        report: Option<&str>,
        load: Option<i64>,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE uploads SET state = ");
        sql.bind(to);
        if let Some(options) = options {
            sql.push(", options = ").bind(options);
        }
        sql.push(", report = ").bind(report.map(str::to_owned));
        sql.push(", load_id = ").bind(load);
        sql.push(" WHERE id = ").bind(id);
        sql.push(" AND state IN ").bind_list(from.iter().copied());
        if sql.run(&self.0).await? == 0 {
            return Err(StoreError::Conflict("upload_state".to_owned()));
        }
        if to == "loaded" || to == "discarded" {
            Sql::new("DELETE FROM upload_parts WHERE upload_id = $1")
                .with(id)
                .run(&self.0)
                .await?;
        }
        Ok(())
    }

    /// Discards what nobody finished since `before`; says how many.
    pub async fn discard_uploads(&self, before: i64) -> Result<u64> {
        Sql::new(
            "DELETE FROM upload_parts WHERE upload_id IN (SELECT id FROM uploads WHERE created_at < $1 AND state IN ('new', 'checked'))",
        )
        .with(before)
        .run(&self.0)
        .await?;
        Sql::new("UPDATE uploads SET state = 'discarded', report = NULL WHERE created_at < $1 AND state IN ('new', 'checked')")
            .with(before)
            .run(&self.0)
            .await
    }
}
