//! Who was on the lists on the last day of a school year, with what decides whether they move up.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// A class of an institution before or after its turn.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TurnClassRow {
    /// Institution.
    pub institution_id: i64,
    /// Class.
    pub class: String,
    /// Pupils on its list on the last day of the year.
    pub pupils: i64,
    /// Of them, those whose enrolment does not yet end with the year.
    pub open: i64,
}

/// A pupil of a class on the last day of the year.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TurnPupilRow {
    /// Pupil.
    pub pupil_id: i64,
    /// The part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The enrolment.
    pub enrolment_id: i64,
    /// Its last day.
    pub to_day: Option<i64>,
    /// Why it ended.
    pub leaving_reason: Option<String>,
    /// The class of the enrolment that follows.
    pub next_class: Option<String>,
    /// Whether that year is repeated.
    pub next_repeats: Option<bool>,
}

/// An annual mark.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnnualMarkRow {
    /// Pupil.
    pub pupil_id: i64,
    /// Subject.
    pub subject: String,
    /// The mark as written.
    pub value: String,
}

/// Appends that `e` was in force on `last` within reach, in a class with a grade.
fn on_lists(sql: &mut Sql, scope: &Scope, last: i64) {
    sql.push("e.ended_load_id IS NULL AND e.grade IS NOT NULL AND e.from_day <= ")
        .bind(last);
    sql.push(" AND (e.to_day IS NULL OR e.to_day >= ").bind(last);
    sql.push(") AND ");
    reach::institutions(sql, scope, "e.institution_id");
}

impl Store {
    /// Classes with pupils on the last day of a school year, by institution, then class.
    pub async fn turn_classes(
        &self,
        scope: &Scope,
        institution: Option<i64>,
        last_day: Date,
    ) -> Result<Vec<TurnClassRow>> {
        let last = day::number(last_day);
        let mut sql = Sql::new(
            "SELECT e.institution_id, e.class, CAST(COUNT(*) AS BIGINT) AS pupils, \
             CAST(SUM(CASE WHEN e.to_day IS NULL OR e.to_day > ",
        );
        sql.bind(last)
            .push(" THEN 1 ELSE 0 END) AS BIGINT) AS open FROM enrolments e WHERE ");
        on_lists(&mut sql, scope, last);
        if let Some(institution) = institution {
            sql.push(" AND e.institution_id = ").bind(institution);
        }
        sql.push(" GROUP BY e.institution_id, e.class ORDER BY e.institution_id, MIN(e.class_key), e.class");
        sql.all(self.reading()).await
    }

    /// The pupils of one class on the last day of a school year, by name.
    pub async fn turn_pupils(
        &self,
        scope: &Scope,
        institution: i64,
        class: &str,
        last_day: Date,
    ) -> Result<Vec<TurnPupilRow>> {
        let last = day::number(last_day);
        let mut sql = Sql::new(
            "SELECT e.pupil_id, p.public_id, r.given_name, r.family_name, e.id AS enrolment_id, e.to_day, e.leaving_reason, \
             n.class AS next_class, n.repeats_year AS next_repeats FROM enrolments e JOIN pupils p ON p.id = e.pupil_id \
             JOIN pupil_records r ON r.pupil_id = e.pupil_id AND r.ended_load_id IS NULL \
             LEFT JOIN enrolments n ON n.id = (SELECT MIN(f.id) FROM enrolments f WHERE f.pupil_id = e.pupil_id \
             AND f.ended_load_id IS NULL AND f.institution_id = e.institution_id AND f.from_day = ",
        );
        sql.bind(last + 1).push(") WHERE ");
        on_lists(&mut sql, scope, last);
        sql.push(" AND e.institution_id = ").bind(institution);
        sql.push(" AND e.class = ").bind(class);
        sql.push(" ORDER BY r.sort_key, e.pupil_id, e.id");
        sql.all(self.reading()).await
    }

    /// Annual marks of a school year of pupils with these ids, the latest of a subject last. `scope` is that on marks.
    pub async fn annual_marks(
        &self,
        scope: &Scope,
        pupils: &[i64],
        from: Date,
        to: Date,
    ) -> Result<Vec<AnnualMarkRow>> {
        let mut sql = Sql::new("SELECT m.pupil_id, m.subject, m.value FROM marks m WHERE m.pupil_id IN ");
        sql.bind_list(pupils.iter().copied());
        sql.push(" AND m.ended_load_id IS NULL AND m.kind = 'annual' AND m.day >= ")
            .bind(day::number(from));
        sql.push(" AND m.day <= ").bind(day::number(to)).push(" AND ");
        reach::pupils(&mut sql, scope, "m.pupil_id");
        sql.push(" ORDER BY m.pupil_id, m.subject, m.day, m.number");
        sql.all(self.reading()).await
    }
}
