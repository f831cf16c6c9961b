//! The demonstration on any day: what is planted is there, what cannot be is not promised.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::calendar::{Calendar, SchoolYear};
use balsts_domain::concern::{Answer, ConcernEvent, ConcernState};
use balsts_domain::observation::{Topic, case_detail};
use balsts_domain::risk::Factor;
use balsts_synthetic::Kind;
use balsts_synthetic::demo::{self, Demo, Role, Step};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::read::Table;

/// Every signal that files alone can fire.
const SIGNALS: [&str; 20] = [
    "unexcused_watch",
    "unexcused_near_limit",
    "unexcused_over_limit",
    "unexcused_preschool",
    "long_absence",
    "left_school",
    "absence_rate",
    "absence_rising",
    "insufficient_marks",
    "unmarked_work",
    "repeats_year",
    "exam_below_threshold",
    "school_moves",
    "not_enrolled",
    "distance_learning",
    "incidents",
    "victim",
    "no_extracurricular",
    "language_barrier",
    "circumstance",
];

/// Unexcused lessons of the current semester by pupil.
fn unexcused(demo: &Demo) -> BTreeMap<String, u32> {
    let days = Calendar::built_in().school_days(None, None);
    let Some(semester) = days.semester_or_last(demo.today) else {
        return BTreeMap::new();
    };
    let (from, to) = (semester.period.from().to_string(), demo.today.to_string());
    let absences = Table::of(&demo.files, Kind::Absences);
    let mut lessons = BTreeMap::new();
    for row in &absences.rows {
        let [pupil, on, kind] = ["personal_code", "date", "kind"].map(|column| absences.get(row, column));
        if (from.as_str()..=to.as_str()).contains(&on) && matches!(kind, "unexcused" | "unknown") {
            *lessons.entry(pupil.to_owned()).or_default() += 1;
        }
    }
    lessons
}

fn check(demo: &Demo) {
    let lessons = unexcused(demo);
    for planted in &demo.planted {
        let lessons = lessons
            .get(&planted.personal_code.to_string())
            .copied()
            .unwrap_or(0);
        for signal in &planted.signals {
            assert!(SIGNALS.contains(signal));
            match *signal {
                "unexcused_watch" => assert!((8..15).contains(&lessons), "{planted:?}: {lessons}"),
                "unexcused_near_limit" => assert!((15..=20).contains(&lessons), "{planted:?}: {lessons}"),
                "unexcused_over_limit" => assert!(lessons > 20, "{planted:?}: {lessons}"),
                _ => {}
            }
        }
    }
}

#[test]
fn every_signal_has_its_pupil_late_in_a_semester() {
    for demo in demo::all(date(2027, 5, 12), demo::SEED).unwrap() {
        check(&demo);
        let expected: BTreeSet<&str> = demo
            .planted
            .iter()
            .flat_map(|planted| planted.signals.iter().copied())
            .collect();
        for signal in SIGNALS {
            // Rēzekne's source names no preschool, so there is none.
            let none = signal == "unexcused_preschool" && demo.municipality == "rezekne";
            assert_eq!(expected.contains(signal), !none, "{} {signal}", demo.name);
        }
        concerns_in_every_state(&demo);
    }
}

/// Each is written by a teacher of the pupil's school and answered there, with steps that a concern can take.
fn concerns_in_every_state(demo: &Demo) {
    let mut reached = BTreeSet::new();
    for concern in &demo.concerns {
        assert!(
            concern
                .factors
                .iter()
                .all(|code| Factor::from_code(code).is_some())
        );
        for role in [Role::ClassTeacher, Role::SupportStaff] {
            let account = demo::account_at(&concern.institution, role).unwrap();
            assert_eq!(account.municipality, demo.municipality);
        }
        let (mut state, mut day) = (ConcernState::Sent, concern.observed_on);
        for (on, step) in &concern.steps {
            assert!((day..=demo.today).contains(on), "{on} after {day}");
            day = *on;
            let event = match step {
                // A way to help beside the concern's own.
                Step::Refer => continue,
                Step::Read => ConcernEvent::Read,
                Step::Examine(_) => ConcernEvent::Examine,
                Step::Confirm(_) => ConcernEvent::Answer(Answer::Confirmed),
                Step::NotConfirm(_) => ConcernEvent::Answer(Answer::NotConfirmed),
                Step::Settle => ConcernEvent::Settle,
            };
            state = state.next(event).unwrap();
        }
        reached.insert((concern.institution.as_str(), state));
    }
    let schools: BTreeSet<&str> = reached.iter().map(|(school, _)| *school).collect();
    assert_eq!(reached.len(), schools.len() * ConcernState::ALL.len());
}

// covers: RSK-19
#[test]
fn observations_name_nobody() {
    for demo in demo::all(date(2027, 5, 12), demo::SEED).unwrap() {
        let observations = demo::observations(&demo.municipality);
        assert!(!observations.is_empty(), "{}", demo.name);
        for one in observations {
            assert!(Topic::from_code(one.topic).is_some(), "{one:?}");
            assert_eq!(case_detail(one.text), None, "{one:?}");
            assert!(one.on(demo.today) < demo.today, "{one:?}");
        }
    }
}

#[test]
fn some_are_not_known_enough_and_most_have_no_story() {
    let today = date(2026, 11, 20);
    let demo = demo::ogre(today, demo::SEED).unwrap();
    let lessons = Table::of(&demo.files, Kind::Lessons);
    let silent = demo.silent_institution.clone().unwrap();
    let newest = |institution: &str| {
        let rows = lessons
            .rows
            .iter()
            .filter(|row| lessons.get(row, "institution_code") == institution);
        rows.map(|row| lessons.get(row, "to").to_owned()).max().unwrap()
    };
    assert!(
        newest(&silent).as_str() <= "2026-11-06",
        "two weeks without a register"
    );
    assert_eq!(newest("ogres-1-vidusskola"), "2026-11-20");
    let (school, class) = &demo.class_without_lessons;
    let of_class = |row: &&csv::StringRecord| {
        lessons.get(row, "institution_code") == school && lessons.get(row, "class") == class
    };
    assert_eq!(lessons.rows.iter().filter(of_class).count(), 0);
    let enrolments = Table::of(&demo.files, Kind::Enrolments);
    assert!(enrolments.rows.iter().any(|row| {
        enrolments.get(row, "institution_code") == school
            && enrolments.get(row, "class") == class
            && enrolments.get(row, "to").is_empty()
    }));

    let absences = Table::of(&demo.files, Kind::Absences);
    let missing_today = |row: &&csv::StringRecord| {
        absences.get(row, "date") == "2026-11-20" && absences.get(row, "kind") == "unknown"
    };
    assert!(absences.rows.iter().filter(missing_today).count() > 50);
    let watched = unexcused(&demo).values().filter(|lessons| **lessons >= 8).count();
    assert!((10..400).contains(&watched), "{watched} of seven thousand");
}

#[test]
fn the_two_municipalities_share_nobody() {
    let demos = demo::all(date(2026, 11, 22), demo::SEED).unwrap();
    let codes = |demo: &Demo| {
        let of = |kind| {
            Table::of(&demo.files, kind)
                .column("personal_code")
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
        };
        let mut all = of(Kind::Pupils);
        all.extend(of(Kind::DeclaredChildren));
        all
    };
    assert_eq!(codes(&demos[0]).intersection(&codes(&demos[1])).count(), 0);
}

#[test]
fn accounts_of_every_role_are_ready() {
    let demos = demo::all(date(2026, 11, 22), demo::SEED).unwrap();
    for demo in &demos {
        let accounts: Vec<_> = demo::accounts()
            .iter()
            .filter(|account| account.municipality == demo.municipality)
            .collect();
        let roles: BTreeSet<Role> = accounts.iter().map(|account| account.role).collect();
        assert_eq!(roles.len(), 17);
        let institutions = Table::of(&demo.files, Kind::Institutions);
        let codes: BTreeSet<&str> = institutions.column("code").collect();
        assert!(
            accounts
                .iter()
                .filter_map(|account| account.institution)
                .all(|code| codes.contains(code))
        );
        // The class teacher of the account has the class in the file too.
        let teacher = accounts
            .iter()
            .find(|account| account.role == Role::ClassTeacher)
            .unwrap();
        let teachers = Table::of(&demo.files, Kind::ClassTeachers);
        let row = teachers
            .rows
            .iter()
            .find(|row| teachers.get(row, "email") == teacher.email)
            .unwrap();
        assert_eq!(Some(teachers.get(row, "class")), teacher.class);
        assert_eq!(Some(teachers.get(row, "institution_code")), teacher.institution);
    }
    let emails: BTreeSet<&str> = demo::accounts().iter().map(|account| account.email).collect();
    assert_eq!(emails.len(), demo::accounts().len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_day_works(days in 0_i32..2_557) {
        let today = date(2024, 1, 1) + jiff::Span::new().days(days);
        for demo in demo::all(today, demo::SEED).unwrap() {
            check(&demo);
            prop_assert_eq!(demo.today, today);
            let rows: u64 = demo.files.iter().map(|file| file.rows).sum();
            prop_assert!(rows < 600_000, "{} rows on {}", rows, today);
            let absences = Table::of(&demo.files, Kind::Absences);
            let newest: Date = absences.column("date").max().unwrap().parse().unwrap();
            prop_assert!(newest <= today);
            if demo.municipality == "rezekne" {
                let told = absences.column("date").filter(|on| ("2022-09-01"..="2022-12-23").contains(on));
                prop_assert_eq!(told.count(), 153_514);
            } else {
                let enrolments = Table::of(&demo.files, Kind::Enrolments);
                let on_the_day = enrolments.column("from").filter(|from| *from == "2023-09-01").count();
                prop_assert_eq!(on_the_day, 7_093 + 3_181);
            }
            // Somebody is on a list today.
            let year = SchoolYear::of(today).first_day().to_string();
            let enrolments = Table::of(&demo.files, Kind::Enrolments);
            prop_assert!(enrolments.column("from").filter(|from| *from == year).count() > 3_000);
        }
    }
}
