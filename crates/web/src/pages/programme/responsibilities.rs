//! Who does what: for each activity who carries it out, who answers for it, who takes part.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::programme::Which;
use balsts_domain::programme::{PreventionLevel, Responsibility, matrix};

use super::{activity_href, level_words, none, parts, tasks, title_or_none, words};
use crate::{
    kit::{Column, Failure, Html, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "programme_responsibilities.html")]
struct ResponsibilitiesPage {
    layout: Layout,
    parts: Sections,
    explained: Vec<String>,
    levels: Vec<Table>,
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let Some(version) = signed_in.ctx().programme(Which::Current).await? else {
        return Ok(none(&signed_in, layout, "/programme/responsibilities"));
    };
    let programme = &version.programme;
    let parts_of = matrix(programme);
    let heading = |part: &Responsibility| {
        format!(
            "{}: {}",
            part.letter(),
            words(texts, "programme-responsibility-", part.code())
        )
    };
    let activities = programme.all_activities();
    let levels = PreventionLevel::ALL
        .into_iter()
        .map(|level| {
            let rows = activities
                .iter()
                .filter(|(activity, _)| activity.level == level)
                .map(|(activity, key)| {
                    let title = Html::link(&activity_href(key), &title_or_none(texts, &activity.title));
                    let row = Row::new().cell(activity.number().unwrap_or("–")).cell(title);
                    Responsibility::ALL.iter().fold(row, |row, part| {
                        let names: Vec<Html> = parts_of
                            .iter()
                            .filter(|one| one.activity == *key && one.parts.contains(part))
                            .map(|one| Html::link(&tasks::tasks_href(&one.institution), &one.institution))
                            .collect();
                        row.cell(if names.is_empty() {
                            Html::text("–")
                        } else {
                            Html::lines(names)
                        })
                    })
                });
            let mut columns = vec![
                Column::text(texts.t("programme-nr")),
                Column::text(texts.t("programme-activity")),
            ];
            columns.extend(Responsibility::ALL.iter().map(|part| Column::text(heading(part))));
            Table::new(texts, level_words(texts, level), columns)
                .cards()
                .rows(rows)
        })
        .collect();
    let page = ResponsibilitiesPage {
        parts: parts(&signed_in.actor, texts, "/programme/responsibilities"),
        explained: Responsibility::ALL
            .iter()
            .map(|part| words(texts, "programme-responsibility-about-", part.code()))
            .collect(),
        levels,
        layout: layout.titled("programme-responsibilities"),
    };
    Ok(Page(page).into_response())
}
