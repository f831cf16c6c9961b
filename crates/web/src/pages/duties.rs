//! Duties: open, overdue, done, by whom.

pub(super) mod year;

use std::cmp::Ordering;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{AppError, duty::OF_CONCERNS};
use balsts_domain::{
    access::{Action, Resource},
    attendance::AbsenceKind,
    duties::DutyCode,
};
use balsts_store::{DutyFilter, DutyPlace, DutyRow, DutyState};

use super::plans::taken_away;
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Filter, Flash, Form, FormValues, Html, Layout, Notice,
        Page, Pages, Path, Row, RowAction, SummaryList, Table, Tag, Tone, Urgent, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const ROWS: usize = 50;
// Everybody who carries out the programme: who reads no submissions sees what falls on their own role.
const CALENDAR: Access = Access::Needs(Action::Read, Resource::ProgrammeReport);
const MARK: Access = Access::Needs(Action::Write, Resource::ProgrammeReport);
const REOPEN: Access = Access::Needs(Action::Write, Resource::Programme);

pub(crate) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Duty);
    Routes::new()
        .get("/duties", Access::Needs(Action::Read, Resource::Duty), list)
        .get("/duties/{id}/done", write, show_done)
        .post("/duties/{id}/done", write, finish)
        .post("/duties/{id}/reopen", write, reopen)
        .get("/duties/year", CALENDAR, year::show)
        .get("/duties/year/{code}/{due}/done", MARK, year::show_done)
        .post("/duties/year/{code}/{due}/done", MARK, year::mark)
        .post("/duties/year/{id}/reopen", REOPEN, year::reopen)
}

#[derive(Template)]
#[template(path = "duties.html")]
struct DutiesPage {
    layout: Layout,
    filter: Filter,
    table: Table,
    pages: Pages,
    calendar: bool,
}

/// The name of a duty.
pub(crate) fn name(texts: Texts, code: &str) -> String {
    texts.t(&format!("duty-{}", code.replace('_', "-")))
}

/// When it is due, and whether the day has passed, in words.
pub(crate) fn due(texts: Texts, duty: &DutyRow, today: jiff::civil::Date) -> Html {
    let due = balsts_store::date(duty.due_day);
    let when = Html::text(&texts.date(due));
    if duty.done_at.is_some() {
        return when;
    }
    late(texts, when, due, today)
}

/// Words about something that is not done, with a mark where its day has come or passed.
pub(crate) fn late(texts: Texts, words: Html, due: jiff::civil::Date, today: jiff::civil::Date) -> Html {
    match due.cmp(&today) {
        Ordering::Less => words.and(Tag::new(texts.t("duty-overdue"), Tone::Late)),
        Ordering::Equal => words.and(Tag::new(texts.t("duty-today"), Tone::Attention)),
        Ordering::Greater => words,
    }
}

/// Whom it is about: name and class.
pub(crate) fn child(texts: Texts, duty: &DutyRow) -> String {
    let name = match (&duty.given_name, &duty.family_name) {
        (Some(given), Some(family)) => format!("{given} {family}"),
        _ => texts.t("not-enrolled-no-name"),
    };
    match &duty.class {
        Some(class) => format!("{name}, {class}"),
        None => name,
    }
}

/// Whom it is about, with a link.
pub(crate) fn about(duty: &DutyRow) -> Html {
    match (&duty.public_id, &duty.family_name, &duty.given_name) {
        (Some(id), Some(family), Some(given)) => {
            let name = format!("{family} {given}");
            // Whoever reaches a duty of a case reaches the case; the child may be on no list of theirs any more.
            let page = match &duty.case_public_id {
                Some(case) => format!("/cases/{case}"),
                None => format!("/pupils/{id}"),
            };
            let link = if duty.opens_pupil || duty.case_public_id.is_some() {
                Html::link(&page, &name)
            } else {
                Html::text(&name)
            };
            match &duty.class {
                Some(class) => link.and(format!("({class})")),
                None => link,
            }
        }
        _ => Html::text("–"),
    }
}

fn done(texts: Texts, duty: &DutyRow, may_write: bool) -> Html {
    let of_concern = duty
        .concern_id
        .filter(|_| OF_CONCERNS.contains(&duty.code.as_str()));
    match duty.done_at {
        Some(at) => {
            let when = balsts_store::timestamp(at)
                .to_zoned(balsts_app::clock::riga())
                .datetime();
            let who = duty.done_by.clone().unwrap_or_default();
            let words = texts.t_args(
                "duty-done-by",
                &[
                    ("who".to_owned(), crate::texts::Arg::Text(who)),
                    ("at".to_owned(), crate::texts::Arg::Moment(when)),
                ],
            );
            let mut html = Html::text(&words);
            if let Some(found) = &duty.done_reason {
                html = html.and(texts.t1("duty-found-is", "reason", found_words(texts, found)));
            }
            if let Some(note) = duty.done_note.as_deref().filter(|note| !note.is_empty()) {
                html = html.and(note);
            }
            if may_write && of_concern.is_none() && duty.case_public_id.is_none() {
                html = html.and(RowAction::new(
                    texts.t("duty-reopen"),
                    format!("/duties/{}/reopen", duty.id),
                ));
            }
            html
        }
        None if let Some(case) = &duty.case_public_id => {
            Html::link(&format!("/cases/{case}"), &texts.t("duty-case-open"))
        }
        None if may_write && let Some(concern) = of_concern => {
            Html::link(&format!("/concerns/{concern}"), &texts.t("duty-do"))
        }
        None if may_write => Html::link(&format!("/duties/{}/done", duty.id), &texts.t("duty-do")),
        None => Html::text(&texts.t("duty-not-done")),
    }
}

/// The place that an address names.
fn place(text: &str) -> Option<DutyPlace> {
    let mut numbers = text.splitn(3, '-').map(|part| part.parse().ok());
    Some(DutyPlace {
        rank: numbers.next()??,
        due_day: numbers.next()??,
        id: numbers.next()??,
    })
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let values = FormValues::of(&layout.address);
    let filter = DutyFilter {
        state: match values.get("state") {
            "overdue" => DutyState::Overdue,
            "done" => DutyState::Done,
            _ => DutyState::Open,
        },
        code: values.some("code").map(str::to_owned),
        institution: values.get("institution").parse().ok(),
        pupil: None,
        id: None,
        after: place(values.get("after")),
    };
    let (duties, more) = ctx.duty_list(&filter, ROWS).await?;
    let may_write = signed_in.actor.may(Action::Write, Resource::Duty);
    // Who works at one institution need not read its name in every row.
    let wide = signed_in.actor.institutions().len() != 1;
    let rows = duties.iter().map(|duty| {
        let row = Row::new().cell(name(texts, &duty.code)).cell(about(duty));
        let row = if wide {
            row.cell(duty.institution.clone().unwrap_or_else(|| "–".to_owned()))
        } else {
            row
        };
        row.cell(due(texts, duty, ctx.today()))
            .cell(done(texts, duty, may_write))
    });
    let columns = [
        "duty-what",
        "duty-about",
        "duty-institution",
        "duty-due",
        "duty-done",
    ]
    .into_iter()
    .filter(|key| wide || *key != "duty-institution")
    .map(|key| Column::text(texts.t(key)))
    .collect();
    let form = layout.filled_form(values, FieldErrors::new());
    let states = ["open", "overdue", "done"].map(|state| {
        Choice::new(
            if state == "open" { "" } else { state },
            texts.t(&format!("duty-state-{state}")),
        )
    });
    let mut codes = vec![Choice::new("", texts.t("duty-all"))];
    codes.extend(
        [
            "viis_report",
            "contact_parents",
            "protect_child",
            "answer_concern",
            "settle_concern",
            "support_plan_evaluation",
            "explain_child",
            "written_report",
            "answer_report",
            "case_step",
            "assess_decision",
            "case_change",
        ]
        .map(|code| Choice::new(code, name(texts, code))),
    );
    let page = DutiesPage {
        filter: Filter::new(texts, &layout.address)
            .field(form.radios("state", "duty-state", &states).small())
            .field(form.select("code", "duty-what", &codes)),
        table: Table::new(texts, texts.t("duty-title"), columns)
            .hidden_caption()
            .cards()
            .rows(rows)
            .or_empty(Empty::new(texts.t("duty-empty"))),
        pages: Pages::new(
            texts,
            &layout.address,
            None,
            duties
                .last()
                .filter(|_| more)
                .map(|duty| {
                    let place = duty.place();
                    format!("{}-{}-{}", place.rank, place.due_day, place.id)
                })
                .as_deref(),
        ),
        calendar: signed_in.actor.may(Action::Read, Resource::ProgrammeReport),
        layout: layout.titled("duty-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "duty_done.html")]
struct DonePage {
    layout: Layout,
    form: Form,
    id: i64,
    facts: SummaryList,
    urgent: Option<Urgent>,
    /// What was done already, where somebody was faster.
    stands: Option<Notice>,
    /// Up to which instant the reader knows what was done.
    seen: i64,
    reasons: Option<Vec<Choice>>,
}

/// The words of the reason of an absence that a duty found.
pub(crate) fn found_words(texts: Texts, code: &str) -> String {
    match AbsenceKind::parse(code) {
        Some(kind) => texts.t(&format!("duty-found-{}", kind.code())),
        None => code.to_owned(),
    }
}

async fn done_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<DonePage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let duty = ctx.duty(id).await?;
    let stands = duty.done_at.map(|_| {
        let text = Html::text(&texts.t("duty-stands")).and(done(texts, &duty, false));
        Notice::of(texts, Tone::Attention, text).named("conflict")
    });
    let layout = layout
        .narrow()
        .titled("duty-do-title")
        .with_errors(&errors)
        .back("/duties", "duty-title");
    Ok(DonePage {
        form: layout.filled_form(values, errors),
        layout,
        id,
        stands,
        seen: duty.done_at.unwrap_or_default(),
        facts: SummaryList::new(texts)
            .row(texts.t("duty-what"), name(texts, &duty.code))
            .row(texts.t("duty-about"), about(&duty))
            .row(texts.t("duty-due"), due(texts, &duty, ctx.today())),
        reasons: (duty.code == DutyCode::ContactParents.code()).then(|| {
            [
                AbsenceKind::Illness,
                AbsenceKind::Excused,
                AbsenceKind::Unexcused,
                AbsenceKind::Unknown,
            ]
            .map(|kind| Choice::new(kind.code(), found_words(texts, kind.code())))
            .to_vec()
        }),
        urgent: (duty.code == "protect_child" && duty.done_at.is_none()).then(|| Urgent::new(texts)),
    })
}

async fn show_done(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = done_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    if page.stands.is_some() {
        // Nothing is left to be done: the list shows what was.
        return Ok(redirect("/duties?state=done", None));
    }
    Ok(Page(page).into_response())
}

async fn finish(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let found = AbsenceKind::parse(values.get("found"));
    let seen = values.get("seen").parse().unwrap_or_default();
    let note = values.get("note");
    let finished = signed_in.ctx().finish_duty(id, note, found, seen).await;
    if let Err(AppError::Conflict(key)) = finished {
        let mut errors = FieldErrors::new();
        errors.add("note", key);
        let page = done_page(&signed_in, layout, id, values, errors).await?;
        return Ok((StatusCode::CONFLICT, Page(page)).into_response());
    }
    match field_errors(finished)? {
        Ok(()) => {
            let flash = Flash::success("duty-is-done").draft_done(&format!("duty-{id}"));
            Ok(redirect("/duties", Some(&flash)))
        }
        Err(errors) => {
            let page = done_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn reopen(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    let opened = signed_in.ctx().reopen_duty(id).await;
    taken_away(opened, "/duties", &Flash::success("duty-is-open"))
}
