//! The identity of the municipality's adopted prevention plan: read by everybody who reads figures, written by board and administrator.

use balsts_domain::{
    access::{Action, Reach, Resource},
    registry::PlanIdentity,
};

use crate::{AppError, Ctx, FieldErrors, Result};

/// The longest title, in letters.
const TITLE_LENGTH: usize = 300;
/// The longest number of a decision, in letters.
const DECISION_LENGTH: usize = 100;

impl Ctx {
    /// The plan, once somebody has written it down. A published document: anybody of the municipality may know it.
    pub async fn plan_identity(&self) -> Result<Option<PlanIdentity>> {
        Ok(self.store.plan_identity(self.actor.municipality).await?)
    }

    /// Writes down the plan.
    ///
    /// # Errors
    /// Forbidden without the settings of the whole municipality; invalid without a title.
    pub async fn set_plan_identity(&self, plan: &PlanIdentity) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Settings)?;
        if !scope.reach().contains(&Reach::Municipality) {
            return Err(AppError::Forbidden);
        }
        let mut errors = FieldErrors::new();
        if plan.title.trim().is_empty() {
            errors.add("title", "error-plan-title");
        } else if plan.title.chars().count() > TITLE_LENGTH {
            errors.add_with("title", "error-too-long", "length", TITLE_LENGTH);
        }
        if plan
            .decision
            .as_ref()
            .is_some_and(|number| number.chars().count() > DECISION_LENGTH)
        {
            errors.add_with("decision", "error-too-long", "length", DECISION_LENGTH);
        }
        errors.check()?;
        let (municipality, at) = (scope.municipality(), self.instant());
        let known = |year: Option<i16>| year.map_or_else(|| "-".to_owned(), |year| year.to_string());
        let detail = format!(
            "kind={} years={}..{}",
            plan.kind.code(),
            known(plan.years.from()),
            known(plan.years.to())
        );
        let writing = self.store.write().await?;
        writing.set_plan_identity(municipality, plan).await?;
        let event = self.event("plan.changed", "municipality", Some(municipality), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(())
    }
}
