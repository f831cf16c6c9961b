//! Means that are followed one by one: the list by kind, a form to write one down, one with its steps.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::{
    money::{
        means::{AddMeans, MeansView, applications},
        school_bag::{BagShare, SchoolBag},
    },
    programme::Which,
};
use balsts_domain::{
    access::{Action, Resource},
    money::{CallDoubt, MeansKind, MeansState, SupportLimit, TeacherSupport},
};
use balsts_reports::format::Language;
use balsts_store::{MeansRow, date};
use jiff::civil::Date;

use super::{programme, said};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        Sections, SummaryList, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Programme);
    let write = Access::Needs(Action::Write, Resource::Programme);
    Routes::new()
        .get("/programme/means", read, list)
        .get("/programme/means/new", write, form)
        .post("/programme/means/new", write, add)
        .get("/programme/means/{id}", read, show)
        .post("/programme/means/{id}", write, step)
}

fn kind(texts: Texts, code: &str) -> String {
    MeansKind::from_code(code).map_or_else(|| code.to_owned(), |kind| said(texts, kind.words()).to_owned())
}

fn state(texts: Texts, code: &str) -> Html {
    let Some(state) = MeansState::from_code(code) else {
        return Html::text(code);
    };
    let tone = match state {
        MeansState::Approved | MeansState::UnderWay | MeansState::Done => Tone::Good,
        _ => Tone::Neutral,
    };
    Tag::new(said(texts, state.words()).to_owned(), tone).into()
}

fn term(texts: Texts, row: &MeansRow) -> String {
    let day = |day: i64| texts.date(date(day));
    match (row.from_day, row.to_day) {
        (Some(from), Some(to)) => format!("{}–{}", day(from), day(to)),
        (Some(from), None) => texts.t1("money-from", "day", day(from)),
        (None, Some(to)) => texts.t1("money-until", "day", day(to)),
        (None, None) => "–".to_owned(),
    }
}

#[derive(Template)]
#[template(path = "means.html")]
struct MeansPage {
    layout: Layout,
    parts: Sections,
    tables: Vec<Table>,
    attracted: String,
    school_bag: Option<Table>,
    may_write: bool,
}

/// How far it is, and until when one can apply while nobody has.
fn progress(texts: Texts, row: &MeansRow, today: Date) -> Html {
    let state = state(texts, &row.state);
    match applications(row, today) {
        None => state,
        Some((last, is_open)) => {
            let (key, tone) = if is_open {
                ("money-apply-until", Tone::Attention)
            } else {
                ("money-apply-over", Tone::Late)
            };
            let words = texts.t1(key, "day", texts.date(last));
            state.and(Html::text(" ")).and(Tag::new(words, tone))
        }
    }
}

fn of_kind(texts: Texts, of: MeansKind, rows: &[MeansRow], today: Date) -> Option<Table> {
    let rows: Vec<&MeansRow> = rows.iter().filter(|row| row.kind == of.code()).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text(texts.t("money-what")),
        Column::text(texts.t("money-state")),
        Column::text(texts.t("money-term")),
        Column::number(texts.t("money-amount")),
        Column::number(texts.t("money-number")),
    ];
    let rows = rows.into_iter().map(|row| {
        let link = Html::link(&format!("/programme/means/{}", row.id), &row.title);
        let mut title = vec![link];
        for more in [&row.call_name, &row.partner] {
            if !more.is_empty() {
                title.push(Html::text(more));
            }
        }
        Row::new()
            .cell(if title.len() > 1 {
                Html::lines(title)
            } else {
                Html::joined(title)
            })
            .cell(progress(texts, row, today))
            .cell(term(texts, row))
            .cell(
                row.cents
                    .map_or_else(|| texts.t("kit-no-data"), |cents| texts.euros(cents)),
            )
            .cell(
                row.number
                    .map_or_else(|| "–".to_owned(), |number| texts.count(number)),
            )
    });
    Some(
        Table::new(texts, said(texts, of.words()).to_owned(), columns)
            .cards()
            .rows(rows),
    )
}

/// What the programme names for teachers; none where it names nothing.
fn for_teachers(texts: Texts, named: &[TeacherSupport]) -> Option<Table> {
    let columns = vec![
        Column::text(texts.t("money-what")),
        Column::number(texts.t("money-limit")),
        Column::text(texts.t("money-term")),
    ];
    let rows = named.iter().map(|one| {
        let what = if texts.language == Language::Latvian {
            one.latvian.as_str()
        } else {
            one.english.as_str()
        };
        let most = match one.most {
            Some(SupportLimit::Percent(most)) => texts.language.per_cent(&most.to_string()),
            Some(SupportLimit::EurosAMonth(most)) => {
                texts.t1("money-limit-month", "sum", texts.euros(most * 100))
            }
            None => texts.t("money-limit-none"),
        };
        let (first, last) = one.years;
        Row::new().cell(what).cell(most).cell(format!("{first}–{last}"))
    });
    (!named.is_empty()).then(|| {
        Table::new(texts, texts.t("money-for-teachers"), columns)
            .cards()
            .rows(rows)
    })
}

/// What the State gives for each semester, and under it who took part.
fn of_school_bag(texts: Texts, bag: &SchoolBag) -> Table {
    let columns = vec![
        Column::text(texts.t("money-semester")),
        Column::text(texts.t("money-pupils-on")),
        Column::number(texts.t("money-pupils")),
        Column::number(texts.t("money-amount")),
    ];
    let rows = bag.semesters.iter().map(|one| {
        Row::new()
            .cell(texts.t(&format!("municipality-semester-{}", one.semester.number())))
            .cell(texts.date(one.on))
            .cell(texts.count(one.pupils))
            .cell(texts.euros(one.cents))
    });
    let sum = bag.semesters.iter().map(|one| one.cents).sum();
    let total = Row::new()
        .cell(texts.t("money-total"))
        .cell("")
        // The pupils of two days are no sum.
        .cell("–")
        .cell(texts.euros(sum));
    let share = match bag.share {
        BagShare::NoData => texts.t("money-school-bag-share-none"),
        BagShare::Withheld => texts.t("money-school-bag-share-withheld"),
        BagShare::Share(share) => {
            let key = if bag.by_number {
                "money-school-bag-share-least"
            } else {
                "money-school-bag-share"
            };
            let share = texts.language.per_cent(&share.trimmed().to_string());
            texts.t1(key, "share", share)
        }
    };
    let year = texts.language.school_year(bag.year.first_calendar_year());
    Table::new(texts, texts.t1("money-school-bag", "year", year), columns)
        .cards()
        .rows(rows)
        .total(total)
        .note(format!("{share} {}", texts.t("money-school-bag-note")))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let rows = signed_in.ctx().all_means().await?;
    let today = signed_in.ctx().today();
    let attracted: i64 = rows
        .iter()
        .filter(|row| MeansKind::from_code(&row.kind).is_some_and(MeansKind::attracts))
        .filter(|row| MeansState::from_code(&row.state).is_some_and(MeansState::is_granted))
        .filter_map(|row| row.cents)
        .sum();
    let mut tables: Vec<Table> = MeansKind::ALL
        .iter()
        .filter_map(|kind| of_kind(texts, *kind, &rows, today))
        .collect();
    if tables.is_empty() {
        let empty = Table::new(
            texts,
            texts.t("money-means"),
            vec![Column::text(texts.t("money-what"))],
        );
        tables.push(
            empty
                .hidden_caption()
                .or_empty(Empty::new(texts.t("money-means-none"))),
        );
    }
    tables.extend(for_teachers(texts, &signed_in.ctx().teacher_support().await?));
    let school_bag = signed_in.ctx().school_bag().await?;
    let page = MeansPage {
        school_bag: school_bag.map(|bag| of_school_bag(texts, &bag)),
        parts: programme::parts(&signed_in.actor, texts, "/programme/means"),
        tables,
        attracted: texts.t1("money-attracted", "sum", texts.euros(attracted)),
        may_write: signed_in.actor.may(Action::Write, Resource::Programme),
        layout: layout.titled("money-means"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "means_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    activities: Vec<Choice>,
}

async fn new_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<NewPage, Failure> {
    let texts = layout.texts;
    let mut activities = vec![Choice::new("", texts.t("money-no-activity"))];
    if let Some(version) = signed_in.ctx().programme(Which::Current).await? {
        let programme = &version.programme;
        activities.extend(programme.all_activities().into_iter().map(|(activity, key)| {
            let number = activity.number().unwrap_or_default();
            Choice::new(key, format!("{number} {}", activity.title).trim().to_owned())
        }));
    }
    let layout = layout
        .narrow()
        .titled("money-means-new")
        .with_errors(&errors)
        .back("/programme/means", "money-means");
    Ok(NewPage {
        kinds: MeansKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.code(), said(texts, kind.words()).to_owned()))
            .collect(),
        states: MeansState::ALL
            .iter()
            .map(|state| Choice::new(state.code(), said(texts, state.words()).to_owned()))
            .collect(),
        activities,
        form: layout
            .filled_form(values, errors)
            .anchor("apply_by", "apply_by-day")
            .anchor("from", "from-day")
            .anchor("to", "to-day"),
        layout,
    })
}

async fn form(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let page = new_page(&signed_in, layout, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let apply_by = errors.take("apply_by", values.date("apply_by")).flatten();
    let from = errors.take("from", values.date("from")).flatten();
    let to = errors.take("to", values.date("to")).flatten();
    if errors.is_empty() {
        let add = AddMeans {
            kind: MeansKind::from_code(values.get("kind")),
            title: values.get("title").to_owned(),
            state: MeansState::from_code(values.get("state")),
            activity: values.get("activity").to_owned(),
            call: values.get("call").to_owned(),
            partner: values.get("partner").to_owned(),
            apply_by,
            from,
            to,
            amount: values.get("amount").to_owned(),
            number: values.get("number").to_owned(),
            ages: values.get("ages").to_owned(),
            note: values.get("note").to_owned(),
        };
        match field_errors(signed_in.ctx().add_means(&add).await)? {
            Ok(id) => {
                let flash = Flash::success("money-means-kept").draft_done("means-new");
                return Ok(redirect(&format!("/programme/means/{id}"), Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = new_page(&signed_in, layout, values, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[derive(Template)]
#[template(path = "means_one.html")]
struct OnePage {
    layout: Layout,
    form: Form,
    id: i64,
    facts: SummaryList,
    doubts: Vec<String>,
    steps: Table,
    next: Vec<Choice>,
}

impl OnePage {
    fn action(&self) -> String {
        format!("/programme/means/{}", self.id)
    }

    fn draft(&self) -> String {
        format!("means-{}", self.id)
    }
}

fn doubt(texts: Texts, doubt: CallDoubt) -> String {
    match doubt {
        CallDoubt::TooFew(least) => texts.t1("money-doubt-few", "count", least as i64),
        CallDoubt::Age(age) => texts.t1("money-doubt-age", "age", i64::from(age)),
        CallDoubt::NoAdult(age) => texts.t1("money-doubt-adult", "age", i64::from(age)),
        CallDoubt::TooMuch(most) => texts.t1("money-doubt-amount", "sum", texts.euros(most)),
    }
}

fn steps(texts: Texts, view: &MeansView) -> Table {
    let columns = [
        "money-state",
        "money-amount",
        "money-note",
        "money-who",
        "money-when",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = view.steps.iter().rev().map(|step| {
        Row::new()
            .cell(state(texts, &step.state))
            .cell(
                step.cents
                    .map_or_else(|| "–".to_owned(), |cents| texts.euros(cents)),
            )
            .cell(step.note.as_str())
            .cell(step.user_name.as_deref().unwrap_or("–"))
            .cell(texts.moment(crate::pages::loads::moment(step.at)))
    });
    Table::new(texts, texts.t("money-steps"), columns)
        .cards()
        .rows(rows)
}

async fn one_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<OnePage, Failure> {
    let texts = layout.texts;
    let view = signed_in.ctx().one_means(id).await?;
    let row = &view.row;
    let activity = match &row.activity_key {
        Some(key) => {
            let version = signed_in.ctx().programme(Which::Current).await?;
            let all = version.map(|version| version.programme.all_activities());
            let found = all.into_iter().flatten().find(|(_, one)| one == key);
            Some(found.map_or_else(
                || Html::text(&texts.t1("money-gone", "key", key.as_str())),
                |(activity, _)| Html::link(&programme::activity_href(key), &activity.title),
            ))
        }
        None => None,
    };
    let mut facts = SummaryList::new(texts).row(texts.t("money-kind"), kind(texts, &row.kind));
    if let Some(activity) = activity {
        facts = facts.row(texts.t("money-activity"), activity);
    }
    for (name, text) in [("money-call", &row.call_name), ("money-partner", &row.partner)] {
        if !text.is_empty() {
            facts = facts.row(texts.t(name), text.as_str());
        }
    }
    if let Some(day) = row.apply_day {
        facts = facts.row(texts.t("money-apply-by"), texts.date(date(day)));
    }
    let facts = facts
        .row(texts.t("money-term"), term(texts, row))
        .row(
            texts.t("money-amount"),
            row.cents
                .map_or_else(|| texts.t("kit-no-data"), |cents| texts.euros(cents)),
        )
        .maybe(
            texts.t("money-number"),
            row.number.map(|number| texts.count(number)),
        )
        .maybe(
            texts.t("money-ages"),
            Some(row.ages.as_str()).filter(|ages| !ages.is_empty()),
        )
        .maybe(
            texts.t("money-note"),
            Some(row.note.as_str()).filter(|note| !note.is_empty()),
        );
    let may = signed_in.actor.may(Action::Write, Resource::Programme);
    let next = if may { view.state().next() } else { &[] };
    let layout = layout
        .titled_as(row.title.clone())
        .with_errors(&errors)
        .back("/programme/means", "money-means");
    Ok(OnePage {
        id,
        doubts: view.doubts.iter().map(|one| doubt(texts, *one)).collect(),
        steps: steps(texts, &view),
        next: next
            .iter()
            .map(|state| Choice::new(state.code(), said(texts, state.words()).to_owned()))
            .collect(),
        facts,
        form: layout.filled_form(values, errors),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = one_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn step(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let to = MeansState::from_code(values.get("state"));
    let stepped = signed_in
        .ctx()
        .step_means(id, to, values.get("amount"), values.get("note"))
        .await;
    match field_errors(stepped)? {
        Ok(()) => {
            let flash = Flash::success("money-means-kept").draft_done(&format!("means-{id}"));
            Ok(redirect(&format!("/programme/means/{id}"), Some(&flash)))
        }
        Err(errors) => {
            let page = one_page(&signed_in, layout, id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
