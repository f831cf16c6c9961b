//! The identity of the municipality's adopted plan: its form, and how it is shown.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_domain::registry::{PlanIdentity, PlanKind, PlanYears, PlanYearsError};

use super::may_change;
use crate::{
    error::field_errors,
    kit::{Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, SummaryList, redirect},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

#[derive(Template)]
#[template(path = "settings_plan.html")]
struct PlanPage {
    layout: Layout,
    form: Form,
    kinds: Vec<Choice>,
}

fn kind_words(texts: Texts, kind: PlanKind) -> String {
    texts.t(&format!("plan-kind-{}", kind.code()))
}

/// The plan as facts; what is not known says so.
pub(crate) fn facts(texts: Texts, plan: &PlanIdentity) -> SummaryList {
    let years = match (plan.years.from(), plan.years.to()) {
        (None, None) => None,
        (from, to) => {
            let year = |year: Option<i16>| year.map_or_else(|| "…".to_owned(), |year| year.to_string());
            Some(format!("{}–{}", year(from), year(to)))
        }
    };
    let decided = plan.decided_on.map(|day| texts.date(day));
    SummaryList::new(texts)
        .row(texts.t("plan-title"), plan.title.as_str())
        .row(texts.t("plan-kind"), kind_words(texts, plan.kind))
        .maybe(texts.t("plan-years"), years.as_deref())
        .maybe(texts.t("plan-decision"), plan.decision.as_deref())
        .maybe(texts.t("plan-decided"), decided.as_deref())
}

fn values_of(plan: &PlanIdentity) -> FormValues {
    let mut values = FormValues::default()
        .with("title", plan.title.as_str())
        .with("kind", plan.kind.code())
        .with("decision", plan.decision.clone().unwrap_or_default());
    for (name, year) in [("from", plan.years.from()), ("to", plan.years.to())] {
        if let Some(year) = year {
            values = values.with(name, year.to_string());
        }
    }
    match plan.decided_on {
        Some(day) => values.with_date("decided", day),
        None => values,
    }
}

fn page(layout: Layout, values: FormValues, errors: FieldErrors) -> PlanPage {
    let layout = layout
        .narrow()
        .titled("plan-page")
        .with_errors(&errors)
        .back("/settings", "settings-title");
    PlanPage {
        form: layout
            .filled_form(values, errors)
            .anchor("decided", "decided-day"),
        kinds: PlanKind::ALL
            .map(|kind| Choice::new(kind.code(), kind_words(layout.texts, kind)))
            .to_vec(),
        layout,
    }
}

fn plan_of(values: &FormValues, errors: &mut FieldErrors) -> Option<PlanIdentity> {
    let mut year = |name: &str| {
        values.some(name).and_then(|text| {
            let year = text.parse::<i16>().map_err(|_| Message::new("error-plan-year"));
            errors.take(name, year)
        })
    };
    let (from, to) = (year("from"), year("to"));
    let years = PlanYears::new(from, to).map_err(|error| {
        Message::new(match error {
            PlanYearsError::OutOfRange => "error-plan-year",
            PlanYearsError::Reversed => "error-plan-reversed",
        })
    });
    let years = errors.take("to", years);
    let kind = PlanKind::from_code(values.get("kind")).ok_or_else(|| Message::new("error-plan-kind"));
    let kind = errors.take("kind", kind);
    let decided_on = errors.take("decided", values.date("decided"));
    Some(PlanIdentity {
        title: values.get("title").to_owned(),
        kind: kind?,
        years: years?,
        decision: values.some("decision").map(str::to_owned),
        decided_on: decided_on?,
    })
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    if !may_change(&signed_in.actor, None) {
        return Err(Failure::not_found());
    }
    let plan = signed_in.ctx().plan_identity().await?;
    let values = plan.as_ref().map(values_of).unwrap_or_default();
    Ok(Page(page(layout, values, FieldErrors::new())).into_response())
}

pub(super) async fn change(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    if !may_change(&signed_in.actor, None) {
        return Err(Failure::not_found());
    }
    let mut errors = FieldErrors::new();
    if let Some(plan) = plan_of(&values, &mut errors).filter(|_| errors.is_empty()) {
        match field_errors(signed_in.ctx().set_plan_identity(&plan).await)? {
            Ok(()) => {
                let flash = Flash::success("plan-saved").draft_done("plan");
                return Ok(redirect("/settings", Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    Ok((
        StatusCode::UNPROCESSABLE_ENTITY,
        Page(page(layout, values, errors)),
    )
        .into_response())
}
