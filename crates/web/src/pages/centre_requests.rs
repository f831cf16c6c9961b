//! Asking a support centre for advice: the list, a new request, one request with what the centre answers.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::centre_request::{AskCentre, CentreRequestView, CentreStep};
use balsts_domain::{
    access::{Action, Resource},
    cooperation::{CentreEvent, PupilBand},
    registry::SupportRole,
};

use super::{
    bodies::{choices, code_words},
    institutions::support_role,
    plans::subject_or_role,
};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        SummaryList, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Meeting);
    let answer = Access::Needs(Action::Write, Resource::Meeting);
    let ask = Access::Needs(Action::Write, Resource::CentreRequest);
    Routes::new()
        .get("/centre-requests", read, list)
        .get("/centre-requests/new", ask, show_new)
        .post("/centre-requests/new", ask, add)
        .get("/centre-requests/{id}", read, show)
        .post("/centre-requests/{id}", answer, step)
}

#[derive(Template)]
#[template(path = "centre_requests.html")]
struct ListPage {
    layout: Layout,
    table: Table,
    may_ask: bool,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let views = ctx.centre_requests().await?;
    let rows = views.iter().map(|view| {
        let row = &view.row;
        let what = subject_or_role(texts, &row.speciality);
        Row::new()
            .cell(Html::link(&format!("/centre-requests/{}", row.id), &what))
            .cell(code_words(texts, "centre-band-", &row.band))
            .cell(row.institution.clone().unwrap_or_default())
            .cell(row.body.as_str())
            .cell(day_asked(texts, view))
            .cell(code_words(texts, "centre-state-", &row.state))
    });
    let columns = [
        "centre-speciality",
        "centre-band",
        "centre-institution",
        "centre-body",
        "centre-asked",
        "centre-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let has_centres = !ctx.centres().await?.is_empty();
    let page = ListPage {
        table: Table::new(texts, texts.t("centre-title"), columns)
            .hidden_caption()
            .cards()
            .rows(rows)
            .or_empty(Empty::new(texts.t("centre-empty"))),
        may_ask: has_centres && signed_in.actor.may(Action::Write, Resource::CentreRequest),
        layout: layout.titled("centre-title").back("/bodies", "body-title"),
    };
    Ok(Page(page).into_response())
}

fn day_asked(texts: Texts, view: &CentreRequestView) -> String {
    let at = balsts_store::timestamp(view.row.asked_at).to_zoned(balsts_app::clock::riga());
    texts.date(at.date())
}

#[derive(Template)]
#[template(path = "centre_request_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    centres: Vec<Choice>,
    institutions: Vec<Choice>,
    specialities: Vec<Choice>,
    bands: Vec<Choice>,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let centres = ctx.centres().await?.into_iter();
    let own = signed_in.actor.institutions();
    let mut institutions = Vec::new();
    if own.len() > 1 {
        let names = ctx.institution_names().await?;
        institutions = names
            .into_iter()
            .filter(|one| own.contains(&one.id))
            .map(|one| Choice::new(one.id.to_string(), one.name))
            .collect();
    }
    let layout = layout
        .narrow()
        .titled("centre-new")
        .with_errors(&errors)
        .back("/centre-requests", "centre-title");
    Ok(NewPage {
        form: layout.filled_form(values, errors),
        centres: centres
            .map(|body| Choice::new(body.id.to_string(), body.name))
            .collect(),
        institutions,
        specialities: SupportRole::ALL
            .into_iter()
            .filter(|role| *role != SupportRole::Other)
            .map(|role| Choice::new(role.code(), support_role(texts, role)))
            .collect(),
        bands: choices(texts, "centre-band-", PupilBand::ALL.iter().map(|one| one.code())),
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let centres = signed_in.ctx().centres().await?;
    let mut values = FormValues::default();
    if let [only] = centres.as_slice() {
        values = values.with("body", only.id.to_string());
    }
    let page = new_page(&signed_in, layout, values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let code = values.get("speciality");
    let ask = AskCentre {
        body: values.get("body").parse().unwrap_or_default(),
        institution: values.get("institution").parse().ok(),
        speciality: SupportRole::ALL.into_iter().find(|role| role.code() == code),
        band: PupilBand::from_code(values.get("band")),
        text: values.get("text").to_owned(),
    };
    match field_errors(signed_in.ctx().ask_centre(&ask).await)? {
        Ok(id) => {
            let flash = Flash::success("centre-is-asked").draft_done("centre-new");
            Ok(redirect(&format!("/centre-requests/{id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = new_page(&signed_in, layout, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "centre_request.html")]
struct OnePage {
    layout: Layout,
    form: Form,
    id: i64,
    version: i64,
    facts: SummaryList,
    text: String,
    /// What the centre can do.
    events: Vec<Choice>,
    may_withdraw: bool,
}

async fn one_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<OnePage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().centre_request(id).await?;
    let row = &view.row;
    let day = row.agreed_day.map(|day| texts.date(balsts_store::date(day)));
    let facts = SummaryList::new(texts)
        .row(
            texts.t("centre-institution"),
            row.institution.clone().unwrap_or_default(),
        )
        .row(texts.t("centre-body"), row.body.as_str())
        .row(
            texts.t("centre-band"),
            code_words(texts, "centre-band-", &row.band),
        )
        .row(texts.t("centre-asked"), day_asked(texts, &view))
        .row(
            texts.t("centre-state"),
            code_words(texts, "centre-state-", &row.state),
        )
        .maybe(texts.t("centre-day"), day)
        .maybe(texts.t("centre-answer"), row.answer.clone());
    let (withdraw, answers): (Vec<_>, Vec<_>) = view
        .possible()
        .into_iter()
        .partition(|event| *event == CentreEvent::Withdraw);
    let layout = layout
        .narrow()
        .titled_as(subject_or_role(texts, &row.speciality))
        .with_errors(&errors)
        .back("/centre-requests", "centre-title");
    Ok(OnePage {
        form: layout.filled_form(values, errors).anchor("day", "day-day"),
        id,
        version: row.version,
        facts,
        text: row.text.clone(),
        events: choices(texts, "centre-do-", answers.into_iter().map(CentreEvent::code)),
        may_withdraw: !withdraw.is_empty(),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = one_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn step(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let day = errors.take("day", values.date("day")).flatten();
    match CentreEvent::from_code(values.get("event")) {
        None => errors.add("event", "error-choose"),
        Some(event) if errors.is_empty() => {
            let step = CentreStep {
                event,
                day,
                answer: values.get("answer").to_owned(),
            };
            let version = values.get("version").parse().unwrap_or_default();
            let done = signed_in.ctx().step_centre_request(id, version, &step).await;
            match field_errors(done)? {
                Ok(()) => {
                    let flash = Flash::success("centre-is-changed").draft_done(&format!("centre-{id}"));
                    return Ok(redirect(&format!("/centre-requests/{id}"), Some(&flash)));
                }
                Err(found) => errors = found,
            }
        }
        Some(_) => {}
    }
    let page = one_page(&signed_in, layout, id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
