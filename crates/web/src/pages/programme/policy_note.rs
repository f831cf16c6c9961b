//! What the State, the European Union and others ask or offer: notes still open and those settled, a form to write one down, one with its steps.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::programme::{
    ProgrammeVersion, Which,
    policy_note::{AddPolicyNote, PolicyNoteView, StepPolicyNote, state_of},
};
use balsts_domain::{
    access::{Action, Resource},
    programme::{PolicyIssuer, PolicyState, VersionState, https_address},
};
use balsts_store::{PolicyNoteRow, date};

use super::{activity_href, parts, title_or_none};
use crate::{
    error::{conflict_beside, field_errors},
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        Sections, SummaryList, Table, Tag, Tone, redirect,
    },
    pages::{loads::moment, money::said},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const LIST: &str = "/programme/policies";

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Programme);
    let write = Access::Needs(Action::Write, Resource::Programme);
    Routes::new()
        .get("/programme/policies", read, list)
        .get("/programme/policies/new", write, form)
        .post("/programme/policies/new", write, add)
        .get("/programme/policies/{id}", read, show)
        .post("/programme/policies/{id}", write, step)
}

fn issuer(texts: Texts, code: &str) -> String {
    PolicyIssuer::from_code(code).map_or_else(
        || code.to_owned(),
        |issuer| said(texts, issuer.words()).to_owned(),
    )
}

fn state_tag(texts: Texts, state: PolicyState, version: Option<i64>) -> Html {
    let tone = match state {
        PolicyState::TakenIn => Tone::Good,
        PolicyState::ToTakeIn => Tone::Attention,
        PolicyState::Noted | PolicyState::NotOurs => Tone::Neutral,
    };
    let tag: Html = Tag::new(said(texts, state.words()).to_owned(), tone).into();
    match version {
        Some(number) => tag.and(Html::link(
            &format!("/programme/versions/{number}"),
            &texts.t1("policy-note-in-version", "number", number),
        )),
        None => tag,
    }
}

fn link(row: &PolicyNoteRow) -> Html {
    Html::link(&format!("{LIST}/{}", row.id), &row.title)
}

/// Notes that an update must not forget, each with where it stands: for the pages of a draft and of the yearly report.
pub(super) async fn open_notes(signed_in: &SignedIn, texts: Texts) -> Result<Vec<Html>, Failure> {
    let notes = signed_in.ctx().open_policy_notes().await?;
    Ok(notes
        .iter()
        .map(|row| link(row).and(state_tag(texts, state_of(row), None)))
        .collect())
}

#[derive(Template)]
#[template(path = "policy_notes.html")]
struct ListPage {
    layout: Layout,
    parts: Sections,
    open: Table,
    settled: Option<Table>,
    may_write: bool,
}

fn table(texts: Texts, title: &str, rows: &[&PolicyNoteRow]) -> Table {
    let columns = [
        "policy-note-what",
        "policy-note-issuer",
        "policy-note-day",
        "policy-note-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = rows.iter().map(|row| {
        Row::new()
            .cell(link(row))
            .cell(issuer(texts, &row.issuer))
            .cell(texts.date(date(row.day)))
            .cell(state_tag(texts, state_of(row), row.version))
    });
    Table::new(texts, texts.t(title), columns).cards().rows(rows)
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let notes = signed_in.ctx().policy_notes().await?;
    let (open, settled): (Vec<_>, Vec<_>) = notes.iter().partition(|row| state_of(row).is_open());
    let page = ListPage {
        parts: parts(&signed_in.actor, texts, LIST),
        open: table(texts, "policy-note-open", &open).or_empty(Empty::new(texts.t("policy-note-none"))),
        settled: (!settled.is_empty()).then(|| table(texts, "policy-note-settled", &settled)),
        may_write: signed_in.actor.may(Action::Write, Resource::Programme),
        layout: layout.titled("policy-note-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "policy_note_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    issuers: Vec<Choice>,
    activities: Vec<Choice>,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let texts = layout.texts;
    let mut activities = vec![Choice::new("", texts.t("money-no-activity"))];
    if let Some(version) = signed_in.ctx().programme(Which::Current).await? {
        activities.extend(
            named_activities(texts, &version)
                .into_iter()
                .map(|(key, name)| Choice::new(key, name)),
        );
    }
    let layout = layout
        .narrow()
        .titled("policy-note-new")
        .with_errors(&errors)
        .back(LIST, "policy-note-title");
    Ok(NewPage {
        issuers: PolicyIssuer::ALL
            .iter()
            .map(|issuer| Choice::new(issuer.code(), said(texts, issuer.words()).to_owned()))
            .collect(),
        activities,
        form: layout.filled_form(values, errors).anchor("day", "day-day"),
        layout,
    })
}

/// Keys of the activities of a version with number and title.
fn named_activities(texts: Texts, version: &ProgrammeVersion) -> Vec<(String, String)> {
    let programme = &version.programme;
    let keys = programme.activity_keys();
    let named = programme.activities.iter().zip(keys).map(|(activity, key)| {
        let number = activity.number().unwrap_or_default();
        let title = title_or_none(texts, &activity.title);
        (key, format!("{number} {title}").trim().to_owned())
    });
    named.collect()
}

async fn form(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let page = new_page(&signed_in, layout, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let day = errors.take("day", values.date("day")).flatten();
    if errors.is_empty() {
        let add = AddPolicyNote {
            title: values.get("title").to_owned(),
            issuer: PolicyIssuer::from_code(values.get("issuer")),
            day,
            place: values.get("place").to_owned(),
            asks: values.get("asks").to_owned(),
            activity: values.get("activity").to_owned(),
        };
        match field_errors(signed_in.ctx().add_policy_note(&add).await)? {
            Ok(id) => {
                let flash = Flash::success("policy-note-kept").draft_done("new-policy-note");
                return Ok(redirect(&format!("{LIST}/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[derive(Template)]
#[template(path = "policy_note.html")]
struct OnePage {
    layout: Layout,
    form: Form,
    action: String,
    draft: String,
    facts: SummaryList,
    steps: Table,
    next: Vec<Choice>,
    /// Versions that may take it in, where that is the next step.
    versions: Vec<Choice>,
}

fn draft(id: i64) -> String {
    format!("step-of-policy-note-{id}")
}

fn steps(texts: Texts, view: &PolicyNoteView) -> Table {
    let columns = [
        "policy-note-state",
        "policy-note-words",
        "policy-note-who",
        "policy-note-when",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = view.steps.iter().rev().map(|step| {
        let state = PolicyState::from_code(&step.state).unwrap_or(PolicyState::Noted);
        let note = Some(step.note.as_str()).filter(|note| !note.is_empty());
        Row::new()
            .cell(state_tag(texts, state, step.version))
            .cell(note.unwrap_or("–"))
            .cell(step.user_name.as_deref().unwrap_or("–"))
            .cell(texts.moment(moment(step.at)))
    });
    Table::new(texts, texts.t("policy-note-steps"), columns)
        .cards()
        .rows(rows)
}

fn facts(texts: Texts, row: &PolicyNoteRow, version: Option<&ProgrammeVersion>) -> SummaryList {
    let place = match https_address(&row.place) {
        Some(address) => Html::link(address, address),
        None => Html::text(&row.place),
    };
    let facts = SummaryList::new(texts)
        .row(texts.t("policy-note-issuer"), issuer(texts, &row.issuer))
        .row(texts.t("policy-note-day"), texts.date(date(row.day)))
        .row(texts.t("policy-note-place"), place)
        .row(texts.t("policy-note-asks"), row.asks.as_str());
    let Some(key) = &row.activity_key else {
        return facts;
    };
    let named = version.and_then(|version| {
        let mut activities = named_activities(texts, version).into_iter();
        activities.find(|(one, _)| one == key)
    });
    let activity = match named {
        Some((key, name)) => Html::link(&activity_href(&key), &name),
        None => Html::text(&texts.t1("money-gone", "key", key.as_str())),
    };
    facts.row(texts.t("policy-note-activity"), activity)
}

async fn one_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<OnePage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let view = ctx.policy_note(id).await?;
    let version = ctx.programme(Which::Current).await?;
    let may = signed_in.actor.may(Action::Write, Resource::Programme);
    let next = if may { state_of(&view.row).next() } else { &[] };
    let versions = if next.contains(&PolicyState::TakenIn) {
        let versions = ctx.programme_versions().await?;
        let lives = versions
            .iter()
            .filter(|row| row.state != VersionState::Withdrawn.code());
        lives
            .map(|row| {
                let number = row.number.to_string();
                Choice::new(
                    &number,
                    texts.t1("policy-note-version-number", "number", row.number),
                )
            })
            .collect()
    } else {
        Vec::new()
    };
    let layout = layout
        .titled_as(view.row.title.clone())
        .with_errors(&errors)
        .back(LIST, "policy-note-title");
    Ok(OnePage {
        action: format!("{LIST}/{id}"),
        draft: draft(id),
        facts: facts(texts, &view.row, version.as_ref()),
        steps: steps(texts, &view),
        next: next
            .iter()
            .map(|state| Choice::new(state.code(), said(texts, state.words()).to_owned()))
            .collect(),
        versions,
        form: layout.filled_form(values, errors),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = one_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn step(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let step = StepPolicyNote {
        to: PolicyState::from_code(values.get("state")),
        version: values.get("version").parse().ok(),
        note: values.get("note").to_owned(),
    };
    let stepped = signed_in.ctx().step_policy_note(id, &step).await;
    match field_errors(conflict_beside("state", stepped))? {
        Ok(()) => {
            let flash = Flash::success("policy-note-kept").draft_done(&draft(id));
            Ok(redirect(&format!("{LIST}/{id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = one_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
