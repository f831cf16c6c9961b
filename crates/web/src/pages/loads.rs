//! Files that become records: the loads so far, the age of each kind and of each source, undoing one, and the four steps of the next.

mod review;
mod sources;
mod tables;
mod upload;
mod value;

use askama::Template;
use axum::{
    extract::DefaultBodyLimit,
    response::{IntoResponse, Response},
    routing::post,
};
use balsts_app::{AppError, Ctx, load::LoadListed};
use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
};
use balsts_intake::{HeaderNames, Kind, Lang};
use balsts_reports::format::Language;
use balsts_store::load::LoadRow;
use jiff::civil::DateTime;

use crate::{
    kit::{
        Cell, Column, Empty, Failure, Flash, Html, Layout, Page, Path, Row, RowAction, Table, download,
        redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    source,
    texts::Texts,
};

/// Loads shown.
const ROWS: u64 = 100;

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Load);
    let write = Access::Needs(Action::Write, Resource::Load);
    Routes::new()
        .get("/loads", read, list)
        .get("/loads/template/{kind}", write, template)
        .post("/loads/{id}/undo", write, undo)
        .get("/loads/new", write, upload::show)
        // The size is counted while the file is read: what it may be is said when the server starts.
        .add(
            "POST",
            "/loads/new",
            write,
            post(upload::take).layer(DefaultBodyLimit::disable()),
        )
        .get("/loads/uploads/{id}", write, review::show)
        .post("/loads/uploads/{id}/check", write, review::check)
        .post("/loads/uploads/{id}/load", write, review::load)
        .post("/loads/uploads/{id}/discard", write, review::discard)
        .get("/loads/uploads/{id}/errors", write, review::errors)
}

/// The language of reports in the reader's.
pub(crate) fn lang(texts: Texts) -> Lang {
    match texts.language {
        Language::Latvian => Lang::Lv,
        Language::English => Lang::En,
    }
}

pub(crate) fn kind_words(texts: Texts, code: &str) -> String {
    texts.t(&format!("loads-kind-{}", code.replace('_', "-")))
}

pub(crate) fn moment(at: i64) -> DateTime {
    balsts_store::timestamp(at)
        .to_zoned(balsts_app::clock::riga())
        .datetime()
}

#[derive(Template)]
#[template(path = "loads.html")]
struct LoadsPage {
    layout: Layout,
    may_load: bool,
    ages: Table,
    sources: Table,
    loads: Table,
    waiting: Option<Table>,
}

fn load_row(one: &LoadListed, texts: Texts) -> Row {
    let load = &one.load;
    let state: Html = if let Some(at) = load.undone_at {
        texts.t1("loads-undone-at", "at", moment(at)).into()
    } else if one.undoable {
        RowAction::new(texts.t("loads-undo"), format!("/loads/{}/undo", load.id)).into()
    } else {
        Html::text("–")
    };
    let count = |count: i64| Cell::from(texts.count(count));
    Row::new()
        .cell(texts.moment(moment(load.loaded_at)))
        .cell(kind_words(texts, &load.kind))
        .cell(load.file_name.as_str())
        .cell(origin(load, texts))
        .cell(
            load.user_name
                .clone()
                .unwrap_or_else(|| texts.t("loads-by-command-line")),
        )
        .cell(count(load.new_count))
        .cell(count(load.changed_count))
        .cell(count(load.gone_count))
        .cell(count(load.unchanged_count))
        .cell(state)
}

/// Where a file came from, and as of which day it stands; a correction was made here.
fn origin(load: &LoadRow, texts: Texts) -> Html {
    if Kind::parse(&load.kind).is_none() {
        return Html::text("–");
    }
    Html::lines([
        source::words(texts, load.source.as_deref(), load.source_note.as_deref()),
        texts.t1("loads-as-of-day", "day", balsts_store::date(load.as_of_day)),
    ])
}

async fn ages(ctx: &Ctx, texts: Texts) -> Result<Table, Failure> {
    let ages = ctx.load_ages().await?;
    let today = i64::from(day_number(ctx.today()));
    let rows = ages.iter().map(|age| {
        let days = (today - age.as_of_day).max(0);
        Row::new()
            .cell(kind_words(texts, &age.kind))
            .cell(texts.moment(moment(age.loaded_at)))
            .cell(texts.date(balsts_store::date(age.as_of_day)))
            .cell(texts.t1("loads-days-ago", "days", days))
    });
    let columns = ["loads-kind", "loads-newest", "loads-as-of", "loads-age"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    Ok(Table::new(texts, texts.t("loads-ages"), columns)
        .rows(rows)
        .compact()
        .or_empty(Empty::new(texts.t("loads-ages-empty"))))
}

async fn waiting(ctx: &Ctx, texts: Texts) -> Result<Option<Table>, Failure> {
    use balsts_app::load::UploadState;
    let uploads = ctx.uploads(20).await?;
    let rows: Vec<Row> = uploads
        .iter()
        .filter(|one| matches!(one.state, UploadState::New | UploadState::Checked))
        .map(|one| {
            Row::new()
                .cell(Html::link(&format!("/loads/uploads/{}", one.id), &one.file_name))
                .cell(kind_words(texts, one.kind.code()))
                .cell(texts.moment(moment(one.created_at)))
        })
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let columns = ["loads-file", "loads-kind", "loads-when"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    Ok(Some(
        Table::new(texts, texts.t("loads-waiting"), columns).rows(rows),
    ))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let may_load = signed_in.actor.may(Action::Write, Resource::Load);
    let loads = ctx.loads(ROWS).await?;
    let empty = Empty::new(texts.t("loads-empty"));
    let columns = vec![
        Column::text(texts.t("loads-when")),
        Column::text(texts.t("loads-kind")),
        Column::text(texts.t("loads-file")),
        Column::text(texts.t("loads-source")),
        Column::text(texts.t("loads-who")),
        Column::number(texts.t("loads-new")),
        Column::number(texts.t("loads-changed")),
        Column::number(texts.t("loads-gone")),
        Column::number(texts.t("loads-unchanged")),
        Column::text(texts.t("loads-undo")),
    ];
    let table = Table::new(texts, texts.t("loads-list"), columns)
        .rows(loads.iter().map(|one| load_row(one, texts)))
        .or_empty(empty);
    let page = LoadsPage {
        may_load,
        ages: ages(&ctx, texts).await?,
        sources: sources::table(&ctx, texts).await?,
        loads: table,
        waiting: if may_load && ctx.user().is_ok() {
            waiting(&ctx, texts).await?
        } else {
            None
        },
        layout: layout.titled("loads-title"),
    };
    Ok(Page(page).into_response())
}

async fn undo(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    // A reader who leaves the page must not stop it between the records and their evaluation.
    tokio::spawn(async move { ctx.undo_load(id).await })
        .await
        .map_err(|error| AppError::Internal(error.to_string()))??;
    Ok(redirect("/loads", Some(&Flash::success("loads-undone"))))
}

async fn template(
    signed_in: SignedIn,
    layout: Layout,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let kinds = signed_in.ctx().load_kinds()?;
    let kind = Kind::parse(&kind)
        .filter(|kind| kinds.contains(kind))
        .ok_or_else(Failure::not_found)?;
    let names = match layout.texts.language {
        Language::Latvian => HeaderNames::Latvian,
        Language::English => HeaderNames::Canonical,
    };
    Ok(download::file(
        kind.code(),
        "csv",
        "text/csv; charset=utf-8",
        balsts_intake::template(kind, names),
    ))
}
