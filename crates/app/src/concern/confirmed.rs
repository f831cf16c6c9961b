//! What a confirmed concern leaves behind: risk factors of the taxonomy. Each is open until somebody closes it with a reason: that the support
//! team took the concern over does not end what it is about.

use balsts_domain::{
    access::{Action, Resource},
    risk::{Factor, Group},
};
use balsts_store::{PupilIdentity, RiskFactorRow};

use crate::{AppError, Ctx, FieldErrors, Result};

/// The longest text beside a factor, in letters.
const NOTE_LENGTH: usize = 500;
/// The longest reason for closing a factor, in letters.
const REASON_LENGTH: usize = 2_000;

/// A risk factor that the support team confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedFactor {
    /// Which.
    pub factor: Factor,
    /// In words; *Cits* has none of its own and needs them.
    pub note: String,
}

impl From<Factor> for ConfirmedFactor {
    fn from(factor: Factor) -> Self {
        Self {
            factor,
            note: String::new(),
        }
    }
}

/// The open risk factors of a pupil, for closing one.
#[derive(Debug, Clone)]
pub struct OpenFactors {
    /// Who.
    pub identity: PupilIdentity,
    /// Open ones, the newest first.
    pub factors: Vec<RiskFactorRow>,
}

/// The field of the form in which the factors of a group are ticked.
pub fn factors_field(group: Group) -> String {
    format!("factors-{}", group.code().to_lowercase())
}

/// The field of the form that says what *Cits* of a group means.
pub fn note_field(group: Group) -> String {
    format!("note-{}", group.code().to_lowercase())
}

impl Ctx {
    /// Factors that the actor may confirm: health, means and family only by those who may know of them.
    pub fn confirmable_factors(&self) -> Vec<Factor> {
        if self.scope(Action::Write, Resource::RiskFactors).is_err() {
            return Vec::new();
        }
        let full = self.scope(Action::Read, Resource::Circumstances).is_ok();
        Factor::ALL
            .iter()
            .copied()
            .filter(|factor| full || !factor.is_restricted())
            .collect()
    }

    /// What stands in the way of confirming these factors.
    pub(super) fn confirmed_errors(
        &self,
        confirmed: &[ConfirmedFactor],
        errors: &mut FieldErrors,
    ) -> Result<()> {
        let may = self.confirmable_factors();
        if confirmed.iter().any(|one| !may.contains(&one.factor)) {
            return Err(AppError::Forbidden);
        }
        if confirmed.is_empty() {
            errors.add(&factors_field(Group::A), "error-concern-factors-required");
        }
        for one in confirmed {
            let field = note_field(one.factor.group());
            if one.factor.needs_text() && one.note.trim().is_empty() {
                errors.add(&field, "error-concern-other-required");
            } else if one.note.chars().count() > NOTE_LENGTH {
                errors.add_with(&field, "error-too-long", "length", NOTE_LENGTH);
            }
        }
        Ok(())
    }

    /// The open risk factors of a pupil that the actor may close.
    pub async fn open_factors(&self, public_id: &str) -> Result<OpenFactors> {
        let scope = self.scope(Action::Write, Resource::RiskFactors)?;
        let full = self.scope(Action::Read, Resource::Circumstances).is_ok();
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let mut factors = self.store.pupil_risk_factors(&scope, identity.id, full).await?;
        factors.retain(|row| row.closed_day.is_none());
        Ok(OpenFactors { identity, factors })
    }

    /// Closes a risk factor that is no more; it stays in the history.
    ///
    /// # Errors
    /// Not found when it is none of this pupil's or closed already; invalid without a reason.
    pub async fn close_factor(&self, public_id: &str, factor: i64, reason: &str) -> Result<()> {
        let open = self.open_factors(public_id).await?;
        let mut errors = FieldErrors::new();
        if reason.trim().is_empty() {
            errors.add("reason", "error-reason-required");
        } else if reason.chars().count() > REASON_LENGTH {
            errors.add_with("reason", "error-too-long", "length", REASON_LENGTH);
        }
        errors.check()?;
        if !open.factors.iter().any(|row| row.id == factor) {
            return Err(AppError::NotFound);
        }
        let (user, at, pupil) = (self.user()?, self.instant(), open.identity.id);
        let writing = self.store.write().await?;
        writing
            .close_risk_factor(pupil, factor, reason.trim(), user, self.today())
            .await?;
        let event = self.event(
            "risk_factor.closed",
            "pupil",
            Some(pupil),
            format!("factor={factor}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        self.evaluate_after(&[pupil]).await;
        Ok(())
    }
}
