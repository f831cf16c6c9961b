//! Support plans with their risks, measures, parts and steps. A plan is reached through its pupil, so it follows a pupil who moves; a
//! coordinator reaches it only while it waits for the coordinator's approval, another institution only its own part.

mod notes;
mod part;
mod part_hours;
mod write;

use balsts_domain::access::{Resource, Scope};
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, day, reach, sql::Sql};

pub use notes::{NewNote, NoteRow};
pub use part::{NewPart, OwnPartRow, PartAddress, PartAnswerRow, PartRow};
pub use part_hours::{NewPartHours, PartHoursRow};
pub use write::{NewMeasure, NewPlan, PlanEvaluation, PlanFamily, PlanRisk, StepNote};

/// A plan as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlanSheet {
    /// Identifier.
    pub id: i64,
    /// Pupil.
    pub pupil_id: i64,
    /// Part of the pupil's address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Birth date.
    pub birth_day: Option<i64>,
    /// Class of the pupil on the scope's day.
    pub class: Option<String>,
    /// Grade on that day.
    pub grade: Option<i64>,
    /// Institution at which the pupil is enrolled on that day.
    pub enrolled_at: Option<i64>,
    /// Institution of the plan.
    pub institution_id: i64,
    /// Its name.
    pub institution: String,
    /// Code of the kind.
    pub kind: String,
    /// School year, by its first calendar year.
    pub school_year: i64,
    /// 1 or 2.
    pub semester: i64,
    /// First day of the semester.
    pub from_day: i64,
    /// Last day of the semester.
    pub to_day: i64,
    /// Code of the state.
    pub state: String,
    /// What is to be reached.
    pub goals: String,
    /// How the family takes part.
    pub family: String,
    /// Who signed the application.
    pub application_signer: Option<String>,
    /// When.
    pub application_day: Option<i64>,
    /// `given` or `declined`.
    pub consent: Option<String>,
    /// Who said so.
    pub consent_signer: Option<String>,
    /// When.
    pub consent_day: Option<i64>,
    /// The conclusion of the evaluation.
    pub conclusion: Option<String>,
    /// Whether support goes on.
    pub continues: Option<bool>,
    /// Why it was sent back, declined or withdrawn.
    pub reason: Option<String>,
    /// The plan it continues.
    pub previous_id: Option<i64>,
    /// Who began it.
    pub author: String,
    /// Their account.
    pub author_id: i64,
    /// When it came into force.
    pub in_force_day: Option<i64>,
    /// Grows with every change of what stands on the sheet itself.
    pub version: i64,
}

/// A risk of a plan.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlanRiskRow {
    /// Code of the factor.
    pub factor: String,
    /// Rank of the level.
    pub level: i64,
    /// In words.
    pub description: String,
    /// What became of it.
    pub outcome: Option<String>,
    /// In words.
    pub outcome_note: Option<String>,
}

/// A measure with the hours given so far.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeasureRow {
    /// Identifier.
    pub id: i64,
    /// The plan.
    pub plan_id: i64,
    /// Code of the kind.
    pub kind: String,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// In words: who the person is, which programme.
    pub detail: String,
    /// Planned, thousandths of an hour.
    pub hours: Option<i64>,
    /// Amount of economic support.
    pub amount_cents: Option<i64>,
    /// Who answers for it.
    pub responsible: String,
    /// First day, of a programme.
    pub from_day: Option<i64>,
    /// By when.
    pub due_day: Option<i64>,
    /// Given, thousandths of an hour.
    pub given: i64,
    /// Grows with every change.
    pub version: i64,
}

/// A step of a plan's life.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StepRow {
    /// Code of the event.
    pub event: String,
    /// The state after it.
    pub state: String,
    /// Why.
    pub reason: Option<String>,
    /// Who; none: the program.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A plan of a pupil who left.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LeftPlanRow {
    /// Identifier.
    pub id: i64,
    /// Pupil.
    pub pupil_id: i64,
    /// Code of the state.
    pub state: String,
    /// Grows with every change of what stands on the sheet itself.
    pub version: i64,
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlanLine {
    /// Identifier.
    pub id: i64,
    /// Part of the pupil's address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Class.
    pub class: Option<String>,
    /// Name of the institution of the plan.
    pub institution: String,
    /// Code of the kind.
    pub kind: String,
    /// School year.
    pub school_year: i64,
    /// 1 or 2.
    pub semester: i64,
    /// Last day of the semester.
    pub to_day: i64,
    /// Code of the state.
    pub state: String,
    /// The day on which it came into force.
    pub in_force_day: Option<i64>,
    /// Planned, thousandths of an hour.
    pub planned: i64,
    /// Given.
    pub given: i64,
}

/// Which plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanChoice<'a> {
    /// Those in these states, by the end of their semester.
    In(&'a [&'static str]),
    /// Those of a pupil, the newest first.
    Of(i64),
}

/// Appends the condition that the scope reaches plan `s`.
pub(crate) fn reached(sql: &mut Sql, scope: &Scope) {
    reach::pupils(sql, scope, "s.pupil_id");
    if scope.resource() == Resource::PlanApproval {
        sql.push(" AND s.state IN ")
            .bind_list(["awaiting_head", "awaiting_coordinator"]);
    }
}

/// Joins the enrolment of plan `s` on the scope's day as `e`.
fn join_enrolment(sql: &mut Sql, scope: &Scope) {
    let today = day::number(scope.on());
    sql.push(
        " LEFT JOIN enrolments e ON e.id = (SELECT MAX(l.id) FROM enrolments l WHERE l.pupil_id = s.pupil_id \
         AND l.ended_load_id IS NULL AND l.from_day <= ",
    );
    sql.bind(today)
        .push(" AND (l.to_day IS NULL OR l.to_day >= ")
        .bind(today);
    sql.push(
        ")) LEFT JOIN institution_records n ON n.id = (SELECT MAX(m.id) FROM institution_records m \
         WHERE m.institution_id = s.institution_id AND m.ended_load_id IS NULL AND m.valid_to IS NULL) WHERE ",
    );
}

/// Appends that only what is open to everybody of the school is shown.
fn only_open(sql: &mut Sql, full: bool, column: &str) {
    if !full {
        sql.push(" AND ").push(column).push(" = FALSE");
    }
}

impl Store {
    /// One plan.
    pub async fn plan(&self, scope: &Scope, id: i64) -> Result<PlanSheet> {
        let mut sql = Sql::new(
            "SELECT s.id, s.pupil_id, p.public_id, r.given_name, r.family_name, r.birth_date AS birth_day, e.class, e.grade, \
             e.institution_id AS enrolled_at, s.institution_id, COALESCE(n.name, '') AS institution, s.kind, s.school_year, s.semester, \
             s.from_day, s.to_day, s.state, s.goals, s.family, s.application_signer, s.application_day, s.consent, \
             s.consent_signer, s.consent_day, s.conclusion, s.continues, s.reason, s.previous_id, u.name AS author, s.author_id, \
             s.in_force_day, s.version FROM plans s JOIN pupils p ON p.id = s.pupil_id \
             JOIN pupil_records r ON r.pupil_id = s.pupil_id AND r.ended_load_id IS NULL JOIN users u ON u.id = s.author_id",
        );
        join_enrolment(&mut sql, scope);
        reached(&mut sql, scope);
        sql.push(" AND s.id = ").bind(id);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// Plans that the scope reaches; hours of measures that the reader may see (`full`: all of them).
    pub async fn plans(
        &self,
        scope: &Scope,
        choice: &PlanChoice<'_>,
        full: bool,
        most: u64,
    ) -> Result<Vec<PlanLine>> {
        let mut sql = Sql::new(
            "SELECT s.id, p.public_id, r.given_name, r.family_name, e.class, COALESCE(n.name, '') AS institution, s.kind, \
             s.school_year, s.semester, s.to_day, s.state, s.in_force_day, \
             CAST((SELECT COALESCE(SUM(m.hours), 0) FROM plan_measures m WHERE m.plan_id = s.id AND m.removed_at IS NULL",
        );
        only_open(&mut sql, full, "m.restricted");
        sql.push(
            ") AS BIGINT) AS planned, CAST((SELECT COALESCE(SUM(c.hours), 0) FROM plan_consultations c WHERE c.plan_id = s.id \
             AND c.withdrawn_at IS NULL AND c.missed_reason IS NULL) AS BIGINT) AS given FROM plans s \
             JOIN pupils p ON p.id = s.pupil_id JOIN pupil_records r ON r.pupil_id = s.pupil_id AND r.ended_load_id IS NULL",
        );
        join_enrolment(&mut sql, scope);
        reached(&mut sql, scope);
        match choice {
            PlanChoice::In(states) => {
                sql.push(" AND s.state IN ").bind_list(states.iter().copied());
                sql.push(" ORDER BY s.to_day, r.sort_key, s.id LIMIT ");
            }
            PlanChoice::Of(pupil) => {
                sql.push(" AND s.pupil_id = ").bind(*pupil);
                sql.push(" ORDER BY s.school_year DESC, s.semester DESC, s.id DESC LIMIT ");
            }
        }
        sql.bind(most as i64);
        sql.all(self.reading()).await
    }

    /// Risks of a plan in the order of their levels; those of health, means and family only in `full`.
    pub async fn plan_risks(&self, scope: &Scope, plan: i64, full: bool) -> Result<Vec<PlanRiskRow>> {
        let mut sql = Sql::new(
            "SELECT k.factor, k.level, k.description, k.outcome, k.outcome_note FROM plan_risks k \
             JOIN plans s ON s.id = k.plan_id WHERE k.plan_id = ",
        );
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        only_open(&mut sql, full, "k.restricted");
        sql.push(" ORDER BY k.level DESC, k.factor");
        sql.all(self.reading()).await
    }

    /// Measures of a plan with the hours given.
    pub async fn plan_measures(&self, scope: &Scope, plan: i64, full: bool) -> Result<Vec<MeasureRow>> {
        self.measures_of_plans(scope, &[plan], full).await
    }

    /// The same of several plans, plan by plan.
    pub async fn measures_of_plans(
        &self,
        scope: &Scope,
        plans: &[i64],
        full: bool,
    ) -> Result<Vec<MeasureRow>> {
        let mut sql = Sql::new(
            "SELECT m.id, m.plan_id, m.kind, m.subject_or_role, m.detail, m.hours, m.amount_cents, m.responsible, m.from_day, m.due_day, \
             CAST((SELECT COALESCE(SUM(c.hours), 0) FROM plan_consultations c WHERE c.plan_id = m.plan_id AND c.measure_id = m.id AND c.withdrawn_at IS NULL \
             AND c.missed_reason IS NULL) AS BIGINT) AS given, m.version FROM plan_measures m JOIN plans s ON s.id = m.plan_id \
             WHERE m.removed_at IS NULL AND m.plan_id IN ",
        );
        sql.bind_list(plans.iter().copied()).push(" AND ");
        reached(&mut sql, scope);
        only_open(&mut sql, full, "m.restricted");
        sql.push(" ORDER BY m.plan_id, m.id");
        sql.all(self.reading()).await
    }

    /// Steps of a plan's life, the newest first.
    pub async fn plan_steps(&self, scope: &Scope, plan: i64) -> Result<Vec<StepRow>> {
        let mut sql = Sql::new(
            "SELECT t.event, t.state, t.reason, u.name AS user_name, t.at FROM plan_steps t JOIN plans s ON s.id = t.plan_id \
             LEFT JOIN users u ON u.id = t.user_id WHERE t.plan_id = ",
        );
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY t.id DESC");
        sql.all(self.reading()).await
    }

    /// Plans that have not ended of pupils who are enrolled nowhere since before yesterday, for the program. Whoever is known to come somewhere
    /// later has not left, nor has anybody whose enrolment a load took away after the instant `since`: such a load may be put right.
    pub async fn left_plans(&self, scope: &Scope, since: i64) -> Result<Vec<LeftPlanRow>> {
        let mut sql = Sql::new(
            "SELECT s.id, s.pupil_id, s.state, s.version FROM plans s WHERE s.ended_at IS NULL AND ",
        );
        reached(&mut sql, scope);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = s.pupil_id AND e.ended_load_id IS NULL \
             AND (e.to_day IS NULL OR e.to_day >= ",
        );
        let yesterday = day::number(scope.on()) - 1;
        // Apart from the above, which an index answers for nearly every plan.
        sql.bind(yesterday).push(
            ")) AND NOT EXISTS (SELECT 1 FROM enrolments g JOIN loads l ON l.id = g.ended_load_id AND l.loaded_at > ",
        );
        sql.bind(since)
            .push(" WHERE g.pupil_id = s.pupil_id AND (g.to_day IS NULL OR g.to_day >= ")
            .bind(yesterday)
            .push(")) ORDER BY s.id");
        sql.all(self.reading()).await
    }
}
