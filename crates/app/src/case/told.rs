//! Who learns of a step of a case by a message.

use balsts_domain::{
    access::Role,
    cases::{CaseEvent, CaseState, Event, Party},
    message::MessageKind,
};
use balsts_store::{Recipients, Writing};

use crate::{Ctx, Result, message::Notice};

/// The roles that act for an institution of the municipality.
fn roles_of(party: Party) -> Vec<Role> {
    Role::ALL
        .into_iter()
        .filter(|role| Party::of(*role) == Some(party))
        .collect()
}

impl Ctx {
    /// Tells who leads the cooperation group of a case that waits for it, and an institution that it is asked to lead.
    pub(super) async fn tell_of_step(
        &self,
        writing: &Writing,
        event: &Event,
        (before, after): (CaseState, CaseState),
    ) -> Result<()> {
        if after == CaseState::BeforeGroup && before != after {
            for leader in writing.group_leaders(self.actor.municipality).await? {
                let to = [leader.user_id];
                let kind = MessageKind::CaseBeforeGroup;
                let notice = Notice::new(kind, leader.body_id, Recipients::Users(&to));
                self.notify(writing, &notice).await?;
            }
        }
        if let (CaseEvent::ProposeLead, Some(party)) = (event.event, event.party) {
            self.tell_party(writing, MessageKind::LeadProposed, party).await?;
        }
        Ok(())
    }

    /// Tells everybody who acts for an institution around the schools. A school is told through its own people, not through all schools.
    pub(super) async fn tell_party(&self, writing: &Writing, kind: MessageKind, party: Party) -> Result<()> {
        if party == Party::School {
            return Ok(());
        }
        let roles = roles_of(party);
        let notice = Notice {
            kind,
            subject: None,
            number: None,
            about: None,
            to: Recipients::Municipality { roles: &roles },
        };
        self.notify(writing, &notice).await?;
        Ok(())
    }
}
