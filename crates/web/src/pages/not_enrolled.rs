//! Declared children whom no school has on its list: the list to clear up, its figures, and what somebody found out about one.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::not_enrolled::{NotEnrolled, NotEnrolledChild, NotEnrolledFilter, NotEnrolledView};
use balsts_domain::{
    access::{Action, Resource},
    registry::{DeclaredStatus, Reconciliation},
};
use balsts_reports::table::{self as sheet, Label, Table as Sheet};
use jiff::civil::Date;

use super::{case::danger_button, loads::moment};
use crate::{
    error::field_errors,
    kit::{
        Button, Cell, Choice, Column, Empty, Event, Failure, FieldErrors, Figure, Filter, Flash, Form,
        FormValues, Html, Layout, Page, Pages, Path, Row, SummaryList, Table, Tag, Timeline, Tone, download,
        redirect,
    },
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

const ROWS: usize = 50;

pub(crate) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::NotEnrolled);
    let write = Access::Needs(Action::Write, Resource::NotEnrolled);
    let export = Access::Needs(Action::Export, Resource::NotEnrolled);
    Routes::new()
        .get("/not-enrolled", read, list)
        .get("/not-enrolled.csv", export, csv)
        .get("/not-enrolled.xlsx", export, xlsx)
        .get("/not-enrolled/{id}", read, show)
        .post("/not-enrolled/{id}/finding", write, find)
}

fn status_words(texts: Texts, status: DeclaredStatus) -> String {
    texts.t(&format!(
        "not-enrolled-status-{}",
        status.code().replace('_', "-")
    ))
}

fn status_choices(texts: Texts) -> Vec<Choice> {
    DeclaredStatus::ALL
        .into_iter()
        .map(|status| Choice::new(status.code(), status_words(texts, status)))
        .collect()
}

fn outcome_tag(texts: Texts, outcome: Reconciliation) -> Tag {
    let (key, tone) = match outcome {
        Reconciliation::Enrolled => ("not-enrolled-outcome-enrolled", Tone::Good),
        Reconciliation::NotOfAge => ("not-enrolled-outcome-not-of-age", Tone::Neutral),
        Reconciliation::Explained => ("not-enrolled-outcome-explained", Tone::Neutral),
        Reconciliation::Unexplained => ("not-enrolled-outcome-unexplained", Tone::Attention),
        Reconciliation::NotEnoughData => ("not-enrolled-outcome-no-birth-date", Tone::Attention),
    };
    Tag::new(texts.t(key), tone)
}

fn name(child: &NotEnrolledChild, texts: Texts) -> String {
    match (&child.row.family_name, &child.row.given_name) {
        (Some(family), Some(given)) => format!("{family} {given}"),
        _ => texts.t("not-enrolled-no-name"),
    }
}

fn filter_of(values: &FormValues) -> NotEnrolledFilter {
    NotEnrolledFilter {
        on: values.date("on").ok().flatten(),
        status: DeclaredStatus::parse(values.get("status")),
        unexplained: values.get("show") == "unexplained",
        after: values.some("after").map(str::to_owned),
    }
}

#[derive(Template)]
#[template(path = "not_enrolled.html")]
struct ListPage {
    layout: Layout,
    filter: Filter,
    figures: Vec<Figure>,
    table: Table,
    pages: Pages,
    by_status: Table,
    distance: Table,
    csv: String,
    xlsx: String,
    may_export: bool,
}

fn panel(layout: &Layout) -> Filter {
    let texts = layout.texts;
    let address = &layout.address;
    let form = layout.filled_form(FormValues::of(address), FieldErrors::new());
    let mut statuses = vec![Choice::new("", texts.t("not-enrolled-status-all"))];
    statuses.extend(status_choices(texts));
    let shows = ["", "unexplained"].map(|show| {
        let key = if show.is_empty() { "all" } else { show };
        Choice::new(show, texts.t(&format!("not-enrolled-show-{key}")))
    });
    let mut filter = Filter::new(texts, address)
        .field(form.select("status", "not-enrolled-status", &statuses))
        .field(form.radios("show", "not-enrolled-show", &shows).small())
        .field(form.date("on", "not-enrolled-on"));
    if let Some(status) = address.get("status").and_then(DeclaredStatus::parse) {
        filter = filter.chosen(
            texts.t("not-enrolled-status"),
            status_words(texts, status),
            &address.without("status"),
        );
    }
    if address.get("show") == Some("unexplained") {
        filter = filter.chosen(
            texts.t("not-enrolled-show"),
            texts.t("not-enrolled-show-unexplained"),
            &address.without("show"),
        );
    }
    if let Ok(Some(on)) = FormValues::of(address).date("on") {
        filter = filter.chosen(
            texts.t("not-enrolled-on"),
            texts.date(on),
            &address.without("on-day").without("on-month").without("on-year"),
        );
    }
    filter
}

fn row(child: &NotEnrolledChild, on: Date, texts: Texts) -> Row {
    let age = child
        .row
        .birth_day
        .and_then(|day| balsts_domain::people::age_on(balsts_store::date(day), on));
    let days = child
        .since
        .and_then(|since| on.since(since).ok())
        .map(|span| i64::from(span.get_days()));
    Row::new()
        .cell(Html::link(
            &format!("/not-enrolled/{}", child.row.public_id),
            &name(child, texts),
        ))
        .cell(age.map_or_else(|| Cell::no_data(texts), |age| Cell::from(age.to_string())))
        .cell(
            child
                .row
                .address
                .as_deref()
                .map_or_else(|| Cell::no_data(texts), Cell::from),
        )
        .cell(Html::of(&outcome_tag(texts, child.outcome)).and(status_words(texts, child.status)))
        .cell(days.map_or_else(|| Cell::no_data(texts), |days| Cell::from(texts.count(days))))
}

fn counts(list: &NotEnrolled, texts: Texts) -> (Table, Table) {
    let by_status = Table::new(
        texts,
        texts.t1("not-enrolled-by-status", "on", list.on),
        vec![
            Column::text(texts.t("not-enrolled-status")),
            Column::number(texts.t("not-enrolled-children")),
        ],
    )
    .rows(list.by_status.iter().map(|(status, count)| {
        Row::new()
            .cell(status_words(texts, *status))
            .cell(texts.count(*count as i64))
    }))
    .compact()
    .or_empty(Empty::new(texts.t("not-enrolled-by-status-empty")));
    let distance = Table::new(
        texts,
        texts.t("not-enrolled-distance"),
        vec![
            Column::text(texts.t("not-enrolled-day")),
            Column::number(texts.t("not-enrolled-children")),
        ],
    )
    .rows(list.distance.iter().map(|(day, count)| {
        Row::new()
            .cell(texts.date(day))
            .cell(count.map_or_else(|| Cell::no_data(texts), |count| Cell::from(texts.count(count))))
    }))
    .compact()
    .note(texts.t("not-enrolled-distance-note"));
    (by_status, distance)
}

async fn list(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let filter = filter_of(&FormValues::of(&layout.address));
    let list = signed_in.ctx().not_enrolled(&filter, ROWS).await?;
    let columns = vec![
        Column::text(texts.t("not-enrolled-name")),
        Column::number(texts.t("not-enrolled-age")),
        Column::text(texts.t("not-enrolled-address")),
        Column::text(texts.t("not-enrolled-status")),
        Column::number(texts.t("not-enrolled-days")),
    ];
    let table = Table::new(texts, texts.t("not-enrolled-title"), columns)
        .hidden_caption()
        .cards()
        .rows(list.children.iter().map(|child| row(child, list.on, texts)))
        .or_empty(Empty::new(texts.t("not-enrolled-empty")));
    let all: usize = list.by_status.iter().map(|(_, count)| count).sum();
    let figure = |key: &str, count: usize| Figure::new(texts, texts.t(key), texts.count(count as i64));
    let (by_status, distance) = counts(&list, texts);
    let export = layout.address.without("after").to_string();
    let shown = texts.t1("not-enrolled-shown", "count", list.children.len() as f64);
    let page = ListPage {
        filter: panel(&layout),
        figures: vec![
            figure("not-enrolled-figure-all", all).note(texts.t1("not-enrolled-as-of", "on", list.on)),
            figure("not-enrolled-figure-unexplained", list.unexplained).note(Html::link(
                "/not-enrolled?show=unexplained",
                &texts.t("not-enrolled-figure-show"),
            )),
        ],
        table,
        pages: Pages::new(texts, &layout.address, None, list.next.as_deref()).shown(shown),
        by_status,
        distance,
        csv: export.replacen("/not-enrolled", "/not-enrolled.csv", 1),
        xlsx: export.replacen("/not-enrolled", "/not-enrolled.xlsx", 1),
        may_export: signed_in.actor.may(Action::Export, Resource::NotEnrolled),
        layout: layout.titled("not-enrolled-title"),
    };
    Ok(Page(page).into_response())
}

async fn sheet(signed_in: &SignedIn, layout: &Layout) -> Result<Sheet, Failure> {
    let texts = layout.texts;
    let filter = NotEnrolledFilter {
        after: None,
        ..filter_of(&FormValues::of(&layout.address))
    };
    let list = signed_in.ctx().export_not_enrolled(&filter).await?;
    let columns = [
        ("name", "not-enrolled-name"),
        ("birth_date", "not-enrolled-born"),
        ("address", "not-enrolled-address"),
        ("status", "not-enrolled-status"),
        ("note", "not-enrolled-note"),
        ("since", "not-enrolled-since"),
    ]
    .map(|(key, title)| sheet::Column {
        key,
        heading: Label::name(texts.t(title)),
        kind: sheet::Kind::Text,
    });
    let mut sheet = Sheet::new(Label::name(texts.t("not-enrolled-title")), columns.to_vec());
    sheet.as_of = Some(list.on);
    let date = |day: Option<Date>| sheet::Cell::text(day.map(|day| texts.date(day)).unwrap_or_default());
    for child in &list.children {
        sheet.rows.push(vec![
            sheet::Cell::text(name(child, texts)),
            date(child.row.birth_day.map(balsts_store::date)),
            sheet::Cell::text(child.row.address.clone().unwrap_or_default()),
            sheet::Cell::text(status_words(texts, child.status)),
            sheet::Cell::text(child.row.found_note.clone().unwrap_or_default()),
            date(child.since),
        ]);
    }
    Ok(sheet)
}

async fn csv(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    download::csv("not-enrolled", &sheet(&signed_in, &layout).await?)
}

async fn xlsx(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let sheet = sheet(&signed_in, &layout).await?;
    download::xlsx("not-enrolled", &sheet, layout.texts.language)
}

#[derive(Template)]
#[template(path = "not_enrolled_child.html")]
struct ChildPage {
    layout: Layout,
    form: Form,
    id: String,
    outcome: Tag,
    facts: SummaryList,
    history: Timeline,
    no_history: bool,
    statuses: Vec<Choice>,
    may_write: bool,
    may_open_pupil: bool,
    danger: Option<Button>,
    open_case: Option<Button>,
}

async fn child_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: &str,
    values: FormValues,
    errors: FieldErrors,
) -> Result<ChildPage, Failure> {
    let texts = layout.texts;
    let NotEnrolledView {
        child,
        findings,
        may_report_danger,
        may_open_case,
    } = signed_in.ctx().not_enrolled_child(id).await?;
    let row = &child.row;
    let mut facts = SummaryList::new(texts)
        .maybe(
            texts.t("not-enrolled-born"),
            row.birth_day.map(|day| texts.date(balsts_store::date(day))),
        )
        .row(texts.t("not-enrolled-status"), status_words(texts, child.status))
        .maybe(
            texts.t("not-enrolled-since"),
            child.since.map(|since| texts.date(since)),
        );
    if signed_in.actor.may(Action::Read, Resource::Address) {
        facts = facts.maybe(texts.t("not-enrolled-address"), row.address.as_deref());
    }
    let history = findings
        .iter()
        .map(|finding| {
            let status = DeclaredStatus::parse(&finding.status)
                .map_or_else(|| finding.status.clone(), |status| status_words(texts, status));
            let note = finding.note.as_deref().unwrap_or_default();
            let event = Event::at(texts, moment(finding.at), status, note);
            match &finding.user_name {
                Some(who) => event.by(who.as_str()),
                None => event,
            }
        })
        .collect();
    let layout = layout
        .narrow()
        .titled_as(name(&child, texts))
        .with_errors(&errors)
        .back("/not-enrolled", "not-enrolled-title");
    Ok(ChildPage {
        form: layout.filled_form(values, errors),
        id: row.public_id.clone(),
        outcome: outcome_tag(texts, child.outcome),
        facts,
        history: Timeline::new(history),
        no_history: findings.is_empty(),
        statuses: status_choices(texts),
        may_write: signed_in.actor.may(Action::Write, Resource::NotEnrolled),
        may_open_pupil: signed_in.actor.may(Action::Read, Resource::Pupil),
        danger: danger_button(texts, signed_in, Some(&row.public_id)).filter(|_| may_report_danger),
        open_case: may_open_case.then(|| {
            let href = format!("/cases/new?pupil={}", row.public_id);
            Button::link(texts.t("case-open"), href).secondary()
        }),
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = child_page(&signed_in, layout, &id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

async fn find(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<String>,
    values: FormValues,
) -> Result<Response, Failure> {
    let status = DeclaredStatus::parse(values.get("status"));
    let result = signed_in
        .ctx()
        .record_finding(&id, status, values.get("note"))
        .await;
    match field_errors(result)? {
        Ok(()) => {
            let form = format!("finding-{id}");
            Ok(redirect(
                &format!("/not-enrolled/{id}"),
                Some(&Flash::success("not-enrolled-found").draft_done(&form)),
            ))
        }
        Err(errors) => {
            let page = child_page(&signed_in, layout, &id, values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}
