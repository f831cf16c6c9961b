//! "Kas šodien gaida mani": at most seven things in the order of their deadlines, danger above everything, then what changed since the last
//! visit.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use balsts_domain::access::{Action, Resource};
use balsts_store::{DutyFilter, PupilFilter};

use super::duties;
use crate::{
    kit::{Button, Empty, Failure, Html, Layout, Page, Task, TaskList, Urgent},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
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
    urgent: Vec<Urgent>,
    tasks: Option<TaskList>,
    nothing: Empty,
    more: Option<String>,
    overdue: Option<String>,
    changes: Vec<Html>,
    actions: Vec<Button>,
}

async fn home(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let actor = &signed_in.actor;
    if !actor.may(Action::Read, Resource::Duty) {
        // Their work is elsewhere: figures, accounts or the log.
        let first = crate::navigation::of(actor)
            .into_iter()
            .find(|item| item.href != "/");
        let href = first.map_or_else(|| "/account".to_owned(), |item| item.href);
        return Ok(Redirect::to(&href).into_response());
    }
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let today = ctx.today();
    let (danger, _) = ctx
        .duties(
            &DutyFilter {
                code: Some("protect_child".into()),
                ..DutyFilter::default()
            },
            THINGS,
        )
        .await?;
    let (open, more) = ctx.duties(&DutyFilter::default(), THINGS).await?;
    let may_write = actor.may(Action::Write, Resource::Duty);
    let urgent = danger
        .iter()
        .map(|duty| {
            let who = format!(
                "{} {}",
                duty.family_name.as_deref().unwrap_or_default(),
                duty.given_name.as_deref().unwrap_or_default()
            );
            Urgent::new(texts).saying(texts.t("home-danger"), who)
        })
        .collect();
    let tasks: Vec<Task> = open
        .iter()
        .map(|duty| {
            let who = format!(
                "{} {}",
                duty.family_name.as_deref().unwrap_or_default(),
                duty.given_name.as_deref().unwrap_or_default()
            );
            let class = duty.class.as_deref().unwrap_or_default();
            let title = format!("{}: {who} {class}", duties::name(texts, &duty.code));
            let href = match (duty.concern_id, &duty.public_id) {
                (Some(concern), _)
                    if duty.code != "protect_child" && actor.may(Action::Read, Resource::Concern) =>
                {
                    format!("/concerns/{concern}")
                }
                _ if may_write => format!("/duties/{}/done", duty.id),
                (_, Some(pupil)) => format!("/pupils/{pupil}"),
                _ => "/duties".to_owned(),
            };
            let task = Task::new(title, href, duties::due(texts, duty, today));
            match &duty.institution {
                Some(institution) if actor.institutions().len() != 1 => task.hint(institution.as_str()),
                _ => task,
            }
        })
        .collect();
    let late: i64 = ctx.duty_counts().await?.iter().map(|count| count.overdue).sum();
    let page = HomePage {
        urgent,
        tasks: (!tasks.is_empty()).then(|| TaskList::new("today", tasks)),
        nothing: Empty::new(texts.t("home-nothing")),
        more: more.then(|| texts.t("home-more")),
        overdue: (late > 0).then(|| texts.t1("home-overdue", "count", late as f64)),
        changes: changes(&signed_in, texts).await?,
        actions: actions(&signed_in, texts),
        layout: layout.titled("home-title"),
    };
    Ok(Page(page).into_response())
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
            let name = format!(
                "{} {}, {}",
                pupil.row.family_name, pupil.row.given_name, pupil.row.class
            );
            let level =
                crate::kit::SupportLevel::of(texts, crate::reason::level_code(pupil.row.level)).words();
            lines.push(Html::link(&format!("/pupils/{}", pupil.row.public_id), &name).and(level));
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
            let name = format!("{} {}", view.row.family_name, view.row.given_name);
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
