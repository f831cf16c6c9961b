//! The life of a support plan: drafted by the support team, approved by the head and (not in vocational schools) by the municipality's
//! coordinator, in force for a semester, evaluated at its end.

use serde::{Deserialize, Serialize};

use crate::life_cycle::Refused;
use crate::registry::InstitutionKind;

/// What a plan is [Ogre].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// *Individuālais atbalsta plāns* (IAP).
    #[default]
    Individual,
    /// *Uzvedības korekcijas plāns*.
    BehaviourCorrection,
    /// *Individuālais izglītības programmas apguves plāns*.
    IndividualCurriculum,
}

impl PlanKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [
        Self::Individual,
        Self::BehaviourCorrection,
        Self::IndividualCurriculum,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::BehaviourCorrection => "behaviour_correction",
            Self::IndividualCurriculum => "individual_curriculum",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who approves the plans of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// The head alone.
    Head,
    /// The head, then the municipality's coordinator.
    HeadAndCoordinator,
}

impl Approval {
    /// The chain for institutions of these kinds: the municipality has set for each kind whether its coordinator approves. Where a house is of
    /// several kinds, one of them is enough; where its kind is not known, the coordinator approves.
    pub fn of(kinds: &[InstitutionKind], coordinator_approves: impl Fn(InstitutionKind) -> bool) -> Self {
        if kinds.is_empty() || kinds.iter().any(|kind| coordinator_approves(*kind)) {
            Self::HeadAndCoordinator
        } else {
            Self::Head
        }
    }
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// Being written.
    Draft,
    /// The head has to approve it.
    AwaitingHead,
    /// The municipality's coordinator has to approve it.
    AwaitingCoordinator,
    /// Support is given.
    InForce,
    /// Each risk was evaluated; the plan is closed.
    Evaluated,
    /// Pupil or parents do not want it; the reason is kept.
    Declined,
    /// Taken back by the support team; the reason is kept.
    Withdrawn,
    /// The pupil left the municipality's institutions before anything else ended it.
    Left,
}

/// What can happen to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEvent {
    /// Its content is changed.
    Change,
    /// It is handed to the head.
    Submit,
    /// The head approves it.
    ApproveByHead(Approval),
    /// The municipality's coordinator approves it.
    ApproveByCoordinator,
    /// Head or coordinator send it back with a reason.
    SendBack,
    /// Pupil or parents decline it.
    Decline,
    /// The support team takes it back.
    Withdraw,
    /// Support was given, or not given, for a reason.
    Record,
    /// The part of another institution that does not do it, or not so, is given to somebody else or changed: support does not wait for a new plan.
    Rearrange,
    /// Each risk is evaluated.
    Evaluate,
    /// The pupil is enrolled nowhere in the municipality any more: the program ends the plan, which nobody reaches.
    Leave,
}

impl PlanEvent {
    /// Every event.
    pub const ALL: [Self; 12] = [
        Self::Change,
        Self::Submit,
        Self::ApproveByHead(Approval::HeadAndCoordinator),
        Self::ApproveByHead(Approval::Head),
        Self::ApproveByCoordinator,
        Self::SendBack,
        Self::Decline,
        Self::Withdraw,
        Self::Record,
        Self::Rearrange,
        Self::Evaluate,
        Self::Leave,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Submit => "submit",
            Self::ApproveByHead(Approval::HeadAndCoordinator) => "approve_by_head",
            Self::ApproveByHead(Approval::Head) => "approve_by_head_alone",
            Self::ApproveByCoordinator => "approve_by_coordinator",
            Self::SendBack => "send_back",
            Self::Decline => "decline",
            Self::Withdraw => "withdraw",
            Self::Record => "record",
            Self::Rearrange => "rearrange",
            Self::Evaluate => "evaluate",
            Self::Leave => "leave",
        }
    }

    /// Whether it needs a reason in words.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Decline | Self::Withdraw)
    }
}

impl PlanState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::AwaitingHead,
        Self::AwaitingCoordinator,
        Self::InForce,
        Self::Evaluated,
        Self::Declined,
        Self::Withdrawn,
        Self::Left,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingHead => "awaiting_head",
            Self::AwaitingCoordinator => "awaiting_coordinator",
            Self::InForce => "in_force",
            Self::Evaluated => "evaluated",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Left => "left",
        }
    }

    /// The state by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after an event.
    ///
    /// # Errors
    /// [`Refused`] for a step that is not in the diagram: what is approved is never changed without being sent back first, and what has
    /// ended stays as it is.
    pub const fn next(self, event: PlanEvent) -> Result<Self, Refused> {
        use PlanEvent as E;
        match (self, event) {
            (Self::Draft, E::Submit) => Ok(Self::AwaitingHead),
            (Self::AwaitingHead, E::ApproveByHead(Approval::HeadAndCoordinator)) => {
                Ok(Self::AwaitingCoordinator)
            }
            (Self::AwaitingHead, E::ApproveByHead(Approval::Head))
            | (Self::AwaitingCoordinator, E::ApproveByCoordinator)
            | (Self::InForce, E::Record | E::Rearrange) => Ok(Self::InForce),
            (Self::Draft, E::Change) | (Self::AwaitingHead | Self::AwaitingCoordinator, E::SendBack) => {
                Ok(Self::Draft)
            }
            (Self::Draft | Self::AwaitingHead | Self::AwaitingCoordinator | Self::InForce, E::Decline) => {
                Ok(Self::Declined)
            }
            (Self::Draft | Self::AwaitingHead | Self::AwaitingCoordinator, E::Withdraw) => {
                Ok(Self::Withdrawn)
            }
            (Self::InForce, E::Evaluate) => Ok(Self::Evaluated),
            (Self::Draft | Self::AwaitingHead | Self::AwaitingCoordinator | Self::InForce, E::Leave) => {
                Ok(Self::Left)
            }
            (state, event) => Err(Refused::new(state.code(), event.code())),
        }
    }

    /// Whether nothing is left to do.
    pub const fn has_ended(self) -> bool {
        matches!(
            self,
            Self::Evaluated | Self::Declined | Self::Withdrawn | Self::Left
        )
    }

    /// Whether it counts as a plan in the figures: approved, whatever became of it afterwards. A plan declined or left while in force counts
    /// too, which the caller knows from the day of its approval.
    pub const fn counts(self) -> bool {
        matches!(self, Self::InForce | Self::Evaluated)
    }
}

/// The steps of the diagram that lead from one state to another.
pub fn steps() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    PlanState::ALL.into_iter().flat_map(|state| {
        PlanEvent::ALL.into_iter().filter_map(move |event| {
            let next = state.next(event).ok().filter(|next| *next != state)?;
            Some((state.code(), event.code(), next.code()))
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::life_cycle::diagram;

    // covers: IAP-04, IAP-07
    #[test]
    fn a_plan_is_drafted_approved_carried_out_and_evaluated() {
        use PlanEvent as E;
        let chain = [
            E::Change,
            E::Submit,
            E::ApproveByHead(Approval::HeadAndCoordinator),
            E::ApproveByCoordinator,
            E::Record,
            E::Rearrange,
            E::Evaluate,
        ];
        assert_eq!(
            chain.into_iter().try_fold(PlanState::Draft, PlanState::next),
            Ok(PlanState::Evaluated)
        );
        assert_eq!(
            PlanState::AwaitingHead.next(E::ApproveByHead(Approval::Head)),
            Ok(PlanState::InForce),
            "vocational schools skip the coordinator"
        );
        for (state, event) in [
            (PlanState::Draft, E::ApproveByHead(Approval::Head)),
            (PlanState::AwaitingHead, E::ApproveByCoordinator),
            (PlanState::InForce, E::Change),
            (PlanState::InForce, E::Withdraw),
            (PlanState::Draft, E::Record),
            (PlanState::AwaitingHead, E::Rearrange),
            (PlanState::Evaluated, E::Rearrange),
            (PlanState::Draft, E::Evaluate),
            (PlanState::Evaluated, E::Record),
            (PlanState::Evaluated, E::Evaluate),
        ] {
            assert_eq!(
                state.next(event),
                Err(Refused::new(state.code(), event.code())),
                "{state:?} {event:?}"
            );
        }
    }

    // covers: IAP-07, PRV-08
    #[test]
    fn whatever_has_not_ended_ends_when_the_pupil_leaves() {
        for state in PlanState::ALL {
            let left = state.next(PlanEvent::Leave);
            assert_eq!(left.is_ok(), !state.has_ended(), "{state:?}");
        }
        assert!(PlanState::Left.has_ended());
    }

    // covers: IAP-04
    #[test]
    fn the_coordinator_approves_where_one_kind_of_the_institution_asks_for_it() {
        use InstitutionKind as K;
        let of = |kinds: &[K]| Approval::of(kinds, |kind| kind == K::BasicSchool);
        assert_eq!(of(&[K::VocationalSchool]), Approval::Head);
        assert_eq!(of(&[K::BasicSchool]), Approval::HeadAndCoordinator);
        assert_eq!(of(&[K::Preschool, K::BasicSchool]), Approval::HeadAndCoordinator);
        assert_eq!(of(&[]), Approval::HeadAndCoordinator);
    }

    #[test]
    fn codes_are_read_back() {
        for state in PlanState::ALL {
            assert_eq!(PlanState::from_code(state.code()), Some(state));
        }
        for kind in PlanKind::ALL {
            assert_eq!(PlanKind::from_code(kind.code()), Some(kind));
        }
    }

    /// The page of the documentation is written from the rules: when they change, this test writes it anew and fails once.
    #[test]
    fn the_diagram_in_the_documentation_is_that_of_the_rules() {
        let page = format!(
            "# The life of a support plan\n\nWritten from `domain::support::PlanState` by its test; a step that is not drawn here is refused.\n\n\
             ```mermaid\n{}```\n\n\
             `approve_by_head_alone` holds where no municipal coordinator approves: in vocational schools, or where the municipality has set so.\n\
             `change` is possible in a draft, `record` (support given or not given) while the plan is in force; neither changes the state.\n\
             `leave` is taken by the program when the day turns: the pupil is enrolled in no institution of the municipality any more.\n",
            diagram(steps())
        );
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/life-cycles/support-plan.md"
        );
        let written = std::fs::read_to_string(path).unwrap_or_default();
        if written != page {
            std::fs::write(path, &page).unwrap();
        }
        assert_eq!(
            written, page,
            "docs/life-cycles/support-plan.md was out of date and is written anew"
        );
    }

    proptest! {
        #[test]
        fn what_has_ended_stays_as_it_is(events in proptest::collection::vec(0_usize..PlanEvent::ALL.len(), 0..40)) {
            let mut state = PlanState::Draft;
            for event in events {
                let before = state;
                if let Ok(next) = state.next(PlanEvent::ALL[event]) {
                    state = next;
                }
                if before.has_ended() {
                    prop_assert_eq!(state, before);
                }
            }
        }
    }
}
