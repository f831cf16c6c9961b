//! Cases: the register, a case with its steps, letters and deadlines, the steps as forms, and the table of the escalation itself.

mod danger;
mod form;
mod history;
mod one;
mod register;
pub(crate) mod report;
mod statistics;
mod step;

use balsts_app::case::CaseLine;
use balsts_domain::{
    access::{Action, Resource},
    cases::{CaseState, Party, Words, threshold::Ground},
    risk::Circumstance,
};
use balsts_reports::format::Language;
use balsts_store::{CaseRow, PupilChoice};

use crate::{
    kit::{Button, Choice, Column, Empty, Failure, FormValues, Html, Notice, Row, Table, Tag, Tone},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Case);
    let write = Access::Needs(Action::Write, Resource::Case);
    let open = Access::Needs(Action::Write, Resource::CaseOpening);
    let reports = Access::Needs(Action::Write, Resource::CaseReport);
    let forms = Access::Needs(Action::Write, Resource::CaseForm);
    let circumstances = Access::Needs(Action::Write, Resource::CaseCircumstances);
    let danger = Access::Needs(Action::Write, Resource::Danger);
    Routes::new()
        .get("/cases", read, register::list)
        .get("/cases/steps", Access::SignedIn, register::steps)
        .get(
            "/cases/statistics",
            Access::Needs(Action::Read, Resource::Statistics),
            statistics::statistics,
        )
        .get("/cases/new", open, step::show_new)
        .post("/cases/new", open, step::open)
        .get("/cases/{public_id}", read, one::show)
        .get("/cases/{public_id}/step/{event}", write, step::show)
        .post("/cases/{public_id}/step/{event}", write, step::send)
        .post("/cases/{public_id}/tell", reports, report::tell)
        .get(
            "/cases/{public_id}/reports/{id}",
            Access::Needs(Action::Read, Resource::CaseReport),
            report::show,
        )
        .get(
            "/cases/{public_id}/reports/{id}/docx",
            Access::Needs(Action::Export, Resource::CaseReport),
            report::docx,
        )
        .get(
            "/cases/{public_id}/reports/{id}/pdf",
            Access::Needs(Action::Export, Resource::CaseReport),
            report::pdf,
        )
        .get(
            "/cases/{public_id}/centre/docx",
            Access::Needs(Action::Export, Resource::CaseReport),
            report::centre_docx,
        )
        .get(
            "/cases/{public_id}/centre/pdf",
            Access::Needs(Action::Export, Resource::CaseReport),
            report::centre_pdf,
        )
        .get("/cases/{public_id}/reports/{id}/send", reports, report::show_send)
        .post("/cases/{public_id}/reports/{id}/send", reports, report::send)
        .post("/cases/{public_id}/reports/{id}/answer", reports, report::answer)
        .get("/cases/{public_id}/forms/{kind}", forms, form::show)
        .post("/cases/{public_id}/forms/{kind}", forms, form::send)
        .post(
            "/cases/{public_id}/circumstances",
            circumstances,
            form::circumstance,
        )
        .post(
            "/cases/{public_id}/protections",
            Access::Needs(Action::Write, Resource::Protection),
            form::protect,
        )
        .get("/danger", danger, danger::show)
        .post("/danger", danger, danger::send)
}

/// The words in the reader's language.
pub(crate) fn words(texts: Texts, words: Words) -> &'static str {
    match texts.language {
        Language::Latvian => words.latvian,
        Language::English => words.english,
    }
}

/// The class of a pupil to choose, or that the child is on no list.
fn class_of(texts: Texts, choice: &PupilChoice) -> String {
    choice.class.clone().unwrap_or_else(|| texts.t("case-on-no-list"))
}

/// A pupil to choose as lists have it: the family name first, then the class.
pub(crate) fn listed(texts: Texts, choice: &PupilChoice) -> String {
    let class = class_of(texts, choice);
    format!("{} {}, {class}", choice.family_name, choice.given_name)
}

/// Pupils as choices of a form.
pub(crate) fn pupil_choices(texts: Texts, found: Vec<PupilChoice>) -> Vec<Choice> {
    let choice = |one: PupilChoice| {
        let words = listed(texts, &one);
        Choice::new(one.public_id, words)
    };
    found.into_iter().map(choice).collect()
}

/// The pupil whom a form names; where it names none, those to choose from whom the name typed finds.
async fn asked(
    signed_in: &SignedIn,
    texts: Texts,
    resource: Resource,
    values: &FormValues,
) -> Result<(Option<PupilChoice>, Vec<Choice>), Failure> {
    let ctx = signed_in.ctx();
    if let Some(pupil) = values.some("pupil") {
        return Ok((Some(ctx.case_pupil(resource, pupil).await?), Vec::new()));
    }
    let found = ctx.case_pupils(resource, values.get("name")).await?;
    Ok((None, pupil_choices(texts, found)))
}

/// The pupil whom a form names, as somebody speaks of a child.
fn chosen(texts: Texts, found: &PupilChoice) -> String {
    let class = class_of(texts, found);
    format!("{} {}, {class}", found.given_name, found.family_name)
}

fn name(row: &CaseRow) -> String {
    format!("{} {}", row.given_name, row.family_name)
}

fn party(texts: Texts, code: &str) -> &'static str {
    Party::from_code(code).map_or("–", |party| words(texts, party.words()))
}

/// The words of a circumstance.
fn cause(texts: Texts, code: &str) -> &'static str {
    Circumstance::all()
        .find(|one| one.code() == code)
        .map_or("–", |one| match texts.language {
            Language::Latvian => one.latvian(),
            Language::English => one.english(),
        })
}

fn state(texts: Texts, code: &str) -> &'static str {
    CaseState::from_code(code).map_or("–", |state| words(texts, state.words()))
}

/// The next date in words, with whether it is near or has passed.
fn next(texts: Texts, line: &CaseLine) -> Html {
    let Some(day) = line.row.next_day else {
        return Html::text("–");
    };
    let day = Html::text(&texts.date(balsts_store::date(day)));
    if line.overdue {
        day.and(Tag::new(texts.t("case-overdue"), Tone::Late))
    } else if line.near {
        day.and(Tag::new(texts.t("case-near"), Tone::Attention))
    } else {
        day
    }
}

/// The button of a child in danger, for every page about a child.
pub(crate) fn danger_button(texts: Texts, signed_in: &SignedIn, pupil: Option<&str>) -> Option<Button> {
    let href = pupil.map_or_else(|| "/danger".to_owned(), |pupil| format!("/danger?pupil={pupil}"));
    signed_in
        .actor
        .may(Action::Write, Resource::Danger)
        .then(|| Button::link(texts.t("case-danger"), href).warning())
}

/// The grounds that hold to involve the social service, before there is a case.
pub(crate) fn holding(texts: Texts, grounds: &[(Ground, Option<bool>)]) -> Option<Html> {
    let holding: Vec<&str> = grounds
        .iter()
        .filter(|(_, holds)| *holds == Some(true))
        .map(|(ground, _)| words(texts, ground.words()))
        .collect();
    let text = Html::text(&texts.t("case-grounds")).and(Html::lines(holding.iter().copied()));
    (!holding.is_empty()).then(|| Html::of(&Notice::of(texts, Tone::Attention, text).named("grounds")))
}

/// The cases of a pupil, for the pupil's page.
pub(crate) fn of_pupil(texts: Texts, cases: &[CaseRow], pupil: &str, may_open: bool) -> Html {
    let columns = ["case-state", "case-lead", "case-owner", "case-next", "case-since"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = cases.iter().map(|row| {
        Row::new()
            .cell(Html::link(
                &format!("/cases/{}", row.public_id),
                state(texts, &row.state),
            ))
            .cell(party(texts, &row.lead))
            .cell(row.owner.as_str())
            .cell(
                row.next_day
                    .map_or_else(|| "–".to_owned(), |day| texts.date(balsts_store::date(day))),
            )
            .cell(texts.date(balsts_store::date(row.opened_day)))
    });
    let mut empty = Empty::new(texts.t("case-none-of-pupil"));
    let open = cases.iter().any(|row| row.closed_day.is_none());
    if may_open && cases.is_empty() {
        empty = empty.action(Button::link(
            texts.t("case-open"),
            format!("/cases/new?pupil={pupil}"),
        ));
    }
    let table = Html::of(
        &Table::new(texts, texts.t("case-title"), columns)
            .rows(rows)
            .or_empty(empty),
    );
    if may_open && !open && !cases.is_empty() {
        table.and(Button::link(texts.t("case-open"), format!("/cases/new?pupil={pupil}")).secondary())
    } else {
        table
    }
}
