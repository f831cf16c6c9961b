//! Who learns of a concern.

use balsts_domain::{access::Role, message::MessageKind};
use balsts_store::{Recipients, Writing};

use crate::{Ctx, Result, message::Notice};

impl Ctx {
    /// Tells the support team, and of danger the head and the child rights specialist at once. Where nobody is in the support team, the head
    /// learns of it: a report must reach somebody.
    pub(super) async fn tell_of_concern(
        &self,
        writing: &Writing,
        id: i64,
        institution: i64,
        danger: bool,
    ) -> Result<()> {
        let at = |roles| Recipients::Institution { institution, roles };
        if danger {
            let kind = MessageKind::ChildInDanger;
            let about = format!("danger concern={id}");
            for to in [
                at(&[Role::SupportStaff, Role::SchoolHead]),
                Recipients::Municipality {
                    roles: &[Role::ChildRightsSpecialist],
                },
            ] {
                let notice = Notice {
                    about: Some(&about),
                    ..Notice::new(kind, id, to)
                };
                self.notify(writing, &notice).await?;
            }
            return Ok(());
        }
        let kind = MessageKind::ConcernSent;
        let told = self
            .notify(writing, &Notice::new(kind, id, at(&[Role::SupportStaff])))
            .await?;
        if told == 0 {
            self.notify(writing, &Notice::new(kind, id, at(&[Role::SchoolHead])))
                .await?;
        }
        Ok(())
    }
}
