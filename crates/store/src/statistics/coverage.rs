//! Whom support reaches, what it costs, and which causes of absence people recorded: counts of pupils by institution, kind or code.

use balsts_domain::{access::Scope, calendar::Period};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::{PlanTerm, support::of_term};
use crate::{Result, Store, day, reach, sql::Sql};

/// Pupils at risk of an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AtRiskSum {
    /// Institution.
    pub institution_id: i64,
    /// Pupils at that level or above.
    pub at_risk: i64,
    /// Those of them with a plan in force.
    pub supported: i64,
}

#[derive(Debug, FromQueryResult)]
struct MarkPoints {
    marks: i64,
    points: i64,
}

/// The marks that are points.
const POINTS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// A pupil of some grades with the institution: only to be counted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionPupil {
    /// Institution.
    pub institution_id: i64,
    /// Pupil.
    pub pupil_id: i64,
}

/// A pupil with a specialist who gave a consultation: only to be counted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AdvisedPupil {
    /// Pupil.
    pub pupil_id: i64,
    /// The specialist as written, by code or in words.
    pub role: String,
}

/// Economic support of a pupil in a school year: only to be summed.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EconomicMeasure {
    /// First calendar year of the school year.
    pub school_year: i64,
    /// Code of the kind.
    pub kind: String,
    /// Pupil.
    pub pupil_id: i64,
    /// Cents.
    pub amount: i64,
}

/// Sessions of staff of an institution by kind.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TrainingSum {
    /// Institution.
    pub institution_id: i64,
    /// Code of the kind.
    pub kind: String,
    /// How many.
    pub sessions: i64,
    /// Participants.
    pub participants: i64,
    /// Thousandths of an hour.
    pub hours: i64,
}

/// Pupils behind a cause.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CauseSum {
    /// Code.
    pub cause: String,
    /// Pupils.
    pub pupils: i64,
}

impl Store {
    /// Pupils at a level shown or above, by the ranks that everybody of the school may know, and those of them with a plan in force.
    pub async fn at_risk_sums(&self, scope: &Scope, rank: i64) -> Result<Vec<AtRiskSum>> {
        let mut sql = Sql::new(
            "SELECT a.institution_id, CAST(COUNT(*) AS BIGINT) AS at_risk, CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM plans w \
             WHERE w.pupil_id = a.pupil_id AND w.state = 'in_force') THEN 1 ELSE 0 END) AS BIGINT) AS supported \
             FROM assessments a WHERE a.shown_open >= ",
        );
        sql.bind(rank).push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" GROUP BY a.institution_id ORDER BY a.institution_id");
        sql.all(self.reading()).await
    }

    /// How many marks in points an institution gave in a period to those of its pupils who are at a level of risk or above today, and the points of
    /// all of them together.
    pub async fn at_risk_marks(
        &self,
        scope: &Scope,
        institution: i64,
        rank: i64,
        period: Period,
    ) -> Result<(i64, i64)> {
        let mut sql =
            Sql::new("SELECT CAST(COUNT(*) AS BIGINT) AS marks, CAST(COALESCE(SUM(CASE WHEN m.value IN ");
        sql.bind_list(POINTS).push(
            " THEN CAST(m.value AS BIGINT) ELSE 0 END), 0) AS BIGINT) AS points FROM assessments a JOIN marks m ON m.pupil_id = a.pupil_id \
             AND m.institution_id = a.institution_id WHERE m.ended_load_id IS NULL AND m.value IN ",
        );
        sql.bind_list(POINTS).push(" AND a.shown_open >= ").bind(rank);
        sql.push(" AND a.institution_id = ").bind(institution);
        sql.push(" AND m.day BETWEEN ")
            .bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        let sum: Option<MarkPoints> = sql.one(self.reading()).await?;
        Ok(sum.map_or((0, 0), |sum| (sum.marks, sum.points)))
    }

    /// Pupils enrolled on a day in grades from one to another, each once an institution.
    pub async fn pupils_of_grades(
        &self,
        scope: &Scope,
        on: Date,
        grades: (i64, i64),
    ) -> Result<Vec<InstitutionPupil>> {
        let on = day::number(on);
        let mut sql = Sql::new(
            "SELECT DISTINCT e.institution_id, e.pupil_id FROM enrolments e WHERE e.ended_load_id IS NULL AND e.from_day <= ",
        );
        sql.bind(on)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(on);
        sql.push(") AND e.grade BETWEEN ")
            .bind(grades.0)
            .push(" AND ")
            .bind(grades.1)
            .push(" AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(" ORDER BY e.institution_id, e.pupil_id");
        sql.all(self.reading()).await
    }

    /// Pupils to whom support staff gave a consultation, by specialist.
    pub async fn advised_pupils(&self, scope: &Scope, period: Period) -> Result<Vec<AdvisedPupil>> {
        let mut sql = Sql::new(
            "SELECT DISTINCT h.pupil_id, h.role FROM (SELECT o.pupil_id, o.institution_id, o.day, o.subject_or_role AS role \
             FROM consultations o WHERE o.ended_load_id IS NULL AND o.kind = 'support_staff' UNION ALL SELECT c.pupil_id, \
             c.institution_id, c.day, CASE WHEN m.kind = 'career_consultation' THEN 'career_consultant' ELSE c.subject_or_role END AS role \
             FROM plan_consultations c LEFT JOIN plan_measures m ON m.id = c.measure_id WHERE c.withdrawn_at IS NULL \
             AND c.missed_reason IS NULL AND c.kind = 'support_staff') h WHERE h.day BETWEEN ",
        );
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "h.institution_id");
        sql.push(" ORDER BY 1, 2");
        sql.all(self.reading()).await
    }

    /// Measures with an amount in plans that came into force, by school year and kind.
    pub async fn economic_measures(&self, scope: &Scope, term: PlanTerm) -> Result<Vec<EconomicMeasure>> {
        let mut sql = Sql::new(
            "SELECT w.school_year, m.kind, w.pupil_id, CAST(SUM(COALESCE(m.amount_cents, 0)) AS BIGINT) AS amount \
             FROM plan_measures m JOIN plans w ON w.id = m.plan_id WHERE m.removed_at IS NULL AND w.in_force_day IS NOT NULL \
             AND m.kind IN ('transport', 'meals', 'dormitory', 'learning_materials') AND ",
        );
        reach::institutions(&mut sql, scope, "w.started_institution_id");
        of_term(&mut sql, term, "w");
        sql.push(" GROUP BY w.school_year, m.kind, w.pupil_id ORDER BY w.school_year, m.kind, w.pupil_id");
        sql.all(self.reading()).await
    }

    /// What was found when the parents of an absent pupil were asked, done within two moments.
    pub async fn found_causes(&self, scope: &Scope, after: i64, until: i64) -> Result<Vec<CauseSum>> {
        let mut sql = Sql::new(
            "SELECT d.done_reason AS cause, CAST(COUNT(DISTINCT d.pupil_id) AS BIGINT) AS pupils FROM duties d \
             WHERE d.done_reason IS NOT NULL AND d.withdrawn_at IS NULL AND d.done_at >= ",
        );
        sql.bind(after)
            .push(" AND d.done_at < ")
            .bind(until)
            .push(" AND ");
        reach::institutions(&mut sql, scope, "d.institution_id");
        sql.push(" GROUP BY d.done_reason ORDER BY d.done_reason");
        sql.all(self.reading()).await
    }

    /// Open risk factors of the pupils for whom a signal fires.
    pub async fn factors_beside(&self, scope: &Scope, signal: &'static str) -> Result<Vec<CauseSum>> {
        let mut sql = Sql::new(
            "SELECT f.factor AS cause, CAST(COUNT(DISTINCT f.pupil_id) AS BIGINT) AS pupils FROM risk_factors f \
             JOIN assessments a ON a.pupil_id = f.pupil_id WHERE f.closed_day IS NULL AND EXISTS (SELECT 1 FROM signals s \
             WHERE s.pupil_id = f.pupil_id AND s.code = ",
        );
        sql.bind(signal).push(") AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" GROUP BY f.factor ORDER BY f.factor");
        sql.all(self.reading()).await
    }

    /// Supervision and courses of a period by institution and kind.
    pub async fn training_sums(&self, scope: &Scope, period: Period) -> Result<Vec<TrainingSum>> {
        let mut sql = Sql::new(
            "SELECT x.institution_id, x.kind, CAST(COUNT(*) AS BIGINT) AS sessions, CAST(SUM(x.participants) AS BIGINT) AS participants, \
             CAST(SUM(x.hours) AS BIGINT) AS hours FROM staff_sessions x WHERE x.day BETWEEN ",
        );
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "x.institution_id");
        sql.push(" GROUP BY x.institution_id, x.kind ORDER BY x.institution_id, x.kind");
        sql.all(self.reading()).await
    }
}
