//! Sessions of browsers in the store: kept under the SHA-256 of their token, so that nobody who reads the database can use one.

use async_trait::async_trait;
use balsts_app::App;
use balsts_store::SessionRow;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store,
};

/// Keys of what a session holds.
pub(crate) const USER: &str = "user";
/// A person whose password was right and whose code is awaited, with the moment of the password.
pub(crate) const PENDING: &str = "pending";
/// When the person signed in.
pub(crate) const STARTED: &str = "started";
/// When the session was last prolonged.
pub(crate) const SEEN: &str = "seen";
/// The browser, as it calls itself.
pub(crate) const AGENT: &str = "agent";

/// The store of sessions.
#[derive(Debug, Clone)]
pub(crate) struct Sessions(pub(crate) App);

/// The name under which a session is kept.
pub(crate) fn hash(id: Id) -> String {
    hex::encode(Sha256::digest(id.to_string().as_bytes()))
}

fn failed(error: impl std::fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

fn microseconds(at: OffsetDateTime) -> i64 {
    (at.unix_timestamp_nanos() / 1_000) as i64
}

impl Sessions {
    fn now(&self) -> i64 {
        balsts_store::instant(self.0.clock.now())
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // Identifiers are 128 random bits: a collision is not awaited, but must not hand out somebody else's session.
        while self
            .0
            .store
            .session(&hash(record.id), self.now())
            .await
            .map_err(failed)?
            .is_some()
        {
            record.id = Id::default();
        }
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let now = self.now();
        let row = SessionRow {
            id_hash: hash(record.id),
            user_id: record.data.get(USER).and_then(serde_json::Value::as_i64),
            data: serde_json::to_string(&record.data).map_err(failed)?,
            agent: record
                .data
                .get(AGENT)
                .and_then(|agent| agent.as_str())
                .map(str::to_owned),
            created_at: now,
            seen_at: now,
            expires_at: microseconds(record.expiry_date),
        };
        let writing = self.0.store.write().await.map_err(failed)?;
        writing.save_session(&row).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let Some(row) = self
            .0
            .store
            .session(&hash(*id), self.now())
            .await
            .map_err(failed)?
        else {
            return Ok(None);
        };
        let expiry_date =
            OffsetDateTime::from_unix_timestamp_nanos(i128::from(row.expires_at) * 1_000).map_err(failed)?;
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&row.data).map_err(failed)?,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        let writing = self.0.store.write().await.map_err(failed)?;
        writing.end_session(&hash(*id)).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }
}
