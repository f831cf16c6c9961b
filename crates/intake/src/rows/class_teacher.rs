//! `class-teachers`: who answers for a class, and since when.

use balsts_domain::registry::ClassLabel;
use jiff::civil::Date;

use crate::columns::{CLASS, Column, ColumnType, FROM, INSTITUTION_CODE, TO, required};
use crate::row_reader::RowReader;

pub(crate) const COLUMNS: &[Column] = &[
    INSTITUTION_CODE,
    CLASS,
    required(
        "email",
        &["E-pasts", "Klases audzinātāja e-pasts"],
        ColumnType::Email,
    ),
    FROM,
    TO,
];

/// A teacher of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassTeacher<'a> {
    /// Where.
    pub institution_code: &'a str,
    /// Of which class.
    pub class: ClassLabel,
    /// The address by which the account is known.
    pub email: &'a str,
    /// First day.
    pub from: Date,
    /// Last day, if it has come.
    pub to: Option<Date>,
}

impl<'a> ClassTeacher<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let (institution_code, class, email) = (row.code(0), row.class(1), row.email(2));
        let (from, to) = row.period(3, 4);
        row.is_good().then_some(())?;
        Some(Self {
            institution_code: institution_code?,
            class: class?,
            email: email?,
            from: from?,
            to,
        })
    }
}
