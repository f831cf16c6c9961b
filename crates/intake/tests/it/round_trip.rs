//! What is written is read back: any values, separators, encodings and formats.

use balsts_intake::{Kind, Options, Separator, read};
use proptest::prelude::*;
use std::io::Cursor;
use std::ops::ControlFlow;

use crate::files::{CODE, read_bytes, sheet};

#[derive(Debug, Clone)]
struct Missed {
    pupil: String,
    institution: String,
    day: u8,
    lesson: u8,
    subject: String,
    kind: &'static str,
}

fn missed() -> impl Strategy<Value = Missed> {
    (
        prop_oneof![Just(CODE.to_owned()), "32[0-9]{4}-[0-9]{5}"],
        "[A-ZĀČĒĢĪĶĻŅŠŪŽ]{1,3}[0-9a-zāčē ,;\t\"']{0,10}[0-9a-z]",
        1_u8..=30,
        1_u8..=15,
        prop_oneof![
            Just(String::new()),
            "[A-ZĀČĒŠŪŽ][a-zāčēģīķļņšūž,; \"-]{0,20}[a-z]"
        ],
        prop_oneof![
            Just("unexcused"),
            Just("unknown"),
            Just("illness"),
            Just("excused")
        ],
    )
        .prop_map(|(pupil, institution, day, lesson, subject, kind)| {
            // A tab is refused in a code; that has its own test.
            let institution = institution.replace('\t', " ");
            Missed {
                pupil,
                institution,
                day,
                lesson,
                subject,
                kind,
            }
        })
}

const HEADER: [&str; 6] = [
    "Personas kods",
    "Skola",
    "Datums",
    "Stunda",
    "Priekšmets",
    "Kavējuma veids",
];

fn cells(row: &Missed, spelling: u8) -> [String; 6] {
    let date = match spelling % 4 {
        0 => format!("2026-09-{:02}", row.day),
        1 => format!("{:02}.09.2026", row.day),
        2 => format!("{}.9.2026.", row.day),
        _ => format!("2026-09-{:02}T00:00:00", row.day),
    };
    [
        row.pupil.clone(),
        row.institution.clone(),
        date,
        row.lesson.to_string(),
        row.subject.clone(),
        row.kind.to_owned(),
    ]
}

fn told(rows: &[Missed]) -> Vec<(u64, String)> {
    let telling = |row: &Missed| {
        format!(
            "{}|{}|2026-09-{:02}|{}|{}|{}",
            row.pupil, row.institution, row.day, row.lesson, row.subject, row.kind
        )
    };
    rows.iter()
        .enumerate()
        .map(|(at, row)| (at as u64 + 2, telling(row)))
        .collect()
}

fn read_back(bytes: &[u8], separator: Option<Separator>) -> Vec<(u64, String)> {
    let mut out = Vec::new();
    let options = Options {
        separator,
        ..Options::default()
    };
    read(
        Kind::Absences,
        Cursor::new(bytes),
        &options,
        &mut |number, row| {
            let balsts_intake::Row::Absence(row) = row.unwrap() else {
                unreachable!()
            };
            out.push((
                number,
                format!(
                    "{}|{}|{}|{}|{}|{}",
                    row.pupil.personal_code.unwrap(),
                    row.institution_code,
                    row.date,
                    row.lesson.number(),
                    row.subject.unwrap_or(""),
                    row.kind.code()
                ),
            ));
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    // covers: REG-31
    #[test]
    fn text_files(
        rows in proptest::collection::vec(missed(), 1..12),
        separator in prop_oneof![Just(Separator::Comma), Just(Separator::Semicolon), Just(Separator::Tab)],
        baltic in any::<bool>(),
        mark in any::<bool>(),
        spelling in any::<u8>(),
        said in any::<bool>(),
    ) {
        let mut writer =
            csv::WriterBuilder::new().delimiter(separator.character() as u8).from_writer(Vec::new());
        writer.write_record(HEADER).unwrap();
        for row in &rows {
            writer.write_record(cells(row, spelling)).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if baltic {
            encoding_rs::WINDOWS_1257.encode(&text).0.into_owned()
        } else if mark {
            [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat()
        } else {
            text.into_bytes()
        };
        prop_assert_eq!(read_back(&bytes, said.then_some(separator)), told(&rows));
    }

    // covers: REG-31
    #[test]
    fn workbooks(rows in proptest::collection::vec(missed(), 1..6), spelling in any::<u8>()) {
        let cells: Vec<[String; 6]> = rows.iter().map(|row| cells(row, spelling)).collect();
        let mut table: Vec<Vec<&str>> = vec![HEADER.to_vec()];
        table.extend(cells.iter().map(|row| row.iter().map(String::as_str).collect()));
        let slices: Vec<&[&str]> = table.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(read_back(&sheet(&slices), None), told(&rows));
    }

    // covers: REG-31
    #[test]
    fn any_text_in_any_cell_never_panics(cell in "\\PC{0,30}", kind in 0..Kind::ALL.len(), column in any::<prop::sample::Index>()) {
        let kind = Kind::ALL[kind];
        let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        let mut row = crate::kinds::example(kind);
        let column = column.index(row.len());
        row[column] = &cell;
        let found = read_bytes(kind, &sheet(&[&names, &row])).unwrap();
        for error in &found.errors {
            for lang in balsts_intake::Lang::ALL {
                prop_assert!(!error.text(lang).is_empty());
            }
        }
    }
}
