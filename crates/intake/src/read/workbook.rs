//! Workbooks: archive, sheet, header, then rows.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::{FileSummary, Format, HEADER_WITHIN, Headless, Run, accept, find_header};
use crate::cells::{CellKind, RawRow, cell_name};
use crate::columns::ColumnType;
use crate::file_error::FileError;
use crate::header::{Layout, Source, Trial};
use crate::kind::Kind;
use crate::options::Options;
use crate::problem::Problem;
use crate::warning::Warning;
use crate::xlsx::guard::{Findings, inspect};
use crate::xlsx::merged::Merged;
use crate::xlsx::sheets::Workbook;

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 2_048;

/// A workbook whose header is understood.
struct Opened<S: Read + Seek> {
    workbook: Workbook<S>,
    sheet: String,
    others: Vec<String>,
    header_row: u64,
    layout: Layout,
    warnings: Vec<Warning>,
    merged: Merged,
}

pub(super) fn read<S: Read + Seek>(
    kind: Kind,
    source: S,
    options: &Options,
    run: &mut Run<'_, '_>,
) -> Result<FileSummary, FileError> {
    let (source, counter) = Counted::new(source);
    let mut opened = open(kind, source, options)?;
    let format = Format::Xlsx {
        sheet: opened.sheet.clone(),
    };
    let mut summary = FileSummary::new(kind, format, opened.header_row, &opened.layout);
    for sheet in std::mem::take(&mut opened.workbook.hidden) {
        summary.warn(Warning::HiddenSheet { sheet }, run.limit);
    }
    for sheet in opened.others {
        summary.warn(Warning::SheetNotRead { sheet }, run.limit);
    }
    for warning in opened.warnings {
        summary.warn(warning, run.limit);
    }
    let layout = &opened.layout;
    let mut headless = Headless::default();
    let percent = match percent_column(layout) {
        Some(column) => Some((column, opened.workbook.percent_rows(&opened.sheet, column)?)),
        None => None,
    };
    let mut rows = opened.workbook.rows(&opened.sheet)?;
    rows.narrow(layout.headers.len());
    if let Some((column, shown)) = percent {
        rows.in_percent(column, shown);
    }
    counter.set(0);
    while let Some(raw) = rows.next()? {
        if raw.row <= opened.header_row || raw.is_blank() {
            continue;
        }
        headless.look(raw, layout, &mut summary, run.limit);
        let flow = match opened.merged.touching(raw.row) {
            Some(merge) => {
                let problem = Problem::MergedCells { range: merge.range };
                summary.refuse(
                    raw.row,
                    layout,
                    merge.column,
                    raw.cell(merge.column).0,
                    problem,
                    run,
                )
            }
            None => summary.take(raw, layout, run),
        };
        if flow.is_break() {
            break;
        }
        if summary.rows.is_multiple_of(REPORT_EVERY) {
            run.report(counter.get());
        }
    }
    summary.bytes_held = rows.bytes_held();
    if let Some(cell) = rows.outside() {
        let warning = Warning::OutsideTable {
            cell: cell.to_owned(),
        };
        summary.warn(warning, run.limit);
    }
    run.report(run.total);
    summary.conclude()
}

pub(super) fn raw_rows<S: Read + Seek>(
    kind: Kind,
    source: S,
    options: &Options,
    row: &mut dyn FnMut(&Layout, RawRow<'_>) -> ControlFlow<()>,
) -> Result<Vec<String>, FileError> {
    let mut opened = open(kind, source, options)?;
    let mut rows = opened.workbook.rows(&opened.sheet)?;
    rows.narrow(opened.layout.headers.len());
    while let Some(raw) = rows.next()? {
        if raw.row > opened.header_row && !raw.is_blank() && row(&opened.layout, raw).is_break() {
            break;
        }
    }
    Ok(opened.layout.headers)
}

/// The column of the file that holds percentages, if the kind has one.
fn percent_column(layout: &Layout) -> Option<usize> {
    layout
        .columns
        .iter()
        .zip(&layout.sources)
        .find_map(|(column, source)| match (column.of, source) {
            (ColumnType::Decimal(0, 100), Source::Field(place)) => Some(*place),
            _ => None,
        })
}

fn open<S: Read + Seek>(kind: Kind, mut source: S, options: &Options) -> Result<Opened<S>, FileError> {
    let findings = inspect(&mut source, &options.limits)?;
    let mut workbook = Workbook::open(source)?;
    let profile = options.profile.as_ref();
    let said = options
        .sheet
        .as_deref()
        .or_else(|| profile.and_then(|profile| profile.sheet.as_deref()));
    let mut candidates = workbook.candidates(said)?;
    let mut trials = Vec::new();
    for sheet in &candidates {
        if let Some((row, trial)) = header_of(kind, &mut workbook, sheet, options)? {
            trials.push((sheet.clone(), row, trial));
        }
    }
    if candidates.len() > 1 {
        // Sheets with explanations beside the table are usual; two tables are a question.
        trials.retain(|(_, _, trial)| trial.fits());
        if trials.len() != 1 {
            return Err(FileError::SeveralSheets { sheets: candidates });
        }
    }
    let Some((sheet, header_row, trial)) = trials.pop() else {
        return Err(FileError::Empty);
    };
    candidates.retain(|other| *other != sheet);
    let (layout, warnings) = accept(header_row, trial)?;
    let merged = merged(&mut workbook, &sheet, findings, header_row, layout.headers.len())?;
    Ok(Opened {
        workbook,
        sheet,
        others: candidates,
        header_row,
        layout,
        warnings,
        merged,
    })
}

fn header_of<S: Read + Seek>(
    kind: Kind,
    workbook: &mut Workbook<S>,
    sheet: &str,
    options: &Options,
) -> Result<Option<(u64, Trial)>, FileError> {
    let mut rows = workbook.rows(sheet)?;
    let mut first = Vec::new();
    let mut formulas = Vec::new();
    while first.len() < HEADER_WITHIN
        && let Some(raw) = rows.next()?
    {
        let mut cells: Vec<String> = raw.cells().map(str::to_owned).collect();
        let formula = (0..raw.len()).find(|place| raw.cell(*place).1 == CellKind::Formula);
        if let Some(place) = formula {
            formulas.push((raw.row, place));
        }
        while cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        first.push((raw.row, cells));
    }
    let found = find_header(kind, &first, options);
    if let Some((row, _)) = &found
        && let Some((_, place)) = formulas.iter().find(|(formula, _)| formula == row)
    {
        return Err(FileError::HeaderFormula {
            cell: cell_name(row - 1, *place),
        });
    }
    Ok(found)
}

fn merged<S: Read + Seek>(
    workbook: &mut Workbook<S>,
    sheet: &str,
    findings: Findings,
    header_row: u64,
    width: usize,
) -> Result<Merged, FileError> {
    if !findings.merges {
        return Ok(Merged::default());
    }
    let ranges = workbook.merges(sheet)?;
    let below = |range: &calamine::Dimensions| u64::from(range.end.0) + 1 >= header_row;
    let mut merged = Merged::new(ranges.into_iter().filter(below).collect(), width);
    match merged.touching(header_row) {
        Some(merge) => Err(FileError::HeaderMerged { range: merge.range }),
        None => Ok(merged),
    }
}

/// Counts what is read of a file, for progress.
struct Counted<S> {
    source: S,
    read: Rc<Cell<u64>>,
}

impl<S> Counted<S> {
    fn new(source: S) -> (Self, Rc<Cell<u64>>) {
        let read = Rc::new(Cell::new(0));
        (
            Self {
                source,
                read: Rc::clone(&read),
            },
            read,
        )
    }
}

impl<S: Read> Read for Counted<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

impl<S: Seek> Seek for Counted<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}
