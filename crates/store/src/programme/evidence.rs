//! Files that prove what was reported of tasks and activities. A file comes with its report, in the same transaction, and stays as it came.

use balsts_domain::access::{Reach, Scope};
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

/// Appends a condition on the report `r`: of the whole municipality, of the reader's institution, or by the reader.
fn reached(sql: &mut Sql, scope: &Scope) {
    sql.push(" AND (FALSE");
    for part in scope.reach() {
        match part {
            Reach::Municipality => {
                sql.push(" OR TRUE");
            }
            Reach::Institution(institution) => {
                sql.push(" OR r.institution_id = ").bind(*institution);
            }
            Reach::Own(user) => {
                sql.push(" OR r.user_id = ").bind(*user);
            }
            Reach::Class { .. } | Reach::Danger | Reach::Case { .. } | Reach::Meeting(_) => {}
        }
    }
    sql.push(")");
}

impl Store {
    /// The files of the reports that the scope reaches, without what they hold, in the order in which they came.
    pub async fn programme_evidence(&self, scope: &Scope) -> Result<Vec<EvidenceRow>> {
        let mut sql = Sql::new(
            "SELECT e.id, e.report_id, e.name, e.media_type, e.size, e.sha256 FROM programme_evidence e \
             JOIN programme_reports r ON r.id = e.report_id WHERE e.municipality_id = ",
        );
        sql.bind(scope.municipality());
        reached(&mut sql, scope);
        sql.push(" ORDER BY e.report_id, e.id");
        sql.all(self.reading()).await
    }

    /// A file of a report that the scope reaches.
    pub async fn programme_evidence_file(&self, scope: &Scope, id: i64) -> Result<EvidenceFile> {
        let mut sql = Sql::new(
            "SELECT e.name, e.media_type, e.sha256, e.bytes FROM programme_evidence e \
             JOIN programme_reports r ON r.id = e.report_id WHERE e.id = ",
        );
        sql.bind(id).push(" AND e.municipality_id = ");
        sql.bind(scope.municipality());
        reached(&mut sql, scope);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
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
        .one_integer(&self.0)
        .await
    }
}
