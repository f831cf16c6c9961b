//! Typing a value: of what no record may hold, or of a year whose records are elsewhere; and deciding where words are the target.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::indicator::{IndicatorLine, TypeIndicator};
use balsts_domain::indicators::Status;

use super::words::title;
use crate::{
    error::field_errors,
    kit::{
        Choice, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice, Page, Path, Tone,
        redirect,
    },
    signed_in::SignedIn,
};

#[derive(Template)]
#[template(path = "indicator_value.html")]
struct ValuePage {
    layout: Layout,
    form: Form,
    id: String,
    address: String,
    name: String,
    computed: Option<Notice>,
    statuses: Vec<Choice>,
}

fn page(layout: Layout, line: &IndicatorLine, values: FormValues, errors: FieldErrors) -> ValuePage {
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled("indicator-type")
        .with_errors(&errors)
        .back(format!("/indicators/{}", line.id), "indicator-page");
    let mut statuses = vec![Choice::new("", texts.t("indicator-judge-not"))];
    statuses.extend([Status::Met, Status::OnTrack, Status::OffTrack].map(|status| {
        let code = status.code();
        let key = format!("indicator-status-{}", code.replace('_', "-"));
        Choice::new(code, texts.t(&key))
    }));
    ValuePage {
        form: layout.filled_form(values, errors),
        id: line.id.clone(),
        address: format!("/indicators/{}/value", line.id),
        name: format!("{}. {}", line.indicator.nr, title(line)),
        computed: line.method().map(|_| {
            Notice::of(
                texts,
                Tone::Neutral,
                Html::text(&texts.t("indicator-type-computed")),
            )
        }),
        statuses,
        layout,
    }
}

async fn line(signed_in: &SignedIn, id: &str, year: i16) -> Result<IndicatorLine, Failure> {
    let year = signed_in.ctx().indicators(year).await?;
    let found = year.lines.into_iter().find(|line| line.id == id);
    found.ok_or_else(Failure::not_found)
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let year = super::year_of(&layout, signed_in.ctx().today());
    let line = line(&signed_in, &id, year).await?;
    let values = FormValues::default().with("year", year.to_string());
    Ok(Page(page(layout, &line, values, FieldErrors::new())).into_response())
}

pub(super) async fn keep(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let text = |name: &str| values.get(name).to_owned();
    let form = TypeIndicator {
        indicator: id.clone(),
        year: values.get("year").parse().unwrap_or_default(),
        value: text("value"),
        numerator: text("numerator"),
        denominator: text("denominator"),
        period: text("period"),
        source: text("source"),
        reason: text("reason"),
        judged: Status::from_code(values.get("judged")),
    };
    match field_errors(signed_in.ctx().type_indicator(&form).await)? {
        Ok(()) => {
            let flash = Flash::success("indicator-kept").draft_done(&format!("indicator-{id}"));
            Ok(redirect(
                &format!("/indicators/{id}?year={}", form.year),
                Some(&flash),
            ))
        }
        Err(errors) => {
            let line = line(&signed_in, &id, signed_in.ctx().today().year()).await?;
            let page = page(layout, &line, values, errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
