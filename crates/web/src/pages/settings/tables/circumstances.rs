//! Which level each kind of circumstance proposes.

use balsts_domain::risk::{Circumstance, Level, Settings};

use super::{Fields, Sheet};
use crate::{
    kit::{Choice, Column, FieldErrors, Form, FormValues, Row, SupportLevel, Table},
    pages::settings::{thresholds::source, words},
    texts::Texts,
};

pub(super) static SHEET: Sheet = Sheet {
    address: "/settings/circumstances",
    title: "settings-circumstances",
    lead: "settings-circumstances-lead",
    draft: "settings-circumstances",
    now,
    values,
    fields,
    read,
};

/// The kind proposes no level.
const OFF: &str = "off";

/// Kinds that may propose a level, each with its default.
fn kinds() -> impl Iterator<Item = (Circumstance, Level)> {
    Circumstance::all().filter_map(|kind| Some((kind, kind.default_level()?)))
}

fn level_words(texts: Texts, level: Option<Level>) -> String {
    match level {
        Some(level) => SupportLevel::of(texts, level.code()).words(),
        None => texts.t("settings-circumstances-off"),
    }
}

/// *Cits* says nothing without its group.
pub(super) fn kind_words(texts: Texts, kind: Circumstance) -> String {
    let name = words(texts, kind.latvian(), kind.english());
    match kind {
        Circumstance::Factor(factor) if factor.needs_text() => {
            let group = factor.group();
            format!("{name} ({})", words(texts, group.latvian(), group.english()))
        }
        _ => name.to_owned(),
    }
}

fn now(texts: Texts, settings: &Settings) -> Table {
    let columns = [
        "settings-meaning",
        "settings-value",
        "settings-default",
        "settings-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let rows = kinds().map(|(kind, default)| {
        Row::new()
            .cell(kind_words(texts, kind))
            .cell(level_words(texts, settings.circumstance_level(kind)))
            .cell(level_words(texts, Some(default)))
            .cell(source(texts, "", true))
    });
    Table::new(texts, texts.t("settings-now"), columns)
        .rows(rows)
        .compact()
}

fn field(kind: Circumstance) -> String {
    format!("level-{kind}")
}

fn values(_: Texts, settings: &Settings) -> FormValues {
    kinds().fold(FormValues::default(), |values, (kind, _)| {
        let level = settings.circumstance_level(kind).map_or(OFF, Level::code);
        values.with(&field(kind), level)
    })
}

fn fields(form: &mut Form, texts: Texts) -> Vec<Fields> {
    let mut choices: Vec<Choice> = Level::ALL
        .into_iter()
        .map(|level| Choice::new(level.code(), level_words(texts, Some(level))))
        .collect();
    choices.push(Choice::new(OFF, level_words(texts, None)));
    let fields = kinds()
        .map(|(kind, default)| {
            let default = level_words(texts, Some(default));
            form.select(&field(kind), "settings-value", &choices)
                .labelled(kind_words(texts, kind))
                .hint(texts.t1("settings-default-is", "value", default))
        })
        .collect();
    vec![Fields {
        legend: texts.t("settings-change"),
        fields,
        folded: None,
    }]
}

fn read(values: &FormValues, settings: &mut Settings, errors: &mut FieldErrors) {
    for (kind, default) in kinds() {
        let level = match values.get(&field(kind)) {
            OFF => None,
            code => {
                let Ok(level) = code.parse::<Level>() else {
                    errors.add(&field(kind), "error-setting");
                    continue;
                };
                Some(level)
            }
        };
        if level == Some(default) {
            settings.circumstance_levels.remove(&kind);
        } else {
            settings.circumstance_levels.insert(kind, level);
        }
    }
}
