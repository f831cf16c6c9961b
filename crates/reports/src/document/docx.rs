//! A document as DOCX. docx-rs writes the parts of the package; what it has no words for (repeated header rows, the language, the
//! title of the file, words for pictures, styles in the order of the standard's schema) is put into them before they are packed.

mod grid;

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Footer, IndentLevel, Level, LevelJc, LevelText,
    NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, PageOrientationType, Paragraph, Run,
    SpecialIndentType, Start, XMLDocx,
};

use super::{Block, Document, DocumentError, Picture};
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
    let mut parts = body(document)?.build();
    complete(&mut parts, document)?;
    let mut out = Cursor::new(Vec::new());
    parts
        .pack(&mut out)
        .map_err(|error| DocumentError::Docx(error.to_string()))?;
    Ok(out.into_inner())
}

fn body(document: &Document) -> Result<Docx, DocumentError> {
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
        docx = docx.add_paragraph(paragraph(&document.language.date_in_words(date)));
    }
    let mut pictures = 0;
    for block in &document.blocks {
        docx = match block {
            Block::Picture { picture } => {
                pictures += 1;
                add_picture(docx, picture, pictures, text_width)?
            }
            block => add(docx, block, text_width),
        };
    }
    Ok(docx)
}

/// English metric units of a twentieth of a point.
#[cfg(feature = "pdf")]
const EMU: u32 = 635;

/// A picture drawn anew in dots, for not every program that opens the file knows SVG.
#[cfg(feature = "pdf")]
fn add_picture(docx: Docx, picture: &Picture, number: usize, width: usize) -> Result<Docx, DocumentError> {
    let drawn = super::picture::drawn(picture)?;
    let room = u32::try_from(width).unwrap_or(u32::MAX).saturating_mul(EMU);
    // A pixel of the drawing is three quarters of a point.
    let across = (drawn.width * 15 * EMU).min(room);
    let down = u64::from(across) * u64::from(drawn.height) / u64::from(drawn.width.max(1));
    let mut pic = docx_rs::Pic::new_with_dimensions(drawn.png, drawn.width, drawn.height)
        .size(across, u32::try_from(down).unwrap_or(u32::MAX));
    // Else it would be counted through the life of the program, and the same document would give other bytes.
    pic.id = format!("rIdPicture{number}");
    Ok(docx.add_paragraph(Paragraph::new().add_run(Run::new().add_image(pic))))
}

/// Without the part that draws, the words that stand for the picture.
#[cfg(not(feature = "pdf"))]
#[expect(clippy::unnecessary_wraps, reason = "the one that draws can fail")]
fn add_picture(docx: Docx, picture: &Picture, _: usize, _: usize) -> Result<Docx, DocumentError> {
    Ok(docx.add_paragraph(paragraph(&picture.alt).style("Note")))
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
        Block::Grid { grid } => grid::add(docx, grid, width),
        Block::Picture { .. } => docx,
        Block::Signatures { lines } => lines.iter().fold(docx, |docx, line| {
            docx.add_paragraph(
                paragraph(&format!("{line}: ______________________________")).style("Signature"),
            )
        }),
    }
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
    let rows: usize = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Grid { grid } => grid::header_rows(grid),
            _ => 0,
        })
        .sum();
    if text.matches(ROW_MARK).count() != rows {
        return Err(DocumentError::Docx("a header row was not marked".to_owned()));
    }
    parts.document = described(&text.replace(ROW_MARK, HEADER_ROW), document).into_bytes();
    rewrite(&mut parts.document, in_order)?;
    rewrite(&mut parts.numberings, without_empty_marks)?;
    for footer in &mut parts.footers {
        rewrite(footer, without_empty_marks)?;
    }
    rewrite(&mut parts.settings, |text| {
        moved(text, "<w:defaultTabStop ", "<w:zoom w:percent=\"100\" />")
    })?;
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

fn rewrite(part: &mut Vec<u8>, change: impl Fn(&str) -> String) -> Result<(), DocumentError> {
    let text = std::str::from_utf8(part).map_err(|error| DocumentError::Docx(error.to_string()))?;
    *part = change(text).into_bytes();
    Ok(())
}

/// How docx-rs begins a column of a table's grid.
const COLUMN: &str = "<w:gridCol w:w=\"";

/// Puts right what docx-rs writes in another order than the standard's schema has it: the level of a point after its list, the footer of the
/// section after its pages, a unit on columns that have none.
fn in_order(text: &str) -> String {
    let text = without_empty_marks(text).replace(
        &format!("<w:numId w:val=\"{POINTS}\" /><w:ilvl w:val=\"0\" />"),
        &format!("<w:ilvl w:val=\"0\" /><w:numId w:val=\"{POINTS}\" />"),
    );
    let mut columns = text.split(COLUMN);
    let mut out = columns.next().unwrap_or_default().to_owned();
    for column in columns {
        let (width, rest) = column.split_once('"').unwrap_or((column, ""));
        out.push_str(COLUMN);
        out.push_str(width);
        out.push('"');
        out.push_str(rest.strip_prefix(" w:type=\"dxa\"").unwrap_or(rest));
    }
    moved(&out, "<w:footerReference ", "<w:sectPr>")
}

/// The marks of a paragraph's own end, which docx-rs writes first where the schema has them last, hold nothing.
fn without_empty_marks(text: &str) -> String {
    text.replace("<w:pPr><w:rPr />", "<w:pPr>")
}

/// The first element that begins so and holds nothing, put right after a mark.
fn moved(text: &str, element: &str, mark: &str) -> String {
    let put = || {
        let (before, rest) = text.split_at(text.find(element)?);
        let (element, after) = rest.split_at(rest.find("/>")? + 2);
        let whole = format!("{before}{after}");
        let (head, tail) = whole.split_at(whole.find(mark)? + mark.len());
        Some(format!("{head}{element}{tail}"))
    };
    put().unwrap_or_else(|| text.to_owned())
}

/// The mark that docx-rs writes for every picture alike.
const PICTURE: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";

/// Gives each picture its number and the words that stand for it.
fn described(text: &str, document: &Document) -> String {
    let mut pictures = document.blocks.iter().filter_map(|block| match block {
        Block::Picture { picture } => Some(picture),
        _ => None,
    });
    let mut out = String::with_capacity(text.len());
    for (number, part) in text.split(PICTURE).enumerate() {
        if number > 0 {
            let alt = pictures.next().map_or("", |picture| picture.alt.as_str());
            out.push_str(&format!(
                "<wp:docPr id=\"{number}\" name=\"Figure {number}\" descr=\"{}\"/>",
                escape(alt)
            ));
        }
        out.push_str(part);
    }
    out
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
