//! What was reported of tasks and activities, and the numbers reached. Each report stays; the last one counts.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, sql::Sql};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProgrammeReportRow {
    /// Identifier.
    pub id: i64,
    /// Code of the table.
    pub table_code: String,
    /// Key of the row.
    pub row_key: String,
    /// The institution it is about, where it is one school of many.
    pub institution_id: Option<i64>,
    /// Its name.
    pub institution_name: Option<String>,
    /// The name in the programme of whom it is about, where the registry does not know them; of all together where there is no institution either.
    pub party: Option<String>,
    /// Code of the state.
    pub state: String,
    /// The day.
    pub day: i64,
    /// In words.
    pub note: String,
    /// Links and places of what proves it, each on a line of its own.
    pub evidence: String,
    /// Who reported.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A new report.
#[derive(Debug, Clone)]
pub struct NewProgrammeReport {
    /// Code of the table.
    pub table_code: &'static str,
    /// Key of the row.
    pub row_key: String,
    /// The institution it is about.
    pub institution: Option<i64>,
    /// The name in the programme of whom it is about, where the registry does not know them; of all together where there is no institution either.
    pub party: Option<String>,
    /// Code of the state.
    pub state: &'static str,
    /// The day.
    pub day: i64,
    /// In words.
    pub note: String,
    /// Links and places of what proves it, each on a line of its own.
    pub evidence: String,
    /// Who reported.
    pub user: Option<i64>,
}

/// A number reached.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AchievementRow {
    /// Identifier.
    pub id: i64,
    /// Key of the activity.
    pub row_key: String,
    /// Which of its numbers, from 0.
    pub position: i64,
    /// The year.
    pub year: i64,
    /// The institution it is about.
    pub institution_id: Option<i64>,
    /// Its name.
    pub institution_name: Option<String>,
    /// The name in the programme of whom it is about, where the registry does not know them; of all together where there is no institution either.
    pub party: Option<String>,
    /// Thousandths.
    pub value: i64,
    /// Of a share, so many of those below.
    pub part: Option<i64>,
    /// Of a share, so many there are.
    pub base: Option<i64>,
    /// From where it is known.
    pub note: String,
    /// Who typed it.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A number to be written down.
#[derive(Debug, Clone)]
pub struct NewAchievement {
    /// Key of the activity.
    pub row_key: String,
    /// Which of its numbers, from 0.
    pub position: i64,
    /// The year.
    pub year: i16,
    /// The institution it is about.
    pub institution: Option<i64>,
    /// The name in the programme of whom it is about, where the registry does not know them; of all together where there is no institution either.
    pub party: Option<String>,
    /// Thousandths.
    pub value: i64,
    /// Of a share, so many of those below.
    pub part: Option<i64>,
    /// Of a share, so many there are.
    pub base: Option<i64>,
    /// From where it is known.
    pub note: String,
    /// Who typed it.
    pub user: Option<i64>,
}

impl Store {
    /// Reports of the municipality, the oldest first.
    pub async fn programme_reports(&self, scope: &Scope) -> Result<Vec<ProgrammeReportRow>> {
        Sql::new(
            "SELECT r.id, r.table_code, r.row_key, r.institution_id, i.name AS institution_name, r.party, r.state, r.day, r.note, r.evidence, \
             u.name AS user_name, r.at FROM programme_reports r LEFT JOIN institution_records i ON i.institution_id = r.institution_id AND i.ended_load_id IS NULL AND i.valid_to IS NULL \
             LEFT JOIN users u ON u.id = r.user_id WHERE r.municipality_id = $1 ORDER BY r.id",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// Numbers reached in the municipality, the oldest first.
    pub async fn programme_achievements(&self, scope: &Scope) -> Result<Vec<AchievementRow>> {
        Sql::new(
            "SELECT a.id, a.row_key, a.position, a.year, a.institution_id, i.name AS institution_name, a.party, a.value, a.part, a.base, a.note, \
             u.name AS user_name, a.at FROM programme_achievements a LEFT JOIN institution_records i ON i.institution_id = a.institution_id AND i.ended_load_id IS NULL AND i.valid_to IS NULL \
             LEFT JOIN users u ON u.id = a.user_id WHERE a.municipality_id = $1 ORDER BY a.id",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Writes down a report.
    pub async fn add_programme_report(
        &self,
        scope: &Scope,
        new: &NewProgrammeReport,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO programme_reports (municipality_id, table_code, row_key, institution_id, party, state, day, note, evidence, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.table_code)
        .with(new.row_key.as_str())
        .with(new.institution)
        .with(new.party.as_deref())
        .with(new.state)
        .with(new.day)
        .with(new.note.as_str())
        .with(new.evidence.as_str())
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Writes down a number reached.
    pub async fn add_achievement(&self, scope: &Scope, new: &NewAchievement, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO programme_achievements (municipality_id, row_key, position, year, institution_id, party, value, part, base, note, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.row_key.as_str())
        .with(new.position)
        .with(i64::from(new.year))
        .with(new.institution)
        .with(new.party.as_deref())
        .with(new.value)
        .with(new.part)
        .with(new.base)
        .with(new.note.as_str())
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
