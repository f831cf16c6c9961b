//! The family's page of a plan: participation, the signed application, consent to support.

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::{FamilyForm, PlanView};
use balsts_domain::support::{PlanEvent, Signer};
use balsts_store::date;

use super::{
    FormPage, Outcome, WRITE, again, conflict_notice,
    draft::{draft, frame},
    outcome, sections, version, words,
};
use crate::{
    kit::{Choice, Failure, FieldErrors, Flash, FormValues, Layout, Page, Path, redirect},
    routes::Routes,
    signed_in::SignedIn,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/family", WRITE, show_family)
        .post("/plans/{id}/family", WRITE, put_family)
}

fn family_values(view: &PlanView) -> FormValues {
    let it = &view.sheet;
    let mut values = FormValues::default().with("family", it.family.clone());
    let suggested = view.signer.map_or("", Signer::code).to_owned();
    let signer = |stored: &Option<String>| stored.clone().unwrap_or_else(|| suggested.clone());
    values = values
        .with("application_signer", signer(&it.application_signer))
        .with("consent_signer", signer(&it.consent_signer))
        .with("consent", it.consent.clone().unwrap_or_default());
    if let Some(day) = it.application_day {
        values = values.with_date("application", date(day));
    }
    if let Some(day) = it.consent_day {
        values = values.with_date("consent_on", date(day));
    }
    values
}

async fn family_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: Option<FormValues>,
    errors: FieldErrors,
    conflict: bool,
) -> Result<FormPage, Failure> {
    let view = draft(signed_in, id, PlanEvent::Record).await?;
    let texts = layout.texts;
    // In force only this part may still change: the others would refuse.
    let mut above = Vec::new();
    if view.allows(PlanEvent::Change) {
        above.push(sections(texts, &view, "family"));
    }
    if conflict {
        above.push(conflict_notice(texts, &view.sheet.family));
    }
    let filled = values.is_some();
    let values = values.unwrap_or_else(|| family_values(&view));
    let version = if filled && !conflict {
        version(&values)
    } else {
        view.sheet.version
    };
    let signers: Vec<Choice> = Signer::ALL
        .map(|signer| Choice::new(signer.code(), words::coded(texts, "plans-signer-", signer.code())))
        .to_vec();
    let consents: Vec<Choice> = ["given", "declined"]
        .map(|code| Choice::new(code, words::coded(texts, "plans-consent-", code)))
        .to_vec();
    let layout = frame(layout, &view, "plans-family", &errors);
    let form = layout
        .filled_form(values, errors)
        .anchor("application", "application-day")
        .anchor("consent_on", "consent_on-day");
    Ok(FormPage {
        above,
        action: format!("/plans/{id}/family"),
        draft: format!("plan-{id}-family"),
        hidden: vec![("version", version.to_string())],
        fields: vec![
            form.textarea("family", "plans-participation").optional(),
            form.radios("application_signer", "plans-application-signer", &signers)
                .small(),
            form.date("application", "plans-application-day").optional(),
            form.radios("consent", "plans-consent", &consents).small(),
            form.radios("consent_signer", "plans-consent-signer", &signers)
                .small(),
            form.date("consent_on", "plans-consent-day").optional(),
        ],
        submit: form.submit("plans-save-go-on"),
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show_family(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = family_page(&signed_in, layout, id, None, FieldErrors::new(), false).await?;
    Ok(Page(page).into_response())
}

async fn put_family(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let application = errors.take("application", values.date("application")).flatten();
    let consent_on = errors.take("consent_on", values.date("consent_on")).flatten();
    let signer = |field: &str| Signer::from_code(values.get(field));
    let mut conflict = false;
    if errors.is_empty() {
        let consent = match values.get("consent") {
            "given" => Some(true),
            "declined" => Some(false),
            _ => None,
        };
        let form = FamilyForm {
            family: values.raw("family").to_owned(),
            application: signer("application_signer").zip(application),
            consent: match (consent, signer("consent_signer"), consent_on) {
                (Some(yes), Some(by), Some(on)) => Some((yes, by, on)),
                _ => None,
            },
        };
        match outcome(signed_in.ctx().set_plan_family(id, version(&values), &form).await)? {
            Outcome::Done(()) => {
                let flash = Flash::success("plans-saved").draft_done(&format!("plan-{id}-family"));
                let view = signed_in.ctx().plan(id).await?;
                let to = if view.allows(PlanEvent::Change) {
                    format!("/plans/{id}/check")
                } else {
                    format!("/plans/{id}")
                };
                return Ok(redirect(&to, Some(&flash)));
            }
            Outcome::Wrong(found) => errors = found,
            Outcome::Conflict => conflict = true,
        }
    }
    let page = family_page(&signed_in, layout, id, Some(values), errors, conflict).await?;
    Ok(again(page, conflict))
}
