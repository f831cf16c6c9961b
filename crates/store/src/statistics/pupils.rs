//! Pupils on lists: preschool groups, beginners, programmes, distance learning.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// Children of an institution in groups without a grade.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PreschoolSum {
    /// Institution.
    pub institution_id: i64,
    /// Programme code.
    pub programme_code: Option<String>,
    /// Born after the day asked for.
    pub younger: i64,
    /// Born on it or before.
    pub older: i64,
    /// Birth date not known.
    pub unknown: i64,
}

/// Pupils who come to a grade for the first time.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct IntakeSum {
    /// Institution.
    pub institution_id: i64,
    /// Grade.
    pub grade: i64,
    /// First day there.
    pub from_day: i64,
    /// Pupils.
    pub pupils: i64,
}

/// Pupils of an institution on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DistanceSum {
    /// Institution.
    pub institution_id: i64,
    /// Form of study, where the enrolment says one.
    pub study_form: Option<String>,
    /// Programme code.
    pub programme_code: Option<String>,
    /// Pupils.
    pub pupils: i64,
}

/// Pupils of a programme at an institution, by grade.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProgrammeSum {
    /// Institution.
    pub institution_id: i64,
    /// Grade; none for preschool and vocational groups.
    pub grade: Option<i64>,
    /// Programme code: that of the enrolment, else that of the pupil's record.
    pub programme_code: Option<String>,
    /// Pupils.
    pub pupils: i64,
}

/// Appends that the enrolment `e` is in force on a day, within reach.
pub(super) fn in_force(sql: &mut Sql, scope: &Scope, on: Date) {
    sql.push("e.ended_load_id IS NULL AND e.from_day <= ")
        .bind(day::number(on));
    sql.push(" AND (e.to_day IS NULL OR e.to_day >= ")
        .bind(day::number(on))
        .push(") AND ");
    reach::institutions(sql, scope, "e.institution_id");
}

impl Store {
    /// Children in groups without a grade on a day, by institution and programme, and whether they were born after `born`.
    pub async fn preschool_sums(&self, scope: &Scope, on: Date, born: Date) -> Result<Vec<PreschoolSum>> {
        let born = day::number(born);
        let mut sql = Sql::new(
            "SELECT e.institution_id, e.programme_code, CAST(COUNT(DISTINCT CASE WHEN r.birth_date > ",
        );
        sql.bind(born)
            .push(
                " THEN e.pupil_id END) AS BIGINT) AS younger, CAST(COUNT(DISTINCT CASE WHEN r.birth_date <= ",
            )
            .bind(born);
        sql.push(
            " THEN e.pupil_id END) AS BIGINT) AS older, CAST(COUNT(DISTINCT CASE WHEN r.birth_date IS NULL THEN e.pupil_id END) AS BIGINT) \
             AS unknown FROM enrolments e LEFT JOIN pupil_records r ON r.pupil_id = e.pupil_id AND r.ended_load_id IS NULL \
             WHERE e.grade IS NULL AND ",
        );
        in_force(&mut sql, scope, on);
        sql.push(" GROUP BY e.institution_id, e.programme_code ORDER BY e.institution_id");
        sql.all(self.reading()).await
    }

    /// Pupils by the day from which they are in grade 1 or 10 for the first time, from a day to a day. Who repeats the grade does not begin it.
    pub async fn intake_sums(&self, scope: &Scope, from: Date, to: Date) -> Result<Vec<IntakeSum>> {
        let mut sql = Sql::new(
            "SELECT e.institution_id, e.grade, e.from_day, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils FROM enrolments e \
             WHERE e.ended_load_id IS NULL AND e.grade IN (1, 10) AND (e.repeats_year IS NULL OR e.repeats_year = FALSE) \
             AND NOT EXISTS (SELECT 1 FROM enrolments f WHERE f.pupil_id = e.pupil_id AND f.ended_load_id IS NULL AND f.grade = e.grade \
             AND (f.from_day < e.from_day OR (f.from_day = e.from_day AND f.id < e.id))) AND e.from_day BETWEEN ",
        );
        sql.bind(day::number(from))
            .push(" AND ")
            .bind(day::number(to))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(" GROUP BY e.institution_id, e.grade, e.from_day ORDER BY e.institution_id, e.from_day");
        sql.all(self.reading()).await
    }

    /// Pupils of grades on a day by institution, form of study and programme.
    pub async fn distance_sums(&self, scope: &Scope, on: Date) -> Result<Vec<DistanceSum>> {
        let mut sql = Sql::new(
            "SELECT e.institution_id, e.study_form, e.programme_code, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils \
             FROM enrolments e WHERE e.grade IS NOT NULL AND ",
        );
        in_force(&mut sql, scope, on);
        sql.push(" GROUP BY e.institution_id, e.study_form, e.programme_code ORDER BY e.institution_id");
        sql.all(self.reading()).await
    }

    /// Pupils on a day by institution, grade and programme; the code of the pupil's record where the enrolment has none.
    pub async fn programme_sums(&self, scope: &Scope, on: Date) -> Result<Vec<ProgrammeSum>> {
        let mut sql = Sql::new(
            "SELECT s.institution_id, s.grade, s.programme_code, CAST(COUNT(DISTINCT s.pupil_id) AS BIGINT) AS pupils FROM (\
             SELECT e.institution_id, e.grade, e.pupil_id, COALESCE(e.programme_code, r.special_programme_code) AS programme_code \
             FROM enrolments e LEFT JOIN pupil_records r ON r.pupil_id = e.pupil_id AND r.ended_load_id IS NULL WHERE ",
        );
        in_force(&mut sql, scope, on);
        sql.push(
            ") s GROUP BY s.institution_id, s.grade, s.programme_code ORDER BY s.institution_id, s.grade",
        );
        sql.all(self.reading()).await
    }
}
