//! Records whose time is over: how many, since when, and their removal by two people.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::retention::{Outlived, Retention};
use balsts_domain::{
    access::{Action, Resource},
    retention::RecordKind,
};
use balsts_store::RemovalRow;

use crate::{
    error::field_errors,
    kit::{
        Cell, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        RowAction, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

pub(crate) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Retention);
    Routes::new()
        .get(
            "/retention",
            Access::Needs(Action::Read, Resource::Retention),
            show,
        )
        .post("/retention", write, propose)
        .post("/retention/{id}/approve", write, approve)
        .get("/retention/{id}/decline", write, show_decline)
        .post("/retention/{id}/decline", write, decline)
}

#[derive(Template)]
#[template(path = "retention.html")]
struct RetentionPage {
    layout: Layout,
    kinds: Table,
    waiting: Table,
    decided: Table,
}

fn kind_words(texts: Texts, code: &str) -> String {
    texts.t(&format!("retention-kind-{}", code.replace('_', "-")))
}

fn at(texts: Texts, moment: i64) -> String {
    let at = balsts_store::timestamp(moment).to_zoned(balsts_app::clock::riga());
    texts.moment(at.datetime())
}

fn kind_row(texts: Texts, one: &Outlived, waits: bool) -> Row {
    let records = one.sum.records;
    let row = Row::new()
        .cell(kind_words(texts, one.kind.code()))
        .cell(texts.t_args("retention-years", &[("years".to_owned(), one.years.into())]))
        .cell(texts.count(records))
        .cell(match one.sum.oldest_day {
            Some(day) => Cell::from(texts.date(balsts_store::date(day))),
            None => Cell::from("–"),
        });
    let propose = RowAction::new(texts.t("retention-propose"), "/retention").with("kind", one.kind.code());
    row.cell(match records {
        0 => Html::text("–"),
        _ if waits => Html::text(&texts.t("retention-waits")),
        _ => Html::of(&propose),
    })
}

fn what(texts: Texts, one: &RemovalRow) -> String {
    let args: [(String, Arg); 2] = [
        ("kind".to_owned(), kind_words(texts, &one.kind).into()),
        (
            "day".to_owned(),
            texts.date(balsts_store::date(one.before_day)).into(),
        ),
    ];
    texts.t_args("retention-what", &args)
}

fn columns<const N: usize>(texts: Texts, keys: [&str; N]) -> Vec<Column> {
    keys.map(|key| Column::text(texts.t(key))).to_vec()
}

async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let Retention { kinds, removals } = ctx.retention().await?;
    let (waiting, decided): (Vec<&RemovalRow>, Vec<&RemovalRow>) =
        removals.iter().partition(|one| one.state == "proposed");
    let waits = |kind: RecordKind| waiting.iter().any(|one| one.kind == kind.code());
    let me = ctx.actor.user();
    let waiting_rows = waiting.iter().map(|one| {
        let decline = Html::link(
            &format!("/retention/{}/decline", one.id),
            &texts.t("retention-decline"),
        );
        let action = if me == Some(one.proposed_by_id) {
            Html::text(&texts.t("retention-another-person"))
        } else {
            let approve = RowAction::new(
                texts.t("retention-approve"),
                format!("/retention/{}/approve", one.id),
            );
            Html::of(&approve)
        };
        Row::new()
            .cell(what(texts, one))
            .cell(texts.count(one.records))
            .cell(Html::text(&one.proposed_by).and(at(texts, one.proposed_at)))
            .cell(action)
            .cell(decline)
    });
    let decided_rows = decided.iter().map(|one| {
        let state = texts.t(&format!("retention-state-{}", one.state));
        let outcome = Html::text(&state);
        let outcome = match &one.reason {
            Some(reason) => outcome.and(reason.as_str()),
            None => outcome,
        };
        let who = Html::text(one.decided_by.as_deref().unwrap_or_default());
        Row::new()
            .cell(what(texts, one))
            .cell(texts.count(one.records))
            .cell(outcome)
            .cell(
                one.decided_at
                    .map_or(who.clone(), |moment| who.and(at(texts, moment))),
            )
    });
    let page = RetentionPage {
        kinds: Table::new(
            texts,
            texts.t("retention-kinds"),
            columns(
                texts,
                [
                    "retention-kind",
                    "retention-kept",
                    "retention-records",
                    "retention-oldest",
                    "retention-step",
                ],
            ),
        )
        .rows(kinds.iter().map(|one| kind_row(texts, one, waits(one.kind)))),
        waiting: Table::new(
            texts,
            texts.t("retention-waiting"),
            columns(
                texts,
                [
                    "retention-record",
                    "retention-records",
                    "retention-proposed",
                    "retention-step",
                    "retention-or",
                ],
            ),
        )
        .rows(waiting_rows)
        .or_empty(Empty::new(texts.t("retention-waiting-empty"))),
        decided: Table::new(
            texts,
            texts.t("retention-decided"),
            columns(
                texts,
                [
                    "retention-record",
                    "retention-records",
                    "retention-outcome",
                    "retention-decided-by",
                ],
            ),
        )
        .rows(decided_rows)
        .or_empty(Empty::new(texts.t("retention-decided-empty"))),
        layout: layout.titled("retention-title"),
    };
    Ok(Page(page).into_response())
}

async fn propose(signed_in: SignedIn, values: FormValues) -> Result<Response, Failure> {
    let kind = RecordKind::from_code(values.get("kind")).ok_or_else(Failure::not_found)?;
    signed_in.ctx().propose_removal(kind).await?;
    Ok(redirect(
        "/retention",
        Some(&Flash::success("retention-is-proposed")),
    ))
}

async fn approve(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    signed_in.ctx().approve_removal(id).await?;
    Ok(redirect(
        "/retention",
        Some(&Flash::success("retention-is-removed")),
    ))
}

#[derive(Template)]
#[template(path = "retention_decline.html")]
struct DeclinePage {
    layout: Layout,
    form: Form,
    id: i64,
}

fn decline_page(layout: Layout, id: i64, values: FormValues, errors: FieldErrors) -> DeclinePage {
    let layout = layout
        .narrow()
        .titled("retention-decline")
        .with_errors(&errors)
        .back("/retention", "retention-title");
    DeclinePage {
        form: layout.filled_form(values, errors),
        id,
        layout,
    }
}

async fn show_decline(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let removals = signed_in.ctx().retention().await?.removals;
    if !removals.iter().any(|one| one.id == id && one.state == "proposed") {
        return Err(Failure::not_found());
    }
    Ok(Page(decline_page(
        layout,
        id,
        FormValues::default(),
        FieldErrors::new(),
    ))
    .into_response())
}

async fn decline(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    match field_errors(signed_in.ctx().decline_removal(id, values.get("reason")).await)? {
        Ok(()) => {
            let flash = Flash::success("retention-is-declined").draft_done(&format!("retention-{id}"));
            Ok(redirect("/retention", Some(&flash)))
        }
        Err(errors) => {
            let page = Page(decline_page(layout, id, values, errors));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
