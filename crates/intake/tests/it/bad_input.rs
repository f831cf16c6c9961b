//! Every kind of bad input of text files and workbooks: each has its own message, none is half read.

use balsts_intake::{Encoding, Kind, Limits, Options, Separator};
use rust_xlsxwriter::{Format, Formula};

use crate::files::{ABSENCES, CODE, read_bytes, read_text, read_with, refusal, sheet, workbook};

const HEADER: &[&str] = &[
    "personal_code",
    "institution_code",
    "date",
    "lesson",
    "subject",
    "kind",
];

fn absence(row: &str) -> String {
    format!("{ABSENCES}{row}\n")
}

// covers: REG-31
#[test]
fn files_that_are_no_tables_are_refused_by_what_they_are() {
    let kind = Kind::Absences;
    assert_eq!(refusal(read_bytes(kind, b"")), "file-empty");
    assert_eq!(refusal(read_bytes(kind, b"\n\n ;;\n")), "file-empty");
    assert_eq!(refusal(read_bytes(kind, b"\xef\xbb\xbf")), "file-empty");
    assert_eq!(refusal(read_text(kind, ABSENCES)), "file-header-only");
    assert_eq!(
        refusal(read_text(kind, &format!("{ABSENCES},,,,,\n\n"))),
        "file-header-only"
    );
    assert_eq!(
        refusal(read_bytes(kind, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
        "file-binary"
    );
    assert_eq!(refusal(read_bytes(kind, b"%PDF-1.7\n")), "file-binary");
    assert_eq!(
        refusal(read_bytes(kind, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest")),
        "file-old-excel"
    );
    assert_eq!(
        refusal(read_text(kind, "<html><body><table></table>")),
        "file-html"
    );
    assert_eq!(
        refusal(read_bytes(
            kind,
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        )),
        "file-not-spreadsheet"
    );
    assert_eq!(
        refusal(read_bytes(kind, b"PK\x03\x04 and nothing more")),
        "file-damaged"
    );
    assert_eq!(refusal(read_bytes(kind, &sheet(&[]))), "file-empty");
    assert_eq!(refusal(read_bytes(kind, &sheet(&[HEADER]))), "file-header-only");
}

// covers: REG-31
#[test]
fn a_file_over_the_size_limit_is_refused_before_it_is_read() {
    let text = absence(&format!("{CODE},OVSK,2026-09-01,1,,unexcused"));
    let options = Options {
        limits: Limits::upload(text.len() as u64),
        ..Options::default()
    };
    assert!(read_with(Kind::Absences, text.as_bytes(), &options).is_ok());
    let options = Options {
        limits: Limits::upload(text.len() as u64 - 1),
        ..Options::default()
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, text.as_bytes(), &options)),
        "file-too-large"
    );
    let book = sheet(&[HEADER, &[CODE, "OVSK", "2026-09-01", "1", "", "unexcused"]]);
    let small = Options {
        limits: Limits {
            workbook_bytes: 1_000,
            ..Limits::command_line()
        },
        ..Options::default()
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, &book, &small)),
        "file-too-large"
    );
}

// covers: REG-31
#[test]
fn wrong_encodings_and_separators_are_told() {
    let text = absence(&format!("{CODE},OVSK,2026-09-01,1,Matemātika,unexcused"));
    let said = |encoding, separator| Options {
        encoding,
        separator,
        ..Options::default()
    };
    let wrong = read_with(
        Kind::Absences,
        text.as_bytes(),
        &said(Some(Encoding::Windows1257), None),
    );
    assert_eq!(refusal(wrong), "file-encoding-mismatch");
    let wrong = read_with(
        Kind::Absences,
        text.as_bytes(),
        &said(None, Some(Separator::Semicolon)),
    );
    assert_eq!(refusal(wrong), "file-separator-mismatch");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(refusal(read_bytes(Kind::Absences, &utf16)), "file-utf16");
    let (baltic, ..) = encoding_rs::WINDOWS_1257.encode(&text);
    let found = read_bytes(Kind::Absences, &baltic).unwrap();
    assert!(found.good[0].contains("Matemātika"), "{:?}", found.good);
    assert_eq!(found.warnings(), ["warning-assumed-encoding"]);
    let wrong = read_with(Kind::Absences, &baltic, &said(Some(Encoding::Utf8), None));
    assert_eq!(refusal(wrong), "file-encoding");
    let piped = text.replace(',', "|");
    assert_eq!(refusal(read_text(Kind::Absences, &piped)), "file-separator");
}

// covers: REG-31
#[test]
fn the_line_by_which_excel_names_its_separator_is_no_row() {
    let text = format!(
        "sep=;\r\n{}",
        absence(&format!("{CODE},OVSK,2026-09-01,0,,unexcused")).replace(',', ";")
    );
    let found = read_text(Kind::Absences, &text).unwrap();
    assert_eq!((found.summary.header_row, found.refused()[0].0), (1, 2));
}

// covers: REG-31
#[test]
fn headers_missing_doubled_and_unknown() {
    let error = read_text(Kind::Absences, "personal_code,date,kind\n1,2,3\n").unwrap_err();
    let balsts_intake::FileError::HeadersMissing {
        row: 1,
        missing,
        found,
    } = &error
    else {
        panic!("{error}")
    };
    assert_eq!(missing, &["institution_code (Iestādes kods)", "lesson (Stunda)"]);
    assert_eq!(found, &["personal_code", "date", "kind"]);
    assert!(error.text(balsts_intake::Lang::Lv).contains("institution_code"));
    let no_pupil = "institution_code,date,lesson,kind\nOVSK,2026-09-01,1,unexcused\n";
    let error = read_text(Kind::Absences, no_pupil).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("personal_code (Personas kods) / pupil_code"),
        "{error}"
    );
    let doubled = "personal_code,Skola,institution_code,date,lesson,kind\n1,2,3,4,5,6\n";
    assert_eq!(refusal(read_text(Kind::Absences, doubled)), "file-header-doubled");
    let more = format!(
        "personal_code,Skola,date,lesson,kind,Garastāvoklis,\n{CODE},O,2026-09-01,1,illness,labs,x\n"
    );
    let found = read_text(Kind::Absences, &more).unwrap();
    assert_eq!(found.good.len(), 1);
    assert_eq!(
        found.warnings(),
        ["warning-unknown-column", "warning-column-without-header"]
    );
    let headless = format!("personal_code,,Skola,date,lesson,kind\n{CODE},x,O,2026-09-01,1,illness\n");
    assert_eq!(
        read_text(Kind::Absences, &headless).unwrap().warnings(),
        ["warning-column-without-header"]
    );
}

// covers: REG-31
#[test]
fn a_value_beyond_the_header_means_a_shifted_row() {
    let text = absence(&format!(
        "{CODE},OVSK,2026-09-01,1,Matemātika, padziļināti,unexcused"
    ));
    assert_eq!(
        read_text(Kind::Absences, &text).unwrap().refused(),
        [(2, "G", "unexcused", "too-many-fields")]
    );
}

// covers: REG-31
#[test]
fn an_open_quotation_mark_names_its_row() {
    let text = absence(&format!(
        "{CODE},OVSK,2026-09-01,1,\"Matemātika,unexcused\n{CODE},OVSK,2026-09-01,2,,illness"
    ));
    let error = read_text(Kind::Absences, &text).unwrap_err();
    assert_eq!((error.key(), error.row()), ("file-quote-open", Some(2)));
}

// covers: REG-31
#[test]
fn every_bad_value_of_a_row_is_reported() {
    let text = absence("310212-20000,,2026-02-30,40,,sick");
    assert_eq!(
        read_text(Kind::Absences, &text).unwrap().refused(),
        [
            (2, "personal_code", "310212-20000", "personal-code-date"),
            (2, "institution_code", "", "required"),
            (2, "date", "2026-02-30", "date"),
            (2, "lesson", "40", "out-of-range"),
            (2, "kind", "sick", "not-accepted"),
        ]
    );
}

// covers: REG-31
#[test]
fn personal_codes_are_refused_or_remarked() {
    let key = |code: &str| {
        let found = read_text(
            Kind::Absences,
            &absence(&format!("{code},OVSK,2026-09-01,1,,unknown")),
        )
        .unwrap();
        found.errors.first().map(|error| error.problem.key()).or(found
            .summary
            .warnings
            .first()
            .map(balsts_intake::Warning::key))
    };
    assert_eq!(key("010101-20010"), None);
    assert_eq!(key("01010120010"), None);
    assert_eq!(key("320000-00001"), None);
    assert_eq!(key("010101-20011"), Some("check-digit"));
    assert_eq!(key("010101-30010"), Some("personal-code-century"));
    assert_eq!(key("310212-20000"), Some("personal-code-date"));
    assert_eq!(key("12345"), Some("personal-code-format"));
    assert_eq!(key(""), Some("pupil-missing"));
    let text = format!("pupil_code,institution_code,date,lesson,kind\n{CODE},OVSK,2026-09-01,1,unknown\n");
    let found = read_text(Kind::Absences, &text).unwrap();
    assert_eq!(
        found.refused(),
        [(2, "pupil_code", CODE, "personal-code-as-pupil-code")]
    );
}

// covers: REG-31
#[test]
fn lessons_marks_and_percents_have_their_bounds() {
    let lesson = |value: &str| {
        let text = absence(&format!("{CODE},OVSK,2026-09-01,{value},,unknown"));
        read_text(Kind::Absences, &text)
            .unwrap()
            .errors
            .first()
            .map(|error| error.problem.key())
    };
    for (value, wanted) in [
        ("1", None),
        ("15", None),
        ("0", Some("out-of-range")),
        ("16", Some("out-of-range")),
        ("40", Some("out-of-range")),
        ("-1", Some("out-of-range")),
        ("\"1,5\"", Some("not-whole")),
        ("pirmā", Some("not-a-number")),
        ("-", Some("no-figure")),
        ("x", Some("no-figure")),
    ] {
        assert_eq!(lesson(value), wanted, "{value}");
    }
    let mark = |value: &str| {
        let text = format!(
            "personal_code;institution_code;subject;date;value;kind\n{CODE};OVSK;Fizika;2026-09-01;{value};current\n"
        );
        read_text(Kind::Marks, &text)
            .unwrap()
            .errors
            .first()
            .map(|error| error.problem.key())
    };
    for (value, wanted) in [
        ("1", None),
        ("10", None),
        ("nv", None),
        ("S", None),
        ("11", Some("out-of-range")),
        ("0", Some("out-of-range")),
        ("7,5", Some("out-of-range")),
        ("labi", Some("not-accepted")),
    ] {
        assert_eq!(mark(value), wanted, "{value}");
    }
    let percent = |value: &str| {
        let text = format!("personal_code;subject;date;grade;percent\n{CODE};Fizika;2026-05-20;9;{value}\n");
        read_text(Kind::Exams, &text)
            .unwrap()
            .errors
            .first()
            .map(|error| error.problem.key())
    };
    for (value, wanted) in [
        ("0", None),
        ("100", None),
        ("14,99", None),
        ("100,01", Some("out-of-range")),
        ("-1", Some("out-of-range")),
    ] {
        assert_eq!(percent(value), wanted, "{value}");
    }
}

// covers: REG-31
#[test]
fn a_period_ends_on_or_after_its_first_day() {
    let text =
        |to: &str| format!("personal_code;programme;kind;from;to\n{CODE};Koris;interešu;2026-09-01;{to}\n");
    assert!(
        read_text(Kind::Extracurricular, &text("2026-09-01"))
            .unwrap()
            .errors
            .is_empty()
    );
    assert_eq!(
        read_text(Kind::Extracurricular, &text("31.08.2026."))
            .unwrap()
            .refused(),
        [(2, "to", "31.08.2026.", "period-reversed")]
    );
}

// covers: REG-31
#[test]
fn a_formula_is_refused_with_its_cell() {
    let book = workbook(|book| {
        let sheet = book.add_worksheet();
        for (column, name) in HEADER.iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), *name).unwrap();
        }
        sheet
            .write_row(1, 0, [CODE, "OVSK", "2026-09-01", "1", "", "illness"])
            .unwrap();
        sheet
            .write_row(2, 0, [CODE, "OVSK", "2026-09-01", "", "", "illness"])
            .unwrap();
        sheet.write(2, 3, Formula::new("=1+1").set_result("2")).unwrap();
    });
    let found = read_bytes(Kind::Absences, &book).unwrap();
    assert_eq!(found.good.len(), 1);
    assert_eq!(found.refused(), [(3, "lesson", "=1+1", "formula")]);
    let header = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, HEADER.iter().copied()).unwrap();
        sheet.write(0, 9, Formula::new("=A1")).unwrap();
        sheet
            .write_row(1, 0, [CODE, "OVSK", "2026-09-01", "1", "", "illness"])
            .unwrap();
    });
    assert_eq!(
        refusal(read_bytes(Kind::Absences, &header)),
        "file-header-formula"
    );
}

// covers: REG-31
#[test]
fn merged_cells_make_their_rows_bad_and_titles_above_do_not_matter() {
    let plain = Format::new();
    let book = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet
            .merge_range(0, 0, 0, 5, "Kavējumi septembrī", &plain)
            .unwrap();
        sheet.write_row(2, 0, HEADER.iter().copied()).unwrap();
        for row in 3..7 {
            sheet
                .write_row(row, 0, [CODE, "OVSK", "2026-09-01", "1", "", "illness"])
                .unwrap();
        }
        sheet.merge_range(4, 1, 5, 1, "OVSK", &plain).unwrap();
    });
    let found = read_bytes(Kind::Absences, &book).unwrap();
    assert_eq!((found.good.len(), found.summary.header_row), (2, 3));
    assert_eq!(
        found.refused(),
        [
            (5, "institution_code", "OVSK", "merged-cells"),
            (6, "institution_code", "", "merged-cells")
        ]
    );
    let header = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, HEADER.iter().copied()).unwrap();
        sheet.merge_range(0, 0, 1, 0, "personal_code", &plain).unwrap();
        sheet
            .write_row(2, 0, [CODE, "OVSK", "2026-09-01", "1", "", "illness"])
            .unwrap();
    });
    assert_eq!(refusal(read_bytes(Kind::Absences, &header)), "file-header-merged");
}

// covers: REG-31
#[test]
fn sheets_hidden_several_and_named() {
    let row: &[&str] = &[CODE, "OVSK", "2026-09-01", "1", "", "illness"];
    let add = |book: &mut rust_xlsxwriter::Workbook, name: &str, header: bool, hidden: bool| {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet
            .write_row(0, 0, if header { HEADER } else { row }.iter().copied())
            .unwrap();
        sheet.write_row(1, 0, row.iter().copied()).unwrap();
        sheet.set_hidden(hidden);
    };
    let beside = workbook(|book| {
        add(book, "Dati", true, false);
        add(book, "Noslēpums", true, true);
        add(book, "Paskaidrojums", false, false);
    });
    assert_eq!(refusal(read_bytes(Kind::Absences, &beside)), "file-hidden-sheets");
    let named = |sheet: &str| Options {
        sheet: Some(sheet.to_owned()),
        ..Options::default()
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, &beside, &named("noslēpums"))),
        "file-sheet-hidden"
    );
    assert_eq!(
        refusal(read_with(Kind::Absences, &beside, &named("Cita"))),
        "file-sheet-not-found"
    );
    let found = read_with(Kind::Absences, &beside, &named("dati")).unwrap();
    assert_eq!(found.good.len(), 1);
    assert_eq!(found.warnings(), ["warning-hidden-sheet"]);
    let explained = workbook(|book| {
        add(book, "Dati", true, false);
        add(book, "Paskaidrojums", false, false);
        book.add_worksheet().set_name("Tukša").unwrap().set_hidden(true);
    });
    let found = read_bytes(Kind::Absences, &explained).unwrap();
    assert_eq!(found.good.len(), 1);
    assert_eq!(
        found.warnings(),
        ["warning-hidden-sheet", "warning-sheet-not-read"]
    );
    let two = workbook(|book| {
        add(book, "9.a", true, false);
        add(book, "9.b", true, false);
    });
    assert_eq!(refusal(read_bytes(Kind::Absences, &two)), "file-several-sheets");
    assert_eq!(
        read_with(Kind::Absences, &two, &named("9.b")).unwrap().good.len(),
        1
    );
    let hidden = workbook(|book| {
        book.add_worksheet().set_name("Tukša").unwrap();
        add(book, "Dati", true, true);
    });
    assert_eq!(refusal(read_bytes(Kind::Absences, &hidden)), "file-hidden-sheets");
}

// covers: REG-31
#[test]
fn a_cell_at_the_far_end_of_a_sheet_is_harmless() {
    let book = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, HEADER.iter().copied()).unwrap();
        sheet
            .write_row(1, 0, [CODE, "OVSK", "2026-09-01", "1", "", "illness"])
            .unwrap();
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    let found = read_bytes(Kind::Absences, &book).unwrap();
    assert_eq!((found.good.len(), found.errors.len()), (1, 0));
    assert_eq!(found.warnings(), ["warning-outside-table"]);
    assert!(found.summary.bytes_held < 10_000, "{}", found.summary.bytes_held);
}

// covers: REG-31
#[test]
fn a_spreadsheet_error_is_refused_with_its_cell() {
    let book = sheet(&[HEADER, &[CODE, "OVSK", "2026-09-01", "#", "", "illness"]]);
    let book = crate::files::repacked(&book, |name, content| {
        if !name.ends_with("sheet1.xml") {
            return content;
        }
        let text = String::from_utf8(content).unwrap();
        let start = text.find("<c r=\"D2\"").unwrap();
        let end = start + text[start..].find("</c>").unwrap() + 4;
        format!(
            "{}<c r=\"D2\" t=\"e\"><v>#REF!</v></c>{}",
            &text[..start],
            &text[end..]
        )
        .into_bytes()
    });
    assert_eq!(
        read_bytes(Kind::Absences, &book).unwrap().refused(),
        [(2, "lesson", "#REF!", "cell-error")]
    );
}

// covers: REG-31
#[test]
fn a_message_quotes_no_more_of_a_value_than_can_be_read() {
    let long = "ā".repeat(100_000);
    let found = read_text(
        Kind::Absences,
        &absence(&format!("{CODE},OVSK,{long},1,,unknown")),
    )
    .unwrap();
    let error = &found.errors[0];
    assert_eq!(error.value.chars().count(), 201);
    assert!(error.value.ends_with('…'));
    for lang in [balsts_intake::Lang::Lv, balsts_intake::Lang::En] {
        assert!(error.text(lang).chars().count() < 500);
    }
    let header = format!("personal_code;given_name;family_name;{long}\n{CODE};Jānis;Bērziņš;x\n");
    let found = read_text(Kind::Pupils, &header).unwrap();
    let warning = found.summary.warnings[0].text(balsts_intake::Lang::En);
    assert!(warning.chars().count() < 400, "{}", warning.len());
}
