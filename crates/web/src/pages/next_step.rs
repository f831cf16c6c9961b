//! Young people on no institution's list: whom outreach looks for, group by group, and what somebody found out that one does now.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::next_step::{
    RecordNextStep, YoungList, YoungPeople, YoungPeopleFilter, YoungPerson, YoungPersonView,
};
use balsts_domain::{
    access::{Action, Resource},
    people::{Ages, NextStep, YoungGroup, age_on},
};
use balsts_reports::table::{self as sheet, Label, Table as Sheet};
use balsts_store::{InstitutionName, date};
use jiff::civil::Date;

use super::{loads::moment, money::said};
use crate::{
    error::field_errors,
    kit::{
        Cell, Choice, Column, Empty, Event, Failure, FieldErrors, Filter, Flash, Form, FormValues, Html,
        Layout, Page, Pages, Path, Row, SummaryList, Table, Timeline, download, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const ROWS: usize = 50;

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::NextStep);
    let write = Access::Needs(Action::Write, Resource::NextStep);
    let export = Access::Needs(Action::Export, Resource::NextStep);
    Routes::new()
        .get("/young-people", read, list)
        .get("/young-people.csv", export, csv)
        .get("/young-people.xlsx", export, xlsx)
        .get("/young-people/{id}", read, show)
        .post("/young-people/{id}", write, record)
}

fn group_words(texts: Texts, group: YoungGroup) -> String {
    match group {
        YoungGroup::Step(step) => said(texts, step.words()).to_owned(),
        YoungGroup::NotKnown => texts.t("next-step-not-known"),
        YoungGroup::Elsewhere => texts.t("next-step-elsewhere"),
    }
}

/// What is known of a person; that nothing is, where nobody wrote anything down.
fn step_words(texts: Texts, code: Option<&str>) -> Option<String> {
    let step = NextStep::from_code(code?)?;
    Some(said(texts, step.words()).to_owned())
}

fn name(person: &YoungPerson) -> String {
    format!("{} {}", person.row.family_name, person.row.given_name)
}

fn ages_words(texts: Texts, ages: Ages) -> String {
    let args = [
        ("from".to_owned(), i64::from(ages.from).into()),
        ("to".to_owned(), i64::from(ages.to).into()),
    ];
    texts.t_args("next-step-ages-of", &args)
}

fn leaving_words(texts: Texts, code: Option<&str>) -> Option<String> {
    let reason = balsts_domain::registry::LeavingReason::parse(code?)?;
    Some(texts.t(&format!("pupil-leaving-{}", reason.code().replace('_', "-"))))
}

fn parse_ages(code: &str) -> Option<Ages> {
    Ages::PARTS.into_iter().find(|ages| ages.code() == code)
}

fn filter_of(values: &FormValues) -> YoungPeopleFilter {
    YoungPeopleFilter {
        group: YoungGroup::from_code(values.get("group")),
        institution: values.some("institution").map(str::to_owned),
        ages: parse_ages(values.get("ages")),
        after: values.some("after").map(str::to_owned),
    }
}

struct ListPart {
    table: Table,
    pages: Option<Pages>,
    /// The address of the whole group, where only its beginning is shown.
    all: Option<String>,
}

#[derive(Template)]
#[template(path = "young_people.html")]
struct ListPage {
    layout: Layout,
    filter: Filter,
    lists: Vec<ListPart>,
    csv: String,
    xlsx: String,
    may_export: bool,
}

fn panel(layout: &Layout, institutions: &[InstitutionName]) -> Filter {
    let texts = layout.texts;
    let address = &layout.address;
    let form = layout.filled_form(FormValues::of(address), FieldErrors::new());
    let mut groups = vec![Choice::new("", texts.t("next-step-outreach"))];
    groups.extend(YoungGroup::all().map(|group| Choice::new(group.code(), group_words(texts, group))));
    let mut ages = vec![Choice::new("", texts.t("next-step-ages-all"))];
    ages.extend(
        Ages::PARTS
            .into_iter()
            .map(|part| Choice::new(part.code(), ages_words(texts, part))),
    );
    let mut filter = Filter::new(texts, address)
        .field(form.select("group", "next-step-group", &groups))
        .field(form.select("ages", "next-step-ages", &ages));
    if institutions.len() > 1 {
        let mut choices = vec![Choice::new("", texts.t("next-step-institution-all"))];
        choices.extend(
            institutions
                .iter()
                .map(|one| Choice::new(one.code.as_str(), one.name.as_str())),
        );
        filter = filter.field(form.select("institution", "next-step-institution", &choices));
    }
    if let Some(group) = address.get("group").and_then(YoungGroup::from_code) {
        filter = filter.chosen(
            texts.t("next-step-group"),
            group_words(texts, group),
            &address.without("group"),
        );
    }
    if let Some(part) = address.get("ages").and_then(parse_ages) {
        filter = filter.chosen(
            texts.t("next-step-ages"),
            ages_words(texts, part),
            &address.without("ages"),
        );
    }
    if let Some(code) = address.get("institution").filter(|code| !code.is_empty()) {
        let named = institutions.iter().find(|one| one.code == code);
        filter = filter.chosen(
            texts.t("next-step-institution"),
            named.map_or_else(|| code.to_owned(), |one| one.name.clone()),
            &address.without("institution"),
        );
    }
    filter
}

fn row(person: &YoungPerson, on: Date, texts: Texts) -> Row {
    let born = date(person.row.birth_day);
    let or_no_data = |words: Option<String>| words.map_or_else(|| Cell::no_data(texts), Cell::from);
    let known = match (step_words(texts, person.row.step.as_deref()), person.row.step_day) {
        (Some(words), Some(day)) => {
            let of = texts.t1("next-step-of-day", "day", texts.date(date(day)));
            Cell::from(Html::lines([Html::text(&words), Html::text(&of)]))
        }
        _ => Cell::from(texts.t("next-step-nothing")),
    };
    Row::new()
        .cell(Html::link(
            &format!("/young-people/{}", person.row.public_id),
            &name(person),
        ))
        .cell(or_no_data(age_on(born, on).map(|age| age.to_string())))
        .cell(or_no_data(person.institution.clone()))
        .cell(or_no_data(person.row.left_day.map(|day| texts.date(date(day)))))
        .cell(or_no_data(leaving_words(
            texts,
            person.row.left_reason.as_deref(),
        )))
        .cell(known)
}

fn part(layout: &Layout, found: &YoungPeople, list: &YoungList, is_only: bool) -> ListPart {
    let texts = layout.texts;
    let columns = vec![
        Column::text(texts.t("next-step-name")),
        Column::number(texts.t("next-step-age")),
        Column::text(texts.t("next-step-institution")),
        Column::text(texts.t("next-step-left")),
        Column::text(texts.t("next-step-left-why")),
        Column::text(texts.t("next-step-known")),
    ];
    let rows = list.people.iter().map(|person| row(person, found.on, texts));
    let table = Table::new(texts, group_words(texts, list.group), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("next-step-empty")));
    let shown = texts.t1("next-step-shown", "count", list.people.len() as f64);
    let pages = Pages::new(texts, &layout.address, None, list.next.as_deref()).shown(shown);
    let all = layout.address.with("group", list.group.code()).to_string();
    ListPart {
        table,
        pages: is_only.then_some(pages),
        all: list.next.as_ref().filter(|_| !is_only).map(|_| all),
    }
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let filter = filter_of(&FormValues::of(&layout.address));
    let found = signed_in.ctx().young_people(&filter, ROWS).await?;
    let is_only = found.lists.len() == 1;
    let export = layout.address.without("after").to_string();
    let page = ListPage {
        filter: panel(&layout, &found.institutions),
        lists: found
            .lists
            .iter()
            .map(|list| part(&layout, &found, list, is_only))
            .collect(),
        csv: export.replacen("/young-people", "/young-people.csv", 1),
        xlsx: export.replacen("/young-people", "/young-people.xlsx", 1),
        may_export: signed_in.actor.may(Action::Export, Resource::NextStep),
        layout: layout.titled("next-step-title"),
    };
    Ok(Page(page).into_response())
}

async fn sheet(signed_in: &SignedIn, layout: &Layout) -> Result<Sheet, Failure> {
    let texts = layout.texts;
    let filter = YoungPeopleFilter {
        after: None,
        ..filter_of(&FormValues::of(&layout.address))
    };
    let found = signed_in.ctx().export_young_people(&filter).await?;
    let columns = [
        ("group", "next-step-group"),
        ("name", "next-step-name"),
        ("birth_date", "next-step-born"),
        ("institution", "next-step-institution"),
        ("left", "next-step-left"),
        ("left_reason", "next-step-left-why"),
        ("next_step", "next-step-known"),
        ("known_on", "next-step-day"),
        ("known_from", "next-step-source"),
    ]
    .map(|(key, title)| sheet::Column {
        key,
        heading: Label::name(texts.t(title)),
        kind: sheet::Kind::Text,
    });
    let mut sheet = Sheet::new(Label::name(texts.t("next-step-title")), columns.to_vec());
    sheet.as_of = Some(found.on);
    let day = |day: Option<i64>| day.map(|day| texts.date(date(day)));
    for list in &found.lists {
        for person in &list.people {
            let row = &person.row;
            let cells = [
                Some(group_words(texts, list.group)),
                Some(name(person)),
                day(Some(row.birth_day)),
                person.institution.clone(),
                day(row.left_day),
                leaving_words(texts, row.left_reason.as_deref()),
                step_words(texts, row.step.as_deref()),
                day(row.step_day),
                row.step_source.clone(),
            ];
            let cells = cells.map(|cell| sheet::Cell::text(cell.unwrap_or_default()));
            sheet.rows.push(cells.to_vec());
        }
    }
    Ok(sheet)
}

async fn csv(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    download::csv("young-people", &sheet(&signed_in, &layout).await?)
}

async fn xlsx(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let sheet = sheet(&signed_in, &layout).await?;
    download::xlsx("young-people", &sheet, layout.texts.language)
}

#[derive(Template)]
#[template(path = "young_person.html")]
struct PersonPage {
    layout: Layout,
    form: Form,
    action: String,
    draft: String,
    facts: SummaryList,
    history: Option<Timeline>,
    steps: Vec<Choice>,
    may_write: bool,
}

fn draft(id: &str) -> String {
    format!("step-of-{id}")
}

fn facts(texts: Texts, view: &YoungPersonView) -> SummaryList {
    let person = &view.person;
    let born = date(person.row.birth_day);
    SummaryList::new(texts)
        .row(texts.t("next-step-born"), texts.date(born))
        .maybe(
            texts.t("next-step-age"),
            age_on(born, view.on).map(|age| age.to_string()),
        )
        .maybe(texts.t("next-step-institution"), person.institution.as_deref())
        .maybe(
            texts.t("next-step-left"),
            person.row.left_day.map(|day| texts.date(date(day))),
        )
        .maybe(
            texts.t("next-step-left-why"),
            leaving_words(texts, person.row.left_reason.as_deref()),
        )
        .row(
            texts.t("next-step-known"),
            step_words(texts, person.row.step.as_deref()).unwrap_or_else(|| texts.t("next-step-nothing")),
        )
}

fn history(texts: Texts, view: &YoungPersonView) -> Option<Timeline> {
    let events: Vec<Event> = view
        .steps
        .iter()
        .map(|step| {
            let words = step_words(texts, Some(&step.step)).unwrap_or_else(|| step.step.clone());
            let args = [
                ("step".to_owned(), words.into()),
                ("day".to_owned(), texts.date(date(step.day)).into()),
            ];
            let title = texts.t_args("next-step-on-day", &args);
            let source = step.source.as_deref().unwrap_or_default();
            let event = Event::at(texts, moment(step.at), title, source);
            match &step.user_name {
                Some(who) => event.by(who.as_str()),
                None => event,
            }
        })
        .collect();
    (!events.is_empty()).then(|| Timeline::new(events))
}

async fn person_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: &str,
    values: FormValues,
    errors: FieldErrors,
) -> Result<PersonPage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().young_person(id).await?;
    let layout = layout
        .narrow()
        .titled_as(name(&view.person))
        .with_errors(&errors)
        .back("/young-people", "next-step-title");
    Ok(PersonPage {
        action: format!("/young-people/{id}"),
        draft: draft(id),
        facts: facts(texts, &view),
        history: history(texts, &view),
        steps: NextStep::ALL
            .iter()
            .map(|step| Choice::new(step.code(), said(texts, step.words()).to_owned()))
            .collect(),
        may_write: signed_in.actor.may(Action::Write, Resource::NextStep),
        form: layout.filled_form(values, errors).anchor("day", "day-day"),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<String>) -> Result<Response, Failure> {
    let values = FormValues::default().with_date("day", signed_in.ctx().today());
    let page = person_page(&signed_in, layout, &id, values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn record(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let day = errors.take("day", values.date("day")).flatten();
    if errors.is_empty() {
        let record = RecordNextStep {
            step: NextStep::from_code(values.get("step")),
            day,
            source: values.get("source").to_owned(),
        };
        match field_errors(signed_in.ctx().record_next_step(&id, &record).await)? {
            Ok(()) => {
                let flash = Flash::success("next-step-kept").draft_done(&draft(&id));
                return Ok(redirect(&format!("/young-people/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = person_page(&signed_in, layout, &id, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
