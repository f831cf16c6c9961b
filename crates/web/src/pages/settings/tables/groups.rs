//! The municipality's priority target groups and the circumstances by which each is known.

use balsts_domain::risk::{
    Circumstance, Group, Settings,
    priority::{PriorityGroup, default_groups},
};
use balsts_reports::format::Language;

use super::{Fields, Folded, Sheet, circumstances::kind_words, rows, rows_shown};
use crate::{
    kit::{Choice, Column, Field, FieldErrors, Form, FormValues, Html, Row, Table, Tag, Tone},
    pages::{
        concerns::group_words,
        settings::{thresholds::source, words},
    },
    texts::Texts,
};

pub(super) static SHEET: Sheet = Sheet {
    address: "/settings/priority-groups",
    title: "settings-groups",
    lead: "settings-groups-lead",
    draft: "settings-groups",
    now,
    values,
    fields,
    read,
};

/// Where the default groups come from.
const SOURCE: &str = "Ventspils";

/// The groups of circumstances, and last what is a fact without a risk in it.
fn sections() -> impl Iterator<Item = Option<Group>> {
    Group::ALL.into_iter().map(Some).chain([None])
}

/// The boxes of a section in a row of the form.
fn kinds_field(at: usize, section: Option<Group>) -> String {
    let section = section.map_or("facts".to_owned(), |group| group.code().to_lowercase());
    format!("kinds-{at}-{section}")
}

fn group_name(texts: Texts, group: &PriorityGroup) -> &str {
    match texts.language {
        Language::Latvian => &group.latvian,
        Language::English => &group.english,
    }
}

fn now(texts: Texts, settings: &Settings) -> Table {
    let columns = [
        "settings-groups-name",
        "settings-groups-kinds",
        "settings-default",
        "settings-source",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let defaults = default_groups();
    let row = |name: Html, group: &PriorityGroup| {
        let default = defaults.contains(group);
        let kinds = group.kinds.iter().map(|kind| kind_words(texts, *kind));
        Row::new()
            .cell(name)
            .cell(Html::lines(kinds))
            .cell(texts.t(if default { "settings-yes" } else { "settings-no" }))
            .cell(if default {
                source(texts, SOURCE, false)
            } else {
                Html::text(&texts.t("settings-groups-own"))
            })
    };
    let in_force = settings
        .priority_groups
        .iter()
        .map(|group| row(Html::text(group_name(texts, group)), group));
    // The default stays readable after the municipality changed it or took it out.
    let set_aside = defaults
        .iter()
        .filter(|group| !settings.priority_groups.contains(group))
        .map(|group| {
            let mark = Tag::new(texts.t("settings-groups-set-aside"), Tone::Neutral);
            row(Html::text(group_name(texts, group)).and(mark), group)
        });
    Table::new(texts, texts.t("settings-now"), columns).rows(in_force.chain(set_aside))
}

fn values(_: Texts, settings: &Settings) -> FormValues {
    let mut values = FormValues::default();
    for (at, group) in settings.priority_groups.iter().enumerate() {
        values = values
            .with(&format!("code-{at}"), group.code.as_str())
            .with(&format!("latvian-{at}"), group.latvian.as_str())
            .with(&format!("english-{at}"), group.english.as_str());
        for kind in &group.kinds {
            values = values.with(&kinds_field(at, kind.group()), kind.code());
        }
    }
    values
}

fn section_field(form: &Form, texts: Texts, at: usize, section: Option<Group>) -> Field {
    let choices: Vec<Choice> = Circumstance::all()
        .filter(|kind| kind.group() == section)
        .map(|kind| Choice::new(kind.code(), words(texts, kind.latvian(), kind.english())))
        .collect();
    let legend = section.map_or_else(
        || texts.t("settings-groups-facts"),
        |group| group_words(texts, group).to_owned(),
    );
    form.checkboxes(&kinds_field(at, section), "settings-groups-kinds", &choices)
        .labelled(legend)
        .small()
}

fn fields(form: &mut Form, texts: Texts) -> Vec<Fields> {
    for at in 0..rows(form.values(), "code") {
        let field = format!("priority_groups.{}", form.values().get(&format!("code-{at}")));
        *form = form.clone().anchor(&field, &format!("code-{at}"));
    }
    (0..rows_shown(form, "code"))
        .map(|at| {
            let ticked: Vec<String> = sections()
                .flat_map(|section| form.values().all(&kinds_field(at, section)))
                .filter_map(|code| Some(kind_words(texts, code.parse().ok()?)))
                .collect();
            Fields {
                legend: texts.t1("settings-row", "number", at + 1),
                fields: vec![
                    form.text(&format!("code-{at}"), "settings-groups-code")
                        .width(30)
                        .plain(),
                    form.text(&format!("latvian-{at}"), "settings-groups-latvian"),
                    form.text(&format!("english-{at}"), "settings-groups-english"),
                ],
                folded: Some(Folded {
                    summary: if ticked.is_empty() {
                        texts.t("settings-groups-kinds")
                    } else {
                        texts.t1("settings-groups-ticked", "kinds", ticked.join("; "))
                    },
                    open: form.has_errors(),
                    fields: sections()
                        .map(|section| section_field(form, texts, at, section))
                        .collect(),
                }),
            }
        })
        .collect()
}

fn read(values: &FormValues, settings: &mut Settings, errors: &mut FieldErrors) {
    let mut groups = Vec::new();
    for at in 0..rows(values, "code") {
        let name = |part: &str| format!("{part}-{at}");
        let mut kinds = Vec::new();
        let mut ticked = false;
        for section in sections() {
            let field = kinds_field(at, section);
            for code in values.all(&field) {
                ticked = true;
                match code.parse::<Circumstance>() {
                    Ok(kind) if kind.group() == section => kinds.push(kind),
                    Ok(_) | Err(_) => errors.add(&field, "error-setting"),
                }
            }
        }
        // A row without words and ticks is taken out.
        let written = ["code", "latvian", "english"]
            .iter()
            .any(|part| values.some(&name(part)).is_some());
        if !written && !ticked {
            continue;
        }
        groups.push(PriorityGroup {
            code: values.get(&name("code")).to_owned(),
            latvian: values.get(&name("latvian")).to_owned(),
            english: values.get(&name("english")).to_owned(),
            kinds,
        });
    }
    settings.priority_groups = groups;
}
