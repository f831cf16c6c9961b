//! Those who have a part in something of the programme: how far each said that it is, and for whom the reader writes.

use balsts_app::programme::{
    party::{ALL_TOGETHER, PartyView},
    work::WorkLine,
};
use balsts_domain::programme::Timing;

use super::state_cell;
use crate::{
    kit::{Choice, Column, Html, Row, Table},
    texts::Texts,
};

/// How many have done it, where it is not one's alone.
pub(super) fn counts_words(texts: Texts, line: &WorkLine) -> Option<String> {
    let counts = line.party_counts()?;
    Some(texts.t_args(
        "programme-parties-counts",
        &[
            ("settled".to_owned(), (counts.settled as i64).into()),
            ("all".to_owned(), (counts.all as i64).into()),
            ("silent".to_owned(), (counts.silent as i64).into()),
        ],
    ))
}

/// State of the whole, and how many have done it.
pub(super) fn whole_cell(texts: Texts, line: &WorkLine) -> Html {
    let state = state_cell(texts, line.state, line.timing);
    match counts_words(texts, line) {
        Some(counts) => Html::lines([state, Html::text(&counts)]),
        None => state,
    }
}

/// How far each said that it is; none where it is one's alone.
pub(super) fn table(texts: Texts, line: &WorkLine) -> Option<Table> {
    line.party_counts()?;
    let columns = ["programme-institution", "programme-state", "programme-on"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let rows = line.parties.iter().filter(|one| one.party.counts).map(|one| {
        let state = match one.state {
            Some(state) => state_cell(texts, state, Timing::Unknown),
            None => Html::text(&texts.t("kit-no-data")),
        };
        let name = Html::link(&super::tasks::tasks_href(&one.party.code), &one.party.name);
        Row::new()
            .cell(name)
            .cell(state)
            .cell(super::day_cell(texts, one.day))
    });
    let caption = texts.t1(
        "programme-parties-of",
        "task",
        format!("{} {}", line.number, line.title).trim().to_owned(),
    );
    Some(Table::new(texts, caption, columns).cards().rows(rows))
}

/// For whom the reader may write; empty where there is nothing to choose.
pub(super) fn choices(texts: Texts, parties: &[PartyView], for_all: bool) -> Vec<Choice> {
    let own: Vec<&PartyView> = parties.iter().filter(|one| one.own || for_all).collect();
    if !for_all && own.len() < 2 {
        return Vec::new();
    }
    let all = for_all.then(|| Choice::new(ALL_TOGETHER, texts.t("programme-party-all")));
    let own = own
        .into_iter()
        .map(|one| Choice::new(one.party.code.as_str(), one.party.name.as_str()));
    all.into_iter().chain(own).collect()
}
