//! Who learns of a step of a support plan: whoever has to approve it next, its author once that is settled, an institution for which a part of it is
//! written, the author when the institution answers, and whoever approves plans at the school when a part of a plan in force is written anew.

use balsts_domain::{
    access::Role,
    message::MessageKind,
    support::{PlanEvent, PlanState},
};
use balsts_store::{OwnPartRow, PlanSheet, Recipients, Writing};

use super::PartForm;
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

    /// Tells an institution that a part is written for it or changed: the person to whom it is addressed, else everybody who acts for it.
    pub(super) async fn tell_of_part(&self, writing: &Writing, form: &PartForm, part: i64) -> Result<()> {
        let roles = form.partner.roles();
        let to = match &form.user {
            Some(user) => Recipients::Users(std::slice::from_ref(user)),
            None if roles.is_empty() => return Ok(()),
            None => Recipients::Municipality { roles: &roles },
        };
        let notice = Notice::new(MessageKind::PlanPartWritten, part, to);
        self.notify(writing, &notice).await?;
        Ok(())
    }

    /// Tells the head that a part of a plan in force is not the one that was approved any more.
    pub(super) async fn tell_of_rearranged(&self, writing: &Writing, sheet: &PlanSheet) -> Result<()> {
        let head = Recipients::Institution {
            institution: sheet.institution_id,
            roles: &[Role::SchoolHead],
        };
        let notice = Notice::new(MessageKind::PlanPartRearranged, sheet.id, head);
        self.notify(writing, &notice).await?;
        Ok(())
    }

    /// Tells the author of a plan that an institution answered.
    pub(super) async fn tell_of_answer(&self, writing: &Writing, part: &OwnPartRow) -> Result<()> {
        let author = [part.author_id];
        let kind = MessageKind::PlanPartAnswered;
        let notice = Notice::new(kind, part.plan_id, Recipients::Users(&author));
        self.notify(writing, &notice).await?;
        Ok(())
    }
}
