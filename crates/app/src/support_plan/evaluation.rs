//! The evaluation that closes a plan.

use balsts_domain::{
    access::{Action, Resource},
    support::{Outcome, PlanEvent},
};
use balsts_store::PlanEvaluation;

use super::{check_text, state};
use crate::{AppError, Ctx, FieldErrors, Result};

/// What became of one risk.
#[derive(Debug, Clone)]
pub struct RiskEvaluation {
    /// Code of the factor.
    pub factor: String,
    /// What became of it; none where nothing was chosen.
    pub outcome: Option<Outcome>,
    /// In words.
    pub note: String,
}

/// An evaluation.
#[derive(Debug, Clone)]
pub struct EvaluatePlan {
    /// Each risk.
    pub risks: Vec<RiskEvaluation>,
    /// The conclusion.
    pub conclusion: String,
    /// Whether support goes on.
    pub continues: Option<bool>,
}

impl Ctx {
    /// Evaluates each risk and closes the plan. Possible before the semester ends, and after it.
    pub async fn evaluate_plan(&self, id: i64, version: i64, form: &EvaluatePlan) -> Result<()> {
        let sheet = self.plan_to_write(id, true).await?;
        if state(&sheet)?.next(PlanEvent::Evaluate).is_err() {
            return Err(AppError::Conflict("error-plan-step"));
        }
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let risks = self.store.plan_risks(&scope, id, true).await?;
        let mut errors = FieldErrors::new();
        let mut outcomes = Vec::new();
        for risk in &risks {
            let given = form.risks.iter().find(|one| one.factor == risk.factor);
            let field = format!("outcome-{}", risk.factor);
            match given.and_then(|one| one.outcome.map(|outcome| (one, outcome))) {
                Some((one, outcome)) => {
                    check_text(&mut errors, &format!("note-{}", risk.factor), &one.note, None);
                    outcomes.push((risk.factor.clone(), outcome.code(), one.note.trim().to_owned()));
                }
                None => {
                    errors.add(&field, "error-plan-outcome");
                }
            }
        }
        check_text(
            &mut errors,
            "conclusion",
            &form.conclusion,
            Some("error-plan-conclusion"),
        );
        if form.continues.is_none() {
            errors.add("continues", "error-plan-continues");
        }
        errors.check()?;
        let evaluation = PlanEvaluation {
            outcomes,
            conclusion: form.conclusion.trim().to_owned(),
            continues: form.continues.unwrap_or_default(),
        };
        self.step(&sheet, version, PlanEvent::Evaluate, None, Some(&evaluation))
            .await
    }
}
