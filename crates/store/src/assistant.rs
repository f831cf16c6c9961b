//! Who helps in lessons: assistants and second teachers of a class, and the measures of plans by which pupils are helped there.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, reach, sql::Sql, support_plan::reached};

/// An assistant or second teacher of a class.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AssistantRow {
    /// Identifier.
    pub id: i64,
    /// Class as in the enrolments.
    pub class: String,
    /// Code of the kind.
    pub kind: String,
    /// Name of the person.
    pub person: String,
    /// Thousandths of an hour a week.
    pub hours: i64,
    /// First day.
    pub from_day: i64,
    /// Last day, where it is over or known.
    pub to_day: Option<i64>,
}

/// How many pupils of a class are at a level of support or above.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ClassAtRisk {
    /// Class.
    pub class: String,
    /// Pupils.
    pub pupils: i64,
}

/// A pupil with a measure of a plan in force.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HelpedPupil {
    /// The plan.
    pub plan_id: i64,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Class.
    pub class: Option<String>,
    /// Code of the measure's kind.
    pub kind: String,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// Which programme, in words.
    pub detail: String,
    /// Who answers for it.
    pub responsible: String,
    /// Planned, thousandths of an hour.
    pub planned: Option<i64>,
    /// Given.
    pub given: i64,
}

/// An assistant to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewAssistant<'a> {
    /// Institution.
    pub institution: i64,
    /// Class as in the enrolments.
    pub class: &'a str,
    /// Code of the kind.
    pub kind: &'static str,
    /// Name of the person.
    pub person: &'a str,
    /// Thousandths of an hour a week.
    pub hours: i64,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Who writes.
    pub user: i64,
}

impl Store {
    /// Assistants and second teachers of an institution's classes who help on a day or later, or did since another: by class.
    pub async fn assistants(
        &self,
        scope: &Scope,
        institution: i64,
        since: Date,
    ) -> Result<Vec<AssistantRow>> {
        let mut sql = Sql::new(
            "SELECT a.id, a.class, a.kind, a.person, a.hours, a.from_day, a.to_day FROM class_assistants a \
             WHERE (a.to_day IS NULL OR a.to_day >= ",
        );
        sql.bind(day::number(since))
            .push(") AND a.institution_id = ")
            .bind(institution)
            .push(" AND ");
        reach::institutions(&mut sql, scope, "a.institution_id");
        sql.push(" ORDER BY a.class, a.from_day, a.id");
        sql.all(self.reading()).await
    }

    /// Pupils at a level shown or above, by class, by the ranks that everybody of the school may know.
    pub async fn classes_at_risk(
        &self,
        scope: &Scope,
        institution: i64,
        rank: i64,
    ) -> Result<Vec<ClassAtRisk>> {
        let mut sql = Sql::new(
            "SELECT e.class, CAST(COUNT(DISTINCT e.pupil_id) AS BIGINT) AS pupils FROM assessments a \
             JOIN enrolments e ON e.pupil_id = a.pupil_id WHERE a.shown_open >= ",
        );
        sql.bind(rank)
            .push(" AND e.institution_id = ")
            .bind(institution)
            .push(" AND ");
        reach::enrolments(&mut sql, scope, "e");
        sql.push(" GROUP BY e.class ORDER BY e.class");
        sql.all(self.reading()).await
    }

    /// Pupils of an institution who have measures of these kinds in a plan in force, by kind and name.
    pub async fn helped_pupils(
        &self,
        scope: &Scope,
        institution: i64,
        kinds: &[&'static str],
    ) -> Result<Vec<HelpedPupil>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT s.id AS plan_id, r.given_name, r.family_name, (SELECT MAX(e.class) FROM enrolments e \
             WHERE e.pupil_id = s.pupil_id AND e.institution_id = s.institution_id AND e.ended_load_id IS NULL AND e.from_day <= ",
        );
        sql.bind(today)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(today)
            .push(
                ")) AS class, m.kind, m.subject_or_role, m.detail, m.responsible, m.hours AS planned, \
                 CAST((SELECT COALESCE(SUM(c.hours), 0) FROM plan_consultations c WHERE c.plan_id = m.plan_id AND c.measure_id = m.id AND c.withdrawn_at IS NULL \
                 AND c.missed_reason IS NULL) AS BIGINT) AS given FROM plan_measures m JOIN plans s ON s.id = m.plan_id \
                 JOIN pupil_records r ON r.pupil_id = s.pupil_id AND r.ended_load_id IS NULL \
                 WHERE m.removed_at IS NULL AND m.restricted = FALSE AND s.state = 'in_force' AND s.institution_id = ",
            );
        sql.bind(institution).push(" AND m.kind IN ");
        sql.bind_list(kinds.iter().copied()).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY m.kind, r.sort_key, m.id");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Keeps an assistant or second teacher of a class.
    pub async fn add_assistant(&self, new: &NewAssistant<'_>, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO class_assistants (institution_id, class, kind, person, hours, from_day, to_day, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .with(new.institution)
        .with(new.class)
        .with(new.kind)
        .with(new.person)
        .with(new.hours)
        .with(day::number(new.from))
        .with(new.to.map(day::number))
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Ends the help of an assistant on a day; the row stays. `NotFound` where it is over already or has not begun by then.
    pub async fn end_assistant(&self, institution: i64, id: i64, on: Date) -> Result<()> {
        Sql::new(
            "UPDATE class_assistants SET to_day = $3 WHERE institution_id = $1 AND id = $2 AND from_day <= $3 \
             AND (to_day IS NULL OR to_day > $3)",
        )
        .with(institution)
        .with(id)
        .with(day::number(on))
        .run_one(&self.0)
        .await
    }
}
