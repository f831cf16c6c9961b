//! The life of a version of a programme, from draft to the council's decision and to the version that follows.

use crate::cooperation::codes;
use crate::life_cycle::Refused;

codes! {
    /// Where a version stands.
    VersionState {
        /// Being written.
        Draft = "draft",
        /// Before the council.
        Proposed = "proposed",
        /// In force: the council decided.
        Approved = "approved",
        /// Another version is in force since.
        Superseded = "superseded",
        /// Given up before it was in force.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What can happen to a version.
    VersionEvent {
        /// It goes before the council.
        Propose = "propose",
        /// The council sends it back.
        Return = "return",
        /// The council approves it.
        Approve = "approve",
        /// Another version is approved.
        Supersede = "supersede",
        /// It is given up.
        Withdraw = "withdraw",
    }
}

codes! {
    /// Why a version was made.
    VersionKind {
        /// The programme as first adopted.
        Adopted = "adopted",
        /// The update before a school year, in August.
        Yearly = "yearly",
        /// The review in the middle: strategic goals may not change.
        MidTerm = "mid_term",
    }
}

impl VersionState {
    /// The state after an event.
    ///
    /// # Errors
    /// Refused where the event can't happen in this state.
    pub const fn next(self, event: VersionEvent) -> Result<Self, Refused> {
        use VersionEvent as E;
        match (self, event) {
            (Self::Draft, E::Propose) => Ok(Self::Proposed),
            (Self::Proposed, E::Return) => Ok(Self::Draft),
            (Self::Proposed, E::Approve) => Ok(Self::Approved),
            (Self::Approved, E::Supersede) => Ok(Self::Superseded),
            (Self::Draft | Self::Proposed, E::Withdraw) => Ok(Self::Withdrawn),
            _ => Err(Refused::new(self.code(), event.code())),
        }
    }

    /// Whether rows may change. A proposed version stands as it was sent to the council.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft)
    }

    /// The life cycle as a diagram.
    pub fn diagram() -> String {
        let steps = Self::ALL.iter().flat_map(|state| {
            VersionEvent::ALL.iter().filter_map(move |event| {
                let next = state.next(*event).ok()?;
                Some((state.code(), event.code(), next.code()))
            })
        });
        crate::life_cycle::diagram(steps)
    }
}

impl VersionKind {
    /// Whether strategic goals stay as they are.
    ///
    /// Source: RN (by 2026) and VE (2027): the mid-term update leaves goals unchanged.
    pub const fn locks_goals(self) -> bool {
        matches!(self, Self::MidTerm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-01
    #[test]
    fn a_version_is_proposed_approved_and_followed_by_another() {
        use VersionEvent as E;
        use VersionState as S;
        let allowed = [
            (S::Draft, E::Propose, S::Proposed),
            (S::Draft, E::Withdraw, S::Withdrawn),
            (S::Proposed, E::Return, S::Draft),
            (S::Proposed, E::Approve, S::Approved),
            (S::Proposed, E::Withdraw, S::Withdrawn),
            (S::Approved, E::Supersede, S::Superseded),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed
                    .iter()
                    .find(|(from, by, _)| from == state && by == event)
                    .map(|(_, _, to)| *to);
                assert_eq!(state.next(*event).ok(), expected, "{state:?} {event:?}");
            }
        }
    }

    // covers: PLN-01
    #[test]
    fn the_diagram_in_the_docs_is_that_of_the_code() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/life-cycles/programme-version.md"
        );
        let page = format!(
            "# The life of a version of a programme\n\nGenerated from `balsts_domain::programme::VersionState` and held to it by a test.\n\n```mermaid\n{}```\n",
            VersionState::diagram()
        );
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(kept, page, "write this to {path}:\n{page}");
    }
}
