//! What waits for an administrator: an installation to begin with, files on their way, data that are missing or old, accounts that nobody uses
//! yet or cannot use.

use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
};
use balsts_intake::Kind;
use balsts_store::{Account, load::LoadAge};

use super::is_old;
use crate::{
    Ctx, Result,
    audit::AuditMatter,
    load::{Upload, UploadState, stored_kinds},
};

/// Files looked at: more on their way at once is no day's work.
const UPLOADS: u64 = 50;
/// Kinds that come all the time and grow old.
const STEADY: [Kind; 3] = [Kind::Absences, Kind::AbsenceTotals, Kind::Marks];
/// Two ways in which schools deliver the same.
const EITHER: [Kind; 2] = [Kind::Absences, Kind::AbsenceTotals];

/// What a new installation begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstStep {
    /// There are no institutions.
    Institutions,
    /// Nobody else has an account.
    Accounts,
}

/// What an administrator comes back to.
#[derive(Debug, Clone)]
pub struct AdministratorHome {
    /// What is to be done first, in its order.
    pub first: Vec<FirstStep>,
    /// One's own files that are neither loaded nor discarded.
    pub uploads: Vec<Upload>,
    /// Kinds of which nothing was ever loaded, in the order in which they build on one another; nothing before there are institutions.
    pub never: Vec<Kind>,
    /// Kinds whose newest file has grown old.
    pub old: Vec<LoadAge>,
    /// Accounts with the password that somebody else has set.
    pub unused: Vec<Account>,
    /// Accounts that are locked now.
    pub locked: Vec<Account>,
    /// Files loaded since.
    pub loaded: i64,
    /// Loads undone since.
    pub undone: i64,
    /// One's own files loaded since without rows that were wrong.
    pub with_errors: Vec<Upload>,
    /// Changes of settings since.
    pub settings: i64,
    /// Changes of accounts and roles since.
    pub rights: i64,
}

impl Ctx {
    /// What an administrator comes back to, and what has changed since a moment.
    pub async fn administrator_home(&self, since: i64) -> Result<AdministratorHome> {
        let accounts = self.open_accounts().await?;
        let institutions = !self.institution_names().await?.is_empty();
        let ages = self.load_ages().await?;
        let uploads = self.uploads(UPLOADS).await?;
        let sums = self.audit_since(since).await?;
        let first = [
            (FirstStep::Institutions, !institutions),
            (FirstStep::Accounts, accounts.len() < 2),
        ];
        let locked = |account: &Account| account.locked_until.is_some_and(|until| until > self.instant());
        let (waiting, done): (Vec<Upload>, Vec<Upload>) = uploads
            .into_iter()
            .partition(|one| matches!(one.state, UploadState::New | UploadState::Checked));
        Ok(AdministratorHome {
            first: first
                .into_iter()
                .filter(|(_, due)| *due)
                .map(|(step, _)| step)
                .collect(),
            never: if institutions { never(&ages) } else { Vec::new() },
            old: self.old(ages).await?,
            uploads: waiting,
            unused: accounts
                .iter()
                .filter(|one| one.must_change_password)
                .cloned()
                .collect(),
            locked: accounts.into_iter().filter(locked).collect(),
            loaded: sums
                .iter()
                .filter(|sum| sum.action == "load.commit")
                .map(|sum| sum.entries)
                .sum(),
            undone: AuditMatter::Undone.entries(&sums),
            with_errors: done.into_iter().filter(|one| has_errors(one, since)).collect(),
            settings: AuditMatter::Settings.entries(&sums),
            rights: AuditMatter::Rights.entries(&sums),
        })
    }

    async fn open_accounts(&self) -> Result<Vec<Account>> {
        let scope = self.scope(Action::Read, Resource::Account)?;
        let mut accounts = self.store.accounts(scope.municipality()).await?;
        accounts.retain(|account| account.disabled_at.is_none());
        Ok(accounts)
    }

    /// Kinds that come all the time and have not come for long.
    async fn old(&self, mut ages: Vec<LoadAge>) -> Result<Vec<LoadAge>> {
        let after = self.load_bounds().await?.old_school_days;
        let school_days = self.calendar().await?.school_days(None, None);
        let today = i64::from(day_number(self.today()));
        ages.retain(|age| {
            Kind::parse(&age.kind).is_some_and(|kind| STEADY.contains(&kind))
                && is_old(&school_days, age.as_of_day, today, after)
        });
        Ok(ages)
    }
}

fn never(ages: &[LoadAge]) -> Vec<Kind> {
    let loaded = |kind: Kind| ages.iter().any(|age| age.kind == kind.code());
    let either = EITHER.into_iter().any(loaded);
    stored_kinds()
        .filter(|kind| !(loaded(*kind) || either && EITHER.contains(kind)))
        .collect()
}

fn has_errors(upload: &Upload, since: i64) -> bool {
    upload.state == UploadState::Loaded
        && upload.created_at >= since
        && upload
            .report
            .as_ref()
            .is_some_and(|report| report.rejected_total > 0)
}
