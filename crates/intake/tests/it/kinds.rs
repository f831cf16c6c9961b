//! One good file of each KIND, as CSV and as a workbook, by canonical and by Latvian names.

use balsts_intake::{HeaderNames, Kind, Need, template};
use rust_xlsxwriter::{ExcelDateTime, Format};

use crate::files::{CODE, read_bytes, read_text, sheet, text, workbook};

/// A good row of each kind, one value for each column of its table.
pub fn example(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Institutions => vec![
            "OVSK",
            "Ogres Valsts ģimnāzija",
            "vidusskola",
            "",
            "Meža prospekts 14",
            "ovg@ogresnovads.lv",
        ],
        Kind::Staff => vec!["OVSK", "psihologs", "0,933", "01.09.2026."],
        Kind::Guardians => {
            vec![
                CODE,
                "",
                "Ilze",
                "Bērziņa",
                "māte",
                "+371 29 123 456",
                "ilze@berzini.lv",
                "2020-09-01",
                "",
            ]
        }
        Kind::ClassTeachers => vec!["OVSK", "8.b", "anna@ogresnovads.lv", "2026-09-01", "2027-08-31"],
        Kind::Pupils => vec![
            CODE,
            "OV-17",
            "Jānis",
            "Bērziņš",
            "01.01.2001.",
            "vīrietis",
            "Ogres novads",
            "Brīvības iela 1, Ogre",
            "latviešu",
            "21015611",
        ],
        Kind::Enrolments => {
            vec![
                CODE,
                "",
                "OVSK",
                "8.b",
                "2026-09-01",
                "",
                "21011111",
                "klātiene",
                "nē",
                "",
                "Pamatizglītības programma",
            ]
        }
        Kind::Absences => vec![CODE, "", "OVSK", "03.09.2026", "3", "Matemātika", "slimības dēļ"],
        Kind::AbsenceTotals => vec![CODE, "", "OVSK", "2026-09", "2026-12", "21", "0", "4"],
        Kind::Lessons => vec!["OVSK", "8.b", "2026/27", "2026/27", "1'050"],
        Kind::Marks => vec![
            CODE,
            "",
            "OVSK",
            "Matemātika",
            "2026-12-18",
            "nv",
            "semestra",
            "2",
        ],
        Kind::Exams => vec![CODE, "", "Matemātika", "2026-05-20", "9", "14,99"],
        Kind::Incidents => vec![CODE, "", "OVSK", "2026-10-02", "violence", "cietušais", "Pagalmā"],
        Kind::Extracurricular => vec![CODE, "", "Koris", "interešu", "2026-09-01", ""],
        Kind::DeclaredChildren => {
            vec![
                CODE,
                "",
                "Jānis",
                "Bērziņš",
                "2001-01-01",
                "Brīvības iela 1, Ogre",
                "enrolled_elsewhere",
                "jā",
            ]
        }
        Kind::Circumstances => vec![CODE, "", "out_of_family_care", "2026-01-01", "", "Bāriņtiesa"],
        Kind::SupportPlans => vec![
            CODE,
            "",
            "OVSK",
            "2022./2023. m.g.",
            "1",
            "A01;B03",
            "Riski mazināti",
        ],
        Kind::Consultations => vec![CODE, "", "OVSK", "2026-10-02", "priekšmeta", "Matemātika", "1,5"],
        Kind::Participation => vec!["", "", "Atbalsta diena", "2026-10-02", "vecāki", "OVSK", "37"],
        Kind::SurveyAnswers => vec![
            "Labbūtība 2026",
            "Vai skolā jūties droši?",
            "2026-10-02",
            "OVSK",
            "Jā",
            "112",
        ],
    }
}

// covers: REG-31
#[test]
fn every_kind_is_read_alike_from_text_and_workbook() {
    for kind in Kind::ALL {
        let row = example(kind);
        assert_eq!(row.len(), kind.columns().len(), "{kind}");
        let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        let book =
            read_bytes(kind, &sheet(&[&names, &row])).unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert!(book.errors.is_empty(), "{kind}: {:?}", book.errors);
        assert!(
            book.summary.warnings.is_empty(),
            "{kind}: {:?}",
            book.summary.warnings
        );
        assert_eq!(book.good.len(), 1, "{kind}");
        for names in [HeaderNames::Canonical, HeaderNames::Latvian] {
            let mut text = template(kind, names);
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
            text.extend(quoted.join(";").bytes());
            let read = read_bytes(kind, &text).unwrap_or_else(|error| panic!("{kind}: {error}"));
            assert_eq!(read.good, book.good, "{kind}");
        }
    }
}

#[test]
fn every_kind_s_row_is_what_is_written() {
    let rows: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
            let read = read_bytes(kind, &sheet(&[&names, &example(kind)])).unwrap();
            format!("{kind}: {}", read.good[0])
        })
        .collect();
    insta::assert_snapshot!("rows_of_every_kind", rows.join("\n"));
}

// covers: REG-31
#[test]
fn required_columns_are_required_and_others_are_not() {
    for kind in Kind::ALL {
        let row = example(kind);
        let columns = kind.columns();
        for (dropped, column) in columns.iter().enumerate() {
            let kept = |index: &usize| *index != dropped;
            let names: Vec<&str> = (0..columns.len())
                .filter(kept)
                .map(|index| columns[index].name)
                .collect();
            let cells: Vec<&str> = (0..columns.len()).filter(kept).map(|index| row[index]).collect();
            let without_column = read_bytes(kind, &text(&[&names, &cells]));
            let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
            let mut cells = row.clone();
            cells[dropped] = "";
            let without_value = read_bytes(kind, &text(&[&names, &cells])).unwrap();
            match column.need {
                Need::Required => {
                    assert!(
                        without_column.unwrap_err().to_string().contains(column.name),
                        "{kind} {}",
                        column.name
                    );
                    assert_eq!(without_value.errors[0].field, column.name, "{kind}");
                    assert_eq!(
                        without_value.errors[0].problem.key(),
                        "required",
                        "{kind} {}",
                        column.name
                    );
                }
                Need::Optional => {
                    assert!(
                        without_column.unwrap().errors.is_empty(),
                        "{kind} {}",
                        column.name
                    );
                    assert!(without_value.errors.is_empty(), "{kind} {}", column.name);
                }
                need @ Need::OneOf(_) => {
                    assert!(without_column.is_ok(), "{kind} {}", column.name);
                    let other = (0..columns.len()).any(|index| {
                        index != dropped && columns[index].need == need && !row[index].is_empty()
                    });
                    assert_eq!(without_value.errors.is_empty(), other, "{kind} {}", column.name);
                }
            }
        }
    }
}

// covers: REG-31
#[test]
fn a_pupil_code_stands_for_a_personal_code_everywhere() {
    for kind in Kind::ALL
        .into_iter()
        .filter(|kind| kind.columns()[0].name == "personal_code")
    {
        let mut row = example(kind);
        (row[0], row[1]) = ("", "OV1-0017");
        let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        let read = read_bytes(kind, &sheet(&[&names[1..], &row[1..]])).unwrap();
        assert!(read.errors.is_empty(), "{kind}: {:?}", read.errors);
        assert!(read.good[0].contains("OV1-0017"), "{kind}");
    }
}

// covers: REG-31
#[test]
fn numbers_and_dates_of_spreadsheets_are_values() {
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let book = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write_row(
                0,
                0,
                ["personal_code", "institution_code", "date", "lesson", "kind"],
            )
            .unwrap();
        // A code without hyphen is a number for a spreadsheet, and its zero in front is gone.
        sheet.write(1, 0, 1_010_120_010_f64).unwrap();
        sheet.write(1, 1, "OVSK").unwrap();
        sheet
            .write_with_format(1, 2, ExcelDateTime::parse_from_str("2026-09-03").unwrap(), &date)
            .unwrap();
        sheet.write(1, 3, 3).unwrap();
        sheet.write(1, 4, "illness").unwrap();
    });
    let text = format!("personal_code,institution_code,date,lesson,kind\n{CODE},OVSK,2026-09-03,3,illness\n");
    let found = read_bytes(Kind::Absences, &book).unwrap();
    assert!(found.errors.is_empty(), "{:?}", found.errors);
    assert_eq!(found.good, read_text(Kind::Absences, &text).unwrap().good);
    let fte = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write_row(0, 0, ["institution_code", "role", "fte", "as_of"])
            .unwrap();
        sheet
            .write_row(1, 0, ["OVSK", "psihologs", "", "2026-09-01"])
            .unwrap();
        sheet.write(1, 2, 0.933).unwrap();
    });
    assert!(read_bytes(Kind::Staff, &fte).unwrap().good[0].contains("933"));
}

// covers: REG-31
#[test]
fn a_cell_shown_in_per_cent_is_read_as_it_is_shown() {
    let book = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write_row(0, 0, ["personal_code", "subject", "date", "grade", "percent"])
            .unwrap();
        for (row, format) in [(1, Some("0%")), (2, Some("0.00%")), (3, None)] {
            sheet
                .write_row(row, 0, [CODE, "Fizika", "2026-05-20", "9"])
                .unwrap();
            match format {
                Some(format) => sheet
                    .write_with_format(row, 4, 0.145, &Format::new().set_num_format(format))
                    .unwrap(),
                None => sheet.write(row, 4, 0.145).unwrap(),
            };
        }
    });
    let found = read_bytes(Kind::Exams, &book).unwrap();
    let percents: Vec<&str> = found
        .good
        .iter()
        .map(|row| row.rsplit(' ').nth(1).unwrap())
        .collect();
    assert_eq!(percents, ["1450", "1450", "15"], "{:?}", found.good);
}

// covers: REG-31
#[test]
fn no_figure_is_not_zero() {
    let of = |value: &str| {
        format!(
            "personal_code;institution_code;from;to;unexcused;illness;excused\n{CODE};OVSK;2026-09;2026-12;{value};0;0\n"
        )
    };
    for (value, key) in [
        ("-", "no-figure"),
        ("–", "no-figure"),
        ("x", "no-figure"),
        ("Nav datu", "no-figure"),
        ("", "required"),
    ] {
        let found = read_text(Kind::AbsenceTotals, &of(value)).unwrap();
        assert_eq!(
            found
                .errors
                .first()
                .map(|error| (error.value.as_str(), error.problem.key())),
            Some((value, key))
        );
    }
    assert!(
        read_text(Kind::AbsenceTotals, &of("19'695")).unwrap().errors[0]
            .problem
            .key()
            == "out-of-range"
    );
    assert!(
        read_text(Kind::AbsenceTotals, &of("21*"))
            .unwrap()
            .errors
            .is_empty()
    );
}

// covers: REG-31
#[test]
fn a_birth_date_unlike_the_code_s_is_remarked() {
    let text = format!("personal_code;given_name;family_name;birth_date\n{CODE};Jānis;Bērziņš;2001-01-02\n");
    let found = read_text(Kind::Pupils, &text).unwrap();
    assert_eq!(
        (found.good.len(), found.warnings()),
        (1, vec!["old-code-birth-date"])
    );
    let text = format!("personal_code;given_name;family_name\n{CODE};Jānis;Bērziņš\n");
    assert!(read_text(Kind::Pupils, &text).unwrap().good[0].contains("birth_date: Some(2001-01-01)"));
}

#[test]
fn the_documentation_of_columns_is_that_of_the_tables() {
    let mut out = String::new();
    for kind in Kind::ALL {
        out.push_str(&format!("## {kind}\n"));
        for column in kind.described(balsts_intake::Lang::En) {
            out.push_str(&format!(
                "{} | {} | {:?} | {}\n",
                column.name,
                column.aliases.join(", "),
                column.need,
                column.accepts
            ));
        }
    }
    insta::assert_snapshot!("columns_of_every_kind", out);
}

#[test]
fn kinds_are_known_by_their_names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.code()), Some(kind));
    }
    assert_eq!(Kind::parse("absence_totals"), Some(Kind::AbsenceTotals));
    assert_eq!(Kind::parse("kavējumi"), None);
}
