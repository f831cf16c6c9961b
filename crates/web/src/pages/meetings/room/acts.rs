//! What is done while a meeting lasts: each act is a form of the room and leads back to the item that was worked on.

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use balsts_app::{
    AppError,
    decision::Decide,
    meeting::{DrawItems, Kept, ReturnWhat},
};
use balsts_domain::{
    access::{Action, Resource},
    cases::event::Criterion,
    cooperation::Addressee,
};

use super::{KeptPart, draft_text, href, late_draft, refused_draft, room_page};
use crate::{
    error::field_errors,
    kit::{Failure, FieldErrors, Flash, FormValues, Layout, Page, Path, redirect},
    routes::{Access, Routes},
    signed_in::SignedIn,
};

pub(super) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Meeting);
    Routes::new()
        .post("/meetings/{id}/present", write, present)
        .post("/meetings/{id}/invite", write, invite)
        .post("/meetings/{id}/draw", write, draw)
        .post("/meetings/{id}/return", write, give_back)
        .post("/meetings/{id}/questions", write, question)
        .post("/meetings/{id}/brief", write, brief)
        .post("/meetings/{id}/minutes", write, keep)
        .post("/meetings/{id}/noted", write, noted)
        .post("/meetings/{id}/decisions", write, decide)
        .post("/meetings/{id}/proposals", write, propose)
        .post("/meetings/{id}/late", write, late_used)
}

/// Back to the item that was worked on.
fn back(id: i64, values: &FormValues, flash: &Flash) -> Response {
    let item = values.get("item").parse().unwrap_or_default();
    redirect(&href(id, item, values.get("screen") == "shared"), Some(flash))
}

/// Fields of the room in which somebody writes.
const TYPED: [&str; 7] = [
    "brief",
    "brief_restricted",
    "title",
    "question",
    "what",
    "proposal",
    "reason",
];

/// What is typed when the meeting is over waits beside it, below what waits there already; it may go on, or the next one takes it up.
async fn keep_late(signed_in: &SignedIn, id: i64, values: &FormValues) -> Result<bool, Failure> {
    let ctx = signed_in.ctx();
    let typed: Vec<String> = TYPED
        .iter()
        .filter_map(|field| values.some(field))
        .map(str::to_owned)
        .collect();
    if typed.is_empty() {
        return Ok(false);
    }
    let before = draft_text(&ctx, &late_draft(id)).await?;
    let all: Vec<String> = before.into_iter().chain(typed).collect();
    let draft = serde_json::json!({ "text": [all.join("\n\n")] }).to_string();
    ctx.keep_draft(&late_draft(id), &draft).await?;
    Ok(true)
}

async fn answer<T>(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    result: Result<T, AppError>,
    flash: Flash,
) -> Result<Response, Failure> {
    if let Err(AppError::Conflict(key)) = &result
        && keep_late(signed_in, id, &values).await?
    {
        return Ok(back(id, &values, &Flash::attention(*key)));
    }
    match field_errors(result)? {
        Ok(_) => Ok(back(id, &values, &flash)),
        Err(errors) => {
            let page = room_page(signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn numbers(values: &FormValues, name: &str) -> Vec<i64> {
    let all = values.all(name);
    all.into_iter().filter_map(|value| value.parse().ok()).collect()
}

async fn present(signed_in: SignedIn, Path(id): Path<i64>, values: FormValues) -> Result<Response, Failure> {
    signed_in
        .ctx()
        .note_present(id, &numbers(&values, "present"))
        .await?;
    Ok(back(id, &values, &Flash::success("meeting-present-kept")))
}

async fn invite(signed_in: SignedIn, Path(id): Path<i64>, values: FormValues) -> Result<Response, Failure> {
    let member = values.get("member").parse().unwrap_or_default();
    let item = values.get("for_item").parse().ok();
    signed_in.ctx().invite(id, member, item).await?;
    Ok(back(id, &values, &Flash::success("meeting-invited")))
}

async fn draw(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let draw = DrawItems {
        items: numbers(&values, "items"),
        cases: numbers(&values, "cases"),
        criterion: Criterion::from_code(values.get("criterion")),
    };
    let result = signed_in.ctx().draw_items(id, &draw).await;
    let flash = Flash::success("meeting-drawn");
    answer(&signed_in, layout, id, values, result, flash).await
}

/// What is returned: `case-7`, `item-9`.
fn return_what(value: &str) -> Option<ReturnWhat> {
    let (kind, id) = value.split_once('-')?;
    let id = id.parse().ok()?;
    match kind {
        "case" => Some(ReturnWhat::Case(id)),
        "item" => Some(ReturnWhat::Item(id)),
        _ => None,
    }
}

async fn give_back(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let what =
        return_what(values.get("returned")).ok_or_else(|| Failure::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    let result = signed_in.ctx().return_item(id, what, values.get("reason")).await;
    answer(
        &signed_in,
        layout,
        id,
        values,
        result,
        Flash::success("meeting-returned"),
    )
    .await
}

async fn question(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let result = signed_in
        .ctx()
        .add_question(id, values.get("title"), values.get("question"))
        .await;
    let flash = Flash::success("meeting-question-added").draft_done(&format!("question-{id}"));
    answer(&signed_in, layout, id, values, result, flash).await
}

async fn keep(
    signed_in: SignedIn,
    layout: Layout,
    headers: HeaderMap,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let item: i64 = values.get("item").parse().unwrap_or_default();
    let version: i64 = values.get("version").parse().unwrap_or_default();
    let text = values.raw("text");
    let while_typing = headers.contains_key("hx-request");
    let result = ctx.keep_minutes(id, item, version, text).await;
    // Their text stands, or the meeting is over: this one waits beside it until somebody has joined the two.
    let refused = match &result {
        Ok(Kept::Theirs { .. }) => Some("meeting-minutes-theirs"),
        Err(AppError::Conflict(key)) => Some(*key),
        _ => None,
    };
    if let Some(why) = refused {
        let draft = serde_json::json!({ "text": [text] }).to_string();
        ctx.keep_draft(&refused_draft(item), &draft).await?;
        if while_typing {
            let said = layout.t(why);
            return Ok(Page(KeptPart { version, said }).into_response());
        }
        return Ok(back(id, &values, &Flash::attention(why)));
    }
    match field_errors(result)? {
        Ok(Kept::As(version)) if while_typing => {
            let said = layout.t("meeting-minutes-saved");
            Ok(Page(KeptPart { version, said }).into_response())
        }
        Ok(_) => {
            ctx.drop_draft(&refused_draft(item)).await?;
            Ok(back(id, &values, &Flash::success("meeting-minutes-saved")))
        }
        Err(errors) => {
            let page = room_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn brief(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let item: i64 = values.get("item").parse().unwrap_or_default();
    let version = values.get("brief_version").parse().unwrap_or_default();
    let texts = (values.raw("brief"), values.raw("brief_restricted"));
    let result = signed_in.ctx().keep_brief(id, item, version, texts).await;
    let flash = Flash::success("meeting-brief-kept").draft_done(&format!("brief-{item}"));
    answer(&signed_in, layout, id, values, result, flash).await
}

async fn noted(signed_in: SignedIn, Path(id): Path<i64>, values: FormValues) -> Result<Response, Failure> {
    let item = values.get("item").parse().unwrap_or_default();
    signed_in.ctx().note_item(id, item).await?;
    Ok(back(id, &values, &Flash::success("meeting-is-noted")))
}

async fn decide(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let due = errors.take("due", values.date("due")).flatten();
    let judge = errors.take("judge", values.date("judge")).flatten();
    if !errors.is_empty() {
        let page = room_page(&signed_in, layout, id, values, errors).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    }
    let item = values.get("item").parse().unwrap_or_default();
    let decide = Decide {
        item,
        what: values.get("what").to_owned(),
        member: values.get("who").parse().ok(),
        organisation: values.get("organisation").to_owned(),
        person: values.get("person").to_owned(),
        due,
        judge,
    };
    let result = signed_in.ctx().decide(id, &decide).await;
    let flash = Flash::success("meeting-decided").draft_done(&format!("decision-{item}"));
    answer(&signed_in, layout, id, values, result, flash).await
}

async fn late_used(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    signed_in.ctx().drop_draft(&late_draft(id)).await?;
    Ok(redirect(&format!("/meetings/{id}"), None))
}

async fn propose(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let addressee = Addressee::from_code(values.get("addressee"));
    let result = signed_in
        .ctx()
        .propose(id, values.get("proposal"), addressee)
        .await;
    let flash = Flash::success("meeting-proposed").draft_done(&format!("proposal-of-{id}"));
    answer(&signed_in, layout, id, values, result, flash).await
}
