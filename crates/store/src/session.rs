//! Sessions: kept under the hash of their token, so that a stolen database opens no session.

use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, sql::Sql};

/// A session as listed to its owner.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SessionRow {
    /// Hash of the token: names the session without opening it.
    pub id_hash: String,
    /// Whose.
    pub user_id: Option<i64>,
    /// What the web layer keeps in it.
    pub data: String,
    /// Browser.
    pub agent: Option<String>,
    /// Opened.
    pub created_at: i64,
    /// Last used.
    pub seen_at: i64,
    /// Ends.
    pub expires_at: i64,
}

const COLUMNS: &str = "SELECT id_hash, user_id, data, agent, created_at, seen_at, expires_at FROM sessions";

impl Store {
    /// The session with this hash that has not expired.
    pub async fn session(&self, id_hash: &str, at: i64) -> Result<Option<SessionRow>> {
        Sql::new(&format!("{COLUMNS} WHERE id_hash = $1 AND expires_at > $2"))
            .with(id_hash)
            .with(at)
            .one(self.reading())
            .await
    }

    /// A person's open sessions, newest first.
    pub async fn sessions(&self, user: i64, at: i64) -> Result<Vec<SessionRow>> {
        Sql::new(&format!(
            "{COLUMNS} WHERE user_id = $1 AND expires_at > $2 ORDER BY seen_at DESC"
        ))
        .with(user)
        .with(at)
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Keeps a session, replacing what was kept under the same hash.
    pub async fn save_session(&self, row: &SessionRow) -> Result<()> {
        Sql::new(
            "INSERT INTO sessions (id_hash, user_id, data, agent, created_at, seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id_hash) DO UPDATE SET user_id = excluded.user_id, \
             data = excluded.data, agent = excluded.agent, seen_at = excluded.seen_at, expires_at = excluded.expires_at",
        )
        .with(row.id_hash.as_str())
        .with(row.user_id)
        .with(row.data.as_str())
        .with(row.agent.clone())
        .with(row.created_at)
        .with(row.seen_at)
        .with(row.expires_at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Ends a session.
    pub async fn end_session(&self, id_hash: &str) -> Result<()> {
        Sql::new("DELETE FROM sessions WHERE id_hash = $1")
            .with(id_hash)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Ends all sessions of a person, one excepted.
    pub async fn end_sessions(&self, user: i64, except: Option<&str>) -> Result<u64> {
        Sql::new("DELETE FROM sessions WHERE user_id = $1 AND id_hash <> $2")
            .with(user)
            .with(except.unwrap_or_default())
            .run(&self.0)
            .await
    }

    /// Forgets what has expired.
    pub async fn forget_expired_sessions(&self, at: i64) -> Result<u64> {
        Sql::new("DELETE FROM sessions WHERE expires_at <= $1")
            .with(at)
            .run(&self.0)
            .await
    }
}
