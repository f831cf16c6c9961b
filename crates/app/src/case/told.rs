//! Who learns of a step of a case by a message.

use balsts_domain::{
    access::Role,
    cases::{CaseEvent, CaseState, Event, FormKind, Party, form::Form},
    message::MessageKind,
};
use balsts_store::{CasePartRow, Recipients, Writing};

use crate::{Ctx, Result, message::Notice};

/// The roles that act for an institution of the municipality.
pub(super) fn roles_of(party: Party) -> Vec<Role> {
    Role::ALL
        .into_iter()
        .filter(|role| Party::of(*role) == Some(party))
        .collect()
}

impl Ctx {
    /// Tells who leads the cooperation group of a case that waits for it, and an institution that it is asked to lead or to take part.
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
        let asked = match event.event {
            CaseEvent::ProposeLead => Some(MessageKind::LeadProposed),
            CaseEvent::Invite => Some(MessageKind::CaseInvited),
            _ => None,
        };
        if let (Some(kind), Some(party)) = (asked, event.party) {
            self.tell_party(writing, kind, party, None).await?;
        }
        Ok(())
    }

    /// Tells those whom a form is for; a message to those involved, all who take part in the case. A person is told once of a form, for however
    /// many institutions they act.
    pub(super) async fn tell_of_form(
        &self,
        writing: &Writing,
        form: &Form,
        id: i64,
        (by, parts): (Party, &[CasePartRow]),
    ) -> Result<()> {
        let about = format!("case_form={id}");
        if form.kind == FormKind::Message {
            for part in parts {
                self.tell_part(writing, part, &about).await?;
            }
        }
        for told in form.told.iter().filter(|told| **told != by) {
            self.tell_party(writing, MessageKind::CaseWritten, *told, Some(&about))
                .await?;
        }
        Ok(())
    }

    /// Tells those who see a case through a part of it.
    async fn tell_part(&self, writing: &Writing, part: &CasePartRow, about: &str) -> Result<()> {
        let begun = balsts_store::date(part.from_day) <= self.today();
        let Some(party) = Party::from_code(&part.party).filter(|_| begun && part.ended_at.is_none()) else {
            return Ok(());
        };
        let roles = roles_of(party);
        let to = match (&part.user_id, part.institution_id) {
            (Some(user), _) => Recipients::Users(std::slice::from_ref(user)),
            (None, Some(institution)) => Recipients::Institution {
                institution,
                roles: &roles,
            },
            (None, None) if party == Party::School => return Ok(()),
            (None, None) => Recipients::Municipality { roles: &roles },
        };
        let notice = Notice {
            kind: MessageKind::CaseWritten,
            subject: None,
            number: None,
            about: Some(about),
            to,
        };
        self.notify(writing, &notice).await?;
        Ok(())
    }

    /// Tells the school that a case is handed over to.
    pub(super) async fn tell_school(&self, writing: &Writing, institution: i64) -> Result<()> {
        let roles = roles_of(Party::School);
        let notice = Notice {
            kind: MessageKind::CaseInvited,
            subject: None,
            number: None,
            about: None,
            to: Recipients::Institution {
                institution,
                roles: &roles,
            },
        };
        self.notify(writing, &notice).await?;
        Ok(())
    }

    /// Tells everybody who acts for an institution around the schools. A school is told through its own people, not through all schools.
    pub(super) async fn tell_party(
        &self,
        writing: &Writing,
        kind: MessageKind,
        party: Party,
        about: Option<&str>,
    ) -> Result<()> {
        if party == Party::School {
            return Ok(());
        }
        let roles = roles_of(party);
        let notice = Notice {
            kind,
            subject: None,
            number: None,
            about,
            to: Recipients::Municipality { roles: &roles },
        };
        self.notify(writing, &notice).await?;
        Ok(())
    }
}
