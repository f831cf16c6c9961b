//! Rēzeknes valstspilsēta against its annexes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use balsts_synthetic::Kind;
use balsts_synthetic::demo::{self, Demo};
use jiff::civil::date;

use crate::printed::{ABSENCES, OVER_LIMIT, REZEKNE, SUPPORTED};
use crate::read::Table;

static DEMO: LazyLock<Demo> = LazyLock::new(|| demo::rezekne(date(2026, 11, 22), demo::SEED).unwrap());

/// Code to place in the annexes.
fn places() -> BTreeMap<String, usize> {
    let institutions = Table::of(&DEMO.files, Kind::Institutions);
    let place = |name: &str| REZEKNE.iter().position(|school| *school == name).unwrap();
    let names = institutions.column("name").map(place);
    institutions
        .column("code")
        .map(str::to_owned)
        .zip(names)
        .collect()
}

fn in_first_semester(date: &str) -> bool {
    ("2022-09-01"..="2022-12-23").contains(&date)
}

// covers: REG-11
#[test]
fn lessons_missed_by_school_and_reason() {
    let absences = Table::of(&DEMO.files, Kind::Absences);
    let places = places();
    let mut counted = [[0_usize; 4]; 8];
    let mut lessons = BTreeSet::new();
    for row in absences
        .rows
        .iter()
        .filter(|row| in_first_semester(absences.get(row, "date")))
    {
        let reason = match absences.get(row, "kind") {
            "illness" => 0,
            "excused" => 1,
            "unexcused" => 2,
            other => panic!("{other}"),
        };
        let of_school = &mut counted[places[absences.get(row, "institution_code")]];
        of_school[reason] += 1;
        of_school[3] += 1;
        let key = ["personal_code", "date", "lesson"].map(|column| absences.get(row, column));
        assert!(lessons.insert(key), "{key:?} is missed twice");
    }
    assert_eq!(counted, ABSENCES);
    assert_eq!(counted.iter().map(|row| row[3]).sum::<usize>(), 153_514);
    assert_eq!(
        [0, 1, 2].map(|reason| counted.iter().map(|row| row[reason]).sum::<usize>()),
        [104_083, 43_065, 6_366]
    );
}

// covers: REG-11
#[test]
fn pupils_over_the_limit() {
    let places = places();
    let mut over = [[0_usize; 4]; 8];
    let totals = Table::of(&DEMO.files, Kind::AbsenceTotals);
    for row in &totals.rows {
        let unexcused: u32 = totals.get(row, "unexcused").parse().unwrap();
        let year: usize = totals.get(row, "from")[..4].parse().unwrap();
        if unexcused > 20 && year < 2022 {
            over[places[totals.get(row, "institution_code")]][year - 2019] += 1;
        }
    }
    let absences = Table::of(&DEMO.files, Kind::Absences);
    let mut lessons = BTreeMap::<(&str, &str), u32>::new();
    for row in absences
        .rows
        .iter()
        .filter(|row| in_first_semester(absences.get(row, "date")))
    {
        if absences.get(row, "kind") == "unexcused" {
            let pupil = (
                absences.get(row, "institution_code"),
                absences.get(row, "personal_code"),
            );
            *lessons.entry(pupil).or_default() += 1;
        }
    }
    for ((school, _), _) in lessons.into_iter().filter(|(_, lessons)| *lessons > 20) {
        over[places[school]][3] += 1;
    }
    assert_eq!(over, OVER_LIMIT);
    let told = demo::irregularities("rezekne").unwrap();
    assert!(
        told.iter()
            .any(|irregularity| irregularity.id == "over-limit-unit" && irregularity.assumption)
    );
}

// covers: REG-28
#[test]
fn pupils_supported_by_school_and_year() {
    let plans = Table::of(&DEMO.files, Kind::SupportPlans);
    let places = places();
    let mut pupils = BTreeMap::<(&str, usize), BTreeSet<&str>>::new();
    let mut rows = BTreeSet::new();
    for row in &plans.rows {
        let [code, school, year, semester] = ["personal_code", "institution_code", "school_year", "semester"]
            .map(|column| plans.get(row, column));
        pupils.entry((year, places[school])).or_default().insert(code);
        assert!(rows.insert((code, year, semester)));
    }
    for (year, printed) in SUPPORTED {
        for (place, printed) in printed.into_iter().enumerate() {
            let counted = pupils.get(&(year, place)).map_or(0, BTreeSet::len) as i64;
            assert_eq!(counted, printed.max(0), "{} {year}", REZEKNE[place]);
        }
    }
    let published = demo::Rezekne::published().unwrap();
    let gymnasium = published
        .school
        .iter()
        .find(|school| school.name == "Rēzeknes Valsts 1.ģimnāzija")
        .unwrap();
    assert_eq!(
        gymnasium.supported.get(&2017),
        None,
        "blank is no data, not nothing"
    );
    for (year, stated) in &published.stated.supported {
        let rows: u32 = published
            .school
            .iter()
            .filter_map(|school| school.supported.get(year))
            .sum();
        assert_eq!(rows, *stated, "{year}");
    }
}
