//! `pupils`: who they are. The birth date is a field of its own, since a new personal code tells none.

use balsts_domain::registry::ProgrammeCode;
use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{Choice, Column, ColumnType, PERSONAL_CODE, PUPIL_CODE, choice, optional, required};
use crate::row_reader::RowReader;

const SEXES: &[Choice] = &[
    choice("female", &["sieviete", "S", "meitene", "F"]),
    choice("male", &["vīrietis", "V", "zēns", "M"]),
];

pub(crate) const GIVEN_NAME: Column = required("given_name", &["Vārds", "Vārdi"], ColumnType::Text(200));
pub(crate) const FAMILY_NAME: Column = required("family_name", &["Uzvārds"], ColumnType::Text(200));
pub(crate) const BIRTH_DATE: Column =
    optional("birth_date", &["Dzimšanas datums", "Dzimis"], ColumnType::Date);
pub(crate) const DECLARED_ADDRESS: Column = optional(
    "declared_address",
    &["Deklarētā adrese", "Deklarētā dzīvesvieta", "Adrese"],
    ColumnType::Text(500),
);

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    GIVEN_NAME,
    FAMILY_NAME,
    BIRTH_DATE,
    optional("sex", &["Dzimums"], ColumnType::Choice(SEXES)),
    optional(
        "declared_municipality",
        &["Deklarētā pašvaldība", "Pašvaldība"],
        ColumnType::Text(200),
    ),
    DECLARED_ADDRESS,
    optional(
        "home_language",
        &["Mājas valoda", "Ģimenes valoda"],
        ColumnType::Text(60),
    ),
    optional(
        "special_programme_code",
        &["Speciālās programmas kods"],
        ColumnType::ProgrammeCode,
    ),
];

/// A pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pupil<'a> {
    /// By which codes other files name the pupil.
    pub pupil: PupilRef<'a>,
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Birth date; of an old personal code where the file gives none.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The municipality of the declared address, by code or name.
    pub declared_municipality: Option<&'a str>,
    /// The declared address.
    pub declared_address: Option<&'a str>,
    /// The language of home, as the school records it.
    pub home_language: Option<&'a str>,
    /// The special programme recommended or followed.
    pub special_programme_code: Option<ProgrammeCode>,
}

/// Sex, as the register states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl Sex {
    /// The code of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }

    fn of(code: &str) -> Option<Self> {
        [Self::Female, Self::Male]
            .into_iter()
            .find(|sex| sex.code() == code)
    }
}

impl<'a> Pupil<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, given_name, family_name) = (row.pupil(), row.text(2), row.text(3));
        let given = row.date(4);
        row.compare_birth_date(4, pupil, given);
        let birth_date = given.or_else(|| pupil.and_then(PupilRef::birth_date));
        let sex = row.chosen(5, Sex::of);
        let (declared_municipality, declared_address, home_language) =
            (row.text(6), row.text(7), row.text(8));
        let special_programme_code = row.programme_code(9);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            given_name: given_name?,
            family_name: family_name?,
            birth_date,
            sex,
            declared_municipality,
            declared_address,
            home_language,
            special_programme_code,
        })
    }
}
