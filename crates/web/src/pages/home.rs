//! "Kas šodien gaida mani": at most seven things in the order of their deadlines, danger above everything, then what changed since the last
//! visit. Each role brings its part; who holds several finds them together.

mod administrator;
mod approval;
mod asked;
mod data_protection_officer;
mod duty;
mod meeting;
mod municipal_leadership;
mod owed;
mod plan_part;
mod programme_decision;
mod proposed_case;
mod unattended;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use balsts_domain::access::{Action, Resource, Role};
use jiff::civil::Date;

use crate::{
    kit::{Button, Empty, Failure, Html, Layout, Link, Page, Task, TaskList, Urgent},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

/// Things shown at once: more would be a list, and lists have pages of their own.
const THINGS: usize = 7;
/// So many things of a kind are shown one by one; more of them are one thing, so that no kind hides the others.
const ONE_BY_ONE: usize = 2;
/// Names given as examples of many.
const EXAMPLES: usize = 3;
/// Roles of whom a programme asks episodes, articles or news.
const OWE_TO_THE_PUBLIC: [Role; 3] = [Role::SchoolHead, Role::EducationBoard, Role::YouthWorker];
/// How far somebody looks back who was never here before: a week, in microseconds.
const FIRST_LOOK: i64 = 7 * 86_400_000_000;

pub(crate) fn routes() -> Routes {
    Routes::new().get("/", Access::SignedIn, home)
}

/// Something that waits.
struct Thing {
    due: Option<Date>,
    task: Task,
}

impl Thing {
    /// What comes before everything else.
    fn first(task: Task) -> Self {
        Self {
            due: Some(Date::MIN),
            task,
        }
    }

    /// What is no less urgent on another day.
    fn some_day(task: Task) -> Self {
        Self { due: None, task }
    }
}

/// What one role brings to the page.
struct Part {
    urgent: Option<Urgent>,
    things: Vec<Thing>,
    more: Option<Link>,
    overdue: Option<Link>,
    /// What stands in place of the things when there are none.
    nothing: String,
    /// How things are, where nothing is to be done.
    note: Option<Html>,
    changes: Vec<Html>,
    actions: Vec<Button>,
}

impl Part {
    /// A part without anything but these words.
    fn saying(nothing: String) -> Self {
        Self {
            urgent: None,
            things: Vec::new(),
            more: None,
            overdue: None,
            nothing,
            note: None,
            changes: Vec::new(),
            actions: Vec::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
    urgent: Vec<Urgent>,
    tasks: Option<TaskList>,
    nothing: Vec<Empty>,
    more: Vec<Link>,
    overdue: Vec<Link>,
    notes: Vec<Html>,
    changes_title: String,
    changes: Vec<Html>,
    actions: Vec<Button>,
}

/// Since when changes are told: the visit before this one, else a week.
fn since(signed_in: &SignedIn) -> i64 {
    let account = &signed_in.account;
    let week_ago = signed_in.ctx().instant() - FIRST_LOOK;
    account.previous_visit_at.unwrap_or(week_ago)
}

fn changes_title(signed_in: &SignedIn, layout: &Layout) -> String {
    match signed_in.account.previous_visit_at {
        Some(at) => layout.t1("home-changes", "at", super::loads::moment(at)),
        None => layout.t("home-changes-week"),
    }
}

/// The first of some names, and how many more there are.
fn examples(texts: Texts, names: impl Iterator<Item = String>, most: usize) -> String {
    let mut names: Vec<String> = names.collect();
    let more = names.len().saturating_sub(most);
    names.truncate(most);
    let words = names.join("; ");
    if more == 0 {
        return words;
    }
    texts.t_args(
        "home-and-more",
        &[
            ("names".to_owned(), Arg::Text(words)),
            ("count".to_owned(), Arg::Number(more as f64)),
        ],
    )
}

async fn parts(signed_in: &SignedIn, layout: &Layout) -> Result<Vec<Part>, Failure> {
    let (actor, texts) = (&signed_in.actor, layout.texts);
    let since = since(signed_in);
    let mut parts = Vec::new();
    if actor.may(Action::Read, Resource::Duty) {
        parts.push(duty::part(signed_in, texts).await?);
        parts.extend(unattended::part(signed_in, texts).await?);
    }
    if actor.may(Action::Write, Resource::CaseOpening) {
        parts.extend(proposed_case::part(signed_in, texts).await?);
    }
    if actor.may(Action::Write, Resource::PlanApproval) {
        parts.extend(approval::part(signed_in, texts).await?);
    }
    if actor.may(Action::Write, Resource::ProgrammeApproval) {
        parts.extend(programme_decision::part(signed_in, texts).await?);
    }
    if actor.may(Action::Write, Resource::PlanPart) {
        parts.extend(plan_part::part(signed_in, texts).await?);
    }
    if actor.may(Action::Read, Resource::Meeting) {
        parts.extend(meeting::part(signed_in, texts).await?);
    }
    if OWE_TO_THE_PUBLIC.into_iter().any(|role| actor.has(role)) {
        parts.extend(owed::part(signed_in, texts).await?);
    }
    if actor.may(Action::Write, Resource::Submission) {
        parts.extend(asked::of_school(signed_in, texts).await?);
    }
    if actor.may(Action::Write, Resource::Programme) {
        parts.extend(asked::of_board(signed_in, texts).await?);
    }
    if actor.has(Role::MunicipalLeadership) {
        parts.push(municipal_leadership::part(signed_in, texts, since).await?);
    }
    if actor.has(Role::DataProtectionOfficer) {
        parts.push(data_protection_officer::part(signed_in, texts, since).await?);
    }
    if actor.has(Role::Administrator) {
        parts.push(administrator::part(signed_in, texts, since).await?);
    }
    Ok(parts)
}

async fn home(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let parts = parts(&signed_in, &layout).await?;
    if parts.is_empty() {
        return Ok(Redirect::to("/account").into_response());
    }
    let mut page = HomePage {
        changes_title: changes_title(&signed_in, &layout),
        urgent: Vec::new(),
        tasks: None,
        nothing: Vec::new(),
        more: Vec::new(),
        overdue: Vec::new(),
        notes: Vec::new(),
        changes: Vec::new(),
        actions: Vec::new(),
        layout: layout.titled("home-title"),
    };
    let mut things = Vec::new();
    for part in parts {
        if part.things.is_empty() && part.urgent.is_none() {
            page.nothing.push(Empty::new(part.nothing));
        }
        things.extend(part.things);
        page.urgent.extend(part.urgent);
        page.more.extend(part.more);
        page.overdue.extend(part.overdue);
        page.notes.extend(part.note);
        page.changes.extend(part.changes);
        page.actions.extend(part.actions);
    }
    things.sort_by_key(|thing| (thing.due.is_none(), thing.due));
    things.truncate(THINGS);
    if !things.is_empty() {
        let tasks = things.into_iter().map(|thing| thing.task).collect();
        page.tasks = Some(TaskList::new("today", tasks));
        page.nothing.clear();
    }
    Ok(Page(page).into_response())
}
