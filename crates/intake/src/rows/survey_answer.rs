//! `survey-answers`: answers counted, never tied to a person.

use jiff::civil::Date;

use crate::columns::{Column, ColumnType, DATE, INSTITUTION_CODE, optional, required};
use crate::row_reader::RowReader;

pub(crate) const COLUMNS: &[Column] = &[
    required("survey", &["Aptauja"], ColumnType::Text(200)),
    required("question", &["Jautājums"], ColumnType::Text(1_000)),
    DATE,
    INSTITUTION_CODE,
    required("answer", &["Atbilde"], ColumnType::Text(2_000)),
    optional(
        "count",
        &["Skaits", "Atbilžu skaits"],
        ColumnType::Whole(0, 1_000_000),
    ),
];

/// An answer and how often it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SurveyAnswer<'a> {
    /// The survey.
    pub survey: &'a str,
    /// The question.
    pub question: &'a str,
    /// The day of the survey.
    pub date: Date,
    /// Where.
    pub institution_code: &'a str,
    /// The answer.
    pub answer: &'a str,
    /// How often, 1 where the file counts row by row.
    pub count: u32,
}

impl<'a> SurveyAnswer<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (survey, question, date) = (row.text(0), row.text(1), row.date(2));
        let (institution_code, answer) = (row.code(3), row.text(4));
        let count = row
            .whole(5)
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(1);
        row.is_good().then_some(())?;
        Some(Self {
            survey: survey?,
            question: question?,
            date: date?,
            institution_code: institution_code?,
            answer: answer?,
            count,
        })
    }
}
