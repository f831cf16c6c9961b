//! Enrolments of pupils who may have come or left within a school year, without who they are.

use balsts_domain::{access::Scope, calendar::SchoolYear};
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// An enrolment; those of one pupil follow each other.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MovingEnrolment {
    /// The same number for the same pupil, and nothing else.
    pub pupil_id: i64,
    /// Institution.
    pub institution_id: i64,
    /// Class.
    pub class: String,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
    /// Why it ended.
    pub leaving_reason: Option<String>,
    /// Whether the institution is within reach.
    pub reached: bool,
}

impl Store {
    /// Enrolments in grades around a school year, of those pupils who changed institutions, came after September or left in the year.
    pub async fn moving_enrolments(&self, scope: &Scope, year: SchoolYear) -> Result<Vec<MovingEnrolment>> {
        let first = day::number(year.previous().first_day());
        let begins = day::number(year.first_day());
        let last = day::number(year.last_day());
        let mut sql = Sql::new(
            "SELECT e.pupil_id, e.institution_id, e.class, e.from_day, e.to_day, e.leaving_reason, CASE WHEN ",
        );
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(
            " THEN TRUE ELSE FALSE END AS reached FROM enrolments e JOIN pupils p ON p.id = e.pupil_id \
             WHERE e.ended_load_id IS NULL AND e.grade IS NOT NULL AND p.merged_into_id IS NULL AND p.municipality_id = ",
        );
        sql.bind(scope.municipality());
        sql.push(" AND e.from_day <= ").bind(last + 60);
        sql.push(" AND (e.to_day IS NULL OR e.to_day >= ").bind(first);
        sql.push(
            ") AND EXISTS (SELECT 1 FROM enrolments m WHERE m.pupil_id = e.pupil_id AND m.ended_load_id IS NULL AND m.grade IS NOT NULL \
             AND (m.institution_id <> e.institution_id OR m.from_day BETWEEN ",
        );
        sql.bind(begins + 1).push(" AND ").bind(last);
        sql.push(" OR (m.to_day BETWEEN ")
            .bind(begins)
            .push(" AND ")
            .bind(last - 1);
        sql.push(") OR (m.leaving_reason IS NOT NULL AND m.to_day = ")
            .bind(last);
        sql.push("))) ORDER BY e.pupil_id, e.from_day, e.id");
        sql.all(self.reading()).await
    }
}
