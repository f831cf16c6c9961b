//! Attendance, marks and programmes outside lessons of one pupil.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::of_pupil;
use crate::{Result, Store, absence_total, day, reach, sql::Sql};

/// A lesson missed.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AbsentLesson {
    /// Day.
    pub day: i64,
    /// Number of the lesson.
    pub lesson: i64,
    /// Subject.
    pub subject: Option<String>,
    /// Kind, as `AbsenceKind` numbers them.
    pub kind: i64,
}

/// Lessons missed in a period, where no lessons are known one by one.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PeriodTotal {
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: i64,
    /// Unexcused.
    pub unexcused: i64,
    /// Illness.
    pub illness: i64,
    /// Otherwise excused.
    pub excused: i64,
}

/// Lessons held in the pupil's classes, or (with `lessons` none) from the oldest to the newest absence of the institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RegisterRow {
    /// First day.
    pub from_day: Option<i64>,
    /// Last day.
    pub to_day: Option<i64>,
    /// Lessons.
    pub lessons: Option<i64>,
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GivenMark {
    /// Subject.
    pub subject: String,
    /// Day.
    pub day: i64,
    /// `current`, `semester` or `annual`.
    pub kind: String,
    /// As in the files.
    pub value: String,
}

/// A central exam.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExamResult {
    /// Subject.
    pub subject: String,
    /// Day.
    pub day: i64,
    /// Grade.
    pub grade: i64,
    /// Hundredths of a per cent.
    pub percent: i64,
}

/// A programme outside lessons.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ActivityRow {
    /// Name.
    pub programme: String,
    /// Kind, as in the files.
    pub kind: String,
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: Option<i64>,
}

impl Store {
    /// Lessons missed from a day on, in order.
    pub async fn pupil_absences(&self, scope: &Scope, pupil: i64, from: Date) -> Result<Vec<AbsentLesson>> {
        let mut sql = Sql::new("SELECT a.day, a.lesson, a.subject, a.kind FROM absences a WHERE a.day >= ");
        sql.bind(day::number(from)).push(" AND ");
        of_pupil(&mut sql, scope, "a", pupil);
        sql.push(" ORDER BY a.day, a.lesson, a.id");
        sql.all(self.reading()).await
    }

    /// Totals of periods that begin on the day or later, in order; those of which the same school has lessons one by one aside.
    pub async fn pupil_absence_totals(
        &self,
        scope: &Scope,
        pupil: i64,
        from: Date,
    ) -> Result<Vec<PeriodTotal>> {
        let mut sql = Sql::new(
            "SELECT t.from_day, t.to_day, CAST(SUM(t.unexcused) AS BIGINT) AS unexcused, CAST(SUM(t.illness) AS BIGINT) AS illness, \
             CAST(SUM(t.excused) AS BIGINT) AS excused FROM absence_totals t WHERE t.from_day >= ",
        );
        sql.bind(day::number(from)).push(" AND ");
        of_pupil(&mut sql, scope, "t", pupil);
        sql.push(" AND NOT ")
            .push(&absence_total::by_lesson("t", "b.ended_load_id IS NULL"));
        sql.push(" GROUP BY t.from_day, t.to_day ORDER BY t.from_day, t.to_day");
        sql.all(self.reading()).await
    }

    /// The register of the class in which the pupil is, from a day on: lessons held, and the span of the institution's absences.
    pub async fn pupil_register(
        &self,
        scope: &Scope,
        pupil: i64,
        institution: i64,
        class: &str,
        from: Date,
    ) -> Result<Vec<RegisterRow>> {
        let from = day::number(from);
        let mut sql = Sql::new(
            "SELECT l.from_day, l.to_day, l.lessons FROM lessons l WHERE l.ended_load_id IS NULL AND l.institution_id = ",
        );
        sql.bind(institution)
            .push(" AND l.class = ")
            .bind(class)
            .push(" AND l.to_day >= ")
            .bind(from)
            .push(" AND ");
        reach_of(&mut sql, scope, pupil);
        sql.push(
            " UNION ALL SELECT MIN(a.day), MAX(a.day), CAST(NULL AS BIGINT) FROM absences a JOIN enrolments c \
             ON c.pupil_id = a.pupil_id AND c.ended_load_id IS NULL AND c.institution_id = a.institution_id \
             WHERE a.ended_load_id IS NULL AND a.institution_id = ",
        );
        sql.bind(institution)
            .push(" AND c.class = ")
            .bind(class)
            .push(" AND a.day >= ")
            .bind(from)
            .push(" AND ");
        reach_of(&mut sql, scope, pupil);
        sql.all(self.reading()).await
    }

    /// Semester and annual marks from `finals` on and current ones from `from` on, by subject and day.
    pub async fn pupil_marks(
        &self,
        scope: &Scope,
        pupil: i64,
        from: Date,
        finals: Date,
    ) -> Result<Vec<GivenMark>> {
        let mut sql = Sql::new("SELECT m.subject, m.day, m.kind, m.value FROM marks m WHERE (m.day >= ");
        sql.bind(day::number(from))
            .push(" OR (m.kind <> 'current' AND m.day >= ")
            .bind(day::number(finals))
            .push(")) AND ");
        of_pupil(&mut sql, scope, "m", pupil);
        sql.push(" ORDER BY m.subject, m.day, m.number, m.id");
        sql.all(self.reading()).await
    }

    /// Central exams, the newest first.
    pub async fn pupil_exams(&self, scope: &Scope, pupil: i64) -> Result<Vec<ExamResult>> {
        let mut sql = Sql::new("SELECT x.subject, x.day, x.grade, x.percent FROM exams x WHERE ");
        of_pupil(&mut sql, scope, "x", pupil);
        sql.push(" ORDER BY x.day DESC, x.subject");
        sql.all(self.reading()).await
    }

    /// Programmes outside lessons, the newest first.
    pub async fn pupil_activities(&self, scope: &Scope, pupil: i64) -> Result<Vec<ActivityRow>> {
        let mut sql =
            Sql::new("SELECT x.programme, x.kind, x.from_day, x.to_day FROM extracurricular x WHERE ");
        of_pupil(&mut sql, scope, "x", pupil);
        sql.push(" ORDER BY x.from_day DESC, x.programme");
        sql.all(self.reading()).await
    }
}

fn reach_of(sql: &mut Sql, scope: &Scope, pupil: i64) {
    sql.push("EXISTS (SELECT 1 FROM pupils p WHERE p.id = ")
        .bind(pupil)
        .push(" AND ");
    reach::pupils(sql, scope, "p.id");
    sql.push(")");
}
