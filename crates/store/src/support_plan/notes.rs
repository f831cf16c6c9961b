//! What is written down beside a plan: contacts, mid-term, dynamics, advice, support that was not given.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::reached;
use crate::{Result, Store, Writing, day, reach, sql::Sql};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct NoteRow {
    /// Identifier.
    pub id: i64,
    /// Part of the pupil's address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The plan it belongs to.
    pub plan_id: Option<i64>,
    /// Code of the kind.
    pub kind: String,
    /// The day.
    pub day: i64,
    /// What happened, what was asked, what is missing.
    pub text: String,
    /// What came of it.
    pub result: String,
    /// Code of the reason, of support not given.
    pub reason: Option<String>,
    /// Who wrote it.
    pub user_name: String,
}

/// A new note.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// Plan.
    pub plan: i64,
    /// Pupil.
    pub pupil: i64,
    /// Institution.
    pub institution: i64,
    /// Code of the kind.
    pub kind: &'static str,
    /// The day.
    pub day: Date,
    /// In words.
    pub text: String,
    /// What came of it.
    pub result: String,
    /// Code of the reason.
    pub reason: Option<&'static str>,
    /// Who writes.
    pub user: i64,
}

const COLUMNS: &str = "SELECT o.id, p.public_id, r.given_name, r.family_name, o.plan_id, o.kind, o.day, o.text, o.result, o.reason, \
    u.name AS user_name FROM plan_notes o JOIN pupils p ON p.id = o.pupil_id \
    JOIN pupil_records r ON r.pupil_id = o.pupil_id AND r.ended_load_id IS NULL JOIN users u ON u.id = o.user_id ";

impl Store {
    /// Notes of a plan, the newest first.
    pub async fn plan_notes(&self, scope: &Scope, plan: i64) -> Result<Vec<NoteRow>> {
        let mut sql = Sql::new(COLUMNS);
        sql.push("JOIN plans s ON s.id = o.plan_id WHERE o.plan_id = ")
            .bind(plan);
        sql.push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY o.day DESC, o.id DESC");
        sql.all(self.reading()).await
    }

    /// Whether another plan continues a plan.
    pub async fn is_continued(&self, scope: &Scope, plan: i64) -> Result<bool> {
        let mut sql = Sql::new("SELECT s.id FROM plans s WHERE s.previous_id = ");
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY s.id LIMIT 1");
        Ok(sql.integer(self.reading()).await?.is_some())
    }

    /// Support that was needed and not given since a day, the newest first.
    pub async fn unmet_needs(&self, scope: &Scope, since: Date, most: u64) -> Result<Vec<NoteRow>> {
        let mut sql = Sql::new(COLUMNS);
        sql.push("WHERE o.kind = 'unmet' AND o.day >= ")
            .bind(day::number(since));
        sql.push(" AND ");
        reach::pupils(&mut sql, scope, "o.pupil_id");
        sql.push(" ORDER BY o.day DESC, o.id DESC LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Adds a note.
    pub async fn add_plan_note(&self, new: &NewNote, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO plan_notes (plan_id, pupil_id, institution_id, kind, day, text, result, reason, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        )
        .with(new.plan)
        .with(new.pupil)
        .with(new.institution)
        .with(new.kind)
        .with(day::number(new.day))
        .with(new.text.as_str())
        .with(new.result.as_str())
        .with(new.reason.map(str::to_owned))
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
