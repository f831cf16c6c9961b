//! Who helps in the lessons of an institution: assistants and second teachers by class, pupils with an assistant of their own, and those who take
//! part in support in reading and the language.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::assistant::{AddAssistant, AssistantList};
use balsts_domain::{
    access::{Action, Resource},
    support::{AssistantKind, Hours},
};
use balsts_store::{HelpedPupil, date};

use super::plans::{Outcome, coded, hours, outcome, planned_and_given, subject_or_role, taken_away};
use crate::{
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        RowAction, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

/// Name of the draft under which what is typed is kept.
const DRAFT: &str = "assistant";

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::SupportTeam);
    let write = Access::Needs(Action::Write, Resource::SupportTeam);
    Routes::new()
        .get("/institutions/{code}/assistants", read, show)
        .post("/institutions/{code}/assistants", write, add)
        .post("/institutions/{code}/assistants/end", write, end)
}

#[derive(Template)]
#[template(path = "assistants.html")]
struct AssistantsPage {
    layout: Layout,
    form: Form,
    action: String,
    may_write: bool,
    needs: Table,
    assistants: Table,
    own: Option<Table>,
    participants: Option<Table>,
    classes: Vec<Choice>,
    kinds: Vec<Choice>,
}

fn columns<const N: usize>(texts: Texts, keys: [&str; N]) -> Vec<Column> {
    keys.map(|key| Column::text(texts.t(key))).to_vec()
}

fn kind(texts: Texts, code: &str) -> String {
    coded(texts, "assistants-kind-", code)
}

/// Each class with its pupils at risk and the help it has.
fn needs(texts: Texts, list: &AssistantList) -> Table {
    let rows = list.classes.iter().map(|one| {
        let help = if one.hours == Hours::ZERO {
            texts.t("assistants-no-help")
        } else {
            hours(texts, one.hours.thousandths())
        };
        Row::new()
            .cell(one.class.as_str())
            .cell(texts.count(one.pupils))
            .cell(texts.count(one.at_risk))
            .cell(help)
    });
    let heads = columns(
        texts,
        [
            "assistants-class",
            "assistants-pupils",
            "assistants-at-risk",
            "assistants-hours",
        ],
    );
    Table::new(texts, texts.t("assistants-needs"), heads)
        .rows(rows)
        .or_empty(Empty::new(texts.t("assistants-needs-empty")))
}

/// Who helps which class, from when to when.
fn assistants(texts: Texts, code: &str, list: &AssistantList) -> Table {
    let rows = list.assistants.iter().map(|one| {
        let until = one
            .to_day
            .map_or_else(|| "–".to_owned(), |to| texts.date(date(to)));
        let row = Row::new()
            .cell(one.class.as_str())
            .cell(one.person.as_str())
            .cell(kind(texts, &one.kind))
            .cell(hours(texts, one.hours))
            .cell(texts.date(date(one.from_day)))
            .cell(until);
        if list.may_write && list.helps(one) && one.to_day != Some(today(list)) {
            let address = format!("/institutions/{code}/assistants/end");
            let action = RowAction::new(texts.t("assistants-end"), address);
            row.cell(Html::of(&action.with("assistant", one.id.to_string())))
        } else {
            row.cell("")
        }
    });
    let mut heads = columns(
        texts,
        [
            "assistants-class",
            "assistants-person",
            "assistants-kind",
            "assistants-hours",
            "assistants-from",
            "assistants-to",
        ],
    );
    heads.push(Column::text(texts.t("assistants-end")).hidden());
    Table::new(texts, texts.t("assistants-of-classes"), heads)
        .rows(rows)
        .cards()
        .or_empty(Empty::new(texts.t("assistants-of-classes-empty")))
}

fn today(list: &AssistantList) -> i64 {
    i64::from(balsts_domain::calendar::day_number(list.on))
}

/// Pupils who are helped by a measure of their plan.
fn helped(texts: Texts, caption: &str, pupils: &[HelpedPupil]) -> Table {
    let rows = pupils.iter().map(|one| {
        let name = format!("{} {}", one.family_name, one.given_name);
        let what = [subject_or_role(texts, &one.subject_or_role), one.detail.clone()];
        let said = what.into_iter().filter(|words| !words.is_empty());
        let programme = said.fold(Html::text(&coded(texts, "plans-measure-", &one.kind)), Html::and);
        Row::new()
            .cell(Html::link(&format!("/plans/{}", one.plan_id), &name))
            .cell(one.class.clone().unwrap_or_else(|| "–".to_owned()))
            .cell(programme)
            .cell(planned_and_given(
                texts,
                one.planned.unwrap_or_default(),
                one.given,
            ))
            .cell(one.responsible.as_str())
    });
    let heads = columns(
        texts,
        [
            "plans-pupil",
            "assistants-class",
            "plans-measure",
            "plans-hours",
            "plans-responsible",
        ],
    );
    Table::new(texts, texts.t(caption), heads)
        .rows(rows)
        .cards()
        .or_empty(Empty::new(texts.t(&format!("{caption}-empty"))))
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    code: &str,
    values: FormValues,
    errors: FieldErrors,
) -> Result<AssistantsPage, Failure> {
    let ctx = signed_in.ctx();
    let list = ctx.assistants(ctx.institution_id(code).await?).await?;
    let texts = layout.texts;
    let layout = layout
        .titled("assistants-title")
        .with_errors(&errors)
        .back(format!("/institutions/{code}"), "teams-institution");
    let mut classes = vec![Choice::new("", texts.t("plans-choose"))];
    classes.extend(
        list.classes
            .iter()
            .map(|one| Choice::new(&one.class, one.class.as_str())),
    );
    Ok(AssistantsPage {
        action: format!("/institutions/{code}/assistants"),
        may_write: list.may_write,
        needs: needs(texts, &list),
        assistants: assistants(texts, code, &list),
        own: list
            .own
            .as_deref()
            .map(|own| helped(texts, "assistants-own", own)),
        participants: list
            .participants
            .as_deref()
            .map(|all| helped(texts, "assistants-participants", all)),
        classes,
        kinds: AssistantKind::ALL
            .map(|one| Choice::new(one.code(), kind(texts, one.code())))
            .to_vec(),
        form: layout.filled_form(values, errors),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(code): Path<String>) -> Result<Response, Failure> {
    let values = FormValues::default().with_date("from", signed_in.ctx().today());
    Ok(Page(page(&signed_in, layout, &code, values, FieldErrors::new()).await?).into_response())
}

async fn add(
    signed_in: SignedIn,
    layout: Layout,
    Path(code): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let mut errors = FieldErrors::new();
    let from = errors.take("from", values.date("from")).flatten();
    let to = errors.take("to", values.date("to")).flatten();
    if errors.is_empty() {
        let add = AddAssistant {
            class: values.get("class").to_owned(),
            kind: AssistantKind::from_code(values.get("kind")),
            person: values.get("person").to_owned(),
            hours: values.get("hours").parse::<Hours>().ok(),
            from,
            to,
        };
        let result = ctx.add_assistant(ctx.institution_id(&code).await?, &add).await;
        match outcome(result)? {
            Outcome::Done(_) => {
                let flash = Flash::success("teams-saved").draft_done(DRAFT);
                let address = format!("/institutions/{code}/assistants");
                return Ok(redirect(&address, Some(&flash)));
            }
            Outcome::Wrong(found) => errors = found,
            Outcome::Conflict => {}
        }
    }
    let page = page(&signed_in, layout, &code, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn end(signed_in: SignedIn, Path(code): Path<String>, values: FormValues) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let assistant = values.get("assistant").parse().unwrap_or_default();
    let ended = ctx
        .end_assistant(ctx.institution_id(&code).await?, assistant)
        .await;
    let address = format!("/institutions/{code}/assistants");
    taken_away(ended, &address, &Flash::success("teams-saved"))
}
