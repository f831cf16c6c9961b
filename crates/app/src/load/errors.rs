//! The refused rows of a file as a table to be mended and sent again: the same in the terminal and in the browser.

use std::{
    io::{Read, Seek},
    path::Path,
};

use balsts_intake::{Kind, Lang};
use balsts_reports::table::{Cell, Column, Kind as ColumnKind, Label, Language, Table};

use super::{LoadOptions, LoadReport};
use crate::{AppError, Result};

/// How the table of errors is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorTable {
    /// Comma-separated.
    Csv,
    /// A workbook.
    Xlsx,
}

impl ErrorTable {
    /// By the end of a file's name.
    pub fn of_name(name: &str) -> Option<Self> {
        let end = Path::new(name).extension()?;
        if end.eq_ignore_ascii_case("csv") {
            Some(Self::Csv)
        } else if end.eq_ignore_ascii_case("xlsx") {
            Some(Self::Xlsx)
        } else {
            None
        }
    }

    /// Writes the refused rows of a file that was read with these options.
    ///
    /// # Errors
    /// Conflict where the file cannot be read at all.
    pub fn write(
        self,
        kind: Kind,
        file: impl Read + Seek,
        options: &LoadOptions,
        report: &LoadReport,
    ) -> Result<Vec<u8>> {
        let (reading, rejected) = (options.reading(), &report.rejected);
        let unread = |_| AppError::Conflict("error-load-no-table");
        if self == Self::Csv {
            let mut out = Vec::new();
            balsts_intake::write_errors(kind, file, &reading, rejected, &mut out).map_err(unread)?;
            return Ok(out);
        }
        let mut lines: Vec<Vec<String>> = Vec::new();
        balsts_intake::error_rows(kind, file, &reading, rejected, &mut |line| {
            lines.push(line);
            Ok(())
        })
        .map_err(unread)?;
        let mut lines = lines.into_iter();
        let columns = lines.next().unwrap_or_default();
        let mut table = Table::new(
            Label::new("Kļūdainās rindas", "Refused rows"),
            columns
                .iter()
                .map(|name| Column::new("", name, name, ColumnKind::Text))
                .collect(),
        );
        table.rows = lines
            .map(|line| line.into_iter().map(Cell::text).collect())
            .collect();
        let language = match options.lang {
            Lang::Lv => Language::Latvian,
            Lang::En => Language::English,
        };
        table
            .to_xlsx(language)
            .map_err(|error| AppError::Internal(error.to_string()))
    }
}
