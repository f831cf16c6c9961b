//! The tables of the review: what is wrong with a file, and which records would be new, changed or gone.

use std::collections::HashSet;

use balsts_app::load::{LoadReport, Previewed};
use balsts_intake::Kind;
use balsts_reports::format::Language;
use balsts_store::load::Fate;

use super::value::value_words;
use crate::{
    kit::{Cell, Column, Row, Table},
    texts::Texts,
};

/// Rows of each table.
pub(super) const SHOWN: usize = 50;

pub(super) fn errors(report: &LoadReport, texts: Texts) -> Option<Table> {
    if report.rejected.is_empty() {
        return None;
    }
    let columns = vec![
        Column::number(texts.t("loads-row")),
        Column::text(texts.t("loads-column")),
        Column::text(texts.t("loads-value")),
        Column::text(texts.t("loads-error")),
    ];
    let rows = report.rejected.iter().take(SHOWN).map(|one| {
        let row = if one.row == 0 {
            "–".to_owned()
        } else {
            one.row.to_string()
        };
        Row::new()
            .cell(row)
            .cell(one.column.as_str())
            .cell(one.value.as_str())
            .cell(one.error.as_str())
    });
    Some(Table::new(texts, texts.t("loads-errors"), columns).rows(rows))
}

/// The name of a column of the contract in the reader's language.
fn column_words(kind: Kind, name: &str, texts: Texts) -> String {
    if texts.language == Language::Latvian
        && let Some(alias) = kind
            .columns()
            .iter()
            .find(|column| column.name == name)
            .and_then(|column| column.aliases.first())
    {
        return (*alias).to_owned();
    }
    name.replace('_', " ")
}

pub(super) fn preview(kind: Kind, fate: Fate, rows: &[Previewed], all: u64, texts: Texts) -> Option<Table> {
    let rows: Vec<&Previewed> = rows.iter().filter(|row| row.fate == fate).take(SHOWN).collect();
    let first = rows.first()?;
    let filled: HashSet<&str> = rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| !cell.old.is_empty() || !cell.new.is_empty())
        .map(|cell| cell.column.as_str())
        .collect();
    let names: Vec<&str> = first
        .cells
        .iter()
        .map(|cell| cell.column.as_str())
        .filter(|name| filled.contains(name))
        .collect();
    let mut columns = Vec::new();
    if fate != Fate::Gone {
        columns.push(Column::number(texts.t("loads-row")));
    }
    columns.extend(
        names
            .iter()
            .map(|name| Column::text(column_words(kind, name, texts))),
    );
    let lines = rows.iter().map(|row| {
        let mut line = Row::new();
        if fate != Fate::Gone {
            line = line.cell(row.row.map_or_else(|| "–".to_owned(), |row| row.to_string()));
        }
        for name in &names {
            let cell = row.cells.iter().find(|cell| cell.column == *name);
            line = line.cell(match cell {
                None => Cell::from(""),
                Some(cell) if fate == Fate::Changed && cell.differs() => {
                    Cell::from(changed(kind, cell, texts))
                }
                Some(cell) if fate == Fate::Gone => Cell::from(value_words(kind, name, &cell.old, texts)),
                Some(cell) => Cell::from(value_words(kind, name, &cell.new, texts)),
            });
        }
        line
    });
    let key = match fate {
        Fate::New => "loads-preview-new",
        Fate::Changed => "loads-preview-changed",
        Fate::Gone => "loads-preview-gone",
    };
    let mut table = Table::new(texts, texts.t1(key, "count", all as f64), columns)
        .rows(lines)
        .compact();
    if all > rows.len() as u64 {
        table = table.note(texts.t_args(
            "loads-preview-first",
            &[
                ("shown".to_owned(), (rows.len() as f64).into()),
                ("count".to_owned(), (all as f64).into()),
            ],
        ));
    }
    Some(table)
}

/// `old → new`, with words for what is empty.
fn changed(kind: Kind, cell: &balsts_app::load::PreviewedCell, texts: Texts) -> String {
    let said = |value: &str| {
        if value.is_empty() {
            texts.t("loads-value-none")
        } else {
            value_words(kind, &cell.column, value, texts)
        }
    };
    format!("{} → {}", said(&cell.old), said(&cell.new))
}
