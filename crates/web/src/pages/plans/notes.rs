//! Notes beside a plan, and the list of support that was needed and not given.

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::{NoteForm, PlanView};
use balsts_domain::support::{NoteKind, PlanEvent, UnmetReason};
use balsts_store::{NoteRow, date};

use super::{FormPage, ListPage, Outcome, READ, WRITE, again, outcome, who, words};
use crate::{
    kit::{
        Choice, Empty, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path, Row, Table,
        redirect,
    },
    routes::Routes,
    signed_in::SignedIn,
    texts::{Message, Texts},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/notes/new", WRITE, show_new)
        .post("/plans/{id}/notes/new", WRITE, add)
        .get("/unmet-needs", READ, unmet)
}

fn row(texts: Texts, note: &NoteRow) -> Row {
    let mut text = Html::text(&note.text);
    if let Some(reason) = &note.reason {
        text = Html::text(&words::coded(texts, "plans-unmet-", reason)).and(text);
    }
    Row::new()
        .cell(texts.date(date(note.day)))
        .cell(words::coded(texts, "plans-note-", &note.kind))
        .cell(text)
        .cell(note.result.as_str())
        .cell(note.user_name.as_str())
}

/// Notes of a plan.
pub(super) fn table(texts: Texts, view: &PlanView) -> Html {
    let heads = words::columns(
        texts,
        [
            "plans-day",
            "plans-note",
            "plans-note-text",
            "plans-note-result",
            "plans-by",
        ],
    );
    let table = Table::new(texts, texts.t("plans-notes"), heads)
        .rows(view.notes.iter().map(|note| row(texts, note)))
        .cards()
        .or_empty(Empty::new(texts.t("plans-notes-empty")))
        .note(texts.t_args(
            "plans-dynamics",
            &[
                ("written".to_owned(), i64::from(view.dynamics.written).into()),
                ("expected".to_owned(), i64::from(view.dynamics.expected).into()),
            ],
        ));
    Html::of(&table)
}

/// Advice given on the plan that a draft continues; nothing where there was none.
pub(super) fn advice(texts: Texts, view: &PlanView) -> Option<Html> {
    let heads = words::columns(
        texts,
        [
            "plans-day",
            "plans-advice-question",
            "plans-advice-given",
            "plans-by",
        ],
    );
    let rows = view.advice.iter().map(|note| {
        Row::new()
            .cell(texts.date(date(note.day)))
            .cell(note.text.as_str())
            .cell(note.result.as_str())
            .cell(note.user_name.as_str())
    });
    let table = Table::new(texts, texts.t("plans-advice"), heads)
        .rows(rows)
        .cards();
    (!view.advice.is_empty()).then(|| Html::of(&table))
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    if !view.may_record || view.state.has_ended() {
        return Err(Failure::not_found());
    }
    let texts = layout.texts;
    let in_force = view.allows(PlanEvent::Record);
    let kinds: Vec<Choice> = NoteKind::ALL
        .into_iter()
        .filter(|kind| in_force || !matches!(kind, NoteKind::MidTerm | NoteKind::Dynamics))
        .map(|kind| Choice::new(kind.code(), words::coded(texts, "plans-note-", kind.code())))
        .collect();
    let mut reasons = vec![Choice::new("", texts.t("plans-choose"))];
    reasons.extend(
        UnmetReason::ALL
            .map(|reason| Choice::new(reason.code(), words::coded(texts, "plans-unmet-", reason.code()))),
    );
    let layout = layout
        .narrow()
        .titled_as(format!("{}: {}", texts.t("plans-note-new"), who(&view)))
        .with_errors(&errors)
        .back(format!("/plans/{id}"), "plans-one");
    let form = layout.filled_form(values, errors).anchor("on", "on-day");
    Ok(FormPage {
        above: Vec::new(),
        action: format!("/plans/{id}/notes/new"),
        draft: format!("plan-{id}-note"),
        hidden: Vec::new(),
        fields: vec![
            form.radios("kind", "plans-note", &kinds).small(),
            form.date("on", "plans-day"),
            form.textarea("text", "plans-note-text"),
            form.textarea("result", "plans-note-result").lines(3).optional(),
            form.select("reason", "plans-unmet-reason", &reasons),
        ],
        submit: form.submit("plans-save"),
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let values = FormValues::default().with_date("on", signed_in.ctx().today());
    Ok(Page(page(&signed_in, layout, id, values, FieldErrors::new()).await?).into_response())
}

async fn add(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let on = errors.take("on", values.date("on")).flatten();
    let kind = NoteKind::from_code(values.get("kind"));
    if kind.is_none() {
        errors.add("kind", Message::new("error-plan-note-kind"));
    }
    if let Some(kind) = kind.filter(|_| errors.is_empty()) {
        let form = NoteForm {
            kind,
            on,
            text: values.get("text").to_owned(),
            result: values.get("result").to_owned(),
            reason: UnmetReason::from_code(values.get("reason")),
        };
        match outcome(signed_in.ctx().add_plan_note(id, &form).await)? {
            Outcome::Done(_) => {
                let flash = Flash::success("plans-saved").draft_done(&format!("plan-{id}-note"));
                return Ok(redirect(&format!("/plans/{id}"), Some(&flash)));
            }
            Outcome::Wrong(found) => errors = found,
            Outcome::Conflict => {}
        }
    }
    Ok(again(page(&signed_in, layout, id, values, errors).await?, false))
}

async fn unmet(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let notes = signed_in.ctx().unmet_needs().await?;
    let rows = notes.iter().map(|note| {
        let name = format!("{} {}", note.family_name, note.given_name);
        let plan = note.plan_id.unwrap_or_default();
        let reason = note
            .reason
            .as_deref()
            .map_or_else(String::new, |reason| words::coded(texts, "plans-unmet-", reason));
        Row::new()
            .cell(Html::link(&format!("/plans/{plan}"), &name))
            .cell(texts.date(date(note.day)))
            .cell(reason)
            .cell(note.text.as_str())
            .cell(note.user_name.as_str())
    });
    let heads = words::columns(
        texts,
        [
            "plans-pupil",
            "plans-day",
            "plans-unmet-reason",
            "plans-note-text",
            "plans-by",
        ],
    );
    let page = ListPage {
        tables: vec![
            Table::new(texts, texts.t("plans-unmet"), heads)
                .hidden_caption()
                .rows(rows)
                .cards()
                .or_empty(Empty::new(texts.t("plans-unmet-empty"))),
        ],
        links: Vec::new(),
        layout: layout.titled("plans-unmet").back("/plans", "plans-title"),
    };
    Ok(Page(page).into_response())
}
