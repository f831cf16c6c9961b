//! Duties of children on the home page: danger above everything, the rest by its deadlines; then levels and answers that are new.

use balsts_app::duty::Waiting;
use balsts_domain::access::{Action, Resource};
use balsts_store::{DutyRow, PupilFilter};
use jiff::civil::Date;

use super::{Part, THINGS, Thing};
use crate::{
    kit::{Button, Failure, Html, Link, SupportLevel, Tag, Task, Tone, Urgent},
    pages::duties,
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

pub(super) async fn part(signed_in: &SignedIn, texts: Texts) -> Result<Part, Failure> {
    let ctx = signed_in.ctx();
    let waiting = ctx.waiting_duties(THINGS).await?;
    let link = |href: &str, text: String| Link {
        href: href.to_owned(),
        text,
    };
    Ok(Part {
        urgent: (!waiting.danger.is_empty()).then(|| {
            let about = waiting
                .danger
                .iter()
                .map(|duty| in_danger(signed_in, texts, duty));
            Urgent::new(texts)
                .saying(texts.t("home-danger"), texts.t("home-danger-text"))
                .about(about)
        }),
        things: waiting
            .things
            .iter()
            .map(|thing| Thing {
                due: Some(due(thing)),
                task: task(signed_in, texts, thing, ctx.today()),
            })
            .collect(),
        more: waiting.more.then(|| link("/duties", texts.t("home-more"))),
        overdue: (waiting.overdue > 0).then(|| {
            let words = texts.t1("home-overdue", "count", waiting.overdue as f64);
            link("/duties?state=overdue", words)
        }),
        changes: changes(signed_in, texts).await?,
        actions: actions(signed_in, texts),
        ..Part::saying(texts.t("home-nothing"))
    })
}

fn due(thing: &Waiting) -> Date {
    match thing {
        Waiting::One(duty) => balsts_store::date(duty.due_day),
        Waiting::Many { earliest, .. } => *earliest,
    }
}

/// Where a duty is done, or read by those who only watch over it.
fn place(signed_in: &SignedIn, duty: &DutyRow) -> String {
    let actor = &signed_in.actor;
    if let Some(case) = &duty.case_public_id {
        return format!("/cases/{case}");
    }
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

fn task(signed_in: &SignedIn, texts: Texts, thing: &Waiting, today: Date) -> Task {
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
    if signed_in.actor.may(Action::Read, Resource::Case) {
        actions.push(Button::link(texts.t("case-title"), "/cases").secondary());
    }
    if signed_in.actor.may(Action::Read, Resource::Assessment) {
        actions.push(Button::link(texts.t("pupils-title"), "/pupils").secondary());
    }
    actions.extend(crate::pages::case::danger_button(texts, signed_in, None));
    actions
}
