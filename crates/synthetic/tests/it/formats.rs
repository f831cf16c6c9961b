//! Every file by the columns of the import formats, whoever made it.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::calendar::Calendar;
use balsts_synthetic::demo::{self, Demo};
use balsts_synthetic::{Kind, Spec, Written, in_memory};
use jiff::civil::{Date, date};

use crate::read::Table;

/// Columns that a file must have and fill, and those it may have.
fn columns(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Institutions => (&["code", "name", "kind"], &["parent_code", "address", "email"]),
        Kind::Staff => (&["institution_code", "role", "fte", "as_of"], &[]),
        Kind::Guardians => (
            &["personal_code", "given_name", "family_name", "relation"],
            &["phone", "email", "from", "to"],
        ),
        Kind::ClassTeachers => (&["institution_code", "class", "email", "from"], &["to"]),
        Kind::Pupils => (
            &["personal_code", "given_name", "family_name"],
            &[
                "birth_date",
                "sex",
                "declared_municipality",
                "declared_address",
                "home_language",
                "special_programme_code",
            ],
        ),
        Kind::Enrolments => (
            &["personal_code", "institution_code", "class", "from"],
            &[
                "to",
                "programme_code",
                "study_form",
                "repeats_year",
                "leaving_reason",
            ],
        ),
        Kind::Absences => (
            &["personal_code", "institution_code", "date", "lesson", "kind"],
            &["subject"],
        ),
        Kind::AbsenceTotals => (
            &[
                "personal_code",
                "institution_code",
                "from",
                "to",
                "unexcused",
                "illness",
                "excused",
            ],
            &[],
        ),
        Kind::Lessons => (&["institution_code", "class", "from", "to", "lessons"], &[]),
        Kind::Marks => (
            &[
                "personal_code",
                "institution_code",
                "subject",
                "date",
                "value",
                "kind",
            ],
            &["number"],
        ),
        Kind::Exams => (&["personal_code", "subject", "date", "grade", "percent"], &[]),
        Kind::Incidents => (
            &["personal_code", "institution_code", "date", "kind", "role"],
            &["note"],
        ),
        Kind::Extracurricular => (&["personal_code", "programme", "kind", "from"], &["to"]),
        Kind::DeclaredChildren => (
            &["personal_code", "given_name", "family_name"],
            &[
                "birth_date",
                "declared_address",
                "status",
                "basic_education_completed",
            ],
        ),
        Kind::Circumstances => (&["personal_code", "kind", "from", "source_institution"], &["to"]),
        Kind::SupportPlans => (
            &[
                "personal_code",
                "institution_code",
                "school_year",
                "semester",
                "risks",
            ],
            &["evaluation"],
        ),
        Kind::Consultations => (
            &["personal_code", "institution_code", "date", "kind", "hours"],
            &["subject_or_role"],
        ),
    }
}

/// What tells two records of a kind apart.
fn key(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Institutions => &["code"],
        Kind::Staff => &["institution_code", "role", "as_of"],
        Kind::Guardians => &["personal_code", "given_name", "family_name", "relation"],
        Kind::Pupils | Kind::DeclaredChildren => &["personal_code"],
        Kind::Enrolments => &["personal_code", "from"],
        Kind::Absences => &["personal_code", "institution_code", "date", "lesson"],
        Kind::AbsenceTotals => &["personal_code", "institution_code", "from"],
        Kind::Lessons | Kind::ClassTeachers => &["institution_code", "class", "from"],
        Kind::Marks => &[
            "personal_code",
            "institution_code",
            "subject",
            "date",
            "kind",
            "number",
        ],
        Kind::Exams => &["personal_code", "subject", "date"],
        Kind::Incidents => &["personal_code", "institution_code", "date", "kind", "role"],
        Kind::Extracurricular => &["personal_code", "programme", "from"],
        Kind::Circumstances => &["personal_code", "kind", "from"],
        Kind::SupportPlans => &["personal_code", "institution_code", "school_year", "semester"],
        Kind::Consultations => &[
            "personal_code",
            "institution_code",
            "date",
            "kind",
            "subject_or_role",
        ],
    }
}

fn is_personal_code(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 11 || text.len() != 12 || text.as_bytes()[6] != b'-' {
        return false;
    }
    if digits[0] == 3 && digits[1] >= 2 {
        return true;
    }
    let day = digits[0] * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let weights = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = weights
        .iter()
        .zip(&digits)
        .map(|(weight, digit)| weight * digit)
        .sum();
    (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && digits[6] == 2
        && (1101 - sum) % 11 % 10 == digits[10]
}

fn one_of(column: &str, kind: Kind) -> &'static [&'static str] {
    match (kind, column) {
        (Kind::Absences, "kind") => &["unexcused", "unknown", "illness", "excused"],
        (Kind::Marks, "kind") => &["current", "semester", "annual"],
        (Kind::Marks, "value") => &[
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "S", "T", "A", "P", "nv", "i", "ni",
        ],
        (Kind::Incidents, "role") => &["involved", "victim", "witness"],
        (Kind::Extracurricular, "kind") => &["interešu", "profesionālās ievirzes", "neformālā"],
        (Kind::Enrolments, "study_form") => &["klātiene", "neklātiene", "tālmācība"],
        (Kind::Enrolments, "leaving_reason") => &["", "completed", "transferred", "left_country"],
        (Kind::Enrolments, "repeats_year") | (Kind::DeclaredChildren, "basic_education_completed") => {
            &["jā", "nē"]
        }
        (Kind::SupportPlans, "semester") => &["1", "2"],
        (Kind::Consultations, "kind") => &["subject", "support_staff", "teacher"],
        _ => &[],
    }
}

/// The checks of a municipality's files, none of which a loader could forgive.
fn check(files: &[Written<Vec<u8>>], until: Date) {
    let pupils = Table::of(files, Kind::Pupils);
    let known: BTreeSet<&str> = pupils.column("personal_code").collect();
    let institutions = Table::of(files, Kind::Institutions);
    let schools: BTreeSet<&str> = institutions.column("code").collect();
    assert!(
        institutions
            .column("parent_code")
            .all(|parent| parent.is_empty() || schools.contains(parent))
    );
    for kind in Kind::ALL {
        let table = Table::of(files, kind);
        if table.rows.is_empty() {
            continue;
        }
        let (required, optional) = columns(kind);
        let documented: BTreeSet<&str> = required.iter().chain(optional).copied().collect();
        assert_eq!(table.headers(), documented, "{}", kind.name());
        for column in required {
            assert!(
                table.column(column).all(|value| !value.trim().is_empty()),
                "{} {column}",
                kind.name()
            );
        }
        for column in documented {
            let choices = one_of(column, kind);
            for value in table.column(column) {
                assert!(
                    choices.is_empty() || choices.contains(&value),
                    "{} {column}: {value}",
                    kind.name()
                );
                match column {
                    "personal_code" => {
                        assert!(is_personal_code(value), "{value}");
                        assert!(
                            kind == Kind::DeclaredChildren || known.contains(value),
                            "{} {value}",
                            kind.name()
                        );
                    }
                    "institution_code" | "source_institution" => assert!(schools.contains(value), "{value}"),
                    "date" | "from" | "as_of" if !value.is_empty() => {
                        assert!(
                            value.parse::<Date>().unwrap() <= until,
                            "{} {column} {value}",
                            kind.name()
                        );
                    }
                    "to" | "birth_date" if !value.is_empty() => {
                        value.parse::<Date>().unwrap();
                    }
                    "programme_code" => assert_eq!(value.len(), 8),
                    "fte" | "percent" => assert!(value.parse::<f64>().unwrap() >= 0.0),
                    _ => {}
                }
            }
        }
        let mut seen = BTreeSet::new();
        for row in &table.rows {
            let key: Vec<&str> = key(kind).iter().map(|column| table.get(row, column)).collect();
            assert!(!seen.contains(&key), "{} {key:?} twice", kind.name());
            seen.insert(key);
        }
    }
    absences_lie_in_enrolments_and_school_days(files);
}

fn absences_lie_in_enrolments_and_school_days(files: &[Written<Vec<u8>>]) {
    let calendar = Calendar::built_in();
    let enrolments = Table::of(files, Kind::Enrolments);
    let mut by_pupil = BTreeMap::<&str, Vec<[&str; 4]>>::new();
    for row in &enrolments.rows {
        let stay = ["from", "to", "institution_code", "class"].map(|column| enrolments.get(row, column));
        assert!(stay[1].is_empty() || stay[0] <= stay[1], "{stay:?}");
        by_pupil
            .entry(enrolments.get(row, "personal_code"))
            .or_default()
            .push(stay);
    }
    for (pupil, stays) in &by_pupil {
        for pair in stays.windows(2) {
            assert!(
                !pair[0][1].is_empty() && pair[0][1] < pair[1][0],
                "{pupil}: {stays:?} overlap"
            );
        }
    }
    let days: Vec<_> = (1..=12)
        .map(|grade| calendar.school_days(None, Some(grade)))
        .collect();
    let absences = Table::of(files, Kind::Absences);
    for row in &absences.rows {
        let [pupil, institution, on, lesson] =
            ["personal_code", "institution_code", "date", "lesson"].map(|column| absences.get(row, column));
        let enrolled = |stay: &&[&str; 4]| {
            stay[2] == institution && stay[0] <= on && (stay[1].is_empty() || on <= stay[1])
        };
        let stay = by_pupil[pupil]
            .iter()
            .find(enrolled)
            .unwrap_or_else(|| panic!("{pupil} is not there on {on}"));
        let grade: usize = stay[3]
            .split('.')
            .next()
            .and_then(|grade| grade.parse().ok())
            .unwrap_or(1);
        assert!(
            days[grade - 1].is_school_day(on.parse().unwrap()),
            "{on} is no school day of grade {grade}"
        );
        assert!((1..=15).contains(&lesson.parse::<u8>().unwrap()), "{lesson}");
    }
}

#[test]
fn the_generator_writes_every_kind() {
    let spec = Spec::new(900, 2, 3);
    let spec = Spec {
        schools: Some(8),
        ..spec
    };
    let files = in_memory(&spec).unwrap();
    assert_eq!(files.iter().map(|file| file.kind).collect::<Vec<_>>(), Kind::ALL);
    check(&files, spec.until);
}

#[test]
fn the_demonstration_keeps_the_formats() {
    let today = date(2027, 3, 10);
    let histories = demo::histories(today, demo::SEED).unwrap();
    for Demo { files, .. } in demo::all(today, demo::SEED).unwrap().into_iter().chain(histories) {
        check(&files, today);
    }
}
