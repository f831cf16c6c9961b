//! The turn of the school year: classes with how far each is, and one class with the rule's proposal and the person's decision per pupil.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::school_year_turn::{TurnClassView, TurnInstitution, TurnPupil};
use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    registry::{PromotionReason, Turn, TurnChoice},
};

use super::class::encoded;
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout, Page,
        Path, Row, Sections, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::{Message, Texts},
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Registry);
    let write = Access::Needs(Action::Write, Resource::Registry);
    Routes::new()
        .get("/school-year-turn", read, overview)
        .get("/school-year-turn/{year}/{code}/{class}", read, show)
        .post("/school-year-turn/{year}/{code}/{class}", write, confirm)
}

fn year_words(texts: Texts, year: SchoolYear) -> String {
    texts.language.school_year(year.first_calendar_year())
}

/// Only years that a date can be made of.
fn year_of(first: i16) -> Option<SchoolYear> {
    (2000..2100).contains(&first).then(|| SchoolYear::new(first))
}

#[derive(Template)]
#[template(path = "school_year_turn.html")]
struct OverviewPage {
    layout: Layout,
    years: Sections,
    institutions: Vec<Table>,
    empty: Option<Empty>,
}

fn table(texts: Texts, year: SchoolYear, institution: &TurnInstitution) -> Table {
    let rows = institution.classes.iter().map(|class| {
        let address = format!(
            "/school-year-turn/{}/{}/{}",
            year.first_calendar_year(),
            institution.code,
            encoded(&class.class)
        );
        let state = match class.open {
            0 => texts.t("turn-done"),
            open => texts.t1("turn-open", "count", open),
        };
        Row::new()
            .cell(Html::link(&address, &class.class))
            .cell(texts.count(class.pupils))
            .cell(state)
    });
    let columns = vec![
        Column::text(texts.t("turn-class")),
        Column::number(texts.t("turn-pupils")),
        Column::text(texts.t("turn-state")),
    ];
    Table::new(texts, institution.name.clone(), columns)
        .rows(rows)
        .compact()
}

async fn overview(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    let wanted = layout
        .address
        .get("year")
        .and_then(|year| year.parse::<SchoolYear>().ok());
    let view = ctx.turn_overview(wanted).await?;
    let page = OverviewPage {
        years: layout.school_years(view.year, ctx.turning_year(), 2),
        empty: view
            .institutions
            .is_empty()
            .then(|| Empty::new(texts.t("turn-empty"))),
        institutions: view
            .institutions
            .iter()
            .map(|institution| table(texts, view.year, institution))
            .collect(),
        layout: layout.titled("turn-title").back("/registry", "registry-title"),
    };
    Ok(Page(page).into_response())
}

/// A pupil whose decision is still open.
struct OpenLine {
    proposal: String,
    field: Field,
}

#[derive(Template)]
#[template(path = "school_year_turn_class.html")]
struct ClassPage {
    layout: Layout,
    action: String,
    draft: String,
    form: Form,
    about: String,
    open: Vec<OpenLine>,
    settled: Option<Table>,
    may_confirm: bool,
}

fn choice_words(texts: Texts, choice: TurnChoice) -> String {
    texts.t(&format!("turn-choice-{}", choice.code().replace('_', "-")))
}

/// What the rule proposes, and why, in a sentence.
fn proposal(texts: Texts, turn: Turn) -> String {
    match turn {
        Turn::Promoted {
            with_insufficient_mark: false,
        } => texts.t("turn-proposal-promoted"),
        Turn::Promoted {
            with_insufficient_mark: true,
        } => texts.t("turn-proposal-promoted-insufficient"),
        Turn::Repeats(PromotionReason::InsufficientMarks(count)) => {
            texts.t1("turn-proposal-repeats", "count", i64::from(count))
        }
        Turn::Undecided(PromotionReason::NoDocument) => texts.t("turn-proposal-no-document"),
        // What a decision or document says is not known before a person says it.
        Turn::Repeats(_) | Turn::Completed { .. } | Turn::Undecided(_) => texts.t("turn-proposal-no-marks"),
    }
}

fn full_name(pupil: &TurnPupil) -> String {
    format!("{} {}", pupil.row.family_name, pupil.row.given_name)
}

fn filled(view: &TurnClassView) -> FormValues {
    view.pupils
        .iter()
        .filter_map(|pupil| Some((&pupil.row.public_id, TurnChoice::proposed(pupil.turn)?)))
        .fold(FormValues::default(), |values, (id, choice)| {
            values.with(id, choice.code())
        })
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    (year, code, class): (SchoolYear, &str, &str),
    sent: Option<(FormValues, FieldErrors)>,
) -> Result<ClassPage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().turn_class(year, code, class).await?;
    let (values, errors) = sent.unwrap_or_else(|| (filled(&view), FieldErrors::new()));
    let layout = layout
        .titled_as(texts.t1("turn-class-title", "class", view.class.to_string()))
        .with_errors(&errors)
        .back(
            format!("/school-year-turn?year={}", year.first_calendar_year()),
            "turn-title",
        );
    let form = layout.filled_form(values, errors);
    let choices: Vec<Choice> = TurnChoice::for_class(&view.class)
        .into_iter()
        .map(|choice| Choice::new(choice.code(), choice_words(texts, choice)))
        .collect();
    let (open, settled): (Vec<&TurnPupil>, Vec<&TurnPupil>) =
        view.pupils.iter().partition(|pupil| pupil.is_open(year));
    let settled_table = |pupils: Vec<&TurnPupil>| {
        let columns = ["pupil", "decision", "next-class"]
            .map(|key| Column::text(texts.t(&format!("turn-{key}"))))
            .to_vec();
        let rows = pupils.into_iter().map(|pupil| {
            let decision = pupil.decided.map_or_else(
                || texts.t("turn-choice-unknown"),
                |choice| choice_words(texts, choice),
            );
            Row::new()
                .cell(full_name(pupil))
                .cell(decision)
                .cell(pupil.row.next_class.clone().unwrap_or_else(|| "–".to_owned()))
        });
        Table::new(texts, texts.t("turn-settled"), columns).rows(rows)
    };
    Ok(ClassPage {
        action: format!(
            "/school-year-turn/{}/{code}/{}",
            year.first_calendar_year(),
            encoded(class)
        ),
        draft: format!("turn-{}-{code}-{class}", year.first_calendar_year()),
        about: texts.t_args(
            "turn-about",
            &[
                ("institution".to_owned(), view.institution.clone().into()),
                ("year".to_owned(), year_words(texts, year).into()),
            ],
        ),
        open: open
            .into_iter()
            .map(|pupil| OpenLine {
                proposal: proposal(texts, pupil.turn),
                field: form
                    .select(&pupil.row.public_id, "turn-decision", &choices)
                    .labelled(full_name(pupil))
                    .empty(texts.t("turn-choice-wait")),
            })
            .collect(),
        settled: (!settled.is_empty()).then(|| settled_table(settled)),
        may_confirm: signed_in.actor.may(Action::Write, Resource::Registry)
            && year <= signed_in.ctx().turning_year(),
        form,
        layout,
    })
}

async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path((year, code, class)): Path<(i16, String, String)>,
) -> Result<Response, Failure> {
    let year = year_of(year).ok_or_else(Failure::not_found)?;
    Ok(Page(page(&signed_in, layout, (year, &code, &class), None).await?).into_response())
}

async fn confirm(
    signed_in: SignedIn,
    layout: Layout,
    Path((first, code, class)): Path<(i16, String, String)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let year = year_of(first).ok_or_else(Failure::not_found)?;
    let ctx = signed_in.ctx();
    let view = ctx.turn_class(year, &code, &class).await?;
    let decisions: Vec<(String, String)> = view
        .pupils
        .iter()
        .filter(|pupil| pupil.is_open(year))
        .map(|pupil| {
            let id = pupil.row.public_id.clone();
            let choice = values.get(&id).to_owned();
            (id, choice)
        })
        .collect();
    let result = ctx
        .confirm_turn(year, &code, &class, &decisions, values.get("reason"))
        .await;
    match field_errors(result)? {
        Ok((_, count)) => {
            let flash = Flash::success(Message::new("turn-confirmed").with("count", count as i64))
                .draft_done(&format!("turn-{first}-{code}-{class}"));
            Ok(redirect(&format!("/school-year-turn?year={first}"), Some(&flash)))
        }
        Err(errors) => {
            let page = page(&signed_in, layout, (year, &code, &class), Some((values, errors))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
