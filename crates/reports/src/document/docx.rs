//! A document as DOCX. docx-rs writes the parts of the package; what it has no words for (repeated header rows, the language, the
//! title of the file, styles in the order of the standard's schema) is put into them before they are packed.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Footer, IndentLevel, Level, LevelJc, LevelText,
    NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, PageOrientationType, Paragraph, Run,
    SpecialIndentType, Start, Table, TableCell, TableLayoutType, TableRow, WidthType, XMLDocx,
};

use super::{Block, Document, DocumentError, Grid};
use crate::format::Language;
use crate::table::html::escape;

/// Twentieths of a point: A4 and its margins.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
const MARGIN_LEFT: i32 = 1_701;
const MARGIN: i32 = 1_134;
/// The identifier of the list of points: docx-rs keeps 1 for a numbered list of its own.
const POINTS: usize = 2;
/// The mark of a row that docx-rs can write, and the marks it becomes: such rows are the header rows.
const ROW_MARK: &str = "<w:cantSplit />";
const HEADER_ROW: &str = "<w:cantSplit/><w:tblHeader/>";

pub(super) fn write(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let mut parts = body(document).build();
    complete(&mut parts, document)?;
    let mut out = Cursor::new(Vec::new());
    parts
        .pack(&mut out)
        .map_err(|error| DocumentError::Docx(error.to_string()))?;
    Ok(out.into_inner())
}

fn body(document: &Document) -> Docx {
    let (width, height, orientation) = if document.landscape {
        (LONG_SIDE, SHORT_SIDE, PageOrientationType::Landscape)
    } else {
        (SHORT_SIDE, LONG_SIDE, PageOrientationType::Portrait)
    };
    let text_width = usize::try_from(i64::from(width) - i64::from(MARGIN_LEFT + MARGIN)).unwrap_or_default();
    let points = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("–"),
        LevelJc::new("left"),
    )
    .indent(Some(360), Some(SpecialIndentType::Hanging(360)), None, None);
    let mut docx = Docx::new()
        .page_size(width, height)
        .page_orient(orientation)
        .page_margin(PageMargin {
            top: MARGIN,
            left: MARGIN_LEFT,
            bottom: MARGIN,
            right: MARGIN,
            header: 567,
            footer: 567,
            gutter: 0,
        })
        .footer(
            Footer::new().add_paragraph(
                Paragraph::new()
                    .align(AlignmentType::Center)
                    .add_page_num(PageNum::new())
                    .add_run(Run::new().add_text(" / "))
                    .add_num_pages(NumPages::new()),
            ),
        )
        .add_abstract_numbering(AbstractNumbering::new(POINTS).add_level(points))
        .add_numbering(Numbering::new(POINTS, POINTS));
    if let Some(restriction) = &document.restriction {
        docx = docx.add_paragraph(paragraph(restriction).style("Restriction"));
    }
    if let Some(issuer) = &document.issuer {
        docx = docx.add_paragraph(paragraph(issuer).style("Issuer"));
    }
    docx = docx.add_paragraph(paragraph(&document.title).style("Title"));
    if let Some(date) = document.date {
        docx = docx.add_paragraph(paragraph(&document.language.date(date)));
    }
    for block in &document.blocks {
        docx = add(docx, block, text_width);
    }
    docx
}

fn add(docx: Docx, block: &Block, width: usize) -> Docx {
    match block {
        Block::Heading { level, text } => {
            docx.add_paragraph(paragraph(text).style(&format!("Heading{}", (*level).clamp(1, 3))))
        }
        Block::Text { text } => docx.add_paragraph(paragraph(text)),
        Block::Note { text } => docx.add_paragraph(paragraph(text).style("Note")),
        Block::Facts { facts } => facts.iter().fold(docx, |docx, fact| {
            let name = Run::new().add_text(format!("{}: ", fact.name)).bold();
            docx.add_paragraph(
                Paragraph::new()
                    .style("Fact")
                    .add_run(name)
                    .add_run(run(&fact.value)),
            )
        }),
        Block::List { items } => items.iter().fold(docx, |docx, item| {
            docx.add_paragraph(paragraph(item).numbering(NumberingId::new(POINTS), IndentLevel::new(0)))
        }),
        Block::Grid { grid } => add_grid(docx, grid, width),
        Block::Signatures { lines } => lines.iter().fold(docx, |docx, line| {
            docx.add_paragraph(
                paragraph(&format!("{line}: ______________________________")).style("Signature"),
            )
        }),
    }
}

fn add_grid(mut docx: Docx, grid: &Grid, width: usize) -> Docx {
    if let Some(caption) = &grid.caption {
        docx = docx.add_paragraph(paragraph(caption).style("Caption"));
    }
    let shares: usize = grid.columns.iter().map(|column| usize::from(column.width)).sum();
    let widths: Vec<usize> = grid
        .columns
        .iter()
        .map(|column| width * usize::from(column.width) / shares.max(1))
        .collect();
    let cell = |position: usize, text: &str, strong: bool| {
        let numeric = grid.columns[position].numeric;
        let content = if strong { run(text).bold() } else { run(text) };
        let content = Paragraph::new().style("Cell").add_run(content);
        TableCell::new()
            .width(widths[position], WidthType::Dxa)
            .add_paragraph(if numeric {
                content.align(AlignmentType::Right)
            } else {
                content
            })
    };
    let header = grid
        .columns
        .iter()
        .enumerate()
        .map(|(position, column)| cell(position, &column.heading, true))
        .collect();
    let mut rows = vec![TableRow::new(header).cant_split()];
    rows.extend(super::lines_of(grid).map(|(row, total)| {
        TableRow::new(
            (0..grid.columns.len())
                .map(|position| cell(position, super::at(row, position), total))
                .collect(),
        )
    }));
    docx.add_table(
        Table::new(rows)
            .set_grid(widths.clone())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed),
    )
    // Word joins tables that follow each other.
    .add_paragraph(Paragraph::new().style("Cell"))
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text))
}

/// A run whose line breaks stay.
fn run(text: &str) -> Run {
    text.lines().enumerate().fold(Run::new(), |run, (number, line)| {
        if number == 0 {
            run.add_text(line)
        } else {
            run.add_break(BreakType::TextWrapping).add_text(line)
        }
    })
}

/// Adds to the parts what docx-rs has no words for.
fn complete(parts: &mut XMLDocx, document: &Document) -> Result<(), DocumentError> {
    let text =
        std::str::from_utf8(&parts.document).map_err(|error| DocumentError::Docx(error.to_string()))?;
    let rows = document
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Grid { .. }))
        .count();
    if text.matches(ROW_MARK).count() != rows {
        return Err(DocumentError::Docx("a header row was not marked".to_owned()));
    }
    parts.document = text.replace(ROW_MARK, HEADER_ROW).into_bytes();
    let language = match document.language {
        Language::Latvian => "lv-LV",
        Language::English => "en-GB",
    };
    parts.styles = include_str!("styles.xml")
        .replace("@language", language)
        .into_bytes();
    parts.doc_props.core = core_properties(document, language).into_bytes();
    Ok(())
}

fn core_properties(document: &Document, language: &str) -> String {
    let created = document.date.map_or_else(String::new, |date| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{created}<dc:creator>Balsts</dc:creator>\
         <dc:language>{language}</dc:language><dc:title>{}</dc:title></cp:coreProperties>",
        escape(&document.title)
    )
}
