//! The way of a plan to its approval, and out of it: handed in, approved, sent back, declined, withdrawn.

use balsts_domain::{
    access::{Action, Reach, Resource},
    registry::{InstitutionKind, InstitutionKinds},
    support::{Approval, PlanEvent, PlanState, Signer},
};
use balsts_store::{PlanChoice, PlanEvaluation, PlanLine, PlanSheet, StepNote, StoreError, date};

use super::{LIST_LENGTH, check_text, state, term};
use crate::{AppError, Ctx, FieldErrors, Result};

impl Ctx {
    /// Whether a plan in this state waits for this actor: for a head, or for the board.
    pub(crate) fn approves(&self, state: PlanState) -> bool {
        self.scope(Action::Write, Resource::PlanApproval)
            .is_ok_and(|scope| {
                scope.reach().iter().any(|part| match state {
                    PlanState::AwaitingHead => matches!(part, Reach::Institution(_)),
                    PlanState::AwaitingCoordinator => matches!(part, Reach::Municipality),
                    _ => false,
                })
            })
    }

    /// The page of plans that wait for the actor's approval; its opening is written down.
    pub async fn approval_list(&self) -> Result<Vec<PlanLine>> {
        let plans = self.plans_to_approve().await?;
        self.list_opened("approvals", "", plans.len()).await?;
        Ok(plans)
    }

    /// Plans that wait for the actor's approval.
    pub async fn plans_to_approve(&self) -> Result<Vec<PlanLine>> {
        let scope = self.scope(Action::Read, Resource::PlanApproval)?;
        let states: Vec<&'static str> = [PlanState::AwaitingHead, PlanState::AwaitingCoordinator]
            .into_iter()
            .filter(|state| self.approves(*state))
            .map(PlanState::code)
            .collect();
        let full = self.actor.may(Action::Read, Resource::Circumstances);
        Ok(self
            .store
            .plans(&scope, &PlanChoice::In(&states), full, LIST_LENGTH)
            .await?)
    }

    /// Who approves the plans of an institution today.
    async fn approval_of(&self, institution: i64) -> Result<Approval> {
        let today = i64::from(balsts_domain::calendar::day_number(self.today()));
        let kinds: Vec<InstitutionKind> = self
            .store
            .institution_kinds(self.actor.municipality)
            .await?
            .into_iter()
            .filter(|row| row.id == institution && row.valid_to.is_none_or(|to| to >= today))
            .filter_map(|row| InstitutionKinds::parse(row.kind.as_deref()?))
            .flat_map(InstitutionKinds::iter)
            .collect();
        let coordinators = self.support_settings().await?.coordinators;
        Ok(Approval::of(&kinds, |kind| coordinators.approve(kind)))
    }

    /// Hands a draft to the head. What lacks is named all at once.
    pub async fn submit_plan(&self, id: i64, version: i64) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let mut errors = FieldErrors::new();
        if self.store.plan_risks(&scope, id, true).await?.is_empty() {
            errors.add("risks", "error-plan-no-risk");
        }
        if sheet.goals.trim().is_empty() {
            errors.add("goals", "error-plan-goals");
        }
        if self.store.plan_measures(&scope, id, true).await?.is_empty() {
            errors.add("measures", "error-plan-no-measure");
        }
        check_signatures(&mut errors, &sheet, self.today());
        errors.check()?;
        self.step(&sheet, version, PlanEvent::Submit, None, None).await
    }

    /// Approves a plan that waits for the actor: the head first, then the coordinator where there is one.
    pub async fn approve_plan(&self, id: i64, version: i64) -> Result<()> {
        let sheet = self.plan_to_approve(id).await?;
        let event = match state(&sheet)? {
            PlanState::AwaitingHead => {
                PlanEvent::ApproveByHead(self.approval_of(sheet.institution_id).await?)
            }
            _ => PlanEvent::ApproveByCoordinator,
        };
        term(&sheet)
            .check_open(self.today())
            .map_err(|_| AppError::Conflict("error-plan-closed"))?;
        self.step(&sheet, version, event, None, None).await
    }

    /// Sends a plan that waits for the actor back to its authors.
    pub async fn send_plan_back(&self, id: i64, version: i64, reason: &str) -> Result<()> {
        let sheet = self.plan_to_approve(id).await?;
        self.step(&sheet, version, PlanEvent::SendBack, Some(reason), None)
            .await
    }

    /// Pupil or parents decline the plan.
    pub async fn decline_plan(&self, id: i64, version: i64, reason: &str) -> Result<()> {
        let sheet = self.plan_to_write(id, true).await?;
        self.step(&sheet, version, PlanEvent::Decline, Some(reason), None)
            .await
    }

    /// The support team takes a plan back that is not yet in force.
    pub async fn withdraw_plan(&self, id: i64, version: i64, reason: &str) -> Result<()> {
        let sheet = self.plan_to_write(id, true).await?;
        self.step(&sheet, version, PlanEvent::Withdraw, Some(reason), None)
            .await
    }

    async fn plan_to_approve(&self, id: i64) -> Result<PlanSheet> {
        let scope = self.scope(Action::Write, Resource::PlanApproval)?;
        let sheet = match self.store.plan(&scope, id).await {
            Ok(sheet) => sheet,
            // Approved or sent back in the meantime, by somebody else with the same right.
            Err(StoreError::NotFound) => {
                self.plan_sheet(id).await?;
                return Err(AppError::Conflict("error-plan-step"));
            }
            Err(error) => return Err(error.into()),
        };
        if self.approves(state(&sheet)?) {
            Ok(sheet)
        } else {
            Err(AppError::Forbidden)
        }
    }

    pub(crate) async fn step(
        &self,
        sheet: &PlanSheet,
        version: i64,
        event: PlanEvent,
        reason: Option<&str>,
        evaluation: Option<&PlanEvaluation>,
    ) -> Result<()> {
        let next = state(sheet)?
            .next(event)
            .map_err(|_| AppError::Conflict("error-plan-step"))?;
        let reason = reason.map(str::trim);
        if event.needs_reason() {
            let mut errors = FieldErrors::new();
            check_text(
                &mut errors,
                "reason",
                reason.unwrap_or_default(),
                Some("error-reason-required"),
            );
            errors.check()?;
        }
        let (at, user, today) = (self.instant(), self.user()?, self.today());
        let note = StepNote {
            event: event.code(),
            state: next.code(),
            reason,
            in_force: (next == PlanState::InForce).then_some(today),
            ends: next.has_ended(),
        };
        let writing = self.store.write().await?;
        writing
            .step_plan(sheet.id, version, &note, Some(user), at)
            .await?;
        if let Some(evaluation) = evaluation {
            writing.evaluate_plan(sheet.id, evaluation).await?;
        }
        match next {
            PlanState::InForce => {
                writing
                    .open_plan_duty(
                        self.actor.municipality,
                        sheet.institution_id,
                        sheet.pupil_id,
                        sheet.id,
                        Self::evaluation_day(sheet),
                        at,
                    )
                    .await?;
            }
            PlanState::Evaluated | PlanState::Declined | PlanState::Withdrawn | PlanState::Left => {
                let evaluated_by = (next == PlanState::Evaluated).then_some(user);
                writing.end_plan_duty(sheet.id, evaluated_by, at).await?;
            }
            PlanState::Draft | PlanState::AwaitingHead | PlanState::AwaitingCoordinator => {}
        }
        self.tell_of_plan(&writing, sheet, event, next).await?;
        let verb = format!("support_plan.{}", event.code());
        let detail = format!("pupil={} state={}", sheet.pupil_id, next.code());
        writing
            .audit(at, &[self.event(&verb, "support_plan", Some(sheet.id), detail)])
            .await?;
        Ok(writing.commit().await?)
    }
}

/// The application is signed, and support is wanted, by the one who signs on that day.
fn check_signatures(errors: &mut FieldErrors, sheet: &PlanSheet, today: jiff::civil::Date) {
    let signs_now = balsts_domain::support::signer(sheet.birth_day.map(date), today);
    let by = |code: &Option<String>| code.as_deref().and_then(Signer::from_code);
    if by(&sheet.application_signer).is_none() || sheet.application_day.is_none() {
        errors.add("application", "error-plan-application");
    }
    match (sheet.consent.as_deref(), by(&sheet.consent_signer)) {
        (Some("given"), Some(signer)) => {
            // The pupil came of age since a guardian signed.
            if signs_now.is_some_and(|now| now == Signer::AdultPupil && signer == Signer::Guardian) {
                errors.add("consent", "error-plan-consent-adult");
            }
        }
        (Some("declined"), _) => {
            errors.add("consent", "error-plan-consent-declined");
        }
        _ => {
            errors.add("consent", "error-plan-consent");
        }
    }
}
