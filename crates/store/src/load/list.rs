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
    /// The system or paper that the file came from; none for a correction, or when nobody said.
    pub source: Option<String>,
    /// The source in words.
    pub source_note: Option<String>,
    /// The day as of which the file stands; for a correction the day it was made.
    pub as_of_day: i64,
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
    /// The newest day as of which a file stands.
    pub as_of_day: i64,
}

/// What was read from a source, of one kind.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SourceAge {
    /// Code of the source; none when nobody said.
    pub source: Option<String>,
    /// The source in words, as of the last load.
    pub source_note: Option<String>,
    /// Code of the kind.
    pub kind: String,
    /// The newest day as of which a file stands.
    pub as_of_day: i64,
    /// When the last file was loaded.
    pub loaded_at: i64,
    /// Who loaded it; none for the command line.
    pub user_id: Option<i64>,
    /// Name of that person.
    pub user_name: Option<String>,
}

/// The day as of which the load `l` stands: what was said, else the day it was loaded.
pub(crate) const AS_OF: &str = "COALESCE(l.as_of_day, l.loaded_at / 86400000000)";
/// Kinds of loads that are no files.
pub(crate) const CORRECTIONS: &str = "('merge', 'code', 'turn')";

fn columns() -> String {
    format!(
        "SELECT l.id, l.kind, l.file_name, l.source, l.source_note, {AS_OF} AS as_of_day, l.profile, l.snapshot, l.user_id, \
         u.name AS user_name, l.loaded_at, l.undone_at, l.row_count, l.new_count, l.changed_count, l.gone_count, l.unchanged_count \
         FROM loads l LEFT JOIN users u ON u.id = l.user_id"
    )
}

impl LoadRow {
    pub(crate) async fn of(on: &impl ConnectionTrait, municipality: i64, load: i64) -> Result<Self> {
        Sql::new(&format!(
            "{} WHERE l.municipality_id = $1 AND l.id = $2",
            columns()
        ))
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
        let mut sql = Sql::new(&format!("{} WHERE l.municipality_id = ", columns()));
        sql.bind(scope.municipality());
        if let Some(user) = own {
            sql.push(" AND l.user_id = ").bind(user);
        }
        sql.push(" ORDER BY l.id DESC LIMIT ").bind(most as i64);
        sql.all(self.reading()).await
    }

    /// When each kind was last loaded and as of which day, loads that were undone aside. No personal data.
    pub async fn load_ages(&self, scope: &Scope) -> Result<Vec<LoadAge>> {
        Sql::new(&format!(
            "SELECT l.kind, MAX(l.loaded_at) AS loaded_at, MAX({AS_OF}) AS as_of_day FROM loads l WHERE l.municipality_id = $1 \
             AND l.undone_at IS NULL AND l.kind NOT IN {CORRECTIONS} GROUP BY l.kind ORDER BY l.kind"
        ))
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// What was read from each source, of each kind; sources that are known by their words alone each by these.
    pub async fn source_ages(&self, scope: &Scope) -> Result<Vec<SourceAge>> {
        Sql::new(&format!(
            "SELECT g.source, l.source_note, g.kind, g.as_of_day, l.loaded_at, l.user_id, u.name AS user_name FROM \
             (SELECT l.source, l.kind, MAX({AS_OF}) AS as_of_day, MAX(l.id) AS id FROM loads l WHERE l.municipality_id = $1 \
             AND l.undone_at IS NULL AND l.kind NOT IN {CORRECTIONS} \
             GROUP BY l.source, CASE WHEN l.source = 'other' THEN l.source_note END, l.kind) g \
             JOIN loads l ON l.id = g.id LEFT JOIN users u ON u.id = l.user_id ORDER BY l.id DESC"
        ))
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// One load.
    pub async fn load_of(&self, scope: &Scope, load: i64) -> Result<LoadRow> {
        LoadRow::of(self.reading(), scope.municipality(), load).await
    }
}
