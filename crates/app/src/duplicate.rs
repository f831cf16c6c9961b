//! Two records that may be one child: found, compared side by side, merged or told apart by a person.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    registry::{Known, Likeness},
};
use balsts_store::{ComparedRow, CorrectionRow, DuplicateRow, PupilCodeNote, PupilIdentity};

use crate::{AppError, Ctx, FieldErrors, Result};

/// Pairs that are looked through at once; what is settled makes room for others.
const PAIRS: u64 = 500;
/// Entries of the log.
const LOG: u64 = 200;
/// Longest reason.
const LONGEST: usize = 2_000;

/// Two pupils who may be one child.
#[derive(Debug, Clone)]
pub struct DuplicatePair {
    /// Both.
    pub row: DuplicateRow,
    /// Why they look alike.
    pub likeness: Likeness,
}

/// One of two pupils compared.
#[derive(Debug, Clone)]
pub struct Compared {
    /// As stored.
    pub row: ComparedRow,
    /// Codes, those in use first.
    pub codes: Vec<PupilCodeNote>,
}

/// What a person finds of two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DuplicateVerdict {
    /// One child; the record with this part of the address stays.
    OneChild(String),
    /// Two children.
    TwoChildren,
}

impl Ctx {
    /// The scope of those who keep the registry of the whole municipality: a school cannot judge about another school's pupil.
    fn registry_scope(&self, action: Action) -> Result<Scope> {
        let scope = self.scope(action, Resource::Registry)?;
        if scope.reach().contains(&Reach::Municipality) {
            Ok(scope)
        } else {
            Err(AppError::Forbidden)
        }
    }

    /// Whether the actor keeps the registry of the whole municipality.
    pub fn keeps_registry(&self) -> bool {
        self.registry_scope(Action::Write).is_ok()
    }

    /// Pairs of pupils who look like one child, those who are most alike first.
    pub async fn duplicates(&self) -> Result<Vec<DuplicatePair>> {
        let scope = self.registry_scope(Action::Read)?;
        let rows = self.store.duplicate_candidates(&scope, PAIRS).await?;
        let mut pairs: Vec<DuplicatePair> = rows
            .into_iter()
            .filter_map(|row| {
                let first = Known {
                    given_name: &row.first_given_name,
                    family_name: &row.first_family_name,
                    born: row.first_birth_day.map(balsts_store::date),
                };
                let second = Known {
                    given_name: &row.second_given_name,
                    family_name: &row.second_family_name,
                    born: row.second_birth_day.map(balsts_store::date),
                };
                let likeness = Likeness::of(first, second, row.same_address)?;
                Some(DuplicatePair { row, likeness })
            })
            .collect();
        pairs.sort_by_key(|pair| pair.likeness);
        Ok(pairs)
    }

    /// Two pupils side by side, in the order asked for. It is a read of both records.
    pub async fn compare_pupils(&self, one: &str, other: &str) -> Result<[Compared; 2]> {
        let scope = self.registry_scope(Action::Read)?;
        let pair = self.both(&scope, one, other).await?;
        let writing = self.store.write().await?;
        let read = |row: &ComparedRow| self.event("pupil.read", "pupil", Some(row.id), "part=duplicate");
        let events = [read(&pair[0].row), read(&pair[1].row)];
        writing.audit(self.instant(), &events).await?;
        writing.commit().await?;
        Ok(pair)
    }

    async fn both(&self, scope: &Scope, one: &str, other: &str) -> Result<[Compared; 2]> {
        let rows = self.store.compared_pupils(scope, &[one, other]).await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let codes = self.store.codes_of(scope, &ids).await?;
        let take = |public_id: &str| {
            let row = rows.iter().find(|row| row.public_id == public_id)?.clone();
            let codes = codes
                .iter()
                .filter(|code| code.pupil_id == row.id)
                .cloned()
                .collect();
            Some(Compared { row, codes })
        };
        match (take(one), take(other)) {
            (Some(one), Some(other)) if one.row.id != other.row.id => Ok([one, other]),
            _ => Err(AppError::NotFound),
        }
    }

    /// Settles two records with a reason. Gives the load of a merge, by which it is undone.
    ///
    /// # Errors
    /// Not found when one of them is; invalid without a verdict or reason; conflict when one of them is merged already.
    pub async fn settle_duplicate(
        &self,
        one: &str,
        other: &str,
        verdict: Option<DuplicateVerdict>,
        reason: &str,
    ) -> Result<Option<i64>> {
        let scope = self.registry_scope(Action::Write)?;
        let [one, other] = self.both(&scope, one, other).await?;
        let reason = reason.trim();
        let mut errors = FieldErrors::new();
        if reason.is_empty() {
            errors.add("reason", "error-reason-required");
        } else if reason.chars().count() > LONGEST {
            errors.add_with("reason", "error-too-long", "length", LONGEST);
        }
        if verdict.is_none() {
            errors.add("verdict", "error-duplicate-verdict");
        }
        errors.check()?;
        match verdict {
            Some(DuplicateVerdict::OneChild(kept)) => {
                let (kept, gone) = if kept == one.row.public_id {
                    (one.row.id, other.row.id)
                } else {
                    (other.row.id, one.row.id)
                };
                Ok(Some(self.merge_pupils(kept, gone, reason).await?))
            }
            Some(DuplicateVerdict::TwoChildren) | None => {
                let at = self.instant();
                let writing = self.store.write().await?;
                writing
                    .add_distinct_pupils(one.row.id, other.row.id, reason, self.user()?, at)
                    .await?;
                let detail = format!("one={} other={}", one.row.id, other.row.id);
                let event = self.event("pupil.told_apart", "pupil", Some(one.row.id), detail);
                writing.audit(at, &[event]).await?;
                writing.commit().await?;
                Ok(None)
            }
        }
    }

    /// The codes of a pupil, those in use first, for those who may correct them. It is a read of the record.
    pub async fn pupil_codes(&self, public_id: &str) -> Result<(PupilIdentity, Vec<PupilCodeNote>)> {
        let scope = self.registry_scope(Action::Write)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let codes = self.store.codes_of(&scope, &[identity.id]).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(identity.id), "part=code");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok((identity, codes))
    }

    /// Gives a pupil a new personal code with a reason, see [`Ctx::change_personal_code`].
    ///
    /// # Errors
    /// As there; invalid without a reason.
    pub async fn correct_personal_code(&self, public_id: &str, code: &str, reason: &str) -> Result<i64> {
        let scope = self.registry_scope(Action::Write)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        if reason.trim().is_empty() {
            return Err(FieldErrors::one("reason", "error-reason-required"));
        }
        self.change_personal_code(identity.id, code, reason).await
    }

    /// The log of corrections: merges, exchanged codes, turns of the year, loads taken back. A school sees its own.
    pub async fn corrections(&self) -> Result<Vec<CorrectionRow>> {
        let scope = self.scope(Action::Read, Resource::Registry)?;
        let own = self.actor.user().unwrap_or(-1);
        Ok(self.store.corrections(&scope, own, LOG).await?)
    }
}
