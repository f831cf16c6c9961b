//! What schools report of their pupils at risk, by the days of the programme, and which duties of the programme are done. Figures and words about
//! schools; no child.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sql::Sql};

/// A school's report.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SubmissionRow {
    /// Institution.
    pub institution_id: i64,
    /// The day by which it was due.
    pub due_day: i64,
    /// Its figures as JSON.
    pub figures: String,
    /// How the pupils at risk are learning.
    pub progress: String,
    /// What is needed.
    pub needs: String,
    /// Who sent it.
    pub user_name: String,
    /// When.
    pub at: i64,
}

/// A report to be kept.
#[derive(Debug, Clone)]
pub struct NewSubmission<'a> {
    /// Institution.
    pub institution: i64,
    /// The day by which it is due.
    pub due: Date,
    /// Its figures as JSON.
    pub figures: String,
    /// How the pupils at risk are learning.
    pub progress: &'a str,
    /// What is needed.
    pub needs: &'a str,
    /// Who sends it.
    pub user: i64,
}

/// A duty of the programme that is done.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DeedRow {
    /// Identifier.
    pub id: i64,
    /// Code.
    pub code: String,
    /// The institution that did it for itself.
    pub institution_id: Option<i64>,
    /// The day by which it was due.
    pub due_day: i64,
    /// When it was done.
    pub done_day: i64,
    /// What was done.
    pub note: String,
    /// Who wrote it down.
    pub user_name: String,
}

/// A deed to be kept.
#[derive(Debug, Clone)]
pub struct NewDeed<'a> {
    /// Code.
    pub code: &'static str,
    /// The institution that does it for itself.
    pub institution: Option<i64>,
    /// The day by which it is due.
    pub due: Date,
    /// When it was done.
    pub done: Date,
    /// What was done.
    pub note: &'a str,
    /// Who writes it down.
    pub user: i64,
}

impl Store {
    /// Reports of the institutions within reach that were due between two days.
    pub async fn submissions(&self, scope: &Scope, from: Date, to: Date) -> Result<Vec<SubmissionRow>> {
        let mut sql = Sql::new(
            "SELECT s.institution_id, s.due_day, s.figures, s.progress, s.needs, u.name AS user_name, s.at FROM submissions s \
             JOIN users u ON u.id = s.user_id WHERE s.superseded_at IS NULL AND s.due_day BETWEEN ",
        );
        sql.bind(day::number(from))
            .push(" AND ")
            .bind(day::number(to))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "s.institution_id");
        sql.push(" ORDER BY s.due_day, s.institution_id");
        sql.all(self.reading()).await
    }

    /// Duties of the programme that are done, due between two days: those of the municipality, and those of the institutions within reach.
    pub async fn programme_deeds(&self, scope: &Scope, from: Date, to: Date) -> Result<Vec<DeedRow>> {
        let mut sql = Sql::new(
            "SELECT d.id, d.code, d.institution_id, d.due_day, d.done_day, d.note, u.name AS user_name FROM programme_deeds d \
             JOIN users u ON u.id = d.user_id WHERE d.withdrawn_at IS NULL AND d.municipality_id = ",
        );
        sql.bind(scope.municipality())
            .push(" AND d.due_day BETWEEN ")
            .bind(day::number(from))
            .push(" AND ")
            .bind(day::number(to))
            .push(" AND (d.institution_id IS NULL OR ");
        reach::institutions(&mut sql, scope, "d.institution_id");
        sql.push(") ORDER BY d.due_day, d.code, d.institution_id");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Keeps a school's report; one sent before for the same day stays in the history.
    pub async fn put_submission(&self, new: NewSubmission<'_>, at: i64) -> Result<Option<i64>> {
        Sql::new(
            "UPDATE submissions SET superseded_at = $1 WHERE institution_id = $2 AND due_day = $3 AND superseded_at IS NULL",
        )
        .with(at)
        .with(new.institution)
        .with(day::number(new.due))
        .run(&self.0)
        .await?;
        Sql::new(
            "INSERT INTO submissions (institution_id, due_day, figures, progress, needs, user_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             RETURNING id",
        )
        .with(new.institution)
        .with(day::number(new.due))
        .with(new.figures)
        .with(new.progress)
        .with(new.needs)
        .with(new.user)
        .with(at)
        .integer(&self.0)
        .await
    }

    /// Keeps that a duty of the programme is done; `Conflict` when it is already.
    pub async fn add_programme_deed(&self, scope: &Scope, new: NewDeed<'_>, at: i64) -> Result<Option<i64>> {
        Sql::new(
            "INSERT INTO programme_deeds (municipality_id, institution_id, code, due_day, done_day, note, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.institution)
        .with(new.code)
        .with(day::number(new.due))
        .with(day::number(new.done))
        .with(new.note)
        .with(new.user)
        .with(at)
        .integer(&self.0)
        .await
    }

    /// Takes back that a duty is done.
    pub async fn withdraw_programme_deed(&self, scope: &Scope, id: i64, at: i64) -> Result<u64> {
        Sql::new(
            "UPDATE programme_deeds SET withdrawn_at = $1 WHERE id = $2 AND municipality_id = $3 AND withdrawn_at IS NULL",
        )
        .with(at)
        .with(id)
        .with(scope.municipality())
        .run(&self.0)
        .await
    }
}
