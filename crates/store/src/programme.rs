//! Versions of the prevention programme with the rows of its tables. No personal data but who wrote; still read with a scope, as all that
//! people write.

mod evidence;
mod report;
mod row;

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

pub use evidence::{EvidenceFile, EvidenceRow, NewEvidence};
pub use report::{AchievementRow, NewAchievement, NewProgrammeReport, ProgrammeReportRow};

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProgrammeVersionRow {
    /// Identifier.
    pub id: i64,
    /// Number within the municipality, from 1.
    pub number: i64,
    /// Code of why it was made.
    pub kind: String,
    /// Code of where it stands.
    pub state: String,
    /// Number of the version it was made from.
    pub based_on: Option<i64>,
    /// Title.
    pub title: String,
    /// First year.
    pub from_year: i64,
    /// Last year.
    pub to_year: i64,
    /// What stands outside its tables, as JSON.
    pub head: String,
    /// What whoever made it says of it.
    pub note: String,
    /// Number of the council's decision.
    pub decision: Option<String>,
    /// Its day.
    pub decided_day: Option<i64>,
    /// Who made it.
    pub user_name: Option<String>,
    /// When.
    pub created_at: i64,
}

/// A new version.
#[derive(Debug, Clone)]
pub struct NewProgrammeVersion {
    /// Code of why it was made.
    pub kind: &'static str,
    /// Code of where it stands.
    pub state: &'static str,
    /// Identifier of the version it was made from.
    pub based_on: Option<i64>,
    /// Title.
    pub title: String,
    /// First year.
    pub from_year: i16,
    /// Last year.
    pub to_year: i16,
    /// What stands outside its tables, as JSON.
    pub head: String,
    /// What whoever made it says of it.
    pub note: String,
    /// Number of the council's decision.
    pub decision: Option<String>,
    /// Its day.
    pub decided_day: Option<i64>,
    /// Who made it.
    pub user: Option<i64>,
}

/// A row of a table of a version.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProgrammeRow {
    /// Code of the table.
    pub table_code: String,
    /// Place in the table, from 0.
    pub position: i64,
    /// Key.
    pub row_key: String,
    /// Letter of the level.
    pub level: Option<String>,
    /// Title.
    pub title: String,
    /// First day.
    pub start_day: Option<i64>,
    /// Last day.
    pub end_day: Option<i64>,
    /// The row as JSON.
    pub content: String,
}

/// The part of an institution in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, FromQueryResult)]
pub struct ProgrammePart {
    /// Code of the table.
    pub table_code: String,
    /// Key of the row.
    pub row_key: String,
    /// The institution, spellings joined.
    pub institution: String,
    /// Code of the part: the column it stands in.
    pub part: String,
}

/// A step of a version.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProgrammeStepRow {
    /// Code of the event.
    pub event: String,
    /// What was said.
    pub note: String,
    /// Who.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

const VERSIONS: &str = "SELECT v.id, v.number, v.kind, v.state, b.number AS based_on, v.title, v.from_year, v.to_year, v.head, v.note, \
    v.decision, v.decided_day, u.name AS user_name, v.created_at FROM programme_versions v \
    LEFT JOIN programme_versions b ON b.id = v.based_on LEFT JOIN users u ON u.id = v.user_id WHERE v.municipality_id = $1";

impl Store {
    /// Versions of the municipality, the newest first.
    pub async fn programme_versions(&self, scope: &Scope) -> Result<Vec<ProgrammeVersionRow>> {
        Sql::new(&format!("{VERSIONS} ORDER BY v.number DESC"))
            .with(scope.municipality())
            .all(self.reading())
            .await
    }

    /// The rows of a version of the municipality, table by table, each in its order.
    pub async fn programme_rows(&self, scope: &Scope, version: i64) -> Result<Vec<ProgrammeRow>> {
        Sql::new(
            "SELECT r.table_code, r.position, r.row_key, r.level, r.title, r.start_day, r.end_day, r.content FROM programme_rows r \
             JOIN programme_versions v ON v.id = r.version_id WHERE v.municipality_id = $1 AND v.id = $2 \
             ORDER BY r.table_code, r.position",
        )
        .with(scope.municipality())
        .with(version)
        .all(self.reading())
        .await
    }

    /// Who has a part in which row of a version of the municipality.
    pub async fn programme_parts(&self, scope: &Scope, version: i64) -> Result<Vec<ProgrammePart>> {
        Sql::new(
            "SELECT p.table_code, p.row_key, p.institution, p.part FROM programme_parts p \
             JOIN programme_versions v ON v.id = p.version_id WHERE v.municipality_id = $1 AND v.id = $2 \
             ORDER BY p.table_code, p.row_key, p.institution, p.part",
        )
        .with(scope.municipality())
        .with(version)
        .all(self.reading())
        .await
    }

    /// The steps of a version of the municipality, in order.
    pub async fn programme_steps(&self, scope: &Scope, version: i64) -> Result<Vec<ProgrammeStepRow>> {
        Sql::new(
            "SELECT s.event, s.note, u.name AS user_name, s.at FROM programme_steps s \
             JOIN programme_versions v ON v.id = s.version_id LEFT JOIN users u ON u.id = s.user_id \
             WHERE v.municipality_id = $1 AND v.id = $2 ORDER BY s.id",
        )
        .with(scope.municipality())
        .with(version)
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Adds a version with its rows. Gives identifier and number.
    pub async fn add_programme_version(
        &self,
        scope: &Scope,
        new: &NewProgrammeVersion,
        rows: &[ProgrammeRow],
        parts: &[ProgrammePart],
        at: i64,
    ) -> Result<(i64, i64)> {
        let number = Sql::new(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM programme_versions WHERE municipality_id = $1",
        )
        .with(scope.municipality())
        .one_integer(&self.0)
        .await?;
        let id = Sql::new(
            "INSERT INTO programme_versions (municipality_id, number, kind, state, based_on, title, from_year, to_year, head, note, \
             decision, decided_day, user_id, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
        )
        .with(scope.municipality())
        .with(number)
        .with(new.kind)
        .with(new.state)
        .with(new.based_on)
        .with(new.title.as_str())
        .with(i64::from(new.from_year))
        .with(i64::from(new.to_year))
        .with(new.head.as_str())
        .with(new.note.as_str())
        .with(new.decision.as_deref())
        .with(new.decided_day)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        self.add_programme_rows(id, rows, parts).await?;
        Ok((id, number))
    }

    /// Moves a version from one state to another, with the council's decision where there is one.
    pub async fn step_programme(
        &self,
        scope: &Scope,
        version: i64,
        from: &str,
        to: &str,
        decision: Option<(&str, i64)>,
    ) -> Result<()> {
        let moved = Sql::new(
            "UPDATE programme_versions SET state = $4, decision = COALESCE($5, decision), decided_day = COALESCE($6, decided_day) \
             WHERE municipality_id = $1 AND id = $2 AND state = $3",
        )
        .with(scope.municipality())
        .with(version)
        .with(from)
        .with(to)
        .with(decision.map(|(number, _)| number))
        .with(decision.map(|(_, day)| day))
        .run(&self.0)
        .await?;
        if moved == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("programme_versions_state".to_owned()))
        }
    }

    /// Writes down a step of a version.
    pub async fn add_programme_step(
        &self,
        version: i64,
        event: &str,
        note: &str,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO programme_steps (version_id, event, note, user_id, at) VALUES ($1, $2, $3, $4, $5)",
        )
        .with(version)
        .with(event)
        .with(note)
        .with(user)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
