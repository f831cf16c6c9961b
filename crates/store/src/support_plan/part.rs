//! Parts of other institutions: as the plan shows them, as the institution sees its own, and what institutions answered. A part is never rewritten: a
//! change is a new row that names the first one, and an answer belongs to the row that was read.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use super::{join_enrolment, part_hours::GIVEN, reached};
use crate::{Result, Store, StoreError, Writing, day, reach, sql::Sql};

/// The part of another institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PartRow {
    /// Identifier.
    pub id: i64,
    /// The first row of this part, where it was changed since.
    pub origin_id: Option<i64>,
    /// Code of the partner.
    pub partner: String,
    /// The account to which it is addressed; none: everybody who acts for the institution.
    pub user_id: Option<i64>,
    /// Their name.
    pub addressee: Option<String>,
    /// Whom to ask there.
    pub contact: String,
    /// What it does.
    pub task: String,
    /// Planned, thousandths of an hour.
    pub hours: Option<i64>,
    /// By when.
    pub due_day: Option<i64>,
    /// When it agreed, as the school wrote down.
    pub agreed_day: Option<i64>,
    /// Code of its latest answer to these words.
    pub answer: Option<String>,
    /// What it said.
    pub answer_words: Option<String>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<i64>,
    /// When it last agreed to earlier words of the same part.
    pub agreed_before: Option<i64>,
    /// Given, thousandths of an hour.
    pub given: i64,
}

/// A part as the institution sees it: which child it is for, what it has to do, whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OwnPartRow {
    /// Identifier.
    pub id: i64,
    /// The plan.
    pub plan_id: i64,
    /// Pupil.
    pub pupil_id: i64,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Class on the scope's day.
    pub class: Option<String>,
    /// Name of the school.
    pub institution: String,
    /// Who answers for the plan at the school.
    pub responsible: String,
    /// Their account.
    pub author_id: i64,
    /// Code of the state of the plan.
    pub state: String,
    /// School year, by its first calendar year.
    pub school_year: i64,
    /// 1 or 2.
    pub semester: i64,
    /// First day of the semester.
    pub from_day: i64,
    /// Last day of the semester.
    pub to_day: i64,
    /// Code of the partner.
    pub partner: String,
    /// What the institution does.
    pub task: String,
    /// Planned, thousandths of an hour.
    pub hours: Option<i64>,
    /// By when.
    pub due_day: Option<i64>,
    /// When it agreed, as the school wrote down.
    pub agreed_day: Option<i64>,
    /// Code of its latest answer to these words.
    pub answer: Option<String>,
    /// What it said.
    pub answer_words: Option<String>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<i64>,
    /// When it last agreed to earlier words of the same part.
    pub agreed_before: Option<i64>,
    /// Given, thousandths of an hour.
    pub given: i64,
}

/// To whom a part of a pupil's plan is written.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PartAddress {
    /// Code of the partner.
    pub partner: String,
    /// The account to which it is addressed; none: everybody who acts for the institution.
    pub user_id: Option<i64>,
}

/// An answer, with the words that it answered.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PartAnswerRow {
    /// Code of the partner.
    pub partner: String,
    /// What the part asked when it was answered.
    pub task: String,
    /// Code of the answer.
    pub answer: String,
    /// What was said.
    pub words: String,
    /// Who answered.
    pub user_name: String,
    /// When.
    pub at: i64,
}

/// The part of another institution, to be kept.
#[derive(Debug, Clone)]
pub struct NewPart {
    /// The first row of this part, where it is a change.
    pub origin: Option<i64>,
    /// Code of the partner.
    pub partner: &'static str,
    /// The account to which it is addressed.
    pub user: Option<i64>,
    /// Whom to ask there.
    pub contact: String,
    /// What it does.
    pub task: String,
    /// Thousandths of an hour.
    pub hours: Option<i64>,
    /// By when.
    pub due: Option<Date>,
    /// When it agreed, as the school knows.
    pub agreed: Option<Date>,
}

/// The latest answer to a part `t`, and when an earlier one agreed.
const ANSWER: &str = "a.answer, a.words AS answer_words, w.name AS answered_by, a.at AS answered_at, \
    (SELECT MAX(x.at) FROM plan_part_answers x JOIN plan_parts o ON o.id = x.part_id WHERE x.answer = 'agree' AND o.id <> t.id \
    AND COALESCE(o.origin_id, o.id) = COALESCE(t.origin_id, t.id) AND o.plan_id = t.plan_id) AS agreed_before";
const ANSWERED: &str = " LEFT JOIN plan_part_answers a ON a.id = (SELECT MAX(y.id) FROM plan_part_answers y WHERE y.part_id = t.id) \
    LEFT JOIN users w ON w.id = a.user_id";

/// What an institution sees of the parts that the scope reaches.
fn own(scope: &Scope) -> Sql {
    let mut sql = Sql::new(&format!(
        "SELECT t.id, t.plan_id, s.pupil_id, r.given_name, r.family_name, e.class, COALESCE(n.name, '') AS institution, \
         u.name AS responsible, s.author_id, s.state, s.school_year, s.semester, s.from_day, s.to_day, t.partner, t.task, t.hours, t.due_day, \
         t.agreed_day, {ANSWER}, {GIVEN} FROM plan_parts t JOIN plans s ON s.id = t.plan_id \
         JOIN pupil_records r ON r.pupil_id = s.pupil_id AND r.ended_load_id IS NULL JOIN users u ON u.id = s.author_id{ANSWERED}"
    ));
    join_enrolment(&mut sql, scope);
    reach::plan_parts(&mut sql, scope);
    sql
}

impl Store {
    /// Parts of other institutions in a plan.
    pub async fn plan_parts(&self, scope: &Scope, plan: i64) -> Result<Vec<PartRow>> {
        let mut sql = Sql::new(&format!(
            "SELECT t.id, t.origin_id, t.partner, t.user_id, v.name AS addressee, t.contact, t.task, t.hours, t.due_day, t.agreed_day, \
             {ANSWER}, {GIVEN} FROM plan_parts t JOIN plans s ON s.id = t.plan_id LEFT JOIN users v ON v.id = t.user_id{ANSWERED} \
             WHERE t.removed_at IS NULL AND t.plan_id = "
        ));
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY COALESCE(t.origin_id, t.id)");
        sql.all(self.reading()).await
    }

    /// For whom current parts of a pupil's plans are written.
    pub async fn pupil_plan_parts(&self, scope: &Scope, pupil: i64) -> Result<Vec<PartAddress>> {
        let mut sql = Sql::new(
            "SELECT DISTINCT t.partner, t.user_id FROM plan_parts t JOIN plans s ON s.id = t.plan_id WHERE s.pupil_id = ",
        );
        sql.bind(pupil).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" AND ");
        reach::current_plan_parts(&mut sql, scope);
        sql.all(self.reading()).await
    }

    /// What institutions answered to their parts of a plan, to earlier words as well, the newest first.
    pub async fn plan_part_answers(&self, scope: &Scope, plan: i64) -> Result<Vec<PartAnswerRow>> {
        let mut sql = Sql::new(
            "SELECT t.partner, t.task, a.answer, a.words, w.name AS user_name, a.at FROM plan_part_answers a \
             JOIN plan_parts t ON t.id = a.part_id JOIN plans s ON s.id = t.plan_id JOIN users w ON w.id = a.user_id WHERE t.plan_id = ",
        );
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY a.id DESC");
        sql.all(self.reading()).await
    }

    /// Parts written for those whom the scope names: first those that wait for an answer, by the day they are due.
    pub async fn own_plan_parts(&self, scope: &Scope, most: u64) -> Result<Vec<OwnPartRow>> {
        let mut sql = own(scope);
        sql.push(
            " ORDER BY CASE WHEN a.id IS NULL AND t.agreed_day IS NULL THEN 0 ELSE 1 END, \
             CASE WHEN t.due_day IS NULL THEN 1 ELSE 0 END, t.due_day, t.id DESC LIMIT ",
        )
        .bind(most as i64);
        sql.all(self.reading()).await
    }

    /// One of them.
    pub async fn own_plan_part(&self, scope: &Scope, id: i64) -> Result<OwnPartRow> {
        let mut sql = own(scope);
        sql.push(" AND t.id = ").bind(id);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// The identifier that one of them has now: another one, where it was changed since.
    pub async fn own_plan_part_now(&self, scope: &Scope, id: i64) -> Result<i64> {
        let mut sql = Sql::new(
            "SELECT t.id FROM plan_parts t JOIN plans s ON s.id = t.plan_id JOIN plan_parts o ON o.plan_id = t.plan_id \
             AND COALESCE(o.origin_id, o.id) = COALESCE(t.origin_id, t.id) WHERE o.id = ",
        );
        sql.bind(id).push(" AND ");
        reach::plan_parts(&mut sql, scope);
        sql.integer(self.reading()).await?.ok_or(StoreError::NotFound)
    }
}

impl Writing {
    /// Adds the part of another institution.
    pub async fn add_plan_part(&self, plan: i64, new: &NewPart) -> Result<i64> {
        Sql::new(
            "INSERT INTO plan_parts (plan_id, origin_id, partner, user_id, contact, task, hours, due_day, agreed_day) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .with(plan)
        .with(new.origin)
        .with(new.partner)
        .with(new.user)
        .with(new.contact.as_str())
        .with(new.task.as_str())
        .with(new.hours)
        .with(new.due.map(day::number))
        .with(new.agreed.map(day::number))
        .one_integer(&self.0)
        .await
    }

    /// Takes the part of another institution out of a draft; its row stays. `Conflict` when somebody else took it out or changed it.
    pub async fn remove_plan_part(&self, plan: i64, id: i64, at: i64) -> Result<()> {
        let rows = Sql::new(
            "UPDATE plan_parts SET removed_at = $3 WHERE plan_id = $1 AND id = $2 AND removed_at IS NULL",
        )
        .with(plan)
        .with(id)
        .with(at)
        .run(&self.0)
        .await?;
        super::write::changed(rows)
    }

    /// Keeps the answer of an institution to its part.
    pub async fn answer_plan_part(
        &self,
        part: i64,
        answer: &'static str,
        words: &str,
        user: i64,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO plan_part_answers (part_id, answer, words, user_id, at) VALUES ($1, $2, $3, $4, $5)",
        )
        .with(part)
        .with(answer)
        .with(words)
        .with(user)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
