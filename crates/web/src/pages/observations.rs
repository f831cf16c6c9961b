//! Observations of youth workers and street work: added without case detail, listed, counted by topic.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::observation::AddObservation;
use balsts_domain::{
    access::{Action, Resource},
    observation::Topic,
};
use balsts_store::ObservationFilter;

use crate::{
    error::field_errors,
    kit::{
        Button, Choice, Column, Empty, Failure, FieldErrors, Filter, Flash, Form, FormValues, Layout, Page,
        Row, Table, redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(crate) fn routes() -> Routes {
    let write = Access::Needs(Action::Write, Resource::Observation);
    Routes::new()
        .get(
            "/observations",
            Access::Needs(Action::Read, Resource::Observation),
            list,
        )
        .get("/observations/new", write, show_new)
        .post("/observations/new", write, add)
}

fn topic(texts: Texts, code: &str) -> String {
    texts.t(&format!("observation-topic-{}", code.replace('_', "-")))
}

fn topics(texts: Texts) -> Vec<Choice> {
    Topic::ALL
        .map(|one| Choice::new(one.code(), topic(texts, one.code())))
        .to_vec()
}

#[derive(Template)]
#[template(path = "observations.html")]
struct ObservationsPage {
    layout: Layout,
    add: Option<Button>,
    filter: Filter,
    counts: Table,
    table: Table,
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let values = FormValues::of(&layout.address);
    let mut errors = FieldErrors::new();
    let mut day = |name: &str| {
        values.date(name).unwrap_or_else(|message| {
            errors.add(name, message);
            None
        })
    };
    let filter = ObservationFilter {
        from: day("from"),
        to: day("to"),
        place: values.some("place").map(str::to_owned),
        topic: values.some("topic").map(str::to_owned),
    };
    let found = ctx.observations(&filter).await?;
    let rows = found.rows.iter().map(|one| {
        Row::new()
            .cell(texts.date(balsts_store::date(one.day)))
            .cell(one.place.as_str())
            .cell(topic(texts, &one.topic))
            .cell(one.text.as_str())
            .cell(one.author.as_str())
    });
    let columns = [
        "observation-day",
        "observation-place",
        "observation-topic",
        "observation-text",
        "observation-author",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let counts = vec![
        Column::text(texts.t("observation-topic")),
        Column::number(texts.t("observation-count")),
    ];
    let form = layout.filled_form(values, errors);
    let mut choices = vec![Choice::new("", texts.t("observation-all"))];
    choices.extend(topics(texts));
    let page = ObservationsPage {
        add: signed_in
            .actor
            .may(Action::Write, Resource::Observation)
            .then(|| Button::link(texts.t("observation-new"), "/observations/new")),
        filter: Filter::new(texts, &layout.address)
            .field(form.text("place", "observation-place").optional())
            .field(form.select("topic", "observation-topic", &choices))
            .field(form.date("from", "observation-from"))
            .field(form.date("to", "observation-to")),
        counts: Table::new(texts, texts.t("observation-counts"), counts)
            .rows(found.counts.iter().map(|one| {
                Row::new()
                    .cell(topic(texts, &one.topic))
                    .cell(texts.count(one.observations))
            }))
            .or_empty(Empty::new(texts.t("observation-empty"))),
        table: Table::new(texts, texts.t("observation-title"), columns)
            .hidden_caption()
            .rows(rows)
            .or_empty(Empty::new(texts.t("observation-empty"))),
        layout: layout.titled("observation-title"),
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "observation_new.html")]
struct NewPage {
    layout: Layout,
    form: Form,
    topics: Vec<Choice>,
    no_name: Vec<Choice>,
}

fn new_page(layout: Layout, values: FormValues, errors: FieldErrors) -> NewPage {
    let layout = layout
        .narrow()
        .titled("observation-new")
        .with_errors(&errors)
        .back("/observations", "observation-title");
    NewPage {
        topics: topics(layout.texts),
        no_name: vec![Choice::new("yes", layout.t("observation-no-name"))],
        form: layout.filled_form(values, errors),
        layout,
    }
}

async fn show_new(layout: Layout) -> Response {
    Page(new_page(layout, FormValues::default(), FieldErrors::new())).into_response()
}

async fn add(signed_in: SignedIn, layout: Layout, values: FormValues) -> Result<Response, Failure> {
    let new = AddObservation {
        day: values.date("day").ok().flatten(),
        place: values.get("place").to_owned(),
        topic: Topic::from_code(values.get("topic")),
        text: values.get("text").to_owned(),
        no_name: values.get("no_name") == "yes",
    };
    match field_errors(signed_in.ctx().add_observation(&new).await)? {
        Ok(_) => {
            let flash = Flash::success("observation-added").draft_done("observation-new");
            Ok(redirect("/observations", Some(&flash)))
        }
        Err(errors) => {
            let page = new_page(layout, values, errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
