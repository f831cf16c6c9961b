//! What was found, decided and done for one pupil.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use super::of_pupil;
use crate::{
    DutyRow, DutySight, Result, Store,
    duty::visible,
    reach,
    sealed::{FACTOR_CLOSED, FACTOR_NOTE},
    sql::Sql,
};

/// A risk factor confirmed by a person.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RiskFactorRow {
    /// Identifier.
    pub id: i64,
    /// Code.
    pub factor: String,
    /// In words.
    pub note: Option<String>,
    /// First day.
    pub opened_day: i64,
    /// Who.
    pub opened_by: Option<String>,
    /// Last day.
    pub closed_day: Option<i64>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// Why it was closed, when it was by hand.
    pub closed_reason: Option<String>,
}

/// A support plan of an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlanRow {
    /// School year, by its first calendar year.
    pub school_year: i64,
    /// 1 or 2.
    pub semester: i64,
    /// Name of the institution.
    pub institution: String,
    /// Codes of factors, separated by `;`.
    pub risks: String,
    /// The evaluation at its end.
    pub evaluation: Option<String>,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct IncidentNote {
    /// Day.
    pub day: i64,
    /// Kind, as in the files.
    pub kind: String,
    /// Code of the pupil's role.
    pub role: String,
    /// In words.
    pub note: Option<String>,
}

/// Appends ` AND <restricted> = FALSE` for readers who are not entitled to the child's circumstances.
fn only_open(sql: &mut Sql, full: bool, column: &str) {
    if !full {
        sql.push(" AND ").push(column).push(" = FALSE");
    }
}

impl Store {
    /// Duties about the pupil: the open ones by due day, then those done, the newest first.
    pub async fn pupil_duties(&self, scope: &Scope, pupil: i64, sight: &DutySight) -> Result<Vec<DutyRow>> {
        let mut sql = Sql::new(
            "SELECT d.id, d.code, d.detail, d.due_day, d.institution_id, CAST(NULL AS TEXT) AS institution, p.public_id, \
             CAST(NULL AS TEXT) AS given_name, CAST(NULL AS TEXT) AS family_name, CAST(NULL AS TEXT) AS class, d.concern_id, d.plan_id, \
             k.public_id AS case_public_id, d.done_at, u.name AS done_by, d.done_note, d.done_reason, TRUE AS opens_pupil FROM duties d \
             JOIN pupils p ON p.id = d.pupil_id LEFT JOIN cases k ON k.id = d.case_id \
             LEFT JOIN users u ON u.id = d.done_by_id WHERE d.withdrawn_at IS NULL AND d.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::duties(&mut sql, scope, sight.cases.as_ref(), "d");
        visible(&mut sql, sight, "d");
        sql.push(" ORDER BY (d.done_at IS NULL) DESC, d.done_at DESC, d.due_day, d.id");
        self.opened_duties(sql.all(self.reading()).await?)
    }

    /// Risk factors, the open and newest ones first.
    pub async fn pupil_risk_factors(
        &self,
        scope: &Scope,
        pupil: i64,
        full: bool,
    ) -> Result<Vec<RiskFactorRow>> {
        let mut sql = Sql::new(
            "SELECT f.id, f.factor, f.note, f.opened_day, u.name AS opened_by, f.closed_day, c.name AS closed_by, f.closed_reason \
             FROM risk_factors f LEFT JOIN users u ON u.id = f.opened_by_id LEFT JOIN users c ON c.id = f.closed_by_id WHERE f.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "f.pupil_id");
        only_open(&mut sql, full, "f.restricted");
        sql.push(" ORDER BY (f.closed_day IS NULL) DESC, f.opened_day DESC, f.id DESC");
        let mut rows = sql.all::<RiskFactorRow>(self.reading()).await?;
        for row in &mut rows {
            FACTOR_NOTE.reveal_maybe(self.key()?, row.id, &mut row.note)?;
            FACTOR_CLOSED.reveal_maybe(self.key()?, row.id, &mut row.closed_reason)?;
        }
        Ok(rows)
    }

    /// Support plans of earlier years, the newest first.
    pub async fn pupil_plans(&self, scope: &Scope, pupil: i64) -> Result<Vec<PlanRow>> {
        let mut sql = Sql::new(
            "SELECT s.school_year, s.semester, n.name AS institution, s.risks, s.evaluation FROM support_plans s \
             JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = s.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) WHERE ",
        );
        of_pupil(&mut sql, scope, "s", pupil);
        sql.push(" ORDER BY s.school_year DESC, s.semester DESC");
        sql.all(self.reading()).await
    }

    /// Incidents, the newest first.
    pub async fn pupil_incidents(&self, scope: &Scope, pupil: i64) -> Result<Vec<IncidentNote>> {
        let mut sql = Sql::new("SELECT x.day, x.kind, x.role, x.note FROM incidents x WHERE ");
        of_pupil(&mut sql, scope, "x", pupil);
        sql.push(" ORDER BY x.day DESC, x.id DESC");
        sql.all(self.reading()).await
    }
}
