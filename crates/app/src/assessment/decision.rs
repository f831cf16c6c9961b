//! A person confirms, changes or dismisses a proposed level, always with a reason. The history stays; the decision stands until its
//! reasons grow or go.

use balsts_domain::access::{Action, Resource};
use balsts_domain::risk::Level;
use balsts_domain::risk::decision::{LevelDecision, LevelState, Verdict};
use balsts_store::NewDecision;

use super::kept::rank;
use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest reason kept with a decision.
const REASON_LENGTH: usize = 2_000;

/// What a person decides.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Confirm, change, dismiss.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The level that was proposed on the page; if it is another by now, the person looks again.
    pub proposed: Level,
    /// The newest decision that the page showed; if somebody has decided since, the person looks again.
    pub after: Option<i64>,
}

/// The level that is shown, and the proposal beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownLevel {
    /// The level shown: the decided one while the decision stands, else the proposed one.
    pub level: Option<Level>,
    /// What the signals propose.
    pub proposed: Option<Level>,
    /// Whether the proposal is one higher than the highest signal.
    pub raised: bool,
    /// Where the proposal stands in its life.
    pub state: LevelState,
    /// The newest decision that the reader may see.
    pub decision: Option<i64>,
}

impl Ctx {
    /// Decides about the level of a pupil; gives what is shown from now on.
    ///
    /// # Errors
    /// Invalid without a reason; conflict when nothing is proposed, the proposal is not the one that the person saw, or somebody decided meanwhile.
    pub async fn decide_level(&self, public_id: &str, decide: &Decide) -> Result<ShownLevel> {
        let scope = self.scope(Action::Write, Resource::LevelDecision)?;
        let user = self.user()?;
        let pupil = self.store.pupil_id(&scope, public_id).await?;
        if decide.reason.chars().count() > REASON_LENGTH {
            let mut errors = FieldErrors::new();
            errors.add_with("reason", "error-too-long", "length", REASON_LENGTH);
            return Err(AppError::Invalid(errors));
        }
        let support = self.support_of(&scope, pupil).await?;
        let decision =
            LevelDecision::take(decide.verdict, &decide.reason, &support.assessment, support.view)?;
        if decision.proposed != decide.proposed {
            return Err(AppError::Conflict("error-level-changed"));
        }
        if support.newest_decision() != decide.after {
            return Err(AppError::Conflict("error-level-decided"));
        }
        let action = match decision.verdict {
            Verdict::Confirmed => "confirm",
            Verdict::Changed(_) => "change",
            Verdict::Dismissed => "dismiss",
        };
        let at = self.instant();
        let new = NewDecision {
            pupil,
            action,
            proposed: rank(Some(decision.proposed)),
            level: decision.level().map(|level| rank(Some(level))),
            basis: serde_json::to_string(&decision.basis)
                .map_err(|error| AppError::Internal(error.to_string()))?,
            full: decision.full,
            reason: decision.reason,
            user,
            at,
        };
        let writing = self.store.write().await?;
        let id = writing.add_decision(&new).await?;
        let detail = format!("action={action} proposed={} decision={id}", new.proposed);
        let event = self.event("level.decided", "pupil", Some(pupil), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        self.evaluate_touched(&[pupil]).await?;
        Ok(self.support_of(&scope, pupil).await?.shown)
    }
}
