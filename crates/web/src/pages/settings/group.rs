//! Settings that are single values, of the municipality or of one institution: shown with their source, changed with a reason.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::settings::{Place, PlainGroup, PlainLine};
use serde_json::Value;

use super::{may_change, thresholds::source, words};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Failure, Field, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        Table, redirect,
    },
    signed_in::SignedIn,
    texts::{Message, Texts},
};

#[derive(Template)]
#[template(path = "settings_group.html")]
struct GroupPage {
    layout: Layout,
    form: Form,
    fields: Vec<Field>,
    table: Table,
    action: String,
    version: String,
    may_change: bool,
}

fn value_words(texts: Texts, value: &Value) -> String {
    match value {
        Value::Bool(yes) => texts.t(if *yes { "settings-yes" } else { "settings-no" }),
        Value::String(text) if text.is_empty() => texts.t("settings-none"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value; of several lines each stands as it is written, in the form that the setting asks.
fn value_html(texts: Texts, value: &Value) -> Html {
    let words = value_words(texts, value);
    if words.contains('\n') {
        Html::lines(words.lines().map(Html::code))
    } else {
        Html::text(&words)
    }
}

pub(super) fn table(group: &PlainGroup, lines: &[PlainLine], texts: Texts) -> Table {
    let columns = ["settings-meaning", "settings-value", "settings-source"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = lines.iter().map(|line| {
        let entry = line.entry;
        Row::new()
            .cell(words(texts, entry.latvian, entry.english))
            .cell(value_html(texts, &line.value))
            .cell(source(texts, entry.source, entry.assumption))
    });
    Table::new(texts, texts.t(&format!("settings-group-{}", group.name)), columns)
        .rows(rows)
        .compact()
}

fn values_of(lines: &[PlainLine]) -> FormValues {
    lines.iter().fold(FormValues::default(), |values, line| {
        let text = match &line.value {
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        values.with(line.entry.key, text)
    })
}

fn fields(form: &Form, lines: &[PlainLine], texts: Texts) -> Vec<Field> {
    let yes_no = ["yes", "no"].map(|value| Choice::new(value, texts.t(&format!("settings-{value}"))));
    lines
        .iter()
        .map(|line| {
            let key = line.entry.key;
            let field = match &line.value {
                Value::Bool(_) => form.radios(key, "settings-value", &yes_no).inline(),
                Value::String(_) => form.textarea(key, "settings-value"),
                _ => form.number(key, "settings-value"),
            };
            field.labelled(words(texts, line.entry.latvian, line.entry.english))
        })
        .collect()
}

/// What a form says, by the kind of value that stands there.
fn values(lines: &[PlainLine], sent: &FormValues, errors: &mut FieldErrors) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    for line in lines {
        let key = line.entry.key;
        let value = match &line.value {
            Value::Bool(_) => match sent.get(key) {
                "yes" => Value::Bool(true),
                "no" => Value::Bool(false),
                _ => continue,
            },
            // Lines come over the wire with another end than they are kept with.
            Value::String(_) => Value::String(sent.get(key).replace("\r\n", "\n")),
            _ => {
                let Ok(number) = sent.get(key).parse::<i64>() else {
                    errors.add(key, Message::new("error-setting-number"));
                    continue;
                };
                number.into()
            }
        };
        if value != line.value {
            values.insert(key.to_owned(), value);
        }
    }
    values
}

fn group_of(name: &str, institution: Option<i64>) -> Result<&'static PlainGroup, Failure> {
    PlainGroup::named(name)
        .filter(|group| (group.place == Place::Institution) == institution.is_some())
        .ok_or_else(Failure::not_found)
}

async fn page(
    signed_in: &SignedIn,
    layout: Layout,
    group: &'static PlainGroup,
    institution: Option<i64>,
    sent: Option<(FormValues, FieldErrors)>,
) -> Result<GroupPage, Failure> {
    let texts = layout.texts;
    let settings = signed_in.ctx().plain_settings(group, institution).await?;
    let (values, errors) = sent.unwrap_or_else(|| (values_of(&settings.body), FieldErrors::new()));
    let layout = layout
        .narrow()
        .titled(&format!("settings-group-{}", group.name))
        .with_errors(&errors)
        .back("/settings", "settings-title");
    let form = layout.filled_form(values, errors);
    let mut action = format!("/settings/group/{}", group.name);
    if let Some(id) = institution {
        action.push_str(&format!("?institution={id}"));
    }
    Ok(GroupPage {
        fields: fields(&form, &settings.body, texts),
        form,
        table: table(group, &settings.body, texts),
        action,
        version: settings.number.to_string(),
        may_change: may_change(&signed_in.actor, institution),
        layout,
    })
}

fn institution(layout: &Layout) -> Option<i64> {
    layout.address.get("institution")?.parse().ok()
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let institution = institution(&layout);
    let group = group_of(&name, institution)?;
    Ok(Page(page(&signed_in, layout, group, institution, None).await?).into_response())
}

pub(super) async fn change(
    signed_in: SignedIn,
    layout: Layout,
    Path(name): Path<String>,
    sent: FormValues,
) -> Result<Response, Failure> {
    let institution = institution(&layout);
    let group = group_of(&name, institution)?;
    let ctx = signed_in.ctx();
    let now = ctx.plain_settings(group, institution).await?;
    let after = sent.get("version").parse().unwrap_or(now.number);
    let mut errors = FieldErrors::new();
    let values = values(&now.body, &sent, &mut errors);
    if errors.is_empty() && values.is_empty() {
        errors.add("reason", Message::new("error-settings-unchanged"));
    }
    if errors.is_empty() {
        let reason = sent.get("reason");
        let result = ctx
            .change_plain_settings(group, institution, after, &values, reason)
            .await;
        match field_errors(result)? {
            Ok(_) => {
                let to = institution.map_or_else(
                    || "/settings".to_owned(),
                    |id| format!("/settings/calendar?institution={id}"),
                );
                return Ok(redirect(&to, Some(&Flash::success("settings-saved"))));
            }
            Err(found) => errors = found,
        }
    }
    let page = page(&signed_in, layout, group, institution, Some((sent, errors))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
