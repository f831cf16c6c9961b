//! What is worth knowing about a file that is read all the same.

use crate::text::{Lang, say, shown};

/// A remark on a file or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The check digit of a personal code fails: one warning a row, the row is accepted.
    CheckDigit {
        /// The row.
        row: u64,
        /// The column, as the file calls it.
        column: String,
        /// The code. Personal: shown to the sender, never logged.
        value: String,
    },
    /// The birth date given is not that of the personal code.
    BirthDate {
        /// The row.
        row: u64,
        /// The column, as the file calls it.
        column: String,
        /// The date given. Personal: shown to the sender, never logged.
        value: String,
    },
    /// A column that nothing reads.
    UnknownColumn {
        /// Its header.
        column: String,
    },
    /// A column with values and no header.
    ColumnWithoutHeader {
        /// Its place, from 1.
        position: usize,
    },
    /// A hidden sheet that was not read.
    HiddenSheet {
        /// Its name.
        sheet: String,
    },
    /// A visible sheet without the header of this KIND, beside one that has it.
    SheetNotRead {
        /// Its name.
        sheet: String,
    },
    /// Cells right of the table.
    OutsideTable {
        /// The first of them.
        cell: String,
    },
    /// Not UTF-8, so taken for Windows-1257.
    AssumedEncoding,
}

impl Warning {
    /// The stable key of the warning, the same in every language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::CheckDigit { .. } => "check-digit",
            Self::BirthDate { .. } => "old-code-birth-date",
            Self::UnknownColumn { .. } => "warning-unknown-column",
            Self::ColumnWithoutHeader { .. } => "warning-column-without-header",
            Self::HiddenSheet { .. } => "warning-hidden-sheet",
            Self::SheetNotRead { .. } => "warning-sheet-not-read",
            Self::OutsideTable { .. } => "warning-outside-table",
            Self::AssumedEncoding => "warning-assumed-encoding",
        }
    }

    /// The row it is about, if it is about one.
    pub const fn row(&self) -> Option<u64> {
        match self {
            Self::CheckDigit { row, .. } | Self::BirthDate { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The remark as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::CheckDigit { row, column, value } | Self::BirthDate { row, column, value } => say(
                "warning-row",
                lang,
                &[
                    ("row", &row.to_string()),
                    ("column", &shown(column)),
                    ("value", &shown(value)),
                    ("text", &say(self.key(), lang, &[])),
                ],
            ),
            Self::UnknownColumn { column } => say(self.key(), lang, &[("column", &shown(column))]),
            Self::ColumnWithoutHeader { position } => {
                say(self.key(), lang, &[("position", &position.to_string())])
            }
            Self::HiddenSheet { sheet } | Self::SheetNotRead { sheet } => {
                say(self.key(), lang, &[("sheet", &shown(sheet))])
            }
            Self::OutsideTable { cell } => say(self.key(), lang, &[("cell", cell)]),
            Self::AssumedEncoding => say(self.key(), lang, &[]),
        }
    }
}
