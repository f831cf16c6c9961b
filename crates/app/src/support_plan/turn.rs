//! What the turn of the day does with plans: a plan follows its pupil, so one whose pupil left every institution of the municipality is out of
//! everybody's reach. It ends, its duty is withdrawn, and what was written stays until its time is over. Harmless to call again and by several
//! copies of the program.

use balsts_domain::{
    access::Resource,
    support::{PlanEvent, PlanState},
};
use balsts_store::{StepNote, StoreError};
use jiff::SignedDuration;

use crate::{AppError, Ctx, Result};

impl Ctx {
    /// Ends the plans of pupils who left more than a day ago; gives how many.
    pub async fn turn_plans(&self) -> Result<usize> {
        let all = self.program_scope(Resource::SupportPlan)?;
        let day = SignedDuration::from_hours(24);
        let since = balsts_store::instant(self.now.checked_sub(day).unwrap_or(self.now));
        let at = self.instant();
        let mut ended = 0;
        for plan in self.store.left_plans(&all, since).await? {
            let next = PlanState::from_code(&plan.state)
                .and_then(|state| state.next(PlanEvent::Leave).ok())
                .ok_or_else(|| AppError::Internal(format!("plan {} cannot end", plan.id)))?;
            let note = StepNote {
                event: PlanEvent::Leave.code(),
                state: next.code(),
                reason: None,
                in_force: None,
                ends: next.has_ended(),
            };
            let writing = self.store.write().await?;
            match writing.step_plan(plan.id, plan.version, &note, None, at).await {
                Ok(()) => {}
                // Somebody wrote at this moment, or another copy of the program ended it: the next turn looks again.
                Err(StoreError::Conflict(_)) => continue,
                Err(error) => return Err(error.into()),
            }
            writing.end_plan_duty(plan.id, None, at).await?;
            let verb = format!("support_plan.{}", PlanEvent::Leave.code());
            let detail = format!("pupil={} state={}", plan.pupil_id, next.code());
            writing
                .audit(at, &[self.event(&verb, "support_plan", Some(plan.id), detail)])
                .await?;
            writing.commit().await?;
            ended += 1;
        }
        Ok(ended)
    }
}
