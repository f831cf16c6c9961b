//! Every message in both languages, held by snapshots: a changed word is seen.

use std::fmt::Write;

use balsts_intake::{
    Choice, ColumnType, FileError, Kind, Lang, Problem, Profile, ProfileError, RowError, Warning,
};
use jiff::civil::date;

const CHOICES: &[Choice] = &[
    Choice {
        code: "unexcused",
        aliases: &["neattaisnots"],
    },
    Choice {
        code: "illness",
        aliases: &["slimība"],
    },
];

fn both(out: &mut String, key: &str, text: impl Fn(Lang) -> String) {
    writeln!(out, "{key}\n  lv: {}\n  en: {}", text(Lang::Lv), text(Lang::En)).unwrap();
    for lang in Lang::ALL {
        assert!(!text(lang).contains(['{', '}']), "{key}: {}", text(lang));
    }
}

// covers: REG-31
#[test]
fn every_problem_of_a_row() {
    let problems = [
        Problem::Required(ColumnType::Code),
        Problem::NoFigure(ColumnType::Whole(1, 15)),
        Problem::PupilMissing,
        Problem::PersonalCodeFormat,
        Problem::PersonalCodeCentury { digit: '5' },
        Problem::PersonalCodeDate,
        Problem::PupilCodeFormat,
        Problem::PersonalCodeAsPupilCode,
        Problem::Date(ColumnType::Date),
        Problem::Date(ColumnType::PeriodStart),
        Problem::DateRange,
        Problem::PeriodReversed {
            from: date(2026, 9, 1),
        },
        Problem::NotANumber(ColumnType::Decimal(0, 100)),
        Problem::NotWhole(ColumnType::Whole(1, 15)),
        Problem::OutOfRange(ColumnType::Whole(1, 15)),
        Problem::OutOfRange(ColumnType::Positive(24)),
        Problem::OutOfRange(ColumnType::Mark),
        Problem::NotAccepted(ColumnType::Choice(CHOICES)),
        Problem::NotAccepted(ColumnType::Email),
        Problem::NotAccepted(ColumnType::Class),
        Problem::NotAccepted(ColumnType::YesNo),
        Problem::NotAccepted(ColumnType::ProgrammeCode),
        Problem::NotAccepted(ColumnType::SchoolYear),
        Problem::NotAccepted(ColumnType::Semester),
        Problem::NotAccepted(ColumnType::List),
        Problem::TooLong { max: 200 },
        Problem::ControlCharacter,
        Problem::TooManyFields {
            expected: 6,
            found: 8,
        },
        Problem::Formula,
        Problem::MergedCells {
            range: "B5:B6".to_owned(),
        },
        Problem::CellError(ColumnType::Text(200)),
        Problem::OneOfTwo {
            first: "personal_code",
            second: "count",
        },
    ];
    let mut out = String::new();
    for problem in problems {
        let key = problem.key();
        let error = RowError {
            row: 7,
            column: "Stunda".to_owned(),
            field: "lesson",
            value: "40".to_owned(),
            problem,
        };
        both(&mut out, key, |lang| error.text(lang));
        for lang in Lang::ALL {
            let text = error.text(lang);
            assert!(
                text.contains('7') && text.contains("Stunda") && text.contains("40"),
                "{text}"
            );
            let accepted = if lang == Lang::Lv { "Pieņem" } else { "Accepted" };
            assert!(text.contains(accepted), "{text}");
        }
    }
    insta::assert_snapshot!("problems", out);
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

// covers: REG-31
#[test]
fn every_error_of_a_file() {
    let errors = [
        FileError::Empty,
        FileError::HeaderOnly,
        FileError::TooLarge {
            bytes: 70_000_000,
            limit: 67_108_864,
        },
        FileError::Binary { byte: 12 },
        FileError::OldExcel,
        FileError::Html,
        FileError::Utf16,
        FileError::Encoding {
            row: 17,
            byte: 1_234,
            said: "UTF-8",
        },
        FileError::EncodingMismatch {
            said: "Windows-1257",
            found: "UTF-8",
        },
        FileError::Separator,
        FileError::SeparatorMismatch {
            said: ';',
            found: '\t',
        },
        FileError::HeadersMissing {
            row: 1,
            missing: named(&["institution_code (Iestādes kods)", "lesson (Stunda)"]),
            found: named(&["Personas kods", "Datums"]),
        },
        FileError::HeaderDoubled {
            column: "lesson",
            first: "Stunda".to_owned(),
            second: "lesson".to_owned(),
        },
        FileError::HeaderFormula {
            cell: "C1".to_owned(),
        },
        FileError::HeaderMerged {
            range: "A1:A2".to_owned(),
        },
        FileError::TooManyColumns { limit: 1_000 },
        FileError::QuoteOpen { row: 5 },
        FileError::RowTooLong {
            row: 5,
            limit: 262_144,
        },
        FileError::NotSpreadsheet,
        FileError::Damaged,
        FileError::Bomb {
            detail: "xl/worksheets/sheet1.xml 1:1000".to_owned(),
            limit: "1:200".to_owned(),
        },
        FileError::HiddenSheets {
            hidden: named(&["Dati"]),
        },
        FileError::SeveralSheets {
            sheets: named(&["9.a", "9.b"]),
        },
        FileError::SheetNotFound {
            sheet: "9.c".to_owned(),
            sheets: named(&["9.a", "9.b"]),
        },
        FileError::SheetHidden {
            sheet: "Dati".to_owned(),
        },
        FileError::Io {
            detail: "permission denied".to_owned(),
        },
        FileError::Profile(ProfileError::OtherKind {
            profile: Kind::AbsenceTotals,
            file: Kind::Absences,
        }),
    ];
    let mut out = String::new();
    let mut keys = std::collections::BTreeSet::new();
    for error in errors {
        assert!(keys.insert(error.key()), "{} twice", error.key());
        both(&mut out, error.key(), |lang| error.text(lang));
        assert!(
            error.text(Lang::Lv).contains("Pieņem") && error.text(Lang::En).contains("Accepted"),
            "{error}"
        );
    }
    insta::assert_snapshot!("file_errors", out);
}

// covers: REG-31
#[test]
fn every_error_of_a_profile() {
    let parse = |toml: &str| Profile::parse("p", toml).unwrap_err();
    let errors = [
        parse("kind = 1"),
        ProfileError::Kind {
            value: "kavējumi".to_owned(),
        },
        ProfileError::OtherKind {
            profile: Kind::AbsenceTotals,
            file: Kind::Absences,
        },
        parse("kind = \"absences\"\n[columns]\nA = \"lesons\""),
        parse("kind = \"absences\"\n[codes.kind]\nn = \"missed\""),
        parse("kind = \"absences\"\ndate_formats = [\"d/m\"]"),
        ProfileError::Wide {
            detail: "key = value",
        },
        ProfileError::Doubled { field: "lesson" },
        ProfileError::Unknown {
            name: "nav".to_owned(),
        },
    ];
    let mut out = String::new();
    for error in errors {
        both(&mut out, error.key(), |lang| error.text(lang));
    }
    insta::assert_snapshot!("profile_errors", out);
}

// covers: REG-31
#[test]
fn every_warning() {
    let warnings = [
        Warning::CheckDigit {
            row: 3,
            column: "Personas kods".to_owned(),
            value: "010101-20011".to_owned(),
        },
        Warning::BirthDate {
            row: 3,
            column: "Dzimšanas datums".to_owned(),
            value: "02.01.2001".to_owned(),
        },
        Warning::UnknownColumn {
            column: "Garastāvoklis".to_owned(),
        },
        Warning::ColumnWithoutHeader { position: 4 },
        Warning::HiddenSheet {
            sheet: "Noslēpums".to_owned(),
        },
        Warning::SheetNotRead {
            sheet: "Paskaidrojums".to_owned(),
        },
        Warning::OutsideTable {
            cell: "XFD1048576".to_owned(),
        },
        Warning::AssumedEncoding,
    ];
    let mut out = String::new();
    for warning in warnings {
        both(&mut out, warning.key(), |lang| warning.text(lang));
    }
    insta::assert_snapshot!("warnings", out);
}

// covers: REG-31
#[test]
fn a_refused_row_as_other_programs_read_it() {
    let error = RowError {
        row: 2,
        column: "lesson".to_owned(),
        field: "lesson",
        value: "40".to_owned(),
        problem: Problem::OutOfRange(ColumnType::Whole(1, 15)),
    };
    let json = serde_json::to_value(error.rejected(Lang::En)).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"row": 2, "column": "lesson", "value": "40",
            "error": "the number is out of bounds. Accepted: a whole number from 1 to 15"})
    );
}
