//! The one model that all written documents share: a title, who it comes from, and blocks in order. A report's own file makes it;
//! the files below turn it into HTML for a page, DOCX for Word and LibreOffice, and PDF (feature `pdf`). It knows nothing of where
//! the sentences come from, and texts in it are already in the document's language.

mod docx;
mod grid;
mod html;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod picture;

use jiff::civil::Date;
use serde::Serialize;

pub use grid::{Grid, GridColumn, GridGroup, GridSection};

use crate::format::Language;
use crate::table::Table;

/// A document ready to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Language of every text in it.
    pub language: Language,
    /// What it is: "Individuālais atbalsta plāns".
    pub title: String,
    /// The institution it comes from, above the title.
    pub issuer: Option<String>,
    /// The day it stands for, shown under the title and kept as the creation date.
    pub date: Option<Date>,
    /// Who may read it, above everything else: "Ierobežotas pieejamības informācija".
    pub restriction: Option<String>,
    /// Whether pages lie on their side: for wide tables.
    pub landscape: bool,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading; 1 is the highest under the title, 3 the lowest.
    Heading { level: u8, text: String },
    /// A paragraph; its line breaks stay.
    Text { text: String },
    /// A remark in smaller type: a source, an assumption.
    Note { text: String },
    /// What is known, each under its name.
    Facts { facts: Vec<Fact> },
    /// Points without an order.
    List { items: Vec<String> },
    /// A table.
    Grid { grid: Grid },
    /// A picture.
    Picture { picture: Picture },
    /// Lines to sign on, one for each.
    Signatures { lines: Vec<String> },
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// A drawing with the words that stand for it where it isn't seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// SVG of a fixed size.
    pub svg: String,
    /// What is to be seen.
    pub alt: String,
}

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    #[error("the document could not be written as DOCX: {0}")]
    Docx(String),
    #[error("the document could not be written as PDF: {0}")]
    Pdf(String),
    #[error("this program was built without PDF; DOCX and HTML are there")]
    NoPdf,
}

impl Document {
    /// A document without parts.
    pub fn new(language: Language, title: impl Into<String>) -> Self {
        Self {
            language,
            title: title.into(),
            issuer: None,
            date: None,
            restriction: None,
            landscape: false,
            blocks: Vec::new(),
        }
    }

    /// A report's table as a document of its own, from whom and of which day; wide ones lie on their side.
    pub fn of_table(table: &Table, language: Language, issuer: impl Into<String>, date: Date) -> Self {
        const UPRIGHT: usize = 6;
        let mut document = Self::new(language, table.title.in_language(language));
        document.issuer = Some(issuer.into());
        document.date = Some(date);
        document.landscape = table.columns.len() > UPRIGHT;
        document.table(table);
        document
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        self.push(Block::Heading { level, text })
    }

    /// Adds a paragraph, unless there is nothing to say.
    pub fn text(&mut self, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if text.trim().is_empty() {
            return self;
        }
        self.push(Block::Text { text })
    }

    /// Adds a remark.
    pub fn note(&mut self, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        self.push(Block::Note { text })
    }

    /// Adds named values.
    pub fn facts<N: Into<String>, V: Into<String>>(
        &mut self,
        facts: impl IntoIterator<Item = (N, V)>,
    ) -> &mut Self {
        let facts = facts
            .into_iter()
            .map(|(name, value)| Fact {
                name: name.into(),
                value: value.into(),
            })
            .collect();
        self.push(Block::Facts { facts })
    }

    /// Adds points.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) -> &mut Self {
        let items = items.into_iter().collect();
        self.push(Block::List { items })
    }

    /// Adds a table of texts.
    pub fn grid(&mut self, grid: Grid) -> &mut Self {
        self.push(Block::Grid { grid })
    }

    /// Adds a picture. A table with the same figures goes beside it.
    pub fn picture(&mut self, svg: &crate::chart::Svg, alt: impl Into<String>) -> &mut Self {
        let picture = Picture {
            svg: svg.as_str().to_owned(),
            alt: alt.into(),
        };
        self.push(Block::Picture { picture })
    }

    /// Adds a report's table with its notes and its source.
    pub fn table(&mut self, table: &Table) -> &mut Self {
        let language = self.language;
        self.grid(Grid::of(table, language));
        for note in &table.notes {
            self.note(note.in_language(language));
        }
        if let Some(source) = &table.source {
            let word = match language {
                Language::Latvian => "Avots",
                Language::English => "Source",
            };
            self.note(format!("{word}: {}", source.in_language(language)));
        }
        self
    }

    /// Adds lines to sign on.
    pub fn signatures(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        let lines = lines.into_iter().collect();
        self.push(Block::Signatures { lines })
    }

    fn push(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// An `<article>` with the classes of the pages' interface kit; every text escaped.
    pub fn to_html(&self) -> String {
        html::write(self)
    }

    /// [`Document::to_html`] as a page of its own, with its language, its title and how it looks: to be saved and opened anywhere.
    pub fn to_page(&self) -> String {
        html::page(self.language, &self.title, &self.to_html())
    }

    /// A file that Word and LibreOffice open: styles, repeated header rows, numbered pages, the language of the text.
    pub fn to_docx(&self) -> Result<Vec<u8>, DocumentError> {
        docx::write(self)
    }

    /// Whether this program was built to write PDF: setting pages takes minutes to build, so tests do without.
    pub const PDF: bool = cfg!(feature = "pdf");

    /// A tagged file of PDF/UA-1, with a date of PDF/A-2a too, with its fonts; [`DocumentError::NoPdf`] where [`Document::PDF`] is false.
    pub fn to_pdf(&self) -> Result<Vec<u8>, DocumentError> {
        #[cfg(feature = "pdf")]
        let pdf = pdf::write(self);
        #[cfg(not(feature = "pdf"))]
        let pdf = Err(DocumentError::NoPdf);
        pdf
    }
}
