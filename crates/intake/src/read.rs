//! Reads a file row by row into the caller's sink. The file is judged first (size, encoding, archive, header), then
//! its rows stream: what is held in memory does not grow with their number.

mod text;
mod workbook;

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use crate::cells::{RawRow, cell_name};
use crate::file_error::FileError;
use crate::header::{Layout, Trial};
use crate::kind::Kind;
use crate::options::{Encoding, Options, Separator};
use crate::problem::{Problem, RowError};
use crate::profile::{Profile, ProfileError};
use crate::row_reader::RowReader;
use crate::rows::Row;
use crate::warning::Warning;

/// What receives the rows: the row's number, and the row or all that is wrong with it. Breaks to stop reading.
pub type Sink<'s> = dyn for<'a> FnMut(u64, Result<Row<'a>, Vec<RowError>>) -> ControlFlow<()> + 's;

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub read: u64,
    /// Bytes in all.
    pub total: u64,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub struct FileSummary {
    /// The KIND it was read as.
    pub kind: Kind,
    /// CSV or XLSX, and how.
    pub format: Format,
    /// The row of the header.
    pub header_row: u64,
    /// The header as it is written.
    pub headers: Vec<String>,
    /// Rows with data, good and bad.
    pub rows: u64,
    /// Rows refused.
    pub bad_rows: u64,
    /// Rows that the profile leaves out.
    pub left_out: u64,
    /// Records given to the sink as good: more than rows in a wide table.
    pub records: u64,
    /// What is worth knowing, up to [`crate::Limits::warnings`].
    pub warnings: Vec<Warning>,
    /// All warnings, also those not kept.
    pub warnings_total: u64,
    /// The sink stopped the reading.
    pub stopped: bool,
    /// The most bytes that rows took in memory at a time.
    pub bytes_held: usize,
}

/// What kind of file it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv {
        /// Said or found out.
        encoding: Encoding,
        /// Said or found out.
        separator: Separator,
    },
    /// A workbook.
    Xlsx {
        /// The sheet that was read.
        sheet: String,
    },
}

/// Reads a file of a KIND.
pub fn read<S: Read + Seek>(
    kind: Kind,
    source: S,
    options: &Options,
    sink: &mut Sink<'_>,
) -> Result<FileSummary, FileError> {
    read_with_progress(kind, source, options, &mut |_| {}, sink)
}

/// Reads a file of a KIND and says from time to time how far it is.
pub fn read_with_progress<S: Read + Seek>(
    kind: Kind,
    mut source: S,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
    sink: &mut Sink<'_>,
) -> Result<FileSummary, FileError> {
    if let Some(profile) = &options.profile
        && profile.kind != kind
    {
        return Err(FileError::Profile(ProfileError::OtherKind {
            profile: profile.kind,
            file: kind,
        }));
    }
    let total = source.seek(SeekFrom::End(0))?;
    if total == 0 {
        return Err(FileError::Empty);
    }
    let workbook = is_workbook(&mut source)?;
    let limit = if workbook {
        options.limits.workbook_bytes
    } else {
        options.limits.text_bytes
    };
    if total > limit {
        return Err(FileError::TooLarge { bytes: total, limit });
    }
    let mut run = Run {
        progress,
        sink,
        total,
        limit: options.limits.warnings,
    };
    if workbook {
        workbook::read(kind, source, options, &mut run)
    } else {
        text::read(kind, source, options, &mut run)
    }
}

/// Every row of the file as text, for showing it and for the table of errors. Stops when the callback breaks.
pub(crate) fn raw_rows<S: Read + Seek>(
    kind: Kind,
    mut source: S,
    options: &Options,
    row: &mut dyn FnMut(&Layout, RawRow<'_>) -> ControlFlow<()>,
) -> Result<Vec<String>, FileError> {
    if is_workbook(&mut source)? {
        workbook::raw_rows(kind, source, options, row)
    } else {
        text::raw_rows(kind, source, options, row)
    }
}

/// A workbook begins as an archive does; an old or protected one has its own beginning.
fn is_workbook<S: Read + Seek>(source: &mut S) -> Result<bool, FileError> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    source.by_ref().take(8).read_to_end(&mut head)?;
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(FileError::OldExcel);
    }
    if head.starts_with(b"PK\x05\x06") {
        return Err(FileError::NotSpreadsheet);
    }
    Ok(head.starts_with(b"PK\x03\x04"))
}

/// How many rows are tried as the header.
const HEADER_WITHIN: usize = 30;

/// The header among the first rows: the first that has all that is required, else the one that has most.
fn find_header(kind: Kind, rows: &[(u64, Vec<String>)], options: &Options) -> Option<(u64, Trial)> {
    let plain = Profile::plain(kind);
    let profile = options.profile.as_ref().unwrap_or(&plain);
    let names = crate::header::names(kind, profile);
    let mut best: Option<(u64, Trial)> = None;
    for (row, cells) in rows {
        // The table of errors has its header in row 1, whatever stood above the header of the file.
        let own = || cells.iter().any(|cell| cell == crate::write::ROW_COLUMN);
        if cells.iter().all(|cell| cell.trim().is_empty()) || *row <= profile.skip_rows && !own() {
            continue;
        }
        let trial = crate::header::trial(kind, cells, profile, &names);
        if trial.fits() {
            return Some((*row, trial));
        }
        if best
            .as_ref()
            .is_none_or(|(_, other)| trial.matched > other.matched)
        {
            best = Some((*row, trial));
        }
    }
    best
}

/// The layout of a header, or why it is refused; with the warnings it gives.
fn accept(row: u64, trial: Trial) -> Result<(Layout, Vec<Warning>), FileError> {
    if !trial.fits() {
        return Err(FileError::HeadersMissing {
            row,
            missing: trial.missing,
            found: trial
                .layout
                .headers
                .into_iter()
                .filter(|header| !header.trim().is_empty())
                .collect(),
        });
    }
    match trial.doubled {
        Some(error) => Err(error),
        None => Ok((trial.layout, trial.warnings)),
    }
}

/// What all formats share while their rows stream.
struct Run<'r, 's> {
    progress: &'r mut dyn FnMut(Progress),
    sink: &'r mut Sink<'s>,
    total: u64,
    limit: usize,
}

impl Run<'_, '_> {
    fn report(&mut self, read: u64) {
        (self.progress)(Progress {
            read: read.min(self.total),
            total: self.total,
        });
    }
}

impl FileSummary {
    fn new(kind: Kind, format: Format, header_row: u64, layout: &Layout) -> Self {
        Self {
            kind,
            format,
            header_row,
            headers: layout.headers.clone(),
            rows: 0,
            bad_rows: 0,
            left_out: 0,
            records: 0,
            warnings: Vec::new(),
            warnings_total: 0,
            stopped: false,
            bytes_held: 0,
        }
    }

    fn warn(&mut self, warning: Warning, limit: usize) {
        self.warnings_total += 1;
        if self.warnings.len() < limit {
            self.warnings.push(warning);
        }
    }

    /// Reads a row that is not blank and gives it to the sink, once or, in a wide table, once for each cell.
    fn take(&mut self, raw: RawRow<'_>, layout: &Layout, run: &mut Run<'_, '_>) -> ControlFlow<()> {
        self.rows += 1;
        if layout.wide.is_empty() {
            return match self.record(raw, layout, None, run) {
                (_, flow @ ControlFlow::Break(())) => {
                    self.stopped = true;
                    flow
                }
                (bad, flow) => {
                    self.bad_rows += u64::from(bad);
                    flow
                }
            };
        }
        let mut any_bad = false;
        let mut flow = ControlFlow::Continue(());
        for (place, key) in &layout.wide {
            if raw.cell(*place).0.is_empty() {
                continue;
            }
            let (bad, next) = self.record(raw, layout, Some((*place, key)), run);
            any_bad |= bad;
            flow = next;
            if flow.is_break() {
                self.stopped = true;
                break;
            }
        }
        self.bad_rows += u64::from(any_bad);
        flow
    }

    fn record(
        &mut self,
        raw: RawRow<'_>,
        layout: &Layout,
        wide: Option<(usize, &str)>,
        run: &mut Run<'_, '_>,
    ) -> (bool, ControlFlow<()>) {
        let mut reader = RowReader::new(raw, layout, wide);
        if reader.left_out() {
            self.left_out += 1;
            return (false, ControlFlow::Continue(()));
        }
        let row = Row::read(layout.kind, &mut reader);
        for warning in reader.warnings.drain(..) {
            self.warn(warning, run.limit);
        }
        match row {
            Some(row) if reader.errors.is_empty() => {
                self.records += 1;
                (false, (run.sink)(raw.row, Ok(row)))
            }
            _ => (true, (run.sink)(raw.row, Err(reader.errors))),
        }
    }

    /// Gives a row that is refused as a whole to the sink.
    fn refuse(
        &mut self,
        row: u64,
        layout: &Layout,
        place: usize,
        value: &str,
        problem: Problem,
        run: &mut Run<'_, '_>,
    ) -> ControlFlow<()> {
        self.rows += 1;
        self.bad_rows += 1;
        let column = match layout.headers.get(place).map(|header| header.trim()) {
            Some(header) if !header.is_empty() => header.to_owned(),
            _ => cell_name(0, place).trim_end_matches('1').to_owned(),
        };
        let error = RowError {
            row,
            column,
            field: "",
            value: value.to_owned(),
            problem,
        };
        let flow = (run.sink)(row, Err(vec![error]));
        self.stopped |= flow.is_break();
        flow
    }

    fn conclude(self) -> Result<Self, FileError> {
        if self.rows == 0 && !self.stopped {
            Err(FileError::HeaderOnly)
        } else {
            Ok(self)
        }
    }
}

/// Columns that have values but no header, noted once each.
#[derive(Debug, Default)]
struct Headless(Vec<usize>);

impl Headless {
    fn look(&mut self, raw: RawRow<'_>, layout: &Layout, summary: &mut FileSummary, limit: usize) {
        for (place, header) in layout.headers.iter().enumerate() {
            if header.trim().is_empty() && !raw.cell(place).0.is_empty() && !self.0.contains(&place) {
                self.0.push(place);
                summary.warn(Warning::ColumnWithoutHeader { position: place + 1 }, limit);
            }
        }
    }
}
