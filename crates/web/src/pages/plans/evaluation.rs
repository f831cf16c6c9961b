//! The evaluation at the end of the semester: each risk, a conclusion, and whether support goes on.

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::{EvaluatePlan, RiskEvaluation};
use balsts_domain::support::{Outcome as RiskOutcome, PlanEvent};

use super::{FormPage, Outcome, WRITE, again, conflict_notice, outcome, version, who, words};
use crate::{
    kit::{Choice, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path, redirect},
    routes::Routes,
    signed_in::SignedIn,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/evaluate", WRITE, show)
        .post("/plans/{id}/evaluate", WRITE, evaluate)
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    if !view.may_draft {
        return Err(Failure::not_found());
    }
    if !view.allows(PlanEvent::Evaluate) {
        return Err(balsts_app::AppError::Conflict("error-plan-step").into());
    }
    let texts = layout.texts;
    let outcomes: Vec<Choice> = RiskOutcome::ALL
        .map(|one| Choice::new(one.code(), words::coded(texts, "plans-outcome-", one.code())))
        .to_vec();
    let goes_on = [
        Choice::new("yes", texts.t("plans-continues-yes")),
        Choice::new("no", texts.t("plans-continues-no")),
    ];
    let layout = layout
        .titled_as(format!("{}: {}", texts.t("plans-evaluate"), who(&view)))
        .with_errors(&errors)
        .back(format!("/plans/{id}"), "plans-one");
    let form = layout.filled_form(values, errors);
    let mut fields = Vec::new();
    for risk in &view.risks {
        let name = words::factor_of(texts, &risk.factor);
        fields.push(
            form.radios(&format!("outcome-{}", risk.factor), "plans-outcome", &outcomes)
                .labelled(name.clone())
                .small()
                .inline(),
        );
        fields.push(
            form.text(&format!("note-{}", risk.factor), "plans-outcome-note")
                .labelled(texts.t1("plans-outcome-note", "risk", name.as_str()))
                .optional(),
        );
    }
    fields.push(form.textarea("conclusion", "plans-conclusion"));
    fields.push(form.radios("continues", "plans-continues", &goes_on));
    Ok(FormPage {
        above: vec![Html::of(&words::measures(texts, &view, |_| None))],
        action: format!("/plans/{id}/evaluate"),
        draft: format!("plan-{id}-evaluate"),
        hidden: vec![("version", view.sheet.version.to_string())],
        fields,
        submit: form.submit("plans-evaluate"),
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn evaluate(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    let risks = view
        .risks
        .iter()
        .map(|risk| RiskEvaluation {
            factor: risk.factor.clone(),
            outcome: RiskOutcome::from_code(values.get(&format!("outcome-{}", risk.factor))),
            note: values.get(&format!("note-{}", risk.factor)).to_owned(),
        })
        .collect();
    let form = EvaluatePlan {
        risks,
        conclusion: values.get("conclusion").to_owned(),
        continues: match values.get("continues") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    };
    match outcome(signed_in.ctx().evaluate_plan(id, version(&values), &form).await)? {
        Outcome::Done(()) => {
            let flash = Flash::success("plans-evaluated").draft_done(&format!("plan-{id}-evaluate"));
            Ok(redirect(&format!("/plans/{id}"), Some(&flash)))
        }
        Outcome::Wrong(errors) => Ok(again(page(&signed_in, layout, id, values, errors).await?, false)),
        Outcome::Conflict => {
            let mut page = page(&signed_in, layout, id, values, FieldErrors::new()).await?;
            let texts = page.layout.texts;
            page.above
                .insert(0, conflict_notice(texts, &texts.t("plans-check-again")));
            Ok(again(page, true))
        }
    }
}
