//! Schools with open work for whom nobody acts in the program: they cannot do what is asked of them, so the board learns of it.

use balsts_domain::{
    access::{Action, Reach, Resource, Role},
    cases::Party,
};
use balsts_store::UnattendedRow;

use crate::{Ctx, Result};

impl Ctx {
    /// Institutions with open duties, or a part in an open case, without anybody who acts for them; those whose work is due first come first. Only
    /// for readers of the duties of the whole municipality.
    pub async fn unattended(&self) -> Result<Vec<UnattendedRow>> {
        let scope = self.scope(Action::Read, Resource::Duty)?;
        if !scope.reach().contains(&Reach::Municipality) {
            return Ok(Vec::new());
        }
        let roles: Vec<&str> = Role::ALL
            .into_iter()
            .filter(|role| Party::of(*role) == Some(Party::School))
            .map(Role::code)
            .collect();
        let mut found = self.store.unattended(&scope, &roles).await?;
        found.sort_by_key(|one| (one.earliest_day.is_none(), one.earliest_day));
        Ok(found)
    }
}
