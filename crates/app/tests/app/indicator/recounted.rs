//! The demonstration, and invented municipalities like it, counted a second time: by plain loops over the records as they are stored, written apart
//! from the sums that they are held against.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{calendar::day_number, numbers::Decimal};
use balsts_synthetic::{Kind as Made, demo};
use balsts_testkit::Database;
use jiff::civil::{Date, date};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};
use serde_json::{Value, json};

use super::{computed, figures};
use crate::report::demonstration::{invented, loaded, on_sqlite};

/// The records of a database, read past the program.
struct Records(DatabaseConnection);

/// A pupil on a list.
struct Listed {
    pupil: i64,
    institution: i64,
    grade: Option<i64>,
    from: i64,
    to: Option<i64>,
    repeats: Option<i64>,
}

impl Listed {
    fn touches(&self, from: Date, to: Date) -> bool {
        self.from <= day(to) && self.to.is_none_or(|last| last >= day(from))
    }

    fn in_grade(&self, from: Date, to: Date) -> bool {
        self.grade.is_some() && self.touches(from, to)
    }
}

fn day(on: Date) -> i64 {
    i64::from(day_number(on))
}

fn number(row: &QueryResult, at: usize) -> i64 {
    row.try_get_by_index(at).unwrap()
}

fn perhaps(row: &QueryResult, at: usize) -> Option<i64> {
    row.try_get_by_index(at).unwrap()
}

fn text(row: &QueryResult, at: usize) -> String {
    row.try_get_by_index(at).unwrap()
}

impl Records {
    async fn of(database: &Database) -> Self {
        Self(sea_orm::Database::connect(&database.url).await.unwrap())
    }

    async fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let statement = Statement::from_string(DbBackend::Sqlite, sql);
        self.0.query_all_raw(statement).await.unwrap()
    }

    async fn lists(&self) -> Vec<Listed> {
        let sql = "SELECT pupil_id, institution_id, grade, from_day, to_day, \
                   CASE WHEN repeats_year IS NULL THEN NULL WHEN repeats_year THEN 1 ELSE 0 END \
                   FROM enrolments WHERE ended_load_id IS NULL";
        let rows = self.rows(sql).await;
        rows.iter()
            .map(|row| Listed {
                pupil: number(row, 0),
                institution: number(row, 1),
                grade: perhaps(row, 2),
                from: number(row, 3),
                to: perhaps(row, 4),
                repeats: perhaps(row, 5),
            })
            .collect()
    }

    /// Pupils in a programme beside lessons at any time between two days.
    async fn taking_part(&self, kinds: &[&str], from: Date, to: Date) -> BTreeSet<i64> {
        let sql = "SELECT pupil_id, kind, from_day, to_day FROM extracurricular WHERE ended_load_id IS NULL";
        let rows = self.rows(sql).await;
        rows.iter()
            .filter(|row| kinds.contains(&text(row, 1).as_str()))
            .filter(|row| number(row, 2) <= day(to) && perhaps(row, 3).is_none_or(|last| last >= day(from)))
            .map(|row| number(row, 0))
            .collect()
    }
}

/// Pupils of those lists.
fn pupils<'a>(lists: impl IntoIterator<Item = &'a Listed>) -> BTreeSet<i64> {
    lists.into_iter().map(|one| one.pupil).collect()
}

/// Numerator and denominator of an indicator are these.
fn same(found: &Value, id: &str, some: usize, all: usize) {
    let [numerator, denominator, _] = figures(found, id);
    assert_eq!([numerator, denominator], [json!(some), json!(all)], "{id}");
    assert!(all > 0, "{id}: nothing was counted");
}

const FIRST: Date = date(2025, 9, 1);
const LAST: Date = date(2026, 8, 31);
/// The day on which the lists of an earlier year are complete.
const SPRING: Date = date(2026, 5, 15);

// covers: IND-08, IND-17, IND-19
#[test]
fn the_demonstration_of_rezekne_counted_again() {
    const KINDS: [Made; 5] = [
        Made::Institutions,
        Made::Pupils,
        Made::Enrolments,
        Made::Extracurricular,
        Made::SupportPlans,
    ];
    on_sqlite(|database| async move {
        let today = date(2026, 11, 22);
        let town = demo::rezekne(today, demo::SEED).unwrap();
        let ctx = loaded(&database, town, &KINDS).await;
        let records = Records::of(&database).await;
        let lists = records.lists().await;
        let on_day = pupils(lists.iter().filter(|one| one.in_grade(today, today)));
        let interest = records.taking_part(&["interešu"], date(2026, 9, 1), today).await;
        let found = computed(&ctx, 2027).await;
        same(&found, "2", on_day.intersection(&interest).count(), on_day.len());
        let plans = records
            .rows("SELECT pupil_id, school_year FROM support_plans WHERE ended_load_id IS NULL")
            .await;
        for year in [2018, 2021, 2022] {
            let with_plan: BTreeSet<i64> = plans
                .iter()
                .filter(|row| number(row, 1) == year)
                .map(|row| number(row, 0))
                .collect();
            let found = computed(&ctx, year as i16 + 1).await;
            assert_eq!(figures(&found, "12")[0], json!(with_plan.len()), "{year}");
            if year == 2022 {
                assert_eq!(with_plan.len(), 266, "as the programme prints it");
            }
        }
    });
}

// covers: IND-08, IND-14, IND-15, IND-17
#[test]
fn marks_programmes_and_posts_of_an_invented_municipality_counted_again() {
    const KINDS: [Made; 7] = [
        Made::Institutions,
        Made::Staff,
        Made::Pupils,
        Made::Enrolments,
        Made::Absences,
        Made::Marks,
        Made::Extracurricular,
    ];
    on_sqlite(|database| async move {
        let ctx = loaded(&database, invented("tukuma-novads", 220, 11), &KINDS).await;
        let records = Records::of(&database).await;
        let lists = records.lists().await;
        let found = computed(&ctx, 2026).await;
        let on_day = pupils(lists.iter().filter(|one| one.in_grade(SPRING, SPRING)));
        let interest = records.taking_part(&["interešu"], FIRST, SPRING).await;
        same(&found, "3", on_day.intersection(&interest).count(), on_day.len());
        let any = records
            .taking_part(
                &["interešu", "profesionālās ievirzes", "neformālā"],
                FIRST,
                SPRING,
            )
            .await;
        same(&found, "4", on_day.difference(&any).count(), on_day.len());

        // The last annual mark of each pupil in each subject.
        let marks = records
            .rows("SELECT pupil_id, institution_id, subject, day, number, value, kind FROM marks WHERE ended_load_id IS NULL")
            .await;
        let annual: Vec<&QueryResult> = marks
            .iter()
            .filter(|row| text(row, 6) == "annual" && (day(FIRST)..=day(LAST)).contains(&number(row, 3)))
            .collect();
        let mut last: BTreeMap<(i64, String), (i64, i64)> = BTreeMap::new();
        for row in &annual {
            let when = (number(row, 3), number(row, 4));
            let known = last.entry((number(row, 0), text(row, 2))).or_insert(when);
            *known = when.max(*known);
        }
        let (mut marked, mut low) = (BTreeSet::new(), BTreeSet::new());
        for row in &annual {
            let (pupil, school, on) = (number(row, 0), number(row, 1), number(row, 3));
            let there = lists.iter().any(|one| {
                (one.pupil, one.institution) == (pupil, school)
                    && one.grade.is_some_and(|grade| grade <= 9)
                    && one.from <= on
                    && one.to.is_none_or(|to| to >= day(FIRST))
            });
            if !there {
                continue;
            }
            marked.insert(pupil);
            let is_last = last.get(&(pupil, text(row, 2))) == Some(&(on, number(row, 4)));
            if is_last && ["1", "2", "3", "nv", "ni"].contains(&text(row, 5).as_str()) {
                low.insert(pupil);
            }
        }
        same(&found, "8", low.len(), marked.len());

        // Pupils, those of preschool groups too, and posts of the schools that say their posts.
        let kinds = records
            .rows("SELECT institution_id, kind FROM institution_records WHERE ended_load_id IS NULL")
            .await;
        let schools: BTreeSet<i64> = kinds
            .iter()
            .filter(|row| text(row, 1) != "preschool")
            .map(|row| number(row, 0))
            .collect();
        let staff = records
            .rows("SELECT institution_id, as_of_day, fte FROM staff WHERE ended_load_id IS NULL")
            .await;
        let mut newest: BTreeMap<i64, i64> = BTreeMap::new();
        for row in staff.iter().filter(|row| number(row, 1) <= day(LAST)) {
            let known = newest.entry(number(row, 0)).or_default();
            *known = number(row, 1).max(*known);
        }
        let posts: i64 = staff
            .iter()
            .filter(|row| schools.contains(&number(row, 0)))
            .filter(|row| newest.get(&number(row, 0)) == Some(&number(row, 1)))
            .map(|row| number(row, 2))
            .sum();
        let listed: BTreeSet<(i64, i64)> = lists
            .iter()
            .filter(|one| one.touches(SPRING, SPRING) && schools.contains(&one.institution))
            .filter(|one| newest.contains_key(&one.institution))
            .map(|one| (one.institution, one.pupil))
            .collect();
        let [numerator, denominator, _] = figures(&found, "5");
        assert_eq!(numerator, json!(listed.len()));
        let posts = Decimal::new(posts, 3).trimmed().to_string();
        assert_eq!(denominator.to_string(), posts);

        // Of long absence the denominator: grades 1–9 at the schools that say who is absent.
        let absences = records
            .rows("SELECT DISTINCT institution_id, day FROM absences WHERE ended_load_id IS NULL")
            .await;
        let known: BTreeSet<i64> = absences
            .iter()
            .filter(|row| (day(FIRST)..=day(LAST)).contains(&number(row, 1)))
            .map(|row| number(row, 0))
            .collect();
        let basic = pupils(lists.iter().filter(|one| {
            one.in_grade(FIRST, LAST)
                && one.grade.is_some_and(|grade| grade <= 9)
                && known.contains(&one.institution)
        }));
        assert_eq!(figures(&found, "7")[1], json!(basic.len()));
    });
}

// covers: IND-08, IND-12, IND-14
#[test]
fn repeaters_exams_and_lists_of_an_invented_municipality_counted_again() {
    const KINDS: [Made; 4] = [Made::Institutions, Made::Pupils, Made::Enrolments, Made::Exams];
    /// Per cent in hundredths below which an exam of grade 9 of 2025/26 is too low.
    const ENOUGH: i64 = 1_500;
    on_sqlite(|database| async move {
        let ctx = loaded(&database, invented("ventspils", 220, 12), &KINDS).await;
        let records = Records::of(&database).await;
        let lists = records.lists().await;
        let found = computed(&ctx, 2026).await;
        let of_year: Vec<&Listed> = lists.iter().filter(|one| one.in_grade(FIRST, LAST)).collect();
        let again = |one: &&&Listed| match one.repeats {
            Some(said) => said == 1,
            // Where the list does not say: in the same grade the year before.
            None => lists.iter().any(|before| {
                before.pupil == one.pupil
                    && before.grade == one.grade
                    && before.to.is_some_and(|to| to < one.from)
                    && before.from < day(FIRST)
                    && before.touches(date(2024, 9, 1), date(2025, 8, 31))
            }),
        };
        let repeaters: BTreeSet<i64> = of_year.iter().filter(again).map(|one| one.pupil).collect();
        let all: BTreeSet<i64> = of_year.iter().map(|one| one.pupil).collect();
        same(&found, "4", repeaters.len(), all.len());

        let exams = records
            .rows("SELECT pupil_id, subject, day, grade, percent FROM exams WHERE ended_load_id IS NULL")
            .await;
        let mut last: BTreeMap<(i64, String), (i64, i64)> = BTreeMap::new();
        for row in &exams {
            if number(row, 3) != 9 || !(day(FIRST)..=day(LAST)).contains(&number(row, 2)) {
                continue;
            }
            let result = (number(row, 2), number(row, 4));
            let known = last.entry((number(row, 0), text(row, 1))).or_insert(result);
            *known = result.max(*known);
        }
        last.retain(|(pupil, _), _| {
            lists
                .iter()
                .any(|one| one.pupil == *pupil && one.touches(FIRST, LAST))
        });
        let takers: BTreeSet<i64> = last.keys().map(|(pupil, _)| *pupil).collect();
        let below: BTreeSet<i64> = last
            .iter()
            .filter(|(_, (_, percent))| *percent < ENOUGH)
            .map(|((pupil, _), _)| *pupil)
            .collect();
        same(&found, "3", below.len(), takers.len());

        let began = pupils(lists.iter().filter(|one| one.in_grade(FIRST, FIRST)));
        assert_eq!(figures(&found, "6")[1], json!(began.len()));
    });
}
