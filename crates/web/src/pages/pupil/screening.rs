//! A pupil's early screenings: what was found, a form for another one, and the hand-over to the next school.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::pupil::screening::AddScreening;
use balsts_domain::registry::{ScreeningArea, ScreeningResult};
use balsts_store::ScreeningRow;

use super::{form_layout, when};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        RowAction, Table, redirect,
    },
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

#[derive(Template)]
#[template(path = "pupil_screening.html")]
struct ScreeningPage {
    layout: Layout,
    public_id: String,
    table: Table,
    hand_over: Option<RowAction>,
    screened: bool,
    form: Form,
    areas: Vec<Choice>,
    results: Vec<Choice>,
}

fn area(texts: Texts, code: &str) -> String {
    texts.t(&format!("screening-area-{code}"))
}

fn result(texts: Texts, code: &str) -> String {
    texts.t(&format!("screening-result-{code}"))
}

fn row(texts: Texts, row: &ScreeningRow) -> Row {
    let found = Html::text(&result(texts, &row.result));
    let handed = match row.handed_over_at {
        Some(at) => texts.t_args(
            "screening-handed-over",
            &[("at".to_owned(), Arg::Moment(when(at)))],
        ),
        None => texts.t("screening-not-handed-over"),
    };
    Row::new()
        .cell(texts.date(balsts_store::date(row.day)))
        .cell(area(texts, &row.area))
        .cell(match &row.note {
            Some(note) => found.and(note.as_str()),
            None => found,
        })
        .cell(Html::text(&row.institution).and(row.user_name.as_str()))
        .cell(handed)
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<ScreeningPage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().screenings(&public_id).await?;
    let layout = form_layout(layout, &view.identity, "screening-title", "overview").with_errors(&errors);
    let keys = [
        "screening-day",
        "screening-area",
        "screening-result",
        "screening-by",
        "screening-next-school",
    ];
    let columns: Vec<Column> = keys.map(|key| Column::text(texts.t(key))).to_vec();
    Ok(ScreeningPage {
        form: layout.filled_form(values, errors),
        areas: ScreeningArea::ALL
            .map(|one| Choice::new(one.code(), area(texts, one.code())))
            .to_vec(),
        results: ScreeningResult::ALL
            .map(|one| Choice::new(one.code(), result(texts, one.code())))
            .to_vec(),
        table: Table::new(texts, texts.t("screening-title"), columns)
            .hidden_caption()
            .rows(view.screenings.iter().map(|one| row(texts, one)))
            .or_empty(Empty::new(texts.t("screening-empty"))),
        hand_over: view.to_hand_over.then(|| {
            let action = format!("/pupils/{public_id}/screening/hand-over");
            RowAction::new(texts.t("screening-hand-over"), action)
        }),
        screened: view.screened,
        public_id,
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let page = page(
        &signed_in,
        layout,
        public_id,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

pub(super) async fn add(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let on = values.date("on").unwrap_or_else(|message| {
        errors.add("on", message);
        None
    });
    let form = AddScreening {
        area: ScreeningArea::parse(values.get("area")),
        result: ScreeningResult::parse(values.get("result")),
        on,
        note: values.get("note").to_owned(),
    };
    if errors.is_empty() {
        match field_errors(signed_in.ctx().add_screening(&public_id, &form).await)? {
            Ok(_) => {
                let flash = Flash::success("screening-added").draft_done(&format!("screening-{public_id}"));
                return Ok(redirect(&format!("/pupils/{public_id}/screening"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = page(&signed_in, layout, public_id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

pub(super) async fn hand_over(
    signed_in: SignedIn,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    signed_in.ctx().hand_screenings_over(&public_id).await?;
    let flash = Flash::success("screening-is-handed-over");
    Ok(redirect(&format!("/pupils/{public_id}/screening"), Some(&flash)))
}
