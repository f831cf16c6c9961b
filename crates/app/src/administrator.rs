//! A municipality always has an administrator: without one nobody could open an account or give a role on the pages any more.

use balsts_domain::access::{Assignment, Role};
use balsts_store::AssignmentRow;

use crate::{AppError, Ctx, Result, account::AccountWithRoles};

impl Ctx {
    /// Whether an open account has the role of administrator today by those of its roles.
    pub(crate) fn administers(
        &self,
        account: &AccountWithRoles,
        by: impl Fn(&AssignmentRow) -> bool,
    ) -> bool {
        let holds = |assignment: Assignment| {
            assignment.role == Role::Administrator && assignment.holds_on(self.today())
        };
        account.account.disabled_at.is_none()
            && account
                .roles
                .iter()
                .filter(|row| by(row))
                .filter_map(AssignmentRow::assignment)
                .any(holds)
    }

    /// Refuses what would leave the municipality without an administrator: nobody could undo it on the pages.
    pub(crate) async fn another_administers(&self, user: i64) -> Result<()> {
        let others = self.accounts().await?;
        if others
            .iter()
            .any(|other| other.account.id != user && self.administers(other, |_| true))
        {
            Ok(())
        } else {
            Err(AppError::Conflict("error-account-last-administrator"))
        }
    }
}
