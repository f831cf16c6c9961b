//! Who learns of a step of a support plan: whoever has to approve it next, and its author once that is settled.

use balsts_domain::{
    access::Role,
    message::MessageKind,
    support::{PlanEvent, PlanState},
};
use balsts_store::{PlanSheet, Recipients, Writing};

use crate::{Ctx, Result, message::Notice};

impl Ctx {
    /// Tells of the step that brought a plan into its next state. A plan declined or withdrawn is told by nobody: the support team itself did it.
    pub(super) async fn tell_of_plan(
        &self,
        writing: &Writing,
        sheet: &PlanSheet,
        event: PlanEvent,
        next: PlanState,
    ) -> Result<()> {
        let author = [sheet.author_id];
        let (kind, to) = match (event, next) {
            (PlanEvent::Submit, PlanState::AwaitingHead) => (
                MessageKind::PlanToApprove,
                Recipients::Institution {
                    institution: sheet.institution_id,
                    roles: &[Role::SchoolHead],
                },
            ),
            (PlanEvent::ApproveByHead(_), PlanState::AwaitingCoordinator) => (
                MessageKind::PlanToApprove,
                Recipients::Municipality {
                    roles: &[Role::EducationBoard],
                },
            ),
            (PlanEvent::ApproveByHead(_) | PlanEvent::ApproveByCoordinator, PlanState::InForce) => {
                (MessageKind::PlanInForce, Recipients::Users(&author))
            }
            (PlanEvent::SendBack, _) => (MessageKind::PlanSentBack, Recipients::Users(&author)),
            _ => return Ok(()),
        };
        self.notify(writing, &Notice::new(kind, sheet.id, to)).await?;
        Ok(())
    }
}
