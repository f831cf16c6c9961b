//! Text files: encoding, separator, header, then rows.

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use super::{FileSummary, Format, HEADER_WITHIN, Headless, Run, accept, find_header};
use crate::cells::RawRow;
use crate::csv::bytes::Bytes;
use crate::csv::records::Records;
use crate::csv::survey::{Survey, survey};
use crate::file_error::FileError;
use crate::header::{Layout, Trial};
use crate::kind::Kind;
use crate::options::{Options, Separator};
use crate::problem::Problem;
use crate::warning::Warning;

/// A text file whose header is understood.
struct Opened {
    survey: Survey,
    separator: Separator,
    header_row: u64,
    layout: Layout,
    warnings: Vec<Warning>,
}

pub(super) fn read<S: Read + Seek>(
    kind: Kind,
    mut source: S,
    options: &Options,
    run: &mut Run<'_, '_>,
) -> Result<FileSummary, FileError> {
    let Opened {
        survey,
        separator,
        header_row,
        layout,
        warnings,
    } = open(kind, &mut source, options)?;
    let format = Format::Csv {
        encoding: survey.encoding,
        separator,
    };
    let mut summary = FileSummary::new(kind, format, header_row, &layout);
    if survey.assumed {
        summary.warn(Warning::AssumedEncoding, run.limit);
    }
    for warning in warnings {
        summary.warn(warning, run.limit);
    }
    let width = layout.headers.len();
    let any_headless = layout.headers.iter().any(|header| header.trim().is_empty());
    let mut headless = Headless::default();
    let mut records = records(&mut source, &survey, separator)?;
    let mut reported = u64::MAX;
    loop {
        let read = records.bytes_read();
        if read != reported {
            reported = read;
            run.report(survey.mark + read);
            summary.bytes_held = summary.bytes_held.max(records.bytes_held());
        }
        let Some(raw) = records.next()? else {
            break;
        };
        if raw.row <= header_row || raw.is_blank() {
            continue;
        }
        if any_headless {
            headless.look(raw, &layout, &mut summary, run.limit);
        }
        let flow = match beyond(raw, width) {
            Some(place) => {
                let problem = Problem::TooManyFields {
                    expected: width,
                    found: raw.len(),
                };
                summary.refuse(raw.row, &layout, place, raw.cell(place).0, problem, run)
            }
            None => summary.take(raw, &layout, run),
        };
        if flow.is_break() {
            break;
        }
    }
    summary.bytes_held = summary.bytes_held.max(records.bytes_held());
    run.report(run.total);
    summary.conclude()
}

/// The first value beyond the header.
fn beyond(raw: RawRow<'_>, width: usize) -> Option<usize> {
    (width..raw.len()).find(|place| !raw.cell(*place).0.is_empty())
}

pub(super) fn raw_rows<S: Read + Seek>(
    kind: Kind,
    mut source: S,
    options: &Options,
    row: &mut dyn FnMut(&Layout, RawRow<'_>) -> ControlFlow<()>,
) -> Result<Vec<String>, FileError> {
    let opened = open(kind, &mut source, options)?;
    let mut records = records(&mut source, &opened.survey, opened.separator)?;
    while let Some(raw) = records.next()? {
        if raw.row > opened.header_row && !raw.is_blank() && row(&opened.layout, raw).is_break() {
            break;
        }
    }
    Ok(opened.layout.headers)
}

fn records<S: Read + Seek>(
    source: S,
    survey: &Survey,
    separator: Separator,
) -> Result<Records<S>, FileError> {
    let mut source = source;
    source.seek(SeekFrom::Start(survey.mark))?;
    Ok(Records::new(
        Bytes::new(source, survey.encoding),
        separator.byte(),
    ))
}

fn open<S: Read + Seek>(kind: Kind, source: &mut S, options: &Options) -> Result<Opened, FileError> {
    let profile = options.profile.as_ref();
    let said_encoding = options
        .encoding
        .or_else(|| profile.and_then(|profile| profile.encoding));
    let said = options
        .separator
        .or_else(|| profile.and_then(|profile| profile.separator));
    let survey = survey(source, said_encoding)?;
    let mut tried = Vec::new();
    let mut failed = None;
    for separator in Separator::ALL {
        match first_rows(source, &survey, separator) {
            Ok(rows) if rows.iter().all(|(_, cells)| cells.iter().all(String::is_empty)) => {
                return Err(FileError::Empty);
            }
            Ok(rows) => {
                if let Some((row, trial)) = find_header(kind, &rows, options) {
                    tried.push((separator, row, trial));
                }
            }
            Err(error) => {
                if said.is_none_or(|said| said == separator) {
                    failed.get_or_insert(error);
                }
            }
        }
    }
    let (separator, header_row, trial) = choose(tried, said, failed)?;
    let (layout, warnings) = accept(header_row, trial)?;
    Ok(Opened {
        survey,
        separator,
        header_row,
        layout,
        warnings,
    })
}

/// The separator said, when the header agrees; else the one that finds most of the header.
fn choose(
    mut tried: Vec<(Separator, u64, Trial)>,
    said: Option<Separator>,
    failed: Option<FileError>,
) -> Result<(Separator, u64, Trial), FileError> {
    if let Some(said) = said {
        let fitting = tried
            .iter()
            .find(|(separator, _, trial)| *separator != said && trial.fits());
        let found = fitting.map(|(separator, ..)| *separator);
        let own = tried.iter().position(|(separator, ..)| *separator == said);
        return match (own, found) {
            (Some(own), _) if tried[own].2.fits() => Ok(tried.swap_remove(own)),
            (_, Some(found)) => Err(FileError::SeparatorMismatch {
                said: said.character(),
                found: found.character(),
            }),
            (Some(own), None) => Ok(tried.swap_remove(own)),
            (None, None) => Err(failed.unwrap_or(FileError::Separator)),
        };
    }
    let best = tried
        .iter()
        .enumerate()
        .max_by_key(|(index, (_, _, trial))| {
            (
                trial.fits(),
                trial.matched,
                trial.layout.headers.len(),
                usize::MAX - index,
            )
        })
        .map(|(index, _)| index);
    match best {
        // One column and no match, whatever splits: the separator is another.
        Some(best) if tried[best].2.fits() || tried[best].2.layout.headers.len() > 1 => {
            Ok(tried.swap_remove(best))
        }
        _ => Err(failed.unwrap_or(FileError::Separator)),
    }
}

fn first_rows<S: Read + Seek>(
    source: &mut S,
    survey: &Survey,
    separator: Separator,
) -> Result<Vec<(u64, Vec<String>)>, FileError> {
    let mut records = records(source, survey, separator)?;
    let mut rows = Vec::new();
    let mut blank = 0;
    while rows.len() < HEADER_WITHIN && blank < 10_000 {
        match records.next() {
            Ok(Some(raw)) if raw.is_blank() => blank += 1,
            Ok(Some(raw)) => {
                if raw.len() > crate::xlsx::rows::MOST_COLUMNS {
                    return Err(FileError::TooManyColumns {
                        limit: crate::xlsx::rows::MOST_COLUMNS,
                    });
                }
                rows.push((raw.row, raw.cells().map(str::to_owned).collect()));
            }
            Err(error) if rows.is_empty() => return Err(error),
            // A mistake further down is that row's: the header may well stand above it.
            Ok(None) | Err(_) => break,
        }
    }
    Ok(rows)
}
