//! Who works together by a programme: institutions under all their names, bodies, the way of a case, duties of following the programme, rules.

use std::collections::BTreeMap;

use balsts_domain::programme::{Institution, Programme};

use super::document::say;
use crate::document::{Document, Grid, GridColumn};

pub(super) fn add(document: &mut Document, programme: &Programme) {
    institutions(document, programme);
    bodies(document, programme);
    escalation(document, programme);
    duties(document, programme);
    rules(document, programme);
}

fn table(document: &mut Document, heading: &'static str, columns: Vec<GridColumn>, rows: Vec<Vec<String>>) {
    if !rows.is_empty() {
        document.heading(1, heading).grid(Grid {
            columns,
            rows,
            ..Grid::default()
        });
    }
}

fn lines(items: &[String]) -> String {
    items.join("\n")
}

/// One row an institution, its spellings joined.
fn institutions(document: &mut Document, programme: &Programme) {
    let language = document.language;
    let mut by_name: BTreeMap<&str, Vec<&Institution>> = BTreeMap::new();
    for one in &programme.institutions {
        by_name.entry(one.canonical.as_str()).or_default().push(one);
    }
    let rows = by_name.into_iter().map(|(name, spellings)| {
        let others: Vec<String> = spellings
            .iter()
            .filter(|one| one.name != name)
            .map(|one| one.name.clone())
            .collect();
        let mut duties: Vec<String> = Vec::new();
        for duty in spellings.iter().flat_map(|one| &one.duties) {
            if !duties.contains(duty) {
                duties.push(duty.clone());
            }
        }
        vec![name.to_owned(), lines(&others), lines(&duties)]
    });
    let columns = vec![
        GridColumn::text(say(language, "Institūcija", "Institution")).width(5),
        GridColumn::text(say(language, "Dokumentā arī", "In the document also")).width(5),
        GridColumn::text(say(language, "Pienākumi", "Duties")).width(10),
    ];
    let heading = say(language, "Iesaistītās institūcijas", "Institutions");
    table(document, heading, columns, rows.collect());
}

fn bodies(document: &mut Document, programme: &Programme) {
    let language = document.language;
    let rows = programme.cooperation_bodies.iter().map(|one| {
        let name = std::iter::once(&one.name).chain(&one.other_names);
        let mut members = one.members.clone();
        let as_adviser = say(language, "padomdevējs", "adviser");
        members.extend(one.advisory.iter().map(|name| format!("{name} ({as_adviser})")));
        let as_guest = say(language, "uzaicināts", "invited");
        members.extend(one.invited.iter().map(|name| format!("{name} ({as_guest})")));
        let basis = [one.basis.as_str(), one.since.as_str()];
        vec![
            name.cloned().collect::<Vec<_>>().join("\n"),
            basis
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("; "),
            one.chair.clone(),
            lines(&members),
            lines(&one.duties),
        ]
    });
    let columns = vec![
        GridColumn::text(say(language, "Nosaukums", "Name")).width(5),
        GridColumn::text(say(language, "Pamats", "Basis")).width(5),
        GridColumn::text(say(language, "Vada", "Chair")).width(4),
        GridColumn::text(say(language, "Locekļi", "Members")).width(7),
        GridColumn::text(say(language, "Pienākumi", "Duties")).width(9),
    ];
    let heading = say(
        language,
        "Sadarbības institūcijas un grupas",
        "Bodies of cooperation",
    );
    table(document, heading, columns, rows.collect());
}

fn escalation(document: &mut Document, programme: &Programme) {
    let language = document.language;
    let rows = programme.escalation_flow.iter().map(|step| {
        let mut next: Vec<String> = step.next.iter().map(ToString::to_string).collect();
        next.extend(
            step.outcomes
                .iter()
                .map(|(outcome, to)| format!("{outcome}: {to}")),
        );
        vec![step.step.to_string(), step.text.clone(), next.join("\n")]
    });
    let columns = vec![
        GridColumn::text(say(language, "Solis", "Step")),
        GridColumn::text(say(language, "Kas notiek", "What happens")).width(12),
        GridColumn::text(say(language, "Tālāk", "Then")).width(3),
    ];
    let heading = say(language, "Situāciju risināšanas gaita", "The way of a case");
    table(document, heading, columns, rows.collect());
}

fn duties(document: &mut Document, programme: &Programme) {
    let language = document.language;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = programme.monitoring_duties.iter().map(|one| {
        vec![
            one.what.clone(),
            one.who.clone(),
            text(&one.frequency),
            text(&one.month),
            text(&one.presented_to),
        ]
    });
    let columns = vec![
        GridColumn::text(say(language, "Kas jādara", "What")).width(9),
        GridColumn::text(say(language, "Kas dara", "Who")).width(5),
        GridColumn::text(say(language, "Cik bieži", "How often")).width(4),
        GridColumn::text(say(language, "Kad", "When")).width(3),
        GridColumn::text(say(language, "Kam iesniedz", "Presented to")).width(5),
    ];
    let heading = say(language, "Programmas uzraudzība", "Following the programme");
    table(document, heading, columns, rows.collect());
}

fn rules(document: &mut Document, programme: &Programme) {
    let language = document.language;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = programme.rules.iter().map(|one| {
        vec![
            one.rule.clone(),
            text(&one.threshold),
            text(&one.actor),
            text(&one.deadline),
        ]
    });
    let columns = vec![
        GridColumn::text(say(language, "Kārtība", "Rule")).width(9),
        GridColumn::text(say(language, "Robeža", "Threshold")).width(4),
        GridColumn::text(say(language, "Kas rīkojas", "Who acts")).width(4),
        GridColumn::text(say(language, "Termiņš", "Term")).width(4),
    ];
    let heading = say(language, "Darba kārtība ar bērnu", "Rules of work with a child");
    table(document, heading, columns, rows.collect());
}
