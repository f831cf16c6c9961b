//! Consultations: logged on a phone in seconds, confirmed on a printed sheet or by a code that the pupil shows on a phone.

use askama::Template;
use axum::{
    extract::State as AxumState,
    response::{IntoResponse, Response},
};
use balsts_app::{AppError, consultation::LogConsultation, support_plan::PlanView};
use balsts_domain::support::{ConsultationKind, Hours, MeasureKind, PlanEvent, UnmetReason};
use balsts_store::{ConsultationLine, date};

use super::plans::{self, FormPage, Outcome, READ, WRITE, again, hours, outcome, taken_away, who};
use crate::{
    State,
    kit::{
        Button, Choice, Column, Empty, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout,
        Page, Path, Row, RowAction, SummaryList, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/consultations/new", WRITE, show_new)
        .post("/plans/{id}/consultations/new", WRITE, log)
        .post(
            "/plans/{id}/consultations/{consultation}/withdraw",
            WRITE,
            withdraw,
        )
        .post("/plans/{id}/consultations/{consultation}/key", WRITE, offer)
        .post(
            "/plans/{id}/consultations/{consultation}/code",
            WRITE,
            confirm_code,
        )
        .get("/plans/{id}/sheet", READ, show_sheet)
        .post("/plans/{id}/sheet", WRITE, confirm_sheet)
        .get("/confirm", Access::Public, show_confirm)
        .post("/confirm", Access::Public, confirm)
        .post("/confirm/code", Access::Public, show_code)
}

fn what(texts: Texts, line: &ConsultationLine) -> String {
    if line.subject_or_role.is_empty() {
        plans::coded(texts, "consultations-kind-", &line.kind)
    } else {
        plans::subject_or_role(texts, &line.subject_or_role)
    }
}

fn state(texts: Texts, line: &ConsultationLine) -> String {
    match (&line.missed_reason, &line.confirmed_by) {
        (Some(reason), _) => format!(
            "{}: {}",
            texts.t("consultations-missed"),
            plans::coded(texts, "plans-unmet-", reason)
        ),
        (None, Some(way)) => plans::coded(texts, "consultations-confirmed-", way),
        (None, None) => texts.t("consultations-unconfirmed"),
    }
}

/// Consultations of a plan with what can be done about each.
pub(crate) fn table(texts: Texts, view: &PlanView) -> Html {
    let id = view.sheet.id;
    let rows = view.consultations.iter().map(|line| {
        let mut acts = Html::default();
        if view.may_record && line.confirmed_at.is_none() {
            let at = format!("/plans/{id}/consultations/{}", line.id);
            if line.missed_reason.is_none() {
                acts = acts.and(RowAction::new(
                    texts.t("consultations-by-phone"),
                    format!("{at}/key"),
                ));
            }
            acts = acts.and(RowAction::new(
                texts.t("consultations-withdraw"),
                format!("{at}/withdraw"),
            ));
        }
        Row::new()
            .cell(texts.date(date(line.day)))
            .cell(what(texts, line))
            .cell(hours(texts, line.hours))
            .cell(state(texts, line))
            .cell(line.user_name.as_str())
            .cell(acts)
    });
    let mut heads: Vec<Column> = [
        "plans-day",
        "consultations-what",
        "plans-hours",
        "plans-state",
        "plans-by",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    heads.push(Column::text(texts.t("plans-change")).hidden());
    Html::of(
        &Table::new(texts, texts.t("consultations-title"), heads)
            .rows(rows)
            .cards()
            .or_empty(Empty::new(texts.t("consultations-empty"))),
    )
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: Option<FormValues>,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let ctx = signed_in.ctx();
    let view = ctx.plan(id).await?;
    if !view.may_record {
        return Err(Failure::not_found());
    }
    if !view.allows(PlanEvent::Record) {
        return Err(AppError::Conflict("error-plan-step").into());
    }
    let texts = layout.texts;
    let mut measures: Vec<Choice> = view
        .measures
        .iter()
        .filter(|row| MeasureKind::from_code(&row.kind).is_some_and(|kind| kind.hours_as().is_some()))
        .map(|row| {
            let size = plans::planned_and_given(texts, row.hours.unwrap_or_default(), row.given);
            Choice::new(row.id.to_string(), plans::measure(texts, row)).hint(size)
        })
        .collect();
    measures.push(Choice::new("teacher", texts.t("consultations-kind-teacher")));
    let mut missed = vec![Choice::new("", texts.t("consultations-took-place"))];
    missed.extend(
        UnmetReason::ALL
            .map(|reason| Choice::new(reason.code(), plans::coded(texts, "plans-unmet-", reason.code()))),
    );
    let values = values.unwrap_or_else(|| {
        // The most usual answer stands there already: the first measure, today, one hour.
        let first = view
            .measures
            .iter()
            .find(|row| MeasureKind::from_code(&row.kind).is_some_and(|kind| kind.hours_as().is_some()));
        FormValues::default()
            .with(
                "measure",
                first.map_or_else(|| "teacher".to_owned(), |row| row.id.to_string()),
            )
            .with_date("on", ctx.today().min(view.term().period.to()))
            .with("hours", "1")
    });
    let layout = layout
        .narrow()
        .titled_as(format!("{}: {}", texts.t("consultations-log"), who(&view)))
        .with_errors(&errors)
        .back(format!("/plans/{id}"), "plans-one");
    let form = layout.filled_form(values, errors).anchor("on", "on-day");
    Ok(FormPage {
        above: Vec::new(),
        action: format!("/plans/{id}/consultations/new"),
        draft: format!("plan-{id}-consultation"),
        hidden: Vec::new(),
        fields: vec![
            form.radios("measure", "consultations-measure", &measures).small(),
            form.text("hours", "plans-hours").width(5),
            form.date("on", "plans-day"),
            form.select("missed", "consultations-missed-why", &missed),
            form.text("note", "consultations-note").optional(),
        ],
        submit: form.submit("consultations-save"),
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = new_page(&signed_in, layout, id, None, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn log(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let on = errors.take("on", values.date("on")).flatten();
    if errors.is_empty() {
        let measure = values.get("measure");
        let form = LogConsultation {
            measure: measure.parse().ok(),
            kind: (measure == "teacher").then_some(ConsultationKind::Teacher),
            subject_or_role: String::new(),
            on,
            hours: values.get("hours").parse::<Hours>().ok(),
            missed: UnmetReason::from_code(values.get("missed")),
            note: values.get("note").to_owned(),
        };
        match outcome(signed_in.ctx().log_consultation(id, &form).await)? {
            Outcome::Done(_) => {
                let flash =
                    Flash::success("consultations-logged").draft_done(&format!("plan-{id}-consultation"));
                return Ok(redirect(&format!("/plans/{id}"), Some(&flash)));
            }
            Outcome::Wrong(found) => errors = found,
            Outcome::Conflict => {}
        }
    }
    let page = new_page(&signed_in, layout, id, Some(values), errors).await?;
    Ok(again(page, false))
}

async fn withdraw(
    signed_in: SignedIn,
    Path((id, consultation)): Path<(i64, i64)>,
) -> Result<Response, Failure> {
    let withdrawn = signed_in.ctx().withdraw_consultation(id, consultation).await;
    let flash = Flash::success("consultations-withdrawn");
    taken_away(withdrawn, &format!("/plans/{id}"), &flash)
}

/// The code is typed in here. `offered`: where people reach the application, and the key with which the child opens its page there.
fn code_page(
    layout: Layout,
    id: i64,
    consultation: i64,
    offered: Option<(&str, &str)>,
    errors: FieldErrors,
) -> FormPage {
    let texts = layout.texts;
    let mut above = Vec::new();
    if let Some((address, key)) = offered {
        let list = SummaryList::new(texts)
            .row(texts.t("consultations-where"), format!("{address}/confirm"))
            .row(
                texts.t("consultations-key"),
                format!("{} {}", &key[..4], &key[4..]),
            );
        above.push(Html::of(&list));
    }
    let layout = layout
        .narrow()
        .titled("consultations-by-phone")
        .with_errors(&errors)
        .back(format!("/plans/{id}"), "plans-one");
    let form = layout.filled_form(FormValues::default(), errors);
    FormPage {
        above,
        action: format!("/plans/{id}/consultations/{consultation}/code"),
        draft: String::new(),
        hidden: Vec::new(),
        fields: vec![form.number("code", "consultations-code")],
        submit: form.submit("consultations-confirm"),
        below: Vec::new(),
        form,
        layout,
    }
}

async fn offer(
    signed_in: SignedIn,
    layout: Layout,
    Path((id, consultation)): Path<(i64, i64)>,
) -> Result<Response, Failure> {
    let key = signed_in.ctx().offer_confirmation(id, consultation).await?;
    let offered = (signed_in.public_address(), key.as_str());
    let page = code_page(layout, id, consultation, Some(offered), FieldErrors::new());
    Ok(Page(page).into_response())
}

async fn confirm_code(
    signed_in: SignedIn,
    layout: Layout,
    Path((id, consultation)): Path<(i64, i64)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let result = signed_in
        .ctx()
        .confirm_by_code(id, consultation, values.get("code"))
        .await;
    match outcome(result)? {
        Outcome::Done(()) => {
            let flash = Flash::success("consultations-is-confirmed");
            Ok(redirect(&format!("/plans/{id}"), Some(&flash)))
        }
        Outcome::Wrong(errors) => Ok(again(code_page(layout, id, consultation, None, errors), false)),
        Outcome::Conflict => Err(Failure::not_found()),
    }
}

#[derive(Template)]
#[template(path = "consultation_sheet.html")]
struct SheetPage {
    layout: Layout,
    form: Form,
    id: i64,
    table: Table,
    waiting: Option<Field>,
    print: Button,
}

async fn sheet_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    errors: FieldErrors,
) -> Result<SheetPage, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    let texts = layout.texts;
    let rows = view.consultations.iter().rev().map(|line| {
        Row::new()
            .cell(texts.date(date(line.day)))
            .cell(what(texts, line))
            .cell(hours(texts, line.hours))
            .cell(line.user_name.as_str())
            .cell(state(texts, line))
            .cell("")
    });
    let heads = [
        "plans-day",
        "consultations-what",
        "plans-hours",
        "plans-by",
        "plans-state",
        "consultations-signature",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let waiting: Vec<Choice> = view
        .consultations
        .iter()
        .filter(|line| line.confirmed_at.is_none() && line.missed_reason.is_none())
        .map(|line| {
            let words = format!(
                "{}, {}, {}",
                texts.date(date(line.day)),
                what(texts, line),
                hours(texts, line.hours)
            );
            Choice::new(line.id.to_string(), words)
        })
        .collect();
    let layout = layout
        .titled_as(format!("{}: {}", texts.t("consultations-sheet"), who(&view)))
        .with_errors(&errors)
        .back(format!("/plans/{id}"), "plans-one");
    let form = layout.filled_form(FormValues::default(), errors);
    Ok(SheetPage {
        table: Table::new(texts, texts.t("consultations-title"), heads)
            .rows(rows)
            .or_empty(Empty::new(texts.t("consultations-empty"))),
        waiting: (view.may_record && !waiting.is_empty()).then(|| {
            form.checkboxes("consultations", "consultations-signed", &waiting)
                .small()
        }),
        print: Button::print(texts.t("consultations-print"), format!("/plans/{id}/sheet")),
        form,
        layout,
        id,
    })
}

async fn show_sheet(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    Ok(Page(sheet_page(&signed_in, layout, id, FieldErrors::new()).await?).into_response())
}

async fn confirm_sheet(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ids: Vec<i64> = values
        .all("consultations")
        .into_iter()
        .filter_map(|text| text.parse().ok())
        .collect();
    match outcome(signed_in.ctx().confirm_by_sheet(id, &ids).await)? {
        Outcome::Done(_) => {
            let flash = Flash::success("consultations-is-confirmed");
            Ok(redirect(&format!("/plans/{id}"), Some(&flash)))
        }
        Outcome::Wrong(errors) => {
            let page = sheet_page(&signed_in, layout, id, errors).await?;
            Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Outcome::Conflict => Err(Failure::not_found()),
    }
}

/// The pupil's page: no account, no name, one question after the other.
fn pupil_page(layout: Layout, above: Vec<Html>, key: Option<&str>, errors: FieldErrors) -> FormPage {
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled("consultations-confirm-title")
        .with_errors(&errors);
    let form = layout.filled_form(FormValues::default(), errors);
    FormPage {
        above,
        action: if key.is_some() {
            "/confirm/code"
        } else {
            "/confirm"
        }
        .to_owned(),
        draft: String::new(),
        hidden: key.map(|key| ("key", key.to_owned())).into_iter().collect(),
        fields: if key.is_some() {
            Vec::new()
        } else {
            vec![form.text("key", "consultations-key").plain().width(10)]
        },
        submit: Button::submit(texts.t(if key.is_some() {
            "consultations-i-was-there"
        } else {
            "consultations-open"
        })),
        below: Vec::new(),
        form,
        layout,
    }
}

async fn show_confirm(layout: Layout) -> Response {
    Page(pupil_page(layout, Vec::new(), None, FieldErrors::new())).into_response()
}

/// A wrong key says nothing about what there is.
fn unknown_key(layout: Layout) -> Response {
    let mut errors = FieldErrors::new();
    errors.add("key", Message::new("error-consultation-key"));
    again(pupil_page(layout, Vec::new(), None, errors), false)
}

async fn confirm(
    AxumState(state): AxumState<State>,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let key = values.get("key");
    match state.app.confirmation(key).await {
        Ok(view) => {
            let texts = layout.texts;
            let list = SummaryList::new(texts)
                .row(texts.t("plans-day"), texts.date(date(view.day)))
                .row(texts.t("plans-hours"), hours(texts, view.hours))
                .row(
                    texts.t("consultations-what"),
                    plans::subject_or_role(texts, &view.subject_or_role),
                );
            let page = pupil_page(layout, vec![Html::of(&list)], Some(key), FieldErrors::new());
            Ok(Page(page).into_response())
        }
        Err(AppError::NotFound) => Ok(unknown_key(layout)),
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "consultation_code.html")]
struct CodePage {
    layout: Layout,
    code: String,
}

async fn show_code(
    AxumState(state): AxumState<State>,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    match state.app.confirmation_code(values.get("key")).await {
        Ok(code) => Ok(Page(CodePage {
            code,
            layout: layout.narrow().titled("consultations-confirm-title"),
        })
        .into_response()),
        Err(AppError::NotFound) => Ok(unknown_key(layout)),
        Err(other) => Err(other.into()),
    }
}
