//! Consultations logged under a support plan, confirmed by the pupil on a printed sheet or by a one-time code.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, day, sql::Sql, support_plan::reached};

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConsultationLine {
    /// Identifier.
    pub id: i64,
    /// Plan.
    pub plan_id: i64,
    /// Measure.
    pub measure_id: Option<i64>,
    /// Code of the kind.
    pub kind: String,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// The day.
    pub day: i64,
    /// Thousandths of an hour; 0 when missed.
    pub hours: i64,
    /// Why it did not take place.
    pub missed_reason: Option<String>,
    /// In words.
    pub note: String,
    /// Who gave it.
    pub user_name: String,
    /// Who gave it.
    pub user_id: i64,
    /// How the pupil confirmed it.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<i64>,
}

/// A new consultation.
#[derive(Debug, Clone)]
pub struct NewConsultation {
    /// Plan.
    pub plan: i64,
    /// Measure.
    pub measure: Option<i64>,
    /// Pupil.
    pub pupil: i64,
    /// Institution.
    pub institution: i64,
    /// Code of the kind.
    pub kind: &'static str,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// The day.
    pub day: Date,
    /// Thousandths of an hour.
    pub hours: i64,
    /// Why it did not take place.
    pub missed_reason: Option<&'static str>,
    /// In words.
    pub note: String,
    /// Who gave it.
    pub user: i64,
}

/// What the pupil sees on a phone: no name, no plan.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConfirmationView {
    /// Identifier; never shown.
    pub id: i64,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// The day.
    pub day: i64,
    /// Thousandths of an hour.
    pub hours: i64,
}

/// The state of a code.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConfirmationCode {
    /// Hash of the code that the pupil sees.
    pub code_hash: Option<String>,
    /// Until when.
    pub key_until: Option<i64>,
    /// Wrong codes so far.
    pub attempts: i64,
}

impl Store {
    /// Consultations of a plan, the newest first.
    pub async fn plan_consultations(&self, scope: &Scope, plan: i64) -> Result<Vec<ConsultationLine>> {
        let mut sql = Sql::new(
            "SELECT c.id, c.plan_id, c.measure_id, c.kind, c.subject_or_role, c.day, c.hours, c.missed_reason, c.note, \
             u.name AS user_name, c.user_id, c.confirmed_by, c.confirmed_at FROM plan_consultations c \
             JOIN plans s ON s.id = c.plan_id JOIN users u ON u.id = c.user_id WHERE c.withdrawn_at IS NULL AND c.plan_id = ",
        );
        sql.bind(plan).push(" AND ");
        reached(&mut sql, scope);
        sql.push(" ORDER BY c.day DESC, c.id DESC");
        sql.all(self.reading()).await
    }

    /// What stands behind an address that a pupil opened, while it lasts. Needs no scope: the address is the permission, and the answer
    /// holds nothing about a person.
    pub async fn confirmation(&self, key_hash: &str, at: i64) -> Result<ConfirmationView> {
        Sql::new(
            "SELECT id, subject_or_role, day, hours FROM plan_consultations WHERE key_hash = $1 AND key_until >= $2 \
             AND confirmed_at IS NULL AND withdrawn_at IS NULL",
        )
        .with(key_hash)
        .with(at)
        .one(self.reading())
        .await?
        .ok_or(StoreError::NotFound)
    }

    /// The code of a consultation that the scope reaches.
    pub async fn confirmation_code(&self, scope: &Scope, id: i64) -> Result<ConfirmationCode> {
        let mut sql = Sql::new(
            "SELECT c.code_hash, c.key_until, c.attempts FROM plan_consultations c JOIN plans s ON s.id = c.plan_id \
             WHERE c.withdrawn_at IS NULL AND c.confirmed_at IS NULL AND c.id = ",
        );
        sql.bind(id).push(" AND ");
        reached(&mut sql, scope);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }
}

impl Writing {
    /// Logs a consultation.
    pub async fn add_consultation(&self, new: &NewConsultation, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO plan_consultations (plan_id, measure_id, pupil_id, institution_id, kind, subject_or_role, day, hours, \
             missed_reason, note, user_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        )
        .with(new.plan)
        .with(new.measure)
        .with(new.pupil)
        .with(new.institution)
        .with(new.kind)
        .with(new.subject_or_role.as_str())
        .with(day::number(new.day))
        .with(new.hours)
        .with(new.missed_reason.map(str::to_owned))
        .with(new.note.as_str())
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Takes a consultation back that was logged by mistake; its row stays. `Conflict` once the pupil has confirmed it.
    pub async fn withdraw_consultation(&self, plan: i64, id: i64, at: i64) -> Result<()> {
        let rows = Sql::new(
            "UPDATE plan_consultations SET withdrawn_at = $3, key_hash = NULL WHERE plan_id = $1 AND id = $2 \
             AND withdrawn_at IS NULL AND confirmed_at IS NULL",
        )
        .with(plan)
        .with(id)
        .with(at)
        .run(&self.0)
        .await?;
        if rows == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict("plan_consultations_confirmed".to_owned()))
        }
    }

    /// Marks consultations of a plan as confirmed; says how many were not yet.
    pub async fn confirm_consultations(
        &self,
        plan: i64,
        ids: &[i64],
        way: &'static str,
        user: i64,
        at: i64,
    ) -> Result<u64> {
        let mut sql =
            Sql::new("UPDATE plan_consultations SET key_hash = NULL, code_hash = NULL, confirmed_by = ");
        sql.bind(way)
            .push(", confirmed_at = ")
            .bind(at)
            .push(", confirmer_id = ")
            .bind(user);
        sql.push(
            " WHERE confirmed_at IS NULL AND withdrawn_at IS NULL AND missed_reason IS NULL AND plan_id = ",
        )
        .bind(plan);
        sql.push(" AND id IN ").bind_list(ids.iter().copied());
        sql.run(&self.0).await
    }

    /// Gives a consultation an address for the pupil's phone; a former one no longer leads anywhere.
    pub async fn offer_confirmation(&self, plan: i64, id: i64, key_hash: &str, until: i64) -> Result<()> {
        Sql::new(
            "UPDATE plan_consultations SET key_hash = $3, key_until = $4, code_hash = NULL, attempts = 0 WHERE plan_id = $1 \
             AND id = $2 AND confirmed_at IS NULL AND withdrawn_at IS NULL AND missed_reason IS NULL",
        )
        .with(plan)
        .with(id)
        .with(key_hash)
        .with(until)
        .run_one(&self.0)
        .await
    }

    /// Keeps the code that the pupil is shown now.
    pub async fn set_confirmation_code(&self, id: i64, code_hash: &str) -> Result<()> {
        Sql::new("UPDATE plan_consultations SET code_hash = $2 WHERE id = $1 AND confirmed_at IS NULL")
            .with(id)
            .with(code_hash)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Counts a wrong code.
    pub async fn count_wrong_code(&self, id: i64) -> Result<()> {
        Sql::new("UPDATE plan_consultations SET attempts = attempts + 1 WHERE id = $1")
            .with(id)
            .run(&self.0)
            .await?;
        Ok(())
    }
}
