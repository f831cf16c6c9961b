//! One row as it comes out of a file, before anything is known about its meaning: borrowed text and, for
//! spreadsheets, what kind of cell it was. CSV and XLSX meet here.

/// A row of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawRow<'a> {
    /// As a spreadsheet counts: from 1.
    pub row: u64,
    /// Text that cells point into.
    text: &'a str,
    /// Text that had to be put together: unescaped quotes, numbers and dates of spreadsheets.
    arena: &'a str,
    spans: &'a [Span],
}

/// Where the text of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: u32,
    pub len: u32,
    pub of: CellKind,
}

/// What kind of cell it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// A slice of the row's text.
    Text,
    /// A slice of the arena.
    Made,
    /// A number of a spreadsheet, written into the arena.
    Number,
    /// A formula; the arena holds it.
    Formula,
    /// An error of a spreadsheet; the arena holds it.
    Error,
}

impl Span {
    pub const EMPTY: Self = Self {
        start: 0,
        len: 0,
        of: CellKind::Text,
    };
}

impl<'a> RawRow<'a> {
    pub fn new(row: u64, text: &'a str, arena: &'a str, spans: &'a [Span]) -> Self {
        Self {
            row,
            text,
            arena,
            spans,
        }
    }

    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// The trimmed text of a cell and its kind; empty text beyond the row's end.
    pub fn cell(&self, index: usize) -> (&'a str, CellKind) {
        let Some(span) = self.spans.get(index) else {
            return ("", CellKind::Text);
        };
        let whole = if span.of == CellKind::Text {
            self.text
        } else {
            self.arena
        };
        let start = span.start as usize;
        let text = whole.get(start..start + span.len as usize).unwrap_or_default();
        (trimmed(text), span.of)
    }

    pub fn cells(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.len()).map(|index| self.cell(index).0)
    }

    pub fn is_blank(&self) -> bool {
        self.cells().all(str::is_empty)
    }
}

/// `str::trim` with a short way for the usual: a cell that begins and ends with a visible ASCII character.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// `A1` of a zero-based row and column.
pub(crate) fn cell_name(row: u64, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(9, 25), "Z10");
        assert_eq!(cell_name(0, 26), "AA1");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }
}
