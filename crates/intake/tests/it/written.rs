//! Templates and the table of errors: what is sent out comes back and is understood.

use std::io::Cursor;

use balsts_intake::{HeaderNames, Kind, Lang, Options, Profile, Rejected, template, write_errors};

use crate::files::{ABSENCES, CODE, read_bytes, read_text, read_with, sheet};

fn errors_of(kind: Kind, bytes: &[u8], options: &Options) -> String {
    let found = read_with(kind, bytes, options).unwrap();
    let rejected: Vec<Rejected> = found
        .errors
        .iter()
        .map(|error| error.rejected(Lang::Lv))
        .collect();
    let mut out = Vec::new();
    let written = write_errors(kind, Cursor::new(bytes), options, &rejected, &mut out).unwrap();
    assert_eq!(written, found.summary.bad_rows);
    String::from_utf8(out).unwrap()
}

// covers: REG-31
#[test]
fn the_refused_rows_come_back_with_what_is_wrong_and_are_mended() {
    let text = format!(
        "{ABSENCES}{CODE},OVSK,2026-09-03,40,\"Latviešu valoda; literatūra\",illnes\n{CODE},OVSK,2026-09-03,2,,illness\n"
    );
    let table = errors_of(Kind::Absences, text.as_bytes(), &Options::default());
    insta::assert_snapshot!("table_of_errors", table.trim_start_matches('\u{feff}'));
    let mended = table.replace(";40;", ";4;").replace(";illnes;", ";illness;");
    let found = read_bytes(Kind::Absences, mended.as_bytes()).unwrap();
    assert_eq!(
        (found.good.len(), found.errors.len(), found.warnings().len()),
        (1, 0, 0),
        "{:?}",
        found.errors
    );
    let again = errors_of(Kind::Absences, table.as_bytes(), &Options::default());
    assert_eq!(again.matches("kļūda").count(), 1, "{again}");
}

// covers: REG-31
#[test]
fn the_table_of_a_profile_s_file_is_read_by_the_same_profile() {
    let toml = "kind = \"absences\"\nskip_rows = 2\n[codes.kind]\nn = \"unexcused\"\n";
    let profile = Profile::parse("mana", toml).unwrap();
    let options = Options {
        profile: Some(profile),
        ..Options::default()
    };
    let text = format!(
        "Skola: OVSK;;;;\nIzdruka;;;;\nPersonas kods;Skola;Datums;Stunda;Veids\n{CODE};O;3.9.2026;0;n\n"
    );
    let table = errors_of(Kind::Absences, text.as_bytes(), &options);
    let mended = table.replace(";0;", ";1;");
    let found = read_with(Kind::Absences, mended.as_bytes(), &options).unwrap();
    assert_eq!(
        (found.summary.header_row, found.good.len()),
        (1, 1),
        "{:?}",
        found.errors
    );
}

// covers: REG-31
#[test]
fn nothing_in_the_table_becomes_a_formula() {
    let names = [
        "personal_code",
        "institution_code",
        "date",
        "lesson",
        "subject",
        "kind",
    ];
    let book = sheet(&[&names, &[CODE, "'=1+1", "2026-09-03", "99", "@SUM(A1)", "+371"]]);
    let table = errors_of(Kind::Absences, &book, &Options::default());
    let cells: Vec<&str> = table.lines().nth(1).unwrap().split(';').collect();
    assert!(
        cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
        "{cells:?}"
    );
    let mended = table.replace(";99;", ";9;").replace(";'+371;", ";illness;");
    let found = read_bytes(Kind::Absences, mended.as_bytes()).unwrap();
    assert!(
        found.good[0].contains("\"=1+1\"") && found.good[0].contains("\"@SUM(A1)\""),
        "{:?}",
        found.good
    );
}

// covers: REG-31
#[test]
fn templates_have_every_column() {
    for kind in Kind::ALL {
        let canonical = String::from_utf8(template(kind, HeaderNames::Canonical)).unwrap();
        let names: Vec<&str> = canonical
            .trim_start_matches('\u{feff}')
            .trim_end()
            .split(';')
            .collect();
        assert_eq!(
            names,
            kind.columns()
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>(),
            "{kind}"
        );
        let only_header = read_text(
            kind,
            &String::from_utf8(template(kind, HeaderNames::Latvian)).unwrap(),
        );
        assert_eq!(only_header.unwrap_err().key(), "file-header-only", "{kind}");
    }
}
