//! "Ziņas": what happened since, each with a link to where it is told in full; how one wants it by e-mail; the calendar of one's deadlines.

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use balsts_domain::message::{Delivery, MessageKind};
use balsts_reports::format::Language;
use balsts_store::MessageRow;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

use crate::{
    State,
    kit::{
        Choice, Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Pages,
        Path, Row, Table, Tag, Tone, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

/// Messages on a page.
const MESSAGES: usize = 50;
/// The list: where a message leads whose subject is not there any more.
const LIST: &str = "/messages";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/messages", Access::SignedIn, list)
        .post("/messages/read", Access::SignedIn, read_all)
        .get("/messages/{id}", Access::SignedIn, open)
        .get("/account/messages", Access::SignedIn, show_choice)
        .post("/account/messages", Access::SignedIn, choose)
        .post("/account/calendar", Access::SignedIn, renew_calendar)
        .post("/account/calendar/off", Access::SignedIn, drop_calendar)
        .get("/calendar/{secret}", Access::Public, calendar)
}

fn words(texts: Texts, row: &MessageRow) -> String {
    // A kind that a newer copy of the program wrote.
    let Some(kind) = MessageKind::from_code(&row.kind) else {
        return texts.t("message-kind-other");
    };
    let key = format!("message-kind-{}", kind.code().replace('_', "-"));
    texts.t1(&key, "count", row.number.unwrap_or(1))
}

#[derive(Template)]
#[template(path = "messages.html")]
struct MessagesPage {
    layout: Layout,
    table: Table,
    pages: Pages,
    any_unread: bool,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let after = layout.address.get("after").and_then(|key| {
        let (at, id) = key.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let (messages, more) = signed_in.ctx().messages(after, MESSAGES).await?;
    let rows = messages.iter().map(|row| {
        let link = Html::link(&format!("/messages/{}", row.id), &words(texts, row));
        let at = balsts_store::timestamp(row.at)
            .to_zoned(balsts_app::clock::riga())
            .datetime();
        let state = match row.read_at {
            Some(_) => Html::text(&texts.t("message-read")),
            None => Tag::new(texts.t("message-unread"), Tone::Attention).into(),
        };
        Row::new().cell(link).cell(texts.moment(at)).cell(state)
    });
    let columns = ["message-what", "message-when", "message-state"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let next = messages
        .last()
        .filter(|_| more)
        .map(|row| format!("{}.{}", row.at, row.id));
    let page = MessagesPage {
        table: Table::new(texts, texts.t("message-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("message-empty"))),
        pages: Pages::new(texts, &layout.address, None, next.as_deref()),
        any_unread: signed_in.account.unread > 0,
        layout: layout.titled("message-title"),
    };
    Ok(Page(page).into_response())
}

async fn open(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    let to = signed_in.ctx().open_message(id).await?;
    if to == LIST {
        return Ok(redirect(LIST, Some(&Flash::attention("message-gone"))));
    }
    Ok(Redirect::to(&to).into_response())
}

async fn read_all(signed_in: SignedIn) -> Result<Response, Failure> {
    signed_in.ctx().read_all_messages().await?;
    Ok(redirect(LIST, Some(&Flash::success("message-all-are-read"))))
}

#[derive(Template)]
#[template(path = "messages_choice.html")]
struct ChoicePage {
    layout: Layout,
    form: Form,
    choices: Vec<Choice>,
    has_calendar: bool,
    /// Shown once, right after it was made.
    calendar: Option<String>,
}

async fn choice_page(
    signed_in: &SignedIn,
    layout: Layout,
    calendar: Option<String>,
) -> Result<ChoicePage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let values = FormValues::default().with("delivery", ctx.delivery().await?.code());
    let choices = Delivery::ALL
        .map(|delivery| {
            let key = format!("message-delivery-{}", delivery.code().replace('_', "-"));
            Choice::new(delivery.code(), texts.t(&key))
        })
        .to_vec();
    let layout = layout
        .narrow()
        .titled("message-choice-title")
        .back("/account", "account-title");
    Ok(ChoicePage {
        form: layout.filled_form(values, FieldErrors::new()),
        choices,
        has_calendar: ctx.has_calendar_link().await?,
        calendar,
        layout,
    })
}

async fn show_choice(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    Ok(Page(choice_page(&signed_in, layout, None).await?).into_response())
}

async fn choose(signed_in: SignedIn, values: FormValues) -> Result<Response, Failure> {
    let delivery = Delivery::from_code(values.get("delivery"))
        .ok_or_else(|| Failure::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    signed_in.ctx().choose_delivery(delivery).await?;
    Ok(redirect(
        "/account/messages",
        Some(&Flash::success("message-choice-kept")),
    ))
}

async fn renew_calendar(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let secret = signed_in.ctx().renew_calendar_link().await?;
    let address = format!("{}/calendar/{secret}", signed_in.public_address());
    // Answered at once, not after a redirect: the secret must stand in no address, cookie or log of this application.
    Ok(Page(choice_page(&signed_in, layout, Some(address)).await?).into_response())
}

async fn drop_calendar(signed_in: SignedIn) -> Result<Response, Failure> {
    signed_in.ctx().drop_calendar_link().await?;
    Ok(redirect(
        "/account/messages",
        Some(&Flash::success("message-calendar-is-off")),
    ))
}

/// The calendar as calendar programs fetch it. It names nobody: whoever finds the address learns that there are deadlines.
async fn calendar(
    axum::extract::State(state): axum::extract::State<State>,
    Path(secret): Path<String>,
) -> Result<Response, Failure> {
    let feed = state.app.calendar_feed(&secret).await?;
    let texts = Texts::of(Language::parse(&feed.language).unwrap_or_default());
    let address = state.options.address.trim_end_matches('/');
    let made = feed.made.strftime("%Y%m%dT%H%M%SZ").to_string();
    let whole_day = |day: Date| {
        Property::new("DTSTART", day.strftime("%Y%m%d").to_string())
            .add_parameter("VALUE", "DATE")
            .done()
    };
    let mut calendar = Calendar::new();
    calendar.name(&texts.t("message-calendar-name"));
    for (day, count) in &feed.deadlines {
        let mut event = Event::new();
        event
            .uid(&format!("deadlines-{day}@balsts"))
            .summary(&texts.t1("message-calendar-deadlines", "count", *count))
            .url(&format!("{address}/duties"))
            .add_property("DTSTAMP", &made)
            .append_property(whole_day(*day));
        calendar.push(event.done());
    }
    for (id, body, begins) in &feed.meetings {
        let mut event = Event::new();
        event
            .uid(&format!("meeting-{id}@balsts"))
            .summary(&texts.t1("message-calendar-meeting", "body", body))
            .url(&format!("{address}/meetings/{id}"))
            .add_property("DTSTAMP", &made)
            .add_property("DTSTART", begins.strftime("%Y%m%dT%H%M%SZ").to_string());
        calendar.push(event.done());
    }
    for decision in &feed.decisions {
        let (step, key) = if decision.judged {
            ("judge", "message-calendar-decision-judge")
        } else {
            ("done", "message-calendar-decision-done")
        };
        let id = decision.id;
        let mut event = Event::new();
        event
            .uid(&format!("decision-{id}-{step}@balsts"))
            .summary(&texts.t1(key, "body", &decision.body))
            .url(&format!("{address}/decisions/{id}/{step}"))
            .add_property("DTSTAMP", &made)
            .append_property(whole_day(decision.day));
        calendar.push(event.done());
    }
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    Ok((kind, calendar.done().to_string()).into_response())
}
