//! The thresholds: as they stand with their sources, changed with a reason, and replayed on a past day.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::settings::{Place, PlainGroup, ReplayLine, ReplayReport, RiskLine, Version};
use balsts_domain::{
    access::{Action, Resource},
    risk::{
        Level, Settings,
        decision::Basis,
        settings::{Entry, REGISTRY},
    },
};
use serde_json::Value;

use super::{group, may_change, tables, words};
use crate::{
    error::field_errors,
    kit::{
        Choice, Column, Empty, Failure, Field, FieldErrors, Figure, Flash, Form, FormValues, Html, Layout,
        Page, Row, SupportLevel, Table, Tag, Tone, redirect,
    },
    pages::loads::moment,
    signed_in::SignedIn,
    texts::{Message, Texts},
};

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    layout: Layout,
    thresholds: Table,
    versions: Table,
    groups: Vec<(String, Table)>,
    may_change: bool,
    may_replay: bool,
}

/// The unit as it stands after a number.
fn unit(texts: Texts, entry: &Entry, number: f64) -> String {
    if entry.unit.is_empty() {
        String::new()
    } else {
        let key = format!("settings-unit-{}", entry.unit.replace('_', "-"));
        texts.t1(&key, "count", number)
    }
}

fn value_words(texts: Texts, entry: &Entry, value: &Value) -> String {
    match value {
        Value::Number(number) => {
            format!(
                "{number} {}",
                unit(texts, entry, number.as_f64().unwrap_or_default())
            )
        }
        Value::Bool(yes) => texts.t(if *yes { "settings-yes" } else { "settings-no" }),
        Value::String(text) => text.clone(),
        Value::Array(all) => {
            let strings: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            if strings.is_empty() {
                texts.t1("settings-entries", "count", all.len())
            } else {
                strings.join("; ")
            }
        }
        Value::Object(all) => texts.t1("settings-entries", "count", all.len()),
        Value::Null => texts.t("settings-none"),
    }
}

/// Where a value comes from, and that it is an assumption where nobody confirms it.
pub(super) fn source(texts: Texts, source: &str, assumption: bool) -> Html {
    if assumption {
        Tag::new(texts.t("settings-assumption"), Tone::Attention).into()
    } else {
        Html::text(&texts.rule_source(source))
    }
}

fn line(line: &RiskLine, texts: Texts) -> Row {
    let entry = line.entry;
    let range = entry
        .range
        .map_or_else(|| "–".to_owned(), |(low, high)| format!("{low}–{high}"));
    let what = Html::text(words(texts, entry.latvian, entry.what));
    Row::new()
        .cell(match tables::address(entry.key) {
            Some(address) => what.and(Html::link(address, &texts.t("settings-open"))),
            None => what,
        })
        .cell(if line.changed {
            Html::text(&value_words(texts, entry, &line.value))
                .and(Tag::new(texts.t("settings-changed"), Tone::Neutral))
        } else {
            Html::text(&value_words(texts, entry, &line.value))
        })
        .cell(value_words(texts, entry, &line.default))
        .cell(range)
        .cell(source(texts, entry.source, entry.assumption))
}

fn key_words(texts: Texts, key: &str) -> String {
    REGISTRY.iter().find(|entry| entry.key == key).map_or_else(
        || key.to_owned(),
        |entry| words(texts, entry.latvian, entry.what).to_owned(),
    )
}

fn versions(all: &[Version<Settings>], texts: Texts) -> Table {
    let defaults = Settings::default();
    let rows = all
        .iter()
        .enumerate()
        .filter(|(_, version)| version.number > 0)
        .map(|(at, version)| {
            let before = all.get(at + 1).map_or(&defaults, |before| &before.body);
            let changed = version.body.differences(before);
            Row::new()
                .cell(version.number.to_string())
                .cell(version.at.map(|at| texts.moment(moment(at))).unwrap_or_default())
                .cell(version.by.clone().unwrap_or_default())
                .cell(version.reason.clone().unwrap_or_default())
                .cell(Html::lines(changed.into_iter().map(|key| key_words(texts, key))))
        });
    let columns = [
        "settings-version",
        "settings-when",
        "settings-who",
        "settings-reason",
        "settings-what",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, texts.t("settings-versions"), columns)
        .rows(rows)
        .or_empty(Empty::new(texts.t("settings-versions-empty")))
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let lines = ctx.risk_setting_lines().await?;
    let columns = [
        "settings-meaning",
        "settings-value",
        "settings-default",
        "settings-range",
        "settings-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let mut groups = Vec::new();
    for of in PlainGroup::ALL
        .iter()
        .filter(|of| of.place == Place::Municipality)
    {
        let Some(of) = PlainGroup::named(of.name) else {
            continue;
        };
        let settings = ctx.plain_settings(of, None).await?;
        groups.push((
            format!("/settings/group/{}", of.name),
            group::table(of, &settings.body, texts),
        ));
    }
    let page = SettingsPage {
        thresholds: Table::new(texts, texts.t("settings-thresholds"), columns)
            .rows(lines.iter().map(|one| line(one, texts)))
            .cards()
            .compact(),
        versions: versions(&ctx.risk_settings_versions().await?, texts),
        groups,
        may_change: may_change(&signed_in.actor, None),
        may_replay: signed_in.actor.may(Action::Read, Resource::Assessment),
        layout: layout.titled("settings-title"),
    };
    Ok(Page(page).into_response())
}

/// A form's values from settings.
fn values_of(settings: &Settings) -> FormValues {
    let mut values = FormValues::default();
    for entry in REGISTRY.iter() {
        if let Some(number) = settings.number(entry.key) {
            values = values.with(entry.key, number.to_string());
        }
    }
    values
        .with(
            "preschool_in_a_row",
            if settings.preschool_in_a_row { "yes" } else { "no" },
        )
        .with("latvian_subjects", settings.latvian_subjects.join("\n"))
}

/// Settings with what a form says put in; keys that it leaves out stay.
fn settings_of(base: &Settings, values: &FormValues, errors: &mut FieldErrors) -> Settings {
    let mut settings = base.clone();
    for entry in REGISTRY.iter().filter(|entry| base.number(entry.key).is_some()) {
        let Some(text) = values.some(entry.key) else {
            continue;
        };
        match text.parse::<u16>() {
            Ok(number) => {
                settings.set_number(entry.key, number);
            }
            Err(_) => errors.add(entry.key, Message::new("error-setting-number")),
        }
    }
    match values.get("preschool_in_a_row") {
        "yes" => settings.preschool_in_a_row = true,
        "no" => settings.preschool_in_a_row = false,
        _ => {}
    }
    if let Some(text) = values.some("latvian_subjects") {
        settings.latvian_subjects = text
            .lines()
            .map(|name| name.trim().to_lowercase())
            .filter(|name| !name.is_empty())
            .collect();
    }
    settings
}

/// The fields of a form of thresholds, in the order of the page.
fn fields(form: &Form, texts: Texts) -> Vec<Field> {
    let mut fields: Vec<Field> = REGISTRY
        .iter()
        .filter_map(|entry| {
            let (low, high) = entry.range?;
            Some(
                form.number(entry.key, "settings-value")
                    .labelled(words(texts, entry.latvian, entry.what))
                    .hint(texts.t_args(
                        "settings-between",
                        &[
                            ("low".to_owned(), f64::from(low).into()),
                            ("high".to_owned(), f64::from(high).into()),
                        ],
                    ))
                    .suffix(unit(texts, entry, f64::from(high))),
            )
        })
        .collect();
    let yes_no = ["yes", "no"].map(|value| Choice::new(value, texts.t(&format!("settings-{value}"))));
    fields.push(
        form.radios("preschool_in_a_row", "settings-value", &yes_no)
            .labelled(key_words(texts, "preschool_in_a_row"))
            .inline(),
    );
    fields.push(
        form.textarea("latvian_subjects", "settings-value")
            .labelled(key_words(texts, "latvian_subjects"))
            .hint(texts.t("settings-one-a-line")),
    );
    fields
}

#[derive(Template)]
#[template(path = "settings_change.html")]
struct ChangePage {
    layout: Layout,
    form: Form,
    fields: Vec<Field>,
    version: String,
}

fn change_page(layout: Layout, version: i64, values: FormValues, errors: FieldErrors) -> ChangePage {
    let layout = layout
        .narrow()
        .titled("settings-change")
        .with_errors(&errors)
        .back("/settings", "settings-title");
    let form = layout.filled_form(values, errors);
    ChangePage {
        fields: fields(&form, layout.texts),
        form,
        version: version.to_string(),
        layout,
    }
}

pub(super) async fn show_change(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    if !may_change(&signed_in.actor, None) {
        return Err(Failure::not_found());
    }
    let now = signed_in.ctx().risk_settings_in_force().await?;
    let page = change_page(layout, now.number, values_of(&now.body), FieldErrors::new());
    Ok(Page(page).into_response())
}

pub(super) async fn change(
    signed_in: SignedIn,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    if !may_change(&signed_in.actor, None) {
        return Err(Failure::not_found());
    }
    let ctx = signed_in.ctx();
    let now = ctx.risk_settings_in_force().await?;
    let after = values.get("version").parse().unwrap_or(now.number);
    let mut errors = FieldErrors::new();
    let settings = settings_of(&now.body, &values, &mut errors);
    if errors.is_empty() {
        let reason = values.get("reason");
        match field_errors(ctx.change_risk_settings(after, &settings, reason).await)? {
            Ok(_) => {
                let flash = Flash::success("settings-saved").draft_done("settings");
                return Ok(redirect("/settings", Some(&flash)));
            }
            Err(found) => errors = found,
        }
    }
    let page = change_page(layout, after, values, errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[derive(Template)]
#[template(path = "settings_replay.html")]
struct ReplayPage {
    layout: Layout,
    form: Form,
    fields: Vec<Field>,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    asked: bool,
}

fn level(texts: Texts, level: Option<Level>) -> String {
    level.map_or_else(
        || texts.t("settings-not-named"),
        |level| SupportLevel::of(texts, level.code()).words(),
    )
}

fn reasons(texts: Texts, all: &[Basis]) -> Html {
    if all.is_empty() {
        return Html::text("–");
    }
    Html::lines(
        all.iter()
            .map(|basis| texts.t(&format!("reason-name-{}", basis.code.code().replace('_', "-")))),
    )
}

fn replay_table(texts: Texts, key: &str, lines: &[ReplayLine]) -> Option<Table> {
    if lines.is_empty() {
        return None;
    }
    let columns = [
        "settings-child",
        "settings-before",
        "settings-after",
        "settings-reasons-gone",
        "settings-reasons-new",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = lines.iter().map(|line| {
        let name = [&line.family_name, &line.given_name]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        Row::new()
            .cell(Html::link(&format!("/pupils/{}", line.pupil), &name))
            .cell(level(texts, line.before))
            .cell(level(texts, line.after))
            .cell(reasons(texts, &line.gone))
            .cell(reasons(texts, &line.new))
    });
    Some(Table::new(texts, texts.t(key), columns).rows(rows))
}

fn replayed(report: &ReplayReport, texts: Texts) -> (Vec<Figure>, Vec<Table>) {
    let parts = [
        ("settings-replay-named", &report.named),
        ("settings-replay-no-longer", &report.no_longer_named),
        ("settings-replay-other-level", &report.other_level),
        ("settings-replay-other-reasons", &report.other_reasons),
    ];
    let figure = |key: &str, count: usize| Figure::new(texts, texts.t(key), texts.count(count as i64));
    let mut figures = vec![figure("settings-replay-assessed", report.pupils_assessed)];
    figures.extend(parts.iter().map(|(key, lines)| figure(key, lines.len())));
    figures.push(figure("settings-replay-alike", report.alike));
    let tables = parts
        .iter()
        .filter_map(|(key, lines)| replay_table(texts, key, lines))
        .collect();
    (figures, tables)
}

/// Only readers who may know the children get the form at all: the answer is a list of names.
pub(super) async fn replay(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    if !signed_in.actor.may(Action::Read, Resource::Assessment) {
        return Err(Failure::not_found());
    }
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let now = ctx.risk_settings_in_force().await?;
    let sent = FormValues::of(&layout.address);
    let mut errors = FieldErrors::new();
    let on = errors.take("on", sent.date("on")).flatten();
    let asked = on.is_some();
    let settings = settings_of(&now.body, &sent, &mut errors);
    let (mut figures, mut tables) = (Vec::new(), Vec::new());
    if let Some(on) = on {
        if on > signed_in.actor.on {
            errors.add("on", Message::new("error-date-future"));
        }
        if errors.is_empty() {
            match field_errors(ctx.replay(&settings, on).await)? {
                Ok(report) => (figures, tables) = replayed(&report, texts),
                Err(found) => errors = found,
            }
        }
    }
    let values = if asked || !errors.is_empty() {
        sent
    } else {
        values_of(&now.body).with_date("on", signed_in.actor.on)
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let layout = layout
        .titled("settings-replay")
        .with_errors(&errors)
        .back("/settings", "settings-title");
    let form = layout.filled_form(values, errors).anchor("on", "on-day");
    let page = ReplayPage {
        fields: fields(&form, texts),
        form,
        figures,
        tables,
        asked: asked && status == StatusCode::OK,
        layout,
    };
    Ok((status, Page(page)).into_response())
}
