//! The rows of a version that is still being written, replaced all together: numbers of rows and who has a part in them follow from each other.

use balsts_domain::access::Scope;
use sea_orm::Value;

use super::{ProgrammePart, ProgrammeRow};
use crate::{
    Result, StoreError, Writing,
    sql::{Sql, insert_many},
};

impl Writing {
    /// The rows of a version as they are now, which nobody else changes until this transaction ends; `Conflict` where the version is not in
    /// that state any more.
    pub async fn held_programme_rows(
        &self,
        scope: &Scope,
        version: i64,
        state: &str,
    ) -> Result<Vec<ProgrammeRow>> {
        // Writing the state that it has makes others wait, on PostgreSQL too.
        let held = Sql::new(
            "UPDATE programme_versions SET state = $3 WHERE municipality_id = $1 AND id = $2 AND state = $3",
        )
        .with(scope.municipality())
        .with(version)
        .with(state)
        .run(&self.0)
        .await?;
        if held != 1 {
            return Err(StoreError::Conflict("programme_versions_state".to_owned()));
        }
        Sql::new(
            "SELECT table_code, position, row_key, level, title, start_day, end_day, content FROM programme_rows \
             WHERE version_id = $1 ORDER BY table_code, position",
        )
        .with(version)
        .all(&self.0)
        .await
    }

    /// Puts these rows in the place of all that a version had. To be called after [`Writing::held_programme_rows`].
    pub async fn replace_programme_rows(
        &self,
        version: i64,
        rows: &[ProgrammeRow],
        parts: &[ProgrammePart],
    ) -> Result<()> {
        for table in ["programme_rows", "programme_parts"] {
            Sql::new(&format!("DELETE FROM {table} WHERE version_id = $1"))
                .with(version)
                .run(&self.0)
                .await?;
        }
        self.add_programme_rows(version, rows, parts).await
    }

    pub(super) async fn add_programme_rows(
        &self,
        version: i64,
        rows: &[ProgrammeRow],
        parts: &[ProgrammePart],
    ) -> Result<()> {
        let columns = [
            "version_id",
            "table_code",
            "position",
            "row_key",
            "level",
            "title",
            "start_day",
            "end_day",
            "content",
        ];
        let values: Vec<Vec<Value>> = rows
            .iter()
            .map(|row| {
                vec![
                    version.into(),
                    row.table_code.as_str().into(),
                    row.position.into(),
                    row.row_key.as_str().into(),
                    row.level.clone().into(),
                    row.title.as_str().into(),
                    row.start_day.into(),
                    row.end_day.into(),
                    row.content.as_str().into(),
                ]
            })
            .collect();
        insert_many(&self.0, "programme_rows", &columns, values).await?;
        let columns = ["version_id", "table_code", "row_key", "institution", "part"];
        let values: Vec<Vec<Value>> = parts
            .iter()
            .map(|part| {
                vec![
                    version.into(),
                    part.table_code.as_str().into(),
                    part.row_key.as_str().into(),
                    part.institution.as_str().into(),
                    part.part.as_str().into(),
                ]
            })
            .collect();
        insert_many(&self.0, "programme_parts", &columns, values).await?;
        Ok(())
    }
}
