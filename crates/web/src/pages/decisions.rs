//! Decisions of meetings: one's own tasks, and the list by which a chair controls them.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::decision::decision_state;
use balsts_domain::{
    access::{Action, Resource},
    cooperation::{DecisionState, Judgement},
};
use balsts_store::MeetingDecisionRow;

use super::bodies::code_words;
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        Table, Tag, Tone, redirect,
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
    judging: bool,
    judgements: Vec<Choice>,
}

/// The page on which a decision is done or judged: of the open decisions that the reader reaches.
async fn step_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    judging: bool,
    values: FormValues,
    errors: FieldErrors,
) -> Result<StepPage, Failure> {
    let texts = layout.texts;
    let row = signed_in.ctx().open_decision(id, judging).await?;
    let layout = layout
        .narrow()
        .titled(if judging {
            "decision-judge"
        } else {
            "decision-finish"
        })
        .with_errors(&errors)
        .back("/decisions", "decision-title");
    Ok(StepPage {
        form: layout.filled_form(values, errors),
        id,
        what: row.what,
        judging,
        judgements: Judgement::ALL
            .iter()
            .map(|one| Choice::new(one.code(), code_words(texts, "decision-judgement-", one.code())))
            .collect(),
        layout,
    })
}

async fn show_done(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    Ok(Page(step_page(&signed_in, layout, id, false, values, errors).await?).into_response())
}

async fn show_judge(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    Ok(Page(step_page(&signed_in, layout, id, true, values, errors).await?).into_response())
}

async fn finish(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    match field_errors(signed_in.ctx().finish_decision(id, values.get("note")).await)? {
        Ok(()) => {
            let flash = Flash::success("decision-is-done").draft_done(&format!("decision-done-{id}"));
            Ok(redirect("/decisions", Some(&flash)))
        }
        Err(errors) => {
            let page = step_page(&signed_in, layout, id, false, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
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
        .judge_decision(id, judgement, values.get("note"))
        .await;
    match field_errors(judged)? {
        Ok(()) => {
            let flash = Flash::success("decision-is-judged").draft_done(&format!("decision-done-{id}"));
            Ok(redirect("/decisions", Some(&flash)))
        }
        Err(errors) => {
            let page = step_page(&signed_in, layout, id, true, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
