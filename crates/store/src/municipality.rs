//! Municipalities of the installation.

use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// A municipality whose work is kept here.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Municipality {
    /// Identifier.
    pub id: i64,
    /// Code of the command line, `ogres-novads`.
    pub code: String,
    /// Name as people write it.
    pub name: String,
    /// Who answers for the data (GDPR controller), when set.
    pub controller: Option<String>,
    /// All people in it are invented.
    pub demonstration: bool,
}

const COLUMNS: &str = "SELECT id, code, name, controller, demonstration FROM municipalities";

impl Store {
    /// All municipalities, by name.
    pub async fn municipalities(&self) -> Result<Vec<Municipality>> {
        Sql::new(&format!("{COLUMNS} ORDER BY code"))
            .all(self.reading())
            .await
    }

    /// One by its code.
    pub async fn municipality(&self, code: &str) -> Result<Municipality> {
        Sql::new(&format!("{COLUMNS} WHERE code = $1"))
            .with(code)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// One by its identifier.
    pub async fn municipality_of(&self, id: i64) -> Result<Municipality> {
        Sql::new(&format!("{COLUMNS} WHERE id = $1"))
            .with(id)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }
}

impl Writing {
    /// Adds a municipality; `Conflict` when the code is taken.
    pub async fn add_municipality(
        &self,
        code: &str,
        name: &str,
        demonstration: bool,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO municipalities (code, name, demonstration, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .with(code)
        .with(name)
        .with(demonstration)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
