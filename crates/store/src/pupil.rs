//! One pupil's record, part by part. Every part takes the scope of its own resource, and a part that the scope does not reach is empty as if it
//! did not exist; [`Store::pupil_reach`] says which parts a reader has at all.

mod access;
mod commission;
mod contact;
mod learning;
mod named;
mod screening;
mod source;
mod support;

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, day, reach, sql::Sql};

pub use access::{LookRow, WatcherRow};
pub use commission::{NewReferral, ReferralChange, ReferralRow, ReferralSum};
pub use contact::ContactBarRow;
pub use learning::{AbsentLesson, ActivityRow, ExamResult, GivenMark, PeriodTotal, RegisterRow};
pub use named::{NamedPupil, PupilsThere};
pub use screening::{NewScreening, ScreeningRow, ScreeningSum};
pub use source::{RecordSource, SourcedPart};
pub use support::{IncidentNote, PlanRow, RiskFactorRow};

/// Who a pupil is and where enrolled today, or last.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PupilIdentity {
    /// Identifier.
    pub id: i64,
    /// The part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Birth date.
    pub birth_day: Option<i64>,
    /// Institution of the enrolment.
    pub institution_id: Option<i64>,
    /// Its code.
    pub institution_code: Option<String>,
    /// Its name.
    pub institution: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// Grade.
    pub grade: Option<i64>,
    /// Whether the enrolment is in force on the scope's day.
    pub enrolled: bool,
    /// Name of the class teacher who has an account.
    pub teacher: Option<String>,
    /// A danger was reported and is not yet settled.
    pub danger: bool,
}

/// An enrolment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EnrolmentNote {
    /// Institution.
    pub institution_id: i64,
    /// Its code.
    pub institution_code: String,
    /// Its name.
    pub institution: String,
    /// Kind of the institution.
    pub kind: String,
    /// Class.
    pub class: String,
    /// Grade.
    pub grade: Option<i64>,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
    /// Code of the programme.
    pub programme_code: Option<String>,
    /// Form of study.
    pub study_form: Option<String>,
    /// The year is repeated; none when nobody said.
    pub repeats_year: Option<bool>,
    /// Why it ended.
    pub leaving_reason: Option<String>,
}

/// A person who represents the child.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GuardianNote {
    /// Identifier of the row; another with the next file that changes it.
    pub id: i64,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// What the person is to the child.
    pub relation: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// The child is in out-of-family care: decides whom the school informs.
    pub in_care: bool,
}

/// A circumstance.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CircumstanceNote {
    /// Code of the kind.
    pub kind: String,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
    /// Who said so: the name of an institution that is known by this code, else as it was written.
    pub source_institution: String,
}

/// Appends the condition that a row of `alias` is current and belongs to a pupil whom the scope reaches.
fn of_pupil(sql: &mut Sql, scope: &Scope, alias: &str, pupil: i64) {
    sql.push(alias).push(".pupil_id = ").bind(pupil);
    sql.push(" AND ").push(alias).push(".ended_load_id IS NULL AND ");
    reach::pupils(sql, scope, &format!("{alias}.pupil_id"));
}

impl Store {
    /// The pupil with this part of the address, and for each of the other scopes whether it reaches the pupil.
    pub async fn pupil_reach(
        &self,
        scope: &Scope,
        public_id: &str,
        parts: &[&Scope],
    ) -> Result<(PupilIdentity, Vec<bool>)> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT p.id, p.public_id, r.given_name, r.family_name, r.birth_date AS birth_day, e.institution_id, \
             i.code AS institution_code, n.name AS institution, e.class, e.grade, \
             (e.id IS NOT NULL AND e.from_day <= ",
        );
        sql.bind(today)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(today);
        sql.push(
            ")) AS enrolled, (SELECT MIN(u.name) FROM class_teachers t JOIN users u ON u.email = t.email \
             WHERE t.institution_id = e.institution_id AND t.class = e.class AND t.ended_load_id IS NULL \
             AND t.from_day <= ",
        );
        sql.bind(today)
            .push(" AND (t.to_day IS NULL OR t.to_day >= ")
            .bind(today);
        sql.push(
            ")) AS teacher, EXISTS (SELECT 1 FROM duties d WHERE d.pupil_id = p.id AND d.code = 'protect_child' \
             AND d.done_at IS NULL AND d.withdrawn_at IS NULL) AS danger",
        );
        for (index, part) in parts.iter().enumerate() {
            sql.push(", CAST(CASE WHEN ");
            reach::pupils(&mut sql, part, "p.id");
            sql.push(&format!(" THEN 1 ELSE 0 END AS BIGINT) AS part_{index}"));
        }
        sql.push(
            " FROM pupils p JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL \
             LEFT JOIN enrolments e ON e.id = (SELECT l.id FROM enrolments l WHERE l.pupil_id = p.id \
             AND l.ended_load_id IS NULL AND l.from_day <= ",
        );
        sql.bind(today)
            .push(" ORDER BY (l.to_day IS NULL OR l.to_day >= ")
            .bind(today);
        sql.push(
            ") DESC, l.from_day DESC, l.id DESC LIMIT 1) LEFT JOIN institutions i ON i.id = e.institution_id \
             LEFT JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = e.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) \
             WHERE p.public_id = ",
        );
        sql.bind(public_id).push(" AND ");
        reach::pupils(&mut sql, scope, "p.id");
        let rows = sql.rows(self.reading()).await?;
        let row = rows.first().ok_or(StoreError::NotFound)?;
        let identity = PupilIdentity::from_query_result(row, "")?;
        let mut reached = Vec::with_capacity(parts.len());
        for index in 0..parts.len() {
            reached.push(row.try_get::<i64>("", &format!("part_{index}"))? == 1);
        }
        Ok((identity, reached))
    }

    /// All enrolments of a pupil, the newest first.
    pub async fn pupil_enrolments(&self, scope: &Scope, pupil: i64) -> Result<Vec<EnrolmentNote>> {
        let mut sql = Sql::new(
            "SELECT e.institution_id, i.code AS institution_code, n.name AS institution, n.kind, e.class, e.grade, e.from_day, \
             e.to_day, e.programme_code, e.study_form, e.repeats_year, e.leaving_reason FROM enrolments e \
             JOIN institutions i ON i.id = e.institution_id \
             JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
             WHERE m.institution_id = e.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) WHERE ",
        );
        of_pupil(&mut sql, scope, "e", pupil);
        sql.push(" ORDER BY e.from_day DESC, e.id DESC");
        sql.all(self.reading()).await
    }

    /// Guardians on the scope's day.
    pub async fn pupil_guardians(&self, scope: &Scope, pupil: i64) -> Result<Vec<GuardianNote>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT g.id, g.given_name, g.family_name, g.relation, g.phone, g.email, EXISTS (SELECT 1 FROM circumstances c \
             WHERE c.pupil_id = g.pupil_id AND c.ended_load_id IS NULL AND c.kind = 'out_of_family_care' AND c.from_day <= ",
        );
        sql.bind(today)
            .push(" AND (c.to_day IS NULL OR c.to_day >= ")
            .bind(today);
        sql.push(")) AS in_care FROM guardians g WHERE ");
        of_pupil(&mut sql, scope, "g", pupil);
        sql.push(" AND (g.from_day IS NULL OR g.from_day <= ").bind(today);
        sql.push(") AND (g.to_day IS NULL OR g.to_day >= ").bind(today);
        sql.push(") ORDER BY g.family_name, g.given_name, g.id");
        sql.all(self.reading()).await
    }

    /// The declared address; a protected one within `protected` alone.
    pub async fn pupil_address(
        &self,
        scope: &Scope,
        protected: Option<&Scope>,
        pupil: i64,
    ) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Address {
            address: Option<String>,
        }
        let mut sql = Sql::new("SELECT r.declared_address AS address FROM pupil_records r WHERE ");
        of_pupil(&mut sql, scope, "r", pupil);
        if protected.is_none() {
            sql.push(" AND ");
            reach::address_is_open(&mut sql, "r.pupil_id", day::number(scope.on()));
        }
        Ok(sql
            .one::<Address>(self.reading())
            .await?
            .and_then(|row| row.address))
    }

    /// Whether the address of a pupil within reach is protected on the day of the scope.
    pub async fn address_is_protected(&self, scope: &Scope, pupil: i64) -> Result<bool> {
        let mut sql = Sql::new("SELECT p.id FROM pupils p WHERE p.id = ");
        sql.bind(pupil).push(" AND ");
        reach::pupils(&mut sql, scope, "p.id");
        sql.push(" AND NOT (");
        reach::address_is_open(&mut sql, "p.id", day::number(scope.on()));
        sql.push(")");
        Ok(sql.integer(self.reading()).await?.is_some())
    }

    /// Circumstances, the open and newest ones first.
    pub async fn pupil_circumstances(&self, scope: &Scope, pupil: i64) -> Result<Vec<CircumstanceNote>> {
        let mut sql = Sql::new(
            "SELECT c.kind, c.from_day, c.to_day, COALESCE((SELECT MAX(n.name) FROM institutions i \
             JOIN institution_records n ON n.institution_id = i.id AND n.ended_load_id IS NULL AND n.valid_to IS NULL \
             WHERE i.code = c.source_institution AND i.municipality_id = ",
        );
        sql.bind(scope.municipality());
        sql.push("), c.source_institution) AS source_institution FROM circumstances c WHERE ");
        of_pupil(&mut sql, scope, "c", pupil);
        sql.push(" ORDER BY (c.to_day IS NULL) DESC, c.from_day DESC, c.id DESC");
        sql.all(self.reading()).await
    }
}
