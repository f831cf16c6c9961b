//! `declared-children`: children with a declared address in the municipality, to find those on no school's list.

use balsts_domain::registry::DeclaredStatus;
use jiff::civil::Date;

use super::PupilRef;
use super::pupil::{BIRTH_DATE, DECLARED_ADDRESS, FAMILY_NAME, GIVEN_NAME};
use crate::columns::{Choice, Column, ColumnType, PERSONAL_CODE, PUPIL_CODE, choice, optional};
use crate::row_reader::RowReader;

const STATUSES: &[Choice] = &[
    choice("enrolled_elsewhere", &["mācās citur"]),
    choice("left_country", &["izbraucis no valsts"]),
    choice("adopted_abroad", &["adoptēts uz ārvalstīm"]),
    choice("missing", &["bezvēsts prombūtnē"]),
    choice("declaration_annulled", &["deklarācija anulēta"]),
    choice("long_illness", &["ilgstoši slimo"]),
    choice("disability", &["invaliditāte"]),
    choice("foreign_citizen", &["ārvalstu pilsonis"]),
    choice("refugee", &["bēglis"]),
    choice("other", &["cits iemesls"]),
    choice("no_information", &["nav informācijas"]),
    choice("being_clarified", &["tiek noskaidrots"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    GIVEN_NAME,
    FAMILY_NAME,
    BIRTH_DATE,
    DECLARED_ADDRESS,
    optional("status", &["Statuss", "Iemesls"], ColumnType::Choice(STATUSES)),
    optional(
        "basic_education_completed",
        &["Pamatizglītība iegūta", "Iegūta pamatizglītība"],
        ColumnType::YesNo,
    ),
];

/// A child declared in the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclaredChild<'a> {
    /// Who.
    pub pupil: PupilRef<'a>,
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Birth date; of an old personal code where the file gives none.
    pub birth_date: Option<Date>,
    /// The declared address.
    pub declared_address: Option<&'a str>,
    /// What explains the child, if anything does.
    pub status: Option<DeclaredStatus>,
    /// Whether basic education is completed, if said.
    pub basic_education_completed: Option<bool>,
}

impl<'a> DeclaredChild<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, given_name, family_name) = (row.pupil(), row.text(2), row.text(3));
        let given = row.date(4);
        row.compare_birth_date(4, pupil, given);
        let birth_date = given.or_else(|| pupil.and_then(PupilRef::birth_date));
        let declared_address = row.text(5);
        let status = row.known(6, DeclaredStatus::parse);
        let basic_education_completed = row.yes_no(7);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            given_name: given_name?,
            family_name: family_name?,
            birth_date,
            declared_address,
            status,
            basic_education_completed,
        })
    }
}
