//! `staff`: support staff of institutions, in full-time equivalents as of a day.

use balsts_domain::registry::{Fte, SupportRole};
use jiff::civil::Date;

use crate::columns::{Choice, Column, ColumnType, INSTITUTION_CODE, choice, required};
use crate::row_reader::RowReader;

const ROLES: &[Choice] = &[
    choice("social_pedagogue", &["sociālais pedagogs"]),
    choice("psychologist", &["psihologs"]),
    choice("speech_therapist", &["logopēds"]),
    choice("special_educator", &["speciālais pedagogs"]),
    choice("special_education_teacher", &["speciālās izglītības skolotājs"]),
    choice("career_consultant", &["karjeras konsultants"]),
    choice("nurse", &["medmāsa"]),
    choice("teacher_assistant", &["pedagoga palīgs"]),
    choice("other", &["cits"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    INSTITUTION_CODE,
    required(
        "role",
        &["Amats", "Speciālists", "Loma"],
        ColumnType::Choice(ROLES),
    ),
    required(
        "fte",
        &["Likmes", "Likme", "Slodze"],
        ColumnType::Decimal(0, 1_000),
    ),
    required("as_of", &["Datums", "Dati uz", "Uz datumu"], ColumnType::Date),
];

/// Support staff of one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staff<'a> {
    /// Where.
    pub institution_code: &'a str,
    /// In which role.
    pub role: SupportRole,
    /// How many full-time equivalents.
    pub fte: Fte,
    /// On which day.
    pub as_of: Date,
}

impl<'a> Staff<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let institution_code = row.code(0);
        let role = row.known(1, SupportRole::parse);
        let fte = row
            .thousandths(2)
            .and_then(|number| i32::try_from(number).ok())
            .and_then(Fte::from_thousandths);
        let as_of = row.date(3);
        row.is_good().then_some(())?;
        Some(Self {
            institution_code: institution_code?,
            role: role?,
            fte: fte?,
            as_of: as_of?,
        })
    }
}
