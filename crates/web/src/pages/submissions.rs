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
    /// From when on it can be sent, said to those who will send it.
    opens: Option<String>,
    form: Option<Form>,
    code: String,
    due: Date,
    address: String,
}

/// Counts of pupils of a report, in the order of the form; none where an older report did not count them.
fn counts(of: &SubmissionFigures) -> [(&'static str, Option<i64>); 7] {
    [
        ("submission-pupils", Some(of.pupils)),
        ("submission-at-risk", Some(of.at_risk)),
        ("submission-supported", Some(of.supported)),
        ("submission-at-risk-over-limit", of.at_risk_over_limit),
        ("submission-at-risk-insufficient", of.at_risk_insufficient),
        ("submission-over-limit", Some(of.over_limit)),
        ("submission-insufficient", Some(of.insufficient)),
    ]
}

/// Figures of this day, and those of the reports before it.
fn figures(texts: Texts, view: &SubmissionView) -> Table {
    let now = view
        .sent_figures()
        .filter(|_| !view.may_send)
        .unwrap_or(view.figures);
    let mut columns = vec![
        Column::text(texts.t("submission-what")),
        Column::number(texts.t("submission-now")),
    ];
    let mut reports = vec![now];
    for (row, was) in &view.earlier {
        let due = balsts_store::date(row.due_day);
        columns.push(Column::number(texts.t1(
            "submission-before",
            "date",
            Arg::Date(due),
        )));
        reports.push(*was);
    }
    // The newest stand first.
    let cell = |(at, of): (usize, &SubmissionFigures), shown: Option<String>| match shown {
        _ if of.is_small(view.smallest) || (at == 0 && view.withheld) => {
            Cell::from(texts.t("submission-withheld"))
        }
        Some(words) => Cell::from(words),
        None => Cell::no_data(texts),
    };
    let mut rows = Vec::new();
    for (at, (key, _)) in counts(&now).into_iter().enumerate() {
        let mut row = Row::new().cell(texts.t(key));
        for (report, of) in reports.iter().enumerate() {
            let (_, count) = counts(of)[at];
            row = row.cell(cell((report, of), count.map(|count| texts.count(count))));
        }
        rows.push(row);
    }
    let mut row = Row::new().cell(texts.t("submission-at-risk-mark"));
    for (report, of) in reports.iter().enumerate() {
        let mark = of.at_risk_mark;
        let words = mark.map(|hundredths| texts.language.number(hundredths as f64 / 100.0, 2));
        row = row.cell(cell((report, of), words));
    }
    rows.push(row);
    Table::new(texts, texts.t("submission-figures"), columns)
        .rows(rows)
        .cards()
}

/// What was written for the days before, each under its day.
fn written(texts: Texts, view: &SubmissionView) -> Option<Html> {
    let lines = view.earlier.iter().flat_map(|(row, _)| {
        let day = texts.date(balsts_store::date(row.due_day));
        let words = [day, row.progress.clone(), row.needs.clone()];
        words.into_iter().filter(|words| !words.is_empty())
    });
    (!view.earlier.is_empty()).then(|| Html::lines(lines.map(|words| Html::text(&words))))
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
        before: written(texts, &view),
        opens: (view.is_sender && !view.may_send)
            .then(|| texts.t1("submission-opens", "date", Arg::Date(view.opens))),
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
