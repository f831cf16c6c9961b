//! Meetings: the list, planning one, what happens to it. What is done while it lasts is in `room`, the recap in `minutes`.

pub(crate) mod minutes;
mod room;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::meeting::PlanMeeting;
use balsts_domain::{
    access::{Action, Resource},
    cooperation::MeetingEvent,
};
use balsts_store::ItemRow;

use super::bodies::code_words;
use crate::{
    error::{conflict_beside, field_errors},
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Message,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Meeting);
    let write = Access::Needs(Action::Write, Resource::Meeting);
    Routes::new()
        .get("/meetings", read, list)
        .get("/meetings/new", write, show_new)
        .post("/meetings/new", write, plan)
        .get("/meetings/{id}/time", write, show_time)
        .post("/meetings/{id}/time", write, change_time)
        .post("/meetings/{id}/state", write, change)
        .with(minutes::routes())
        .with(room::routes())
}

/// What an item is called: the child of a case, the case itself where the child is not to be named, or the title of a question.
pub(super) fn item_title(item: &ItemRow) -> String {
    match (&item.family_name, &item.given_name) {
        (Some(family), Some(given)) => {
            let class = item.class.as_deref().map(|class| format!(", {class}"));
            format!("{family} {given}{}", class.unwrap_or_default())
        }
        // The child of a case is part of the secret of an adoption.
        _ if item.title.is_empty() => item.case_public_id.clone().unwrap_or_default(),
        _ => item.title.clone(),
    }
}

#[derive(Template)]
#[template(path = "meetings.html")]
struct MeetingsPage {
    layout: Layout,
    table: Table,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let meetings = signed_in.ctx().meetings(None).await?;
    let rows = meetings.iter().map(|row| {
        let when = format!("{}, {}", texts.date(balsts_store::date(row.day)), row.begins);
        Row::new()
            .cell(Html::link(&format!("/meetings/{}", row.id), &when))
            .cell(row.body.as_str())
            .cell(row.place.as_str())
            .cell(code_words(texts, "meeting-state-", &row.state))
            .cell(texts.count(row.items))
            .cell(texts.count(row.decisions))
    });
    let mut columns = ["meeting-when", "meeting-body", "meeting-place", "meeting-state"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    columns.extend(["meeting-items", "meeting-decisions"].map(|key| Column::number(texts.t(key))));
    let page = MeetingsPage {
        table: Table::new(texts, texts.t("meeting-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("meeting-empty"))),
        layout: layout.titled("meeting-title").back("/bodies", "body-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "meeting_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    /// It is planned already and moves.
    moves: bool,
    action: String,
    draft: String,
    body: String,
    version: String,
    budget: Vec<Choice>,
    day_off: Vec<Choice>,
}

fn draft_of(moved: Option<i64>) -> String {
    moved.map_or_else(|| "meeting-new".to_owned(), |id| format!("meeting-{id}-time"))
}

/// The page on which a meeting is planned, or a planned one moves.
fn new_page(layout: Layout, moved: Option<i64>, values: FormValues, errors: FieldErrors) -> NewPage {
    let texts = layout.texts;
    let layout = match moved {
        Some(id) => layout
            .titled("meeting-move")
            .back(format!("/meetings/{id}"), "meeting-back"),
        None => layout.titled("meeting-new").back("/bodies", "body-title"),
    };
    let layout = layout.narrow().with_errors(&errors);
    NewPage {
        moves: moved.is_some(),
        action: moved.map_or_else(|| "/meetings/new".to_owned(), |id| format!("/meetings/{id}/time")),
        draft: draft_of(moved),
        body: values.get("body").to_owned(),
        version: values.get("version").to_owned(),
        budget: vec![Choice::new("yes", texts.t("meeting-budget-yes"))],
        day_off: vec![Choice::new("yes", texts.t("meeting-day-off-yes"))],
        form: layout.filled_form(values, errors).anchor("day", "day-day"),
        layout,
    }
}

async fn show_new(layout: Layout) -> Response {
    let values = FormValues::of(&layout.address).with("begins", "10:00");
    Page(new_page(layout, None, values, FieldErrors::new())).into_response()
}

/// What is typed of a meeting's day, hour and place.
fn typed(values: &FormValues, errors: &mut FieldErrors) -> PlanMeeting {
    PlanMeeting {
        body: values.get("body").parse().unwrap_or_default(),
        day: errors.take("day", values.date("day")).flatten(),
        begins: values.get("begins").to_owned(),
        place: values.get("place").to_owned(),
        budget: values.get("budget") == "yes",
        on_day_off: values.get("on_day_off") == "yes",
    }
}

async fn plan(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let plan = typed(&values, &mut errors);
    if errors.is_empty() {
        match field_errors(signed_in.ctx().plan_meeting(&plan).await)? {
            Ok(id) => {
                let flash = Flash::success("meeting-planned").draft_done(&draft_of(None));
                return Ok(redirect(&format!("/meetings/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    Ok((
        StatusCode::UNPROCESSABLE_ENTITY,
        Page(new_page(layout, None, values, errors)),
    )
        .into_response())
}

async fn show_time(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let row = signed_in.ctx().movable_meeting(id).await?;
    let mut values = FormValues::default()
        .with_date("day", balsts_store::date(row.day))
        .with("begins", row.begins)
        .with("place", row.place)
        .with("version", row.version.to_string());
    if row.budget {
        values = values.with("budget", "yes");
    }
    Ok(Page(new_page(layout, Some(id), values, FieldErrors::new())).into_response())
}

async fn change_time(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let plan = typed(&values, &mut errors);
    let version = values.get("version").parse().unwrap_or_default();
    if errors.is_empty() {
        let moved = signed_in.ctx().move_meeting(id, version, &plan).await;
        match field_errors(conflict_beside("day", moved))? {
            Ok(()) => {
                let flash = Flash::success("meeting-moved").draft_done(&draft_of(Some(id)));
                return Ok(redirect(&format!("/meetings/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    Ok((
        StatusCode::UNPROCESSABLE_ENTITY,
        Page(new_page(layout, Some(id), values, errors)),
    )
        .into_response())
}

async fn change(signed_in: SignedIn, Path(id): Path<i64>, values: FormValues) -> Result<Response, Failure> {
    let event = MeetingEvent::from_code(values.get("event"))
        .ok_or_else(|| Failure::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    let version = values.get("version").parse().unwrap_or_default();
    let carried = signed_in.ctx().change_meeting(id, version, event).await?;
    // A screen that is shared stays so.
    let shared = if values.get("screen") == "shared" {
        "?screen=shared"
    } else {
        ""
    };
    let (to, key) = match event {
        MeetingEvent::Call => (format!("/meetings/{id}{shared}"), "meeting-is-called"),
        MeetingEvent::Open | MeetingEvent::Reopen => (format!("/meetings/{id}{shared}"), "meeting-is-open"),
        MeetingEvent::Close => (format!("/meetings/{id}/minutes"), "meeting-is-closed"),
        MeetingEvent::Cancel => ("/meetings".to_owned(), "meeting-is-cancelled"),
    };
    let message = Message::new(key).with("count", carried);
    Ok(redirect(&to, Some(&Flash::success(message))))
}
