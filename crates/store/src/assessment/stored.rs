//! Reading what was kept, and decisions about levels.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sealed::DECISION_REASON, sql::Sql};

/// A stored assessment. Levels are ranks: 0 none, 1 low to 4 very high.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
#[expect(missing_docs, reason = "the fields are those of AssessedPupil as stored")]
pub struct AssessmentRow {
    pub pupil_id: i64,
    pub institution_id: Option<i64>,
    pub on_day: i64,
    pub settings_version: i64,
    pub level_open: i64,
    pub level_full: i64,
    pub shown_open: i64,
    pub shown_full: i64,
    pub open_since_day: Option<i64>,
    pub full_since_day: Option<i64>,
    pub unknown_count: i64,
    pub trend: String,
    pub body: String,
    pub computed_at: i64,
}

/// A stored signal that fires.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
#[expect(missing_docs, reason = "the fields are those of AssessedSignal as stored")]
pub struct SignalRow {
    pub pupil_id: i64,
    pub code: String,
    pub level: i64,
    pub restricted: bool,
    pub stand_in: bool,
    pub since_day: i64,
    pub body: String,
}

/// A decision about a level, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// Pupil.
    pub pupil: i64,
    /// `confirm`, `change`, `dismiss`.
    pub action: &'static str,
    /// Level proposed.
    pub proposed: i64,
    /// Level decided; none when dismissed.
    pub level: Option<i64>,
    /// What fired, JSON.
    pub basis: String,
    /// Whether the person saw the restricted signals.
    pub full: bool,
    /// Why, in words.
    pub reason: String,
    /// Who.
    pub user: i64,
    /// When, microseconds.
    pub at: i64,
}

/// A decision as it is read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
#[expect(missing_docs, reason = "the fields are those of NewDecision")]
pub struct DecisionRow {
    pub id: i64,
    pub action: String,
    pub proposed_level: i64,
    pub level: Option<i64>,
    pub basis: String,
    pub restricted: bool,
    pub reason: String,
    pub user_id: i64,
    pub user_name: String,
    pub at: i64,
    pub superseded_at: Option<i64>,
}

const ASSESSMENT: &str = "SELECT a.pupil_id, a.institution_id, a.on_day, a.settings_version, a.level_open, a.level_full, a.shown_open, \
    a.shown_full, a.open_since_day, a.full_since_day, a.unknown_count, a.trend, a.body, a.computed_at FROM assessments a WHERE ";

impl Store {
    /// The stored assessment of a pupil of the scope, if there is one.
    pub async fn assessment_of(&self, scope: &Scope, pupil: i64) -> Result<Option<AssessmentRow>> {
        let mut sql = Sql::new(ASSESSMENT);
        sql.push("a.pupil_id = ").bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "a.pupil_id");
        sql.one(self.reading()).await
    }

    /// All stored assessments of the scope, by pupil.
    pub async fn assessments(&self, scope: &Scope) -> Result<Vec<AssessmentRow>> {
        let mut sql = Sql::new(ASSESSMENT);
        reach::pupils(&mut sql, scope, "a.pupil_id");
        sql.push(" ORDER BY a.pupil_id");
        sql.all(self.reading()).await
    }

    /// All stored signals of the scope's pupils as a reader with or without the restricted ones sees them, the gravest first.
    pub async fn signals(&self, scope: &Scope, full: bool) -> Result<Vec<SignalRow>> {
        let mut sql = Sql::new(
            "SELECT s.pupil_id, s.code, s.level, s.restricted, s.stand_in, s.since_day, s.body FROM signals s WHERE ",
        );
        sql.push(if full {
            "NOT s.stand_in AND "
        } else {
            "NOT s.restricted AND "
        });
        reach::pupils(&mut sql, scope, "s.pupil_id");
        sql.push(" ORDER BY s.pupil_id, s.level DESC, s.id");
        sql.all(self.reading()).await
    }

    /// Whether any pupil of the municipality was last looked at before the day, never, or not since records changed.
    pub async fn awaits_evaluation(&self, municipality: i64, on: Date) -> Result<bool> {
        let found = Sql::new(
            "SELECT 1 FROM municipalities m WHERE m.id = $1 AND (m.records_version > m.evaluated_version OR EXISTS (SELECT 1 FROM assessments a WHERE a.municipality_id = m.id \
             AND a.on_day < $2) OR (NOT EXISTS (SELECT 1 FROM assessments a WHERE a.municipality_id = m.id) \
             AND EXISTS (SELECT 1 FROM pupils p WHERE p.municipality_id = m.id)))",
        )
        .with(municipality)
        .with(day::number(on))
        .one::<One>(self.reading())
        .await?;
        Ok(found.is_some())
    }

    /// Decisions about a pupil of the scope, newest first; those of people who saw more only where `full`.
    pub async fn level_decisions(&self, scope: &Scope, pupil: i64, full: bool) -> Result<Vec<DecisionRow>> {
        let mut sql = Sql::new(
            "SELECT d.id, d.action, d.proposed_level, d.level, d.basis, d.restricted, d.reason, d.user_id, u.name AS user_name, d.at, \
             d.superseded_at FROM level_decisions d JOIN users u ON u.id = d.user_id WHERE d.pupil_id = ",
        );
        sql.bind(pupil);
        if !full {
            sql.push(" AND NOT d.restricted");
        }
        sql.push(" AND ");
        reach::pupils(&mut sql, scope, "d.pupil_id");
        sql.push(" ORDER BY d.at DESC, d.id DESC");
        let mut rows = sql.all::<DecisionRow>(self.reading()).await?;
        for row in &mut rows {
            DECISION_REASON.reveal(self.key()?, row.id, &mut row.reason)?;
        }
        Ok(rows)
    }
}

#[derive(FromQueryResult)]
struct One {}

impl Writing {
    /// Keeps a decision; earlier ones of the same view are superseded by it.
    pub async fn add_decision(&self, decision: &NewDecision) -> Result<i64> {
        Sql::new(
            "UPDATE level_decisions SET superseded_at = $1 WHERE pupil_id = $2 AND superseded_at IS NULL AND restricted = $3",
        )
        .with(decision.at)
        .with(decision.pupil)
        .with(decision.full)
        .run(&self.0)
        .await?;
        let id = Sql::new(
            "INSERT INTO level_decisions (pupil_id, action, proposed_level, level, basis, restricted, reason, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8) RETURNING id",
        )
        .with(decision.pupil)
        .with(decision.action)
        .with(decision.proposed)
        .with(decision.level)
        .with(decision.basis.as_str())
        .with(decision.full)
        .with(decision.user)
        .with(decision.at)
        .one_integer(&self.0)
        .await?;
        DECISION_REASON.put(self, id, &decision.reason).await?;
        Ok(id)
    }
}
