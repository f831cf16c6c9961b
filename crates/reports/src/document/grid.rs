//! The tables of a document: texts in rows and columns, headings over several columns or across the table, and cells as high as several
//! rows.

use serde::Serialize;

use crate::format::Language;
use crate::table::{Kind, Table, html::shown};

/// A table of texts; the header is repeated on every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Grid {
    pub caption: Option<String>,
    /// Headings over several columns, from the left; empty where each column has its own heading alone.
    pub groups: Vec<GridGroup>,
    pub columns: Vec<GridColumn>,
    pub rows: Vec<Vec<String>>,
    /// Headings across the whole table, in the order of the rows that they stand before.
    pub sections: Vec<GridSection>,
    /// Rows of totals, in bold at the end.
    pub totals: Vec<Vec<String>>,
    /// The first cell of a row says what the row is about: read aloud before each of its figures.
    pub row_headings: bool,
}

/// A heading over neighbouring columns of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridGroup {
    /// The words; none where a column's own heading takes both lines.
    pub heading: Option<String>,
    /// How many columns.
    pub columns: usize,
}

/// A heading across a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridSection {
    /// The row that comes next, from 0.
    pub before: usize,
    pub text: String,
}

/// A column of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridColumn {
    pub heading: String,
    /// Figures stand at the right.
    pub numeric: bool,
    /// Share of the width beside the other columns' shares; 1 unless said.
    pub width: u8,
    /// The same text in rows that follow each other stands once, in a cell as high as they are.
    pub merged: bool,
}

impl Grid {
    /// The cells of a report's table as they are read.
    pub fn of(table: &Table, language: Language) -> Self {
        let line = |row: &Vec<crate::table::Cell>| {
            table
                .columns
                .iter()
                .enumerate()
                .map(|(position, column)| shown(crate::table::at(row, position), column.kind, language))
                .collect()
        };
        let title = table.title.in_language(language);
        let rows: Vec<Vec<String>> = table.rows.iter().map(line).collect();
        let totals: Vec<Vec<String>> = table.totals.iter().map(line).collect();
        let columns = table.columns.iter().enumerate().map(|(position, column)| {
            let heading = column.heading.in_language(language).to_owned();
            let texts = rows.iter().chain(&totals).map(|row| at(row, position));
            GridColumn {
                width: share(&heading, texts),
                heading,
                numeric: column.kind.is_numeric(),
                merged: false,
            }
        });
        Self {
            groups: Vec::new(),
            sections: Vec::new(),
            caption: Some(match table.about(language) {
                Some(about) => format!("{title}. {about}"),
                None => title.to_owned(),
            }),
            columns: columns.collect(),
            rows,
            totals,
            row_headings: table
                .columns
                .first()
                .is_some_and(|column| column.kind == Kind::Text),
        }
    }
}

/// The share of a column that holds these texts: long ones get more room, until they had better wrap.
fn share<'a>(heading: &'a str, texts: impl Iterator<Item = &'a str>) -> u8 {
    const NARROWEST: usize = 9;
    const WIDEST: usize = 40;
    let longest = heading
        .split_whitespace()
        .chain(texts)
        .map(|text| text.chars().count())
        .max();
    let width = longest.unwrap_or_default().clamp(NARROWEST, WIDEST);
    u8::try_from(width).unwrap_or(u8::MAX)
}

impl GridColumn {
    /// A column of texts.
    pub fn text(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            numeric: false,
            width: 1,
            merged: false,
        }
    }

    /// A column of figures.
    pub fn figures(heading: impl Into<String>) -> Self {
        Self {
            numeric: true,
            ..Self::text(heading)
        }
    }

    /// With another share of the width.
    pub fn width(mut self, width: u8) -> Self {
        self.width = width.max(1);
        self
    }

    /// With one cell for the same text in rows that follow each other.
    pub fn merged(mut self) -> Self {
        self.merged = true;
        self
    }
}

impl Grid {
    /// Headings that stand before a row.
    pub(super) fn sections_before(&self, row: usize) -> impl Iterator<Item = &str> {
        self.sections
            .iter()
            .filter(move |section| section.before == row)
            .map(|section| section.text.as_str())
    }

    /// How many rows the cell at a place is high: 0 where the cell above it covers the place. A cell ends where one of the merged cells to its
    /// left ends, or a heading stands between.
    pub(super) fn height(&self, row: usize, column: usize) -> usize {
        let goes_on = |row: usize| {
            row > 0
                && row < self.rows.len()
                && self.sections_before(row).next().is_none()
                && (0..=column).all(|one| {
                    !self.columns[one].merged || at(&self.rows[row - 1], one) == at(&self.rows[row], one)
                })
        };
        if !self.columns[column].merged || row >= self.rows.len() {
            return 1;
        }
        if goes_on(row) {
            return 0;
        }
        1 + (row + 1..self.rows.len()).take_while(|row| goes_on(*row)).count()
    }
}

/// Rows and totals in order, and whether each is a total.
pub(super) fn lines_of(grid: &Grid) -> impl Iterator<Item = (&Vec<String>, bool)> {
    grid.rows
        .iter()
        .map(|row| (row, false))
        .chain(grid.totals.iter().map(|row| (row, true)))
}

/// The text at a column, nothing where the row is too short.
pub(super) fn at(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}
