//! A pupil's referrals to the pedagogical medical commission: the papers that are ready and what the commission found.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::pupil::commission::{ReferralOutcome, papers};
use balsts_domain::registry::CommissionPaper;
use balsts_store::ReferralRow;

use super::form_layout;
use crate::{
    error::field_errors,
    kit::{
        Choice, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, SummaryList,
        redirect,
    },
    signed_in::SignedIn,
    texts::Texts,
};

/// One referral.
struct Block {
    id: i64,
    title: String,
    facts: SummaryList,
}

#[derive(Template)]
#[template(path = "pupil_commission.html")]
struct CommissionPage {
    layout: Layout,
    public_id: String,
    form: Form,
    papers: Vec<Choice>,
    blocks: Vec<Block>,
}

fn paper_words(texts: Texts, paper: CommissionPaper) -> String {
    texts.t(&format!("commission-paper-{}", paper.code().replace('_', "-")))
}

fn facts(texts: Texts, row: &ReferralRow) -> SummaryList {
    let ready: Vec<String> = papers(&row.papers)
        .into_iter()
        .map(|paper| paper_words(texts, paper))
        .collect();
    let day = |day: i64| texts.date(balsts_store::date(day));
    SummaryList::new(texts)
        .row(texts.t("pupil-institution"), row.institution.as_str())
        .maybe(texts.t("commission-referred-by"), row.referred_by.as_deref())
        .maybe(
            texts.t("commission-papers"),
            (!ready.is_empty()).then(|| Html::lines(ready)),
        )
        .maybe(texts.t("commission-note"), row.note.as_deref())
        .maybe(texts.t("commission-assessed"), row.assessed_day.map(day))
        .maybe(
            texts.t("commission-programme-code"),
            row.programme_code.as_deref(),
        )
        .maybe(texts.t("commission-finding"), row.finding.as_deref())
}

/// What stands in the form of a referral before anybody changes it.
fn stored(row: &ReferralRow) -> FormValues {
    let mut values = FormValues::default()
        .with("version", row.version.to_string())
        .with("programme_code", row.programme_code.clone().unwrap_or_default())
        .with("finding", row.finding.clone().unwrap_or_default());
    if let Some(day) = row.assessed_day {
        values = values.with_date("assessed", balsts_store::date(day));
    }
    papers(&row.papers)
        .into_iter()
        .fold(values, |values, paper| values.with("papers", paper.code()))
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    public_id: String,
    values: FormValues,
    errors: FieldErrors,
) -> Result<CommissionPage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().referrals(&public_id).await?;
    let layout =
        form_layout(layout, &view.identity, "commission-title", "circumstances").with_errors(&errors);
    Ok(CommissionPage {
        form: layout.filled_form(values, errors),
        papers: paper_choices(texts),
        blocks: view
            .referrals
            .iter()
            .map(|row| Block {
                id: row.id,
                title: texts.t1("commission-referral", "on", balsts_store::date(row.referred_day)),
                facts: facts(texts, row),
            })
            .collect(),
        public_id,
        layout,
    })
}

fn paper_choices(texts: Texts) -> Vec<Choice> {
    CommissionPaper::ALL
        .into_iter()
        .map(|paper| Choice::new(paper.code(), paper_words(texts, paper)))
        .collect()
}

#[derive(Template)]
#[template(path = "pupil_commission_record.html")]
struct RecordPage {
    layout: Layout,
    action: String,
    draft: String,
    form: Form,
    facts: SummaryList,
    papers: Vec<Choice>,
}

async fn record_page(
    signed_in: &SignedIn,
    layout: Layout,
    (public_id, id): (&str, i64),
    sent: Option<(FormValues, FieldErrors)>,
) -> Result<RecordPage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().referrals(public_id).await?;
    let row = view
        .referrals
        .iter()
        .find(|row| row.id == id)
        .ok_or_else(Failure::not_found)?;
    let (values, errors) = sent.unwrap_or_else(|| (stored(row), FieldErrors::new()));
    let address = format!("/pupils/{public_id}/commission");
    let layout = form_layout(layout, &view.identity, "commission-record", "circumstances")
        .with_errors(&errors)
        .back(address.clone(), "commission-title");
    Ok(RecordPage {
        action: format!("{address}/{id}"),
        draft: format!("commission-{id}"),
        form: layout.filled_form(values, errors),
        facts: facts(texts, row),
        papers: paper_choices(texts),
        layout,
    })
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
) -> Result<Response, Failure> {
    let (values, errors) = (FormValues::default(), FieldErrors::new());
    Ok(Page(page(&signed_in, layout, public_id, values, errors).await?).into_response())
}

fn chosen(values: &FormValues) -> Vec<CommissionPaper> {
    values
        .all("papers")
        .into_iter()
        .filter_map(CommissionPaper::parse)
        .collect()
}

pub(super) async fn refer(
    signed_in: SignedIn,
    layout: Layout,
    Path(public_id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let on = errors.take("on", values.date("on")).flatten();
    if errors.is_empty() {
        let result = signed_in
            .ctx()
            .refer(&public_id, on, &chosen(&values), values.get("note"))
            .await;
        match field_errors(result)? {
            Ok(_) => {
                let flash =
                    Flash::success("commission-referred").draft_done(&format!("referral-{public_id}"));
                return Ok(redirect(&format!("/pupils/{public_id}/commission"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = page(&signed_in, layout, public_id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

pub(super) async fn show_record(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, id)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    Ok(Page(record_page(&signed_in, layout, (&public_id, id), None).await?).into_response())
}

pub(super) async fn record(
    signed_in: SignedIn,
    layout: Layout,
    Path((public_id, id)): Path<(String, i64)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let assessed = errors.take("assessed", values.date("assessed")).flatten();
    if errors.is_empty() {
        let outcome = ReferralOutcome {
            version: values.get("version").parse().unwrap_or_default(),
            papers: chosen(&values),
            assessed,
            programme_code: values.get("programme_code").to_owned(),
            finding: values.get("finding").to_owned(),
        };
        let result = signed_in.ctx().record_assessment(&public_id, id, &outcome).await;
        match field_errors(result)? {
            Ok(()) => {
                let flash = Flash::success("commission-recorded").draft_done(&format!("commission-{id}"));
                return Ok(redirect(&format!("/pupils/{public_id}/commission"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = record_page(&signed_in, layout, (&public_id, id), Some((values, errors))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
