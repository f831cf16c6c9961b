//! The prevention programme as a workbook: one sheet a table, the header in the first row. Read again it is the same programme. As a document
//! with the tables of its source: [`document`].

mod actors;
mod document;
mod situation;
mod tables;

use balsts_domain::programme::{Cell, ColumnKind, Programme, Sheet};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

pub(crate) use document::level_name;
pub use document::{Paper, Reached, document};
pub(crate) use tables::{baseline_text, indicator_title, target_text};

use crate::table::{WriteError, formula::is_formula};

/// Width of a column in characters, by what it holds.
const fn width(kind: ColumnKind) -> f64 {
    match kind {
        ColumnKind::Level
        | ColumnKind::MaybeLevel
        | ColumnKind::Flag
        | ColumnKind::Year
        | ColumnKind::MaybeYear
        | ColumnKind::RequiredInteger
        | ColumnKind::Integer => 8.0,
        ColumnKind::Number | ColumnKind::Trend | ColumnKind::Day => 12.0,
        ColumnKind::Years => 18.0,
        ColumnKind::Text | ColumnKind::Required | ColumnKind::Any | ColumnKind::List | ColumnKind::Json => {
            34.0
        }
    }
}

/// The workbook of a programme. The same programme gives the same bytes.
///
/// # Errors
/// Where the workbook can't be written.
pub fn workbook(programme: &Programme) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&programme.document.title)
        .set_author("Balsts")
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    for sheet in programme.sheets() {
        write(workbook.add_worksheet().set_name(sheet.table.code())?, &sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(into: &mut Worksheet, sheet: &Sheet) -> Result<(), WriteError> {
    let header = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E7_EFED))
        .set_border_bottom(FormatBorder::Medium);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, column) in (0_u16..).zip(sheet.table.columns()) {
        into.write_string_with_format(0, at, column.name, &header)?;
        into.set_column_width(at, width(column.kind))?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    let number: f64 = number.to_string().parse().unwrap_or_default();
                    into.write_number_with_format(row, at, number, &body)?;
                }
                Cell::Text(text) if is_formula(text) => {
                    into.write_string_with_format(row, at, text, &body.clone().set_quote_prefix())?;
                }
                Cell::Text(text) => {
                    into.write_string_with_format(row, at, text, &body)?;
                }
            }
        }
    }
    into.set_freeze_panes(1, 0)?;
    Ok(())
}
