//! `absences`, `absence-totals` and `lessons`: what was missed, and of how much.

use balsts_domain::attendance::{AbsenceKind, Lesson};
use balsts_domain::registry::ClassLabel;
use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{
    CLASS, Choice, Column, ColumnType, DATE, FROM, INSTITUTION_CODE, Need, PERSONAL_CODE, PUPIL_CODE,
    SUBJECT, TO, choice, required,
};
use crate::row_reader::RowReader;

const KINDS: &[Choice] = &[
    choice("unexcused", &["neattaisnots", "neattaisnoti", "neattaisnota"]),
    choice("unknown", &["nezināms", "nav zināms", "iemesls nezināms"]),
    choice("illness", &["slimība", "slimības dēļ"]),
    choice(
        "excused",
        &["attaisnots", "attaisnoti", "attaisnota", "citi attaisnoti"],
    ),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    DATE,
    required(
        "lesson",
        &["Stunda", "Mācību stunda", "Stundas nr."],
        ColumnType::Whole(1, Lesson::LAST as i64),
    ),
    Column {
        need: Need::Optional,
        ..SUBJECT
    },
    required(
        "kind",
        &["Kavējuma veids", "Veids", "Iemesls"],
        ColumnType::Choice(KINDS),
    ),
];

/// A lesson missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence<'a> {
    /// Who.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// The day.
    pub date: Date,
    /// Which lesson of the day.
    pub lesson: Lesson,
    /// The subject, if the journal says it.
    pub subject: Option<&'a str>,
    /// Why.
    pub kind: AbsenceKind,
}

impl<'a> Absence<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code, date) = (row.pupil(), row.code(2), row.date(3));
        let lesson = row.whole(4).and_then(|number| Lesson::new(number).ok());
        let subject = row.text(5);
        let kind = row.chosen(6, |code| {
            AbsenceKind::ALL.into_iter().find(|kind| kind.code() == code)
        });
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            date: date?,
            lesson: lesson?,
            subject,
            kind: kind?,
        })
    }
}

const MOST_LESSONS: ColumnType = ColumnType::Whole(0, 5_000);

pub(crate) const TOTAL_COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    FROM,
    Column {
        need: Need::Required,
        ..TO
    },
    required(
        "unexcused",
        &["Neattaisnoti", "Neattaisnoti kavējumi"],
        MOST_LESSONS,
    ),
    required("illness", &["Slimības dēļ", "Slimība"], MOST_LESSONS),
    required(
        "excused",
        &["Attaisnoti", "Citi attaisnoti", "Citu iemeslu dēļ"],
        MOST_LESSONS,
    ),
];

/// Lessons missed in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsenceTotal<'a> {
    /// Who.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Without excuse.
    pub unexcused: u32,
    /// For illness.
    pub illness: u32,
    /// Otherwise excused.
    pub excused: u32,
}

impl<'a> AbsenceTotal<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code) = (row.pupil(), row.code(2));
        let (from, to) = row.period(3, 4);
        let mut count = |index| row.whole(index).and_then(|number| u32::try_from(number).ok());
        let (unexcused, illness, excused) = (count(5), count(6), count(7));
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            from: from?,
            to: to?,
            unexcused: unexcused?,
            illness: illness?,
            excused: excused?,
        })
    }
}

pub(crate) const LESSON_COLUMNS: &[Column] = &[
    INSTITUTION_CODE,
    CLASS,
    FROM,
    Column {
        need: Need::Required,
        ..TO
    },
    required(
        "lessons",
        &["Stundas", "Stundu skaits", "Notikušās stundas"],
        MOST_LESSONS,
    ),
];

/// Lessons held for a class in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonsHeld<'a> {
    /// Where.
    pub institution_code: &'a str,
    /// For which class.
    pub class: ClassLabel,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How many.
    pub lessons: u32,
}

impl<'a> LessonsHeld<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (institution_code, class) = (row.code(0), row.class(1));
        let (from, to) = row.period(2, 3);
        let lessons = row.whole(4).and_then(|number| u32::try_from(number).ok());
        row.is_good().then_some(())?;
        Some(Self {
            institution_code: institution_code?,
            class: class?,
            from: from?,
            to: to?,
            lessons: lessons?,
        })
    }
}
