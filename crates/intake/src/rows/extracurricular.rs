//! `extracurricular`: interest education, vocational orientation and other programmes beside lessons.

use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{Choice, Column, ColumnType, FROM, PERSONAL_CODE, PUPIL_CODE, TO, choice, required};
use crate::row_reader::RowReader;

const KINDS: &[Choice] = &[
    choice("interešu", &["interešu izglītība", "interest"]),
    choice(
        "profesionālās ievirzes",
        &[
            "profesionālās ievirzes izglītība",
            "vocational",
            "vocational_orientation",
        ],
    ),
    choice("neformālā", &["neformālā izglītība", "non_formal"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    required("programme", &["Programma", "Pulciņš"], ColumnType::Text(300)),
    required("kind", &["Veids", "Programmas veids"], ColumnType::Choice(KINDS)),
    FROM,
    TO,
];

/// A pupil's enrolment in a programme beside lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extracurricular<'a> {
    /// Who.
    pub pupil: PupilRef<'a>,
    /// In which programme.
    pub programme: &'a str,
    /// Of which kind.
    pub kind: ExtracurricularKind,
    /// First day.
    pub from: Date,
    /// Last day, if it has come.
    pub to: Option<Date>,
}

/// The kind of a programme beside lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExtracurricularKind {
    /// Interest education.
    Interest,
    /// Vocational orientation: schools of music, art, sports.
    VocationalOrientation,
    /// Other, non-formal.
    NonFormal,
}

impl ExtracurricularKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Interest, Self::VocationalOrientation, Self::NonFormal];

    /// The value of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Interest => "interešu",
            Self::VocationalOrientation => "profesionālās ievirzes",
            Self::NonFormal => "neformālā",
        }
    }
}

impl<'a> Extracurricular<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, programme) = (row.pupil(), row.text(2));
        let kind = row.chosen(3, |code| {
            ExtracurricularKind::ALL
                .into_iter()
                .find(|kind| kind.code() == code)
        });
        let (from, to) = row.period(4, 5);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            programme: programme?,
            kind: kind?,
            from: from?,
            to,
        })
    }
}
