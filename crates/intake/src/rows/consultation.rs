//! `consultations`: hours of help given.

use balsts_domain::support::ConsultationKind;
use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{
    Choice, Column, ColumnType, DATE, INSTITUTION_CODE, PERSONAL_CODE, PUPIL_CODE, choice, optional, required,
};
use crate::row_reader::RowReader;

const KINDS: &[Choice] = &[
    choice("subject", &["priekšmeta", "mācību priekšmets", "priekšmets"]),
    choice("support_staff", &["atbalsta personāls", "atbalsta personāla"]),
    choice(
        "teacher",
        &["pedagogs", "pedagoga", "pedagoga individuālais atbalsts"],
    ),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    DATE,
    required(
        "kind",
        &["Veids", "Konsultācijas veids"],
        ColumnType::Choice(KINDS),
    ),
    optional(
        "subject_or_role",
        &["Priekšmets vai speciālists", "Priekšmets", "Speciālists"],
        ColumnType::Text(200),
    ),
    required("hours", &["Stundas", "Stundu skaits"], ColumnType::Positive(24)),
];

/// A consultation given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consultation<'a> {
    /// To whom.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// When.
    pub date: Date,
    /// By whom.
    pub kind: ConsultationKind,
    /// In which subject or by which specialist.
    pub subject_or_role: Option<&'a str>,
    /// Thousandths of an hour.
    pub hours_thousandths: i32,
}

impl<'a> Consultation<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code, date) = (row.pupil(), row.code(2), row.date(3));
        let kind = row.chosen(4, ConsultationKind::from_code);
        let subject_or_role = row.text(5);
        let hours = row.thousandths(6).and_then(|number| i32::try_from(number).ok());
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            date: date?,
            kind: kind?,
            subject_or_role,
            hours_thousandths: hours?,
        })
    }
}
