//! `institutions`: the schools, preschools and other institutions of the municipality.

use balsts_domain::registry::InstitutionKinds;

use crate::columns::{Choice, Column, ColumnType, choice, optional, required};
use crate::row_reader::RowReader;

const KINDS: &[Choice] = &[
    choice("preschool", &["pirmsskola", "PII"]),
    choice("primary_school", &["sākumskola"]),
    choice("basic_school", &["pamatskola"]),
    choice("secondary_school", &["vidusskola"]),
    choice("gymnasium", &["ģimnāzija"]),
    choice("state_gymnasium", &["valsts ģimnāzija"]),
    choice("special_school", &["speciālā skola"]),
    choice("vocational_school", &["profesionālā", "tehnikums", "PIKC"]),
    choice("vocational_orientation", &["profesionālās ievirzes"]),
    choice("interest_education", &["interešu"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    required("code", &["Kods", "Iestādes kods"], ColumnType::Code),
    required(
        "name",
        &["Nosaukums", "Iestādes nosaukums", "Iestāde"],
        ColumnType::Text(300),
    ),
    required(
        "kind",
        &["Veids", "Iestādes veids", "Tips"],
        ColumnType::Choices(KINDS),
    ),
    optional(
        "parent_code",
        &["Pakļautība", "Struktūrvienība no", "Galvenās iestādes kods"],
        ColumnType::Code,
    ),
    optional("address", &["Adrese"], ColumnType::Text(500)),
    optional("email", &["E-pasts"], ColumnType::Email),
];

/// An institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Institution<'a> {
    /// The code by which other files name it.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub kinds: InstitutionKinds,
    /// The institution it is a part of.
    pub parent_code: Option<&'a str>,
    /// Where it is.
    pub address: Option<&'a str>,
    /// E-mail.
    pub email: Option<&'a str>,
}

impl<'a> Institution<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (code, name) = (row.code(0), row.text(1));
        let kinds = row.known(2, InstitutionKinds::parse);
        let (parent_code, address, email) = (row.code(3), row.text(4), row.email(5));
        row.is_good().then_some(())?;
        Some(Self {
            code: code?,
            name: name?,
            kinds: kinds?,
            parent_code,
            address,
            email,
        })
    }
}
