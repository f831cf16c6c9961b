//! Decisions of meetings: one's own tasks, and the list by which a chair controls them.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{AppError, decision::decision_state};
use balsts_domain::{
    access::{Action, Resource},
    cooperation::{DecisionState, Judgement},
};
use balsts_store::MeetingDecisionRow;

use super::bodies::code_words;
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice, Page,
        Path, Row, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Meeting);
    Routes::new()
        .get("/decisions", read, list)
        .get("/decisions/{id}/done", read, show_done)
        .post("/decisions/{id}/done", read, finish)
        .get("/decisions/{id}/judge", read, show_judge)
        .post("/decisions/{id}/judge", read, judge)
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct DecisionsPage {
    layout: Layout,
    open: Table,
    judged: Table,
}

fn state(texts: Texts, row: &MeetingDecisionRow, today: jiff::civil::Date) -> Html {
    let state = decision_state(row, today);
    let words = code_words(texts, "decision-state-", state.code());
    match (state, &row.judgement) {
        (DecisionState::Overdue | DecisionState::JudgementOverdue, _) => Tag::new(words, Tone::Late).into(),
        (DecisionState::Judged, Some(judgement)) => {
            Html::text(&code_words(texts, "decision-judgement-", judgement))
        }
        _ => Html::text(&words),
    }
}

fn table(signed_in: &SignedIn, texts: Texts, caption: &str, rows: &[MeetingDecisionRow]) -> Table {
    let today = signed_in.actor.on;
    let user = signed_in.actor.user();
    let lines = rows.iter().map(|row| {
        let day = |day: i64| texts.date(balsts_store::date(day));
        let mut steps = Vec::new();
        let open = row.done_at.is_none() && row.judgement.is_none();
        if open && (row.leads || row.user_id == user) {
            let to = format!("/decisions/{}/done", row.id);
            steps.push(Html::link(&to, &texts.t("decision-finish")));
        }
        if row.leads && row.judgement.is_none() {
            let to = format!("/decisions/{}/judge", row.id);
            steps.push(Html::link(&to, &texts.t("decision-judge")));
        }
        if let Some(note) = row.judged_note.as_ref().or(row.done_note.as_ref()) {
            steps.push(Html::text(note));
        }
        let meeting = format!("{}, {}", row.body, day(row.meeting_day));
        let meeting = if row.opens {
            Html::link(&format!("/meetings/{}/minutes", row.meeting_id), &meeting)
        } else {
            Html::text(&meeting)
        };
        Row::new()
            .cell(row.what.as_str())
            .cell(format!("{}, {}", row.person, row.organisation))
            .cell(day(row.due_day))
            .cell(day(row.judge_day))
            .cell(state(texts, row, today))
            .cell(meeting)
            .cell(Html::lines(steps))
    });
    let columns = [
        "decision-what",
        "decision-who",
        "decision-due",
        "decision-judged-on",
        "decision-state",
        "decision-meeting",
        "decision-next",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t(caption), columns)
        .rows(lines)
        .or_empty(Empty::new(texts.t("decision-empty")))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let (open, judged) = ctx.control_list().await?;
    let page = DecisionsPage {
        open: table(&signed_in, texts, "decision-open", &open),
        judged: table(&signed_in, texts, "decision-judged", &judged),
        layout: layout.titled("decision-title").back("/bodies", "body-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "decision_step.html")]
struct StepPage {
    layout: Layout,
    form: Form,
    id: i64,
    what: String,
    /// What stands already, where somebody was faster.
    stands: Option<Html>,
    /// Up to which instant the reader knows what was said.
    seen: i64,
    judging: bool,
    judgements: Vec<Choice>,
}

/// Until when the step is taken already; 0 where it is still to be taken.
fn taken(row: &MeetingDecisionRow, judging: bool) -> i64 {
    if judging {
        row.judged_at.unwrap_or_default()
    } else {
        row.last_word()
    }
}

/// What was said of a decision so far, where the step is taken already.
fn stands(texts: Texts, row: &MeetingDecisionRow, judging: bool) -> Option<Html> {
    if taken(row, judging) == 0 {
        return None;
    }
    let done = row.done_note.iter().filter(|_| !judging);
    let mut said: Vec<String> = done
        .map(|note| format!("{}: {note}", texts.t("decision-note")))
        .collect();
    if let Some(code) = &row.judgement {
        let judgement = code_words(texts, "decision-judgement-", code);
        said.push(format!("{}: {judgement}", texts.t("decision-state-judged")));
    }
    if let Some(note) = &row.judged_note {
        said.push(format!("{}: {note}", texts.t("decision-judged-note")));
    }
    let text = Html::text(&texts.t("decision-stands")).and(Html::lines(said));
    Some(Html::of(
        &Notice::of(texts, Tone::Attention, text).named("conflict"),
    ))
}

/// The page on which a decision is done or judged. After a conflict the person has seen what stands: sent again, their words are added below it.
fn step_page(
    layout: Layout,
    row: MeetingDecisionRow,
    judging: bool,
    values: FormValues,
    errors: FieldErrors,
    conflict: bool,
) -> StepPage {
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled(if judging {
            "decision-judge"
        } else {
            "decision-finish"
        })
        .with_errors(&errors)
        .back("/decisions", "decision-title");
    StepPage {
        stands: stands(texts, &row, judging),
        seen: if conflict {
            taken(&row, judging)
        } else {
            seen(&values)
        },
        form: layout.filled_form(values, errors),
        id: row.id,
        what: row.what,
        judging,
        judgements: Judgement::ALL
            .iter()
            .map(|one| Choice::new(one.code(), code_words(texts, "decision-judgement-", one.code())))
            .collect(),
        layout,
    }
}

async fn show_step(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    judging: bool,
) -> Result<Response, Failure> {
    let row = signed_in.ctx().open_decision(id, judging).await?;
    if taken(&row, judging) != 0 {
        // Nothing is left to be said: the list shows what was.
        return Ok(redirect("/decisions", None));
    }
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    Ok(Page(step_page(layout, row, judging, values, errors, false)).into_response())
}

async fn show_done(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    show_step(&signed_in, layout, id, false).await
}

async fn show_judge(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    show_step(&signed_in, layout, id, true).await
}

/// After the form was sent: back to the list, or the form again with what was typed and, where somebody was faster, what stands.
async fn answer(
    signed_in: &SignedIn,
    layout: Layout,
    (id, judging): (i64, bool),
    values: FormValues,
    result: Result<(), AppError>,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let conflict = match result {
        Err(AppError::Conflict(key)) => {
            errors.add("note", key);
            true
        }
        other => match field_errors(other)? {
            Ok(()) => {
                let done = if judging {
                    "decision-is-judged"
                } else {
                    "decision-is-done"
                };
                let flash = Flash::success(done).draft_done(&format!("decision-done-{id}"));
                return Ok(redirect("/decisions", Some(&flash)));
            }
            Err(wrong) => {
                errors = wrong;
                false
            }
        },
    };
    let row = signed_in.ctx().open_decision(id, judging).await?;
    let page = step_page(layout, row, judging, values, errors, conflict);
    let status = if conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Page(page)).into_response())
}

fn seen(values: &FormValues) -> i64 {
    values.get("seen").parse().unwrap_or_default()
}

async fn finish(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let done = signed_in
        .ctx()
        .finish_decision(id, values.get("note"), seen(&values))
        .await;
    answer(&signed_in, layout, (id, false), values, done).await
}

async fn judge(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let judgement = Judgement::from_code(values.get("judgement"));
    let judged = signed_in
        .ctx()
        .judge_decision(id, judgement, values.get("note"), seen(&values))
        .await;
    answer(&signed_in, layout, (id, true), values, judged).await
}
