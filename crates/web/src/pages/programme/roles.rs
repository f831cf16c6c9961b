//! What the programme asks of each institution: its areas, the measures it takes part in, how, and what that means.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::programme::Which;
use balsts_domain::{
    access::Role,
    programme::{InstitutionDuties, Programme, duties_of, institutions_of, works_for},
};

use super::{activity_href, level_words, none, parts, roles_href, title_or_none, words};
use crate::{
    kit::{Column, Empty, Failure, Html, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "programme_roles.html")]
struct RolesPage {
    layout: Layout,
    parts: Sections,
    said: Option<String>,
    areas: Vec<String>,
    table: Table,
}

/// Every institution with the number of its measures.
fn list(texts: Texts, institutions: Vec<(String, usize)>) -> Table {
    let columns = vec![
        Column::text(texts.t("programme-roles-institution")),
        Column::number(texts.t("programme-roles-count")),
    ];
    let rows = institutions.into_iter().map(|(name, measures)| {
        Row::new()
            .cell(Html::link(&roles_href(&name), &name))
            .cell(texts.count(measures as i64))
    });
    Table::new(texts, texts.t("programme-roles-institutions"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("programme-roles-empty")))
}

/// The measures of one institution.
fn measures(texts: Texts, programme: &Programme, of: &InstitutionDuties) -> Table {
    let columns = [
        "programme-roles-area",
        "programme-roles-measure",
        "programme-roles-involved",
        "programme-roles-explained",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = of.measures.iter().map(|one| {
        let activity = &one.activity;
        let goal = programme.goal_of(activity.level, &activity.goal_nr);
        let level = level_words(texts, activity.level);
        let area = goal.map_or_else(|| level.clone(), |goal| format!("{level}: {}", goal.title));
        let involved = one
            .parts
            .iter()
            .map(|part| words(texts, "programme-responsibility-", part.code()));
        let explained: Vec<&str> = match one.tasks.as_slice() {
            [] if activity.expected_result.is_empty() => vec!["–"],
            [] => vec![activity.expected_result.as_str()],
            tasks => tasks.iter().map(String::as_str).collect(),
        };
        Row::new()
            .cell(area)
            .cell(Html::link(
                &activity_href(&one.key),
                &title_or_none(texts, &activity.title),
            ))
            .cell(Html::lines(involved))
            .cell(Html::lines(explained))
    });
    Table::new(texts, texts.t("programme-roles-measures"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("programme-roles-no-measures")))
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let Some(version) = signed_in.ctx().programme(Which::Current).await? else {
        return Ok(none(&signed_in, layout, "/programme/roles"));
    };
    let programme = &version.programme;
    let wanted = layout.address.get("institution").map(str::to_owned);
    let chosen = wanted.as_deref().and_then(|name| duties_of(programme, name));
    let sections = parts(&signed_in.actor, texts, "/programme/roles");
    let page = if let Some(of) = chosen {
        RolesPage {
            parts: sections,
            said: (of.spellings.len() > 1)
                .then(|| texts.t1("programme-roles-spelled", "names", of.spellings.join("; "))),
            table: measures(texts, programme, &of),
            areas: of.areas,
            layout: layout
                .titled_as(of.institution)
                .back("/programme/roles", "programme-roles"),
        }
    } else {
        let mut institutions = institutions_of(programme);
        // The programme speaks of schools together, seldom of one by its name.
        if wanted.is_some() {
            institutions.retain(|(name, _)| works_for(Role::SchoolHead, name));
        }
        RolesPage {
            parts: sections,
            said: wanted.map(|_| texts.t("programme-roles-not-named")),
            table: list(texts, institutions),
            areas: Vec::new(),
            layout: layout.titled("programme-roles"),
        }
    };
    Ok(Page(page).into_response())
}
