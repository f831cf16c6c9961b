//! The money of the programme: what each activity is planned to cost and cost, with the draft of next year's budget; an activity with all its
//! amounts; means that are followed one by one in `means`.

mod means;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::money::{AddMoney, BySource, MoneyLine, MoneyView, sum};
use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    cases::Words,
    money::{FundingSource, Purpose},
};
use balsts_reports::format::Language;
use balsts_store::MoneyEntryRow;

use super::programme;
use crate::{
    error::field_errors,
    kit::{
        Address, Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page,
        Path, Row, Sections, SummaryList, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Programme);
    let write = Access::Needs(Action::Write, Resource::Programme);
    Routes::new()
        .get("/programme/money", read, list)
        .get("/programme/money/activity", read, show)
        .post("/programme/money/activity", write, add)
        .post("/programme/money/entries/{id}/withdraw", write, withdraw)
        .with(means::routes())
}

pub(super) fn said(texts: Texts, words: Words) -> &'static str {
    match texts.language {
        Language::Latvian => words.latvian,
        Language::English => words.english,
    }
}

/// A sum, or that nothing was written down: that is not the same as nothing.
pub(super) fn known(texts: Texts, amounts: &BySource) -> String {
    if amounts.is_empty() {
        texts.t("kit-no-data")
    } else {
        texts.euros(sum([amounts]))
    }
}

fn sources(texts: Texts, sources: &[FundingSource]) -> String {
    let words: Vec<&str> = sources.iter().map(|source| said(texts, source.words())).collect();
    if words.is_empty() {
        "–".to_owned()
    } else {
        words.join(", ")
    }
}

/// The address of the money of an activity.
pub(super) fn href(key: &str, year: i16) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs
        .append_pair("key", key)
        .append_pair("year", &year.to_string());
    format!("/programme/money/activity?{}", pairs.finish())
}

fn name(texts: Texts, line: &MoneyLine) -> String {
    match (line.number.as_str(), line.title.as_str()) {
        (_, "") => texts.t1("money-gone", "key", line.key.as_str()),
        ("", title) => title.to_owned(),
        (number, title) => format!("{number} {title}"),
    }
}

#[derive(Template)]
#[template(path = "money.html")]
struct MoneyPage {
    layout: Layout,
    parts: Sections,
    years: Sections,
    about: String,
    table: Table,
    /// For those who read reports.
    report: Option<String>,
}

/// The calendar year asked for; this one where none is.
fn year(signed_in: &SignedIn, layout: &Layout) -> i16 {
    let this = signed_in.ctx().today().year();
    let asked = layout.address.get("year").and_then(|year| year.parse().ok());
    asked
        .filter(|year| (this - 10..=this + 10).contains(year))
        .unwrap_or(this)
}

fn table(texts: Texts, view: &MoneyView) -> Table {
    let (year, next) = (view.year.to_string(), (view.year + 1).to_string());
    let columns = vec![
        Column::text(texts.t("money-activity")),
        Column::text(texts.t("money-sources")),
        Column::number(texts.t1("money-planned-in", "year", year.as_str())),
        Column::number(texts.t1("money-spent-in", "year", year.as_str())),
        Column::number(texts.t1("money-planned-in", "year", next.as_str())),
        Column::text(texts.t("money-reached")),
    ];
    let rows = view.lines.iter().map(|line| {
        let next = if line.next.is_empty() && line.goes_on == Some(false) {
            texts.t("money-ends")
        } else {
            known(texts, &line.next)
        };
        let reached = line.reached.map_or_else(
            || texts.t("kit-no-data"),
            |(promised, reached)| {
                texts.t_args(
                    "money-reached-of",
                    &[
                        ("reached".to_owned(), (reached as i64).into()),
                        ("promised".to_owned(), (promised as i64).into()),
                    ],
                )
            },
        );
        Row::new()
            .cell(Html::link(&href(&line.key, view.year), &name(texts, line)))
            .cell(sources(texts, &line.sources))
            .cell(known(texts, &line.planned))
            .cell(known(texts, &line.spent))
            .cell(next)
            .cell(reached)
    });
    // Where nothing is written down the sum is not known: it is no nought.
    let total = |of: fn(&MoneyLine) -> &BySource| {
        let noted: Vec<&BySource> = view
            .lines
            .iter()
            .map(of)
            .filter(|line| !line.is_empty())
            .collect();
        if noted.is_empty() {
            texts.t("kit-no-data")
        } else {
            texts.euros(sum(noted))
        }
    };
    let last = Row::new()
        .cell(texts.t("money-total"))
        .cell("")
        .cell(total(|line| &line.planned))
        .cell(total(|line| &line.spent))
        .cell(total(|line| &line.next))
        .cell("");
    Table::new(texts, texts.t("money-title"), columns)
        .hidden_caption()
        .cards()
        .rows(rows.chain([last]))
        .or_empty(Empty::new(texts.t("money-none")))
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let year = year(&signed_in, &layout);
    let Some(view) = signed_in.ctx().money(year).await? else {
        return Ok(programme::none(&signed_in, layout, "/programme/money"));
    };
    let this = signed_in.ctx().today().year();
    let at = |year: i16| format!("/programme/money?year={year}");
    let years = (this - 3..=this).rev().fold(
        Sections::new(texts.t("money-years"), at(year)),
        |sections, year| sections.part(at(year), year.to_string()),
    );
    let page = MoneyPage {
        parts: programme::parts(&signed_in.actor, texts, "/programme/money"),
        years,
        about: texts.t1("money-about", "next", (year + 1).to_string()),
        table: table(texts, &view),
        report: signed_in.actor.may(Action::Read, Resource::Statistics).then(|| {
            Address::new("/reports/money".to_owned())
                .with("year", SchoolYear::new(year).to_string())
                .to_string()
        }),
        layout: layout.titled("money-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "money_activity.html")]
struct ActivityPage {
    layout: Layout,
    form: Form,
    action: String,
    draft: String,
    /// Where the programme has the activity.
    activity: Option<Html>,
    facts: SummaryList,
    entries: Table,
    standing: Vec<(i64, String, String)>,
    sources: Vec<Choice>,
    purposes: Vec<Choice>,
    may_write: bool,
}

/// Each amount has its own form: a field of one is not that of another.
fn reason(id: i64) -> String {
    format!("reason-{id}")
}

impl ActivityPage {
    /// Where the page stands, for forms that lead back to it.
    fn place(&self) -> &str {
        self.action.split_once('?').map_or("", |(_, place)| place)
    }
}

fn entry_words(texts: Texts, row: &MoneyEntryRow) -> String {
    let purpose = Purpose::from_code(&row.purpose).map_or("", |one| said(texts, one.words()));
    let source = FundingSource::from_code(&row.source).map_or("", |one| said(texts, one.words()));
    format!("{}, {purpose}, {source}: {}", row.year, texts.euros(row.cents))
}

fn entries(texts: Texts, rows: &[MoneyEntryRow]) -> Table {
    let columns = ["money-amount", "money-note", "money-who", "money-stands"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = rows.iter().map(|row| {
        let stands: Html = match &row.withdrawn_reason {
            Some(reason) => {
                Html::from(Tag::new(texts.t("money-withdrawn"), Tone::Attention)).and(Html::text(reason))
            }
            None => Html::text(&texts.t("money-counts")),
        };
        Row::new()
            .cell(entry_words(texts, row))
            .cell(row.note.as_str())
            .cell(row.user_name.as_deref().unwrap_or("–"))
            .cell(stands)
    });
    Table::new(texts, texts.t("money-entries"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("money-entries-none")))
}

async fn activity_page(
    signed_in: &SignedIn,
    layout: Layout,
    values: FormValues,
    errors: FieldErrors,
) -> Result<ActivityPage, Failure> {
    let texts = layout.texts;
    let year = year(signed_in, &layout);
    let key = layout.address.get("key").unwrap_or_default().to_owned();
    let (line, rows) = signed_in.ctx().money_of(&key, year).await?;
    let people: Vec<String> = line
        .needs
        .iter()
        .map(|need| format!("{} ({})", need.role, need.number))
        .collect();
    let facts = SummaryList::new(texts)
        .row(texts.t("money-sources"), sources(texts, &line.sources))
        .maybe(
            texts.t("money-people"),
            (!people.is_empty()).then(|| people.join("; ")),
        )
        .row(
            texts.t1("money-planned-in", "year", year.to_string()),
            known(texts, &line.planned),
        )
        .row(
            texts.t1("money-spent-in", "year", year.to_string()),
            known(texts, &line.spent),
        )
        .row(
            texts.t1("money-planned-in", "year", (year + 1).to_string()),
            known(texts, &line.next),
        );
    let may_write = signed_in.actor.may(Action::Write, Resource::Programme) && !line.title.is_empty();
    let layout = layout
        .titled_as(name(texts, &line))
        .with_errors(&errors)
        .back(format!("/programme/money?year={year}"), "money-title");
    let choice = |code: &'static str, words: Words| Choice::new(code, said(texts, words).to_owned());
    Ok(ActivityPage {
        action: href(&key, year),
        draft: format!("money-{key}"),
        activity: (!line.title.is_empty())
            .then(|| Html::link(&programme::activity_href(&key), &texts.t("money-of-programme"))),
        facts,
        entries: entries(texts, &rows),
        standing: rows
            .iter()
            .filter(|row| row.withdrawn_at.is_none())
            .map(|row| (row.id, reason(row.id), entry_words(texts, row)))
            .collect(),
        sources: FundingSource::ALL
            .iter()
            .map(|source| choice(source.code(), source.words()))
            .collect(),
        purposes: Purpose::ALL
            .iter()
            .map(|purpose| choice(purpose.code(), purpose.words()))
            .collect(),
        may_write,
        form: layout.filled_form(values, errors),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let values = FormValues::default().with("year", year(&signed_in, &layout).to_string());
    let page = activity_page(&signed_in, layout, values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let key = layout.address.get("key").unwrap_or_default().to_owned();
    let add = AddMoney {
        activity: key.clone(),
        year: values.get("year").to_owned(),
        source: FundingSource::from_code(values.get("source")),
        purpose: Purpose::from_code(values.get("purpose")),
        amount: values.get("amount").to_owned(),
        note: values.get("note").to_owned(),
    };
    match field_errors(signed_in.ctx().add_money(&add).await)? {
        Ok(_) => {
            let flash = Flash::success("money-kept").draft_done(&format!("money-{key}"));
            Ok(redirect(&href(&key, year(&signed_in, &layout)), Some(&flash)))
        }
        Err(errors) => {
            let page = activity_page(&signed_in, layout, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

async fn withdraw(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let field = reason(id);
    match field_errors(signed_in.ctx().withdraw_money(id, values.get(&field)).await)? {
        Ok(()) => {
            let to = href(
                layout.address.get("key").unwrap_or_default(),
                year(&signed_in, &layout),
            );
            Ok(redirect(&to, Some(&Flash::success("money-is-withdrawn"))))
        }
        Err(wrong) => {
            let mut errors = FieldErrors::new();
            for error in wrong.iter() {
                errors.add(&field, error.message.clone());
            }
            let page = activity_page(&signed_in, layout, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
