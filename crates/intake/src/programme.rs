//! The workbook of a prevention programme: all its sheets as cells. What they mean is for the domain to say.

use std::io::{Read, Seek};

use balsts_domain::{
    numbers::Decimal,
    programme::{Cell, ReadSheet},
};

use crate::cells::{CellKind, RawRow};
use crate::file_error::FileError;
use crate::options::Limits;
use crate::xlsx::guard::inspect;
use crate::xlsx::sheets::Workbook;

/// No programme has more rows in a table.
const MOST_ROWS: usize = 10_000;

fn cell((text, kind): (&str, CellKind)) -> Cell {
    match kind {
        _ if text.is_empty() => Cell::Empty,
        CellKind::Number => Decimal::parse(text).map_or_else(|| Cell::Text(text.to_owned()), Cell::Number),
        _ => Cell::Text(text.to_owned()),
    }
}

fn cells(row: RawRow<'_>) -> Vec<Cell> {
    (0..row.len()).map(|at| cell(row.cell(at))).collect()
}

/// Reads the visible sheets of a workbook; the first row of each is its header. Hidden sheets are not read.
///
/// # Errors
/// A file that is no workbook, is protected or damaged, or would unpack to more than allowed.
pub fn read_programme<S: Read + Seek>(mut source: S, limits: &Limits) -> Result<Vec<ReadSheet>, FileError> {
    inspect(&mut source, limits)?;
    let mut workbook = Workbook::open(source)?;
    let mut sheets = Vec::new();
    for name in workbook.visible_sheets() {
        let mut sheet = ReadSheet {
            name: name.clone(),
            ..ReadSheet::default()
        };
        let mut rows = workbook.rows(&name)?;
        while let Some(row) = rows.next()? {
            let number = u32::try_from(row.row).map_err(|_| FileError::Damaged)?;
            if sheet.header.is_empty() {
                sheet.header = cells(row).iter().map(ToString::to_string).collect();
            } else if sheet.rows.len() < MOST_ROWS {
                sheet.rows.push((number, cells(row)));
            } else {
                return Err(FileError::Bomb {
                    detail: format!("{name}: {number}"),
                    limit: MOST_ROWS.to_string(),
                });
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}
