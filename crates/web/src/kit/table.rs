//! Tables: headers that sort by a link, numbers to the right, an answer when there is nothing to show.

use std::borrow::Borrow;

use askama::Template;

use super::html::components;
use super::{Address, Empty, Html};
use crate::texts::Texts;

/// The order of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Small to large.
    Up,
    /// Large to small.
    Down,
}

impl Direction {
    /// As it stands in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

#[derive(Clone, Debug)]
struct Sort {
    href: String,
    direction: Option<Direction>,
}

/// A column's header.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    numeric: bool,
    hidden: bool,
    sort: Option<Sort>,
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            numeric: false,
            hidden: false,
            sort: None,
        }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Self {
        Self {
            numeric: true,
            ..Self::text(title)
        }
    }

    /// The title is for screen readers alone: a column of buttons.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The title sorts by `code`: `?sort=code&order=up|down`. Paging starts anew.
    pub fn sorted(mut self, address: &Address, code: &str) -> Self {
        let direction = (address.get("sort") == Some(code)).then(|| match address.get("order") {
            Some("down") => Direction::Down,
            _ => Direction::Up,
        });
        let next = if direction == Some(Direction::Up) {
            Direction::Down
        } else {
            Direction::Up
        };
        let href = address
            .without("after")
            .without("before")
            .with("sort", code)
            .with("order", next.code())
            .to_string();
        self.sort = Some(Sort { href, direction });
        self
    }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell(Html);

impl<T: Into<Html>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self(content.into())
    }
}

impl Cell {
    /// A link.
    pub fn link(href: &str, words: &str) -> Self {
        Self(Html::link(href, words))
    }

    /// Missing: says so in words.
    pub fn no_data(texts: Texts) -> Self {
        Self(Html::text(&texts.t("kit-no-data")))
    }
}

/// A row; its first cell names it.
#[derive(Clone, Debug, Default)]
pub struct Row {
    cells: Vec<Cell>,
}

impl Row {
    /// An empty row.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more cell.
    pub fn cell(mut self, cell: impl Into<Cell>) -> Self {
        self.cells.push(cell.into());
        self
    }
}

/// A whole table.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/table.html")]
pub struct Table {
    texts: Texts,
    caption: String,
    caption_hidden: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
    total: Option<Row>,
    empty: Option<Empty>,
    note: Option<String>,
    classes: String,
    row_headers: bool,
}

components!(Table);

impl Table {
    /// A table with these columns; the caption says what it shows.
    pub fn new(texts: Texts, caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            texts,
            caption: caption.into(),
            caption_hidden: false,
            columns,
            rows: Vec::new(),
            total: None,
            empty: None,
            note: None,
            classes: String::new(),
            row_headers: true,
        }
    }

    /// The caption is for screen readers alone: a heading says it already.
    pub fn hidden_caption(mut self) -> Self {
        self.caption_hidden = true;
        self
    }

    /// With these rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// With a last row of totals.
    pub fn total(mut self, row: Row) -> Self {
        self.total = Some(row);
        self
    }

    /// What to show instead of a table without rows.
    pub fn or_empty(mut self, empty: Empty) -> Self {
        self.empty = Some(empty);
        self
    }

    /// A remark under the table.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// More rows on a screen.
    pub fn compact(mut self) -> Self {
        self.classes.push_str(" b-table--compact");
        self
    }

    /// On a phone each row becomes a card.
    pub fn cards(mut self) -> Self {
        self.classes.push_str(" b-table--cards");
        self
    }

    /// The first cell does not name its row.
    pub fn plain_rows(mut self) -> Self {
        self.row_headers = false;
        self
    }

    fn column(&self, index: usize) -> Option<&Column> {
        self.columns.get(index)
    }

    fn numeric(&self, index: impl Borrow<usize>) -> bool {
        self.column(*index.borrow()).is_some_and(|column| column.numeric)
    }

    fn label(&self, index: impl Borrow<usize>) -> &str {
        self.column(*index.borrow())
            .map_or("", |column| if column.hidden { "" } else { &column.title })
    }

    fn headed(&self, index: impl Borrow<usize>) -> bool {
        self.row_headers && *index.borrow() == 0
    }
}
