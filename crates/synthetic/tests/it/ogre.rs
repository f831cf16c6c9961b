//! Ogres novads against its published tables.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use balsts_synthetic::Kind;
use balsts_synthetic::demo::{self, Demo};
use jiff::civil::date;

use crate::printed::{PRESCHOOL_POSTS, PRESCHOOLS, SCHOOL_POSTS, SCHOOL_ROLES, SCHOOLS};
use crate::read::Table;

static DEMO: LazyLock<Demo> = LazyLock::new(|| demo::ogre(date(2026, 11, 22), demo::SEED).unwrap());

fn names() -> BTreeMap<String, String> {
    let institutions = Table::of(&DEMO.files, Kind::Institutions);
    institutions
        .column("code")
        .map(str::to_owned)
        .zip(institutions.column("name").map(str::to_owned))
        .collect()
}

/// Enrolments on 1 September 2023 by institution's name: class, programme code, birth date.
fn on_the_day() -> BTreeMap<String, Vec<(String, String, String)>> {
    let pupils = Table::of(&DEMO.files, Kind::Pupils);
    let born: BTreeMap<&str, &str> = pupils
        .column("personal_code")
        .zip(pupils.column("birth_date"))
        .collect();
    let enrolments = Table::of(&DEMO.files, Kind::Enrolments);
    let names = names();
    let mut by_name = BTreeMap::<String, Vec<_>>::new();
    for row in &enrolments.rows {
        let get = |column| enrolments.get(row, column);
        let to = get("to");
        if get("from") <= "2023-09-01" && (to.is_empty() || to >= "2023-09-01") {
            let born = born[get("personal_code")].to_owned();
            let entry = (get("class").to_owned(), get("programme_code").to_owned(), born);
            by_name
                .entry(names[get("institution_code")].clone())
                .or_default()
                .push(entry);
        }
    }
    by_name
}

fn is_special(programme: &str) -> bool {
    matches!(programme.as_bytes()[5], b'5'..=b'9')
}

fn grade(class: &str) -> Option<u32> {
    class.split('.').next().and_then(|grade| grade.parse().ok())
}

// covers: REG-04, REG-20
#[test]
fn pupils_by_school_and_grade_band() {
    let pupils = on_the_day();
    let mut all = 0;
    for (name, printed) in SCHOOLS {
        let here = &pupils[name];
        let count = |special: bool, grades: std::ops::RangeInclusive<u32>| {
            let fits = |class: &str, programme: &str| {
                !programme.starts_with("22")
                    && is_special(programme) == special
                    && grade(class).is_some_and(|grade| grades.contains(&grade))
            };
            here.iter()
                .filter(|(class, programme, _)| fits(class, programme))
                .count() as i64
        };
        let general = [count(false, 1..=6), count(false, 7..=9), count(false, 10..=12)];
        let special = [count(true, 1..=6), count(true, 7..=9)];
        let vocational = here
            .iter()
            .filter(|(_, programme, _)| programme.starts_with("22"))
            .count() as i64;
        let or_blank = |printed: i64, counted: i64| printed == counted || (printed == -1 && counted == 0);
        assert!(or_blank(printed[0], general[0]), "{name}: {general:?}");
        assert!(or_blank(printed[1], general[1]), "{name}: {general:?}");
        assert!(or_blank(printed[2], general[2]), "{name}: {general:?}");
        assert!(or_blank(printed[4], special[0]), "{name}: {special:?}");
        assert!(or_blank(printed[5], special[1]), "{name}: {special:?}");
        assert!(or_blank(printed[6], vocational), "{name}: {vocational}");
        assert_eq!(printed[7], here.len() as i64, "{name}");
        if name != "Tīnūžu sākumskola" {
            assert!(or_blank(printed[3], general.iter().sum()), "{name}");
        }
        all += here.len();
    }
    assert_eq!(all, 7093);
}

// covers: REG-05, REG-20
#[test]
fn preschoolers_by_age() {
    let pupils = on_the_day();
    let mut all = 0;
    for (name, printed) in PRESCHOOLS {
        let here = &pupils[name];
        let count = |special: bool, five: bool| {
            // Five years old on 1 September 2023: born on that day of 2018 or before.
            let fits = |programme: &str, born: &str| {
                is_special(programme) == special && (born <= "2018-09-01") == five
            };
            here.iter()
                .filter(|(_, programme, born)| fits(programme, born))
                .count() as i64
        };
        let [young, old] = [count(false, false), count(false, true)];
        assert_eq!(
            printed,
            [
                young,
                old,
                young + old,
                count(true, false),
                count(true, true),
                here.len() as i64
            ],
            "{name}"
        );
        all += here.len();
    }
    assert_eq!(all, 3181);
}

fn thousandths(printed: &str) -> Option<i64> {
    let (whole, part) = printed.split_once(',').unwrap_or((printed, ""));
    let whole: i64 = whole.parse().ok()?;
    Some(whole * 1000 + format!("{part:0<3}").parse::<i64>().unwrap())
}

// covers: REG-21
#[test]
fn support_staff_to_the_thousandth() {
    let staff = Table::of(&DEMO.files, Kind::Staff);
    let names = names();
    let mut posts = BTreeMap::new();
    for row in staff
        .rows
        .iter()
        .filter(|row| staff.get(row, "as_of") == "2023-09-01")
    {
        let name = names[staff.get(row, "institution_code")].clone();
        let fte = thousandths(&staff.get(row, "fte").replace('.', ",")).unwrap();
        assert!(
            posts
                .insert((name, staff.get(row, "role").to_owned()), fte)
                .is_none()
        );
    }
    let mut expected = BTreeMap::new();
    for (name, printed) in SCHOOL_POSTS {
        for (role, fte) in SCHOOL_ROLES.iter().zip(printed) {
            thousandths(fte).map(|fte| expected.insert((name.to_owned(), (*role).to_owned()), fte));
        }
    }
    for ((name, _), printed) in PRESCHOOLS.iter().zip(PRESCHOOL_POSTS) {
        for (role, fte) in ["logopēds", "speciālais pedagogs", "psihologs"]
            .iter()
            .zip(printed)
        {
            thousandths(fte).map(|fte| expected.insert(((*name).to_owned(), (*role).to_owned()), fte));
        }
    }
    assert_eq!(posts, expected);
    // The text's own totals, where its rows bear them out.
    let of_schools = |role: &str| -> i64 {
        let schools = |(name, _): &(String, String)| SCHOOLS.iter().any(|(school, _)| school == name);
        posts
            .iter()
            .filter(|(key, _)| schools(key) && key.1 == role)
            .map(|(_, fte)| fte)
            .sum()
    };
    assert_eq!(of_schools("psihologs"), 10_763);
    assert_eq!(of_schools("speciālais pedagogs"), 18_834);
    assert_eq!(of_schools("speciālās izglītības skolotājs"), 16_152);
    assert_eq!(of_schools("sociālais pedagogs"), 16_086);
}

// covers: REG-04, REG-21
#[test]
fn what_does_not_fit_is_told_with_both_figures() {
    let told = demo::irregularities("ogres-novads").unwrap();
    let both = |id: &str| {
        let found = told.iter().find(|irregularity| irregularity.id == id).unwrap();
        assert!(!found.lv.is_empty() && !found.en.is_empty() && !found.lines.is_empty());
        (found.says, found.computed)
    };
    let sum = |column: usize| SCHOOLS.iter().map(|(_, row)| row[column].max(0)).sum::<i64>();
    let preschool = |column: usize| PRESCHOOLS.iter().map(|(_, row)| row[column]).sum::<i64>();
    assert_eq!(both("school-total"), (Some(7085), Some(sum(7))));
    assert_eq!(both("school-special-total"), (Some(437), Some(sum(4) + sum(5))));
    assert_eq!(both("preschool-total"), (Some(3164), Some(preschool(5))));
    assert_eq!(
        both("preschool-special-total"),
        (Some(59), Some(preschool(3) + preschool(4)))
    );
    assert_eq!(both("all-total"), (Some(10_249), Some(sum(7) + preschool(5))));
    assert_eq!(both("blank-without-special"), (None, Some(88)));
    let posts = |column: usize| {
        SCHOOL_POSTS
            .iter()
            .filter_map(|(_, row)| thousandths(row[column]))
            .sum::<i64>()
    };
    assert_eq!(both("posts-speech-therapist"), (Some(13_305), Some(posts(0))));
    assert_eq!(both("posts-career-counsellor"), (Some(6_666), Some(posts(4))));
    assert_eq!(both("posts-teacher-assistant"), (Some(8_267), Some(posts(5))));
    assert_eq!(both("posts-doubled-column"), (Some(16_086), Some(posts(6))));
    let stated: BTreeMap<String, i64> = demo::Ogre::published()
        .unwrap()
        .stated_posts
        .into_iter()
        .filter(|posts| posts.of == "preschools")
        .map(|posts| (posts.role, i64::from(posts.fte)))
        .collect();
    for (column, role) in ["logopēds", "speciālais pedagogs", "psihologs"]
        .into_iter()
        .enumerate()
    {
        let rows: i64 = PRESCHOOL_POSTS
            .iter()
            .filter_map(|row| thousandths(row[column]))
            .sum();
        assert_eq!(stated[role], rows, "{role}");
    }
}

// covers: REG-06
#[test]
fn first_and_tenth_grades_begin_every_year() {
    let enrolments = Table::of(&DEMO.files, Kind::Enrolments);
    let mut intake = BTreeMap::<(String, u32), u32>::new();
    for row in &enrolments.rows {
        let (from, class) = (enrolments.get(row, "from"), enrolments.get(row, "class"));
        if let (Some(grade @ (1 | 10)), Some(year)) = (grade(class), from.strip_suffix("-09-01")) {
            *intake.entry((year.to_owned(), grade)).or_default() += 1;
        }
    }
    for year in ["2023", "2024", "2025", "2026"] {
        assert!((690..760).contains(&intake[&(year.to_owned(), 1)]), "{intake:?}");
        assert!((250..300).contains(&intake[&(year.to_owned(), 10)]), "{intake:?}");
    }
}
