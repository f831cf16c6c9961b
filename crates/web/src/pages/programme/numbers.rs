//! Results told by numbers, followed year by year, and the form to write one down.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::programme::{
    Which,
    achievement::{Basis, PromisedNumber, WriteDown},
};
use balsts_domain::{
    access::{Action, Actor, Resource},
    numbers::Decimal,
    programme::{Measure, Per},
};

use super::{activity_href, none, parties, parts, title_or_none, words};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Row,
        Sections, Table, Tag, Tone, redirect,
    },
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "programme_numbers.html")]
struct NumbersPage {
    layout: Layout,
    parts: Sections,
    about: String,
    table: Table,
}

fn number_words(texts: Texts, number: Decimal, measure: Measure) -> String {
    let plain = number.trimmed().to_string().replace('.', ",");
    let plain = if texts.language == balsts_reports::format::Language::Latvian {
        plain
    } else {
        number.trimmed().to_string()
    };
    match measure {
        Measure::Share => format!("{plain} %"),
        Measure::Count => plain,
    }
}

/// The number promised in words: `2–3 pasākumi, katru gadu, katrā iestādē`.
fn promised(texts: Texts, one: &PromisedNumber) -> String {
    let quantity = &one.quantity;
    let mut number = number_words(texts, quantity.least, quantity.measure);
    if let Some(most) = quantity.most {
        number = format!("{number}–{}", number_words(texts, most, quantity.measure));
    }
    let mut told = vec![format!("{number} {}", quantity.of).trim().to_owned()];
    told.push(match quantity.per {
        Per::Years(years) => texts.t1("programme-per-years", "count", i64::from(years)),
        per => words(texts, "programme-per-", per.code()),
    });
    if quantity.each_institution {
        told.push(texts.t("programme-each-institution"));
    }
    told.join(", ")
}

/// What each institution reached, and out of what the number of the whole is.
fn reached(texts: Texts, one: &PromisedNumber) -> Html {
    let mut lines = vec![whole(texts, one)];
    match one.basis {
        Basis::Sum | Basis::Fractions => {
            let counting = one.parties.iter().filter(|view| view.party.counts).count();
            let mut names: Vec<&str> = one.told.iter().map(|part| part.name.as_str()).collect();
            names.dedup();
            lines.push(Html::text(&texts.t_args(
                "programme-number-of",
                &[
                    ("told".to_owned(), (names.len() as i64).into()),
                    ("all".to_owned(), (counting.max(names.len()) as i64).into()),
                ],
            )));
        }
        Basis::NotFormed => lines.push(Html::text(&texts.t("programme-share-not-formed"))),
        Basis::Nothing | Basis::Whole => {}
    }
    lines.extend(one.told.iter().map(|part| {
        let number = number_words(texts, Decimal::new(part.value, 3), one.quantity.measure);
        Html::text(&format!("{} ({}): {number}", part.name, part.year))
    }));
    Html::lines(lines)
}

fn whole(texts: Texts, one: &PromisedNumber) -> Html {
    let Some(value) = one.value else {
        return Html::text(&texts.t("kit-no-data"));
    };
    let words = Html::text(&number_words(texts, Decimal::new(value, 3), one.quantity.measure));
    match one.is_reached {
        Some(true) => words
            .and(Html::text(" "))
            .and(Tag::new(texts.t("programme-reached"), Tone::Good)),
        Some(false) => words
            .and(Html::text(" "))
            .and(Tag::new(texts.t("programme-not-reached"), Tone::Attention)),
        None => words,
    }
}

fn write_href(one: &PromisedNumber) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs
        .append_pair("key", &one.activity)
        .append_pair("position", &one.position.to_string());
    format!("/programme/numbers/write?{}", pairs.finish())
}

pub(super) async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let ctx = signed_in.ctx();
    if ctx.programme(Which::Current).await?.is_none() {
        return Ok(none(&signed_in, layout, "/programme/numbers"));
    }
    let year = ctx.today().year();
    let may = signed_in.actor.may(Action::Write, Resource::ProgrammeReport);
    let for_all = signed_in.actor.may(Action::Write, Resource::Programme);
    let rows = ctx.promised_numbers(year).await?.into_iter().map(|one| {
        let action = if may && (for_all || one.parties.iter().any(|view| view.own)) {
            Html::link(&write_href(&one), &texts.t("programme-write-down"))
        } else {
            Html::text("–")
        };
        Row::new()
            .cell(Html::link(
                &activity_href(&one.activity),
                &title_or_none(texts, &one.title),
            ))
            .cell(one.text.as_str())
            .cell(promised(texts, &one))
            .cell(reached(texts, &one))
            .cell(action)
    });
    let columns = [
        "programme-activity",
        "programme-result",
        "programme-promised",
        "programme-reached-by-now",
        "programme-report-column",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let page = NumbersPage {
        parts: parts(&signed_in.actor, texts, "/programme/numbers"),
        about: texts.t1("programme-numbers-about", "year", year.to_string()),
        table: Table::new(texts, texts.t("programme-numbers"), columns)
            .hidden_caption()
            .cards()
            .rows(rows)
            .or_empty(Empty::new(texts.t("programme-numbers-none"))),
        layout: layout.titled("programme-numbers"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "programme_number.html")]
struct NumberPage {
    layout: Layout,
    form: Form,
    action: String,
    what: String,
    promised: String,
    whose: Vec<Choice>,
    is_share: bool,
    before: Option<Table>,
}

fn before(texts: Texts, one: &PromisedNumber) -> Option<Table> {
    if one.reached.is_empty() {
        return None;
    }
    let rows = one.reached.iter().map(|row| {
        let who = row.party.as_ref().or(row.institution_name.as_ref());
        let who = who.or(row.user_name.as_ref());
        Row::new()
            .cell(row.year.to_string())
            .cell(number_words(
                texts,
                Decimal::new(row.value, 3),
                one.quantity.measure,
            ))
            .cell(who.map_or("–", String::as_str))
            .cell(row.note.as_str())
    });
    let columns = [
        "programme-year",
        "programme-value",
        "programme-who",
        "programme-note",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Some(Table::new(texts, texts.t("programme-written-before"), columns).rows(rows))
}

async fn number(signed_in: &SignedIn, layout: &Layout) -> Result<PromisedNumber, Failure> {
    let ctx = signed_in.ctx();
    let position = layout.address.get("position").and_then(|text| text.parse().ok());
    let key = layout.address.get("key").unwrap_or_default();
    ctx.promised_numbers(ctx.today().year())
        .await?
        .into_iter()
        .find(|one| one.activity == key && Some(one.position) == position)
        .filter(|one| {
            signed_in.actor.may(Action::Write, Resource::Programme) || one.parties.iter().any(|view| view.own)
        })
        .ok_or_else(Failure::not_found)
}

fn page(
    layout: Layout,
    actor: &Actor,
    one: &PromisedNumber,
    values: FormValues,
    errors: FieldErrors,
) -> NumberPage {
    let texts = layout.texts;
    let layout = layout
        .narrow()
        .titled("programme-number-title")
        .with_errors(&errors)
        .back("/programme/numbers", "programme-numbers");
    NumberPage {
        form: layout.filled_form(values, errors),
        action: write_href(one),
        what: title_or_none(texts, &one.title),
        promised: promised(texts, one),
        whose: parties::choices(texts, &one.parties, actor.may(Action::Write, Resource::Programme)),
        is_share: one.quantity.measure == Measure::Share,
        before: before(texts, one),
        layout,
    }
}

pub(super) async fn form(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let one = number(&signed_in, &layout).await?;
    let year = signed_in.ctx().today().year();
    let values = FormValues::default().with("year", year.to_string());
    let page = page(layout, &signed_in.actor, &one, values, FieldErrors::new());
    Ok(Page(page).into_response())
}

pub(super) async fn write(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let one = number(&signed_in, &layout).await?;
    let write = WriteDown {
        activity: one.activity.clone(),
        position: one.position,
        party: values.get("party").to_owned(),
        part: values.get("part").to_owned(),
        base: values.get("base").to_owned(),
        year: values.get("year").parse().unwrap_or_default(),
        value: values.get("value").to_owned(),
        note: values.get("note").to_owned(),
    };
    match field_errors(signed_in.ctx().write_down(&write).await)? {
        Ok(_) => Ok(redirect(
            "/programme/numbers",
            Some(&Flash::success("programme-written")),
        )),
        Err(errors) => {
            let page = page(layout, &signed_in.actor, &one, values, errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
