//! Indicators that count pupils.

use balsts_testkit::{Enrolled, on_both, town, town_of};
use jiff::civil::date;
use serde_json::json;

use super::{computed, figures, missing, weekdays};
use crate::report::children;

// covers: IND-11, IND-10, RSK-10
#[test]
fn long_absence_and_leaving_are_counted_over_the_whole_year() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let school = town.institution("TUK1", "basic_school").await;
        let ids = children(&town, 20).await;
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let listed: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled {
                // Part-time study of grade 8 is grade 8: the programme has no other place for it.
                form: (*id == ids[0]).then_some("part_time"),
                ..Enrolled::new(*id, school, "8.a", from).until(to)
            })
            .collect();
        town.enrolments(&listed).await;
        let board = town.operator();
        let before = computed(&board, 2026).await;
        assert_eq!(missing(&before, "7"), Some("enrolments, absences"));
        // Until the middle of December: more than three months, and back at school afterwards.
        town.unexcused(school, &ids[..1], &weekdays(from, date(2025, 12, 15)), 6)
            .await;
        // Less than three months.
        town.unexcused(
            school,
            &ids[1..2],
            &weekdays(date(2026, 1, 5), date(2026, 3, 20)),
            6,
        )
        .await;
        // More than six months, and back in spring.
        town.unexcused(school, &ids[2..3], &weekdays(from, date(2026, 3, 13)), 6)
            .await;
        // Six months to the day are not more.
        town.unexcused(
            school,
            &ids[3..4],
            &weekdays(date(2025, 9, 10), date(2026, 3, 10)),
            6,
        )
        .await;
        let found = computed(&board, 2026).await;
        assert_eq!(figures(&found, "7"), [json!(3), json!(20), json!(15)]);
        assert_eq!(found["7"]["as_of"], "2025/26");
        assert_eq!(found["7"]["method"], "long_unexcused_share");
        assert_eq!(found["7"]["status"], "off_track", "15 % is more than 0,94 %");
        assert_eq!(figures(&found, "9"), [json!(1), json!(null), json!(1)]);
        assert_eq!(found["9"]["status"], "on_track", "1 is less than 14");
        let kept = town.operator().indicators(2026).await.unwrap();
        assert_eq!(super::by_id(&kept)["7"], found["7"], "the values are kept");
    });
}

// covers: IND-10
#[test]
fn who_is_struck_off_and_comes_nowhere_has_left_by_stage() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "secondary_school").await;
        let silent = town.institution("OGR2", "basic_school").await;
        let ids = children(&town, 40).await;
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let mut listed: Vec<Enrolled<'_>> = Vec::new();
        for (at, id) in ids[..30].iter().enumerate() {
            let class = if at < 10 { "8.a" } else { "11.a" };
            let form = (at >= 20).then_some("part_time");
            listed.push(Enrolled {
                form,
                ..Enrolled::new(*id, school, class, from).until(to)
            });
        }
        for id in &ids[30..] {
            listed.push(Enrolled::new(*id, silent, "5.a", from).until(to));
        }
        let left = |at: &mut Enrolled<'_>, day, reason| {
            at.to = Some(day);
            at.leaving = Some(reason);
        };
        left(&mut listed[10], date(2026, 1, 12), "own_wish");
        left(&mut listed[20], date(2026, 2, 2), "expelled");
        left(&mut listed[21], date(2026, 3, 2), "non_attendance");
        // Went to another country: has not left education.
        left(&mut listed[11], date(2026, 1, 12), "left_country");
        // Six months have not passed.
        left(&mut listed[22], date(2026, 6, 1), "own_wish");
        let back = Enrolled::new(ids[12], school, "11.b", date(2026, 4, 1)).until(to);
        left(&mut listed[12], date(2026, 1, 12), "own_wish");
        listed.push(back);
        town.enrolments(&listed).await;
        town.unexcused(school, &ids[..1], &[date(2025, 10, 6)], 2).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "9-basic"), [json!(0), json!(10), json!(0)]);
        assert_eq!(figures(&found, "9-secondary"), [json!(1), json!(10), json!(10)]);
        assert_eq!(figures(&found, "9-part_time"), [json!(2), json!(10), json!(20)]);
        assert_eq!(found["9-basic"]["status"], "met");
        assert_eq!(found["9-secondary"]["status"], "off_track");
        assert_eq!(
            found["9-part_time"]["status"], "off_track",
            "20 % was the target of 2025, and until 2027 it is 10 %"
        );
        assert_eq!(
            found["9-basic"]["institutions_left_out"], 1,
            "a school without absences"
        );
        let doubts = &found["9-secondary"]["doubts"];
        assert_eq!(doubts[0], "looser_than_baseline");
    });
}

// covers: IND-12, IND-13, IND-14
#[test]
fn repeaters_first_year_leavers_exams_and_mobility() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ventspils", "2026-11-20T09:00:00Z").await;
        let school = town.institution("VEN1", "basic_school").await;
        let next = town.institution("VEN2", "vocational_school").await;
        let ids = children(&town, 25).await;
        let (before, from, to) = (date(2024, 9, 1), date(2025, 9, 1), date(2026, 8, 31));
        let mut rows = Vec::new();
        for id in &ids[..10] {
            rows.push(Enrolled {
                leaving: Some("completed"),
                ..Enrolled::new(*id, school, "9.a", before).until(date(2025, 6, 13))
            });
        }
        // Eight go on, of whom one leaves in the first year; two are on no list.
        for id in &ids[..7] {
            rows.push(Enrolled::new(*id, next, "10.a", from).until(to));
        }
        rows.push(Enrolled {
            leaving: Some("own_wish"),
            ..Enrolled::new(ids[7], next, "10.a", from).until(date(2026, 2, 2))
        });
        for id in &ids[10..20] {
            rows.push(Enrolled::new(*id, school, "9.b", from).until(date(2026, 6, 12)));
        }
        rows.push(Enrolled {
            repeats: Some(true),
            ..Enrolled::new(ids[20], school, "7.a", from).until(to)
        });
        town.enrolments(&rows).await;
        let day = date(2026, 6, 3);
        for (at, id) in ids[10..18].iter().enumerate() {
            town.exam(*id, "Matemātika", day, 9, if at < 2 { 900 } else { 5_000 })
                .await;
        }
        town.exam(ids[10], "Angļu valoda", day, 9, 500).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "2"), [json!(1), json!(8), json!(12.5)]);
        assert_eq!(
            figures(&found, "3"),
            [json!(2), json!(8), json!(25)],
            "each pupil once"
        );
        assert_eq!(figures(&found, "4"), [json!(1), json!(19), json!(5.26)]);
        assert_eq!(figures(&found, "6")[0], json!(1), "who left in February");
        assert_eq!(missing(&found, "5"), Some("typed-value"));
        assert_eq!(missing(&found, "1"), Some("enrolments, absences"));
    });
}

// covers: IND-13
#[test]
fn those_who_do_not_go_on_after_grade_9() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "secondary_school").await;
        let ids = children(&town, 8).await;
        let mut rows: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled {
                leaving: Some("completed"),
                ..Enrolled::new(*id, school, "9.a", date(2024, 9, 1)).until(date(2025, 6, 13))
            })
            .collect();
        for id in &ids[..6] {
            rows.push(Enrolled::new(*id, school, "10.a", date(2025, 9, 1)).until(date(2026, 8, 31)));
        }
        town.enrolments(&rows).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "10"), [json!(2), json!(8), json!(25)]);
        let later = computed(&town.operator(), 2028).await;
        assert_eq!(
            missing(&later, "10"),
            Some("enrolments"),
            "a year that has not begun"
        );
    });
}

// covers: IND-14, IND-17
#[test]
fn low_marks_and_programmes_beside_lessons() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let school = town.institution("TUK1", "basic_school").await;
        let special = town.institution("TUK2", "special_school").await;
        let ids = children(&town, 10).await;
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| Enrolled::new(*id, if at < 8 { school } else { special }, "6.a", from).until(to))
            .collect();
        town.enrolments(&rows).await;
        let none = computed(&town.operator(), 2026).await;
        assert_eq!(missing(&none, "8"), Some("marks"));
        assert_eq!(missing(&none, "3"), Some("extracurricular"));
        let may = date(2026, 5, 29);
        let marks: Vec<_> = ids[..8]
            .iter()
            .enumerate()
            .map(|(at, id)| (*id, "Matemātika", may, "annual", if at < 2 { "3" } else { "6" }))
            .collect();
        town.marks(school, &marks).await;
        town.marks(
            school,
            &[(ids[1], "Matemātika", date(2026, 6, 10), "annual", "4")],
        )
        .await;
        town.marks(special, &[(ids[8], "Matemātika", may, "annual", "2")])
            .await;
        for id in &ids[..4] {
            town.extracurricular(*id, "Koris", date(2025, 9, 15), Some(date(2026, 5, 20)))
                .await;
        }
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(
            figures(&found, "8"),
            [json!(1), json!(8), json!(12.5)],
            "the special school apart"
        );
        assert_eq!(figures(&found, "3"), [json!(4), json!(10), json!(40)]);
        assert_eq!(figures(&found, "4"), [json!(6), json!(10), json!(60)]);
        assert_eq!(found["3"]["status"], "no_baseline", "an arrow needs two values");
        assert_eq!(found["3"]["baseline"]["pending"], "2024-12-31");
    });
}
