//! Classes of an institution as its lists have them today.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ClassRow {
    /// As in the enrolments.
    pub class: String,
    /// Grade.
    pub grade: Option<i64>,
    /// Pupils.
    pub pupils: i64,
    /// Name, or without an account the e-mail, of the class teacher.
    pub teacher: Option<String>,
}

/// Lessons missed in a class, by kind, with how many pupils they concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct ClassAbsence {
    /// Kind, as `AbsenceKind` numbers them.
    pub kind: i64,
    /// Lessons.
    pub lessons: i64,
    /// Pupils.
    pub pupils: i64,
}

impl Store {
    /// The classes of an institution that hold pupils whom the scope reaches.
    pub async fn classes(&self, scope: &Scope, institution: i64) -> Result<Vec<ClassRow>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT e.class, MIN(e.grade) AS grade, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils, \
             (SELECT MIN(COALESCE(u.name, t.email)) FROM class_teachers t LEFT JOIN users u ON u.email = t.email \
             WHERE t.institution_id = ",
        );
        sql.bind(institution);
        sql.push(" AND t.class = e.class AND t.ended_load_id IS NULL AND t.from_day <= ")
            .bind(today);
        sql.push(" AND (t.to_day IS NULL OR t.to_day >= ").bind(today);
        sql.push(")) AS teacher FROM enrolments e WHERE e.institution_id = ")
            .bind(institution)
            .push(" AND ");
        reach::enrolments(&mut sql, scope, "e");
        sql.push(" GROUP BY e.class ORDER BY MIN(e.class_key), e.class");
        sql.all(self.reading()).await
    }

    /// Lessons missed by the class's pupils of today from a day on.
    pub async fn class_absences(
        &self,
        scope: &Scope,
        institution: i64,
        class: &str,
        from: Date,
    ) -> Result<Vec<ClassAbsence>> {
        let mut sql = Sql::new(
            "SELECT a.kind, CAST(COUNT(*) AS BIGINT) AS lessons, CAST(COUNT(DISTINCT a.pupil_id) AS BIGINT) AS pupils FROM enrolments e \
             JOIN absences a ON a.pupil_id = e.pupil_id AND a.ended_load_id IS NULL AND a.institution_id = e.institution_id AND a.day >= ",
        );
        sql.bind(day::number(from))
            .push(" WHERE e.institution_id = ")
            .bind(institution);
        sql.push(" AND e.class = ").bind(class).push(" AND ");
        reach::enrolments(&mut sql, scope, "e");
        sql.push(" GROUP BY a.kind ORDER BY a.kind");
        sql.all(self.reading()).await
    }
}
