//! Reports to institutions: told, written with what the recipient needs, read, answered, printed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::case::SendReport;
use balsts_domain::{
    access::{Action, Resource},
    cases::{CaseEvent, Party, ReportField, report::fields_for},
};
use balsts_reports::{
    case_report::{CaseReport, CaseReportWords},
    document::Document,
};
use balsts_store::{CaseReportRow, CaseRow};

use super::{name, party, words};
use crate::{
    error::field_errors,
    kit::{
        Button, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, SummaryList,
        download, redirect,
    },
    pages::loads::moment,
    signed_in::SignedIn,
    texts::Texts,
};

/// Files are named by what they are, never by whose.
const NAME: &str = "zinojums";
/// The forms in which a report is taken away.
pub(super) const FORMS: [&str; 2] = ["docx", "pdf"];

pub(super) async fn tell(
    signed_in: SignedIn,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let recipient = Party::from_code(values.get("recipient")).ok_or_else(Failure::not_found)?;
    let report = signed_in.ctx().tell(&public_id, recipient).await?;
    let to = format!("/cases/{public_id}/reports/{report}/send");
    Ok(redirect(&to, Some(&Flash::success("case-told"))))
}

#[derive(Template)]
#[template(path = "case_report_send.html")]
struct SendPage {
    layout: Layout,
    form: Form,
    records: SummaryList,
    fields: Vec<Field>,
    action: String,
    draft: String,
    child: String,
}

async fn send_page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: &str,
    report: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<SendPage, Failure> {
    let ctx = signed_in.ctx();
    let (row, found) = ctx.case_report(public_id, report).await?;
    if found.sent_at.is_some() {
        return Err(Failure::not_found());
    }
    let recipient = Party::from_code(&found.recipient).ok_or_else(Failure::not_found)?;
    let texts = layout.texts;
    let mut records = SummaryList::new(texts);
    for (field, value) in ctx.report_records(public_id, recipient).await? {
        records = records.maybe(words(texts, field.words()), value);
    }
    let title = texts.t1("case-report-to", "party", words(texts, recipient.words()));
    let layout = layout
        .narrow()
        .titled_as(title)
        .with_errors(&errors)
        .back(format!("/cases/{public_id}"), "case-back");
    let form = layout.filled_form(values, errors);
    let mut fields: Vec<Field> = fields_for(recipient)
        .unwrap_or_default()
        .iter()
        .filter(|field| field.is_written())
        .map(|field| {
            form.textarea(field.code(), "case-field")
                .labelled(words(texts, field.words()))
        })
        .collect();
    let roles = signed_in.actor.roles();
    let is_school = roles
        .into_iter()
        .any(|role| Party::of(role) == Some(Party::School));
    // The order of reporting is one for schools: nobody else is asked why they do not keep to it.
    if is_school && recipient == Party::SocialService {
        fields.push(
            form.textarea("override_reason", "case-override")
                .lines(2)
                .optional(),
        );
    }
    Ok(SendPage {
        action: format!("/cases/{public_id}/reports/{report}/send"),
        draft: format!("case-report-{report}"),
        child: name(&row),
        records,
        fields,
        form,
        layout,
    })
}

pub(super) async fn show_send(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, report)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let page = send_page(
        &signed_in,
        layout,
        &public_id,
        report,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

pub(super) async fn send(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, report)): Path<(String, i64)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let written: BTreeMap<ReportField, String> = ReportField::ALL
        .iter()
        .filter(|field| field.is_written())
        .map(|field| (*field, values.raw(field.code()).to_owned()))
        .collect();
    let send = SendReport {
        written,
        override_reason: values.get("override_reason").to_owned(),
    };
    match field_errors(signed_in.ctx().send_case_report(&public_id, report, &send).await)? {
        Ok(()) => {
            let flash = Flash::success("case-report-is-sent").draft_done(&format!("case-report-{report}"));
            Ok(redirect(&format!("/cases/{public_id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = send_page(&signed_in, layout, &public_id, report, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "case_report.html")]
struct ReportPage {
    layout: Layout,
    form: Form,
    html: Html,
    print: Button,
    files: Vec<Button>,
    answer: Option<SummaryList>,
    may_answer: bool,
    action: String,
    draft: String,
}

fn report_words(texts: Texts) -> CaseReportWords {
    CaseReportWords {
        number: texts.t("case-report-number"),
        sender: texts.t("case-report-sender"),
        recipient: texts.t("case-report-recipient"),
        sent: texts.t("case-report-sent"),
        answer_due: texts.t("case-report-answer-due"),
        no_data: texts.t("case-report-no-data"),
        author: texts.t("case-report-author"),
        restriction: texts.t("case-report-restriction"),
    }
}

/// The report in words, as it was sent.
pub(crate) fn written(texts: Texts, row: &CaseRow, found: &CaseReportRow) -> Option<CaseReport> {
    let body: BTreeMap<String, String> = serde_json::from_str(&found.body).unwrap_or_default();
    let recipient = Party::from_code(&found.recipient)?;
    let field = |field: &ReportField| {
        let name = words(texts, field.words()).to_owned();
        (name, body.get(field.code()).cloned())
    };
    Some(CaseReport {
        title: texts.t1("case-report-to", "party", words(texts, recipient.words())),
        sender: row
            .institution
            .clone()
            .unwrap_or_else(|| party(texts, &row.lead).to_owned()),
        recipient: words(texts, recipient.words()).to_owned(),
        number: found.id.to_string(),
        sent: found.sent_at.map(|at| moment(at).date()),
        answer_due: found.answer_due_day.map(balsts_store::date),
        rows: fields_for(recipient)
            .unwrap_or_default()
            .iter()
            .map(field)
            .collect(),
        author: found.author.clone(),
        words: report_words(texts),
    })
}

async fn paper(
    signed_in: &SignedIn,
    layout: &Layout,
    public_id: &str,
    report: i64,
) -> Result<Document, Failure> {
    let (row, found) = signed_in.ctx().export_case_report(public_id, report).await?;
    let written = written(layout.texts, &row, &found).ok_or_else(Failure::not_found)?;
    Ok(written.document(layout.texts.language))
}

pub(super) async fn docx(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, report)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    download::docx(NAME, &paper(&signed_in, &layout, &public_id, report).await?)
}

pub(super) async fn pdf(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, report)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    download::pdf(NAME, paper(&signed_in, &layout, &public_id, report).await?).await
}

/// The report to the Child Protection Centre: the child, the way of the case, and what was written.
async fn centre_paper(signed_in: &SignedIn, layout: &Layout, public_id: &str) -> Result<Document, Failure> {
    let texts = layout.texts;
    let found = signed_in.ctx().export_centre_report(public_id).await?;
    let way = found.way.iter().map(|step| {
        let event = CaseEvent::from_code(&step.event);
        let what = event.map_or_else(
            || texts.t("case-opened"),
            |event| words(texts, event.words()).to_owned(),
        );
        format!("{} {what}", texts.date(moment(step.at).date()))
    });
    let way = way.collect::<Vec<String>>().join("\n");
    let mut rows: Vec<(String, Option<String>)> = found
        .records
        .into_iter()
        .map(|(field, value)| (words(texts, field.words()).to_owned(), value))
        .collect();
    rows.push((texts.t("case-centre-way"), Some(way)));
    rows.push((texts.t("case-centre-words"), Some(found.told.words)));
    let answer_due = serde_json::from_str::<Next>(&found.told.detail).ok();
    let report = CaseReport {
        title: texts.t("case-centre-title"),
        sender: words(texts, Party::ChildRights.words()).to_owned(),
        recipient: texts.t("case-centre"),
        number: found.told.id.to_string(),
        sent: Some(moment(found.told.at).date()),
        answer_due: answer_due.and_then(|one| one.next?.parse().ok()),
        rows,
        author: found.told.user_name.unwrap_or_default(),
        words: report_words(texts),
    };
    Ok(report.document(texts.language))
}

/// When the case is looked at next after a step: by then an answer is asked for.
#[derive(serde::Deserialize)]
struct Next {
    next: Option<String>,
}

pub(super) async fn centre_docx(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    download::docx(NAME, &centre_paper(&signed_in, &layout, &public_id).await?)
}

pub(super) async fn centre_pdf(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    download::pdf(NAME, centre_paper(&signed_in, &layout, &public_id).await?).await
}

async fn report_page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: &str,
    report: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<ReportPage, Failure> {
    let ctx = signed_in.ctx();
    let (row, found) = ctx.case_report(public_id, report).await?;
    let texts = layout.texts;
    let recipient = Party::from_code(&found.recipient).ok_or_else(Failure::not_found)?;
    let written = written(texts, &row, &found).ok_or_else(Failure::not_found)?;
    let at = format!("/cases/{public_id}/reports/{report}");
    let holds = signed_in
        .actor
        .roles()
        .into_iter()
        .any(|role| Party::of(role) == Some(recipient));
    let files = if signed_in.actor.may(Action::Export, Resource::CaseReport) {
        download::buttons(texts, &at, &FORMS)
    } else {
        Vec::new()
    };
    let layout = layout
        .narrow()
        .titled_as(written.title.clone())
        .with_errors(&errors)
        .back(format!("/cases/{public_id}"), "case-back");
    Ok(ReportPage {
        html: Html::of_document(&written.document(texts.language)),
        print: Button::print(texts.t("case-report-print"), at.clone()),
        files,
        answer: found.answer.as_ref().map(|answer| {
            SummaryList::new(texts)
                .row(texts.t("case-report-answer"), answer.as_str())
                .row(
                    texts.t("case-report-answered-by"),
                    found.answered_by.clone().unwrap_or_default(),
                )
        }),
        may_answer: holds && found.sent_at.is_some() && found.answered_at.is_none(),
        action: format!("{at}/answer"),
        draft: format!("case-answer-{report}"),
        form: layout.filled_form(values, errors),
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, report)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let page = report_page(
        &signed_in,
        layout,
        &public_id,
        report,
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

pub(super) async fn answer(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, report)): Path<(String, i64)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let answered = signed_in
        .ctx()
        .answer_report(&public_id, report, values.raw("answer"))
        .await;
    match field_errors(answered)? {
        Ok(()) => {
            let flash =
                Flash::success("case-report-is-answered").draft_done(&format!("case-answer-{report}"));
            Ok(redirect(&format!("/cases/{public_id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = report_page(&signed_in, layout, &public_id, report, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
