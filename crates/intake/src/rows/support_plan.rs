//! `support-plans`: individual support plans of earlier years, as a record.

use balsts_domain::calendar::{SchoolYear, Semester};

use super::PupilRef;
use crate::columns::{Column, ColumnType, INSTITUTION_CODE, PERSONAL_CODE, PUPIL_CODE, optional, required};
use crate::row_reader::RowReader;

pub(crate) const COLUMNS: &[Column] = &[
    PERSONAL_CODE,
    PUPIL_CODE,
    INSTITUTION_CODE,
    required("school_year", &["Mācību gads", "M.g."], ColumnType::SchoolYear),
    required("semester", &["Semestris"], ColumnType::Semester),
    required("risks", &["Riski", "Riska faktori"], ColumnType::List),
    optional(
        "evaluation",
        &["Izvērtējums", "Rezultāts"],
        ColumnType::Text(4_000),
    ),
];

/// A support plan of an earlier semester.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportPlan<'a> {
    /// Whose.
    pub pupil: PupilRef<'a>,
    /// Where.
    pub institution_code: &'a str,
    /// Of which school year.
    pub school_year: SchoolYear,
    /// Of which semester.
    pub semester: Semester,
    /// Codes of risk factors with `;` between them.
    pub risks: &'a str,
    /// How it ended. Sensitive.
    pub evaluation: Option<&'a str>,
}

impl<'a> SupportPlan<'a> {
    /// The risk codes one by one.
    pub fn risk_codes(&self) -> impl Iterator<Item = &'a str> {
        self.risks
            .split([';', '|'])
            .map(str::trim)
            .filter(|code| !code.is_empty())
    }

    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (pupil, institution_code) = (row.pupil(), row.code(2));
        let (school_year, semester) = (row.school_year(3), row.semester(4));
        let (risks, evaluation) = (row.list(5), row.text(6));
        row.is_good().then_some(())?;
        Some(Self {
            pupil: pupil?,
            institution_code: institution_code?,
            school_year: school_year?,
            semester: semester?,
            risks: risks?,
            evaluation,
        })
    }
}
