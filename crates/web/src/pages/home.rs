//! "Kas šodien gaida mani": at most seven things in the order of their deadlines, danger above everything, then what changed since the last
//! visit.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use balsts_app::duty::Waiting;
use balsts_domain::access::{Action, Resource};
use balsts_store::{DutyRow, PupilFilter};

use super::duties;
use crate::{
    kit::{Button, Empty, Failure, Html, Layout, Page, SupportLevel, Tag, Task, TaskList, Tone, Urgent},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

/// Things shown at once: more would be a list, and lists have pages of their own.
const THINGS: usize = 7;

pub(crate) fn routes() -> Routes {
    Routes::new().get("/", Access::SignedIn, home)
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
    urgent: Option<Urgent>,
    tasks: Option<TaskList>,
    nothing: Empty,
    more: bool,
    overdue: Option<String>,
    changes: Vec<Html>,
    actions: Vec<Button>,
}

/// Where somebody begins whom no duties wait for: accounts, the log, or figures.
const ELSEWHERE: [(Resource, &str); 3] = [
    (Resource::Account, "/accounts"),
    (Resource::Audit, "/audit"),
    (Resource::Statistics, "/municipality"),
];

async fn home(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let actor = &signed_in.actor;
    if !actor.may(Action::Read, Resource::Duty) {
        let place = ELSEWHERE
            .into_iter()
            .find(|(resource, _)| actor.may(Action::Read, *resource));
        let href = place.map_or("/account", |(_, href)| href);
        return Ok(Redirect::to(href).into_response());
    }
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let waiting = ctx.waiting_duties(THINGS).await?;
    let mut tasks = approvals(&signed_in, texts).await?;
    tasks.extend(
        waiting
            .things
            .iter()
            .map(|thing| task(&signed_in, texts, thing, ctx.today())),
    );
    tasks.truncate(THINGS);
    let page = HomePage {
        urgent: (!waiting.danger.is_empty()).then(|| {
            let about = waiting
                .danger
                .iter()
                .map(|duty| in_danger(&signed_in, texts, duty));
            Urgent::new(texts)
                .saying(texts.t("home-danger"), texts.t("home-danger-text"))
                .about(about)
        }),
        tasks: (!tasks.is_empty()).then(|| TaskList::new("today", tasks)),
        nothing: Empty::new(texts.t("home-nothing")),
        more: waiting.more,
        overdue: (waiting.overdue > 0).then(|| texts.t1("home-overdue", "count", waiting.overdue as f64)),
        changes: changes(&signed_in, texts).await?,
        actions: actions(&signed_in, texts),
        layout: layout.titled("home-title"),
    };
    Ok(Page(page).into_response())
}

/// Where a duty is done, or read by those who only watch over it.
fn place(signed_in: &SignedIn, duty: &DutyRow) -> String {
    let actor = &signed_in.actor;
    let plan = duty
        .plan_id
        .filter(|_| actor.may(Action::Read, Resource::SupportPlan));
    if let Some(plan) = plan {
        return format!("/plans/{plan}");
    }
    match (duty.concern_id, &duty.public_id) {
        (Some(concern), _)
            if duty.code != "protect_child" && actor.may(Action::Write, Resource::RiskFactors) =>
        {
            format!("/concerns/{concern}")
        }
        _ if actor.may(Action::Write, Resource::Duty) => format!("/duties/{}/done", duty.id),
        (_, Some(pupil)) => format!("/pupils/{pupil}"),
        _ => "/duties".to_owned(),
    }
}

/// A child in danger, with the way to say what was done.
fn in_danger(signed_in: &SignedIn, texts: Texts, duty: &DutyRow) -> Html {
    let link = Html::link(&place(signed_in, duty), &duties::child(texts, duty));
    match &duty.institution {
        Some(institution) if signed_in.actor.institutions().len() != 1 => link.and(institution.as_str()),
        _ => link,
    }
}

fn task(signed_in: &SignedIn, texts: Texts, thing: &Waiting, today: jiff::civil::Date) -> Task {
    match thing {
        Waiting::One(duty) => {
            let title = format!(
                "{}: {}",
                duties::name(texts, &duty.code),
                duties::child(texts, duty)
            );
            let task = Task::new(title, place(signed_in, duty), duties::due(texts, duty, today));
            match &duty.institution {
                Some(institution) if signed_in.actor.institutions().len() != 1 => {
                    task.hint(institution.as_str())
                }
                _ => task,
            }
        }
        Waiting::Many {
            code,
            open,
            overdue,
            earliest,
        } => {
            let title = texts.t_args(
                "home-many",
                &[
                    ("what".to_owned(), Arg::Text(duties::name(texts, code))),
                    ("count".to_owned(), Arg::Number(*open as f64)),
                ],
            );
            let status = if *overdue > 0 {
                Tag::new(
                    texts.t1("home-many-overdue", "count", *overdue as f64),
                    Tone::Late,
                )
                .into()
            } else if *earliest == today {
                Tag::new(texts.t("duty-today"), Tone::Attention).into()
            } else {
                Html::default()
            };
            Task::new(title, format!("/duties?code={code}"), status).when(texts.t1(
                "home-earliest",
                "date",
                *earliest,
            ))
        }
    }
}

/// Plans that wait for this person's approval come first: others cannot go on before.
async fn approvals(signed_in: &SignedIn, texts: Texts) -> Result<Vec<Task>, Failure> {
    if !signed_in.actor.may(Action::Write, Resource::PlanApproval) {
        return Ok(Vec::new());
    }
    let waiting = signed_in.ctx().plans_to_approve().await?;
    let tasks = waiting.iter().map(|line| {
        let name = format!("{} {}", line.given_name, line.family_name);
        let who = match &line.class {
            Some(class) => format!("{name}, {class}"),
            None => name,
        };
        let state = super::plans::state_tag(texts, &line.state);
        Task::new(
            texts.t1("home-approve-plan", "who", who.as_str()),
            format!("/approvals/{}", line.id),
            &state,
        )
        .hint(line.institution.as_str())
    });
    Ok(tasks.collect())
}

/// What is new since the visit before this one.
async fn changes(signed_in: &SignedIn, texts: Texts) -> Result<Vec<Html>, Failure> {
    let Some(before) = signed_in.account.previous_visit_at else {
        return Ok(Vec::new());
    };
    let since = balsts_app::clock::day_in_riga(balsts_store::timestamp(before));
    let ctx = signed_in.ctx();
    let mut lines = Vec::new();
    if signed_in.actor.may(Action::Read, Resource::Assessment) {
        let filter = PupilFilter {
            since: Some(since),
            ..PupilFilter::default()
        };
        let list = ctx.pupils(&filter, 5).await?;
        for pupil in &list.pupils {
            let name = format!("{} {}, {}", pupil.given_name, pupil.family_name, pupil.class);
            let level = SupportLevel::of(texts, crate::reason::level_code(pupil.level));
            lines.push(Html::link(&format!("/pupils/{}", pupil.public_id), &name).and(level));
        }
        if list.next.is_some() {
            lines.push(Html::link("/pupils?show=new", &texts.t("home-more-changes")));
        }
    }
    if signed_in.actor.may(Action::Read, Resource::Concern) {
        for view in ctx
            .concerns(false)
            .await?
            .iter()
            .filter(|view| view.row.answered_at.is_some_and(|at| at > before))
            .take(5)
        {
            let name = format!("{} {}", view.row.given_name, view.row.family_name);
            lines
                .push(Html::link(&format!("/concerns/{}", view.row.id), &name).and(texts.t("home-answered")));
        }
    }
    Ok(lines)
}

fn actions(signed_in: &SignedIn, texts: Texts) -> Vec<Button> {
    let mut actions = Vec::new();
    if signed_in.actor.may(Action::Write, Resource::Concern) {
        actions.push(Button::link(texts.t("concerns-new"), "/concerns/new"));
    }
    if signed_in.actor.may(Action::Read, Resource::Assessment) {
        actions.push(Button::link(texts.t("pupils-title"), "/pupils").secondary());
    }
    actions
}
