//! The one model all tabular reports share: columns with a machine key and a heading, rows of typed cells, totals and
//! notes. It knows nothing of where the numbers come from; the files below turn it into CSV, XLSX and HTML.

mod cell;
mod csv;
pub(crate) mod formula;
pub(crate) mod html;
mod label;
mod number;
mod xlsx;

use jiff::civil::Date;

pub use cell::{Cell, Decimal};
pub use label::{Label, Language};

/// What the cells of a column hold; decides alignment, number format and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    /// A decimal number shown with this many decimals.
    Decimal(u8),
    Date,
    /// A fraction (0,5 = 50 %) shown as a percentage with this many decimals.
    Percent(u8),
}

impl Kind {
    /// Whether cells of this kind are aligned at the right, as figures are.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal(_) | Self::Percent(_))
    }
}

/// A column: the key is the CSV header and public interface, the heading is for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    pub heading: Label,
    pub kind: Kind,
}

impl Column {
    pub fn new(key: &'static str, lv: &str, en: &str, kind: Kind) -> Self {
        Self {
            key,
            heading: Label::new(lv, en),
            kind,
        }
    }

    /// The column of institutions, the first of most reports.
    pub(crate) fn institution() -> Self {
        Self::new("institution", "Iestāde", "Institution", Kind::Text)
    }

    /// The column of school years.
    pub(crate) fn school_year() -> Self {
        Self::new("school_year", "Mācību gads", "School year", Kind::Text)
    }

    /// The column of grades.
    pub(crate) fn grade() -> Self {
        Self::new("grade", "Klase", "Grade", Kind::Integer)
    }

    /// A column of whole numbers.
    pub(crate) fn count(key: &'static str, lv: &str, en: &str) -> Self {
        Self::new(key, lv, en, Kind::Integer)
    }

    /// A column of shares.
    pub(crate) fn share(key: &'static str, lv: &str, en: &str) -> Self {
        Self::new(key, lv, en, Kind::Percent(1))
    }
}

/// A row has as many cells as the table has columns.
pub type Row = Vec<Cell>;

/// A table ready to be written. Rows shorter than the columns are filled with [`Cell::Missing`] when written, longer ones are
/// cut: a report never fails at the moment it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub title: Label,
    /// What exactly is counted: unit, period, area.
    pub caption: Option<Label>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Rows of totals, last in every output and left out of the filter of a spreadsheet.
    pub totals: Vec<Row>,
    pub notes: Vec<Label>,
    pub source: Option<Label>,
    /// The day the figures stand for; also the creation date of the document.
    pub as_of: Option<Date>,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("the table could not be written as CSV: {0}")]
    Csv(String),
    #[error("the table could not be written as XLSX: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

impl Table {
    /// A table without rows.
    pub fn new(title: Label, columns: Vec<Column>) -> Self {
        Self {
            title,
            caption: None,
            columns,
            rows: Vec::new(),
            totals: Vec::new(),
            notes: Vec::new(),
            source: None,
            as_of: None,
        }
    }

    /// The same with words that say what is counted.
    #[must_use]
    pub(crate) fn captioned(mut self, lv: impl Into<String>, en: impl Into<String>) -> Self {
        self.caption = Some(Label::new(lv.into(), en.into()));
        self
    }

    /// What is counted and as of which day, where either is said.
    pub(crate) fn about(&self, language: Language) -> Option<String> {
        let day = self.as_of.map(|day| match language {
            Language::Latvian => format!("dati uz {}", language.date(day)),
            Language::English => format!("as of {}", language.date(day)),
        });
        let counted = self
            .caption
            .as_ref()
            .map(|caption| caption.in_language(language).to_owned());
        match (counted, day) {
            (Some(counted), Some(day)) => Some(format!("{counted}; {day}")),
            (counted, day) => counted.or(day),
        }
    }

    /// Says that nothing is known: a table without rows has one total, in which every figure is missing. Missing is never 0.
    pub fn no_data(&mut self) {
        let figures = self.columns.iter().skip(1).map(|_| Cell::Missing);
        self.totals = vec![
            std::iter::once(crate::absences::total_name())
                .chain(figures)
                .collect(),
        ];
    }

    /// Whether any of its cells is withheld.
    pub fn withholds(&self) -> bool {
        self.lines().any(|(row, _)| row.contains(&Cell::Withheld))
    }

    /// The cell of a line, counted through rows and totals; [`Cell::Missing`] where there is none.
    pub fn cell(&self, line: usize, column: usize) -> &Cell {
        let row = self.rows.iter().chain(&self.totals).nth(line);
        row.map_or(&Cell::Missing, |row| at(row, column))
    }

    /// Puts a cell in its place, lines counted through rows and totals.
    pub fn set(&mut self, line: usize, column: usize, cell: Cell) {
        let row = self.rows.iter_mut().chain(&mut self.totals).nth(line);
        if let Some(place) = row.and_then(|row| row.get_mut(column)) {
            *place = cell;
        }
    }

    /// Comma-separated, UTF-8 without a byte order mark, plain numbers, ISO dates; the header is the columns' keys.
    pub fn to_csv(&self) -> Result<String, WriteError> {
        csv::write(self)
    }

    /// A workbook of two sheets: the table with its header in the first row, and what it is.
    pub fn to_xlsx(&self, language: Language) -> Result<Vec<u8>, WriteError> {
        xlsx::write(self, language)
    }

    /// A workbook of several tables, each a sheet of its own, and a last sheet that says what they are.
    pub fn workbook(tables: &[Self], language: Language) -> Result<Vec<u8>, WriteError> {
        xlsx::write_all(tables, language)
    }

    /// A `<figure>` with the table, its notes and its source; every text escaped.
    pub fn to_html(&self, language: Language) -> String {
        html::write(self, language)
    }

    /// Rows and totals in order of output, each with as many cells as there are columns.
    fn lines(&self) -> impl Iterator<Item = (&Row, bool)> {
        self.rows
            .iter()
            .map(|row| (row, false))
            .chain(self.totals.iter().map(|row| (row, true)))
    }
}

/// The cell at a column, [`Cell::Missing`] where the row is too short.
pub(crate) fn at(row: &Row, column: usize) -> &Cell {
    row.get(column).unwrap_or(&Cell::Missing)
}
