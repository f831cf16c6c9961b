//! Hours that the reader's own institution gave under its part of a support plan.

use axum::response::{IntoResponse, Response};
use balsts_app::{
    AppError,
    support_plan::{LogPartHours, takes_hours},
};
use balsts_domain::{
    access::{Action, Resource},
    support::Hours,
};
use balsts_store::{OwnPartRow, PartHoursRow};

use super::{FormPage, again, measures::number, part::who, taken_away, words};
use crate::{
    error::field_errors,
    kit::{
        Button, Column, Empty, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path, Row,
        RowAction, SummaryList, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::PlanPart);
    let write = Access::Needs(Action::Write, Resource::PlanPart);
    Routes::new()
        .get("/plan-parts/{id}/hours", read, show)
        .post("/plan-parts/{id}/hours", write, log)
        .post("/plan-parts/{id}/hours/take-back", write, take_back)
}

/// Hours given under a part, with what `action` does to each.
pub(super) fn table(
    texts: Texts,
    heads: Vec<Column>,
    given: &[PartHoursRow],
    row: impl Fn(&PartHoursRow) -> Row,
) -> Table {
    Table::new(texts, texts.t("plans-part-hours"), heads)
        .rows(given.iter().map(row))
        .cards()
        .or_empty(Empty::new(texts.t("plans-part-hours-empty")))
}

fn own_table(texts: Texts, part: &OwnPartRow, given: &[PartHoursRow]) -> Table {
    let mut heads = words::columns(texts, ["plans-day", "plans-hours", "plans-part-done", "plans-by"]);
    heads.push(Column::text(texts.t("plans-part-take-back")).hidden());
    table(texts, heads, given, |one| {
        let address = format!("/plan-parts/{}/hours/take-back", part.id);
        let action = RowAction::new(texts.t("plans-part-take-back"), address);
        Row::new()
            .cell(words::day(texts, Some(one.day)))
            .cell(words::hours(texts, one.hours))
            .cell(one.note.as_str())
            .cell(one.user_name.as_str())
            .cell(Html::of(&action.with("hours", one.id.to_string())))
    })
}

async fn hours_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let (row, given) = signed_in.ctx().own_part_hours(id).await?;
    let texts = layout.texts;
    // What was typed is shown with the reason, though nothing is written down any more.
    let open = !errors.is_empty() || takes_hours(&row);
    let hours = match row.hours {
        Some(planned) => words::planned_and_given(texts, planned, row.given),
        None => words::hours(texts, row.given),
    };
    let facts = SummaryList::new(texts)
        .row(texts.t("plans-part-task"), row.task.as_str())
        .row(texts.t("plans-hours"), hours);
    let layout = layout
        .narrow()
        .titled_as(format!("{}: {}", texts.t("plans-part-hours"), who(&row)))
        .with_errors(&errors)
        .back(format!("/plan-parts/{id}"), "plans-part-one");
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above: vec![Html::of(&facts), Html::of(&own_table(texts, &row, &given))],
        action: format!("/plan-parts/{id}/hours"),
        draft: format!("plan-part-hours-{id}"),
        hidden: Vec::new(),
        fields: if open {
            vec![
                form.date("on", "plans-day"),
                form.text("hours", "plans-hours").width(5),
                form.textarea("note", "plans-part-done").lines(3).optional(),
            ]
        } else {
            Vec::new()
        },
        submit: if open {
            form.submit("plans-part-hours-keep")
        } else {
            Button::link(texts.t("plans-part-one"), format!("/plan-parts/{id}"))
        },
        below: Vec::new(),
        form,
        layout,
    })
}

/// The part as it stands now: the school may have changed it since somebody was led to it.
async fn moved(signed_in: &SignedIn, id: i64) -> Result<Option<Response>, Failure> {
    let now = signed_in.ctx().own_plan_part_now(id).await?;
    Ok((now != id).then(|| redirect(&format!("/plan-parts/{now}/hours"), None)))
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    if let Some(moved) = moved(&signed_in, id).await? {
        return Ok(moved);
    }
    let values = FormValues::default().with_date("on", signed_in.ctx().today());
    let page = hours_page(&signed_in, layout, id, values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn log(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let now = signed_in.ctx().own_plan_part_now(id).await?;
    let on = errors.take("on", values.date("on")).flatten();
    let hours = number(
        &mut errors,
        &values,
        "hours",
        "error-consultation-hours",
        |text| text.parse::<Hours>().ok(),
    );
    if errors.is_empty() {
        let form = LogPartHours {
            on,
            hours,
            note: values.get("note").to_owned(),
        };
        // What was given was given, though the school has changed the words since.
        let logged = match signed_in.ctx().log_part_hours(now, &form).await {
            Err(AppError::Conflict(key)) => Err(balsts_app::FieldErrors::one("hours", key)),
            logged => logged,
        };
        match field_errors(logged)? {
            Ok(()) => {
                let flash =
                    Flash::success("plans-part-hours-kept").draft_done(&format!("plan-part-hours-{id}"));
                return Ok(redirect(&format!("/plan-parts/{now}/hours"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = hours_page(&signed_in, layout, now, values, errors).await?;
    Ok(again(page, false))
}

async fn take_back(
    signed_in: SignedIn,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let hours = values.get("hours").parse().unwrap_or_default();
    let ctx = signed_in.ctx();
    let now = ctx.own_plan_part_now(id).await?;
    let taken = ctx.take_part_hours_back(now, hours).await;
    let flash = Flash::success("plans-part-hours-taken-back");
    taken_away(taken, &format!("/plan-parts/{now}/hours"), &flash)
}
