//! What is wrong with one value of one row, in a form that the terminal, the browser and the downloadable table
//! all show alike: row, column, value, and a sentence saying what is accepted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::columns::ColumnType;
use crate::text::{Lang, say};

/// One bad value of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowError {
    /// The row as a spreadsheet counts it; the header of an ordinary file is row 1.
    pub row: u64,
    /// The column as the file's own header calls it; the canonical name where the file lacks it.
    pub column: String,
    /// The canonical name of the column, empty where the problem is the row as a whole.
    pub field: &'static str,
    /// The value as it stands in the file. May be personal: shown to the sender, never logged.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Why a value is refused.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A required value is missing.
    Required(ColumnType),
    /// A dash, `x` or `Nav datu` where a value is required: whoever wrote it said that there is none.
    NoFigure(ColumnType),
    /// Neither a personal code nor a pupil code stands in the row.
    PupilMissing,
    /// Not eleven digits of a personal code, old or new.
    PersonalCodeFormat,
    /// The century digit of an old personal code is none of 0, 1, 2.
    PersonalCodeCentury {
        /// The digit that stands there.
        digit: char,
    },
    /// The date in an old personal code does not exist.
    PersonalCodeDate,
    /// A pupil's code given by an institution has characters it may not have.
    PupilCodeFormat,
    /// A personal code in the column of pupil codes: the same child would be two pupils.
    PersonalCodeAsPupilCode,
    /// Not a date.
    Date(ColumnType),
    /// A date before 1900 or after 2100.
    DateRange,
    /// The end of a period lies before its start.
    PeriodReversed {
        /// The start.
        from: Date,
    },
    /// Not a number.
    NotANumber(ColumnType),
    /// A number with a fraction where a whole one is due.
    NotWhole(ColumnType),
    /// A number outside what the column takes: a lesson 0 or 40, a mark of 11, 101 per cent.
    OutOfRange(ColumnType),
    /// A value that is none of those the column takes.
    NotAccepted(ColumnType),
    /// A text longer than the column takes.
    TooLong {
        /// The most characters it may have.
        max: usize,
    },
    /// A text with a control character.
    ControlCharacter,
    /// More values in the row than the header has columns: most often a separator inside an unquoted text.
    TooManyFields {
        /// Columns of the header.
        expected: usize,
        /// Values of the row.
        found: usize,
    },
    /// A cell that holds a formula. Stored results may be missing or stale, so they are not trusted.
    Formula,
    /// A row touched by merged cells: only one of them holds the value.
    MergedCells {
        /// The merged range.
        range: String,
    },
    /// A cell that holds `#REF!`, `#N/A` or another error of the spreadsheet.
    CellError(ColumnType),
    /// Two columns of which at least one must have a value, and none has.
    OneOfTwo {
        /// One of them.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
}

impl Problem {
    /// The stable key of the problem, the same in every language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Required(_) => "required",
            Self::NoFigure(_) => "no-figure",
            Self::PupilMissing => "pupil-missing",
            Self::PersonalCodeFormat => "personal-code-format",
            Self::PersonalCodeCentury { .. } => "personal-code-century",
            Self::PersonalCodeDate => "personal-code-date",
            Self::PupilCodeFormat => "pupil-code-format",
            Self::PersonalCodeAsPupilCode => "personal-code-as-pupil-code",
            Self::Date(_) => "date",
            Self::DateRange => "date-range",
            Self::PeriodReversed { .. } => "period-reversed",
            Self::NotANumber(_) => "not-a-number",
            Self::NotWhole(_) => "not-whole",
            Self::OutOfRange(_) => "out-of-range",
            Self::NotAccepted(_) => "not-accepted",
            Self::TooLong { .. } => "too-long",
            Self::ControlCharacter => "control-character",
            Self::TooManyFields { .. } => "too-many-fields",
            Self::Formula => "formula",
            Self::MergedCells { .. } => "merged-cells",
            Self::CellError(_) => "cell-error",
            Self::OneOfTwo { .. } => "one-of-two",
        }
    }

    /// What is wrong and what is accepted, as a sentence without row, column and value.
    pub fn text(&self, lang: Lang) -> String {
        let key = self.key();
        match self {
            Self::Required(of)
            | Self::NoFigure(of)
            | Self::Date(of)
            | Self::NotANumber(of)
            | Self::NotWhole(of)
            | Self::OutOfRange(of)
            | Self::NotAccepted(of)
            | Self::CellError(of) => say(key, lang, &[("accepts", &of.accepts(lang))]),
            Self::PersonalCodeFormat => {
                say(key, lang, &[("accepts", &ColumnType::PersonalCode.accepts(lang))])
            }
            Self::PupilCodeFormat => say(key, lang, &[("accepts", &ColumnType::PupilCode.accepts(lang))]),
            Self::PersonalCodeCentury { digit } => say(key, lang, &[("digit", &digit.to_string())]),
            Self::PeriodReversed { from } => say(key, lang, &[("from", &from.to_string())]),
            Self::TooLong { max } => say(key, lang, &[("max", &max.to_string())]),
            Self::TooManyFields { expected, found } => say(
                key,
                lang,
                &[("expected", &expected.to_string()), ("found", &found.to_string())],
            ),
            Self::MergedCells { range } => say(key, lang, &[("range", range)]),
            Self::OneOfTwo { first, second } => say(key, lang, &[("first", first), ("second", second)]),
            Self::PupilMissing
            | Self::PersonalCodeAsPupilCode
            | Self::PersonalCodeDate
            | Self::DateRange
            | Self::ControlCharacter
            | Self::Formula => say(key, lang, &[]),
        }
    }
}

impl RowError {
    /// The whole sentence: row, column, value, what is wrong, what is accepted.
    pub fn text(&self, lang: Lang) -> String {
        let key = if self.value.is_empty() {
            "row-error-empty"
        } else {
            "row-error"
        };
        say(
            key,
            lang,
            &[
                ("row", &self.row.to_string()),
                ("column", &self.column),
                ("value", &self.value),
                ("text", &self.problem.text(lang)),
            ],
        )
    }

    /// The error as `--format json` prints it.
    pub fn rejected(&self, lang: Lang) -> Rejected {
        Rejected {
            row: self.row,
            column: self.column.clone(),
            value: self.value.clone(),
            error: self.problem.text(lang),
        }
    }
}

/// A refused row as other programs read it (contract, section 2) and as the table of errors is written. The
/// database's own refusals take this form too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The row, counted from 1 with the header as row 1.
    pub row: u64,
    /// The column, as the file calls it.
    pub column: String,
    /// The value, as it stands in the file.
    pub value: String,
    /// What is wrong and what is accepted.
    pub error: String,
}
