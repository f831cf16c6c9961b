//! `balsts generate`: the same bytes for the same seed, and children as they are.

use std::collections::{BTreeMap, BTreeSet};

use balsts_synthetic::{Kind, Spec, Written, in_memory, write_to};
use sha2::{Digest, Sha256};

use crate::read::Table;

fn hash(files: &[Written<Vec<u8>>]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.kind.name());
        hash.update(&file.out);
    }
    hex::encode(hash.finalize())
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_every_machine() {
    let spec = Spec::new(300, 2, 7);
    let files = in_memory(&spec).unwrap();
    assert_eq!(hash(&files), hash(&in_memory(&spec).unwrap()));
    assert_ne!(hash(&files), hash(&in_memory(&Spec::new(300, 2, 8)).unwrap()));
    insta::assert_snapshot!("bytes_of_300_pupils_2_years_seed_7", hash(&files));
}

#[test]
fn a_folder_holds_the_same_bytes() {
    let folder = std::env::temp_dir().join(format!("balsts-synthetic-{}", std::process::id()));
    let spec = Spec::new(60, 1, 1);
    let written = write_to(&spec, &folder).unwrap();
    for file in in_memory(&spec).unwrap() {
        let name = format!("{}.csv", file.kind.name());
        assert_eq!(std::fs::read(folder.join(name)).unwrap(), file.out);
        assert!(
            written
                .iter()
                .any(|other| other.kind == file.kind && other.rows == file.rows)
        );
    }
    std::fs::remove_dir_all(folder).unwrap();
}

// covers: REG-10
#[test]
fn most_are_seldom_absent_and_a_few_very_much() {
    let files = in_memory(&Spec::new(6_000, 1, 11)).unwrap();
    let enrolments = Table::of(&files, Kind::Enrolments);
    let on_the_day = enrolments
        .column("from")
        .filter(|from| *from == "2025-09-01")
        .count();
    assert_eq!(on_the_day, 6_000);
    assert!(enrolments.column("study_form").any(|form| form == "tālmācība"));
    assert!(
        enrolments
            .column("leaving_reason")
            .any(|reason| reason == "transferred")
    );
    assert!(
        enrolments
            .column("leaving_reason")
            .any(|reason| reason == "left_country")
    );

    let absences = Table::of(&files, Kind::Absences);
    let mut unexcused = BTreeMap::<(&str, bool), u32>::new();
    let mut illness = BTreeMap::<&str, u32>::new();
    let mut months = BTreeMap::<&str, BTreeSet<&str>>::new();
    for row in &absences.rows {
        let [pupil, date, kind] = ["personal_code", "date", "kind"].map(|column| absences.get(row, column));
        match kind {
            "illness" => *illness.entry(&date[5..7]).or_default() += 1,
            "unexcused" | "unknown" => {
                *unexcused.entry((pupil, date < "2025-12-31")).or_default() += 1;
                months.entry(pupil).or_default().insert(&date[..7]);
            }
            _ => {}
        }
    }
    let over = unexcused.values().filter(|lessons| **lessons > 20).count();
    let some = unexcused.values().filter(|lessons| **lessons >= 8).count();
    assert!(
        (20..300).contains(&over),
        "{over} pupils and semesters over the limit"
    );
    assert!(some < 6_000 * 2 * 15 / 100, "{some} with eight and more");
    assert!(
        months.values().any(|months| months.len() >= 4),
        "somebody is away for months"
    );
    assert!(
        illness["02"] > illness["09"] * 3 / 2,
        "winter is the season of illness: {illness:?}"
    );
}

#[test]
fn children_move_up_year_by_year() {
    let files = in_memory(&Spec::new(1_200, 3, 5)).unwrap();
    let enrolments = Table::of(&files, Kind::Enrolments);
    let mut grades = BTreeMap::<&str, BTreeMap<&str, u32>>::new();
    let mut repeats = 0;
    for row in &enrolments.rows {
        let [pupil, from, class] =
            ["personal_code", "from", "class"].map(|column| enrolments.get(row, column));
        if let (Some(year), Some(Ok(grade))) = (
            from.strip_suffix("-09-01"),
            class.split('.').next().map(str::parse),
        ) {
            grades.entry(pupil).or_default().insert(year, grade);
        }
        repeats += u32::from(enrolments.get(row, "repeats_year") == "jā");
    }
    let (mut up, mut same) = (0, 0);
    for years in grades.values() {
        for pair in years.values().collect::<Vec<_>>().windows(2) {
            match pair[1] - pair[0] {
                1 => up += 1,
                0 => same += 1,
                other => panic!("{other} grades at once"),
            }
        }
    }
    assert!(
        up > 1_200 && same > 0 && same * 20 < up,
        "{up} up, {same} stayed down"
    );
    assert_eq!(repeats, same);
}
