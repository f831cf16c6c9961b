//! The audit log for those who keep watch over it.

use balsts_domain::access::{Action, Resource};
use balsts_store::{AuditFilter, AuditLine, AuditProof, AuditSum};

use crate::{Ctx, Result};

/// What somebody who keeps watch asks of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditMatter {
    /// Records of children were looked at, one by one or in lists.
    Reads,
    /// Data of children left the program as a file.
    Exports,
    /// Accounts, roles and parts in bodies were changed, or somebody was invited: each lets people see children or no longer.
    Rights,
    /// Somebody could not sign in.
    SignIns,
    /// A load was taken back, records were removed.
    Undone,
    /// Settings and the municipality's plan were changed.
    Settings,
}

impl AuditMatter {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Reads,
        Self::Exports,
        Self::Rights,
        Self::SignIns,
        Self::Undone,
        Self::Settings,
    ];

    /// The code used in addresses and texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Exports => "exports",
            Self::Rights => "rights",
            Self::SignIns => "sign-ins",
            Self::Undone => "undone",
            Self::Settings => "settings",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|matter| matter.code() == code)
    }

    /// The verbs of the log that belong to it.
    pub const fn actions(self) -> &'static [&'static str] {
        match self {
            Self::Reads => &[
                "case.read",
                "case.report_read",
                "concern.read",
                "decision.read",
                "list.read",
                "pupil.read",
                "support_plan.part_read",
                "support_plan.read",
                "turn.read",
            ],
            Self::Exports => &[
                "assessment.listed",
                "case.report_exported",
                "meeting.minutes_exported",
                "not_enrolled.exported",
                "pupils.exported",
                "support_plan.exported",
                "young_people.exported",
            ],
            Self::Rights => &[
                "account.added",
                "account.disabled",
                "account.enabled",
                "account.reset",
                "account.role_added",
                "account.role_ended",
                "account.totp_off",
                "account.totp_on",
                "body.member_added",
                "body.member_removed",
                "meeting.invited",
            ],
            Self::SignIns => &["account.locked", "account.sign_in_failed"],
            Self::Undone => &["load.undo", "retention.removed"],
            Self::Settings => &["plan.changed", "settings.changed"],
        }
    }

    /// How many of the entries counted belong to it.
    pub fn entries(self, sums: &[AuditSum]) -> i64 {
        let of = |sum: &&AuditSum| self.actions().contains(&sum.action.as_str());
        sums.iter().filter(of).map(|sum| sum.entries).sum()
    }
}

/// Which entries of the log are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AuditChoice {
    /// What they are about; everything when nothing is chosen.
    pub matter: Option<AuditMatter>,
    /// Not before this moment.
    pub since: Option<i64>,
    /// Before this place in the chain.
    pub before: Option<i64>,
}

impl Ctx {
    /// Entries of the municipality, newest first, and the proof of the whole chain.
    pub async fn audit_page(
        &self,
        choice: &AuditChoice,
        most: usize,
    ) -> Result<(Vec<AuditLine>, AuditProof)> {
        let scope = self.scope(Action::Read, Resource::Audit)?;
        let filter = AuditFilter {
            actions: choice.matter.map_or(&[], AuditMatter::actions),
            since: choice.since,
            before: choice.before,
        };
        let lines = self
            .store
            .audit_lines(scope.municipality(), &filter, most as i64)
            .await?;
        Ok((lines, self.store.verify_audit().await?))
    }

    /// How often each thing has happened since a moment.
    pub async fn audit_since(&self, since: i64) -> Result<Vec<AuditSum>> {
        let scope = self.scope(Action::Read, Resource::Audit)?;
        Ok(self.store.audit_sums(&scope, since).await?)
    }
}
