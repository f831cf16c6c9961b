//! What stands in support plans for the reader's own institution: the list, and one part with the answer to it. Nothing else of a plan is shown here.

use axum::response::{IntoResponse, Response};
use balsts_app::{
    AppError,
    support_plan::{own_part_standing, takes_hours},
};
use balsts_domain::{
    access::{Action, Resource},
    support::{PartAnswer, PartStanding, PlanState},
};
use balsts_store::OwnPartRow;

use super::{FormPage, ListPage, again, words};
use crate::{
    error::field_errors,
    kit::{
        Button, Choice, Column, Empty, Failure, FieldErrors, Flash, FormValues, Html, Layout, Page, Path,
        Row, SummaryList, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::PlanPart);
    let write = Access::Needs(Action::Write, Resource::PlanPart);
    Routes::new()
        .get("/plan-parts", read, list)
        .get("/plan-parts/{id}", read, show)
        .post("/plan-parts/{id}", write, answer)
}

/// Where a part stands.
pub(crate) fn standing_tag(texts: Texts, standing: PartStanding) -> Tag {
    let tone = match standing {
        PartStanding::Agreed => Tone::Good,
        PartStanding::Waiting | PartStanding::Changed => Tone::Attention,
        PartStanding::Proposed | PartStanding::Declined => Tone::Neutral,
    };
    Tag::new(words::coded(texts, "plans-part-standing-", standing.code()), tone)
}

/// "Anna Bērziņa, 8.b".
pub(crate) fn who(row: &OwnPartRow) -> String {
    match &row.class {
        Some(class) => format!("{} {}, {class}", row.given_name, row.family_name),
        None => format!("{} {}", row.given_name, row.family_name),
    }
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let parts = signed_in.ctx().own_plan_part_list().await?;
    let rows = parts.iter().map(|row| {
        Row::new()
            .cell(Html::link(&format!("/plan-parts/{}", row.id), &who(row)))
            .cell(row.institution.as_str())
            .cell(row.task.as_str())
            .cell(words::day(texts, row.due_day))
            .cell(standing_tag(texts, own_part_standing(row)))
    });
    let columns: Vec<Column> = words::columns(
        texts,
        [
            "plans-pupil",
            "plans-institution",
            "plans-part-task",
            "plans-due",
            "plans-part-answer",
        ],
    );
    let page = ListPage {
        tables: vec![
            Table::new(texts, texts.t("plans-part-list"), columns)
                .hidden_caption()
                .rows(rows)
                .cards()
                .or_empty(Empty::new(texts.t("plans-part-list-empty"))),
        ],
        links: Vec::new(),
        layout: layout.titled("plans-part-list"),
    };
    Ok(Page(page).into_response())
}

fn facts(texts: Texts, row: &OwnPartRow) -> SummaryList {
    let mut facts = SummaryList::new(texts)
        .row(texts.t("plans-pupil"), who(row))
        .row(texts.t("plans-institution"), row.institution.as_str())
        .row(texts.t("plans-responsible"), row.responsible.as_str())
        .row(
            texts.t("plans-term"),
            words::term_words(texts, row.school_year, row.semester),
        )
        .row(
            texts.t("plans-partner"),
            words::coded(texts, "plans-partner-", &row.partner),
        )
        .row(texts.t("plans-part-task"), row.task.as_str());
    if let Some(hours) = row.hours {
        facts = facts.row(texts.t("plans-planned-hours"), words::hours(texts, hours));
    }
    if row.given > 0 {
        facts = facts.row(texts.t("plans-part-given"), words::hours(texts, row.given));
    }
    facts = facts
        .row(texts.t("plans-due"), words::day(texts, row.due_day))
        .row(
            texts.t("plans-part-answer"),
            standing_tag(texts, own_part_standing(row)),
        );
    if let (Some(at), Some(by)) = (row.answered_at, &row.answered_by) {
        facts = facts.row(
            texts.t("plans-part-answered"),
            words::said_by(texts, at, by, row.answer_words.as_deref()),
        );
    }
    facts
}

async fn part_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let row = signed_in.ctx().own_plan_part(id).await?;
    let texts = layout.texts;
    let answers: Vec<Choice> = PartAnswer::ALL
        .map(|answer| {
            Choice::new(
                answer.code(),
                words::coded(texts, "plans-part-do-", answer.code()),
            )
        })
        .to_vec();
    let hours = (takes_hours(&row) || row.given > 0).then(|| {
        let log = Button::link(
            texts.t("plans-part-hours"),
            format!("/plan-parts/{}/hours", row.id),
        );
        Html::of(&log.secondary())
    });
    // What was typed is shown with the reason, though the plan has ended meanwhile.
    let open = !errors.is_empty() || PlanState::from_code(&row.state).is_some_and(|state| !state.has_ended());
    let layout = layout
        .narrow()
        .titled_as(format!("{}: {}", texts.t("plans-part-one"), who(&row)))
        .with_errors(&errors)
        .back("/plan-parts", "plans-part-list");
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above: vec![Html::of(&facts(texts, &row))],
        action: format!("/plan-parts/{id}"),
        draft: format!("plan-part-{id}"),
        hidden: Vec::new(),
        fields: if open {
            vec![
                form.radios("answer", "plans-part-do", &answers),
                form.textarea("words", "plans-part-words").lines(4).optional(),
            ]
        } else {
            Vec::new()
        },
        submit: if open {
            form.submit("plans-part-send")
        } else {
            Button::link(texts.t("plans-part-list"), "/plan-parts")
        },
        below: hours.into_iter().collect(),
        form,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let now = signed_in.ctx().own_plan_part_now(id).await?;
    if now != id {
        return Ok(redirect(&format!("/plan-parts/{now}"), None));
    }
    let page = part_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn answer(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let now = signed_in.ctx().own_plan_part_now(id).await?;
    match PartAnswer::from_code(values.get("answer")) {
        _ if now != id => errors.add("answer", Message::new("error-plan-part-changed")),
        None => errors.add("answer", Message::new("error-choose")),
        Some(answer) => {
            let ctx = signed_in.ctx();
            let answered = match ctx.answer_plan_part(id, answer, values.get("words")).await {
                // The plan has ended meanwhile.
                Err(AppError::Conflict(key)) => Err(balsts_app::FieldErrors::one("answer", key)),
                answered => answered,
            };
            match field_errors(answered)? {
                Ok(()) => {
                    let flash =
                        Flash::success("plans-part-is-answered").draft_done(&format!("plan-part-{id}"));
                    return Ok(redirect("/plan-parts", Some(&flash)));
                }
                Err(found) => errors = found,
            }
        }
    }
    let page = part_page(&signed_in, layout, now, values, errors).await?;
    Ok(again(page, false))
}
