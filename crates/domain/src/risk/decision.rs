//! What a person decides about a proposed level: to confirm it, to change it, to dismiss it, always with a reason. A decision stands until the
//! reasons change: until a signal fires that did not fire when it was taken or fires higher, or until none fires any more.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, View};
use super::signal::SignalCode;
use super::{Circumstance, Level};
use crate::life_cycle::Refused;

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The proposed level is right.
    Confirmed,
    /// Another level is right.
    Changed(Level),
    /// No support is needed for these reasons.
    Dismissed,
}

/// Why a decision can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// A decision needs its reason in words.
    #[error("a decision needs a reason")]
    ReasonMissing,
    /// No level is proposed, so there is nothing to confirm or dismiss.
    #[error("no level is proposed")]
    NothingProposed,
    /// The change is to the level proposed: that is a confirmation.
    #[error("the level is the one proposed")]
    SameLevel,
}

impl DecisionError {
    /// The key of the message.
    pub const fn message(self) -> &'static str {
        match self {
            Self::ReasonMissing => "decision-reason-missing",
            Self::NothingProposed => "decision-nothing-proposed",
            Self::SameLevel => "decision-same-level",
        }
    }
}

/// One reason on which a decision rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Basis {
    /// The signal.
    pub code: SignalCode,
    /// The circumstance, for a signal `circumstance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circumstance: Option<Circumstance>,
    /// The level it proposed.
    pub level: Level,
}

/// The steps of one count are one reason: from watched to over the limit it grows, it is not another.
fn same_reason(a: Basis, b: Basis) -> bool {
    let step = |code: SignalCode| match code {
        SignalCode::UnexcusedWatch | SignalCode::UnexcusedNearLimit => SignalCode::UnexcusedOverLimit,
        code => code,
    };
    step(a.code) == step(b.code) && a.circumstance == b.circumstance
}

/// What fires in a view, as a decision keeps it.
pub fn basis_of(assessment: &Assessment, view: View) -> Vec<Basis> {
    let mut basis: Vec<_> = assessment
        .visible(view)
        .filter_map(|reading| {
            Some(Basis {
                code: reading.code,
                circumstance: reading.circumstance,
                level: reading.level()?,
            })
        })
        .collect();
    basis.sort_unstable();
    basis
}

/// A decision about a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDecision {
    /// What was decided.
    pub verdict: Verdict,
    /// The level proposed then.
    pub proposed: Level,
    /// Why, in words.
    pub reason: String,
    /// When.
    pub on: Date,
    /// Whether the person saw the restricted signals. Such a decision is shown only to those who may see them too.
    pub full: bool,
    /// What fired then, as the person saw it.
    pub basis: Vec<Basis>,
}

impl LevelDecision {
    /// Takes a decision about what a person sees. A reason is always needed.
    pub fn take(
        verdict: Verdict,
        reason: &str,
        assessment: &Assessment,
        view: View,
    ) -> Result<Self, DecisionError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(DecisionError::ReasonMissing);
        }
        let proposed = assessment.level(view).ok_or(DecisionError::NothingProposed)?;
        if verdict == Verdict::Changed(proposed) {
            return Err(DecisionError::SameLevel);
        }
        Ok(Self {
            verdict,
            proposed,
            reason: reason.to_owned(),
            on: assessment.on,
            full: view == View::Full,
            basis: basis_of(assessment, view),
        })
    }

    /// The level decided; `None` when dismissed.
    pub const fn level(&self) -> Option<Level> {
        match self.verdict {
            Verdict::Confirmed => Some(self.proposed),
            Verdict::Changed(level) => Some(level),
            Verdict::Dismissed => None,
        }
    }

    /// Whether a reader with that view may be shown the decision.
    pub fn is_visible(&self, view: View) -> bool {
        !self.full || view == View::Full
    }

    /// What has happened to its reasons since, as a reader sees them. To a reader who sees more than the person saw who decided, what that
    /// person did not see is new.
    pub fn since(&self, assessment: &Assessment, view: View) -> Change {
        let now = basis_of(assessment, view);
        if now.is_empty() {
            return Change::ReasonsGone;
        }
        let grew = |reason: &&Basis| {
            !self
                .basis
                .iter()
                .any(|then| same_reason(*then, **reason) && then.level >= reason.level)
        };
        let new: Vec<_> = now.iter().filter(grew).copied().collect();
        if !new.is_empty() {
            return Change::ReasonsGrew(new);
        }
        let fell = |reason: &&Basis| {
            !now.iter()
                .any(|other| same_reason(**reason, *other) && other.level >= reason.level)
        };
        let fallen: Vec<_> = self.basis.iter().filter(fell).copied().collect();
        if fallen.is_empty() {
            Change::None
        } else {
            Change::ReasonsFell(fallen)
        }
    }
}

/// What has happened to the reasons of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// They are the same: it stands.
    None,
    /// Some are new or graver: it stands no longer.
    ReasonsGrew(Vec<Basis>),
    /// Some are gone or lighter: it stands, and a person may look again.
    ReasonsFell(Vec<Basis>),
    /// None is left: it has lapsed.
    ReasonsGone,
}

/// The life cycle of a proposed level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelState {
    /// The signals propose a level; nobody has decided.
    Proposed,
    /// A person confirmed it.
    Confirmed,
    /// A person set another level.
    Changed,
    /// A person dismissed it.
    Dismissed,
    /// The reasons grew after a decision; a person has to look again.
    Reopened,
    /// No reason is left.
    Lapsed,
}

/// What can happen to a proposed level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelEvent {
    /// A person confirms.
    Confirm,
    /// A person sets another level.
    Change,
    /// A person dismisses.
    Dismiss,
    /// A reason is new or graver.
    ReasonsGrew,
    /// No reason is left.
    ReasonsGone,
}

impl LevelState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Proposed,
        Self::Confirmed,
        Self::Changed,
        Self::Dismissed,
        Self::Reopened,
        Self::Lapsed,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Changed => "changed",
            Self::Dismissed => "dismissed",
            Self::Reopened => "reopened",
            Self::Lapsed => "lapsed",
        }
    }

    /// The state after an event. A person may decide again at any time while there are reasons.
    pub fn next(self, event: LevelEvent) -> Result<Self, Refused> {
        match (self, event) {
            (
                Self::Lapsed,
                LevelEvent::Confirm | LevelEvent::Change | LevelEvent::Dismiss | LevelEvent::ReasonsGone,
            ) => Err(Refused::new(self.code(), event.code())),
            (_, LevelEvent::Confirm) => Ok(Self::Confirmed),
            (_, LevelEvent::Change) => Ok(Self::Changed),
            (_, LevelEvent::Dismiss) => Ok(Self::Dismissed),
            (Self::Proposed | Self::Lapsed, LevelEvent::ReasonsGrew) => Ok(Self::Proposed),
            (_, LevelEvent::ReasonsGrew) => Ok(Self::Reopened),
            (_, LevelEvent::ReasonsGone) => Ok(Self::Lapsed),
        }
    }

    /// Whether a person has to decide.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Proposed | Self::Reopened)
    }
}

impl LevelEvent {
    /// Every event.
    pub const ALL: [Self; 5] = [
        Self::Confirm,
        Self::Change,
        Self::Dismiss,
        Self::ReasonsGrew,
        Self::ReasonsGone,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Change => "change",
            Self::Dismiss => "dismiss",
            Self::ReasonsGrew => "reasons_grew",
            Self::ReasonsGone => "reasons_gone",
        }
    }
}

/// The level that holds for a reader, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective<'a> {
    /// The level; `None` when no signal fires or it was dismissed.
    pub level: Option<Level>,
    /// How it stands.
    pub state: LevelState,
    /// The decision that stands or stood, if the reader may see it.
    pub decision: Option<&'a LevelDecision>,
}

/// The level that holds for a reader: the newest decision the reader may see, while it stands; else what the signals propose to that
/// reader. `decisions` in any order.
pub fn effective<'a>(assessment: &Assessment, decisions: &'a [LevelDecision], view: View) -> Effective<'a> {
    let proposed = assessment.level(view);
    let visible = decisions
        .iter()
        .filter(|decision| decision.is_visible(view) && decision.on <= assessment.on);
    let Some(decision) = visible.max_by_key(|decision| decision.on) else {
        let state = if proposed.is_some() {
            LevelState::Proposed
        } else {
            LevelState::Lapsed
        };
        return Effective {
            level: proposed,
            state,
            decision: None,
        };
    };
    let decided = match decision.verdict {
        Verdict::Confirmed => LevelState::Confirmed,
        Verdict::Changed(_) => LevelState::Changed,
        Verdict::Dismissed => LevelState::Dismissed,
    };
    let (level, state) = match decision.since(assessment, view) {
        Change::None | Change::ReasonsFell(_) => (decision.level(), decided),
        Change::ReasonsGrew(_) => (proposed.max(decision.level()), LevelState::Reopened),
        Change::ReasonsGone => (
            proposed,
            if proposed.is_some() {
                LevelState::Proposed
            } else {
                LevelState::Lapsed
            },
        ),
    };
    Effective {
        level,
        state,
        decision: Some(decision),
    }
}
