//! Makes files for tests and reads them whole.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;

use balsts_intake::{FileError, FileSummary, Kind, Lang, Options, RowError, read};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What a file gave.
#[derive(Debug)]
pub struct Outcome {
    pub summary: FileSummary,
    /// Good rows as they print.
    pub good: Vec<String>,
    pub errors: Vec<RowError>,
}

impl Outcome {
    /// Row, column, value and key of each error.
    pub fn refused(&self) -> Vec<(u64, &str, &str, &str)> {
        self.errors
            .iter()
            .map(|error| {
                (
                    error.row,
                    error.column.as_str(),
                    error.value.as_str(),
                    error.problem.key(),
                )
            })
            .collect()
    }

    pub fn warnings(&self) -> Vec<&str> {
        self.summary
            .warnings
            .iter()
            .map(balsts_intake::Warning::key)
            .collect()
    }
}

pub fn read_with(kind: Kind, bytes: &[u8], options: &Options) -> Result<Outcome, FileError> {
    let mut good = Vec::new();
    let mut errors = Vec::new();
    let summary = read(kind, Cursor::new(bytes), options, &mut |_, row| {
        match row {
            Ok(row) => good.push(format!("{row:?}")),
            Err(wrong) => {
                assert!(!wrong.is_empty(), "a bad row says why");
                errors.extend(wrong);
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(Outcome {
        summary,
        good,
        errors,
    })
}

pub fn read_bytes(kind: Kind, bytes: &[u8]) -> Result<Outcome, FileError> {
    read_with(kind, bytes, &Options::default())
}

pub fn read_text(kind: Kind, text: &str) -> Result<Outcome, FileError> {
    read_bytes(kind, text.as_bytes())
}

/// The same table as text.
pub fn text(rows: &[&[&str]]) -> Vec<u8> {
    let quoted = |row: &&[&str]| {
        row.iter()
            .map(|cell| format!("\"{cell}\""))
            .collect::<Vec<_>>()
            .join(";")
    };
    rows.iter()
        .map(quoted)
        .collect::<Vec<_>>()
        .join("\n")
        .into_bytes()
}

/// The key of the file's error.
pub fn refusal(result: Result<Outcome, FileError>) -> &'static str {
    let error = result.expect_err("the file is refused");
    for lang in Lang::ALL {
        assert!(
            !error.text(lang).is_empty() && !error.text(lang).contains('{'),
            "{}",
            error.text(lang)
        );
    }
    error.key()
}

/// A workbook of one sheet with texts.
pub fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    workbook(|book| {
        let sheet = book.add_worksheet();
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                sheet
                    .write(u32::try_from(at).unwrap(), u16::try_from(column).unwrap(), *cell)
                    .unwrap();
            }
        }
    })
}

pub fn workbook(make: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    make(&mut book);
    book.save_to_buffer().unwrap()
}

/// The same archive with its parts changed.
pub fn repacked(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        out.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        out.write_all(&change(&name, content)).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub const ABSENCES: &str = "personal_code,institution_code,date,lesson,subject,kind\n";
/// A code whose check digit holds.
pub const CODE: &str = "010101-20010";
