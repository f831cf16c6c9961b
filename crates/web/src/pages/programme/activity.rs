//! One activity: what it promises, who has a part in it, its tasks with their reports, what it needs, and where tables do not agree.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::programme::{
    Which,
    work::{ActivityView, WorkLine},
};
use balsts_domain::programme::{Programme, ProgressState, conflicts};
use balsts_store::EvidenceRow;

use super::{activity_href, evidence, level_words, part_words, parties, state_cell, title_or_none, words};
use crate::{
    kit::{Column, Event, Failure, Html, Layout, Page, Row, SummaryList, Table, Timeline},
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "programme_activity.html")]
struct ActivityPage {
    layout: Layout,
    facts: SummaryList,
    work: Table,
    parties: Vec<Table>,
    reports: Option<Timeline>,
    resources: Vec<SummaryList>,
    results: Vec<SummaryList>,
    conflicts: Vec<String>,
    money: Html,
}

fn or_dash(text: &str) -> Html {
    Html::text(if text.trim().is_empty() { "–" } else { text })
}

fn facts(texts: Texts, view: &ActivityView, goal: &str) -> SummaryList {
    let activity = &view.activity;
    let years: Vec<String> = activity.years.iter().map(ToString::to_string).collect();
    let list = |names: &[String]| or_dash(&names.join(", "));
    let mut facts = SummaryList::new(texts)
        .row(texts.t("programme-level"), level_words(texts, activity.level))
        .row(texts.t("programme-goal"), goal)
        .row(texts.t("programme-result"), or_dash(&activity.expected_result))
        .row(texts.t("programme-years"), or_dash(&years.join(", ")))
        .row(texts.t("programme-responsible"), list(&activity.responsible))
        .row(texts.t("programme-involved"), list(&activity.involved));
    if !activity.supervisor.is_empty() {
        facts = facts.row(texts.t("programme-supervisor"), list(&activity.supervisor));
    }
    if !activity.funding.is_empty() {
        facts = facts.row(texts.t("programme-funding"), list(&activity.funding));
    }
    if !activity.subgoal.is_empty() {
        facts = facts.row(texts.t("programme-subgoal"), activity.subgoal.as_str());
    }
    facts.row(
        texts.t("programme-state"),
        state_cell(texts, view.state, view.timing),
    )
}

fn reports(texts: Texts, work: &[WorkLine], files: &HashMap<i64, Vec<EvidenceRow>>) -> Option<Timeline> {
    let mut events: Vec<(i64, Event)> = work
        .iter()
        .flat_map(|line| line.reports.iter().map(move |report| (line, report)))
        .map(|(line, report)| {
            let state = ProgressState::from_code(&report.state).unwrap_or(ProgressState::NotStarted);
            let title = format!(
                "{} {}",
                line.number,
                words(texts, "programme-state-", state.code())
            );
            let mut lines = Vec::new();
            if !report.note.is_empty() {
                lines.push(Html::text(&report.note));
            }
            if !report.evidence.is_empty() {
                let places: Vec<&str> = report.evidence.lines().collect();
                lines.push(Html::text(&texts.t1(
                    "programme-evidence-of",
                    "places",
                    places.join(", "),
                )));
            }
            let files = files.get(&report.id).into_iter().flatten();
            lines.extend(files.map(|file| evidence::link(texts, file)));
            let mut event = Event::on(texts, balsts_store::date(report.day), title, Html::lines(lines));
            let who = report.party.as_ref().or(report.institution_name.as_ref());
            if let Some(who) = who.or(report.user_name.as_ref()) {
                event = event.by(who.as_str());
            }
            (report.day, event)
        })
        .collect();
    events.sort_by_key(|(day, _)| -day);
    (!events.is_empty()).then(|| Timeline::new(events.into_iter().map(|(_, event)| event).collect()))
}

fn resources(texts: Texts, programme: &Programme, view: &ActivityView) -> Vec<SummaryList> {
    let rows = programme.resources_by_activity().remove(&view.key);
    rows.into_iter()
        .flatten()
        .map(|one| {
            SummaryList::new(texts)
                .row(texts.t("programme-resource-of"), one.activity.as_str())
                .row(texts.t("programme-planned-result"), or_dash(&one.planned_result))
                .row(texts.t("programme-needs"), or_dash(&one.resources_text))
                .row(texts.t("programme-funding"), or_dash(&one.funding))
                .row(
                    texts.t("programme-responsible"),
                    or_dash(&one.responsible.join(", ")),
                )
        })
        .collect()
}

/// The rows of the record of results that are the activity's own: what was put in and how the effect is judged, as printed.
fn results(texts: Texts, programme: &Programme, view: &ActivityView) -> Vec<SummaryList> {
    let rows = programme.results_by_activity().remove(&view.key);
    rows.into_iter()
        .flatten()
        .map(|one| {
            SummaryList::new(texts)
                .row(texts.t("programme-record-goal"), or_dash(&one.goal_effective))
                .row(texts.t("programme-record-of"), one.activity.as_str())
                .row(texts.t("programme-planned-result"), or_dash(&one.planned_result))
                .row(texts.t("programme-invested"), or_dash(&one.funding_text))
                .row(texts.t("programme-effect"), or_dash(&one.impact_assessment_text))
        })
        .collect()
}

pub(super) fn work_table(
    texts: Texts,
    work: &[WorkLine],
    caption: &str,
    reportable: impl Fn(&WorkLine) -> bool,
) -> Table {
    let rows = work.iter().map(|line| {
        let mut title = Html::text(&title_or_none(texts, &line.title));
        if !line.activity.is_empty() {
            title = Html::lines([title, Html::text(&line.activity)]);
        }
        let action = if reportable(line) {
            Html::link(&super::report::report_href(line), &texts.t("programme-report"))
        } else {
            Html::text("–")
        };
        Row::new()
            .cell(or_dash(&line.number))
            .cell(title)
            .cell(or_dash(&line.term))
            .cell(or_dash(&line.executors.join(", ")))
            .cell(or_dash(&line.supervisors.join(", ")))
            .cell(parties::whole_cell(texts, line))
            .cell(action)
    });
    let columns = [
        "programme-nr",
        "programme-task",
        "programme-term",
        "programme-executor",
        "programme-supervisor",
        "programme-state",
        "programme-report-column",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, caption, columns).cards().rows(rows)
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let view = ctx
        .programme_view(Which::Current)
        .await?
        .ok_or_else(Failure::not_found)?;
    let key = layout.address.get("key").unwrap_or_default().to_owned();
    let (goal, activity) = view
        .goals
        .iter()
        .find_map(|goal| {
            let activity = goal.activities.iter().find(|one| one.key == key)?;
            Some((goal, activity))
        })
        .ok_or_else(Failure::not_found)?;
    let told = conflicts(&view.programme)
        .into_iter()
        .filter(|one| one.activity == key)
        .map(|one| {
            texts.t_args(
                "programme-conflict",
                &[
                    ("first".to_owned(), one.first.text.into()),
                    (
                        "first_table".to_owned(),
                        part_words(texts, one.first.table).into(),
                    ),
                    ("second".to_owned(), one.second.text.into()),
                    (
                        "second_table".to_owned(),
                        part_words(texts, one.second.table).into(),
                    ),
                ],
            )
        })
        .collect();
    let page = ActivityPage {
        facts: facts(texts, activity, &goal.goal.title),
        work: work_table(
            texts,
            &activity.work,
            &texts.t("programme-tasks-of-activity"),
            |line| ctx.may_report(line),
        ),
        parties: activity
            .work
            .iter()
            .filter_map(|line| parties::table(texts, line))
            .collect(),
        reports: reports(texts, &activity.work, &ctx.programme_evidence().await?),
        resources: resources(texts, &view.programme, activity),
        results: results(texts, &view.programme, activity),
        money: Html::link(
            &crate::pages::money::href(&activity.key, ctx.today().year()),
            &texts.t("programme-money"),
        ),
        conflicts: told,
        layout: layout
            .titled_as(format!(
                "{} {}",
                activity.activity.number().unwrap_or_default(),
                title_or_none(texts, &activity.activity.title)
            ))
            .back("/programme", "programme-title"),
    };
    Ok(Page(page).into_response())
}

/// Where the report of a line leads afterwards.
pub(super) fn href_of(view: &balsts_app::programme::work::ProgrammeView, line: &WorkLine) -> String {
    view.goals
        .iter()
        .flat_map(|goal| &goal.activities)
        .find(|activity| {
            activity
                .work
                .iter()
                .any(|one| one.table == line.table && one.key == line.key)
        })
        .map_or_else(
            || "/programme/tasks".to_owned(),
            |activity| activity_href(&activity.key),
        )
}
