//! The audit log: an append-only chain in which each entry's hash covers the one before. Entries hold identifiers and hashes, no
//! names and no texts, so that what retention removes is gone and the chain still proves.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// What happened, before it gets its place in the chain.
#[derive(Debug, Clone)]
pub struct AuditEvent {
    /// Whose data it concerns.
    pub municipality: Option<i64>,
    /// The signed-in user; none for the command line and the program itself.
    pub user: Option<i64>,
    /// `user`, `operator` (command line) or `program`.
    pub actor: &'static str,
    /// A verb of the application: `pupil.read`, `load.commit`, `duty.done`.
    pub action: String,
    /// What kind of record.
    pub subject: &'static str,
    /// Which record.
    pub subject_id: Option<i64>,
    /// Identifiers, codes, counts and hashes; never a name or a text that somebody wrote.
    pub detail: String,
}

/// An entry of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromQueryResult)]
pub struct AuditEntry {
    /// Place in the chain, from 1, without gaps.
    pub seq: i64,
    /// Microseconds since 1970-01-01T00:00Z.
    pub at: i64,
    /// Municipality.
    pub municipality_id: Option<i64>,
    /// User.
    pub user_id: Option<i64>,
    /// Kind of actor.
    pub actor: String,
    /// Verb.
    pub action: String,
    /// Kind of record.
    pub subject: String,
    /// Record.
    pub subject_id: Option<i64>,
    /// Identifiers and counts.
    pub detail: String,
    /// SHA-256 over the previous hash and this entry, in hexadecimal.
    pub hash: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditProof {
    /// Entries read.
    pub entries: u64,
    /// First place at which the chain does not hold.
    pub broken_at: Option<i64>,
    /// Hash of the last entry: write it down elsewhere to prove that nothing was cut off later.
    pub head: String,
}

impl AuditEntry {
    fn hash_after(&self, previous: &str) -> String {
        let mut sha = Sha256::new();
        let mut part = |text: &str| {
            // The length before each part: no two different entries give the same bytes.
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text.as_bytes());
        };
        part(previous);
        part(&self.seq.to_string());
        part(&self.at.to_string());
        part(&format!("{:?}", self.municipality_id));
        part(&format!("{:?}", self.user_id));
        part(&self.actor);
        part(&self.action);
        part(&self.subject);
        part(&format!("{:?}", self.subject_id));
        part(&self.detail);
        hex::encode(sha.finalize())
    }
}

impl AuditProof {
    /// Nothing read yet.
    fn start() -> Self {
        Self {
            entries: 0,
            broken_at: None,
            head: String::new(),
        }
    }

    /// Takes the next entry.
    fn follow(&mut self, entry: AuditEntry) {
        let in_place = entry.seq == self.entries as i64 + 1;
        if self.broken_at.is_none() && (!in_place || entry.hash_after(&self.head) != entry.hash) {
            self.broken_at = Some(entry.seq);
        }
        self.entries += 1;
        self.head = entry.hash;
    }
}

/// Proves a chain of entries given in order, from the first one; works on an exported file without a database.
pub fn verify_entries(entries: impl IntoIterator<Item = AuditEntry>) -> AuditProof {
    let mut proof = AuditProof::start();
    for entry in entries {
        proof.follow(entry);
    }
    proof
}

const COLUMNS: &str = "SELECT seq, at, municipality_id, user_id, actor, action, subject, subject_id, detail, hash \
                       FROM audit_entries";

#[derive(FromQueryResult)]
struct Head {
    seq: i64,
    hash: String,
}

/// Which entries of a municipality are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter<'a> {
    /// Verbs; all of them when none is named.
    pub actions: &'a [&'static str],
    /// Not before this moment.
    pub since: Option<i64>,
    /// Before this place in the chain.
    pub before: Option<i64>,
}

/// How often something happened.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AuditSum {
    /// Verb.
    pub action: String,
    /// How often.
    pub entries: i64,
}

/// An entry as shown to people: with the name of who acted, looked up when shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AuditLine {
    /// Place in the chain.
    pub seq: i64,
    /// When.
    pub at: i64,
    /// Kind of actor.
    pub actor: String,
    /// Name of the person, if there is an account.
    pub user_name: Option<String>,
    /// Verb.
    pub action: String,
    /// Kind of record.
    pub subject: String,
    /// Record.
    pub subject_id: Option<i64>,
    /// Identifiers and counts.
    pub detail: String,
}

impl Store {
    /// Whether something has ever happened.
    pub async fn is_audited(&self, action: &str) -> Result<bool> {
        let found = Sql::new("SELECT seq FROM audit_entries WHERE action = $1 LIMIT 1").with(action);
        Ok(found.integer(self.reading()).await?.is_some())
    }

    /// Entries of a municipality, newest first.
    pub async fn audit_lines(
        &self,
        municipality: i64,
        filter: &AuditFilter<'_>,
        most: i64,
    ) -> Result<Vec<AuditLine>> {
        let mut sql = Sql::new(
            "SELECT e.seq, e.at, e.actor, u.name AS user_name, e.action, e.subject, e.subject_id, e.detail \
             FROM audit_entries e LEFT JOIN users u ON u.id = e.user_id WHERE e.municipality_id = ",
        );
        sql.bind(municipality);
        if let Some(before) = filter.before {
            sql.push(" AND e.seq < ").bind(before);
        }
        if let Some(since) = filter.since {
            sql.push(" AND e.at >= ").bind(since);
        }
        if !filter.actions.is_empty() {
            sql.push(" AND e.action IN ")
                .bind_list(filter.actions.iter().copied());
        }
        sql.push(" ORDER BY e.seq DESC LIMIT ").bind(most);
        sql.all(self.reading()).await
    }

    /// How often each thing has happened in the municipality since a moment.
    pub async fn audit_sums(&self, scope: &Scope, since: i64) -> Result<Vec<AuditSum>> {
        Sql::new(
            "SELECT e.action, CAST(COUNT(*) AS BIGINT) AS entries FROM audit_entries e \
             WHERE e.municipality_id = $1 AND e.at >= $2 GROUP BY e.action ORDER BY e.action",
        )
        .with(scope.municipality())
        .with(since)
        .all(self.reading())
        .await
    }

    /// Up to `most` entries after place `after`, in order.
    pub async fn audit_entries(&self, after: i64, most: u64) -> Result<Vec<AuditEntry>> {
        Sql::new(&format!("{COLUMNS} WHERE seq > $1 ORDER BY seq LIMIT $2"))
            .with(after)
            .with(most as i64)
            .all(self.reading())
            .await
    }

    /// Proves the stored chain from its first entry to the recorded head.
    pub async fn verify_audit(&self) -> Result<AuditProof> {
        let head = self.audit_head().await?;
        self.verify_from(AuditProof::start(), &head).await
    }

    /// Proves the newest entries of the chain, each by the one before; what stands before them is taken as it is. Unlike the proof of the whole
    /// chain it takes the same time however long the log has grown.
    pub async fn verify_audit_end(&self, most: i64) -> Result<AuditProof> {
        let head = self.audit_head().await?;
        let before = (head.seq - most).max(0);
        let trusted = self.audit_entries(before - 1, 1).await?.pop();
        let start = match trusted.filter(|entry| entry.seq == before) {
            Some(entry) => AuditProof {
                entries: before as u64,
                broken_at: None,
                head: entry.hash,
            },
            None => AuditProof::start(),
        };
        let known = start.entries;
        let proof = self.verify_from(start, &head).await?;
        Ok(AuditProof {
            entries: proof.entries - known,
            ..proof
        })
    }

    async fn audit_head(&self) -> Result<Head> {
        Sql::new("SELECT seq, hash FROM audit_head WHERE id = 1")
            .one::<Head>(self.reading())
            .await?
            .ok_or(StoreError::NotFound)
    }

    async fn verify_from(&self, mut proof: AuditProof, head: &Head) -> Result<AuditProof> {
        loop {
            let page = self.audit_entries(proof.entries as i64, 5_000).await?;
            if page.is_empty() || proof.entries as i64 >= head.seq {
                break;
            }
            for entry in page.into_iter().take((head.seq - proof.entries as i64) as usize) {
                proof.follow(entry);
            }
            if proof.broken_at.is_some() {
                return Ok(proof);
            }
        }
        if proof.broken_at.is_none() && (proof.entries as i64 != head.seq || proof.head != head.hash) {
            proof.broken_at = Some(proof.entries as i64 + 1);
        }
        Ok(proof)
    }
}

impl Writing {
    /// Adds entries to the chain. The row of the head is locked until the transaction ends, so the chain has no forks.
    pub async fn audit(&self, at: i64, events: &[AuditEvent]) -> Result<()> {
        let count = events.len() as i64;
        if count == 0 {
            return Ok(());
        }
        let head =
            Sql::new("UPDATE audit_head SET seq = seq + $1 WHERE id = 1 RETURNING seq - $1 AS seq, hash")
                .with(count)
                .one::<Head>(&self.0)
                .await?
                .ok_or(StoreError::NotFound)?;
        let mut previous = head.hash;
        let mut rows = Vec::with_capacity(events.len());
        for (event, seq) in events.iter().zip(head.seq + 1..) {
            let mut entry = AuditEntry {
                seq,
                at,
                municipality_id: event.municipality,
                user_id: event.user,
                actor: event.actor.to_owned(),
                action: event.action.clone(),
                subject: event.subject.to_owned(),
                subject_id: event.subject_id,
                detail: event.detail.clone(),
                hash: String::new(),
            };
            entry.hash = entry.hash_after(&previous);
            previous.clone_from(&entry.hash);
            rows.push(vec![
                entry.seq.into(),
                entry.at.into(),
                entry.municipality_id.into(),
                entry.user_id.into(),
                entry.actor.into(),
                entry.action.into(),
                entry.subject.into(),
                entry.subject_id.into(),
                entry.detail.into(),
                entry.hash.into(),
            ]);
        }
        crate::sql::insert_many(
            &self.0,
            "audit_entries",
            &[
                "seq",
                "at",
                "municipality_id",
                "user_id",
                "actor",
                "action",
                "subject",
                "subject_id",
                "detail",
                "hash",
            ],
            rows,
        )
        .await?;
        Sql::new("UPDATE audit_head SET hash = $1 WHERE id = 1")
            .with(previous)
            .run(&self.0)
            .await?;
        Ok(())
    }
}
