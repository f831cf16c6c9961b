//! Whom the school informs about a child and why not the others; setting and lifting the bar on contact.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::AppError;
use balsts_store::ContactBarRow;

use super::{form_layout, support::guardian_table, when};
use crate::{
    error::field_errors,
    kit::{
        Choice, Event, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Path, Table, Timeline,
        redirect,
    },
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "pupil_contact.html")]
struct ContactPage {
    layout: Layout,
    public_id: String,
    form: Form,
    guardians: Table,
    choices: Vec<Choice>,
    bars: Vec<Choice>,
    history: Option<Timeline>,
}

fn history(texts: Texts, bars: &[ContactBarRow]) -> Vec<Event> {
    let mut events: Vec<(i64, Event)> = Vec::new();
    for bar in bars {
        let name = format!("{} {}", bar.given_name, bar.family_name);
        let set = texts.t1("contact-was-barred", "name", name.as_str());
        events.push((
            bar.set_at,
            Event::at(texts, when(bar.set_at), set, bar.reason.as_str())
                .by(bar.set_by.clone().unwrap_or_default()),
        ));
        if let Some(at) = bar.lifted_at {
            let lifted = texts.t1("contact-was-lifted", "name", name.as_str());
            let reason = bar.lifted_reason.as_deref().unwrap_or_default();
            events.push((
                at,
                Event::at(texts, when(at), lifted, reason).by(bar.lifted_by.clone().unwrap_or_default()),
            ));
        }
    }
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    events.into_iter().map(|(_, event)| event).collect()
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<ContactPage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().contact_of(&public_id).await?;
    let layout = form_layout(layout, &view.identity, "contact-title", "support").with_errors(&errors);
    let named = |given: &str, family: &str| format!("{given} {family}");
    Ok(ContactPage {
        form: layout.filled_form(values, errors),
        guardians: guardian_table(texts, &view.guardians),
        choices: view
            .guardians
            .iter()
            .map(|one| {
                let name = named(&one.row.given_name, &one.row.family_name);
                Choice::new(one.row.id.to_string(), name)
            })
            .collect(),
        bars: view
            .bars
            .iter()
            .filter(|bar| bar.lifted_at.is_none())
            .map(|bar| Choice::new(bar.id.to_string(), named(&bar.given_name, &bar.family_name)))
            .collect(),
        history: (!view.bars.is_empty()).then(|| Timeline::new(history(texts, &view.bars))),
        public_id,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let page = page(
        &signed_in,
        layout,
        public_id,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

async fn answer(
    signed_in: SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    result: Result<(), AppError>,
    done: &'static str,
) -> Result<Response, Failure> {
    match field_errors(result)? {
        Ok(()) => {
            let flash = Flash::success(done).draft_done(&format!("{done}-{public_id}"));
            Ok(redirect(&format!("/pupils/{public_id}/contact"), Some(&flash)))
        }
        Err(errors) => {
            let page = page(&signed_in, layout, public_id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

pub(super) async fn bar(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let guardian = values.get("guardian").parse().ok();
    let result = signed_in
        .ctx()
        .bar_contact(&public_id, guardian, values.get("reason"))
        .await;
    answer(signed_in, layout, public_id, values, result, "contact-barred").await
}

pub(super) async fn lift(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let result = match values.get("bar").parse() {
        Ok(bar) => {
            signed_in
                .ctx()
                .lift_contact_bar(&public_id, bar, values.get("lift_reason"))
                .await
        }
        Err(_) => Err(balsts_app::FieldErrors::one("bar", "error-contact-guardian")),
    };
    answer(signed_in, layout, public_id, values, result, "contact-lifted").await
}
