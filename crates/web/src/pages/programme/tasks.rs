//! What is to be done: one's own list and everybody's, late and coming first, and the form to say how far something is.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::programme::{
    Which,
    work::{ReportWork, WorkCounts, WorkLine},
};
use balsts_domain::programme::{ProgressState, Table as Part, Timing};

use super::{activity, none, parts, title_or_none, words};
use crate::{
    error::field_errors,
    kit::{
        Choice, Failure, FieldErrors, Flash, Form, FormValues, Layout, Page, Sections, SummaryList, Table,
        redirect,
    },
    signed_in::SignedIn,
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
#[template(path = "programme_tasks.html")]
struct TasksPage {
    layout: Layout,
    parts: Sections,
    whose: Sections,
    about: String,
    when: Sections,
    table: Table,
}

fn is_shown(line: &WorkLine, when: &str) -> bool {
    match when {
        "overdue" => line.timing == Timing::Overdue,
        "soon" => matches!(line.timing, Timing::BeginsSoon | Timing::EndsSoon),
        "open" => line.timing != Timing::Settled,
        _ => true,
    }
}

pub(super) async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    if ctx.programme(Which::Current).await?.is_none() {
        return Ok(none(&signed_in, layout, "/programme/tasks"));
    }
    let own = layout.address.get("of") != Some("all");
    let work = ctx.programme_work(own).await?;
    let counts = WorkCounts::of(&work);
    let when = layout.address.get("when").unwrap_or_default().to_owned();
    let shown: Vec<WorkLine> = work.into_iter().filter(|line| is_shown(line, &when)).collect();
    let when_links = [
        ("", "programme-when-all"),
        ("open", "programme-when-open"),
        ("overdue", "programme-when-overdue"),
        ("soon", "programme-when-soon"),
    ]
    .into_iter()
    .fold(
        Sections::new(texts.t("programme-when"), layout.address.to_string()),
        |sections, (value, key)| {
            let address = layout.address.without("when");
            let address = if value.is_empty() {
                address
            } else {
                address.with("when", value)
            };
            sections.part(address.to_string(), texts.t(key))
        },
    );
    let all = layout.address.without("when").with("of", "all");
    let mine = layout.address.without("when").without("of");
    let whose = Sections::new(
        texts.t("programme-whose"),
        if own { mine.to_string() } else { all.to_string() },
    )
    .part(mine.to_string(), texts.t("programme-whose-own"))
    .part(all.to_string(), texts.t("programme-whose-all"));
    let about = texts.t_args(
        "programme-tasks-about",
        &[
            ("all".to_owned(), (counts.all as i64).into()),
            ("overdue".to_owned(), (counts.overdue as i64).into()),
            ("soon".to_owned(), (counts.soon as i64).into()),
        ],
    );
    let table = activity::work_table(texts, &shown, &texts.t("programme-tasks"), |line| {
        ctx.may_report(line)
    });
    let page = TasksPage {
        parts: parts(&signed_in.actor, texts, "/programme/tasks"),
        whose,
        about,
        when: when_links,
        table,
        layout: layout.titled("programme-tasks"),
    };
    Ok(Page(page).into_response())
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

fn page(layout: Layout, line: &WorkLine, back: &str, values: FormValues, errors: FieldErrors) -> ReportPage {
    let texts = layout.texts;
    let facts = SummaryList::new(texts)
        .row(texts.t("programme-task"), title_or_none(texts, &line.title))
        .row(texts.t("programme-goal"), line.goal.as_str())
        .maybe(
            texts.t("programme-term"),
            Some(line.term.as_str()).filter(|term| !term.is_empty()),
        )
        .row(texts.t("programme-executor"), line.executors.join(", "));
    let layout = layout
        .narrow()
        .titled("programme-report-title")
        .with_errors(&errors)
        .back(back, "programme-title");
    ReportPage {
        form: layout.filled_form(values, errors).anchor("on", "on-day"),
        action: report_href(line),
        draft: format!("programme-{}-{}", line.table.code(), line.key),
        facts,
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
    let values = FormValues::default()
        .with("state", line.state.code())
        .with_date("on", today);
    Ok(Page(page(layout, &line, &back, values, FieldErrors::new())).into_response())
}

pub(super) async fn report(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let (line, back) = line(&signed_in, &layout).await?;
    let mut errors = FieldErrors::new();
    let on = errors.take("on", values.date("on")).flatten();
    if errors.is_empty() {
        let report = ReportWork {
            table: line.table,
            key: line.key.clone(),
            state: ProgressState::from_code(values.get("state")),
            on,
            note: values.get("note").to_owned(),
            evidence: values.get("evidence").to_owned(),
        };
        match field_errors(signed_in.ctx().report_work(&report).await)? {
            Ok(_) => {
                let draft = format!("programme-{}-{}", line.table.code(), line.key);
                let flash = Flash::success("programme-reported").draft_done(&draft);
                return Ok(redirect(&back, Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = page(layout, &line, &back, values, errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
