//! Support plans: the list, one plan with planned against given hours, and its pages by question group.

mod approval;
mod draft;
pub(crate) mod effect;
mod evaluation;
mod family;
mod joint;
mod measures;
mod notes;
mod part;
mod part_hours;
mod print;
mod words;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    AppError,
    support_plan::{PlanView, StartPlan},
};
use balsts_domain::{
    access::{Action, Resource},
    calendar::{SchoolYear, Semester},
    support::{PlanEvent, PlanKind, PlanState},
};
use balsts_store::PlanLine;

use crate::{
    error::field_errors,
    kit::{
        Button, Choice, Column, Empty, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout,
        Notice, Page, Path, Row, RowAction, Sections, SummaryList, Table, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

pub(crate) use part::{standing_tag, who as who_of_part};
pub(crate) use words::{coded, hours, measure, planned_and_given, state_tag, subject_or_role, term_words};

pub(crate) const READ: Access = Access::Needs(Action::Read, Resource::SupportPlan);
pub(crate) const WRITE: Access = Access::Needs(Action::Write, Resource::SupportPlan);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/plans", READ, list)
        .get("/plans/new", WRITE, show_new)
        .post("/plans/new", WRITE, start)
        .get("/plans/{id}", READ, show)
        .post("/plans/{id}/next", WRITE, next)
        .post("/plans/{id}/take-over", WRITE, take_over)
        .with(draft::routes())
        .with(measures::routes())
        .with(joint::routes())
        .with(part::routes())
        .with(part_hours::routes())
        .with(family::routes())
        .with(approval::routes())
        .with(evaluation::routes())
        .with(notes::routes())
        .with(print::routes())
}

/// A page of one form: what stands above it, its fields, and what follows.
#[derive(Template)]
#[template(path = "plan_form.html")]
pub(crate) struct FormPage {
    pub layout: Layout,
    pub form: Form,
    pub above: Vec<Html>,
    pub action: String,
    /// Name of the draft under which what is typed is kept.
    pub draft: String,
    pub hidden: Vec<(&'static str, String)>,
    pub fields: Vec<Field>,
    pub submit: Button,
    pub below: Vec<Html>,
}

/// The answer to a form that came back: with what is wrong, or with what somebody else stored in the meantime.
pub(crate) fn again(page: FormPage, conflict: bool) -> Response {
    let status = if conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    (status, Page(page)).into_response()
}

/// What became of a change: done, wrong fields, or a conflict with what is stored now.
pub(crate) enum Outcome<T> {
    Done(T),
    Wrong(FieldErrors),
    Conflict,
}

/// Splits what a form can show from what needs a page of its own.
pub(crate) fn outcome<T>(result: Result<T, AppError>) -> Result<Outcome<T>, Failure> {
    match result {
        Err(AppError::Conflict("error-conflict")) => Ok(Outcome::Conflict),
        other => Ok(match field_errors(other)? {
            Ok(value) => Outcome::Done(value),
            Err(errors) => Outcome::Wrong(errors),
        }),
    }
}

/// After something was ended or taken away. A second press, or a slower second person, finds it gone already: that is what was wanted, and the
/// page shows how things stand.
pub(crate) fn taken_away(result: Result<(), AppError>, to: &str, done: &Flash) -> Result<Response, Failure> {
    match result {
        Ok(()) => Ok(redirect(to, Some(done))),
        Err(AppError::NotFound) => Ok(redirect(to, None)),
        Err(error) => Err(error.into()),
    }
}

/// The notice that shows what is stored beside what was typed.
pub(crate) fn conflict_notice(texts: Texts, stored: &str) -> Html {
    let stored = if stored.is_empty() {
        texts.t("plans-conflict-empty")
    } else {
        stored.to_owned()
    };
    let text = Html::text(&texts.t("plans-conflict")).and(Html::lines([stored]));
    Html::of(&Notice::of(texts, Tone::Attention, text).named("conflict"))
}

pub(crate) fn version(values: &FormValues) -> i64 {
    values.get("version").parse().unwrap_or_default()
}

/// "Anna Bērziņa, 8.b".
pub(crate) fn who(view: &PlanView) -> String {
    let sheet = &view.sheet;
    match &sheet.class {
        Some(class) => format!("{} {}, {class}", sheet.given_name, sheet.family_name),
        None => format!("{} {}", sheet.given_name, sheet.family_name),
    }
}

#[derive(Template)]
#[template(path = "plans.html")]
struct ListPage {
    layout: Layout,
    tables: Vec<Table>,
    links: Vec<Button>,
}

pub(crate) fn table(texts: Texts, caption: &str, empty: &str, lines: &[PlanLine], approval: bool) -> Table {
    let rows = lines.iter().map(|line| {
        let name = format!("{} {}", line.family_name, line.given_name);
        let base = if approval { "/approvals" } else { "/plans" };
        let log = (line.state == PlanState::InForce.code()).then(|| {
            Html::link(
                &format!("/plans/{}/consultations/new", line.id),
                &texts.t("consultations-log"),
            )
        });
        Row::new()
            .cell(Html::link(&format!("{base}/{}", line.id), &name))
            .cell(line.class.clone().unwrap_or_default())
            .cell(words::coded(texts, "plans-kind-", &line.kind))
            .cell(term_words(texts, line.school_year, line.semester))
            .cell(state_tag(texts, &line.state))
            .cell(words::planned_and_given(texts, line.planned, line.given))
            .cell(log.unwrap_or_default())
    });
    let mut columns: Vec<Column> = [
        "plans-pupil",
        "plans-class",
        "plans-kind",
        "plans-term",
        "plans-state",
        "plans-hours",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    columns.push(Column::text(texts.t("consultations-log")).hidden());
    Table::new(texts, texts.t(caption), columns)
        .rows(rows)
        .cards()
        .or_empty(Empty::new(texts.t(empty)))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let list = ctx.plan_list().await?;
    let page = ListPage {
        tables: vec![
            table(
                texts,
                "plans-in-force",
                "plans-in-force-empty",
                &list.in_force,
                false,
            ),
            table(texts, "plans-begun", "plans-begun-empty", &list.begun, false),
            table(texts, "plans-ended", "plans-ended-empty", &list.ended, false),
        ],
        links: vec![Button::link(texts.t("plans-unmet"), "/unmet-needs").secondary()],
        layout: layout.titled("plans-title"),
    };
    Ok(Page(page).into_response())
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<FormPage, Failure> {
    let pupil = values.get("pupil").to_owned();
    let ctx = signed_in.ctx();
    let name = ctx.pupil_name(&pupil).await?;
    let texts = layout.texts;
    let terms: Vec<Choice> = ctx
        .plan_terms(&pupil)
        .await?
        .into_iter()
        .map(|term| {
            let (year, semester) = (term.year.first_calendar_year(), term.semester.number());
            Choice::new(
                format!("{year}-{semester}"),
                term_words(texts, i64::from(year), i64::from(semester)),
            )
        })
        .collect();
    let kinds: Vec<Choice> = PlanKind::ALL
        .map(|kind| Choice::new(kind.code(), words::coded(texts, "plans-kind-", kind.code())))
        .to_vec();
    let layout = layout
        .narrow()
        .titled_as(format!("{}: {name}", texts.t("plans-new-title")))
        .with_errors(&errors)
        .back(format!("/pupils/{pupil}?part=support"), "plans-to-pupil");
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above: Vec::new(),
        action: "/plans/new".to_owned(),
        draft: String::new(),
        hidden: vec![("pupil", pupil)],
        fields: vec![
            form.radios("kind", "plans-kind", &kinds),
            form.radios("term", "plans-term", &terms),
        ],
        submit: form.submit("plans-start"),
        below: Vec::new(),
        form,
        layout,
    })
}

async fn show_new(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let pupil = layout.address.get("pupil").unwrap_or_default().to_owned();
    let values = FormValues::default()
        .with("pupil", pupil)
        .with("kind", PlanKind::Individual.code());
    Ok(Page(new_page(&signed_in, layout, values, FieldErrors::new()).await?).into_response())
}

/// `2025-1`.
fn chosen_term(text: &str) -> Option<(SchoolYear, Semester)> {
    let (year, semester) = text.split_once('-')?;
    Some((
        SchoolYear::new(year.parse().ok()?),
        Semester::from_number(semester.parse().ok()?)?,
    ))
}

async fn start(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let kind = PlanKind::from_code(values.get("kind"));
    let term = chosen_term(values.get("term"));
    if kind.is_none() {
        errors.add("kind", Message::new("error-support-plan-kind"));
    }
    if term.is_none() {
        errors.add("term", Message::new("error-plan-term"));
    }
    if let (Some(kind), Some((year, semester))) = (kind, term) {
        let start = StartPlan {
            pupil: values.get("pupil").to_owned(),
            kind,
            year,
            semester,
        };
        match field_errors(signed_in.ctx().start_plan(&start).await)? {
            Ok(id) => return Ok(redirect(&format!("/plans/{id}/risks"), None)),
            Err(found) => errors = found,
        }
    }
    Ok(again(new_page(&signed_in, layout, values, errors).await?, false))
}

/// The pages of a draft, in their order.
pub(crate) fn sections(texts: Texts, view: &PlanView, current: &str) -> Html {
    let id = view.sheet.id;
    let mut sections = Sections::new(texts.t("plans-parts"), format!("/plans/{id}/{current}"));
    for (part, key) in [
        ("risks", "plans-risks"),
        ("goals", "plans-goals"),
        ("measures", "plans-measures"),
        ("family", "plans-family"),
        ("check", "plans-check"),
    ] {
        sections = sections.part(format!("/plans/{id}/{part}"), texts.t(key));
    }
    Html::of(&sections)
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    layout: Layout,
    notices: Vec<Html>,
    facts: SummaryList,
    actions: Vec<Html>,
    parts: Vec<Html>,
    steps: Html,
}

/// What a reader must know before anything else.
fn notices(texts: Texts, view: &PlanView) -> Vec<Html> {
    let mut all = Vec::new();
    let mut say = |key: &str| {
        let notice = Notice::of(texts, Tone::Attention, texts.t(key)).named(key);
        all.push(Html::of(&notice));
    };
    if view.moved && !view.state.has_ended() {
        say("plans-moved");
    }
    if view.needs_new_consent() {
        say("plans-came-of-age");
    }
    if !view.state.has_ended() && view.sheet.consent.as_deref() == Some("declined") {
        say("plans-not-wanted");
    }
    if view.closed && view.state == PlanState::InForce {
        say("plans-evaluate-now");
    } else if view.closed && !view.state.has_ended() {
        say("plans-term-over");
    }
    if view.state == PlanState::InForce && view.dynamics.is_behind() {
        say("plans-dynamics-behind");
    }
    if view.may_draft && view.to_adapt {
        say("plans-to-adapt");
    }
    all
}

fn actions(texts: Texts, view: &PlanView) -> Vec<Html> {
    let sheet = &view.sheet;
    let at = |part: &str| format!("/plans/{}/{part}", sheet.id);
    let version = sheet.version.to_string();
    let mut all = Vec::new();
    let mut link = |key: &str, to: String, first: bool| {
        let button = Button::link(texts.t(key), to);
        all.push(Html::of(&if first { button } else { button.secondary() }));
    };
    if view.may_record && view.allows(PlanEvent::Record) {
        link("consultations-log", at("consultations/new"), true);
        link("plans-note-new", at("notes/new"), false);
    }
    if view.may_draft && view.allows(PlanEvent::Change) && !view.closed {
        link("plans-continue", at("risks"), true);
    }
    if view.may_draft && view.allows(PlanEvent::Evaluate) {
        link("plans-evaluate", at("evaluate"), view.closed);
    }
    if view.may_draft && view.allows(PlanEvent::Record) {
        link("plans-family", at("family"), false);
    }
    let unsettled = view.unsettled_parts().next().is_some();
    if view.may_draft && view.allows(PlanEvent::Rearrange) && !view.closed && unsettled {
        link("plans-part-rearrange", at("parts"), false);
    }
    link("plans-print", at("print"), false);
    if view.may_record && !view.consultations.is_empty() {
        link("consultations-sheet", at("sheet"), false);
    }
    if view.may_draft && view.allows(PlanEvent::Decline) {
        link("plans-end", at("end"), false);
    }
    if view.may_draft && view.state == PlanState::Evaluated {
        all.push(Html::of(&RowAction::new(texts.t("plans-next"), at("next"))));
    }
    if view.may_draft && view.moved && !view.state.has_ended() {
        let action = RowAction::new(texts.t("plans-take-over"), at("take-over")).with("version", version);
        all.push(Html::of(&action));
    }
    all
}

pub(crate) fn facts(texts: Texts, view: &PlanView) -> SummaryList {
    let sheet = &view.sheet;
    let mut list = SummaryList::new(texts)
        .row(texts.t("plans-state"), state_tag(texts, &sheet.state))
        .row(
            texts.t("plans-kind"),
            words::coded(texts, "plans-kind-", &sheet.kind),
        )
        .row(
            texts.t("plans-term"),
            term_words(texts, sheet.school_year, sheet.semester),
        )
        .row(texts.t("plans-institution"), sheet.institution.as_str())
        .row(
            texts.t("plans-evaluation-due"),
            texts.date(view.term().evaluation_due()),
        )
        .row(texts.t("plans-hours"), words::hours_of(texts, view));
    if let Some(reason) = &sheet.reason {
        list = list.row(texts.t("plans-reason"), reason.as_str());
    }
    list
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let view = signed_in.ctx().plan(id).await?;
    let texts = layout.texts;
    let mut parts: Vec<Html> = notes::advice(texts, &view).into_iter().collect();
    parts.extend(words::content(texts, &view));
    parts.push(super::consultations::table(texts, &view));
    parts.push(notes::table(texts, &view));
    // Only here: whoever logs a consultation does not wait for years of records.
    let sheet = &view.sheet;
    let before_after = signed_in
        .ctx()
        .before_after(&sheet.public_id, sheet.pupil_id, sheet.in_force_day)
        .await?;
    if let Some(it) = &before_after {
        parts.push(effect::table(texts, it));
    }
    let page = PlanPage {
        notices: notices(texts, &view),
        facts: facts(texts, &view),
        actions: actions(texts, &view),
        parts,
        steps: words::steps(texts, &view),
        layout: layout
            .titled_as(format!("{}: {}", texts.t("plans-one"), who(&view)))
            .back(
                format!("/pupils/{}?part=support", view.sheet.public_id),
                "plans-to-pupil",
            ),
    };
    Ok(Page(page).into_response())
}

async fn next(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    let next = signed_in.ctx().start_next_plan(id).await?;
    let flash = Flash::success("plans-next-started");
    Ok(redirect(&format!("/plans/{next}/risks"), Some(&flash)))
}

async fn take_over(
    signed_in: SignedIn,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    signed_in.ctx().take_plan_over(id, version(&values)).await?;
    let flash = Flash::success("plans-taken-over");
    Ok(redirect(&format!("/plans/{id}"), Some(&flash)))
}
