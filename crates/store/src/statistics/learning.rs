//! Marks, exams, programmes beside lessons, long absences.

use balsts_domain::{access::Scope, calendar::SchoolYear};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::pupils::in_force;
use crate::{Result, Store, day, reach, sql::Sql};

/// Pupils of a grade with annual marks.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnnualMarkSum {
    /// Grade.
    pub grade: i64,
    /// Pupils with an annual mark.
    pub pupils: i64,
    /// Those with one of the marks asked for.
    pub insufficient: i64,
}

/// Exams of a grade and subject with the same result.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExamSum {
    /// Grade.
    pub grade: i64,
    /// Subject.
    pub subject: String,
    /// Hundredths of a per cent.
    pub percent: i64,
    /// Exams.
    pub exams: i64,
}

/// Pupils of an institution by whether they take part in a programme beside lessons.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExtracurricularSum {
    /// Institution.
    pub institution_id: i64,
    /// Pupils of grades.
    pub pupils: i64,
    /// Those with a programme.
    pub in_one: i64,
}

/// Pupils of grades 1–9 of an institution with a signal of long absence.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LongAbsenceSum {
    /// Institution.
    pub institution_id: i64,
    /// Pupils of grades 1–9.
    pub pupils: i64,
    /// With `long_absence`.
    pub long_absence: i64,
    /// With `left_school`.
    pub left_school: i64,
}

impl Store {
    /// Pupils with annual marks in a school year by grade, and those whose last annual mark in a subject is one of `marks`.
    pub async fn annual_mark_sums(
        &self,
        scope: &Scope,
        year: SchoolYear,
        marks: &[String],
    ) -> Result<Vec<AnnualMarkSum>> {
        let (from, to) = (day::number(year.first_day()), day::number(year.last_day()));
        let mut sql = Sql::new(
            "SELECT e.grade, CAST(COUNT(DISTINCT m.pupil_id) AS BIGINT) AS pupils, CAST(COUNT(DISTINCT CASE WHEN m.value IN ",
        );
        sql.bind_list(marks.iter().map(String::as_str));
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM marks l WHERE l.pupil_id = m.pupil_id AND l.subject = m.subject AND l.ended_load_id IS NULL \
             AND l.kind = 'annual' AND l.day BETWEEN ",
        );
        sql.bind(from).push(" AND ").bind(to);
        sql.push(
            " AND (l.day > m.day OR (l.day = m.day AND l.number > m.number))) THEN m.pupil_id END) AS BIGINT) AS insufficient \
             FROM marks m JOIN enrolments e ON e.pupil_id = m.pupil_id AND e.institution_id = m.institution_id AND e.ended_load_id IS NULL \
             AND e.grade IS NOT NULL AND e.from_day <= m.day AND (e.to_day IS NULL OR e.to_day >= ",
        );
        sql.bind(from);
        sql.push(") WHERE m.ended_load_id IS NULL AND m.kind = 'annual' AND m.day BETWEEN ");
        sql.bind(from).push(" AND ").bind(to).push(" AND ");
        reach::institutions(&mut sql, scope, "m.institution_id");
        sql.push(" GROUP BY e.grade ORDER BY e.grade");
        sql.all(self.reading()).await
    }

    /// The last result of each pupil in each central exam of a school year, counted by grade, subject and result.
    pub async fn exam_sums(&self, scope: &Scope, year: SchoolYear) -> Result<Vec<ExamSum>> {
        let (from, to) = (day::number(year.first_day()), day::number(year.last_day()));
        let mut sql = Sql::new(
            "SELECT x.grade, x.subject, x.percent, CAST(COUNT(*) AS BIGINT) AS exams FROM exams x WHERE x.ended_load_id IS NULL \
             AND x.day BETWEEN ",
        );
        sql.bind(from).push(" AND ").bind(to);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM exams l WHERE l.pupil_id = x.pupil_id AND l.subject = x.subject AND l.grade = x.grade \
             AND l.ended_load_id IS NULL AND l.day > x.day AND l.day <= ",
        );
        sql.bind(to);
        sql.push(
            ") AND EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = x.pupil_id AND e.ended_load_id IS NULL AND e.from_day <= ",
        );
        sql.bind(to)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(from)
            .push(") AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(") GROUP BY x.grade, x.subject, x.percent ORDER BY x.grade, x.subject");
        sql.all(self.reading()).await
    }

    /// Whether any programme beside lessons is known in the municipality between two days.
    pub async fn knows_extracurricular(&self, municipality: i64, from: Date, to: Date) -> Result<bool> {
        let known = Sql::new(
            "SELECT x.id FROM extracurricular x JOIN pupils p ON p.id = x.pupil_id WHERE x.ended_load_id IS NULL AND p.municipality_id = $1 \
             AND x.from_day <= $3 AND (x.to_day IS NULL OR x.to_day >= $2) LIMIT 1",
        )
        .with(municipality)
        .with(day::number(from))
        .with(day::number(to))
        .integer(self.reading())
        .await?;
        Ok(known.is_some())
    }

    /// Pupils of grades on a day by institution, and those who took part in a programme beside lessons between `from` and the day.
    pub async fn extracurricular_sums(
        &self,
        scope: &Scope,
        from: Date,
        on: Date,
    ) -> Result<Vec<ExtracurricularSum>> {
        let mut sql = Sql::new(
            "SELECT e.institution_id, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils, CAST(COUNT(DISTINCT CASE WHEN EXISTS (\
             SELECT 1 FROM extracurricular x WHERE x.pupil_id = e.pupil_id AND x.ended_load_id IS NULL AND x.from_day <= ",
        );
        sql.bind(day::number(on))
            .push(" AND (x.to_day IS NULL OR x.to_day >= ")
            .bind(day::number(from));
        sql.push(
            ")) THEN e.pupil_id END) AS BIGINT) AS in_one FROM enrolments e WHERE e.grade IS NOT NULL AND ",
        );
        in_force(&mut sql, scope, on);
        sql.push(" GROUP BY e.institution_id ORDER BY e.institution_id");
        sql.all(self.reading()).await
    }

    /// Pupils of grades 1–9 on a day by institution, and those whose kept signals say that they are absent for long or count as having left.
    pub async fn long_absence_sums(&self, scope: &Scope, on: Date) -> Result<Vec<LongAbsenceSum>> {
        let mut sql =
            Sql::new("SELECT e.institution_id, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils");
        for code in ["long_absence", "left_school"] {
            sql.push(&format!(
                ", CAST(COUNT(DISTINCT CASE WHEN EXISTS (SELECT 1 FROM signals s WHERE s.pupil_id = e.pupil_id AND s.code = '{code}') \
                 THEN e.pupil_id END) AS BIGINT) AS {code}"
            ));
        }
        sql.push(" FROM enrolments e WHERE e.grade BETWEEN 1 AND 9 AND ");
        in_force(&mut sql, scope, on);
        sql.push(" GROUP BY e.institution_id ORDER BY e.institution_id");
        sql.all(self.reading()).await
    }
}
