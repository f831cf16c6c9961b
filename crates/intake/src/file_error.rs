//! Why a whole file is refused before its rows are looked at. Each reason has its own variant and its own key,
//! because each is mended in another way.

use crate::profile::ProfileError;
use crate::text::{Lang, say, shortened, shown};

/// A refused file. Its text may quote the file (a row taken for the header has names in it): it goes to the sender, and
/// [`FileError::key`] to logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
pub enum FileError {
    /// 0 bytes, or nothing but blank lines.
    Empty,
    /// A header and no row.
    HeaderOnly,
    /// More bytes than allowed.
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// Neither text nor a spreadsheet.
    Binary {
        /// The first byte that shows it.
        byte: u64,
    },
    /// XLS, or an XLSX protected by a password.
    OldExcel,
    /// A web page with the name of a spreadsheet, as some journals export.
    Html,
    /// UTF-16.
    Utf16,
    /// Bytes that the encoding does not know.
    Encoding {
        /// The line with the first such byte.
        row: u64,
        /// Its place in the file.
        byte: u64,
        /// The encoding said or found.
        said: &'static str,
    },
    /// The encoding said is not that of the file.
    EncodingMismatch {
        /// What was said.
        said: &'static str,
        /// What the file is in.
        found: &'static str,
    },
    /// No known separator splits the header.
    Separator,
    /// The separator said is not that of the file.
    SeparatorMismatch {
        /// What was said.
        said: char,
        /// What splits the header.
        found: char,
    },
    /// Required columns are missing.
    HeadersMissing {
        /// The row taken for the header.
        row: u64,
        /// The missing columns.
        missing: Vec<String>,
        /// What the header has.
        found: Vec<String>,
    },
    /// Two columns of the header mean the same.
    HeaderDoubled {
        /// The canonical column.
        column: &'static str,
        /// One of them, as written.
        first: String,
        /// The other, as written.
        second: String,
    },
    /// A formula in the header.
    HeaderFormula {
        /// The cell.
        cell: String,
    },
    /// Merged cells in the header.
    HeaderMerged {
        /// The range.
        range: String,
    },
    /// More columns than any table has.
    TooManyColumns {
        /// The most allowed.
        limit: usize,
    },
    /// A quotation mark that is opened and not closed.
    QuoteOpen {
        /// The row where it opens.
        row: u64,
    },
    /// A row too long to be one.
    RowTooLong {
        /// The row.
        row: u64,
        /// Bytes allowed.
        limit: usize,
    },
    /// An archive that is not a workbook.
    NotSpreadsheet,
    /// A workbook that cannot be read. What the reader says about it is in its own words and no one else's, so it is not told.
    Damaged,
    /// An archive that would unpack to more than allowed.
    Bomb {
        /// What exceeds.
        detail: String,
        /// What is allowed.
        limit: String,
    },
    /// Sheets with data are hidden, and no sheet is named.
    HiddenSheets {
        /// The hidden ones.
        hidden: Vec<String>,
    },
    /// Several sheets have data and none is named.
    SeveralSheets {
        /// Their names.
        sheets: Vec<String>,
    },
    /// The named sheet does not exist.
    SheetNotFound {
        /// The name said.
        sheet: String,
        /// The names there are.
        sheets: Vec<String>,
    },
    /// The named sheet is hidden.
    SheetHidden {
        /// The name said.
        sheet: String,
    },
    /// Reading failed.
    Io {
        /// What the system says.
        detail: String,
    },
    /// The profile does not fit.
    Profile(ProfileError),
}

impl FileError {
    /// The stable key of the error, the same in every language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::HeaderOnly => "file-header-only",
            Self::TooLarge { .. } => "file-too-large",
            Self::Binary { .. } => "file-binary",
            Self::OldExcel => "file-old-excel",
            Self::Html => "file-html",
            Self::Utf16 => "file-utf16",
            Self::Encoding { .. } => "file-encoding",
            Self::EncodingMismatch { .. } => "file-encoding-mismatch",
            Self::Separator => "file-separator",
            Self::SeparatorMismatch { .. } => "file-separator-mismatch",
            Self::HeadersMissing { .. } => "file-headers-missing",
            Self::HeaderDoubled { .. } => "file-header-doubled",
            Self::HeaderFormula { .. } => "file-header-formula",
            Self::HeaderMerged { .. } => "file-header-merged",
            Self::TooManyColumns { .. } => "file-too-many-columns",
            Self::QuoteOpen { .. } => "file-quote-open",
            Self::RowTooLong { .. } => "file-row-too-long",
            Self::NotSpreadsheet => "file-not-spreadsheet",
            Self::Damaged => "file-damaged",
            Self::Bomb { .. } => "file-bomb",
            Self::HiddenSheets { .. } => "file-hidden-sheets",
            Self::SeveralSheets { .. } => "file-several-sheets",
            Self::SheetNotFound { .. } => "file-sheet-not-found",
            Self::SheetHidden { .. } => "file-sheet-hidden",
            Self::Io { .. } => "file-io",
            Self::Profile(_) => "file-profile",
        }
    }

    /// The row it is about, if it is about one.
    pub const fn row(&self) -> Option<u64> {
        match self {
            Self::Encoding { row, .. }
            | Self::HeadersMissing { row, .. }
            | Self::QuoteOpen { row }
            | Self::RowTooLong { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The canonical column and what stands there, where the mistake is in one column of the header.
    pub fn column(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::HeaderDoubled { column, second, .. } => Some((column, second)),
            _ => None,
        }
    }

    /// What is wrong and what is accepted.
    pub fn text(&self, lang: Lang) -> String {
        let arguments: Vec<(&str, String)> = match self {
            Self::Empty
            | Self::HeaderOnly
            | Self::OldExcel
            | Self::Html
            | Self::Utf16
            | Self::Separator
            | Self::NotSpreadsheet
            | Self::Damaged => Vec::new(),
            Self::TooLarge { bytes, limit } => {
                vec![("bytes", bytes.to_string()), ("limit", limit.to_string())]
            }
            Self::Binary { byte } => vec![("byte", byte.to_string())],
            Self::Encoding { row, byte, said } => {
                vec![
                    ("row", row.to_string()),
                    ("byte", byte.to_string()),
                    ("said", (*said).to_owned()),
                ]
            }
            Self::EncodingMismatch { said, found } => {
                vec![("said", (*said).to_owned()), ("found", (*found).to_owned())]
            }
            Self::SeparatorMismatch { said, found } => {
                vec![("said", separator(*said)), ("found", separator(*found))]
            }
            Self::HeadersMissing { row, missing, found } => {
                vec![
                    ("row", row.to_string()),
                    ("missing", missing.join(", ")),
                    ("found", listed(found)),
                ]
            }
            Self::HeaderDoubled {
                column,
                first,
                second,
            } => {
                vec![
                    ("column", (*column).to_owned()),
                    ("first", shown(first)),
                    ("second", shown(second)),
                ]
            }
            Self::HeaderFormula { cell } => vec![("cell", cell.clone())],
            Self::HeaderMerged { range } => vec![("range", range.clone())],
            Self::TooManyColumns { limit } => vec![("limit", limit.to_string())],
            Self::QuoteOpen { row } => vec![("row", row.to_string())],
            Self::RowTooLong { row, limit } => vec![("row", row.to_string()), ("limit", limit.to_string())],
            Self::Io { detail } => vec![("detail", detail.clone())],
            Self::Bomb { detail, limit } => vec![("detail", detail.clone()), ("limit", limit.clone())],
            Self::HiddenSheets { hidden } => vec![("hidden", listed(hidden))],
            Self::SeveralSheets { sheets } => vec![("sheets", listed(sheets))],
            Self::SheetNotFound { sheet, sheets } => {
                vec![("sheet", shown(sheet)), ("sheets", listed(sheets))]
            }
            Self::SheetHidden { sheet } => vec![("sheet", shown(sheet))],
            Self::Profile(error) => vec![("text", error.text(lang))],
        };
        let arguments: Vec<(&str, &str)> = arguments
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        say(self.key(), lang, &arguments)
    }
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        Self::Io {
            detail: error.kind().to_string(),
        }
    }
}

fn separator(character: char) -> String {
    if character == '\t' {
        "\\t".to_owned()
    } else {
        character.to_string()
    }
}

/// At most a dozen names, so that a message stays one.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    const LONGEST: usize = 60;
    if names.is_empty() {
        return "–".to_owned();
    }
    let mut out = names
        .iter()
        .take(SHOWN)
        .map(|name| shortened(name, LONGEST))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        out.push_str(", …");
    }
    out
}
