//! Institutions of a municipality. No personal data: these reads take the municipality, not a scope.

use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, sql::Sql};

/// An institution with its name of today.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionName {
    /// Identifier.
    pub id: i64,
    /// Code of the files.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind, as in the files.
    pub kind: String,
}

impl Store {
    /// The institution with this code.
    pub async fn institution_id(&self, municipality: i64, code: &str) -> Result<i64> {
        Sql::new("SELECT id FROM institutions WHERE municipality_id = $1 AND code = $2")
            .with(municipality)
            .with(code)
            .integer(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// All institutions of a municipality with the name valid now, in the order of their names.
    pub async fn institution_names(&self, municipality: i64) -> Result<Vec<InstitutionName>> {
        Sql::new(
            "SELECT i.id, i.code, r.name, r.kind FROM institutions i JOIN institution_records r \
             ON r.institution_id = i.id AND r.ended_load_id IS NULL AND r.valid_to IS NULL \
             WHERE i.municipality_id = $1 ORDER BY r.sort_key, i.id",
        )
        .with(municipality)
        .all(self.reading())
        .await
    }
}
