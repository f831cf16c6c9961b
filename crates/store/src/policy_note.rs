//! What an update of the prevention programme is to take into account, step by step. Nothing of a child.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PolicyNoteRow {
    /// Identifier.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Code of who issued it.
    pub issuer: String,
    /// When it was issued.
    pub day: i64,
    /// Address of the page, or where it was published.
    pub place: String,
    /// What it asks or offers.
    pub asks: String,
    /// Key of the activity that it concerns.
    pub activity_key: Option<String>,
    /// Code of the state.
    pub state: String,
    /// Number of the version that took it into account.
    pub version: Option<i64>,
    /// Who wrote it down.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A new note.
#[derive(Debug, Clone)]
pub struct NewPolicyNote<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Code of who issued it.
    pub issuer: &'static str,
    /// When it was issued.
    pub day: i64,
    /// Address of the page, or where it was published.
    pub place: &'a str,
    /// What it asks or offers.
    pub asks: &'a str,
    /// Key of the activity that it concerns.
    pub activity_key: Option<&'a str>,
    /// Code of the state.
    pub state: &'static str,
    /// Who writes it down.
    pub user: Option<i64>,
}

/// A step of a note.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PolicyStepRow {
    /// Code of the state reached.
    pub state: String,
    /// Number of the version that took it into account.
    pub version: Option<i64>,
    /// In words.
    pub note: String,
    /// Who.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// The last step of a note.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LastPolicyStepRow {
    /// The note.
    pub policy_note_id: i64,
    /// In words.
    pub note: String,
    /// When.
    pub at: i64,
}

/// A new step of a note.
#[derive(Debug, Clone)]
pub struct NewPolicyStep<'a> {
    /// The state in which it was seen.
    pub from: &'a str,
    /// Code of the state reached.
    pub to: &'static str,
    /// Number of the version that took it into account.
    pub version: Option<i64>,
    /// In words.
    pub note: &'a str,
    /// Who.
    pub user: Option<i64>,
}

const NOTES: &str = "SELECT n.id, n.title, n.issuer, n.day, n.place, n.asks, n.activity_key, n.state, n.version, u.name AS user_name, n.at \
    FROM policy_notes n LEFT JOIN users u ON u.id = n.user_id WHERE n.municipality_id = ";

impl Store {
    /// Notes, those issued last first.
    pub async fn policy_notes(&self, scope: &Scope) -> Result<Vec<PolicyNoteRow>> {
        let mut sql = Sql::new(NOTES);
        sql.bind(scope.municipality())
            .push(" ORDER BY n.day DESC, n.id DESC");
        sql.all(self.reading()).await
    }

    /// One of them.
    pub async fn policy_note(&self, scope: &Scope, id: i64) -> Result<PolicyNoteRow> {
        let mut sql = Sql::new(NOTES);
        sql.bind(scope.municipality()).push(" AND n.id = ").bind(id);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// Its steps, in order.
    pub async fn policy_note_steps(&self, scope: &Scope, id: i64) -> Result<Vec<PolicyStepRow>> {
        Sql::new(
            "SELECT s.state, s.version, s.note, u.name AS user_name, s.at FROM policy_note_steps s \
             JOIN policy_notes n ON n.id = s.policy_note_id LEFT JOIN users u ON u.id = s.user_id \
             WHERE n.municipality_id = $1 AND n.id = $2 ORDER BY s.id",
        )
        .with(scope.municipality())
        .with(id)
        .all(self.reading())
        .await
    }

    /// The last step of each note.
    pub async fn last_policy_steps(&self, scope: &Scope) -> Result<Vec<LastPolicyStepRow>> {
        Sql::new(
            "SELECT s.policy_note_id, s.note, s.at FROM policy_note_steps s JOIN policy_notes n ON n.id = s.policy_note_id \
             WHERE n.municipality_id = $1 AND s.id = (SELECT MAX(l.id) FROM policy_note_steps l WHERE l.policy_note_id = n.id)",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Writes a note down.
    pub async fn add_policy_note(&self, scope: &Scope, new: &NewPolicyNote<'_>, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO policy_notes (municipality_id, title, issuer, day, place, asks, activity_key, state, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.title)
        .with(new.issuer)
        .with(new.day)
        .with(new.place)
        .with(new.asks)
        .with(new.activity_key)
        .with(new.state)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        let first = NewPolicyStep {
            from: new.state,
            to: new.state,
            version: None,
            note: "",
            user: new.user,
        };
        self.add_policy_step(id, &first, at).await?;
        Ok(id)
    }

    /// Takes a note a step further.
    ///
    /// # Errors
    /// Not found where somebody else took it further since.
    pub async fn step_policy_note(
        &self,
        scope: &Scope,
        id: i64,
        step: &NewPolicyStep<'_>,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "UPDATE policy_notes SET state = $1, version = $2 WHERE municipality_id = $3 AND id = $4 AND state = $5",
        )
        .with(step.to)
        .with(step.version)
        .with(scope.municipality())
        .with(id)
        .with(step.from)
        .run_one(&self.0)
        .await?;
        self.add_policy_step(id, step, at).await
    }

    async fn add_policy_step(&self, id: i64, step: &NewPolicyStep<'_>, at: i64) -> Result<()> {
        Sql::new(
            "INSERT INTO policy_note_steps (policy_note_id, state, version, note, user_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .with(id)
        .with(step.to)
        .with(step.version)
        .with(step.note)
        .with(step.user)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
