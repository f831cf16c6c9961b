//! The cells of one sheet as rows. Cells come one by one; a row is as wide as its header, whatever lies beyond.

use std::collections::HashSet;
use std::fmt::Write;
use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, XlsxCellReader, XlsxError, XlsxFormulaMetadata};

use crate::cells::{CellKind, RawRow, Span, cell_name};
use crate::file_error::FileError;

/// No table has more columns; further cells are outside of it.
pub(crate) const MOST_COLUMNS: usize = 1_000;

pub(crate) struct SheetRows<'a, S: Read + Seek> {
    reader: XlsxCellReader<'a, S>,
    /// The first cell of the next row, read while ending the last.
    ahead: Option<Ahead<'a>>,
    row: u32,
    width: usize,
    spans: Vec<Span>,
    arena: String,
    /// The first cell right of the table.
    outside: Option<String>,
    ended: bool,
    /// A column and its rows that are shown in per cent.
    percent: Option<(usize, HashSet<u32>)>,
}

struct Ahead<'a> {
    row: u32,
    column: usize,
    value: DataRef<'a>,
    formula: Option<XlsxFormulaMetadata>,
}

impl<'a, S: Read + Seek> SheetRows<'a, S> {
    pub fn new(reader: XlsxCellReader<'a, S>) -> Self {
        Self {
            reader,
            ahead: None,
            row: 0,
            width: MOST_COLUMNS,
            spans: Vec::new(),
            arena: String::new(),
            outside: None,
            ended: false,
            percent: None,
        }
    }

    /// From here on, cells in this column and beyond are outside the table.
    pub fn narrow(&mut self, width: usize) {
        self.width = width;
    }

    /// In these rows of a column, numbers are read as people see them: 85 for 0.85.
    pub fn in_percent(&mut self, column: usize, rows: HashSet<u32>) {
        self.percent = Some((column, rows));
    }

    /// Bytes held in memory for rows, which must not grow with the sheet.
    pub fn bytes_held(&self) -> usize {
        self.arena.capacity() + self.spans.capacity() * size_of::<Span>()
    }

    pub fn outside(&self) -> Option<&str> {
        self.outside.as_deref()
    }

    /// The next row that has a cell; None at the end.
    pub fn next(&mut self) -> Result<Option<RawRow<'_>>, FileError> {
        self.spans.clear();
        self.arena.clear();
        let mut begun = false;
        if let Some(cell) = self.ahead.take() {
            self.row = cell.row;
            begun = true;
            self.put(&cell);
        }
        while !self.ended {
            let Some(cell) = self.next_cell()? else {
                self.ended = true;
                break;
            };
            if begun && cell.row != self.row {
                if cell.row < self.row {
                    return Err(FileError::Damaged);
                }
                self.ahead = Some(cell);
                break;
            }
            self.row = cell.row;
            begun = true;
            self.put(&cell);
        }
        Ok(begun.then(|| RawRow::new(u64::from(self.row) + 1, "", &self.arena, &self.spans)))
    }

    fn next_cell(&mut self) -> Result<Option<Ahead<'a>>, FileError> {
        loop {
            let Some(cell) = guarded(|| self.reader.next_cell_with_formula_metadata())? else {
                return Ok(None);
            };
            if cell.formula.is_some() || !matches!(cell.value, DataRef::Empty) {
                let (row, column) = cell.pos;
                return Ok(Some(Ahead {
                    row,
                    column: column as usize,
                    value: cell.value,
                    formula: cell.formula,
                }));
            }
        }
    }

    fn put(&mut self, cell: &Ahead<'_>) {
        if cell.column >= self.width {
            if self.outside.is_none() {
                self.outside = Some(cell_name(cell.row.into(), cell.column));
            }
            return;
        }
        let start = self.arena.len();
        let of = match &cell.formula {
            Some(formula) => {
                self.arena.push('=');
                if let XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } =
                    formula
                {
                    self.arena.extend(formula.chars().take(100));
                } else {
                    self.arena.push('…');
                }
                CellKind::Formula
            }
            None => match (&cell.value, &self.percent) {
                (DataRef::Float(number), Some((column, rows)))
                    if *column == cell.column && rows.contains(&cell.row) =>
                {
                    write_number(number * 100.0, &mut self.arena);
                    CellKind::Number
                }
                (value, _) => write_value(value, &mut self.arena),
            },
        };
        if self.spans.len() <= cell.column {
            self.spans.resize(
                cell.column + 1,
                Span {
                    of: CellKind::Made,
                    ..Span::EMPTY
                },
            );
        }
        self.spans[cell.column] = Span {
            start: start as u32,
            len: (self.arena.len() - start) as u32,
            of,
        };
    }
}

/// calamine computes with what the file says; a number it overflows on is a damaged file, not our end.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FileError> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(|error| match error {
            XlsxError::Password => FileError::OldExcel,
            _ => FileError::Damaged,
        }),
        Err(_) => Err(FileError::Damaged),
    }
}

fn write_value(value: &DataRef<'_>, out: &mut String) -> CellKind {
    match value {
        DataRef::Empty => CellKind::Made,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            out.push_str(text);
            CellKind::Made
        }
        DataRef::SharedString(text) => {
            out.push_str(text);
            CellKind::Made
        }
        DataRef::Bool(truth) => {
            out.push_str(if *truth { "true" } else { "false" });
            CellKind::Made
        }
        DataRef::Int(number) => {
            _ = write!(out, "{number}");
            CellKind::Number
        }
        DataRef::Float(number) => {
            write_number(*number, out);
            CellKind::Number
        }
        DataRef::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 1.0 => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            _ = write!(out, "{year:04}-{month:02}-{day:02}");
            CellKind::Made
        }
        DataRef::DateTime(moment) => {
            write_number(moment.as_f64(), out);
            CellKind::Number
        }
        DataRef::Error(error) => {
            _ = write!(out, "{error}");
            CellKind::Error
        }
    }
}

/// As a person would type it: 12 and not 12.0, 0.933 and not 0.93300000000000005.
fn write_number(number: f64, out: &mut String) {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        _ = write!(out, "{number:.0}");
        return;
    }
    let start = out.len();
    _ = write!(out, "{number:.9}");
    let kept = out[start..].trim_end_matches('0').trim_end_matches('.').len();
    out.truncate(start + kept);
}
