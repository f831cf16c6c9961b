//! Cases: the register, a case with its steps, letters and deadlines, the steps as forms, and the table of the escalation itself.

mod danger;
mod form;
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
    calendar::SchoolYear,
    cases::{CaseEvent, CaseKind, CaseState, FormKind, Outcome, Party, Words, table as chart},
    risk::Circumstance,
};
use balsts_reports::format::Language;
use balsts_store::{CaseFilter, CaseRow};

use crate::{
    kit::{
        Button, Choice, Column, Empty, Event, Failure, FieldErrors, Filter, FormValues, Html, Layout, Page,
        Pages, Row, SummaryList, Table, Tag, Task, TaskList, Timeline, Tone, Urgent,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const ROWS: usize = 50;

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Case);
    let write = Access::Needs(Action::Write, Resource::Case);
    let open = Access::Needs(Action::Write, Resource::CaseOpening);
    let reports = Access::Needs(Action::Write, Resource::CaseReport);
    let forms = Access::Needs(Action::Write, Resource::CaseForm);
    let circumstances = Access::Needs(Action::Write, Resource::CaseCircumstances);
    let danger = Access::Needs(Action::Write, Resource::Danger);
    Routes::new()
        .get("/cases", read, list)
        .get("/cases/steps", read, steps)
        .get(
            "/cases/statistics",
            Access::Needs(Action::Read, Resource::Statistics),
            statistics,
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
#[template(path = "cases.html")]
struct CasesPage {
    layout: Layout,
    filter: Filter,
    table: Table,
    pages: Pages,
    may_open: bool,
    statistics: bool,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let values = FormValues::of(&layout.address);
    let filter = CaseFilter {
        closed: values.get("which") == "closed",
        overdue: values.get("which") == "overdue",
        state: values.some("state").map(str::to_owned),
        lead: values.some("lead").map(str::to_owned),
        after: values
            .get("after")
            .split_once('_')
            .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))),
    };
    let (lines, more) = signed_in.ctx().cases(&filter, ROWS).await?;
    let columns = [
        "case-child",
        "case-school",
        "case-state",
        "case-lead",
        "case-owner",
        "case-next",
        "case-age",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = lines.iter().map(|line| {
        let row = &line.row;
        let mut child = Html::link(&format!("/cases/{}", row.public_id), &name(row));
        if let Some(class) = &row.class {
            child = child.and(class);
        }
        Row::new()
            .cell(child)
            .cell(row.institution.clone().unwrap_or_else(|| "–".to_owned()))
            .cell(state(texts, &row.state))
            .cell(party(texts, &row.lead))
            .cell(row.owner.as_str())
            .cell(next(texts, line))
            .cell(texts.t1("case-days", "count", line.age))
    });
    let choices = |all: Vec<(&'static str, &'static str)>| {
        let mut choices = vec![Choice::new("", texts.t("case-all"))];
        choices.extend(all.into_iter().map(|(code, words)| Choice::new(code, words)));
        choices
    };
    let states = choices(
        CaseState::ALL
            .iter()
            .map(|one| (one.code(), words(texts, one.words())))
            .collect(),
    );
    let leads = choices(
        Party::ALL
            .iter()
            .filter(|one| one.can_lead())
            .map(|one| (one.code(), words(texts, one.words())))
            .collect(),
    );
    let which = ["open", "overdue", "closed"].map(|which| {
        Choice::new(
            if which == "open" { "" } else { which },
            texts.t(&format!("case-which-{which}")),
        )
    });
    let form = layout.filled_form(values, FieldErrors::new());
    let last = lines.last().filter(|_| more).map(|line| {
        let at = if filter.closed {
            -line.row.closed_day.unwrap_or_default()
        } else {
            line.row.next_day.unwrap_or_default()
        };
        format!("{at}_{}", line.row.id)
    });
    let page = CasesPage {
        filter: Filter::new(texts, &layout.address)
            .field(form.radios("which", "case-which", &which).small())
            .field(form.select("state", "case-state", &states))
            .field(form.select("lead", "case-lead", &leads)),
        table: Table::new(texts, texts.t("case-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("case-empty")))
            .cards(),
        pages: Pages::new(texts, &layout.address, None, last.as_deref()),
        may_open: signed_in.actor.may(Action::Write, Resource::CaseOpening),
        statistics: signed_in.actor.may(Action::Read, Resource::Statistics),
        layout: layout.titled("case-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "case_steps.html")]
struct StepsPage {
    layout: Layout,
    table: Table,
}

/// The table of the escalation, as the program follows it.
async fn steps(_: SignedIn, layout: Layout) -> Response {
    let texts = layout.texts;
    let columns = [
        "case-event",
        "case-from",
        "case-to",
        "case-by",
        "case-needs",
        "case-due",
        "case-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let joined = |all: Vec<&'static str>| all.join(", ");
    let rows = chart::ROWS.iter().map(|row| {
        let from = if row.from.len() + 1 == CaseState::ALL.len() {
            texts.t("case-every-open")
        } else {
            joined(row.from.iter().map(|one| words(texts, one.words())).collect())
        };
        let due = match row.due {
            chart::Due::Keep => texts.t("case-due-keep"),
            chart::Due::Nothing => "–".to_owned(),
            chart::Due::Given => texts.t("case-due-given"),
            chart::Due::Working(name, _) => texts.t1("case-due-working", "setting", name),
            chart::Due::Days(name, _) => texts.t1("case-due-days", "setting", name),
        };
        Row::new()
            .cell(words(texts, row.event.words()))
            .cell(from)
            .cell(
                row.to
                    .map_or_else(|| texts.t("case-same"), |to| words(texts, to.words()).to_owned()),
            )
            .cell(joined(
                row.by.iter().map(|one| words(texts, one.words())).collect(),
            ))
            .cell(joined(
                row.needs.iter().map(|one| words(texts, one.words())).collect(),
            ))
            .cell(due)
            .cell(if row.source.is_empty() {
                texts.t("case-assumption")
            } else {
                row.source.to_owned()
            })
    });
    Page(StepsPage {
        table: Table::new(texts, texts.t("case-steps-title"), columns)
            .hidden_caption()
            .rows(rows)
            .compact(),
        layout: layout.titled("case-steps-title").back("/cases", "case-title"),
    })
    .into_response()
}

#[derive(Template)]
#[template(path = "case_statistics.html")]
struct StatisticsPage {
    layout: Layout,
    counts: Table,
    causes: Table,
}

async fn statistics(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let year = SchoolYear::of(ctx.today());
    let (counts, causes) = ctx.case_statistics(year.first_day(), ctx.today()).await?;
    let smallest = i64::from(ctx.smallest_cell().await?);
    let shown = |count: i64| {
        if count >= smallest {
            texts.count(count)
        } else {
            texts.t1("case-few", "count", smallest)
        }
    };
    let columns = [
        "case-kind",
        "case-state",
        "case-lead",
        "case-outcome",
        "case-number",
        "case-mean",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = counts.iter().map(|one| {
        let kind = CaseKind::from_code(&one.kind).map_or("–", |kind| words(texts, kind.words()));
        let outcome = one
            .outcome
            .as_deref()
            .and_then(Outcome::from_code)
            .map_or("–", |outcome| words(texts, outcome.words()));
        let mean = if one.cases >= smallest {
            texts.count(one.days / one.cases.max(1))
        } else {
            "–".to_owned()
        };
        Row::new()
            .cell(kind)
            .cell(state(texts, &one.state))
            .cell(party(texts, &one.lead))
            .cell(outcome)
            .cell(shown(one.cases))
            .cell(mean)
    });
    let cause_rows = causes.iter().map(|(kind, count)| {
        let cause = Circumstance::all().find(|one| one.code() == kind);
        Row::new()
            .cell(cause.map_or("–", |cause| match texts.language {
                Language::Latvian => cause.latvian(),
                Language::English => cause.english(),
            }))
            .cell(shown(*count))
    });
    let page = StatisticsPage {
        counts: Table::new(texts, texts.t("case-statistics-title"), columns)
            .rows(rows)
            .or_empty(Empty::new(texts.t("case-empty")))
            .note(texts.t1("case-few-note", "count", smallest)),
        causes: Table::new(
            texts,
            texts.t("case-causes"),
            ["case-cause", "case-number"]
                .map(|key| Column::text(texts.t(key)))
                .to_vec(),
        )
        .rows(cause_rows)
        .or_empty(Empty::new(texts.t("case-causes-empty"))),
        layout: layout
            .titled("case-statistics-title")
            .back("/cases", "case-title"),
    };
    Ok(Page(page).into_response())
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
            let kind = Circumstance::all().find(|kind| kind.code() == one.kind);
            Row::new()
                .cell(kind.map_or("–", |kind| match texts.language {
                    Language::Latvian => kind.latvian(),
                    Language::English => kind.english(),
                }))
                .cell(one.words.as_str())
                .cell(party(texts, &one.party))
        });
        Table::new(texts, texts.t("case-circumstances"), columns)
            .rows(rows)
            .or_empty(Empty::new(texts.t("case-circumstances-empty")))
    });
    let kinds = if actor.may(Action::Write, Resource::CaseCircumstances) && view.party.is_some() && open {
        Circumstance::all()
            .map(|kind| {
                let words = match texts.language {
                    Language::Latvian => kind.latvian(),
                    Language::English => kind.english(),
                };
                Choice::new(kind.code(), words)
            })
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
