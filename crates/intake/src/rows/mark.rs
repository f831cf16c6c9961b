//! `marks` and `exams`: what was achieved.

use balsts_domain::achievement::{Mark, MarkKind};
use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{
    Choice, Column, ColumnType, DATE, INSTITUTION_CODE, PERSONAL_CODE, PUPIL_CODE, SUBJECT, choice, optional,
    required,
};
use crate::row_reader::RowReader;

const KINDS: &[Choice] = &[
    choice("current", &["kārtējais", "kārtējs", "ikdienas"]),
    choice("semester", &["semestra", "semestris"]),
    choice("annual", &["gada", "gads"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    SUBJECT,
    DATE,
    required("value", &["Vērtējums", "Atzīme"], ColumnType::Mark),
    required("kind", &["Vērtējuma veids", "Veids"], ColumnType::Choice(KINDS)),
    optional("number", &["Numurs", "Nr."], ColumnType::Whole(1, 99)),
];

/// A mark given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkGiven<'a> {
    /// To whom.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// In which subject.
    pub subject: &'a str,
    /// When.
    pub date: Date,
    /// The mark.
    pub value: Mark,
    /// For a piece of work, a semester or a year.
    pub kind: MarkKind,
    /// Which of several marks of the day, from 1.
    pub number: u8,
}

impl<'a> MarkGiven<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code, subject, date) = (row.pupil(), row.code(2), row.text(3), row.date(4));
        let value = row.mark(5);
        let kind = row.known(6, MarkKind::parse);
        let number = row
            .whole(7)
            .and_then(|number| u8::try_from(number).ok())
            .unwrap_or(1);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            subject: subject?,
            date: date?,
            value: value?,
            kind: kind?,
            number,
        })
    }
}

pub(crate) const EXAM_COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    SUBJECT,
    DATE,
    required("grade", &["Klase", "Klases posms"], ColumnType::Whole(1, 12)),
    required(
        "percent",
        &["Procenti", "Rezultāts %", "Vērtējums %"],
        ColumnType::Decimal(0, 100),
    ),
];

/// The result of a central exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exam<'a> {
    /// Whose.
    pub pupil: PupilRef<'a>,
    /// In which subject.
    pub subject: &'a str,
    /// When it was taken.
    pub date: Date,
    /// In which grade.
    pub grade: u8,
    /// Hundredths of a per cent.
    pub percent_hundredths: i32,
}

impl<'a> Exam<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, subject, date) = (row.pupil(), row.text(2), row.date(3));
        let grade = row.whole(4).and_then(|number| u8::try_from(number).ok());
        let percent = row
            .thousandths(5)
            .and_then(|number| i32::try_from((number + 5) / 10).ok());
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            subject: subject?,
            date: date?,
            grade: grade?,
            percent_hundredths: percent?,
        })
    }
}
