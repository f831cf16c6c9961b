//! Files that prove what was reported of tasks and activities. A file comes with its report, in the same transaction, and stays as it came.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// A file without its content.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EvidenceRow {
    /// Identifier.
    pub id: i64,
    /// The report that it came with.
    pub report_id: i64,
    /// Name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its content in hexadecimal digits.
    pub sha256: String,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EvidenceFile {
    /// Name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// SHA-256 of its content when it came.
    pub sha256: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A new file.
#[derive(Debug, Clone)]
pub struct NewEvidence {
    /// Name.
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
    /// SHA-256 of its content in hexadecimal digits.
    pub sha256: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Store {
    /// The files of the municipality's reports without what they hold, in the order in which they came.
    pub async fn programme_evidence(&self, scope: &Scope) -> Result<Vec<EvidenceRow>> {
        Sql::new(
            "SELECT id, report_id, name, media_type, size, sha256 FROM programme_evidence WHERE municipality_id = $1 ORDER BY report_id, id",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// A file of the municipality.
    pub async fn programme_evidence_file(&self, scope: &Scope, id: i64) -> Result<EvidenceFile> {
        Sql::new("SELECT name, media_type, sha256, bytes FROM programme_evidence WHERE municipality_id = $1 AND id = $2")
            .with(scope.municipality())
            .with(id)
            .one(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }
}

impl Writing {
    /// Keeps a file with its report.
    pub async fn add_programme_evidence(&self, scope: &Scope, report: i64, new: NewEvidence) -> Result<i64> {
        Sql::new(
            "INSERT INTO programme_evidence (municipality_id, report_id, name, media_type, size, sha256, bytes) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(scope.municipality())
        .with(report)
        .with(new.name)
        .with(new.media_type)
        .with(new.bytes.len() as i64)
        .with(new.sha256)
        .with(new.bytes)
        .integer(&self.0)
        .await?
        .ok_or(StoreError::NotFound)
    }
}
