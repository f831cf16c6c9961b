//! `guardians`: who represents a pupil. The personal code is the pupil's.

use balsts_domain::people::GuardianRelation;
use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{
    Choice, Column, ColumnType, FROM, Need, PERSONAL_CODE, PUPIL_CODE, TO, choice, optional, required,
};
use crate::row_reader::RowReader;

const RELATIONS: &[Choice] = &[
    choice(
        "parent",
        &[
            "vecāks",
            "māte",
            "tēvs",
            "mamma",
            "tētis",
            "adoptētājs",
            "mother",
            "father",
        ],
    ),
    choice("legal_guardian", &["aizbildnis", "aizbildne", "guardian"]),
    choice(
        "foster_parent",
        &["audžuģimene", "audžumāte", "audžutēvs", "foster_family"],
    ),
    choice(
        "care_institution",
        &["iestādes vadītājs", "aprūpes iestāde", "institution_head"],
    ),
    choice("other", &["cits", "cita"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    required("given_name", &["Vārds", "Pārstāvja vārds"], ColumnType::Text(200)),
    required(
        "family_name",
        &["Uzvārds", "Pārstāvja uzvārds"],
        ColumnType::Text(200),
    ),
    required(
        "relation",
        &["Saistība", "Radniecība", "Statuss"],
        ColumnType::Choice(RELATIONS),
    ),
    optional("phone", &["Tālrunis", "Telefons"], ColumnType::Text(60)),
    optional("email", &["E-pasts"], ColumnType::Email),
    Column {
        need: Need::Optional,
        ..FROM
    },
    TO,
];

/// A guardian of a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guardian<'a> {
    /// Of whom.
    pub pupil: PupilRef<'a>,
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// What they are to the pupil.
    pub relation: GuardianRelation,
    /// Telephone.
    pub phone: Option<&'a str>,
    /// E-mail.
    pub email: Option<&'a str>,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if it has come.
    pub to: Option<Date>,
}

impl<'a> Guardian<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, given_name, family_name) = (row.pupil(), row.text(2), row.text(3));
        let relation = row.known(4, GuardianRelation::parse);
        let (phone, email) = (row.text(5), row.email(6));
        let (from, to) = row.period(7, 8);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            given_name: given_name?,
            family_name: family_name?,
            relation: relation?,
            phone,
            email,
            from,
            to,
        })
    }
}
