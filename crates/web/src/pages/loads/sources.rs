//! Part of the page of loads: the register of sources, with what was read from each, as of when, and by whom. A source that was never read
//! is said to be so.

use std::collections::BTreeSet;

use balsts_app::{Ctx, load::SourceListed};
use balsts_domain::{calendar::day_number, registry::Source};
use balsts_store::load::SourceAge;

use super::{kind_words, moment};
use crate::{
    kit::{Column, Failure, Html, Row, Table},
    source,
    texts::Texts,
};

/// The name of a source, what it is, and the words that came with its files.
fn title(texts: Texts, source: Option<Source>, read: &[&SourceAge]) -> Html {
    let mut lines = match source {
        Some(source) => vec![
            source::name(texts, source).to_owned(),
            source::about(texts, source).to_owned(),
        ],
        None => vec![texts.t("loads-source-unsaid")],
    };
    for note in read.iter().filter_map(|one| one.source_note.as_ref()) {
        if !lines.contains(note) {
            lines.push(note.clone());
        }
    }
    Html::lines(lines)
}

/// A source with the kinds that were read from it; the first of them was loaded last.
fn row(texts: Texts, source: Option<Source>, read: &[&SourceAge], today: i64) -> Row {
    let row = Row::new().cell(title(texts, source, read));
    let (Some(last), Some(newest)) = (read.first(), read.iter().map(|one| one.as_of_day).max()) else {
        let row = row.cell(texts.t("loads-source-never"));
        return row.cell("–").cell("–").cell("–");
    };
    let kinds = read.iter().map(|one| {
        let day = texts.t1("loads-as-of-day", "day", balsts_store::date(one.as_of_day));
        format!("{}, {day}", kind_words(texts, &one.kind))
    });
    let by = match (&last.user_name, last.user_id) {
        (Some(name), _) => name.clone(),
        (None, None) => texts.t("loads-by-command-line"),
        // Somebody of another institution.
        (None, Some(_)) => "–".to_owned(),
    };
    row.cell(Html::lines(kinds))
        .cell(texts.date(balsts_store::date(newest)))
        .cell(texts.t1("loads-days-ago", "days", (today - newest).max(0)))
        .cell(Html::lines([by, texts.moment(moment(last.loaded_at))]))
}

/// A row for a source; one for each of those that are known by their words alone.
fn rows(texts: Texts, one: &SourceListed, today: i64) -> Vec<Row> {
    let all: Vec<&SourceAge> = one.read.iter().collect();
    if !one.source.is_some_and(Source::needs_words) || all.is_empty() {
        return vec![row(texts, one.source, &all, today)];
    }
    let notes: BTreeSet<_> = all.iter().map(|read| &read.source_note).collect();
    let of = |note| {
        let of: Vec<_> = all
            .iter()
            .copied()
            .filter(|read| &read.source_note == note)
            .collect();
        row(texts, one.source, &of, today)
    };
    notes.into_iter().map(of).collect()
}

pub(super) async fn table(ctx: &Ctx, texts: Texts) -> Result<Table, Failure> {
    let today = i64::from(day_number(ctx.today()));
    let sources = ctx.sources().await?;
    let columns = [
        "loads-source",
        "loads-kind",
        "loads-as-of",
        "loads-age",
        "loads-who",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Ok(Table::new(texts, texts.t("loads-sources"), columns)
        .rows(sources.iter().flat_map(|one| rows(texts, one, today)))
        .note(texts.t("loads-sources-note")))
}
