//! The loads of a municipality: what was read, when, by whom, and whether it was undone.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use balsts_domain::access::Scope;

use crate::{Result, Store, StoreError, sql::Sql};

/// A load.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct LoadRow {
    /// Identifier; rows that came with it carry it.
    pub id: i64,
    /// Code of the kind; `merge` and `code` for corrections.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// Mapping profile.
    pub profile: Option<String>,
    /// The file was the whole truth for its scope.
    pub snapshot: bool,
    /// Who; none for the command line.
    pub user_id: Option<i64>,
    /// Name of that person.
    pub user_name: Option<String>,
    /// When.
    pub loaded_at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
    /// Rows of the file.
    pub row_count: i64,
    /// Added.
    pub new_count: i64,
    /// Changed.
    pub changed_count: i64,
    /// Gone.
    pub gone_count: i64,
    /// Stored alike.
    pub unchanged_count: i64,
}

/// When a kind was last loaded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LoadAge {
    /// Code of the kind.
    pub kind: String,
    /// When.
    pub loaded_at: i64,
}

const COLUMNS: &str = "SELECT l.id, l.kind, l.file_name, l.profile, l.snapshot, l.user_id, u.name AS user_name, l.loaded_at, l.undone_at, \
    l.row_count, l.new_count, l.changed_count, l.gone_count, l.unchanged_count FROM loads l LEFT JOIN users u ON u.id = l.user_id";

impl LoadRow {
    pub(crate) async fn of(on: &impl ConnectionTrait, municipality: i64, load: i64) -> Result<Self> {
        Sql::new(&format!("{COLUMNS} WHERE l.municipality_id = $1 AND l.id = $2"))
            .with(municipality)
            .with(load)
            .one(on)
            .await?
            .ok_or(StoreError::NotFound)
    }
}

impl Store {
    /// The latest `most` loads, newest first. A scope of one institution sees the loads of the person it was made for only: `own`.
    pub async fn loads(&self, scope: &Scope, own: Option<i64>, most: u64) -> Result<Vec<LoadRow>> {
        let mut sql = Sql::new(&format!("{COLUMNS} WHERE l.municipality_id = "));
        sql.bind(scope.municipality());
        if let Some(user) = own {
            sql.push(" AND l.user_id = ").bind(user);
        }
        sql.push(" ORDER BY l.id DESC LIMIT ").bind(most as i64);
        sql.all(self.reading()).await
    }

    /// When each kind was last loaded, loads that were undone aside. No personal data.
    pub async fn load_ages(&self, scope: &Scope) -> Result<Vec<LoadAge>> {
        Sql::new(
            "SELECT kind, MAX(loaded_at) AS loaded_at FROM loads WHERE municipality_id = $1 AND undone_at IS NULL \
             GROUP BY kind ORDER BY kind",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// One load.
    pub async fn load_of(&self, scope: &Scope, load: i64) -> Result<LoadRow> {
        LoadRow::of(self.reading(), scope.municipality(), load).await
    }
}
