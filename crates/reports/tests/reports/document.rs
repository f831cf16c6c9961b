//! A document in every form: what is written stands in it as text, tables repeat their header, the language is said.

use std::io::{Cursor, Read as _};

use balsts_reports::document::{Document, DocumentError, Grid, GridColumn, GridGroup, GridSection};
use balsts_reports::format::Language;
use jiff::civil::date;

fn minutes() -> Document {
    let mut document = Document::new(Language::Latvian, "Sanāksmes protokols & lēmumi");
    document.issuer = Some("Izglītības pārvalde".to_owned());
    document.date = Some(date(2026, 11, 26));
    document.restriction = Some("Ierobežotas pieejamības informācija".to_owned());
    document
        .heading(1, "Darba kārtība")
        .text("Pirmā rinda\n<b>otrā</b> rinda")
        .text("   ")
        .facts([("Vada", "Ilze Ozola")])
        .list(["pirmais".to_owned(), "otrais".to_owned()])
        .grid(Grid {
            caption: Some("Lēmumi".to_owned()),
            columns: vec![GridColumn::text("Kas").width(3), GridColumn::figures("Skaits")],
            rows: vec![
                vec!["=1+1".to_owned(), "2".to_owned()],
                vec!["īsa rinda".to_owned()],
            ],
            totals: vec![vec!["Kopā".to_owned(), "2".to_owned()]],
            ..Grid::default()
        })
        .note("Piezīme")
        .signatures(["Vada".to_owned()]);
    document
}

#[expect(clippy::unwrap_used, reason = "a fixture of tests")]
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

// covers: REP-12
#[test]
fn html_is_escaped_and_says_its_language() {
    insta::assert_snapshot!("document_html", minutes().to_html());
}

// covers: REP-12
#[test]
fn a_saved_page_says_its_letters_language_and_title_and_has_nothing_outside() {
    let page = minutes().to_page();
    assert!(
        page.starts_with("<!DOCTYPE html>\n<html lang=\"lv\">\n<head>\n<meta charset=\"utf-8\">"),
        "{page}"
    );
    assert!(
        page.contains("<title>Sanāksmes protokols &amp; lēmumi</title>"),
        "{page}"
    );
    assert!(page.contains(&minutes().to_html()), "{page}");
    assert!(page.ends_with("</body>\n</html>\n"), "{page}");
    for outside in ["http://", "https://", "<script", "<link", "src="] {
        assert!(!page.contains(outside), "{outside} in {page}");
    }
}

// covers: REP-12
#[test]
fn the_head_of_a_document_has_the_author_and_the_date_in_words() {
    let (html, docx) = (minutes().to_html(), minutes().to_docx().unwrap());
    let body = part(&docx, "word/document.xml");
    for text in ["Izglītības pārvalde", "2026. gada 26. novembrī"] {
        assert!(html.contains(text), "{text} in {html}");
        assert!(body.contains(text), "{text} in {body}");
    }
}

// covers: REP-12
#[test]
fn docx_repeats_header_rows_and_says_title_and_language() {
    let docx = minutes().to_docx().unwrap();
    let body = part(&docx, "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1, "{body}");
    for text in [
        "Sanāksmes protokols &amp; lēmumi",
        "&lt;b&gt;otrā&lt;/b&gt; rinda",
        "=1+1",
        "Kopā",
    ] {
        assert!(body.contains(text), "{text} in {body}");
    }
    let styles = part(&docx, "word/styles.xml");
    assert!(styles.contains("w:lang w:val=\"lv-LV\""), "{styles}");
    let properties = part(&docx, "docProps/core.xml");
    assert!(
        properties.contains("<dc:title>Sanāksmes protokols &amp; lēmumi</dc:title>"),
        "{properties}"
    );
    assert!(properties.contains("2026-11-26"), "{properties}");
    assert_eq!(
        docx,
        minutes().to_docx().unwrap(),
        "the same document gives the same bytes"
    );
}

#[test]
fn every_style_a_docx_uses_is_defined() {
    let docx = minutes().to_docx().unwrap();
    let (body, styles) = (part(&docx, "word/document.xml"), part(&docx, "word/styles.xml"));
    let mut used = 0;
    for name in body
        .split("<w:pStyle w:val=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        used += 1;
        assert!(
            styles.contains(&format!("w:styleId=\"{name}\"")),
            "{name} in {styles}"
        );
    }
    assert!(used > 5, "{body}");
}

#[test]
fn points_of_a_docx_have_marks_and_no_numbers() {
    let docx = minutes().to_docx().unwrap();
    let (body, lists) = (
        part(&docx, "word/document.xml"),
        part(&docx, "word/numbering.xml"),
    );
    let list = body
        .split("<w:numId w:val=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let definition = lists
        .split(&format!("<w:num w:numId=\"{list}\">"))
        .nth(1)
        .and_then(|rest| rest.split("<w:abstractNumId w:val=\"").nth(1)?.split('"').next())
        .unwrap();
    let levels: Vec<&str> = lists
        .split("<w:abstractNum ")
        .filter(|one| one.starts_with(&format!("w:abstractNumId=\"{definition}\"")))
        .collect();
    assert_eq!(levels.len(), 1, "{lists}");
    assert!(levels[0].contains("<w:numFmt w:val=\"bullet\" />"), "{lists}");
}

// covers: REP-12
#[test]
fn pdf_is_tagged_where_the_program_can_write_it() {
    let pdf = minutes().to_pdf();
    if !Document::PDF {
        assert!(matches!(pdf, Err(DocumentError::NoPdf)), "{pdf:?}");
        return;
    }
    let pdf = pdf.unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1."), "{}", &text[..20]);
    for mark in ["/StructTreeRoot", "/Lang", "pdfuaid:part", "/FontFile"] {
        assert!(text.contains(mark), "{mark}");
    }
}

#[test]
fn an_empty_document_can_be_written() {
    let document = Document::new(Language::English, "Nothing yet");
    assert!(document.to_html().contains("<h1"));
    assert!(!document.to_docx().unwrap().is_empty());
    if Document::PDF {
        assert!(!document.to_pdf().unwrap().is_empty());
    }
}

fn drawn() -> Document {
    use balsts_reports::chart::{LineChart, Width};
    use balsts_reports::table::{Cell, Kind, Label};
    let chart = LineChart {
        title: Label::name("Īpatsvars, %"),
        time: Label::name("Gads"),
        points: vec![Label::name("2023"), Label::name("2026")],
        values: vec![Cell::Integer(4), Cell::Integer(3)],
        targets: Vec::new(),
        kind: Kind::Integer,
    };
    let mut document = Document::new(Language::Latvian, "Pārskats");
    document.date = Some(date(2026, 11, 26));
    document
        .picture(
            &chart.svg("one", Language::Latvian, Width::Fixed(640)),
            "2023: 4 & 2026: 3",
        )
        .picture(&chart.svg("two", Language::Latvian, Width::Fixed(640)), "otrs")
        .grid(Grid {
            groups: vec![
                GridGroup {
                    heading: None,
                    columns: 1,
                },
                GridGroup {
                    heading: Some("Gadi".to_owned()),
                    columns: 2,
                },
            ],
            columns: vec![
                GridColumn::text("Mērķis").merged(),
                GridColumn::text("2024"),
                GridColumn::text("2025"),
            ],
            rows: ["viens", "viens", "viens", "divi"]
                .map(|goal| vec![goal.to_owned(), "x".to_owned(), String::new()])
                .to_vec(),
            sections: vec![
                GridSection {
                    before: 0,
                    text: "Universālā".to_owned(),
                },
                GridSection {
                    before: 2,
                    text: "Mērķtiecīgā".to_owned(),
                },
            ],
            ..Grid::default()
        });
    document
}

// covers: REP-12, PLN-22
#[test]
fn headings_over_columns_and_high_cells_stand_in_html() {
    let html = drawn().to_html();
    for part in [
        "rowspan=\"2\" class=\"govuk-table__header\">Mērķis",
        "scope=\"colgroup\" colspan=\"2\"",
        "colspan=\"3\" class=\"govuk-table__header document__section\">Universālā",
        "<td rowspan=\"2\" class=\"govuk-table__cell\">viens</td>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(
        html.matches(">viens</td>").count(),
        2,
        "a heading ends a high cell: {html}"
    );
    assert_eq!(html.matches("<svg").count(), 2);
}

// covers: REP-12
#[test]
fn docx_has_high_cells_and_words_for_each_picture() {
    let docx = drawn().to_docx().unwrap();
    let body = part(&docx, "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2, "{body}");
    assert!(
        body.contains("w:vMerge w:val=\"restart\"") && body.contains("w:gridSpan w:val=\"3\""),
        "{body}"
    );
    if Document::PDF {
        for words in [
            "<wp:docPr id=\"1\" name=\"Figure 1\" descr=\"2023: 4 &amp; 2026: 3\"/>",
            "<wp:docPr id=\"2\" name=\"Figure 2\" descr=\"otrs\"/>",
        ] {
            assert!(body.contains(words), "{words} in {body}");
        }
        let names: Vec<String> = zip::ZipArchive::new(Cursor::new(&docx))
            .unwrap()
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        assert!(
            names.iter().any(|name| name.starts_with("word/media/")),
            "{names:?}"
        );
        assert_eq!(
            docx,
            drawn().to_docx().unwrap(),
            "the same document gives the same bytes"
        );
        assert!(
            drawn().to_pdf().unwrap().starts_with(b"%PDF"),
            "with pictures it is still accessible"
        );
    } else {
        assert!(body.contains("2023: 4 &amp; 2026: 3"), "{body}");
    }
}
