//! Figures without names: sums by institution. They read columns that identify nobody and give none back.

mod care;
mod coverage;
mod effect;
mod incident;
mod indicator;
mod indicator_work;
mod learning;
mod mobility;
mod progress;
mod pupils;
mod support;

pub use care::CareSum;
pub use coverage::{AdvisedPupil, AtRiskSum, CauseSum, EconomicMeasure, InstitutionPupil, TrainingSum};
pub use effect::{DayMarks, SupportStart};
pub use incident::IncidentDay;
pub use indicator::{MissedDay, SomeOfAll, StagePupil, StageSum};
pub use indicator_work::{AnswerSum, CourseSum, ParticipationSum, SignalSum, SupportedSum};
pub use learning::{AnnualMarkSum, ExamSum, ExtracurricularSum, LongAbsenceSum};
pub use mobility::MovingEnrolment;
pub use progress::{CompletionSum, ContinuationSum, GraduateSum, RepeaterSum};
pub use pupils::{DistanceSum, IntakeSum, PreschoolSum, ProgrammeSum};
pub use support::{ConsultationSum, PlanTerm, RiskSum, SupportPlanSum};

use balsts_domain::{access::Scope, calendar::Period};
use sea_orm::FromQueryResult;

use crate::{Result, Store, absence_total, day, reach, sql::Sql};

/// Missed lessons of an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AbsenceSum {
    /// Institution.
    pub institution_id: i64,
    /// Illness.
    pub illness: i64,
    /// Otherwise excused.
    pub excused: i64,
    /// Unexcused, those of unknown reason included.
    pub unexcused: i64,
    /// Of the unexcused those of unknown reason; totals of periods do not tell them apart.
    pub unknown: i64,
}

/// The pupils behind an institution's missed lessons.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AbsentPupils {
    /// Institution.
    pub institution_id: i64,
    /// Pupils absent for illness.
    pub illness: i64,
    /// Pupils otherwise excused.
    pub excused: i64,
    /// Pupils absent without excuse, those of unknown reason included.
    pub unexcused: i64,
    /// Pupils absent for any reason.
    pub all_reasons: i64,
}

/// Pupils of an institution in a grade and programme.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EnrolmentSum {
    /// Institution.
    pub institution_id: i64,
    /// Grade; none for preschool and vocational groups.
    pub grade: Option<i64>,
    /// Programme code.
    pub programme_code: Option<String>,
    /// Pupils.
    pub pupils: i64,
}

/// Posts of an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StaffSum {
    /// Institution.
    pub institution_id: i64,
    /// Role.
    pub role: String,
    /// Thousandths of a post.
    pub fte: i64,
    /// The day they stand for.
    pub as_of_day: i64,
}

/// Pupils of an institution at a level of support.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LevelSum {
    /// Institution.
    pub institution_id: i64,
    /// 0 none, 1–4.
    pub level: i64,
    /// Pupils.
    pub pupils: i64,
}

/// Concerns of an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConcernSum {
    /// Institution.
    pub institution_id: i64,
    /// Reported since the day asked for.
    pub reported: i64,
    /// Waiting for an answer.
    pub waiting: i64,
    /// Waiting, and the duty to answer is overdue.
    pub overdue: i64,
}

/// Pupils of an institution who belong to a target group.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PrioritySum {
    /// Institution.
    pub institution_id: i64,
    /// Place of the group.
    pub of_group: i64,
    /// Pupils.
    pub pupils: i64,
}

/// When a concern was due and answered.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConcernTerm {
    /// Institution.
    pub institution_id: i64,
    /// The day by which it is answered.
    pub due_day: i64,
    /// When it was answered.
    pub answered_at: Option<i64>,
}

/// A condition on totals `t` that count in a period: they touch it and reach no further than `around`.
fn totals_of(sql: &mut Sql, period: Period, around: Period) {
    absence_total::counts(sql, |sql, t| {
        sql.push(&format!("{t}.from_day BETWEEN "));
        sql.bind(day::number(around.from()))
            .push(" AND ")
            .bind(day::number(period.to()));
        sql.push(&format!(" AND {t}.to_day BETWEEN "));
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(around.to()));
    });
}

impl Store {
    /// Pupils by institution and group of those with a circumstance of one of the group's kinds open today; groups are known by their place. For
    /// analytics: the caller withholds small cells.
    pub async fn priority_sums(
        &self,
        scope: &Scope,
        groups: &[Vec<&'static str>],
    ) -> Result<Vec<PrioritySum>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new("");
        let mut joined = "";
        for (at, kinds) in groups.iter().enumerate().filter(|(_, kinds)| !kinds.is_empty()) {
            sql.push(joined)
                .push("SELECT e.institution_id, CAST(")
                .bind(at as i64);
            sql.push(
                " AS BIGINT) AS of_group, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils FROM circumstances c \
                 JOIN enrolments e ON e.pupil_id = c.pupil_id AND e.ended_load_id IS NULL AND e.from_day <= ",
            );
            sql.bind(today)
                .push(" AND (e.to_day IS NULL OR e.to_day >= ")
                .bind(today);
            sql.push(") WHERE c.ended_load_id IS NULL AND c.from_day <= ")
                .bind(today);
            sql.push(" AND (c.to_day IS NULL OR c.to_day >= ").bind(today);
            sql.push(") AND c.kind IN ").bind_list(kinds.iter().copied());
            sql.push(" AND ");
            reach::institutions(&mut sql, scope, "e.institution_id");
            sql.push(" GROUP BY e.institution_id");
            joined = " UNION ALL ";
        }
        if joined.is_empty() {
            return Ok(Vec::new());
        }
        sql.all(self.reading()).await
    }

    /// Missed lessons by institution in a period: lesson rows, and totals of periods where a pupil has no lesson rows in them. A total counts
    /// that touches the period and reaches no further than `around`: the period with the days without lessons before and after it.
    pub async fn absence_sums(
        &self,
        scope: &Scope,
        period: Period,
        around: Period,
    ) -> Result<Vec<AbsenceSum>> {
        let (from, to) = (day::number(period.from()), day::number(period.to()));
        // A day whose lessons were all taken back again has said nothing.
        let mut sql = Sql::new(
            "SELECT s.institution_id, CAST(SUM(s.illness) AS BIGINT) AS illness, CAST(SUM(s.excused) AS BIGINT) AS excused, \
             CAST(SUM(s.unexcused) AS BIGINT) AS unexcused, CAST(SUM(s.unexplained) AS BIGINT) AS unknown FROM (\
             SELECT a.institution_id, a.illness, a.excused, a.unexcused, a.unexplained \
             FROM absence_day_sums a WHERE a.illness + a.excused + a.unexcused > 0 AND a.day BETWEEN ",
        );
        sql.bind(from).push(" AND ").bind(to);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(
            " UNION ALL SELECT t.institution_id, t.illness, t.excused, t.unexcused, 0 FROM absence_totals t WHERE ",
        );
        totals_of(&mut sql, period, around);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "t.institution_id");
        sql.push(") s GROUP BY s.institution_id ORDER BY s.institution_id");
        sql.all(self.reading()).await
    }

    /// The pupils behind the sums of [`Store::absence_sums`]: what is published withholds the lessons of few.
    pub async fn absent_pupils(
        &self,
        scope: &Scope,
        period: Period,
        around: Period,
    ) -> Result<Vec<AbsentPupils>> {
        let (from, to) = (day::number(period.from()), day::number(period.to()));
        let mut sql = Sql::new(
            "SELECT s.institution_id, CAST(COUNT(DISTINCT CASE WHEN s.illness > 0 THEN s.pupil_id END) AS BIGINT) AS illness, \
             CAST(COUNT(DISTINCT CASE WHEN s.excused > 0 THEN s.pupil_id END) AS BIGINT) AS excused, \
             CAST(COUNT(DISTINCT CASE WHEN s.unexcused > 0 THEN s.pupil_id END) AS BIGINT) AS unexcused, \
             CAST(COUNT(DISTINCT CASE WHEN s.illness + s.excused + s.unexcused > 0 THEN s.pupil_id END) AS BIGINT) AS all_reasons FROM \
             (SELECT a.institution_id, a.pupil_id, SUM(CASE WHEN a.kind = 2 THEN 1 ELSE 0 END) AS illness, \
             SUM(CASE WHEN a.kind = 3 THEN 1 ELSE 0 END) AS excused, SUM(CASE WHEN a.kind IN (2, 3) THEN 0 ELSE 1 END) AS unexcused \
             FROM absences a WHERE a.ended_load_id IS NULL AND a.day BETWEEN ",
        );
        sql.bind(from).push(" AND ").bind(to);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(
            " GROUP BY a.institution_id, a.pupil_id UNION ALL SELECT t.institution_id, t.pupil_id, t.illness, t.excused, t.unexcused \
             FROM absence_totals t WHERE ",
        );
        totals_of(&mut sql, period, around);
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "t.institution_id");
        sql.push(") s GROUP BY s.institution_id ORDER BY s.institution_id");
        sql.all(self.reading()).await
    }

    /// Pupils on a day by institution, grade and programme.
    pub async fn enrolment_sums(&self, scope: &Scope, on: jiff::civil::Date) -> Result<Vec<EnrolmentSum>> {
        let mut sql = Sql::new(
            "SELECT e.institution_id, e.grade, e.programme_code, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils \
             FROM enrolments e WHERE e.ended_load_id IS NULL AND e.from_day <= ",
        );
        sql.bind(day::number(on))
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(day::number(on));
        sql.push(") AND ");
        reach::institutions(&mut sql, scope, "e.institution_id");
        sql.push(" GROUP BY e.institution_id, e.grade, e.programme_code ORDER BY e.institution_id, e.grade");
        sql.all(self.reading()).await
    }

    /// Posts by institution and role, as of the newest day up to `on` of each institution.
    pub async fn staff_sums(&self, scope: &Scope, on: jiff::civil::Date) -> Result<Vec<StaffSum>> {
        let mut sql = Sql::new(
            "SELECT s.institution_id, s.role, s.fte, s.as_of_day FROM staff s WHERE s.ended_load_id IS NULL AND s.as_of_day = \
             (SELECT MAX(l.as_of_day) FROM staff l WHERE l.institution_id = s.institution_id AND l.ended_load_id IS NULL \
             AND l.as_of_day <= ",
        );
        sql.bind(day::number(on)).push(") AND ");
        reach::institutions(&mut sql, scope, "s.institution_id");
        sql.push(" ORDER BY s.institution_id, s.id");
        sql.all(self.reading()).await
    }

    /// Pupils by institution and level of support: the level that every reader of an institution's figures may see.
    pub async fn level_sums(&self, scope: &Scope) -> Result<Vec<LevelSum>> {
        let mut sql = Sql::new(
            "SELECT a.institution_id, a.shown_open AS level, CAST(COUNT(*) AS BIGINT) AS pupils FROM assessments a WHERE ",
        );
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" GROUP BY a.institution_id, a.shown_open ORDER BY a.institution_id, a.shown_open");
        sql.all(self.reading()).await
    }

    /// Concerns by institution: reported since a day, waiting, overdue.
    pub async fn concern_sums(&self, scope: &Scope, since: i64) -> Result<Vec<ConcernSum>> {
        let mut sql = Sql::new("SELECT c.institution_id, CAST(SUM(CASE WHEN c.sent_at >= ");
        sql.bind(since);
        sql.push(
            " THEN 1 ELSE 0 END) AS BIGINT) AS reported, \
             CAST(SUM(CASE WHEN c.state IN ('sent', 'read', 'examined') THEN 1 ELSE 0 END) AS BIGINT) AS waiting, \
             CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM duties d WHERE d.concern_id = c.id AND d.code = 'answer_concern' \
             AND d.done_at IS NULL AND d.withdrawn_at IS NULL AND d.due_day < ",
        );
        sql.bind(day::number(scope.on()));
        sql.push(") THEN 1 ELSE 0 END) AS BIGINT) AS overdue FROM concerns c WHERE ");
        reach::institutions(&mut sql, scope, "c.institution_id");
        sql.push(" GROUP BY c.institution_id ORDER BY c.institution_id");
        sql.all(self.reading()).await
    }

    /// The terms of the concerns sent within two moments. No text, no child.
    pub async fn concern_terms(&self, scope: &Scope, after: i64, until: i64) -> Result<Vec<ConcernTerm>> {
        let mut sql = Sql::new(
            "SELECT c.institution_id, d.due_day, c.answered_at FROM concerns c JOIN duties d ON d.pupil_id = c.pupil_id \
             AND d.concern_id = c.id AND d.code = 'answer_concern' WHERE c.sent_at > ",
        );
        sql.bind(after)
            .push(" AND c.sent_at <= ")
            .bind(until)
            .push(" AND ");
        reach::institutions(&mut sql, scope, "c.institution_id");
        sql.push(" ORDER BY c.institution_id, c.id");
        sql.all(self.reading()).await
    }
}
