//! Records whose time is over: counted by kind, proposed for removal by one person, removed when another approves. A removal cannot be taken back;
//! nothing is removed by itself.

use balsts_domain::{
    access::{Action, Resource},
    retention::{RecordKind, check_approval, kept_since},
};
use balsts_store::{OutlivedSum, RemovalRow, date};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result};

/// Decided removals that are listed.
const LIST_LENGTH: u64 = 200;
/// Longest reason.
const REASON_LENGTH: usize = 500;

/// A kind of records with what has outlived its term.
#[derive(Debug, Clone)]
pub struct Outlived {
    /// The kind.
    pub kind: RecordKind,
    /// Years it is kept.
    pub years: i64,
    /// The first day that is kept.
    pub since: Date,
    /// What ended before.
    pub sum: OutlivedSum,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Retention {
    /// Every kind.
    pub kinds: Vec<Outlived>,
    /// Removals, those not decided first.
    pub removals: Vec<RemovalRow>,
}

impl Ctx {
    async fn outlived(&self, kind: RecordKind) -> Result<Outlived> {
        let scope = self.scope(Action::Read, Resource::Retention)?;
        let years = self
            .plain_number("retention", None, &format!("years_{}", kind.code()))
            .await?
            .unwrap_or(kind.years());
        let since = kept_since(self.today(), years);
        Ok(Outlived {
            kind,
            years,
            since,
            sum: self.store.outlived(&scope, kind, since).await?,
        })
    }

    /// What has outlived its term, and what was done about it.
    pub async fn retention(&self) -> Result<Retention> {
        let scope = self.scope(Action::Read, Resource::Retention)?;
        let mut kinds = Vec::new();
        for kind in RecordKind::ALL {
            kinds.push(self.outlived(kind).await?);
        }
        Ok(Retention {
            kinds,
            removals: self.store.removals(&scope, LIST_LENGTH).await?,
        })
    }

    /// Proposes that all records of a kind which have outlived their term today are removed.
    ///
    /// # Errors
    /// A conflict when there is nothing to remove, or another removal of the kind waits.
    pub async fn propose_removal(&self, kind: RecordKind) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Retention)?;
        let user = self.user()?;
        let outlived = self.outlived(kind).await?;
        if outlived.sum.records == 0 {
            return Err(AppError::Conflict("error-retention-nothing"));
        }
        let at = self.instant();
        let writing = self.store.write().await?;
        let what = (kind, outlived.since, outlived.sum.records);
        let id = writing.propose_removal(&scope, what, user, at).await?;
        let detail = format!(
            "kind={} before={} records={}",
            kind.code(),
            outlived.since,
            outlived.sum.records
        );
        let event = self.event("retention.proposed", "removal", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    async fn waiting_removal(&self, id: i64) -> Result<(RemovalRow, RecordKind)> {
        let scope = self.scope(Action::Write, Resource::Retention)?;
        let removal = self.store.removal(&scope, id).await?;
        let kind = RecordKind::from_code(&removal.kind)
            .ok_or_else(|| AppError::Internal("unknown kind of records".into()))?;
        if removal.state == "proposed" {
            Ok((removal, kind))
        } else {
            Err(AppError::Conflict("error-retention-decided"))
        }
    }

    /// Removes what was proposed, for good: the records of the kind that ended before the day of the proposal. What the audit log holds of them
    /// stays. Says how many were removed.
    ///
    /// # Errors
    /// A conflict for whoever proposed it, and when it was decided before.
    pub async fn approve_removal(&self, id: i64) -> Result<usize> {
        let scope = self.scope(Action::Write, Resource::Retention)?;
        let user = self.user()?;
        let (removal, kind) = self.waiting_removal(id).await?;
        check_approval(removal.proposed_by_id, user)
            .map_err(|_| AppError::Conflict("error-retention-same-person"))?;
        let (at, before) = (self.instant(), date(removal.before_day));
        let writing = self.store.write().await?;
        if !writing
            .decide_removal(&scope, id, ("removed", None), user, at)
            .await?
        {
            return Err(AppError::Conflict("error-retention-decided"));
        }
        let removed = writing.remove_outlived(&scope, id, kind, before).await?;
        let mut events = vec![self.event(
            "retention.removed",
            "removal",
            Some(id),
            format!("kind={} before={before} records={}", kind.code(), removed.len()),
        )];
        events.extend(
            removed
                .iter()
                .map(|record| self.event("retention.record_removed", kind.code(), Some(*record), "")),
        );
        writing.audit(at, &events).await?;
        writing.commit().await?;
        Ok(removed.len())
    }

    /// Declines a removal with its reason.
    pub async fn decline_removal(&self, id: i64, reason: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Retention)?;
        let user = self.user()?;
        self.waiting_removal(id).await?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(FieldErrors::one("reason", "error-retention-reason"));
        }
        if reason.chars().count() > REASON_LENGTH {
            let mut errors = FieldErrors::new();
            errors.add_with("reason", "error-too-long", "length", REASON_LENGTH);
            return Err(AppError::Invalid(errors));
        }
        let at = self.instant();
        let writing = self.store.write().await?;
        if !writing
            .decide_removal(&scope, id, ("declined", Some(reason)), user, at)
            .await?
        {
            return Err(AppError::Conflict("error-retention-decided"));
        }
        let event = self.event("retention.declined", "removal", Some(id), "");
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(())
    }
}
