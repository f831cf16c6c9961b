//! What a data protection officer comes back to: how often children's data were looked at and taken out, what changed in rights, and whether the
//! log still proves itself.

use balsts_domain::access::{Action, Resource};
use balsts_store::AuditProof;

use crate::{Ctx, Result, audit::AuditMatter};

/// Entries proved at once: the page of the log proves all of them.
const PROVED: i64 = 1_000;

/// What a data protection officer comes back to.
#[derive(Debug, Clone)]
pub struct DataProtectionOfficerHome {
    /// What happened since, with how often.
    pub matters: Vec<(AuditMatter, i64)>,
    /// The proof of the newest entries.
    pub proof: AuditProof,
}

impl Ctx {
    /// What the log says of the time since a moment.
    pub async fn data_protection_officer_home(&self, since: i64) -> Result<DataProtectionOfficerHome> {
        self.scope(Action::Read, Resource::Audit)?;
        let sums = self.audit_since(since).await?;
        let counted = AuditMatter::ALL.map(|matter| (matter, matter.entries(&sums)));
        Ok(DataProtectionOfficerHome {
            matters: counted.into_iter().filter(|(_, entries)| *entries > 0).collect(),
            proof: self.store.verify_audit_end(PROVED).await?,
        })
    }
}
