//! Rows of a version that is still being written: its activities goal by goal, with their tasks.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::programme::ProgrammeVersion;
use balsts_domain::programme::{Activity, PreventionLevel, Programme, RowPlace, Table as Part, check};

use super::{irregularities::findings_table, row::row_href, title_or_none};
use crate::{
    kit::{Button, Column, Empty, Failure, Html, Layout, Page, Path, Row, Table},
    signed_in::SignedIn,
    texts::Texts,
};

struct GoalPart {
    heading: String,
    table: Table,
    add: Button,
}

#[derive(Template)]
#[template(path = "programme_rows.html")]
struct RowsPage {
    layout: Layout,
    goals: Vec<GoalPart>,
    others: Option<Table>,
    findings: Table,
}

fn link_to(texts: Texts, number: i64, table: Part, key: &str, title: &str) -> Html {
    let href = row_href(number, table, &RowPlace::Of(key.to_owned()));
    Html::link(&href, &title_or_none(texts, title))
}

fn activity_row(texts: Texts, number: i64, programme: &Programme, activity: &Activity, key: &str) -> Row {
    let keys = programme.task_keys();
    let mut tasks: Vec<Html> = Vec::new();
    if let Some(nr) = activity.number() {
        let of_activity = programme
            .tasks
            .iter()
            .zip(&keys)
            .filter(|(task, _)| task.activity_nr == nr);
        tasks.extend(of_activity.map(|(task, key)| link_to(texts, number, Part::Tasks, key, &task.title)));
        let href = row_href(number, Part::Tasks, &RowPlace::UnderActivity(key.to_owned()));
        tasks.push(Html::link(&href, &texts.t("programme-row-add-task")));
    }
    let years: Vec<String> = activity.years.iter().map(ToString::to_string).collect();
    Row::new()
        .cell(activity.number().unwrap_or("–"))
        .cell(link_to(texts, number, Part::Activities, key, &activity.title))
        .cell(years.join(", "))
        .cell(activity.responsible.join(", "))
        .cell(if tasks.is_empty() {
            Html::text("–")
        } else {
            Html::lines(tasks)
        })
}

/// Goals as the table of activities knows them: level, number, title.
fn goals_of(programme: &Programme) -> Vec<(PreventionLevel, &str, &str)> {
    if programme.plan_goals.is_empty() {
        let goals = programme.goals.iter();
        goals
            .map(|goal| (goal.level, goal.nr.as_str(), goal.title.as_str()))
            .collect()
    } else {
        let goals = programme.plan_goals.iter();
        goals
            .map(|goal| (goal.level, goal.nr.as_str(), goal.title.as_str()))
            .collect()
    }
}

fn goal_part(
    texts: Texts,
    number: i64,
    programme: &Programme,
    goal: (PreventionLevel, &str, &str),
) -> GoalPart {
    let (level, nr, title) = goal;
    let heading = format!("{} {}. {title}", level.sign(), nr.trim_end_matches('.'));
    let rows = programme
        .activities
        .iter()
        .zip(programme.activity_keys())
        .filter(|(activity, _)| activity.level == level && activity.goal_nr == nr)
        .map(|(activity, key)| activity_row(texts, number, programme, activity, &key));
    let columns = [
        "programme-nr",
        "programme-activity",
        "programme-years",
        "programme-responsible",
        "programme-tasks",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let place = RowPlace::UnderGoal(level, nr.to_owned());
    GoalPart {
        table: Table::new(texts, heading.as_str(), columns)
            .hidden_caption()
            .cards()
            .rows(rows)
            .or_empty(Empty::new(texts.t("programme-goal-empty"))),
        add: Button::link(
            texts.t("programme-row-add-activity"),
            row_href(number, Part::Activities, &place),
        )
        .secondary(),
        heading,
    }
}

/// Tasks of activities that no table has.
fn others(texts: Texts, number: i64, programme: &Programme) -> Option<Table> {
    let is_planned = |nr: &str| programme.activities.iter().any(|one| one.number() == Some(nr));
    let rows: Vec<Row> = programme
        .tasks
        .iter()
        .zip(programme.task_keys())
        .filter(|(task, _)| !is_planned(&task.activity_nr))
        .map(|(task, key)| {
            Row::new()
                .cell(task.nr.as_deref().unwrap_or("–"))
                .cell(link_to(texts, number, Part::Tasks, &key, &task.title))
                .cell(task.term_text.as_str())
        })
        .collect();
    let columns = ["programme-nr", "programme-task", "programme-term"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    (!rows.is_empty()).then(|| {
        Table::new(texts, texts.t("programme-only-in-tasks"), columns)
            .cards()
            .rows(rows)
    })
}

pub(super) async fn list(
    signed_in: SignedIn,
    layout: Layout,
    Path(number): Path<i64>,
) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ProgrammeVersion { programme, .. } = signed_in.ctx().open_programme(number).await?;
    let page = RowsPage {
        goals: goals_of(&programme)
            .into_iter()
            .map(|goal| goal_part(texts, number, &programme, goal))
            .collect(),
        others: others(texts, number, &programme),
        findings: findings_table(texts, &check(&programme), &texts.t("programme-found")),
        layout: layout
            .titled("programme-rows")
            .back(format!("/programme/versions/{number}"), "programme-version"),
    };
    Ok(Page(page).into_response())
}
