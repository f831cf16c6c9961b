//! The pupils whom an indicator counts in a year, for those who may see each; for others how many each school has, and why no names.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::indicator::SchoolCounted;
use balsts_domain::access::{Action, Resource};

use super::words::title;
use crate::{
    kit::{Column, Empty, Failure, Html, Layout, Page, Path, Row, Table},
    signed_in::SignedIn,
    texts::Arg,
};

/// More pupils than these are counted, and not named one by one.
const NAMED: usize = 500;

#[derive(Template)]
#[template(path = "indicator_pupils.html")]
struct PupilsPage {
    layout: Layout,
    about: String,
    count: String,
    first: Option<String>,
    table: Table,
}

/// How many of those counted each school has; who is on no list any more stands in the number of all alone.
fn by_school(
    layout: Layout,
    id: &str,
    year: i16,
    heading: String,
    (schools, all): (&[SchoolCounted], usize),
) -> PupilsPage {
    let texts = layout.texts;
    let rows = schools.iter().map(|school| {
        Row::new()
            .cell(Html::link(
                &format!("/institutions/{}", school.code),
                &school.name,
            ))
            .cell(texts.count(school.pupils as i64))
    });
    let columns = vec![
        Column::text(texts.t("duty-institution")),
        Column::number(texts.t("indicator-schools-pupils")),
    ];
    PupilsPage {
        about: texts.t1("indicator-schools-about", "year", Arg::Text(year.to_string())),
        count: texts.t1("indicator-pupils-count", "count", all as f64),
        first: None,
        table: Table::new(texts, heading.clone(), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("indicator-schools-none"))),
        layout: layout
            .titled_as(heading)
            .back(format!("/indicators/{id}?year={year}"), "indicator-page"),
    }
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let year = super::year_of(&layout, ctx.today());
    let behind = ctx.pupils_behind(&id, year).await?;
    let name = format!("{}. {}", behind.line.indicator.nr, title(&behind.line));
    let heading = texts.t1("indicator-pupils-title", "indicator", Arg::Text(name));
    if let Some(schools) = &behind.schools {
        let page = by_school(layout, &id, year, heading, (schools.as_slice(), behind.all));
        return Ok(Page(page).into_response());
    }
    let opens = signed_in.actor.may(Action::Read, Resource::Pupil);
    let many = behind.pupils.len();
    let rows = behind.pupils.iter().take(NAMED).map(|pupil| {
        let name = format!("{} {}", pupil.family_name, pupil.given_name);
        Row::new().cell(if opens {
            Html::link(&format!("/pupils/{}", pupil.public_id), &name)
        } else {
            Html::text(&name)
        })
    });
    let page = PupilsPage {
        about: texts.t1("indicator-pupils-about", "year", Arg::Text(year.to_string())),
        count: texts.t1("indicator-pupils-count", "count", many as f64),
        first: (many > NAMED).then(|| texts.t1("indicator-pupils-first", "count", NAMED as f64)),
        table: Table::new(texts, heading.clone(), vec![Column::text(texts.t("pupils-name"))])
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("indicator-pupils-none"))),
        layout: layout
            .titled_as(heading)
            .back(format!("/indicators/{id}?year={year}"), "indicator-page"),
    };
    Ok(Page(page).into_response())
}
