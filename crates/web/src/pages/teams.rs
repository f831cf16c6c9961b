//! The support team of an institution: the head's order, who is in it and which speciality is missing, meetings with their tasks, supervision
//! and courses.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::support_team::{MeetingForm, SessionForm, StaffSession, TeamOrder, TeamView};
use balsts_domain::{
    access::{Action, Resource},
    registry::SupportRole,
    support::Hours,
};
use balsts_store::date;

use super::plans::{Outcome, coded, hours, outcome, subject_or_role, taken_away};
use crate::{
    kit::{
        Choice, Column, Empty, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice,
        Page, Path, Row, RowAction, SummaryList, Table, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

/// Tasks that fit on the form of one meeting.
const TASKS: usize = 3;

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::SupportTeam);
    let write = Access::Needs(Action::Write, Resource::SupportTeam);
    Routes::new()
        .get("/institutions/{code}/team", read, show)
        .post("/institutions/{code}/team/order", write, order)
        .post("/institutions/{code}/team/members", write, add_member)
        .post("/institutions/{code}/team/members/end", write, end_member)
        .post("/institutions/{code}/team/meetings", write, add_meeting)
        .post("/institutions/{code}/team/tasks/done", write, finish_task)
        .post("/institutions/{code}/team/sessions", write, add_session)
}

#[derive(Template)]
#[template(path = "team.html")]
struct TeamPage {
    layout: Layout,
    form: Form,
    at: Addresses,
    view: TeamView,
    facts: Option<SummaryList>,
    missing: Option<Html>,
    members: Table,
    meetings: Table,
    tasks: Table,
    sessions: Table,
    roles: Vec<Choice>,
    kinds: Vec<Choice>,
    keep: Vec<Choice>,
    open: Vec<OpenTask>,
    task_fields: Vec<Field>,
    /// The form of a meeting came back to be mended.
    meeting_errs: bool,
}

/// Where the forms of the page go.
struct Addresses {
    order: String,
    members: String,
    meetings: String,
    sessions: String,
    done: String,
}

/// A task that can be marked as done.
struct OpenTask {
    id: i64,
    text: String,
    result: Field,
    /// Its form came back to be mended.
    errs: bool,
}

fn columns<const N: usize>(texts: Texts, keys: [&str; N]) -> Vec<Column> {
    keys.map(|key| Column::text(texts.t(key))).to_vec()
}

fn members(texts: Texts, code: &str, view: &TeamView) -> Table {
    let rows = view.members.iter().map(|member| {
        let row = Row::new()
            .cell(member.name.as_str())
            .cell(subject_or_role(texts, &member.speciality))
            .cell(texts.date(date(member.from_day)))
            .cell(
                member
                    .to_day
                    .map_or_else(|| "–".to_owned(), |to| texts.date(date(to))),
            );
        if view.may_order && member.to_day.is_none() {
            let action = RowAction::new(
                texts.t("teams-leave"),
                format!("/institutions/{code}/team/members/end"),
            );
            row.cell(Html::of(&action.with("member", member.id.to_string())))
        } else {
            row.cell("")
        }
    });
    let mut heads = columns(
        texts,
        ["teams-name", "teams-speciality", "teams-from", "teams-to"],
    );
    heads.push(Column::text(texts.t("teams-leave")).hidden());
    Table::new(texts, texts.t("teams-members"), heads)
        .rows(rows)
        .or_empty(Empty::new(texts.t("teams-members-empty")))
}

fn meetings(texts: Texts, view: &TeamView) -> Table {
    let rows = view.meetings.iter().map(|meeting| {
        Row::new()
            .cell(texts.date(date(meeting.day)))
            .cell(meeting.present.as_str())
            .cell(meeting.decisions.as_str())
            .cell(meeting.user_name.as_str())
    });
    let heads = columns(
        texts,
        ["teams-day", "teams-present", "teams-decisions", "plans-by"],
    );
    Table::new(texts, texts.t("teams-meetings"), heads)
        .rows(rows)
        .or_empty(Empty::new(texts.t("teams-meetings-empty")))
}

fn tasks(texts: Texts, view: &TeamView) -> Table {
    let rows = view.tasks.iter().map(|task| {
        let state = match (&task.done_at, &task.result) {
            (Some(_), Some(result)) => result.clone(),
            _ => texts.t("duty-not-done"),
        };
        Row::new()
            .cell(task.text.as_str())
            .cell(task.responsible.as_str())
            .cell(texts.date(date(task.due_day)))
            .cell(state)
    });
    let heads = columns(
        texts,
        ["teams-task", "plans-responsible", "plans-due", "teams-result"],
    );
    Table::new(texts, texts.t("teams-tasks"), heads)
        .rows(rows)
        .or_empty(Empty::new(texts.t("teams-tasks-empty")))
}

fn sessions(texts: Texts, view: &TeamView) -> Table {
    let rows = view.sessions.iter().map(|session| {
        Row::new()
            .cell(texts.date(date(session.day)))
            .cell(coded(texts, "teams-session-", &session.kind))
            .cell(session.title.as_str())
            .cell(texts.count(session.participants))
            .cell(hours(texts, session.hours))
    });
    let heads = columns(
        texts,
        [
            "teams-day",
            "teams-session",
            "teams-session-title",
            "teams-participants",
            "plans-hours",
        ],
    );
    Table::new(texts, texts.t("teams-sessions"), heads)
        .rows(rows)
        .or_empty(Empty::new(texts.t("teams-sessions-empty")))
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    code: &str,
    values: FormValues,
    errors: FieldErrors,
) -> Result<TeamPage, Failure> {
    let ctx = signed_in.ctx();
    let institution = ctx.institution_id(code).await?;
    let view = ctx.support_team(institution).await?;
    let texts = layout.texts;
    let facts = view.team.as_ref().map(|team| {
        SummaryList::new(texts)
            .row(texts.t("teams-number"), team.order_number.as_str())
            .row(texts.t("teams-order-day"), texts.date(date(team.order_day)))
            .row(texts.t("teams-duties"), team.duties.as_str())
    });
    let missing = (!view.missing.is_empty()).then(|| {
        let names: Vec<String> = view
            .missing
            .iter()
            .map(|role| subject_or_role(texts, role.code()))
            .collect();
        let text = texts.t1("teams-missing", "specialities", names.join(", "));
        Html::of(&Notice::of(texts, Tone::Attention, text).named("missing"))
    });
    let layout = layout
        .titled("teams-title")
        .with_errors(&errors)
        .back(format!("/institutions/{code}"), "teams-institution");
    let form = layout.filled_form(values, errors);
    let address = |part: &str| format!("/institutions/{code}/team/{part}");
    let open = view
        .tasks
        .iter()
        .filter(|task| task.done_at.is_none())
        .map(|task| OpenTask {
            id: task.id,
            text: task.text.clone(),
            result: form
                .textarea(&format!("result-{}", task.id), "teams-result")
                .lines(2),
            errs: form.errs_in(&format!("result-{}", task.id)),
        })
        .collect();
    let task_fields = (1..=TASKS)
        .flat_map(|number| {
            [
                form.text(&format!("task-{number}"), "teams-task").optional(),
                form.text(&format!("responsible-{number}"), "plans-responsible")
                    .optional(),
                form.date(&format!("due-{number}"), "plans-due").optional(),
            ]
        })
        .collect();
    let mut of_tasks = (1..=TASKS).map(|number| format!("task-{number} responsible-{number} due-{number}"));
    let meeting_errs = form.errs_in("met present decisions") || of_tasks.any(|fields| form.errs_in(&fields));
    Ok(TeamPage {
        at: Addresses {
            order: address("order"),
            members: address("members"),
            meetings: address("meetings"),
            sessions: address("sessions"),
            done: address("tasks/done"),
        },
        open,
        task_fields,
        meeting_errs,
        facts,
        missing,
        members: members(texts, code, &view),
        meetings: meetings(texts, &view),
        tasks: tasks(texts, &view),
        sessions: sessions(texts, &view),
        roles: SupportRole::ALL
            .map(|role| Choice::new(role.code(), subject_or_role(texts, role.code())))
            .to_vec(),
        kinds: StaffSession::ALL
            .map(|kind| Choice::new(kind.code(), coded(texts, "teams-session-", kind.code())))
            .to_vec(),
        keep: vec![Choice::new("yes", texts.t("teams-keep"))],
        form,
        view,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(code): Path<String>) -> Result<Response, Failure> {
    let values = FormValues::default().with("keep", "yes");
    Ok(Page(page(&signed_in, layout, &code, values, FieldErrors::new()).await?).into_response())
}

async fn answer<T>(
    signed_in: &SignedIn,
    layout: Layout,
    code: &str,
    values: FormValues,
    result: Result<T, balsts_app::AppError>,
    draft: &str,
) -> Result<Response, Failure> {
    match outcome(result)? {
        Outcome::Done(_) => {
            let flash = Flash::success("teams-saved").draft_done(draft);
            Ok(redirect(&format!("/institutions/{code}/team"), Some(&flash)))
        }
        Outcome::Wrong(errors) => {
            let page = page(signed_in, layout, code, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Outcome::Conflict => Err(Failure::not_found()),
    }
}

async fn order(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let order = TeamOrder {
        number: values.get("number").to_owned(),
        on: values.date("on").ok().flatten(),
        duties: values.get("duties").to_owned(),
        keep_members: values.get("keep") == "yes",
    };
    let result = ctx
        .order_support_team(ctx.institution_id(&code).await?, &order)
        .await;
    answer(&signed_in, layout, &code, values, result, "team-order").await
}

async fn add_member(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let role = SupportRole::ALL
        .into_iter()
        .find(|role| role.code() == values.get("speciality"));
    let result = ctx
        .add_team_member(ctx.institution_id(&code).await?, values.get("name"), role)
        .await;
    answer(&signed_in, layout, &code, values, result, "team-member").await
}

async fn end_member(
    signed_in: SignedIn,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let member = values.get("member").parse().unwrap_or_default();
    let result = ctx
        .end_team_member(ctx.institution_id(&code).await?, member)
        .await;
    let address = format!("/institutions/{code}/team");
    taken_away(result, &address, &Flash::success("teams-saved"))
}

async fn add_meeting(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let tasks = (1..=TASKS)
        .map(|number| {
            let of = |field: &str| values.get(&format!("{field}-{number}")).to_owned();
            let due = values.date(&format!("due-{number}")).ok().flatten();
            (of("task"), of("responsible"), due)
        })
        .collect();
    let form = MeetingForm {
        on: values.date("met").ok().flatten(),
        present: values.get("present").to_owned(),
        decisions: values.get("decisions").to_owned(),
        tasks,
    };
    let result = ctx
        .add_team_meeting(ctx.institution_id(&code).await?, &form)
        .await;
    answer(&signed_in, layout, &code, values, result, "team-meeting").await
}

async fn finish_task(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let task: i64 = values.get("task").parse().unwrap_or_default();
    let came_of_it = values.get(&format!("result-{task}")).to_owned();
    let result = ctx
        .finish_team_task(ctx.institution_id(&code).await?, task, &came_of_it)
        .await;
    answer(&signed_in, layout, &code, values, result, "team-task").await
}

async fn add_session(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let form = SessionForm {
        kind: StaffSession::from_code(values.get("kind")),
        on: values.date("held").ok().flatten(),
        title: values.get("title").to_owned(),
        participants: values.get("participants").parse().ok(),
        hours: values.get("hours").parse::<Hours>().ok(),
    };
    let result = ctx
        .add_staff_session(ctx.institution_id(&code).await?, &form)
        .await;
    answer(&signed_in, layout, &code, values, result, "team-session").await
}
