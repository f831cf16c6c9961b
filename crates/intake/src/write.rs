//! What goes back to the people who send files: an empty table to fill in, and the refused rows of a file with
//! what is wrong, to be mended and sent again.

use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};
use std::ops::ControlFlow;

use crate::file_error::FileError;
use crate::kind::Kind;
use crate::options::Options;
use crate::problem::Rejected;
use crate::read::raw_rows;

/// The column of the table of errors that holds the row of the file it comes from.
pub const ROW_COLUMN: &str = "rinda";
/// The column of the table of errors that says what is wrong.
pub const ERROR_COLUMN: &str = "kļūda";

/// Spreadsheet programs take a text with this mark in front for UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// How a template names its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeaderNames {
    /// By the Latvian name.
    #[default]
    Latvian,
    /// By the canonical name.
    Canonical,
}

/// The header line of a KIND as a CSV file that a Latvian spreadsheet program opens as a table.
pub fn template(kind: Kind, names: HeaderNames) -> Vec<u8> {
    let header = kind
        .columns()
        .iter()
        .map(|column| match (names, column.aliases.first()) {
            (HeaderNames::Latvian, Some(alias)) => *alias,
            _ => column.name,
        });
    let mut out = MARK.to_vec();
    let mut line = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(::csv::Terminator::CRLF)
        .from_writer(&mut out);
    // Writing to memory does not fail.
    _ = line.write_record(header);
    _ = line.flush();
    drop(line);
    out
}

/// Writes the refused rows of a file as CSV; see [`error_rows`].
pub fn write_errors<S: Read + Seek, W: Write>(
    kind: Kind,
    source: S,
    options: &Options,
    rejected: &[Rejected],
    mut out: W,
) -> Result<u64, FileError> {
    out.write_all(MARK)?;
    let mut table = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    let written = error_rows(kind, source, options, rejected, &mut |line| {
        table.write_record(line).map_err(|error| FileError::Io {
            detail: error.to_string(),
        })
    })?;
    table.flush()?;
    Ok(written)
}

/// The refused rows of a file, after a header: each as it was, with its row number and all that is wrong with it; gives how many they are. The
/// table can be mended in a spreadsheet program and sent as it is: the two added columns are not read. Cells that a
/// spreadsheet program would take for formulas get an apostrophe in front, which reading takes off again.
pub fn error_rows<S: Read + Seek>(
    kind: Kind,
    source: S,
    options: &Options,
    rejected: &[Rejected],
    line: &mut dyn FnMut(Vec<String>) -> Result<(), FileError>,
) -> Result<u64, FileError> {
    let mut by_row: BTreeMap<u64, Vec<&Rejected>> = BTreeMap::new();
    for one in rejected {
        by_row.entry(one.row).or_default().push(one);
    }
    let mut written = 0;
    let mut failed = None;
    let mut headed = false;
    raw_rows(kind, source, options, &mut |layout, raw| {
        let own: Vec<bool> = layout.headers.iter().map(|header| is_own(header)).collect();
        let kept = |place: &usize| !own.get(*place).copied().unwrap_or(false);
        let mut result = Ok(());
        if !headed {
            headed = true;
            let header = layout
                .headers
                .iter()
                .filter(|header| !is_own(header))
                .map(|header| harmless(header));
            let own = [ROW_COLUMN.to_owned(), ERROR_COLUMN.to_owned()];
            result = line(header.chain(own).collect());
        }
        if let Some(errors) = by_row.get(&raw.row) {
            let width = layout.headers.len();
            let cells = (0..width).filter(kept).map(|place| harmless(raw.cell(place).0));
            let text = errors
                .iter()
                .map(|error| described(error))
                .collect::<Vec<_>>()
                .join(" | ");
            let own = [raw.row.to_string(), harmless(&text)];
            result = result.and_then(|()| line(cells.chain(own).collect()));
            written += 1;
        }
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    failed.map_or(Ok(written), Err)
}

fn is_own(header: &str) -> bool {
    header.trim() == ROW_COLUMN || header.trim() == ERROR_COLUMN
}

fn described(error: &Rejected) -> String {
    if error.column.is_empty() {
        error.error.clone()
    } else {
        format!("{}: {}", error.column, error.error)
    }
}

/// A text that begins like a formula must not become one.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text != "-" {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
