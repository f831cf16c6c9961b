//! Starts of plans and measures, and the marks around them. Whose they are serves only to look at before and after.

use balsts_domain::{access::Scope, calendar::Period};
use sea_orm::FromQueryResult;

use super::{PlanTerm, support::of_term};
use crate::{Result, Store, day, reach, sql::Sql};

/// The start of a measure, or of a plan.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SupportStart {
    /// Pupil.
    pub pupil_id: i64,
    /// Code of the measure's kind; none for the plan itself.
    pub kind: Option<String>,
    /// First day.
    pub start_day: i64,
}

/// Marks in points that a pupil got on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DayMarks {
    /// Pupil.
    pub pupil_id: i64,
    /// Day.
    pub day: i64,
    /// How many.
    pub marks: i64,
    /// Their sum.
    pub points: i64,
}

impl Store {
    /// The first start of each kind of measure of each pupil, and of their plans, among plans that came into force in a term.
    pub async fn support_starts(&self, scope: &Scope, term: PlanTerm) -> Result<Vec<SupportStart>> {
        let mut sql = Sql::new(
            "SELECT w.pupil_id, m.kind, CAST(MIN(COALESCE(m.from_day, w.in_force_day)) AS BIGINT) AS start_day \
             FROM plan_measures m JOIN plans w ON w.id = m.plan_id WHERE m.removed_at IS NULL AND w.in_force_day IS NOT NULL AND ",
        );
        reach::institutions(&mut sql, scope, "w.started_institution_id");
        of_term(&mut sql, term, "w");
        sql.push(
            " GROUP BY w.pupil_id, m.kind UNION ALL SELECT w.pupil_id, CAST(NULL AS TEXT) AS kind, \
             CAST(MIN(w.in_force_day) AS BIGINT) AS start_day FROM plans w WHERE w.in_force_day IS NOT NULL AND ",
        );
        reach::institutions(&mut sql, scope, "w.started_institution_id");
        of_term(&mut sql, term, "w");
        sql.push(" GROUP BY w.pupil_id ORDER BY 1, 3");
        sql.all(self.reading()).await
    }

    /// Current marks in points by day, of pupils whose plans came into force in a term.
    pub async fn supported_marks(
        &self,
        scope: &Scope,
        term: PlanTerm,
        period: Period,
    ) -> Result<Vec<DayMarks>> {
        let mut sql = Sql::new(&format!(
            "{DAY_MARKS} AND m.pupil_id IN (SELECT w.pupil_id FROM plans w WHERE w.in_force_day IS NOT NULL AND "
        ));
        reach::institutions(&mut sql, scope, "w.started_institution_id");
        of_term(&mut sql, term, "w");
        sql.push(")");
        between(&mut sql, period);
        sql.all(self.reading()).await
    }

    /// The same of one pupil of the scope.
    pub async fn marks_of_days(&self, scope: &Scope, pupil: i64, period: Period) -> Result<Vec<DayMarks>> {
        let mut sql = Sql::new(&format!("{DAY_MARKS} AND m.pupil_id = "));
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "m.pupil_id");
        between(&mut sql, period);
        sql.all(self.reading()).await
    }
}

const DAY_MARKS: &str = "SELECT m.pupil_id, m.day, CAST(COUNT(*) AS BIGINT) AS marks, \
    CAST(SUM(CAST(m.value AS BIGINT)) AS BIGINT) AS points FROM marks m WHERE m.ended_load_id IS NULL AND m.kind = 'current' \
    AND m.value IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10')";

fn between(sql: &mut Sql, period: Period) {
    sql.push(" AND m.day BETWEEN ")
        .bind(day::number(period.from()))
        .push(" AND ")
        .bind(day::number(period.to()))
        .push(" GROUP BY m.pupil_id, m.day ORDER BY m.pupil_id, m.day");
}
