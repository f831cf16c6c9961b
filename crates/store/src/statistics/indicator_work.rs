//! Sums for the indicators that speak of help given, staff, surveys and participants. No child is told apart.

use std::collections::BTreeSet;

use balsts_domain::{
    access::Scope,
    calendar::{Period, SchoolYear},
};
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::{indicator::SomeOfAll, pupils::in_force, support::PLANS};
use crate::{Result, Store, day, reach, sql::Sql};

/// Pupils with a support plan in a school year, by the stage in which they were listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct SupportedSum {
    /// Grades 1–9.
    pub basic: i64,
    /// Grades 10–12.
    pub secondary: i64,
    /// All who had one, listed in a grade or not.
    pub pupils: i64,
    /// Plans.
    pub plans: i64,
}

/// Participants of courses at an institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CourseSum {
    /// Institution.
    pub institution_id: i64,
    /// Participants of all sessions.
    pub participants: i64,
}

/// How often an answer was given.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnswerSum {
    /// The survey.
    pub survey: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// How often.
    pub given: i64,
}

/// People on the lists of a programme.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ParticipationSum {
    /// The programme.
    pub programme: String,
    /// Institution.
    pub institution_id: i64,
    /// Pupils by name, each once within the programme and institution.
    pub named: i64,
    /// People by number.
    pub counted: i64,
}

/// Pupils of an institution for whom a signal fires.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SignalSum {
    /// Institution.
    pub institution_id: i64,
    /// Code of the signal.
    pub code: String,
    /// Pupils.
    pub pupils: i64,
    /// Those of them at the level asked for or above.
    pub at_risk: i64,
}

/// Appends, after `FROM`, the support plans `s` of a school year within a scope, each with its enrolments `e` of that year.
fn plans_of_year(sql: &mut Sql, scope: &Scope, year: SchoolYear) {
    sql.push(PLANS).push(
        " LEFT JOIN enrolments e ON e.pupil_id = s.pupil_id AND e.institution_id = s.institution_id AND e.ended_load_id IS NULL \
         AND e.from_day <= ",
    );
    sql.bind(day::number(year.last_day()))
        .push(" AND (e.to_day IS NULL OR e.to_day >= ")
        .bind(day::number(year.first_day()))
        .push(") WHERE s.school_year = ")
        .bind(i64::from(year.first_calendar_year()))
        .push(" AND ");
    reach::institutions(sql, scope, "s.institution_id");
}

impl Store {
    /// Pupils for whom signals of some codes fire today, by institution, and those of them from a level of risk on. Codes that follow from
    /// circumstances are not asked here.
    pub async fn signal_sums(
        &self,
        scope: &Scope,
        codes: &[&'static str],
        rank: i64,
    ) -> Result<Vec<SignalSum>> {
        let mut sql = Sql::new(
            "SELECT a.institution_id, s.code, CAST(COUNT(DISTINCT s.pupil_id) AS BIGINT) AS pupils, \
             CAST(COUNT(DISTINCT CASE WHEN a.shown_open >= ",
        );
        sql.bind(rank).push(
            " THEN s.pupil_id END) AS BIGINT) AS at_risk FROM signals s \
             JOIN assessments a ON a.pupil_id = s.pupil_id WHERE s.restricted = FALSE AND a.institution_id IS NOT NULL AND s.code IN ",
        );
        sql.bind_list(codes.iter().copied()).push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" GROUP BY a.institution_id, s.code ORDER BY a.institution_id, s.code");
        sql.all(self.reading()).await
    }

    /// Pupils with a support plan of a school year, written here or read from files.
    pub async fn supported_sums(&self, scope: &Scope, year: SchoolYear) -> Result<SupportedSum> {
        let mut sql = Sql::new(
            "SELECT CAST(COUNT(DISTINCT CASE WHEN e.grade <= 9 THEN s.pupil_id END) AS BIGINT) AS basic, \
             CAST(COUNT(DISTINCT CASE WHEN e.grade >= 10 THEN s.pupil_id END) AS BIGINT) AS secondary, \
             CAST(COUNT(DISTINCT s.pupil_id) AS BIGINT) AS pupils, CAST(COUNT(*) AS BIGINT) AS plans FROM ",
        );
        plans_of_year(&mut sql, scope, year);
        Ok(sql.one(self.reading()).await?.unwrap_or(SupportedSum {
            basic: 0,
            secondary: 0,
            pupils: 0,
            plans: 0,
        }))
    }

    /// The pupils counted by [`Store::supported_sums`]: of grades from one to another, or all.
    pub async fn pupils_with_plans(
        &self,
        scope: &Scope,
        year: SchoolYear,
        grades: Option<(i64, i64)>,
    ) -> Result<Vec<i64>> {
        let mut sql = Sql::new("SELECT DISTINCT s.pupil_id FROM ");
        plans_of_year(&mut sql, scope, year);
        if let Some((lowest, highest)) = grades {
            sql.push(" AND e.grade BETWEEN ")
                .bind(lowest)
                .push(" AND ")
                .bind(highest);
        }
        sql.push(" ORDER BY s.pupil_id");
        sql.integers(self.reading()).await
    }

    /// How many consultations of a kind took place in a period: those of files and those of plans.
    pub async fn consultation_count(&self, scope: &Scope, kind: &'static str, period: Period) -> Result<i64> {
        let mut sql = Sql::new(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT o.institution_id, o.day, o.kind FROM consultations o WHERE o.ended_load_id IS NULL \
             UNION ALL SELECT c.institution_id, c.day, c.kind FROM plan_consultations c WHERE c.withdrawn_at IS NULL \
             AND c.missed_reason IS NULL) h WHERE h.kind = ",
        );
        sql.bind(kind)
            .push(" AND h.day BETWEEN ")
            .bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "h.institution_id");
        Ok(sql.integer(self.reading()).await?.unwrap_or_default())
    }

    /// Institutions with an order on a support team in force on a day.
    pub async fn institutions_with_team(&self, scope: &Scope, on: Date) -> Result<Vec<i64>> {
        let mut sql = Sql::new("SELECT DISTINCT t.institution_id FROM support_teams t WHERE t.order_day <= ");
        sql.bind(day::number(on))
            .push(" AND (t.ended_day IS NULL OR t.ended_day > ")
            .bind(day::number(on))
            .push(") AND ");
        reach::institutions(&mut sql, scope, "t.institution_id");
        sql.push(" ORDER BY t.institution_id");
        sql.integers(self.reading()).await
    }

    /// Participants of courses of a kind up to a day, by institution.
    pub async fn course_sums(&self, scope: &Scope, kind: &'static str, on: Date) -> Result<Vec<CourseSum>> {
        let mut sql = Sql::new(
            "SELECT x.institution_id, CAST(SUM(x.participants) AS BIGINT) AS participants FROM staff_sessions x WHERE x.kind = ",
        );
        sql.bind(kind)
            .push(" AND x.day <= ")
            .bind(day::number(on))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "x.institution_id");
        sql.push(" GROUP BY x.institution_id ORDER BY x.institution_id");
        sql.all(self.reading()).await
    }

    /// Answers of the surveys of a period, added up over institutions.
    pub async fn answer_sums(&self, scope: &Scope, period: Period) -> Result<Vec<AnswerSum>> {
        let mut sql = Sql::new(
            "SELECT a.survey, a.question, a.answer, CAST(SUM(a.given) AS BIGINT) AS given FROM survey_answers a \
             WHERE a.ended_load_id IS NULL AND a.day BETWEEN ",
        );
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" GROUP BY a.survey, a.question, a.answer ORDER BY a.survey, a.question, a.answer");
        sql.all(self.reading()).await
    }

    /// People of a target group on lists of participants in a period, by programme and institution; of several days of a programme at an
    /// institution that are known by number alone the fullest counts, because the same people come again.
    pub async fn participation_sums(
        &self,
        scope: &Scope,
        group: Option<&'static str>,
        period: Period,
    ) -> Result<Vec<ParticipationSum>> {
        let mut sql = Sql::new(
            "SELECT p.programme, p.institution_id, CAST(COUNT(DISTINCT CASE WHEN p.pupil_id > 0 THEN p.pupil_id END) AS BIGINT) AS named, \
             CAST(COALESCE(MAX(CASE WHEN p.pupil_id = 0 THEN p.people END), 0) AS BIGINT) AS counted FROM participation p \
             WHERE p.ended_load_id IS NULL AND p.day BETWEEN ",
        );
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()));
        if let Some(group) = group {
            sql.push(" AND p.target_group = ").bind(group);
        }
        sql.push(" AND ");
        reach::institutions(&mut sql, scope, "p.institution_id");
        sql.push(" GROUP BY p.programme, p.institution_id ORDER BY p.programme, p.institution_id");
        sql.all(self.reading()).await
    }

    /// Pupils by name on lists of some programmes in a period, each once however many lists have them.
    pub async fn participants_by_name(
        &self,
        scope: &Scope,
        group: Option<&'static str>,
        period: Period,
        programmes: &BTreeSet<String>,
    ) -> Result<i64> {
        let mut sql = Sql::new(
            "SELECT CAST(COUNT(DISTINCT p.pupil_id) AS BIGINT) FROM participation p WHERE p.ended_load_id IS NULL AND p.pupil_id > 0 \
             AND p.day BETWEEN ",
        );
        sql.bind(day::number(period.from()))
            .push(" AND ")
            .bind(day::number(period.to()));
        if let Some(group) = group {
            sql.push(" AND p.target_group = ").bind(group);
        }
        sql.push(" AND p.programme IN ")
            .bind_list(programmes.iter().map(String::as_str))
            .push(" AND ");
        reach::institutions(&mut sql, scope, "p.institution_id");
        Ok(sql.integer(self.reading()).await?.unwrap_or_default())
    }

    /// Pupils of grades 1 to 12 on a day, and those of them who stand by name on a list of participants of some programmes between `from` and the
    /// day; each once.
    pub async fn listed_participants(
        &self,
        scope: &Scope,
        (from, on): (Date, Date),
        programmes: &BTreeSet<String>,
    ) -> Result<SomeOfAll> {
        let mut sql = Sql::new(
            "SELECT CAST(COUNT(DISTINCT t.pupil_id) AS BIGINT) AS counted, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils \
             FROM enrolments e LEFT JOIN (SELECT DISTINCT p.pupil_id FROM participation p WHERE p.ended_load_id IS NULL \
             AND p.pupil_id > 0 AND p.target_group = 'pupils' AND p.day BETWEEN ",
        );
        sql.bind(day::number(from))
            .push(" AND ")
            .bind(day::number(on))
            .push(" AND p.programme IN ")
            .bind_list(programmes.iter().map(String::as_str))
            .push(") t ON t.pupil_id = e.pupil_id WHERE e.grade BETWEEN 1 AND 12 AND ");
        in_force(&mut sql, scope, on);
        Ok(sql.one(self.reading()).await?.unwrap_or(SomeOfAll {
            counted: 0,
            pupils: 0,
        }))
    }
}
