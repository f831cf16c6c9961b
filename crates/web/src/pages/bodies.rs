//! Bodies in which institutions work together: the map with how often they met, and the card of one.

mod new;
mod proposals;
mod regulations;
mod talks;
mod year;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::body::{AddMember, BodyView};
use balsts_domain::{
    access::{Action, Resource},
    cooperation::{BodyKind, Level, MemberRight, TalkWith},
};
use balsts_store::BodyRow;

use crate::{
    error::field_errors,
    kit::{
        Button, Cell, Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout,
        Page, Path, Row, SummaryList, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Body);
    let write = Access::Needs(Action::Write, Resource::Body);
    Routes::new()
        .get("/bodies", read, list)
        .with(new::routes())
        .with(year::routes())
        .get("/bodies/{id}", read, show)
        .post("/bodies/{id}/members", write, add_member)
        .post("/bodies/{id}/members/remove", write, remove_member)
        .with(proposals::routes())
        .with(regulations::routes())
        .with(talks::routes())
}

/// The words of a code: of `body-kind-` and `working_group` those of `body-kind-working-group`.
pub(super) fn code_words(texts: Texts, of: &str, code: &str) -> String {
    texts.t(&format!("{of}{}", code.replace('_', "-")))
}

pub(super) fn choices(texts: Texts, of: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
    codes
        .into_iter()
        .map(|code| Choice::new(code, code_words(texts, of, code)))
        .collect()
}

#[derive(Template)]
#[template(path = "bodies.html")]
struct BodiesPage {
    layout: Layout,
    counted: String,
    map: Vec<MapLevel>,
    table: Table,
    has_centres: bool,
    may_write: bool,
}

/// A level with the bodies that work at it, and under which body each works.
struct MapLevel {
    name: String,
    bodies: Vec<(String, String, Option<String>)>,
}

fn map(texts: Texts, rows: &[BodyRow]) -> Vec<MapLevel> {
    let above = |row: &BodyRow| {
        let parent = rows.iter().find(|one| Some(one.id) == row.parent_id)?;
        Some(texts.t1("body-under", "body", &parent.name))
    };
    Level::ALL
        .iter()
        .map(|level| MapLevel {
            name: code_words(texts, "body-level-", level.code()),
            bodies: rows
                .iter()
                .filter(|row| row.level == level.code())
                .map(|row| (format!("/bodies/{}", row.id), row.name.clone(), above(row)))
                .collect(),
        })
        .filter(|level| !level.bodies.is_empty())
        .collect()
}

/// The bodies with those that work under them right below, and how deep.
fn ordered(rows: &[BodyRow]) -> Vec<(usize, &BodyRow)> {
    fn below<'a>(
        rows: &'a [BodyRow],
        parent: Option<i64>,
        depth: usize,
        out: &mut Vec<(usize, &'a BodyRow)>,
    ) {
        for row in rows.iter().filter(|row| row.parent_id == parent) {
            out.push((depth, row));
            below(rows, Some(row.id), depth + 1, out);
        }
    }
    let mut out = Vec::with_capacity(rows.len());
    below(rows, None, 0, &mut out);
    out
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let year = ctx.today().year();
    let counts = ctx.meeting_counts(year).await?;
    let bodies = ctx.bodies().await?;
    let rows = ordered(&bodies).into_iter().map(|(depth, body)| {
        let held = counts.iter().filter(|count| count.body_id == body.id);
        let link = Html::link(&format!("/bodies/{}", body.id), &body.name);
        let name = if depth == 0 {
            link
        } else {
            Html::text(&"– ".repeat(depth)).and(link)
        };
        Row::new()
            .cell(name)
            .cell(code_words(texts, "body-kind-", &body.kind))
            .cell(code_words(texts, "body-level-", &body.level))
            .cell(
                body.chair
                    .clone()
                    .map_or_else(|| Cell::no_data(texts), Cell::from),
            )
            .cell(texts.count(body.members))
            .cell(texts.count(held.clone().count() as i64))
            .cell(texts.count(held.map(|count| count.decisions).sum::<i64>()))
    });
    let mut columns = ["body-name", "body-kind", "body-level", "body-chair"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    columns
        .extend(["body-members", "body-meetings", "body-decisions"].map(|key| Column::number(texts.t(key))));
    let page = BodiesPage {
        counted: layout.t2(
            "body-counted",
            ("count", counts.len()),
            ("year", year.to_string()),
        ),
        table: Table::new(texts, texts.t("body-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("body-empty"))),
        map: map(texts, &bodies),
        has_centres: bodies
            .iter()
            .any(|body| body.kind == BodyKind::SupportCentre.code()),
        may_write: signed_in.actor.may(Action::Write, Resource::Body),
        layout: layout.titled("body-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "body.html")]
struct BodyPage {
    layout: Layout,
    form: Form,
    id: i64,
    plan_href: String,
    facts: SummaryList,
    members: Table,
    leaving: Vec<Choice>,
    duties: Table,
    has_duties: bool,
    rights: Vec<Choice>,
    /// Talks outside meetings, for those who take part.
    talks: Option<Table>,
    talk_with: Vec<Choice>,
    /// The year as a paper, for those who take part.
    papers: Vec<Button>,
    may_write: bool,
    leads: bool,
}

fn members_table(texts: Texts, view: &BodyView) -> Table {
    let rows = view.members.iter().map(|one| {
        let right = Html::text(&code_words(texts, "body-right-", &one.right_code));
        let day = one.to_day.map(|day| texts.date(balsts_store::date(day)));
        let until = match (day, &one.left_reason) {
            (Some(day), Some(reason)) => format!("{day}: {reason}"),
            (Some(day), None) => day,
            (None, _) => String::new(),
        };
        Row::new()
            .cell(one.name.as_str())
            .cell(one.organisation.as_str())
            .cell(right)
            .cell(texts.date(balsts_store::date(one.from_day)))
            .cell(until)
    });
    let columns = [
        "body-member",
        "body-organisation",
        "body-right",
        "body-from",
        "body-to",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("body-members-title"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("body-members-empty")))
}

fn duties_table(texts: Texts, view: &BodyView, today: jiff::civil::Date) -> Table {
    let rows = view.duties.iter().map(|duty| {
        let state: Html = match duty.held {
            Some(held) => Html::text(&texts.t1("body-duty-held", "on", held)),
            None if duty.due < today => Tag::new(texts.t("body-duty-overdue"), Tone::Late).into(),
            None => Html::text(&texts.t("body-duty-to-come")),
        };
        Row::new()
            .cell(code_words(texts, "body-duty-", duty.code))
            .cell(texts.date(duty.from))
            .cell(texts.date(duty.due))
            .cell(state)
            .cell(duty.source)
    });
    let columns = [
        "body-duty",
        "body-from",
        "body-due",
        "body-duty-state",
        "body-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("body-duties"), columns).rows(rows)
}

async fn body_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<BodyPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let view = ctx.body(id).await?;
    let day = view.row.basis_day.map(|day| texts.date(balsts_store::date(day)));
    let facts = SummaryList::new(texts)
        .row(
            texts.t("body-kind"),
            code_words(texts, "body-kind-", &view.row.kind),
        )
        .row(
            texts.t("body-level"),
            code_words(texts, "body-level-", &view.row.level),
        )
        .row(
            texts.t("body-basis"),
            format!(
                "{}: {}",
                code_words(texts, "body-basis-", &view.row.basis),
                view.row.basis_title
            ),
        )
        .maybe(texts.t("body-basis-day"), day)
        .maybe(texts.t("body-chair"), view.row.chair.clone());
    let leaving = view
        .members
        .iter()
        .filter(|one| one.to_day.is_none())
        .map(|one| Choice::new(one.id.to_string(), one.name.as_str()))
        .collect();
    let layout = layout
        .titled_as(view.row.name.as_str())
        .with_errors(&errors)
        .back("/bodies", "body-title");
    let takes_part = ctx.takes_part(id).await?;
    let talks = if takes_part {
        Some(talks::table(texts, &ctx.talks(id).await?))
    } else {
        None
    };
    let year = ctx.today().year();
    Ok(BodyPage {
        talks,
        papers: if takes_part {
            year::papers(texts, id, year)
        } else {
            Vec::new()
        },
        talk_with: choices(
            texts,
            "body-talk-with-",
            TalkWith::ALL.iter().map(|one| one.code()),
        ),
        form: layout
            .filled_form(values, errors)
            .anchor("talk_day", "talk_day-day"),
        id,
        plan_href: format!("/meetings/new?body={id}"),
        facts,
        members: members_table(texts, &view),
        leaving,
        duties: duties_table(texts, &view, ctx.today()),
        has_duties: !view.duties.is_empty(),
        rights: choices(
            texts,
            "body-right-",
            MemberRight::ALL.iter().map(|one| one.code()),
        ),
        may_write: signed_in.actor.may(Action::Write, Resource::Body),
        leads: ctx.leads_body(id).await?,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = body_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add_member(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let add = AddMember {
        email: values.get("email").to_owned(),
        name: values.get("name").to_owned(),
        organisation: values.get("organisation").to_owned(),
        right: MemberRight::from_code(values.get("right")).unwrap_or(MemberRight::Member),
    };
    match field_errors(signed_in.ctx().add_body_member(id, &add).await)? {
        Ok(_) => {
            let flash = Flash::success("body-member-added").draft_done(&format!("body-member-{id}"));
            Ok(redirect(&format!("/bodies/{id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = body_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn remove_member(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let member = values.get("member").parse().unwrap_or_default();
    let removed = signed_in
        .ctx()
        .remove_body_member(id, member, values.get("reason"))
        .await;
    match field_errors(removed)? {
        Ok(handed_over) => {
            let message = crate::texts::Message::new("body-member-removed").with("count", handed_over as f64);
            Ok(redirect(&format!("/bodies/{id}"), Some(&Flash::success(message))))
        }
        Err(errors) => {
            let page = body_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
