//! The log of corrections: who put which record right, when and why. It names no child; the audit log and the pupil's history do.

use balsts_domain::access::{Reach, Scope};
use sea_orm::FromQueryResult;

use crate::{Result, Store, sql::Sql};

/// A correction, or a load that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CorrectionRow {
    /// The load.
    pub id: i64,
    /// `merge`, `code`, `turn`, or the kind of a file that was taken back.
    pub kind: String,
    /// Name of the file, empty for a correction.
    pub file_name: String,
    /// When.
    pub loaded_at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
    /// Name of who made it.
    pub user_name: Option<String>,
    /// Why, in their words.
    pub reason: Option<String>,
}

impl Store {
    /// The newest corrections of the municipality, or for a reader of less those made by `own`.
    pub async fn corrections(&self, scope: &Scope, own: i64, most: u64) -> Result<Vec<CorrectionRow>> {
        let mut sql = Sql::new(
            "SELECT l.id, l.kind, l.file_name, l.loaded_at, l.undone_at, u.name AS user_name, l.reason FROM loads l \
             LEFT JOIN users u ON u.id = l.user_id WHERE (l.kind IN ('merge', 'code', 'turn') OR l.undone_at IS NOT NULL) \
             AND l.municipality_id = ",
        );
        sql.bind(scope.municipality());
        if !scope.reach().contains(&Reach::Municipality) {
            sql.push(" AND l.user_id = ").bind(own);
        }
        sql.push(" ORDER BY l.id DESC LIMIT ").bind(most as i64);
        sql.all(self.reading()).await
    }
}
