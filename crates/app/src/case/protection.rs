//! Protected addresses and secrets of adoptions: listed for the institutions that take part in a child's case, and lifted with a reason. What was
//! lifted stays in the history.

use balsts_domain::access::{Action, Resource};
use balsts_store::{ProtectionRow, StoreError};

use super::step::{check_length, fingerprint};
use crate::{AppError, Ctx, FieldErrors, Result};

/// Protections that are listed.
const LIST_LENGTH: u64 = 500;

impl Ctx {
    /// Protections of the children in whose cases the actor's institution takes part, those that stand first. Opening the list is written down.
    pub async fn protections(&self) -> Result<Vec<ProtectionRow>> {
        let scope = self.scope(Action::Read, Resource::Protection)?;
        let rows = self.store.protections(&scope, LIST_LENGTH).await?;
        self.list_opened("protections", "", rows.len()).await?;
        Ok(rows)
    }

    /// A protection that the actor can lift.
    ///
    /// # Errors
    /// Not found when the scope does not reach it, a conflict when it was lifted before.
    pub async fn standing_protection(&self, id: i64) -> Result<ProtectionRow> {
        let scope = self.scope(Action::Write, Resource::Protection)?;
        let row = self.store.protection(&scope, id).await?;
        if row.lifted_at.is_some() {
            return Err(AppError::Conflict("error-protection-lifted"));
        }
        Ok(row)
    }

    /// Lifts a protection from today on.
    ///
    /// # Errors
    /// As for [`Ctx::standing_protection`]; invalid without a reason.
    pub async fn lift_protection(&self, id: i64, reason: &str) -> Result<()> {
        let row = self.standing_protection(id).await?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(FieldErrors::one("reason", "error-reason-required"));
        }
        check_length("reason", reason)?;
        let (user, at) = (self.user()?, self.instant());
        let last = self.today().yesterday().unwrap_or(self.today());
        let writing = self.store.write().await?;
        writing
            .lift_protection(row.id, last, reason, user, at)
            .await
            .map_err(|error| match error {
                // Somebody was faster since it was read.
                StoreError::NotFound => AppError::Conflict("error-protection-lifted"),
                other => other.into(),
            })?;
        // The log is read by many: it does not say what was protected.
        let detail = format!("protection={id} reason_sha256={}", fingerprint(reason));
        let event = self.event("protection.lifted", "protection", Some(id), detail);
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
