//! The history of Ventspils and Tukums: what is printed follows from the rows.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::risk::Factor;
use balsts_synthetic::Kind;
use balsts_synthetic::demo::{self, Demo, History};
use jiff::civil::date;

use crate::read::Table;

fn demo_of(code: &str) -> Option<Demo> {
    let all = demo::histories(date(2026, 11, 22), demo::SEED).ok()?;
    all.into_iter().find(|demo| demo.municipality == code)
}

/// A share in hundredths of a per cent, rounded as people round.
fn share(part: u32, whole: u32) -> u32 {
    (part * 10_000 + whole / 2) / whole
}

fn risks(demo: &Demo) -> BTreeMap<String, u32> {
    let plans = Table::of(&demo.files, Kind::SupportPlans);
    let mut counts = BTreeMap::new();
    for risk in plans.column("risks") {
        *counts.entry(risk.to_owned()).or_default() += 1;
    }
    counts
}

fn of_group(counts: &BTreeMap<String, u32>, group: &str) -> u32 {
    counts
        .iter()
        .filter(|(code, _)| Factor::from_code(code).is_some_and(|factor| factor.group().code() == group))
        .map(|(_, count)| count)
        .sum()
}

// covers: RSK-17
#[test]
fn every_printed_share_of_ventspils_follows_from_its_plans() {
    let demo = demo_of("ventspils").unwrap();
    let counts = risks(&demo);
    let all: u32 = counts.values().sum();
    let history = History::ventspils().unwrap();
    for risk in &history.risk {
        assert_eq!(counts[&risk.factor], risk.count, "{}", risk.factor);
        assert_eq!(Some(share(risk.count, all)), risk.printed, "{}", risk.factor);
    }
    let groups: Vec<u32> = history
        .group
        .iter()
        .map(|group| share(of_group(&counts, &group.group), all))
        .collect();
    assert_eq!(
        groups,
        [6_972, 2_522, 350, 156],
        "printed 70 %, 25 %, 3,5 % and 1,6 %"
    );
}

// covers: IAP-09, IAP-10, IAP-11
#[test]
fn the_hours_of_ventspils_by_subject_and_specialist() {
    let demo = demo_of("ventspils").unwrap();
    let table = Table::of(&demo.files, Kind::Consultations);
    let mut hours = BTreeMap::<(&str, &str), u32>::new();
    for row in &table.rows {
        let [kind, what, number] = ["kind", "subject_or_role", "hours"].map(|column| table.get(row, column));
        *hours.entry((kind, what)).or_default() += number.parse::<u32>().unwrap();
    }
    for (what, printed) in [
        (("subject", "matemātika"), 11_184),
        (("subject", "latviešu valoda"), 10_314),
        (("subject", "angļu valoda"), 4_340),
        (("support_staff", "psihologs"), 1_436),
        (("support_staff", "sociālais pedagogs"), 1_188),
        (("support_staff", "logopēds"), 200),
        (("support_staff", "pedagoga palīgs"), 54),
        (("teacher", ""), 2_632),
    ] {
        assert_eq!(hours[&what], printed, "{what:?}");
    }
    let of = |kind: &str| -> u32 {
        hours
            .iter()
            .filter(|((of, _), _)| *of == kind)
            .map(|(_, hours)| hours)
            .sum()
    };
    assert_eq!(of("support_staff"), 2_878);
    for entry in History::ventspils().unwrap().hours {
        if let Some(printed) = entry.printed {
            let exact = f64::from(entry.hours) * 100.0 / f64::from(of(&entry.kind));
            assert_eq!(exact.round() as u32, printed, "{}", entry.what);
        }
    }
}

// covers: IAP-08, RSK-17
#[test]
fn the_plans_of_tukums_by_semester_and_its_counts_of_risks() {
    let demo = demo_of("tukuma-novads").unwrap();
    let plans = Table::of(&demo.files, Kind::SupportPlans);
    let mut terms = BTreeMap::<(&str, &str), u32>::new();
    let mut pupils = BTreeSet::new();
    let mut keys = BTreeSet::new();
    for row in &plans.rows {
        let [code, year, semester] =
            ["personal_code", "school_year", "semester"].map(|column| plans.get(row, column));
        *terms.entry((year, semester)).or_default() += 1;
        pupils.insert(code);
        assert!(
            keys.insert((code, year, semester)),
            "one plan a pupil and semester"
        );
    }
    for (term, printed) in [
        (("2021/22", "1"), 350),
        (("2021/22", "2"), 385),
        (("2022/23", "1"), 255),
        (("2022/23", "2"), 138),
    ] {
        assert_eq!(terms[&term], printed, "{term:?}");
    }
    assert!(pupils.len() < plans.rows.len(), "fewer pupils than plans");
    let counts = risks(&demo);
    assert_eq!(
        (
            counts["learning_difficulties"],
            counts["basic_needs_not_met"],
            counts["low_achievement"]
        ),
        (1_875, 505, 313)
    );
    let all: u32 = counts.values().sum();
    let groups = ["A", "C", "D", "B"].map(|group| share(of_group(&counts, group), all));
    assert_eq!(
        groups,
        [7_990, 1_686, 163, 161],
        "printed 80,7 %, 16,6 %, 1,6 % and 1,1 %"
    );
    let told = demo::irregularities("tukuma-novads").unwrap();
    assert!(told.iter().any(|one| one.id == "risk-group-learning"
        && one.says == Some(8_070)
        && one.computed == Some(7_990)));
}

// covers: RSK-17, IAP-10
#[test]
fn every_printed_share_stands_beside_the_one_computed_or_is_contradicted() {
    for (municipality, history, printed, contradicted) in [
        ("ventspils", History::ventspils().unwrap(), 32, 1),
        ("tukuma-novads", History::tukums().unwrap(), 4, 3),
    ] {
        let of_risks = history.risk.iter().filter(|one| one.printed.is_some()).count();
        let of_hours = history.hours.iter().filter(|one| one.printed.is_some()).count();
        assert_eq!(
            of_risks + of_hours + history.group.len(),
            printed,
            "{municipality}"
        );
        let told = demo::irregularities(municipality).unwrap();
        let told = told.iter().filter(|one| one.unit == "percent").count();
        let beside = demo::printed(municipality).unwrap();
        assert_eq!((told, beside.len()), (contradicted, printed - contradicted));
    }
    let beside = demo::printed("ventspils").unwrap();
    let of = |place: &str| {
        let found = beside.iter().find(|one| one.place.lv == place);
        found.map(|one| (one.table, one.says, one.computed))
    };
    assert_eq!(of("Ekonomiskie riski"), Some(("risks", 2_500, 2_522)));
    assert_eq!(of("Valodas barjera"), Some(("risks", 909, 909)));
    assert_eq!(of("psihologs"), Some(("consultations", 5_000, 4_990)));
    assert_eq!(of("matemātika"), Some(("consultations", 3_600, 3_600)));
}
