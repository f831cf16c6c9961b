//! Prevention plans of schools: all of them for the board, one's own for the school, with the yearly assessment of itself and its policies.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    programme::Which,
    school_plan::{AddMeasure, AddPolicy, SchoolPlan},
};
use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    programme::{ProgressState, SchoolPart, SelfAnswer, SelfQuestion},
};
use balsts_store::SchoolMeasureRow;

use crate::{
    error::field_errors,
    kit::{
        Cell, Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path,
        Row, Sections, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::SchoolPlan);
    let write = Access::Needs(Action::Write, Resource::SchoolPlan);
    Routes::new()
        .get("/school-plans", read, list)
        .get("/school-plans/{id}", read, show)
        .post("/school-plans/measures", write, add_measure)
        .post("/school-plans/measures/{id}", write, step_measure)
        .post("/school-plans/assess", write, assess)
        .post("/school-plans/policies", write, add_policy)
}

fn words(texts: Texts, of: &str, code: &str) -> String {
    texts.t(&format!("{of}{}", code.replace('_', "-")))
}

/// School years that are shown: this one and so many before it.
const YEARS_BEFORE: i16 = 3;

/// The school year asked for; this one where none is. What was written in earlier ones is read, not written.
fn year_of(layout: &Layout, this: SchoolYear) -> SchoolYear {
    let this = this.first_calendar_year();
    let asked = layout.address.get("year").and_then(|year| year.parse().ok());
    let shown = asked.filter(|year| (this - YEARS_BEFORE..=this).contains(year));
    SchoolYear::new(shown.unwrap_or(this))
}

/// The school years that are shown, as links of a page.
fn years(texts: Texts, path: &str, this: SchoolYear, shown: SchoolYear) -> Sections {
    let at = |year: i16| format!("{path}?year={year}");
    let this = this.first_calendar_year();
    (this - YEARS_BEFORE..=this).rev().fold(
        Sections::new(texts.t("school-plan-years"), at(shown.first_calendar_year())),
        |sections, year| sections.part(at(year), texts.language.school_year(year)),
    )
}

/// Whether the institution has a system, as it says itself.
pub(super) fn system_tag(texts: Texts, plan: &SchoolPlan) -> Html {
    let (key, tone) = match plan.has_system() {
        Some(true) => ("school-plan-system-yes", Tone::Good),
        Some(false) => ("school-plan-system-no", Tone::Attention),
        None => ("school-plan-system-unknown", Tone::Neutral),
    };
    Tag::new(texts.t(key), tone).into()
}

#[derive(Template)]
#[template(path = "school_plans.html")]
struct SchoolPlansPage {
    layout: Layout,
    years: Sections,
    about: String,
    table: Table,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let today = ctx.today();
    let this = SchoolYear::of(today);
    let year = year_of(&layout, this);
    let plans = ctx.school_plans(year).await?;
    if let [own] = plans.as_slice()
        && signed_in.actor.may(Action::Write, Resource::SchoolPlan)
    {
        return Ok(redirect(&format!("/school-plans/{}", own.institution), None));
    }
    let with = plans
        .iter()
        .filter(|plan| plan.has_system() == Some(true))
        .count();
    let unknown = plans.iter().filter(|plan| plan.has_system().is_none()).count();
    let rows = plans.iter().map(|plan| {
        let policy = plan.policies_in_force().map(|row| row.revise_day).min();
        let policy = match policy.map(balsts_store::date) {
            Some(day) if day < today => Html::text(&texts.date(day))
                .and(Html::text(" "))
                .and(Tag::new(texts.t("school-plan-revise-late"), Tone::Late)),
            Some(day) => Html::text(&texts.date(day)),
            None => Html::text(&texts.t("kit-no-data")),
        };
        Row::new()
            .cell(Html::link(
                &format!(
                    "/school-plans/{}?year={}",
                    plan.institution,
                    year.first_calendar_year()
                ),
                &plan.name,
            ))
            .cell(system_tag(texts, plan))
            .cell(texts.count(plan.measures.len() as i64))
            .cell(texts.count(plan.settled() as i64))
            .cell(policy)
    });
    let columns = vec![
        Column::text(texts.t("school-plan-institution")),
        Column::text(texts.t("school-plan-system")),
        Column::number(texts.t("school-plan-measures")),
        Column::number(texts.t("school-plan-settled")),
        Column::text(texts.t("school-plan-revise")),
    ];
    let page = SchoolPlansPage {
        years: years(texts, "/school-plans", this, year),
        about: texts.t_args(
            "school-plan-about",
            &[
                ("with".to_owned(), (with as i64).into()),
                ("all".to_owned(), (plans.len() as i64).into()),
                ("unknown".to_owned(), (unknown as i64).into()),
            ],
        ),
        table: Table::new(texts, texts.t("school-plan-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("school-plan-none"))),
        layout: layout.titled("school-plan-title"),
    };
    Ok(Page(page).into_response())
}

/// A question with the answer that stands.
struct Asked {
    name: String,
    note_name: String,
    words: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "school_plan.html")]
struct SchoolPlanPage {
    layout: Layout,
    form: Form,
    years: Sections,
    year: String,
    system: Html,
    measures: Table,
    steps: Vec<Choice>,
    states: Vec<Choice>,
    parts: Vec<Choice>,
    activities: Vec<Choice>,
    answers: Table,
    asked: Vec<Asked>,
    policies: Table,
    replaced: Vec<Choice>,
    may_write: bool,
}

/// `activities` are keys and titles of the programme's activities.
fn measures_table(texts: Texts, measures: &[SchoolMeasureRow], activities: &[(String, String)]) -> Table {
    let rows = measures.iter().map(|row| {
        let parts: Vec<String> = row
            .parts
            .split(',')
            .filter(|code| !code.is_empty())
            .map(|code| words(texts, "school-plan-part-", code))
            .collect();
        let activity = activities
            .iter()
            .find(|(key, _)| *key == row.activity_key)
            .map_or_else(|| "–".to_owned(), |(_, title)| title.clone());
        Row::new()
            .cell(row.title.as_str())
            .cell(activity)
            .cell(parts.join(", "))
            .cell(row.due_day.map_or_else(
                || Cell::no_data(texts),
                |day| Cell::from(texts.date(balsts_store::date(day))),
            ))
            .cell(words(texts, "programme-state-", &row.state))
            .cell(row.note.as_str())
    });
    let columns = [
        "school-plan-measure",
        "school-plan-activity",
        "school-plan-parts",
        "school-plan-due",
        "programme-state",
        "programme-note",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("school-plan-measures"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("school-plan-measures-none")))
}

fn answers_table(texts: Texts, plan: &SchoolPlan) -> Table {
    let rows = SelfQuestion::ALL.iter().map(|question| {
        let answer = plan.answers.iter().find(|row| row.question == question.code());
        let core = if question.is_core() {
            texts.t("school-plan-core")
        } else {
            "–".to_owned()
        };
        Row::new()
            .cell(words(texts, "school-plan-question-", question.code()))
            .cell(core)
            .cell(answer.map_or_else(
                || Cell::no_data(texts),
                |row| Cell::from(words(texts, "school-plan-answer-", &row.answer)),
            ))
            .cell(answer.map_or("", |row| row.note.as_str()))
    });
    let columns = [
        "school-plan-question",
        "school-plan-core-column",
        "school-plan-answer",
        "programme-note",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("school-plan-assessment"), columns).rows(rows)
}

fn policies_table(texts: Texts, plan: &SchoolPlan) -> Table {
    let rows = plan.policies.iter().map(|row| {
        let state = if row.replaced > 0 { "replaced" } else { "in-force" };
        Row::new()
            .cell(row.title.as_str())
            .cell(texts.date(balsts_store::date(row.adopted_day)))
            .cell(texts.date(balsts_store::date(row.revise_day)))
            .cell(words(texts, "school-plan-policy-", state))
    });
    let columns = [
        "school-plan-policy",
        "school-plan-adopted",
        "school-plan-revise",
        "school-plan-policy-state",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("school-plan-policies"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("school-plan-policies-none")))
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    institution: Option<i64>,
    values: FormValues,
    errors: FieldErrors,
) -> Result<SchoolPlanPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let this = SchoolYear::of(ctx.today());
    let year = year_of(&layout, this);
    let plan = ctx
        .school_plans(year)
        .await?
        .into_iter()
        .find(|plan| institution.is_none_or(|id| plan.institution == id))
        .ok_or_else(Failure::not_found)?;
    let is_own = signed_in.actor.may(Action::Write, Resource::SchoolPlan);
    let may_write = is_own && year == this;
    let mut titles = Vec::new();
    if let Some(version) = ctx.programme(Which::Current).await? {
        let all = version.programme.all_activities();
        titles.extend(all.into_iter().map(|(activity, key)| {
            let number = activity.number().unwrap_or_default();
            (key, format!("{number} {}", activity.title).trim().to_owned())
        }));
    }
    let mut activities = vec![Choice::new("", texts.t("school-plan-activity-none"))];
    activities.extend(
        titles
            .iter()
            .map(|(key, title)| Choice::new(key.as_str(), title.as_str())),
    );
    let asked = SelfQuestion::ALL
        .iter()
        .map(|question| Asked {
            name: format!("answer-{}", question.code()),
            note_name: format!("note-{}", question.code()),
            words: words(texts, "school-plan-question-", question.code()),
            choices: SelfAnswer::ALL
                .iter()
                .map(|answer| Choice::new(answer.code(), words(texts, "school-plan-answer-", answer.code())))
                .collect(),
        })
        .collect();
    let mut values = values;
    for row in &plan.answers {
        let name = format!("answer-{}", row.question);
        if values.some(&name).is_none() {
            values = values
                .with(&name, row.answer.as_str())
                .with(&format!("note-{}", row.question), row.note.as_str());
        }
    }
    let layout = layout
        .titled_as(texts.t1("school-plan-of", "institution", plan.name.as_str()))
        .with_errors(&errors);
    let layout = if is_own {
        layout
    } else {
        layout.back("/school-plans", "school-plan-title")
    };
    let mut replaced = vec![Choice::new("", texts.t("school-plan-replaces-none"))];
    replaced.extend(
        plan.policies_in_force()
            .map(|row| Choice::new(row.id.to_string(), row.title.as_str())),
    );
    Ok(SchoolPlanPage {
        form: layout
            .filled_form(values, errors)
            .anchor("due", "due-day")
            .anchor("adopted", "adopted-day")
            .anchor("revise", "revise-day"),
        years: years(texts, &format!("/school-plans/{}", plan.institution), this, year),
        year: texts.t1("school-plan-year", "year", year.to_string()),
        system: system_tag(texts, &plan),
        measures: measures_table(texts, &plan.measures, &titles),
        steps: plan
            .measures
            .iter()
            .map(|row| Choice::new(row.id.to_string(), row.title.as_str()))
            .collect(),
        states: ProgressState::ALL
            .iter()
            .map(|state| Choice::new(state.code(), words(texts, "programme-state-", state.code())))
            .collect(),
        parts: SchoolPart::ALL
            .iter()
            .map(|part| Choice::new(part.code(), words(texts, "school-plan-part-", part.code())))
            .collect(),
        activities,
        answers: answers_table(texts, &plan),
        asked,
        policies: policies_table(texts, &plan),
        replaced,
        may_write,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = page(
        &signed_in,
        layout,
        Some(id),
        FormValues::default(),
        FieldErrors::new(),
    )
    .await?;
    Ok(Page(page).into_response())
}

async fn answer(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    result: Result<Result<(), FieldErrors>, Failure>,
    done: &'static str,
) -> Result<Response, Failure> {
    match result? {
        Ok(()) => Ok(redirect("/school-plans", Some(&Flash::success(done)))),
        Err(errors) => {
            let page = page(signed_in, layout, None, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn add_measure(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let add = AddMeasure {
        title: values.get("title").to_owned(),
        activity: values.get("activity").to_owned(),
        parts: values
            .all("parts")
            .into_iter()
            .filter_map(SchoolPart::from_code)
            .collect(),
        due: errors.take("due", values.date("due")).flatten(),
    };
    let result = if errors.is_empty() {
        field_errors(signed_in.ctx().add_school_measure(&add).await.map(|_| ()))
    } else {
        Ok(Err(errors))
    };
    answer(&signed_in, layout, values, result, "school-plan-measure-added").await
}

async fn step_measure(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let id = values.get("measure").parse().unwrap_or(id);
    let state = ProgressState::from_code(values.get("state"));
    let stepped = signed_in
        .ctx()
        .step_school_measure(id, state, values.get("note"))
        .await;
    let result = field_errors(stepped);
    answer(&signed_in, layout, values, result, "programme-reported").await
}

async fn assess(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let answers: Vec<(SelfQuestion, SelfAnswer, String)> = SelfQuestion::ALL
        .iter()
        .filter_map(|question| {
            let answer = SelfAnswer::from_code(values.get(&format!("answer-{}", question.code())))?;
            let note = values.get(&format!("note-{}", question.code())).to_owned();
            Some((*question, answer, note))
        })
        .collect();
    let result = field_errors(signed_in.ctx().assess_own_school(&answers).await);
    answer(&signed_in, layout, values, result, "school-plan-assessed").await
}

async fn add_policy(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let add = AddPolicy {
        title: values.get("policy_title").to_owned(),
        adopted: errors.take("adopted", values.date("adopted")).flatten(),
        revise: errors.take("revise", values.date("revise")).flatten(),
        replaces: values.get("replaces").parse().ok(),
    };
    let result = if errors.is_empty() {
        field_errors(signed_in.ctx().add_school_policy(&add).await.map(|_| ()))
    } else {
        Ok(Err(errors))
    };
    answer(&signed_in, layout, values, result, "school-plan-policy-added").await
}
