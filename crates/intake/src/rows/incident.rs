//! `incidents`: what happened, and in which role a pupil was there.

use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{
    Choice, Column, ColumnType, DATE, INSTITUTION_CODE, PERSONAL_CODE, PUPIL_CODE, choice, optional, required,
};
use crate::row_reader::RowReader;

const ROLES: &[Choice] = &[
    choice("involved", &["iesaistīts", "iesaistītais", "iesaistīta"]),
    choice("victim", &["cietušais", "cietusī", "cietis"]),
    choice("witness", &["liecinieks", "lieciniece"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    DATE,
    required("kind", &["Veids", "Notikuma veids"], ColumnType::Text(120)),
    required("role", &["Loma"], ColumnType::Choice(ROLES)),
    optional(
        "note",
        &["Piezīme", "Piezīmes", "Apraksts"],
        ColumnType::Text(4_000),
    ),
];

/// A pupil's part in an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident<'a> {
    /// Who.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// When.
    pub date: Date,
    /// What, in the words or codes of the institution.
    pub kind: &'a str,
    /// In which role.
    pub role: IncidentRole,
    /// More about it. Sensitive.
    pub note: Option<&'a str>,
}

/// A pupil's part in an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IncidentRole {
    /// Took part.
    Involved,
    /// Suffered it.
    Victim,
    /// Saw it.
    Witness,
}

impl IncidentRole {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Involved, Self::Victim, Self::Witness];

    /// The code of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Involved => "involved",
            Self::Victim => "victim",
            Self::Witness => "witness",
        }
    }
}

impl<'a> Incident<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code, date, kind) = (row.pupil(), row.code(2), row.date(3), row.text(4));
        let role = row.chosen(5, |code| {
            IncidentRole::ALL.into_iter().find(|role| role.code() == code)
        });
        let note = row.text(6);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            date: date?,
            kind: kind?,
            role: role?,
            note,
        })
    }
}
