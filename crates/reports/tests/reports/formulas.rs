//! No text, however made, reaches a spreadsheet as a formula, and none is lost on the way.

use balsts_reports::table::{Cell, Column, Kind, Label, Language, Table};
use calamine::{Data, Reader};
use proptest::prelude::*;

use crate::workbook::open;

fn table(texts: &[String]) -> Table {
    let column = |key| Column::new(key, "Teksts", "Text", Kind::Text);
    let mut table = Table::new(Label::name("T"), vec![column("a"), column("b")]);
    table.rows = texts
        .iter()
        .map(|text| vec![Cell::text(text), Cell::text("x")])
        .collect();
    table
}

fn could_be_formula(cell: &str) -> bool {
    cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control())
        .starts_with(['=', '+', '-', '@'])
}

/// Texts with many of the characters that matter, beside any others.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        "[=+@;,'\" \t\r\nā1-]{0,8}",
        "[ \t\r\n\u{0}\u{1}]{0,2}[=+@-][A-Z(]{0,5}",
        any::<String>(),
    ];
    prop::collection::vec(text, 1..6)
}

proptest! {
    #[test]
    fn csv_read_with_any_separator_holds_no_formula(texts in texts()) {
        let csv = table(&texts).to_csv().unwrap();
        for separator in [b',', b';', b'\t'] {
            let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(csv.as_bytes());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    prop_assert!(!could_be_formula(cell), "{cell:?} in {csv:?} read with {:?}", separator as char);
                }
            }
        }
    }

    #[test]
    fn csv_keeps_every_text_but_for_apostrophes(texts in texts()) {
        let csv = table(&texts).to_csv().unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let read: Vec<_> = reader.records().map(|record| record.unwrap()[0].replace('\'', "")).collect();
        let written: Vec<_> = texts.iter().map(|text| text.replace('\'', "")).collect();
        prop_assert_eq!(read, written);
    }

    #[test]
    fn xlsx_holds_every_text_as_a_string(texts in texts()) {
        // XML reads a carriage return as a line feed and has no room for control characters.
        let texts: Vec<_> = texts
            .into_iter()
            .map(|text| text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect::<String>())
            .collect();
        let mut book = open(table(&texts).to_xlsx(Language::Latvian).unwrap());
        prop_assert!(book.worksheet_formula("Dati").unwrap().is_empty());
        let range = book.worksheet_range("Dati").unwrap();
        for (row, text) in range.rows().skip(1).zip(&texts) {
            match &row[0] {
                Data::Empty => prop_assert!(text.is_empty()),
                Data::String(read) => prop_assert_eq!(read, text),
                other => prop_assert!(false, "{:?} became {:?}", text, other),
            }
        }
    }
}

#[test]
fn control_characters_do_not_break_a_workbook() {
    let texts = [
        "\u{0}=1".to_owned(),
        "\u{b}@x".to_owned(),
        "a\tb".to_owned(),
        "_x0041_".to_owned(),
    ];
    let mut book = open(table(&texts).to_xlsx(Language::Latvian).unwrap());
    let range = book.worksheet_range("Dati").unwrap();
    assert_eq!(range.rows().count(), 5);
    assert!(range.rows().skip(1).all(|row| matches!(row[0], Data::String(_))));
}
