//! The audit log for those who keep watch over it.

use balsts_domain::access::{Action, Resource};
use balsts_store::{AuditLine, AuditProof};

use crate::{Ctx, Result};

impl Ctx {
    /// Entries of the municipality before a place, newest first, and the proof of the whole chain.
    pub async fn audit_page(&self, before: Option<i64>, most: usize) -> Result<(Vec<AuditLine>, AuditProof)> {
        let scope = self.scope(Action::Read, Resource::Audit)?;
        let lines = self
            .store
            .audit_lines(scope.municipality(), before, most as i64)
            .await?;
        Ok((lines, self.store.verify_audit().await?))
    }
}
