//! `circumstances`: what an institution knows about a pupil's life. Sensitive: seen only by those entitled.

use jiff::civil::Date;

use super::PupilRef;
use crate::columns::{Column, ColumnType, FROM, PERSONAL_CODE, PUPIL_CODE, TO, required};
use crate::row_reader::RowReader;

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    required(
        "kind",
        &["Veids", "Apstāklis", "Riska faktors"],
        ColumnType::Text(200),
    ),
    FROM,
    TO,
    required(
        "source_institution",
        &["Avots", "Ziņu avots", "Iestāde"],
        ColumnType::Code,
    ),
];

/// A circumstance of a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstance<'a> {
    /// Whose.
    pub pupil: PupilRef<'a>,
    /// A factor of the taxonomy or a status such as `out_of_family_care`; the domain knows which.
    pub kind: &'a str,
    /// First day.
    pub from: Date,
    /// Last day, if it has come.
    pub to: Option<Date>,
    /// Who knows it.
    pub source_institution: &'a str,
}

impl<'a> Circumstance<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, kind) = (row.pupil(), row.text(2));
        let (from, to) = row.period(3, 4);
        let source_institution = row.code(5);
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            kind: kind?,
            from: from?,
            to,
            source_institution: source_institution?,
        })
    }
}
