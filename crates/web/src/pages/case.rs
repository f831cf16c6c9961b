//! Cases: the register, a case with its steps, letters and deadlines, the steps as forms, and the table of the escalation itself.

mod danger;
mod form;
mod register;
mod report;
mod step;

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use balsts_app::case::{CaseChange, CaseLine, CaseView};
use balsts_domain::{
    access::{Action, Resource},
    cases::{CaseEvent, CaseState, FormKind, Party, Words},
    risk::Circumstance,
};
use balsts_reports::format::Language;
use balsts_store::CaseRow;

use crate::{
    kit::{
        Button, Choice, Column, Empty, Event, Failure, FieldErrors, FormValues, Html, Layout, Page, Row,
        SummaryList, Table, Tag, Task, TaskList, Timeline, Tone, Urgent,
    },
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
        .get("/cases/steps", read, register::steps)
        .get(
            "/cases/statistics",
            Access::Needs(Action::Read, Resource::Statistics),
            register::statistics,
        )
        .get("/cases/new", open, step::show_new)
        .post("/cases/new", open, step::open)
        .get("/cases/{public_id}", read, show)
        .get("/cases/{public_id}/step/{event}", write, step::show)
        .post("/cases/{public_id}/step/{event}", write, step::send)
        .post("/cases/{public_id}/tell", reports, report::tell)
        .get(
            "/cases/{public_id}/reports/{id}",
            Access::Needs(Action::Read, Resource::CaseReport),
            report::show,
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

fn when(at: i64) -> jiff::civil::DateTime {
    balsts_store::timestamp(at)
        .to_zoned(balsts_app::clock::riga())
        .datetime()
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

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    layout: Layout,
    facts: SummaryList,
    urgent: Option<Urgent>,
    danger: Option<Button>,
    changes: Vec<String>,
    actions: Vec<Button>,
    reports: Option<TaskList>,
    tell: Vec<Choice>,
    forms: Vec<Button>,
    written: Option<Timeline>,
    timeline: Timeline,
    circumstances: Option<Table>,
    kinds: Vec<Choice>,
    may_protect: bool,
    form: crate::kit::Form,
    public_id: String,
}

fn timeline(texts: Texts, view: &CaseView) -> Timeline {
    let events = view
        .events
        .iter()
        .rev()
        .map(|one| {
            let title = CaseEvent::from_code(&one.event).map_or_else(
                || texts.t("case-opened"),
                |event| words(texts, event.words()).to_owned(),
            );
            let mut text = Html::text(&one.words);
            if one.from_state != one.to_state {
                text = Html::text(&texts.t1("case-now", "state", state(texts, &one.to_state))).and(text);
            }
            Event::at(texts, when(one.at), title, text)
                .by(one.user_name.clone().unwrap_or_else(|| texts.t("case-program")))
        })
        .collect();
    Timeline::new(events)
}

fn reports(texts: Texts, view: &CaseView, today: jiff::civil::Date) -> Option<TaskList> {
    let public_id = &view.line.row.public_id;
    let tasks: Vec<Task> = view
        .reports
        .iter()
        .map(|one| {
            let (key, due) = match (one.sent_at, one.answered_at, one.unanswered_at) {
                (None, ..) => ("case-report-due", Some(one.written_due_day)),
                (_, Some(_), _) => ("case-report-answered", None),
                (_, None, Some(_)) => ("case-report-unanswered", None),
                (Some(_), None, None) => ("case-report-waits", one.answer_due_day),
            };
            let mut status = Html::text(&texts.t(key));
            if let Some(due) = due.map(balsts_store::date) {
                status = status.and(texts.date(due));
                if due < today {
                    status = status.and(Tag::new(texts.t("case-overdue"), Tone::Late));
                }
            }
            let href = if one.sent_at.is_some() {
                format!("/cases/{public_id}/reports/{}", one.id)
            } else {
                format!("/cases/{public_id}/reports/{}/send", one.id)
            };
            Task::new(party(texts, &one.recipient), href, status)
        })
        .collect();
    (!tasks.is_empty()).then(|| TaskList::new("reports", tasks))
}

fn written(texts: Texts, view: &CaseView) -> Option<Timeline> {
    let forms = view.forms.as_ref().filter(|forms| !forms.is_empty())?;
    let events = forms
        .iter()
        .rev()
        .map(|one| {
            let kind = FormKind::from_code(&one.kind);
            let title = kind.map_or("–", |kind| words(texts, kind.words()));
            let values: std::collections::BTreeMap<String, String> =
                serde_json::from_str(&one.body).unwrap_or_default();
            let fields = kind.and_then(FormKind::form).map_or(&[][..], |form| form.fields);
            let lines = fields.iter().filter_map(|field| {
                let value = values.get(field.name).filter(|value| !value.is_empty())?;
                Some(format!(
                    "{}: {}",
                    words(texts, field.words),
                    form::shown(texts, field, value)
                ))
            });
            Event::at(texts, when(one.at), title, Html::lines(lines)).by(format!(
                "{}, {}",
                one.user_name,
                party(texts, &one.party)
            ))
        })
        .collect();
    Some(Timeline::new(events))
}

async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let view = signed_in.ctx().case(&public_id).await?;
    Ok(Page(case_page(
        &signed_in,
        layout,
        &view,
        FormValues::default(),
        FieldErrors::new(),
    ))
    .into_response())
}

fn case_page(
    signed_in: &SignedIn,
    layout: Layout,
    view: &CaseView,
    values: FormValues,
    errors: FieldErrors,
) -> CasePage {
    let texts = layout.texts;
    let row = &view.line.row;
    let actor = &signed_in.actor;
    let today = signed_in.ctx().today();
    let open = row.closed_day.is_none();
    let child = if actor.may(Action::Read, Resource::Pupil) {
        Html::link(&format!("/pupils/{}", row.pupil_public_id), &name(row))
    } else {
        Html::text(&name(row))
    };
    let mut facts = SummaryList::new(texts)
        .row(texts.t("case-child"), child)
        .row(
            texts.t("case-school"),
            row.institution.clone().unwrap_or_else(|| "–".to_owned()),
        )
        .row(texts.t("case-kind"), words(texts, view.case.kind.words()))
        .row(texts.t("case-state"), state(texts, &row.state))
        .row(texts.t("case-lead"), party(texts, &row.lead))
        .row(texts.t("case-owner"), row.owner.as_str())
        .row(texts.t("case-next"), next(texts, &view.line))
        .row(texts.t("case-age"), texts.t1("case-days", "count", view.line.age));
    if let (Some(delegate), Some(until)) = (&row.delegate, row.delegate_day) {
        let until = texts.date(balsts_store::date(until));
        facts = facts.row(texts.t("case-delegate"), format!("{delegate}, {until}"));
    }
    if let Some(asked) = &row.asked {
        facts = facts.row(texts.t("case-asked"), party(texts, asked));
    }
    if let Some(outcome) = view.case.outcome {
        facts = facts.row(texts.t("case-outcome"), words(texts, outcome.words()));
    }
    let parts = view
        .parts
        .iter()
        .filter(|part| part.ended_at.is_none())
        .map(|part| {
            let who = part
                .institution
                .clone()
                .unwrap_or_else(|| party(texts, &part.party).to_owned());
            format!("{who}, {}", texts.date(balsts_store::date(part.from_day)))
        });
    facts = facts.row(texts.t("case-parts"), Html::lines(parts));
    let may_report = actor.may(Action::Write, Resource::CaseReport) && open && view.party.is_some();
    let forms = match view
        .party
        .filter(|_| open && actor.may(Action::Write, Resource::CaseForm))
    {
        Some(own) => form::FORMS
            .iter()
            .filter(|form| form.by.contains(&own))
            .map(|form| {
                let href = format!("/cases/{}/forms/{}", row.public_id, form.kind.code());
                Button::link(words(texts, form.kind.words()), href)
                    .secondary()
                    .small()
            })
            .collect(),
        None => Vec::new(),
    };
    let circumstances = view.circumstances.as_ref().map(|all| {
        let columns = ["case-cause", "case-words", "case-by-whom"]
            .map(|key| Column::text(texts.t(key)))
            .to_vec();
        let rows = all.iter().map(|one| {
            Row::new()
                .cell(cause(texts, &one.kind))
                .cell(one.words.as_str())
                .cell(party(texts, &one.party))
        });
        Table::new(texts, texts.t("case-circumstances"), columns)
            .rows(rows)
            .or_empty(Empty::new(texts.t("case-circumstances-empty")))
    });
    let kinds = if actor.may(Action::Write, Resource::CaseCircumstances) && view.party.is_some() && open {
        Circumstance::all()
            .map(|kind| Choice::new(kind.code(), cause(texts, kind.code())))
            .collect()
    } else {
        Vec::new()
    };
    let layout = layout
        .titled_as(name(row))
        .with_errors(&errors)
        .back("/cases", "case-title");
    CasePage {
        urgent: row.danger_at.filter(|_| open).map(|_| Urgent::new(texts)),
        danger: danger_button(texts, signed_in, Some(&row.pupil_public_id)),
        changes: view
            .changes
            .iter()
            .map(|change| {
                texts.t(match change {
                    CaseChange::School(_) => "case-change-school",
                    CaseChange::Left => "case-change-left",
                    CaseChange::Age => "case-change-age",
                    CaseChange::Owner => "case-change-owner",
                })
            })
            .collect(),
        actions: view
            .possible
            .iter()
            .map(|event| {
                let href = format!("/cases/{}/step/{}", row.public_id, event.code());
                Button::link(words(texts, event.words()), href)
                    .secondary()
                    .small()
            })
            .collect(),
        reports: reports(texts, view, today),
        tell: if may_report {
            balsts_domain::cases::report::RECIPIENTS
                .iter()
                .filter(|(party, _)| Some(*party) != view.party)
                .map(|(party, _)| Choice::new(party.code(), words(texts, party.words())))
                .collect()
        } else {
            Vec::new()
        },
        forms,
        written: written(texts, view),
        timeline: timeline(texts, view),
        circumstances,
        kinds,
        may_protect: actor.may(Action::Write, Resource::Protection) && view.party.is_some() && open,
        form: layout.filled_form(values, errors),
        public_id: row.public_id.clone(),
        facts,
        layout,
    }
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
