//! The yearly report: how far it is written, the forms to write it, where it was presented and published, and the report as a file.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    annual::{AnnualView, WriteAnnual, WriteAnnualEvent},
    programme::Which,
};
use balsts_domain::{
    access::{Action, Resource},
    programme::{AnnualEvent, AnnualYear},
};
use balsts_reports::document::Document;
use balsts_store::AnnualTextRow;

use super::{activity_href, level_words, none, parts, policy_note, state_cell, title_or_none, words};
use crate::{
    error::{conflict_beside, field_errors},
    kit::{
        Button, Choice, Column, Empty, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout,
        Page, Path, Row, Sections, SummaryList, Table, download, redirect,
    },
    signed_in::SignedIn,
    texts::Texts,
};

/// The forms in which documents are taken away.
pub(super) const FORMS: [&str; 4] = ["docx", "pdf", "html", "xlsx"];
/// The texts of an activity, in the order of the form.
const FIELDS: [(&str, &str); 5] = [
    ("done", "annual-done"),
    ("impact", "annual-impact"),
    ("helped", "annual-helped"),
    ("hindered", "annual-hindered"),
    ("changes", "annual-changes"),
];

/// Buttons for the forms that this program writes.
pub(super) fn file_buttons(texts: Texts, address: impl Fn(&str) -> String) -> Vec<Button> {
    FORMS
        .iter()
        .filter(|form| **form != "pdf" || Document::PDF)
        .map(|form| Button::link(texts.t(&format!("annual-file-{form}")), address(form)).secondary())
        .collect()
}

/// A document in one of the forms; a workbook is written by `workbook`.
pub(super) async fn file(
    name: String,
    form: &str,
    paper: Document,
    workbook: impl FnOnce() -> Result<Vec<u8>, Failure>,
) -> Result<Response, Failure> {
    match form {
        "xlsx" => Ok(download::file(&name, "xlsx", download::XLSX, workbook()?)),
        "html" => Ok(download::html(&name, &paper)),
        "docx" => download::docx(&name, &paper),
        "pdf" => download::pdf(&name, paper).await,
        _ => Err(Failure::not_found()),
    }
}

/// The year that an address asks for.
pub(super) fn year_of(signed_in: &SignedIn, layout: &Layout) -> AnnualYear {
    let asked = layout.address.get("year").and_then(|year| year.parse().ok());
    let known = asked.filter(|year| (2000..=2100).contains(year));
    known.map_or_else(|| signed_in.ctx().annual_year(), AnnualYear::new)
}

pub(super) fn address(path: &str, year: AnnualYear, key: Option<&str>) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("year", &year.year().to_string());
    if let Some(key) = key {
        pairs.append_pair("key", key);
    }
    format!("{path}?{}", pairs.finish())
}

#[derive(Template)]
#[template(path = "programme_annual.html")]
struct AnnualPage {
    layout: Layout,
    parts: Sections,
    years: Sections,
    facts: SummaryList,
    files: Vec<Button>,
    acts: Vec<Button>,
    whole: Vec<(String, String)>,
    /// What the update must not forget.
    policies: Vec<Html>,
    goals: Vec<Table>,
    indicators: Table,
    events: Table,
    /// What does not add up, before anything is published.
    checks: Option<String>,
}

fn goal_tables(texts: Texts, view: &AnnualView) -> Vec<Table> {
    let columns = [
        "programme-nr",
        "programme-activity",
        "programme-state",
        "annual-done",
        "annual-factors",
        "annual-changes",
        "annual-write-column",
    ]
    .map(|key| Column::text(texts.t(key)));
    let text = |text: String| {
        if text.is_empty() {
            crate::kit::Cell::no_data(texts)
        } else {
            crate::kit::Cell::from(text)
        }
    };
    view.programme
        .goals
        .iter()
        .filter(|goal| !goal.activities.is_empty())
        .map(|goal| {
            let rows = goal.activities.iter().map(|one| {
                let saved = view.texts.get(&one.key).cloned().unwrap_or_default();
                let factors = [saved.impact, saved.helped, saved.hindered];
                let factors: Vec<String> = factors.into_iter().filter(|text| !text.is_empty()).collect();
                let write = if view.may_write {
                    let href = address("/programme/annual/write", view.year, Some(&one.key));
                    Html::link(&href, &texts.t("annual-write"))
                } else {
                    Html::text("–")
                };
                Row::new()
                    .cell(one.activity.number().unwrap_or("–"))
                    .cell(Html::link(
                        &activity_href(&one.key),
                        &title_or_none(texts, &one.activity.title),
                    ))
                    .cell(state_cell(texts, one.state, one.timing))
                    .cell(text(saved.done))
                    .cell(text(factors.join("; ")))
                    .cell(text(saved.changes))
                    .cell(write)
            });
            let title = format!(
                "{}: {}. {}",
                level_words(texts, goal.goal.level),
                goal.goal.nr.trim_end_matches('.'),
                goal.goal.title
            );
            Table::new(texts, title, columns.to_vec()).cards().rows(rows)
        })
        .collect()
}

fn indicator_table(texts: Texts, view: &AnnualView) -> Table {
    let language = texts.language;
    let columns = [
        "programme-nr",
        "annual-indicator",
        "annual-baseline",
        "annual-status",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = view.report.indicators.iter().map(|one| {
        Row::new()
            .cell(one.indicator.nr.as_str())
            .cell(one.indicator.title.as_str())
            .cell(language.printed(&one.indicator.baseline.text))
            .cell(one.status.in_language(language))
    });
    Table::new(texts, texts.t("annual-indicators"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("annual-indicators-none")))
}

fn event_table(texts: Texts, view: &AnnualView) -> Table {
    let columns = ["annual-event", "annual-day", "annual-place", "annual-remark"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = view.events.iter().map(|one| {
        Row::new()
            .cell(words(texts, "annual-event-", &one.kind))
            .cell(texts.date(balsts_store::date(one.day)))
            .cell(one.place.as_str())
            .cell(one.note.as_str())
    });
    Table::new(texts, texts.t("annual-events"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("annual-events-none")))
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let year = year_of(&signed_in, &layout);
    let Some(view) = signed_in.ctx().annual_outline(year).await? else {
        return Ok(none(&signed_in, layout, "/programme/annual"));
    };
    let period = &view.programme.programme.period;
    let current = signed_in.ctx().annual_year().year();
    let years = (period.from..=period.to.min(current)).fold(
        Sections::new(
            texts.t("annual-years"),
            format!("/programme/annual?year={}", year.year()),
        ),
        |sections, year| sections.part(format!("/programme/annual?year={year}"), year.to_string()),
    );
    let facts = SummaryList::new(texts)
        .row(
            texts.t("annual-school-year"),
            texts
                .language
                .school_year(year.school_year().first_calendar_year()),
        )
        .row(texts.t("annual-as-of"), texts.date(view.report.as_of));
    let whole = &view.report.whole;
    let of_whole = [
        &whole.done,
        &whole.impact,
        &whole.helped,
        &whole.hindered,
        &whole.changes,
    ];
    let whole = FIELDS
        .iter()
        .zip(of_whole)
        .filter(|(_, text)| !text.is_empty())
        .map(|((_, key), text)| (texts.t(key), text.clone()))
        .collect();
    let acts = if view.may_write {
        [
            ("/programme/annual/write", "annual-write-whole"),
            ("/programme/annual/event", "annual-event-new"),
        ]
        .map(|(path, key)| Button::link(texts.t(key), address(path, year, None)))
        .to_vec()
    } else {
        Vec::new()
    };
    let files = if signed_in.actor.may(Action::Export, Resource::Programme) {
        file_buttons(texts, |form| {
            address(&format!("/programme/annual/file/{form}"), year, None)
        })
    } else {
        Vec::new()
    };
    let checks = if signed_in.actor.may(Action::Read, Resource::Statistics) {
        let open = signed_in.ctx().report_data_checks().await?.rows.len();
        (open > 0).then(|| texts.t1("annual-checks", "count", open as i64))
    } else {
        None
    };
    let page = AnnualPage {
        checks,
        parts: parts(&signed_in.actor, texts, "/programme/annual"),
        years,
        facts,
        files,
        acts,
        whole,
        policies: if view.may_write {
            policy_note::open_notes(&signed_in, texts).await?
        } else {
            Vec::new()
        },
        goals: goal_tables(texts, &view),
        indicators: indicator_table(texts, &view),
        events: event_table(texts, &view),
        layout: layout.titled_as(texts.t1("annual-title-of", "year", year.year().to_string())),
    };
    Ok(Page(page).into_response())
}

pub(super) async fn export(
    signed_in: SignedIn,
    layout: Layout,
    Path(form): Path<String>,
) -> Result<Response, Failure> {
    if !FORMS.contains(&form.as_str()) {
        return Err(Failure::not_found());
    }
    let year = year_of(&signed_in, &layout);
    let view = signed_in.ctx().export_annual(year).await?;
    let language = layout.texts.language;
    let name = format!("annual-{}", year.year());
    let paper = view.report.document(language);
    file(name, &form, paper, || {
        view.report.to_xlsx(language).map_err(|error| {
            tracing::error!(%error, "the workbook of a report could not be written");
            Failure::internal()
        })
    })
    .await
}

#[derive(Template)]
#[template(path = "programme_annual_write.html")]
struct WritePage {
    layout: Layout,
    form: Form,
    action: String,
    draft: String,
    about: String,
    stored: Option<SummaryList>,
    version: i64,
}

/// The activity that an address names, as people know it; that of the whole report where it names none.
async fn subject(
    signed_in: &SignedIn,
    layout: &Layout,
    year: AnnualYear,
) -> Result<(String, String, AnnualTextRow), Failure> {
    let key = layout.address.get("key").unwrap_or_default().to_owned();
    let view = signed_in
        .ctx()
        .annual_outline(year)
        .await?
        .ok_or_else(Failure::not_found)?;
    let saved = view.texts.get(&key).cloned().unwrap_or_default();
    if key.is_empty() {
        return Ok((key, layout.texts.t("annual-whole"), saved));
    }
    let mut activities = view.programme.goals.iter().flat_map(|goal| &goal.activities);
    let one = activities
        .find(|one| one.key == key)
        .ok_or_else(Failure::not_found)?;
    Ok((key, title_or_none(layout.texts, &one.activity.title), saved))
}

fn field(row: &AnnualTextRow, name: &str) -> String {
    match name {
        "done" => row.done.clone(),
        "impact" => row.impact.clone(),
        "helped" => row.helped.clone(),
        "hindered" => row.hindered.clone(),
        _ => row.changes.clone(),
    }
}

fn draft(year: AnnualYear, key: &str) -> String {
    format!("annual-{}-{key}", year.year())
}

fn write_page(
    layout: Layout,
    year: AnnualYear,
    (key, about, saved): (String, String, AnnualTextRow),
    values: FormValues,
    errors: FieldErrors,
) -> WritePage {
    let texts = layout.texts;
    let was_faster = !errors.is_empty() && values.get("version") != saved.version.to_string();
    // What somebody else saved meanwhile stands above what was typed.
    let stored = was_faster.then(|| {
        FIELDS
            .iter()
            .fold(SummaryList::new(texts), |list, (name, label)| {
                list.maybe(
                    texts.t(label),
                    Some(field(&saved, name)).filter(|text| !text.is_empty()),
                )
            })
    });
    let layout = layout
        .narrow()
        .titled("annual-write-title")
        .with_errors(&errors)
        .back(address("/programme/annual", year, None), "annual-title");
    WritePage {
        action: address("/programme/annual/write", year, Some(&key)),
        draft: draft(year, &key),
        form: layout.filled_form(values, errors),
        about,
        stored,
        version: saved.version,
        layout,
    }
}

pub(super) async fn write_form(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let year = year_of(&signed_in, &layout);
    let subject = subject(&signed_in, &layout, year).await?;
    let values = FIELDS.iter().fold(FormValues::default(), |values, (name, _)| {
        values.with(name, field(&subject.2, name))
    });
    Ok(Page(write_page(layout, year, subject, values, FieldErrors::new())).into_response())
}

pub(super) async fn write(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let year = year_of(&signed_in, &layout);
    let subject = subject(&signed_in, &layout, year).await?;
    let typed = WriteAnnual {
        key: subject.0.clone(),
        version: values.get("version").parse().unwrap_or_default(),
        done: values.get("done").to_owned(),
        impact: values.get("impact").to_owned(),
        helped: values.get("helped").to_owned(),
        hindered: values.get("hindered").to_owned(),
        changes: values.get("changes").to_owned(),
    };
    let written = signed_in.ctx().write_annual(year, &typed).await;
    match field_errors(conflict_beside("done", written))? {
        Ok(_) => {
            let flash = Flash::success("annual-written").draft_done(&draft(year, &subject.0));
            Ok(redirect(&address("/programme/annual", year, None), Some(&flash)))
        }
        Err(errors) => {
            let page = write_page(layout, year, subject, values, errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "programme_annual_event.html")]
struct EventPage {
    layout: Layout,
    form: Form,
    action: String,
    kinds: Vec<Choice>,
    place: Field,
}

async fn event_page(
    signed_in: &SignedIn,
    layout: Layout,
    year: AnnualYear,
    values: FormValues,
    errors: FieldErrors,
) -> Result<EventPage, Failure> {
    let texts = layout.texts;
    let version = signed_in.ctx().programme(Which::Current).await?;
    let goes_to = version
        .as_ref()
        .and_then(|version| version.programme.report_goes_to());
    let layout = layout
        .narrow()
        .titled("annual-event-new")
        .with_errors(&errors)
        .back(address("/programme/annual", year, None), "annual-title");
    let form = layout.filled_form(values, errors).anchor("on", "on-day");
    let place = form.text("place", "annual-place");
    Ok(EventPage {
        action: address("/programme/annual/event", year, None),
        place: match goes_to {
            Some(to) => place.hint(texts.t1("annual-place-hint", "to", to)),
            None => place,
        },
        kinds: AnnualEvent::ALL
            .iter()
            .map(|kind| Choice::new(kind.code(), words(texts, "annual-event-", kind.code())))
            .collect(),
        form,
        layout,
    })
}

pub(super) async fn event_form(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let year = year_of(&signed_in, &layout);
    let values = FormValues::default().with_date("on", signed_in.ctx().today());
    let page = event_page(&signed_in, layout, year, values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

pub(super) async fn event(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let year = year_of(&signed_in, &layout);
    let mut errors = FieldErrors::new();
    let on = errors.take("on", values.date("on")).flatten();
    if errors.is_empty() {
        let typed = WriteAnnualEvent {
            kind: AnnualEvent::from_code(values.get("event")),
            place: values.get("place").to_owned(),
            on,
            note: values.get("remark").to_owned(),
        };
        match field_errors(signed_in.ctx().write_annual_event(year, &typed).await)? {
            Ok(_) => {
                signed_in.ctx().close_annual_duty(year, &typed).await?;
                let flash = Flash::success("annual-event-written");
                return Ok(redirect(&address("/programme/annual", year, None), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = event_page(&signed_in, layout, year, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
