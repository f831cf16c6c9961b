//! Part of the page of loads: the register of sources, with what was read from each, as of when, and by whom. A source that was never read
//! is said to be so.

use balsts_app::{Ctx, load::SourceListed};
use balsts_domain::calendar::day_number;

use super::{kind_words, moment};
use crate::{
    kit::{Column, Failure, Html, Row, Table},
    source,
    texts::Texts,
};

/// The name of a source with what it is.
fn title(texts: Texts, one: &SourceListed) -> Vec<String> {
    match one.source {
        Some(source) => vec![
            source::name(texts, source).to_owned(),
            source::about(texts, source).to_owned(),
        ],
        None => vec![texts.t("loads-source-unsaid")],
    }
}

/// A row for each kind that was read from the source.
fn rows(texts: Texts, one: &SourceListed, today: i64) -> Vec<Row> {
    let title = title(texts, one);
    if one.read.is_empty() {
        let row = Row::new()
            .cell(Html::lines(title))
            .cell(texts.t("loads-source-never"));
        return vec![row.cell("–").cell("–").cell("–")];
    }
    let read = one.read.iter().enumerate().map(|(index, read)| {
        // What a source is is said once.
        let mut lines = title[..if index == 0 { title.len() } else { 1 }].to_vec();
        lines.extend(read.source_note.clone());
        let by = match (&read.user_name, read.user_id) {
            (Some(name), _) => name.clone(),
            (None, None) => texts.t("loads-by-command-line"),
            // Somebody of another institution.
            (None, Some(_)) => "–".to_owned(),
        };
        Row::new()
            .cell(Html::lines(lines))
            .cell(Html::lines([
                kind_words(texts, &read.kind),
                texts.t1("loads-source-read", "at", moment(read.loaded_at)),
            ]))
            .cell(texts.date(balsts_store::date(read.as_of_day)))
            .cell(texts.t1("loads-days-ago", "days", (today - read.as_of_day).max(0)))
            .cell(by)
    });
    read.collect()
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
