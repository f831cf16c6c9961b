//! A document as PDF, set by typst from `document.typ`: tagged (PDF/UA-1), archivable (PDF/A-2a), its fonts inside. Nothing is read
//! from the machine: no fonts, no files, no clock.

use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Block, Document, DocumentError};

const TEMPLATE: &str = include_str!("document.typ");
const MAIN: &str = "/document.typ";
const DATA: &str = "/document.json";

/// What is the same for every document.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .filter(|font| font.info().family == "Libertinus Serif")
        .collect();
    Press {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// What the template is given.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    document: &'a Document,
    shown_date: Option<String>,
    /// For each part, for each row of its table, how high its cells are.
    heights: Vec<Vec<Vec<usize>>>,
}

/// One document with its template.
struct Sheet {
    main: Source,
    data: FileId,
    json: Bytes,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &PRESS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &PRESS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data {
            Ok(self.json.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        PRESS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn heights(block: &Block) -> Vec<Vec<usize>> {
    let Block::Grid { grid } = block else {
        return Vec::new();
    };
    let of_row = |row| {
        (0..grid.columns.len())
            .map(|column| grid.height(row, column))
            .collect()
    };
    (0..grid.rows.len()).map(of_row).collect()
}

pub(super) fn write(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let pdf = set(document);
    // What typst remembers between documents would only grow: each document is set once.
    comemo::evict(0);
    pdf
}

fn set(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let failed = |message: String| DocumentError::Pdf(message);
    let json = serde_json::to_vec(&Printed {
        shown_date: document.date.map(|date| document.language.date_in_words(date)),
        heights: document.blocks.iter().map(heights).collect(),
        document,
    })
    .map_err(|error| failed(error.to_string()))?;
    let sheet = Sheet {
        main: Source::new(file(MAIN)?, TEMPLATE.to_owned()),
        data: file(DATA)?,
        json: Bytes::new(json),
    };
    let set = typst::compile::<PagedDocument>(&sheet)
        .output
        .map_err(|errors| failed(messages(&errors)))?;
    // An archive asks for the day of a document.
    let standards: &[PdfStandard] = match document.date {
        Some(_) => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        None => &[PdfStandard::Ua_1],
    };
    let standards = PdfStandards::new(standards).map_err(|error| failed(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Balsts".to_owned())),
        timestamp: document
            .date
            .and_then(|day| {
                Datetime::from_ymd(
                    i32::from(day.year()),
                    u8::try_from(day.month()).ok()?,
                    u8::try_from(day.day()).ok()?,
                )
            })
            .map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&set, &options).map_err(|errors| failed(messages(&errors)))
}

fn file(path: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(path).map_err(|_| DocumentError::Pdf(format!("`{path}` is no path")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    let each: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    each.join("; ")
}
