//! What is written for the yearly report on the programme, and where it was presented and published. Each saving of a text stays; the last counts.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, sql::Sql};

/// A text of the report.
#[derive(Debug, Clone, PartialEq, Eq, Default, FromQueryResult)]
pub struct AnnualTextRow {
    /// Key of the activity; empty for the whole report.
    pub row_key: String,
    /// How often it was saved.
    pub version: i64,
    /// What was done.
    pub done: String,
    /// What came of it.
    pub impact: String,
    /// What helped.
    pub helped: String,
    /// What hindered.
    pub hindered: String,
    /// What is to change.
    pub changes: String,
    /// Who saved it.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A presentation or publication.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnnualEventRow {
    /// Code of what it is.
    pub kind: String,
    /// To whom, or the address.
    pub place: String,
    /// The day.
    pub day: i64,
    /// In words.
    pub note: String,
    /// Who wrote it down.
    pub user_name: Option<String>,
}

/// A new presentation or publication.
#[derive(Debug, Clone)]
pub struct NewAnnualEvent {
    /// Code of what it is.
    pub kind: &'static str,
    /// To whom, or the address.
    pub place: String,
    /// The day.
    pub day: i64,
    /// In words.
    pub note: String,
}

impl Store {
    /// The texts of a year as they were saved last, by key.
    pub async fn annual_texts(&self, scope: &Scope, year: i16) -> Result<Vec<AnnualTextRow>> {
        Sql::new(
            "SELECT t.row_key, t.version, t.done, t.impact, t.helped, t.hindered, t.changes, u.name AS user_name, t.at \
             FROM annual_texts t LEFT JOIN users u ON u.id = t.user_id WHERE t.municipality_id = $1 AND t.year = $2 \
             AND NOT EXISTS (SELECT 1 FROM annual_texts l WHERE l.municipality_id = t.municipality_id AND l.year = t.year \
             AND l.row_key = t.row_key AND l.version > t.version) ORDER BY t.row_key",
        )
        .with(scope.municipality())
        .with(i64::from(year))
        .all(self.reading())
        .await
    }

    /// Presentations and publications of a year, in the order of their days.
    pub async fn annual_events(&self, scope: &Scope, year: i16) -> Result<Vec<AnnualEventRow>> {
        Sql::new(
            "SELECT e.kind, e.place, e.day, e.note, u.name AS user_name FROM annual_events e \
             LEFT JOIN users u ON u.id = e.user_id WHERE e.municipality_id = $1 AND e.year = $2 ORDER BY e.day, e.id",
        )
        .with(scope.municipality())
        .with(i64::from(year))
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Saves a text as the version after the one its writer saw. `Conflict` where somebody was faster.
    pub async fn add_annual_text(
        &self,
        scope: &Scope,
        year: i16,
        text: &AnnualTextRow,
        user: Option<i64>,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO annual_texts (municipality_id, year, row_key, version, done, impact, helped, hindered, changes, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        )
        .with(scope.municipality())
        .with(i64::from(year))
        .with(text.row_key.as_str())
        .with(text.version + 1)
        .with(text.done.as_str())
        .with(text.impact.as_str())
        .with(text.helped.as_str())
        .with(text.hindered.as_str())
        .with(text.changes.as_str())
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Writes down a presentation or publication.
    pub async fn add_annual_event(
        &self,
        scope: &Scope,
        year: i16,
        new: &NewAnnualEvent,
        user: Option<i64>,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO annual_events (municipality_id, year, kind, place, day, note, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .with(scope.municipality())
        .with(i64::from(year))
        .with(new.kind)
        .with(new.place.as_str())
        .with(new.day)
        .with(new.note.as_str())
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
