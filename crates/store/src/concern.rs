//! What members of staff reported, with what came of it.

use balsts_domain::{
    access::{Reach, Scope},
    support::last_birth_of_age,
};
use sea_orm::FromQueryResult;

use crate::{
    Result, Store, StoreError, Writing, day, reach,
    sealed::{CONCERN_ANSWER, CONCERN_FINDINGS, CONCERN_TEXT, FACTOR_CLOSED, FACTOR_NOTE},
    sql::Sql,
};

/// A concern as shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConcernRow {
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
    /// Class of the pupil today.
    pub class: Option<String>,
    /// Grade of the pupil today.
    pub grade: Option<i64>,
    /// Institution at which it was reported.
    pub institution_id: i64,
    /// Its code.
    pub institution_code: String,
    /// Who reported.
    pub reporter_id: i64,
    /// Name of who reported.
    pub reporter: String,
    /// Codes of the factors, separated by `;`.
    pub factors: String,
    /// What was seen, in the reporter's words.
    pub text: String,
    /// Code of the urgency.
    pub urgency: String,
    /// Violence, self-harm or danger.
    pub danger: bool,
    /// Code of the state.
    pub state: String,
    /// When it was sent.
    pub sent_at: i64,
    /// When it was first opened by somebody of the support team.
    pub read_at: Option<i64>,
    /// What the examination found.
    pub findings: Option<String>,
    /// When it was answered.
    pub answered_at: Option<i64>,
    /// By whom.
    pub answered_by: Option<String>,
    /// `confirmed` or `not_confirmed`.
    pub outcome: Option<String>,
    /// The answer to the reporter.
    pub answer: Option<String>,
    /// When the support team settled the confirmed risk.
    pub settled_at: Option<i64>,
    /// Grows with every change; a change based on an older one is refused.
    pub version: i64,
}

/// A new concern.
#[derive(Debug, Clone)]
pub struct NewConcern {
    /// Pupil.
    pub pupil: i64,
    /// Institution.
    pub institution: i64,
    /// Who reports.
    pub reporter: i64,
    /// Codes of factors, separated by `;`.
    pub factors: String,
    /// What was seen.
    pub text: String,
    /// Urgency.
    pub urgency: &'static str,
    /// Violence, self-harm or danger.
    pub danger: bool,
    /// Whether what is reported is only for readers entitled to the child's circumstances.
    pub restricted: bool,
}

/// A change of a concern by the support team.
#[derive(Debug, Clone)]
pub struct ConcernChange {
    /// The new state.
    pub state: &'static str,
    /// The version that the change is based on.
    pub version: i64,
    /// Findings, when they change.
    pub findings: Option<String>,
    /// Outcome and answer, when it is answered.
    pub answer: Option<(&'static str, String)>,
    /// It is settled.
    pub settled: bool,
}

/// A risk factor that a person confirmed.
#[derive(Debug, Clone, Copy)]
pub struct NewRiskFactor<'a> {
    /// Pupil.
    pub pupil: i64,
    /// Its code.
    pub factor: &'a str,
    /// In words; may be empty.
    pub note: &'a str,
    /// Whether it is only for readers entitled to the child's circumstances.
    pub restricted: bool,
    /// The concern that it came of.
    pub concern: i64,
}

/// A pupil to choose from: as much as is needed not to take the wrong one.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PupilChoice {
    /// Identifier.
    pub id: i64,
    /// Part of the address.
    pub public_id: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Institution whose list the pupil is on today; none: on no list.
    pub institution_id: Option<i64>,
    /// Its code.
    pub institution_code: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// Grade.
    pub grade: Option<i64>,
}

/// Most pupils to choose from at once.
const CHOICES: usize = 20;

/// Appends a condition on the record `r` and the pupil `p`: the name fits every word, or it is this pupil.
fn chosen(sql: &mut Sql, words: &[String], public_id: Option<&str>) {
    for word in words {
        sql.push(" AND ' ' || r.search_key LIKE ")
            .bind(format!("% {}%", word.replace(['%', '_'], "")));
    }
    if let Some(public_id) = public_id {
        sql.push(" AND p.public_id = ").bind(public_id);
    }
}

const COLUMNS: &str = "SELECT c.id, c.pupil_id, p.public_id, r.given_name, r.family_name, \
    (SELECT MAX(e.class) FROM enrolments e WHERE e.pupil_id = c.pupil_id AND e.institution_id = c.institution_id \
     AND e.ended_load_id IS NULL AND e.to_day IS NULL) AS class, \
    (SELECT MAX(e.grade) FROM enrolments e WHERE e.pupil_id = c.pupil_id AND e.institution_id = c.institution_id \
     AND e.ended_load_id IS NULL AND e.to_day IS NULL) AS grade, \
    c.institution_id, i.code AS institution_code, c.reporter_id, u.name AS reporter, c.factors, c.text, c.urgency, c.danger, c.state, c.sent_at, \
    c.read_at, c.findings, c.answered_at, a.name AS answered_by, c.outcome, c.answer, c.settled_at, c.version \
    FROM concerns c JOIN pupils p ON p.id = c.pupil_id JOIN institutions i ON i.id = c.institution_id \
    JOIN pupil_records r ON r.pupil_id = c.pupil_id AND r.ended_load_id IS NULL JOIN users u ON u.id = c.reporter_id \
    LEFT JOIN users a ON a.id = c.answered_by_id WHERE ";

/// Reached through the pupil; by its author, through who wrote it; by the school that was told, while no other has the child.
fn reached(sql: &mut Sql, scope: &Scope) {
    sql.push("(");
    reach::pupils(sql, scope, "c.pupil_id");
    for part in scope.reach() {
        if let Reach::Own(user) = part {
            sql.push(" OR c.reporter_id = ").bind(*user);
        }
    }
    reach::or_left_with(sql, scope, "c");
    sql.push(")");
}

impl Store {
    /// Concerns that the scope reaches: those that wait first, the oldest of them first; then the answered ones, the newest first.
    pub async fn concerns(
        &self,
        scope: &Scope,
        waiting: bool,
        pupil: Option<i64>,
        most: u64,
    ) -> Result<Vec<ConcernRow>> {
        let mut sql = Sql::new(COLUMNS);
        reached(&mut sql, scope);
        let states: &[&str] = if waiting {
            &["sent", "read", "examined", "confirmed"]
        } else {
            &["not_confirmed", "settled"]
        };
        if let Some(pupil) = pupil {
            sql.push(" AND c.pupil_id = ").bind(pupil);
        } else {
            sql.push(" AND c.state IN ").bind_list(states.iter().copied());
        }
        sql.push(if waiting && pupil.is_none() {
            " ORDER BY c.danger DESC, c.sent_at, c.id LIMIT "
        } else {
            " ORDER BY c.sent_at DESC, c.id DESC LIMIT "
        });
        sql.bind(most as i64);
        let mut rows = sql.all(self.reading()).await?;
        for row in &mut rows {
            self.open_concern(row)?;
        }
        Ok(rows)
    }

    fn open_concern(&self, row: &mut ConcernRow) -> Result<()> {
        let key = self.key()?;
        CONCERN_TEXT.reveal(key, row.id, &mut row.text)?;
        CONCERN_FINDINGS.reveal_maybe(key, row.id, &mut row.findings)?;
        CONCERN_ANSWER.reveal_maybe(key, row.id, &mut row.answer)
    }

    /// One concern.
    pub async fn concern(&self, scope: &Scope, id: i64) -> Result<ConcernRow> {
        let mut sql = Sql::new(COLUMNS);
        reached(&mut sql, scope);
        sql.push(" AND c.id = ").bind(id);
        let mut row = sql.one(self.reading()).await?.ok_or(StoreError::NotFound)?;
        self.open_concern(&mut row)?;
        Ok(row)
    }

    /// Pupils whose name fits the words, at most twenty: for choosing whom a concern, a case or a danger is about. A scope that reaches the
    /// whole municipality finds after those on a list the children on none, too.
    pub async fn pupil_choices(
        &self,
        scope: &Scope,
        words: &[String],
        public_id: Option<&str>,
    ) -> Result<Vec<PupilChoice>> {
        let mut sql = Sql::new(
            "SELECT e.pupil_id AS id, p.public_id, r.given_name, r.family_name, e.institution_id, \
             i.code AS institution_code, e.class, e.grade FROM enrolments e JOIN institutions i ON i.id = e.institution_id \
             JOIN pupils p ON p.id = e.pupil_id AND p.merged_into_id IS NULL \
             JOIN pupil_records r ON r.pupil_id = e.pupil_id AND r.ended_load_id IS NULL WHERE ",
        );
        reach::enrolments(&mut sql, scope, "e");
        chosen(&mut sql, words, public_id);
        sql.push(" ORDER BY r.sort_key, e.pupil_id LIMIT ")
            .bind(CHOICES as i64);
        let mut found: Vec<PupilChoice> = sql.all(self.reading()).await?;
        if found.len() < CHOICES && scope.reach().contains(&Reach::Municipality) {
            let most = CHOICES - found.len();
            found.extend(self.choices_on_no_list(scope, words, public_id, most).await?);
        }
        Ok(found)
    }

    /// The same among children on no list today, whether they left one or were never on any. Who has come of age is no child any more.
    async fn choices_on_no_list(
        &self,
        scope: &Scope,
        words: &[String],
        public_id: Option<&str>,
        most: usize,
    ) -> Result<Vec<PupilChoice>> {
        let today = day::number(scope.on());
        let mut sql = Sql::new(
            "SELECT p.id, p.public_id, r.given_name, r.family_name, CAST(NULL AS BIGINT) AS institution_id, \
             CAST(NULL AS TEXT) AS institution_code, CAST(NULL AS TEXT) AS class, CAST(NULL AS BIGINT) AS grade FROM pupils p \
             JOIN pupil_records r ON r.pupil_id = p.id AND r.ended_load_id IS NULL WHERE ",
        );
        reach::pupils(&mut sql, scope, "p.id");
        sql.push(" AND (r.birth_date IS NULL OR r.birth_date > ")
            .bind(day::number(last_birth_of_age(scope.on())));
        sql.push(
            ") AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.pupil_id = p.id AND e.ended_load_id IS NULL AND e.from_day <= ",
        );
        sql.bind(today)
            .push(" AND (e.to_day IS NULL OR e.to_day >= ")
            .bind(today)
            .push("))");
        chosen(&mut sql, words, public_id);
        sql.push(" ORDER BY r.sort_key, p.id LIMIT ").bind(most as i64);
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Adds a concern.
    pub async fn add_concern(&self, new: &NewConcern, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO concerns (pupil_id, institution_id, reporter_id, factors, text, urgency, danger, state, sent_at) \
             VALUES ($1, $2, $3, $4, '', $5, $6, 'sent', $7) RETURNING id",
        )
        .with(new.pupil)
        .with(new.institution)
        .with(new.reporter)
        .with(new.factors.as_str())
        .with(new.urgency)
        .with(new.danger)
        .with(at)
        .one_integer(&self.0)
        .await?;
        CONCERN_TEXT.put(self, id, &new.text).await?;
        Ok(id)
    }

    /// Opens a duty that a concern asks for.
    pub async fn open_concern_duty(
        &self,
        municipality: i64,
        concern: i64,
        new: &NewConcern,
        code: &str,
        due: jiff::civil::Date,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO duties (municipality_id, institution_id, pupil_id, concern_id, code, about, detail, due_day, opened_at, restricted) \
             VALUES ($1, $2, $3, $4, $5, $6, '{}', $7, $8, $9) ON CONFLICT (municipality_id, code, about) DO NOTHING",
        )
        .with(municipality)
        .with(new.institution)
        .with(new.pupil)
        .with(concern)
        .with(code)
        .with(format!("concern={concern}"))
        .with(day::number(due))
        .with(at)
        .with(new.restricted)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Notes the first opening by the support team.
    pub async fn mark_concern_read(&self, id: i64, user: i64, at: i64) -> Result<()> {
        Sql::new("UPDATE concerns SET state = 'read', read_at = $2, read_by_id = $3, version = version + 1 WHERE id = $1 AND state = 'sent'")
            .with(id)
            .with(at)
            .with(user)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Changes a concern; `Conflict` when somebody else changed it since `change.version`.
    pub async fn change_concern(&self, id: i64, change: &ConcernChange, user: i64, at: i64) -> Result<()> {
        let mut sql = Sql::new("UPDATE concerns SET version = version + 1, state = ");
        sql.bind(change.state);
        if let Some(findings) = &change.findings {
            sql.push(", findings = ")
                .bind(CONCERN_FINDINGS.seal(self.key()?, id, findings)?)
                .push(", examined_at = ")
                .bind(at);
        }
        if let Some((outcome, answer)) = &change.answer {
            sql.push(", outcome = ")
                .bind(*outcome)
                .push(", answer = ")
                .bind(CONCERN_ANSWER.seal(self.key()?, id, answer)?);
            sql.push(", answered_at = ")
                .bind(at)
                .push(", answered_by_id = ")
                .bind(user);
        }
        if change.settled {
            sql.push(", settled_at = ").bind(at);
        }
        sql.push(" WHERE id = ")
            .bind(id)
            .push(" AND version = ")
            .bind(change.version);
        if sql.run(&self.0).await? == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("concerns_version".to_owned()))
        }
    }

    /// Marks the duties of a concern as done by what was just done.
    pub async fn finish_concern_duty(&self, concern: i64, code: &str, user: i64, at: i64) -> Result<()> {
        Sql::new(
            "UPDATE duties SET done_at = $3, done_by_id = $4 WHERE concern_id = $1 AND code = $2 AND done_at IS NULL",
        )
        .with(concern)
        .with(code)
        .with(at)
        .with(user)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Adds a risk factor that a person confirmed.
    pub async fn add_risk_factor(
        &self,
        new: &NewRiskFactor<'_>,
        user: i64,
        on: jiff::civil::Date,
    ) -> Result<()> {
        let id = Sql::new(
            "INSERT INTO risk_factors (pupil_id, factor, restricted, concern_id, opened_day, opened_by_id) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .with(new.pupil)
        .with(new.factor)
        .with(new.restricted)
        .with(new.concern)
        .with(day::number(on))
        .with(user)
        .one_integer(&self.0)
        .await?;
        if new.note.is_empty() {
            return Ok(());
        }
        FACTOR_NOTE.put(self, id, new.note).await
    }

    /// Closes an open factor of the pupil. Not found when it is another pupil's or closed already.
    pub async fn close_risk_factor(
        &self,
        pupil: i64,
        factor: i64,
        reason: &str,
        user: i64,
        on: jiff::civil::Date,
    ) -> Result<()> {
        Sql::new(
            "UPDATE risk_factors SET closed_day = $3, closed_by_id = $4 WHERE id = $2 AND pupil_id = $1 AND closed_day IS NULL",
        )
        .with(pupil)
        .with(factor)
        .with(day::number(on))
        .with(user)
        .run_one(&self.0)
        .await?;
        FACTOR_CLOSED.put(self, factor, reason).await
    }
}
