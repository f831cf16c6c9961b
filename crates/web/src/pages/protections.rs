//! Protected addresses and secrets of adoptions, for the institutions that take part in a child's case: since when, why, and lifting them.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::AppError;
use balsts_domain::access::{Action, Resource};
use balsts_store::ProtectionRow;

use super::loads::moment;
use crate::{
    error::field_errors,
    kit::{
        Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row, Table,
        redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Protection);
    Routes::new()
        .get(
            "/protections",
            Access::Needs(Action::Read, Resource::Protection),
            list,
        )
        .get("/protections/{id}/lift", write, show_lift)
        .post("/protections/{id}/lift", write, lift)
}

#[derive(Template)]
#[template(path = "protections.html")]
struct ProtectionsPage {
    layout: Layout,
    standing: Table,
    lifted: Table,
}

fn child(row: &ProtectionRow) -> String {
    format!("{} {}", row.given_name, row.family_name)
}

fn kind(texts: Texts, row: &ProtectionRow) -> String {
    texts.t(if row.kind == "adoption" {
        "protection-adoption"
    } else {
        "protection-address"
    })
}

fn columns(texts: Texts, more: &[&str]) -> Vec<Column> {
    let first = [
        "case-child",
        "protection-kind",
        "protection-since",
        "case-protect-basis",
        "protection-set-by",
    ];
    let keys = first.iter().chain(more);
    keys.map(|key| Column::text(texts.t(key))).collect()
}

fn line(texts: Texts, row: &ProtectionRow) -> Row {
    Row::new()
        .cell(child(row))
        .cell(kind(texts, row))
        .cell(texts.date(balsts_store::date(row.from_day)))
        .cell(row.basis.as_str())
        .cell(row.set_by.as_str())
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let rows = signed_in.ctx().protections().await?;
    let may_lift = signed_in.actor.may(Action::Write, Resource::Protection);
    let standing = rows.iter().filter(|row| row.lifted_at.is_none()).map(|row| {
        let cells = line(texts, row);
        if may_lift {
            let href = format!("/protections/{}/lift", row.id);
            cells.cell(Html::link(&href, &texts.t("protection-lift")))
        } else {
            cells
        }
    });
    let lifted = rows.iter().filter_map(|row| {
        let at = moment(row.lifted_at?).date();
        let who = Html::text(row.lifted_by.as_deref().unwrap_or("–")).and(texts.date(at));
        let why = row.lifted_reason.as_deref().unwrap_or("–");
        Some(line(texts, row).cell(who).cell(why))
    });
    let action: &[&str] = if may_lift { &["protection-action"] } else { &[] };
    let page = ProtectionsPage {
        standing: Table::new(texts, texts.t("protection-standing"), columns(texts, action))
            .rows(standing)
            .cards()
            .or_empty(Empty::new(texts.t("protection-standing-empty"))),
        lifted: Table::new(
            texts,
            texts.t("protection-lifted"),
            columns(texts, &["protection-lifted-by", "protection-lifted-why"]),
        )
        .rows(lifted)
        .cards()
        .or_empty(Empty::new(texts.t("protection-lifted-empty"))),
        layout: layout.titled("protection-title").back("/cases", "case-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "protection_lift.html")]
struct LiftPage {
    layout: Layout,
    form: Form,
    child: String,
    what: String,
    id: i64,
}

fn lift_page(layout: Layout, row: &ProtectionRow, values: FormValues, errors: FieldErrors) -> LiftPage {
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled("protection-lift")
        .with_errors(&errors)
        .back("/protections", "protection-title");
    LiftPage {
        form: layout.filled_form(values, errors),
        child: child(row),
        what: kind(texts, row),
        id: row.id,
        layout,
    }
}

async fn show_lift(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let row = match signed_in.ctx().standing_protection(id).await {
        // It is lifted already: the list says by whom and why.
        Err(AppError::Conflict(_)) => return Ok(redirect("/protections", None)),
        found => found?,
    };
    let page = lift_page(layout, &row, FormValues::default(), FieldErrors::new());
    Ok(Page(page).into_response())
}

async fn lift(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let row = match ctx.standing_protection(id).await {
        // Somebody was faster: it is lifted, as was wanted.
        Err(AppError::Conflict(_)) => return Ok(redirect("/protections", None)),
        found => found?,
    };
    let lifted = match ctx.lift_protection(id, values.raw("reason")).await {
        Err(AppError::Conflict(_)) => return Ok(redirect("/protections", None)),
        lifted => lifted,
    };
    match field_errors(lifted)? {
        Ok(()) => {
            let flash = Flash::success("protection-is-lifted").draft_done(&format!("protection-{id}"));
            Ok(redirect("/protections", Some(&flash)))
        }
        Err(errors) => {
            let page = Page(lift_page(layout, &row, values, errors));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
