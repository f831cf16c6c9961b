//! A school's report on how its pupils at risk are learning: figures from the records, two questions.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::submission::{SubmissionFigures, SubmissionView};
use balsts_domain::access::{Action, Resource};
use jiff::civil::Date;

use crate::{
    error::field_errors,
    kit::{
        Cell, Column, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Notice, Page, Path, Row,
        Table, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(
            "/submissions/{institution}/{due}",
            Access::Needs(Action::Read, Resource::Submission),
            show,
        )
        .post(
            "/submissions/{institution}/{due}",
            Access::Needs(Action::Write, Resource::Submission),
            send,
        )
}

#[derive(Template)]
#[template(path = "submission.html")]
struct SubmissionPage {
    layout: Layout,
    name: String,
    about: String,
    sent: Option<Notice>,
    figures: Table,
    before: Option<Html>,
    form: Option<Form>,
    code: String,
    due: Date,
    address: String,
}

/// Figures now, those sent for this day, and those of the time before.
fn figures(texts: Texts, view: &SubmissionView) -> Table {
    let columns = vec![
        Column::text(texts.t("submission-what")),
        Column::number(texts.t("submission-now")),
        Column::number(texts.t("submission-before")),
    ];
    let now = view
        .sent_figures()
        .filter(|_| !view.may_send)
        .unwrap_or(view.figures);
    let before = view.before.as_ref().map(|(_, figures)| *figures);
    let of = |figures: SubmissionFigures| {
        [
            figures.pupils,
            figures.at_risk,
            figures.supported,
            figures.over_limit,
            figures.insufficient,
        ]
    };
    let keys = [
        "submission-pupils",
        "submission-at-risk",
        "submission-supported",
        "submission-over-limit",
        "submission-insufficient",
    ];
    let was = before.map(of);
    let rows = keys.into_iter().zip(of(now)).enumerate().map(|(at, (key, now))| {
        let before = match was {
            Some(was) => Cell::from(texts.count(was[at])),
            None => Cell::no_data(texts),
        };
        Row::new().cell(texts.t(key)).cell(texts.count(now)).cell(before)
    });
    Table::new(texts, texts.t("submission-figures"), columns).rows(rows)
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    (code, due): (&str, Date),
    values: Option<FormValues>,
    errors: FieldErrors,
) -> Result<SubmissionPage, Failure> {
    let view = signed_in.ctx().submission(code, due).await?;
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled("submission-title")
        .with_errors(&errors)
        .back("/duties/year", "duty-year");
    let sent = view.sent.as_ref();
    let values = values.unwrap_or_else(|| {
        let kept = sent.map_or_else(
            || (String::new(), String::new()),
            |row| (row.progress.clone(), row.needs.clone()),
        );
        FormValues::default()
            .with("progress", kept.0)
            .with("needs", kept.1)
    });
    Ok(SubmissionPage {
        about: texts.t1("submission-about", "date", Arg::Date(due)),
        sent: sent.map(|row| {
            let at = balsts_store::timestamp(row.at).to_zoned(balsts_app::clock::riga());
            let args = [
                ("who".to_owned(), Arg::Text(row.user_name.clone())),
                ("at".to_owned(), Arg::Moment(at.datetime())),
            ];
            let mut lines = vec![Html::text(&texts.t_args("submission-sent-by", &args))];
            if !view.may_send {
                lines.push(Html::text(&row.progress));
                lines.extend((!row.needs.is_empty()).then(|| Html::text(&row.needs)));
            }
            Notice::of(texts, Tone::Good, Html::lines(lines))
        }),
        figures: figures(texts, &view),
        before: view
            .before
            .as_ref()
            .map(|(row, _)| Html::lines([Html::text(&row.progress), Html::text(&row.needs)])),
        code: code.to_owned(),
        due,
        address: format!("/submissions/{code}/{due}"),
        form: view.may_send.then(|| layout.filled_form(values, errors)),
        name: view.name,
        layout,
    })
}

async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((code, due)): Path<(String, Date)>,
) -> Result<Response, Failure> {
    let page = page(&signed_in, layout, (&code, due), None, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn send(
    signed_in: SignedIn,
    layout: Layout,
    Path((code, due)): Path<(String, Date)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let sent = ctx
        .send_submission(&code, due, values.get("progress"), values.get("needs"))
        .await;
    match field_errors(sent)? {
        Ok(()) => {
            let flash = Flash::success("submission-is-sent").draft_done(&format!("submission-{code}-{due}"));
            Ok(redirect(
                &format!("/duties/year?year={}", due.year()),
                Some(&flash),
            ))
        }
        Err(errors) => {
            let page = page(&signed_in, layout, (&code, due), Some(values), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
