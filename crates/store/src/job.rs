//! Work that is done after a change, by whichever copy of the program comes first: it is enqueued in the transaction of the change, claimed for
//! a while, and done or tried again. Nothing of it is held in memory.

use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// An e-mail about one message.
    Mail {
        /// The message.
        message: i64,
    },
    /// One e-mail about the messages of a person for a day's digest.
    Digest {
        /// Whose.
        user: i64,
        /// Of which digest: days since 1970-01-01.
        day: i64,
    },
    /// Reminders of duties that come near or are overdue.
    Remind {
        /// On which day: days since 1970-01-01.
        day: i64,
    },
}

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Mail { .. } => "mail",
            Self::Digest { .. } => "digest",
            Self::Remind { .. } => "remind",
        }
    }
}

/// A job that this copy of the program does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Identifier.
    pub id: i64,
    /// Municipality.
    pub municipality: Option<i64>,
    /// What.
    pub job: Job,
    /// The how many-th attempt this is, from 1.
    pub attempts: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    municipality_id: Option<i64>,
    body: String,
    attempts: i64,
}

impl Store {
    /// Claims up to `most` jobs that are due, for `lease` microseconds: a copy that dies leaves them to the others after that. Two copies that
    /// ask at once never get the same job: the outer condition is looked at again once the row is free.
    pub async fn claim_jobs(&self, by: &str, at: i64, lease: i64, most: u64) -> Result<Vec<ClaimedJob>> {
        let free = |sql: &mut Sql| {
            sql.push("done_at IS NULL AND due_at <= ")
                .bind(at)
                .push(" AND (claimed_at IS NULL OR claimed_at < ")
                .bind(at - lease)
                .push(")");
        };
        // Asking costs a look into an index; only where there is work is anything written.
        let mut sql = Sql::new("SELECT id FROM jobs WHERE ");
        free(&mut sql);
        sql.push(" ORDER BY due_at, id LIMIT ").bind(most as i64);
        let waiting = sql.integers(self.reading()).await?;
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        let writing = self.write().await?;
        let mut sql = Sql::new("UPDATE jobs SET claimed_at = ");
        sql.bind(at).push(", claimed_by = ").bind(by);
        sql.push(", attempts = attempts + 1 WHERE id IN ")
            .bind_list(waiting);
        sql.push(" AND ");
        free(&mut sql);
        sql.push(" RETURNING id, municipality_id, body, attempts");
        let mut rows = sql.all::<Row>(&writing.0).await?;
        writing.commit().await?;
        rows.sort_by_key(|row| row.id);
        rows.into_iter()
            .map(|row| {
                Ok(ClaimedJob {
                    id: row.id,
                    municipality: row.municipality_id,
                    job: serde_json::from_str(&row.body)
                        .map_err(|error| StoreError::Corrupt(error.to_string()))?,
                    attempts: row.attempts,
                })
            })
            .collect()
    }

    /// Whether a job about this was ever enqueued.
    pub async fn is_enqueued(&self, about: &str) -> Result<bool> {
        let found = Sql::new("SELECT id FROM jobs WHERE about = $1")
            .with(about)
            .integer(self.reading())
            .await?;
        Ok(found.is_some())
    }

    /// When the reminders before this job were due, microseconds; none before the first.
    pub async fn reminded_before(&self, municipality: i64, job: i64) -> Result<Option<i64>> {
        Sql::new(
            "SELECT MAX(due_at) FROM jobs WHERE kind = 'remind' AND municipality_id = $1 AND id < $2 AND done_at IS NOT NULL",
        )
        .with(municipality)
        .with(job)
        .integer(self.reading())
        .await
    }

    /// How many jobs wait, and since when the oldest should have been done: for the figures of the installation.
    pub async fn waiting_jobs(&self) -> Result<i64> {
        let count = Sql::new("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE done_at IS NULL")
            .integer(self.reading())
            .await?;
        Ok(count.unwrap_or_default())
    }
}

impl Writing {
    /// Enqueues a job. Where one `about` the same is known, it stays the only one.
    pub async fn enqueue(
        &self,
        municipality: i64,
        job: &Job,
        due_at: i64,
        about: Option<&str>,
    ) -> Result<()> {
        let body = serde_json::to_string(job).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Sql::new(
            "INSERT INTO jobs (municipality_id, kind, body, due_at, about) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (about) DO NOTHING",
        )
        .with(municipality)
        .with(job.kind())
        .with(body)
        .with(due_at)
        .with(about)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// A job is done; `note` says why where nothing was to be done. A copy whose claim has lapsed changes nothing.
    pub async fn finish_job(&self, id: i64, by: &str, at: i64, note: Option<&str>) -> Result<()> {
        Sql::new("UPDATE jobs SET done_at = $3, last_error = $4 WHERE id = $1 AND claimed_by = $2 AND done_at IS NULL")
            .with(id)
            .with(by)
            .with(at)
            .with(note)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// A job failed and is tried again later. `error` names the kind of failure, no address.
    pub async fn postpone_job(&self, id: i64, by: &str, due_at: i64, error: &str) -> Result<()> {
        Sql::new(
            "UPDATE jobs SET claimed_at = NULL, claimed_by = NULL, due_at = $3, last_error = $4 \
             WHERE id = $1 AND claimed_by = $2 AND done_at IS NULL",
        )
        .with(id)
        .with(by)
        .with(due_at)
        .with(error)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
