//! Where the published sources of the demonstration contradict themselves or say too little: both figures, side by side.

use askama::Template;
use axum::response::{IntoResponse, Response};

use balsts_store::SourceNoteRow;

use crate::{
    kit::{Column, Empty, Failure, Html, Layout, Page, Row, Table, Tag, Tone},
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "municipality_sources.html")]
struct SourcesPage {
    layout: Layout,
    table: Table,
}

/// A figure of a source in its unit.
fn figure(texts: Texts, unit: &str, value: Option<i64>) -> String {
    match (unit, value) {
        (_, None) => texts.t("municipality-source-nothing"),
        ("fte", Some(value)) => texts.language.number(value as f64 / 1_000.0, 3),
        ("percent", Some(value)) => format!("{} %", texts.language.number(value as f64 / 100.0, 2)),
        (_, Some(value)) => texts.count(value),
    }
}

/// The notes with both figures of each.
pub(super) fn table(texts: Texts, notes: &[SourceNoteRow]) -> Table {
    let latvian = texts.language == balsts_reports::format::Language::Latvian;
    let rows = notes.iter().map(|note| {
        let mut words = if note.agrees() {
            Html::text(&texts.t("municipality-source-agrees"))
        } else {
            Html::text(if latvian {
                &note.explanation_lv
            } else {
                &note.explanation_en
            })
        };
        if note.assumption {
            words = words.and(Tag::new(texts.t("municipality-assumption"), Tone::Attention));
        }
        Row::new()
            .cell(if latvian {
                note.place_lv.as_str()
            } else {
                note.place_en.as_str()
            })
            .cell(figure(texts, &note.unit, note.says))
            .cell(figure(texts, &note.unit, note.computed))
            .cell(words)
    });
    let columns = vec![
        Column::text(texts.t("municipality-source-place")),
        Column::number(texts.t("municipality-source-says")),
        Column::number(texts.t("municipality-source-computed")),
        Column::text(texts.t("municipality-source-explanation")),
    ];
    let caption = if notes.iter().any(SourceNoteRow::agrees) {
        "municipality-sources-printed"
    } else {
        "municipality-sources"
    };
    Table::new(texts, texts.t(caption), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("municipality-sources-empty")))
}

pub(super) async fn sources(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let notes = signed_in.ctx().source_notes().await?;
    let page = SourcesPage {
        table: table(layout.texts, &notes).hidden_caption(),
        layout: layout
            .titled("municipality-sources")
            .back("/municipality", "municipality-title"),
    };
    Ok(Page(page).into_response())
}
