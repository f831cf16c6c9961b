//! What a spreadsheet program finds in a written workbook.

use std::io::Cursor;

use balsts_reports::table::{Cell, Column, Decimal, Kind, Label, Language, Table};
use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;

#[expect(clippy::unwrap_used, reason = "a fixture of tests")]
pub fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[expect(clippy::unwrap_used, reason = "a fixture of tests")]
fn sample() -> Table {
    let mut table = Table::new(
        Label::new("Paraugs", "Sample"),
        vec![
            Column::new("name", "Vārds", "Name", Kind::Text),
            Column::new("lessons", "Stundas", "Lessons", Kind::Integer),
            Column::new("fte", "Likmes", "FTE", Kind::Decimal(3)),
            Column::new("share", "Īpatsvars", "Share", Kind::Percent(1)),
            Column::new("since", "Kopš", "Since", Kind::Date),
        ],
    );
    table.rows.push(vec![
        Cell::text("Zane <b>&"),
        Cell::Integer(20143),
        Cell::Decimal(Decimal::thousandths(933)),
        Cell::Percent(Decimal::ratio(1, 8).unwrap()),
        Cell::Date(date(2026, 9, 1)),
    ]);
    table.rows.push(vec![Cell::text("Ivars")]);
    table.totals.push(vec![
        Cell::Label(Label::new("Kopā", "Total")),
        Cell::Integer(20143),
    ]);
    table.notes.push(Label::new("Piezīme par datiem", "A note"));
    table.source = Some(Label::name("=VIIS"));
    table.as_of = Some(date(2026, 11, 20));
    table
}

#[test]
fn numbers_and_dates_are_typed_cells_under_a_header_in_the_first_row() {
    let mut book = open(sample().to_xlsx(Language::Latvian).unwrap());
    assert_eq!(book.sheet_names(), ["Dati", "Par šo tabulu"]);
    let data = book.worksheet_range("Dati").unwrap();
    let header: Vec<_> = data
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(header, ["Vārds", "Stundas", "Likmes", "Īpatsvars", "Kopš"]);
    let first = data.rows().nth(1).unwrap();
    assert_eq!(first[0], Data::String("Zane <b>&".to_owned()));
    assert_eq!(first[1], Data::Float(20143.0));
    assert_eq!(first[2], Data::Float(0.933));
    assert_eq!(first[3], Data::Float(0.125));
    let Data::DateTime(since) = &first[4] else {
        panic!("not a date: {:?}", first[4])
    };
    // Day 46266 of a spreadsheet is 1 September 2026.
    assert!((since.as_f64() - 46266.0).abs() < f64::EPSILON);
    let second = data.rows().nth(2).unwrap();
    assert!(
        second[1..].iter().all(|cell| *cell == Data::Empty),
        "not known is empty, not 0: {second:?}"
    );
    assert_eq!(data.rows().nth(3).unwrap()[0], Data::String("Kopā".to_owned()));
}

#[test]
fn the_second_sheet_says_what_the_figures_are() {
    let mut book = open(sample().to_xlsx(Language::English).unwrap());
    let about = book.worksheet_range("About this table").unwrap();
    let lines: Vec<_> = about
        .rows()
        .map(|row| format!("{}: {}", row[0], row[1]))
        .collect();
    assert_eq!(
        lines,
        [
            "Title: Sample",
            "As of: 20 November 2026",
            "Source: =VIIS",
            "Note: A note"
        ]
    );
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    assert_eq!(
        sample().to_xlsx(Language::Latvian).unwrap(),
        sample().to_xlsx(Language::Latvian).unwrap()
    );
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let mut table = sample();
    table.rows[0][0] = Cell::text("ā".repeat(40_000));
    let mut book = open(table.to_xlsx(Language::Latvian).unwrap());
    let text = book.worksheet_range("Dati").unwrap().rows().nth(1).unwrap()[0].to_string();
    assert_eq!(text.chars().count(), 32_767);
    assert!(text.ends_with('…'));
}

#[test]
fn html_has_caption_scopes_and_escapes_every_text() {
    let html = sample().to_html(Language::Latvian);
    assert!(
        html.contains("Paraugs <span class=\"govuk-caption-m\">dati uz 20.11.2026.</span></caption>"),
        "a figure says of which day it is: {html}"
    );
    assert!(
        html.contains("<th scope=\"row\" class=\"govuk-table__header\">Zane &lt;b&gt;&amp;</th>"),
        "{html}"
    );
    assert!(html.contains(
        "<th scope=\"col\" class=\"govuk-table__header govuk-table__header--numeric\">Stundas</th>"
    ));
    assert!(html.contains(">20\u{a0}143</td>"), "{html}");
    assert!(html.contains(">12,5\u{a0}%</td>"), "{html}");
    assert!(html.contains(">01.09.2026.</td>"), "{html}");
}

#[test]
fn decimals_round_half_away_from_zero() {
    assert_eq!(Decimal::new(-15, 1).to_fixed(0), "-2");
    assert_eq!(Decimal::new(5, 3).to_fixed(2), "0.01");
    assert_eq!(Decimal::new(-4, 3).to_fixed(2), "0.00");
    assert_eq!(Decimal::new(2500, 3).to_plain(), "2.5");
    assert_eq!(Decimal::new(2000, 3).to_plain(), "2");
    assert_eq!(Decimal::new(100, 0).to_plain(), "100");
    assert_eq!(Decimal::ratio(1, 0), None);
}
