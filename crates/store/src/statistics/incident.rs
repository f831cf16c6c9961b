//! The registers of incidents, without who was there.

use balsts_domain::{access::Scope, calendar::Period};
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// One incident: what happened at an institution on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct IncidentDay {
    /// Institution.
    pub institution_id: i64,
    /// Kind, as the institution names it.
    pub kind: String,
    /// Day.
    pub day: i64,
    /// Pupils who suffered it.
    pub victims: i64,
}

impl Store {
    /// Incidents of a period; rows of one institution, kind and day are one incident.
    pub async fn incident_days(&self, scope: &Scope, period: Period) -> Result<Vec<IncidentDay>> {
        let mut sql = Sql::new(
            "SELECT i.institution_id, i.kind, i.day, CAST(COUNT(DISTINCT CASE WHEN i.role = 'victim' THEN i.pupil_id END) AS BIGINT) AS victims \
             FROM incidents i WHERE i.ended_load_id IS NULL AND i.day BETWEEN ",
        );
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "i.institution_id");
        sql.push(" GROUP BY i.institution_id, i.kind, i.day ORDER BY i.institution_id, i.kind, i.day");
        sql.all(self.reading()).await
    }
}
