//! The municipality's priority target groups and the circumstances by which each is known.

use balsts_domain::risk::{
    Circumstance, Settings,
    priority::{PriorityGroup, default_groups},
};

use super::{Fields, Sheet, rows, rows_shown};
use crate::{
    kit::{Column, FieldErrors, Form, FormValues, Html, Row, Table},
    pages::settings::{thresholds::source, words},
    texts::{Message, Texts},
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

/// A kind as it is typed: *Cits* stands in every group and is named by its code.
fn typed(kind: Circumstance) -> &'static str {
    match kind {
        Circumstance::Factor(factor) if factor.needs_text() => kind.code(),
        _ => kind.latvian(),
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
    let rows = settings.priority_groups.iter().map(|group| {
        let default = defaults.contains(group);
        let kinds = group
            .kinds
            .iter()
            .map(|kind| words(texts, kind.latvian(), kind.english()));
        Row::new()
            .cell(match texts.language {
                balsts_reports::format::Language::Latvian => group.latvian.as_str(),
                balsts_reports::format::Language::English => group.english.as_str(),
            })
            .cell(Html::lines(kinds))
            .cell(texts.t(if default { "settings-yes" } else { "settings-no" }))
            .cell(if default {
                source(texts, SOURCE, false)
            } else {
                Html::text(&texts.t("settings-groups-own"))
            })
    });
    Table::new(texts, texts.t("settings-now"), columns).rows(rows)
}

fn values(settings: &Settings) -> FormValues {
    let mut values = FormValues::default();
    for (at, group) in settings.priority_groups.iter().enumerate() {
        let kinds: Vec<&str> = group.kinds.iter().map(|kind| typed(*kind)).collect();
        values = values
            .with(&format!("code-{at}"), group.code.as_str())
            .with(&format!("latvian-{at}"), group.latvian.as_str())
            .with(&format!("english-{at}"), group.english.as_str())
            .with(&format!("kinds-{at}"), kinds.join("\n"));
    }
    values
}

fn fields(form: &mut Form, texts: Texts) -> Vec<Fields> {
    for at in 0..rows(form.values(), "code") {
        let field = format!("priority_groups.{}", form.values().get(&format!("code-{at}")));
        *form = form.clone().anchor(&field, &format!("code-{at}"));
    }
    let accepted: Vec<&str> = Circumstance::all().map(typed).collect();
    let accepted = texts.t1("settings-groups-accepted", "kinds", accepted.join("; "));
    (0..rows_shown(form, "code"))
        .map(|at| Fields {
            legend: texts.t1("settings-row", "number", at + 1),
            fields: vec![
                form.text(&format!("code-{at}"), "settings-groups-code")
                    .width(30)
                    .plain(),
                form.text(&format!("latvian-{at}"), "settings-groups-latvian"),
                form.text(&format!("english-{at}"), "settings-groups-english"),
                form.textarea(&format!("kinds-{at}"), "settings-groups-kinds")
                    .hint(accepted.clone())
                    .lines(3),
            ],
        })
        .collect()
}

fn read(values: &FormValues, settings: &mut Settings, errors: &mut FieldErrors) {
    let mut groups = Vec::new();
    for at in 0..rows(values, "code") {
        let name = |part: &str| format!("{part}-{at}");
        // A row without words is taken out.
        if ["code", "latvian", "english", "kinds"]
            .iter()
            .all(|part| values.some(&name(part)).is_none())
        {
            continue;
        }
        let mut kinds = Vec::new();
        for line in values.get(&name("kinds")).lines().map(str::trim) {
            match line.parse::<Circumstance>() {
                Ok(kind) if !kinds.contains(&kind) => kinds.push(kind),
                Err(_) if !line.is_empty() => errors.add(
                    &name("kinds"),
                    Message::new("error-setting-kind").with("kind", line),
                ),
                Ok(_) | Err(_) => {}
            }
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
