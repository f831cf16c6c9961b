//! The evaluation that closes a plan: what became of each risk, and with which risks the next plan starts.

use serde::{Deserialize, Serialize};

/// What became of a risk [A: no source gives the scale].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// There is no such risk any more.
    Removed,
    /// It is smaller.
    Reduced,
    /// It is as it was.
    Unchanged,
    /// It has grown.
    Grown,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Removed, Self::Reduced, Self::Unchanged, Self::Grown];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Reduced => "reduced",
            Self::Unchanged => "unchanged",
            Self::Grown => "grown",
        }
    }

    /// The outcome by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// Whether the risk is still there.
    pub const fn remains(self) -> bool {
        !matches!(self, Self::Removed)
    }
}

/// A risk of a plan with what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskOutcome<R> {
    /// The risk.
    pub risk: R,
    /// What became of it; `None` until evaluated.
    pub outcome: Option<Outcome>,
}

/// The risks with which the next plan starts: those that remain, and those nobody evaluated.
pub fn next_risks<R: Copy>(risks: &[RiskOutcome<R>]) -> Vec<R> {
    risks
        .iter()
        .filter(|one| one.outcome.is_none_or(Outcome::remains))
        .map(|one| one.risk)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-07
    #[test]
    fn the_next_plan_starts_with_the_risks_that_remain() {
        let of = |risk, outcome| RiskOutcome { risk, outcome };
        let risks = [
            of("a", Some(Outcome::Removed)),
            of("b", Some(Outcome::Reduced)),
            of("c", Some(Outcome::Grown)),
            of("d", None),
        ];
        assert_eq!(next_risks(&risks), ["b", "c", "d"]);
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
        }
    }
}
