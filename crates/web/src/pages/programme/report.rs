//! The form in which an institution says how far its work is, with the files that prove it.

use askama::Template;
use axum::{
    extract::{Multipart, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::programme::{Which, report::ReportWork, work::WorkLine};
use balsts_domain::{
    access::{Action, Actor, Resource},
    programme::{ProgressState, Table as Part},
};

use super::{
    activity,
    evidence::{self, Sent},
    parties, title_or_none, words,
};
use crate::{
    error::field_errors,
    kit::{Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, SummaryList, redirect},
    signed_in::SignedIn,
    texts::Message,
};

/// The address of the form that reports of a line.
pub(super) fn report_href(line: &WorkLine) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs
        .append_pair("table", line.table.code())
        .append_pair("key", &line.key);
    format!("/programme/tasks/report?{}", pairs.finish())
}

#[derive(Template)]
#[template(path = "programme_report.html")]
struct ReportPage {
    layout: Layout,
    form: Form,
    action: String,
    draft: String,
    facts: SummaryList,
    states: Vec<Choice>,
    whose: Vec<Choice>,
    accepted: String,
    files_hint: String,
}

fn draft_name(line: &WorkLine) -> String {
    format!("programme-{}-{}", line.table.code(), line.key)
}

/// The line that an address names, where the reader may report of it.
async fn line(signed_in: &SignedIn, layout: &Layout) -> Result<(WorkLine, String), Failure> {
    let ctx = signed_in.ctx();
    let table = layout.address.get("table").and_then(Part::from_code);
    let key = layout.address.get("key").unwrap_or_default();
    let view = ctx
        .programme_view(Which::Current)
        .await?
        .ok_or_else(Failure::not_found)?;
    let line = view
        .work()
        .find(|line| Some(line.table) == table && line.key == key && ctx.may_report(line))
        .ok_or_else(Failure::not_found)?;
    Ok((line.clone(), activity::href_of(&view, line)))
}

fn page(
    layout: Layout,
    actor: &Actor,
    line: &WorkLine,
    back: &str,
    values: FormValues,
    errors: FieldErrors,
) -> ReportPage {
    let texts = layout.texts;
    let facts = SummaryList::new(texts)
        .row(texts.t("programme-task"), title_or_none(texts, &line.title))
        .row(texts.t("programme-goal"), line.goal.as_str())
        .maybe(
            texts.t("programme-term"),
            Some(line.term.as_str()).filter(|term| !term.is_empty()),
        )
        .row(texts.t("programme-executor"), line.executors.join(", "))
        .maybe(texts.t("programme-state"), parties::counts_words(texts, line));
    let layout = layout
        .narrow()
        .titled("programme-report-title")
        .with_errors(&errors)
        .back(back, "programme-title");
    ReportPage {
        form: layout.filled_form(values, errors).anchor("on", "on-day"),
        action: report_href(line),
        draft: draft_name(line),
        accepted: evidence::endings(),
        files_hint: evidence::hint(texts),
        facts,
        whose: parties::choices(
            texts,
            &line.parties,
            actor.may(Action::Write, Resource::Programme),
        ),
        states: ProgressState::ALL
            .iter()
            .map(|state| Choice::new(state.code(), words(texts, "programme-state-", state.code())))
            .collect(),
        layout,
    }
}

pub(super) async fn form(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let (line, back) = line(&signed_in, &layout).await?;
    let today = signed_in.ctx().today();
    // Whoever speaks for one alone begins from what that one said, not from how far all are.
    let for_all = signed_in.actor.may(Action::Write, Resource::Programme);
    let mut own = line.parties.iter().filter(|one| one.own);
    let state = match (own.next(), own.next()) {
        (Some(one), None) if !for_all => one.state.unwrap_or(ProgressState::NotStarted),
        _ => line.state,
    };
    let values = FormValues::default()
        .with("state", state.code())
        .with_date("on", today);
    let page = page(layout, &signed_in.actor, &line, &back, values, FieldErrors::new());
    Ok(Page(page).into_response())
}

pub(super) async fn send(
    signed_in: SignedIn,
    layout: Layout,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let (line, back) = line(&signed_in, &layout).await?;
    let Sent {
        values,
        files,
        broke_off,
    } = match form {
        Ok(form) => evidence::sent(form).await?,
        Err(_) => Sent::default(),
    };
    let has_files = !files.is_empty();
    let mut errors = FieldErrors::new();
    let on = errors.take("on", values.date("on")).flatten();
    if broke_off {
        errors.add("files", evidence::too_much());
    }
    if errors.is_empty() {
        let report = ReportWork {
            table: line.table,
            key: line.key.clone(),
            party: values.get("party").to_owned(),
            state: ProgressState::from_code(values.get("state")),
            on,
            note: values.get("note").to_owned(),
            evidence: values.get("evidence").to_owned(),
        };
        match field_errors(signed_in.ctx().report_work(&report, files).await)? {
            Ok(_) => {
                let flash = Flash::success("programme-reported").draft_done(&draft_name(&line));
                return Ok(redirect(&back, Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    if has_files && errors.of("files").is_none() {
        // No page can put files back into its form.
        errors.add("files", Message::new("error-evidence-again"));
    }
    let page = page(layout, &signed_in.actor, &line, &back, values, errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
