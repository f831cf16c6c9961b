//! Repeaters, annual marks, exams, ends of grades and what follows.

use balsts_app::next_step::RecordNextStep;
use balsts_domain::{access::Role, people::NextStep};
use balsts_testkit::{Enrolled, NewPupil, on_both, town};
use jiff::civil::date;

use super::{children, lines};

// covers: REG-15
#[test]
fn repeaters_and_those_promoted_with_an_insufficient_mark_are_told_apart() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 6).await;
        let (before, ends, now) = (date(2025, 9, 1), date(2026, 8, 31), date(2026, 9, 1));
        let was = |pupil, class| Enrolled::new(pupil, school, class, before).until(ends);
        town.enrolments(&[
            was(ids[0], "5.a"),
            Enrolled::new(ids[0], school, "5.a", now),
            Enrolled {
                repeats: Some(true),
                ..Enrolled::new(ids[1], school, "5.a", now)
            },
            was(ids[2], "4.a"),
            Enrolled::new(ids[2], school, "5.a", now),
            was(ids[3], "5.a"),
            Enrolled::new(ids[3], school, "6.a", now),
            was(ids[4], "5.a"),
            Enrolled::new(ids[4], school, "6.a", now),
            // In the same grade, but the school says that it is not repeated.
            was(ids[5], "6.a"),
            Enrolled {
                repeats: Some(false),
                ..Enrolled::new(ids[5], school, "6.a", now)
            },
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "repeaters", 2026).await,
            ["5,3,2,0.66667,", "6,3,0,0,", "Kopā,6,2,0.33333,"],
            "without annual marks nobody knows with which marks they were promoted"
        );
        let day = date(2026, 5, 29);
        town.marks(
            school,
            &[
                (ids[0], "Matemātika", day, "annual", "2"),
                (ids[2], "Matemātika", day, "annual", "3"),
                (ids[3], "Matemātika", day, "annual", "nv"),
                // Mended in June: the last mark of the subject counts.
                (ids[3], "Matemātika", date(2026, 6, 10), "annual", "4"),
                (ids[4], "Latviešu valoda", day, "annual", "7"),
                (ids[4], "Matemātika", day, "semester", "2"),
            ],
        )
        .await;
        assert_eq!(
            lines(&board, "repeaters", 2026).await,
            ["5,3,2,0.66667,1", "6,3,0,0,0", "Kopā,6,2,0.33333,1"]
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            lines(&leader, "repeaters", 2026).await[2],
            "Kopā,6,nerāda,nerāda,nerāda"
        );
        // covers: REG-17
        assert_eq!(
            lines(&board, "annual-marks", 2025).await,
            ["4,1,1,1", "5,3,1,0.33333", "Kopā,4,2,0.5"]
        );
        assert_eq!(lines(&board, "annual-marks", 2026).await, ["Kopā,,,"]);
    });
}

// covers: REG-17
#[test]
fn exams_below_the_threshold_of_their_year_and_grade() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 4).await;
        let enrolled: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled::new(*id, school, "9.a", date(2024, 9, 1)).until(date(2025, 6, 13)))
            .collect();
        town.enrolments(&enrolled).await;
        let day = date(2025, 6, 3);
        for (pupil, percent) in [(ids[0], 999), (ids[1], 1_000), (ids[2], 500), (ids[3], 9_000)] {
            town.exam(pupil, "Matemātika", day, 9, percent).await;
        }
        // Taken again, above the threshold.
        town.exam(ids[2], "Matemātika", date(2025, 6, 20), 9, 4_000).await;
        town.exam(ids[0], "Angļu valoda", day, 9, 100).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "exams", 2024).await,
            ["9,Angļu valoda,1,10,1,1", "9,Matemātika,4,10,1,0.25"]
        );
        assert_eq!(lines(&board, "exams", 2025).await, ["Kopā,,,,,"]);
    });
}

// covers: REG-16
#[test]
fn ends_without_certificate_are_withheld_where_they_are_few() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&town, 22).await;
        let (first, second) = (date(2025, 6, 13), date(2026, 6, 12));
        let ended = |pupil: i64, class, to, reason| Enrolled {
            leaving: Some(reason),
            ..Enrolled::new(pupil, school, class, date(2024, 9, 1)).until(to)
        };
        let mut rows: Vec<Enrolled<'_>> = ids[..8]
            .iter()
            .map(|id| ended(*id, "9.a", first, "completed"))
            .collect();
        rows.extend(
            ids[8..10]
                .iter()
                .map(|id| ended(*id, "9.a", first, "without_certificate")),
        );
        rows.extend(
            ids[10..16]
                .iter()
                .map(|id| ended(*id, "12.a", second, "completed")),
        );
        rows.extend(
            ids[16..21]
                .iter()
                .map(|id| ended(*id, "12.a", second, "without_certificate")),
        );
        rows.push(ended(ids[21], "12.a", second, "transferred"));
        town.enrolments(&rows).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "completion", 2026).await,
            ["2024/25,9,nerāda,nerāda,nerāda,10", "2025/26,12,6,5,0.45455,11"]
        );
    });
}

// covers: REG-16, PRV-04
#[test]
fn ends_without_certificate_are_withheld_where_each_school_would_have_one() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let ids = children(&town, 35).await;
        let mut rows: Vec<Enrolled<'_>> = Vec::new();
        for (number, pupils) in ids.chunks(7).enumerate() {
            let name = format!("{}. vidusskola", number + 1);
            let school = town.institution(&name, "secondary_school").await;
            rows.extend(pupils.iter().enumerate().map(|(at, id)| {
                let reason = if at == 0 {
                    "without_certificate"
                } else {
                    "completed"
                };
                Enrolled {
                    leaving: Some(reason),
                    ..Enrolled::new(*id, school, "9.a", date(2024, 9, 1)).until(date(2025, 6, 13))
                }
            }));
        }
        town.enrolments(&rows).await;
        // Five are not few; but the report on graduates says that each of five schools has some.
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "completion", 2026).await,
            ["2024/25,9,nerāda,nerāda,nerāda,35"]
        );
    });
}

// covers: REG-18
#[test]
fn what_follows_grade_9_and_who_leaves_in_the_first_year() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let basic = town.institution("Ķeguma pamatskola", "basic_school").await;
        let gymnasium = town.institution("Ogres ģimnāzija", "state_gymnasium").await;
        let technical = town.institution("Ogres tehnikums", "vocational_school").await;
        let music = town.institution("Mūzikas skola", "vocational_orientation").await;
        let ids = children(&town, 7).await;
        let (to, next) = (date(2025, 6, 13), date(2025, 9, 1));
        let ended = |pupil, reason| Enrolled {
            leaving: reason,
            ..Enrolled::new(pupil, basic, "9", date(2024, 9, 1)).until(to)
        };
        let left = |row: Enrolled<'static>| Enrolled {
            leaving: Some("own_wish"),
            ..row.until(date(2025, 12, 1))
        };
        town.enrolments(&[
            ended(ids[0], Some("completed")),
            Enrolled::new(ids[0], gymnasium, "10.a", next),
            ended(ids[1], Some("completed")),
            left(Enrolled::new(ids[1], gymnasium, "10.a", next)),
            ended(ids[2], Some("completed")),
            Enrolled::new(ids[2], music, "3", next),
            Enrolled::new(ids[2], technical, "1. kurss", date(2025, 9, 2)),
            ended(ids[3], Some("without_certificate")),
            Enrolled::new(ids[3], basic, "9", next),
            // Ended without a reason in summer: the grade is over.
            ended(ids[4], None),
            // Left, then came back elsewhere: not lost.
            ended(ids[5], Some("completed")),
            left(Enrolled::new(ids[5], gymnasium, "10.a", next)),
            Enrolled::new(ids[5], technical, "1. kurss", date(2026, 1, 12)),
            // Went to another school before the end.
            Enrolled {
                leaving: Some("transferred"),
                ..Enrolled::new(ids[6], basic, "9", date(2024, 9, 1)).until(date(2025, 3, 3))
            },
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "continuation", 2024).await,
            [
                "Valsts ģimnāzija,3,0.5,1,0.33333",
                "Profesionālās izglītības iestāde,1,0.16667,0,0",
                "Atkārto 9. klasi,1,0.16667,0,0",
                "\"Pašvaldības iestāžu sarakstos nav; vai turpina, nav zināms\",1,0.16667,0,0",
                "Kopā,6,1,1,0.16667",
            ]
        );
        assert_eq!(
            lines(&board, "continuation", 2026).await,
            ["Kopā,,,,"],
            "this year's end is to come"
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(lines(&leader, "continuation", 2024).await[1].contains("nerāda"));
    });
}

// covers: REG-29
#[test]
fn graduates_are_counted_by_what_they_do_since_and_not_known_is_a_column() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let basic = town.institution("Ķeguma pamatskola", "basic_school").await;
        let gymnasium = town.institution("Ogres ģimnāzija", "state_gymnasium").await;
        let technical = town.institution("Ogres tehnikums", "vocational_school").await;
        let new: Vec<NewPupil<'_>> = [
            "Anna", "Bruno", "Dana", "Emīls", "Fricis", "Gusts", "Hugo", "Ilze",
        ]
        .iter()
        .map(|name| NewPupil {
            born: Some(date(2007, 3, 3)),
            ..NewPupil::named(name, name, "Kalns")
        })
        .collect();
        let ids = town.pupils(&new).await;
        let (to, next) = (date(2025, 6, 13), date(2025, 9, 1));
        let ended = |pupil, institution, class, reason| Enrolled {
            leaving: reason,
            ..Enrolled::new(pupil, institution, class, date(2024, 9, 1)).until(to)
        };
        town.enrolments(&[
            ended(ids[0], basic, "9", Some("completed")),
            Enrolled::new(ids[0], gymnasium, "10.a", next),
            ended(ids[1], basic, "9", Some("completed")),
            Enrolled::new(ids[1], technical, "1. kurss", next),
            ended(ids[2], basic, "9", Some("completed")),
            ended(ids[3], basic, "9", Some("without_certificate")),
            ended(ids[4], gymnasium, "12.a", Some("completed")),
            ended(ids[5], gymnasium, "12.a", Some("completed")),
            ended(ids[6], gymnasium, "12.a", None),
            // Left before the end: no graduate.
            ended(ids[7], gymnasium, "12.a", Some("expelled")),
        ])
        .await;
        town.declared_child(ids[6], Some("left_country")).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let said = |step| RecordNextStep {
            step: Some(step),
            day: Some(date(2025, 10, 1)),
            source: "Audzinātāja".to_owned(),
        };
        board
            .record_next_step("p-Fricis", &said(NextStep::HigherEducation))
            .await
            .unwrap();
        board
            .record_next_step("p-Emīls", &said(NextStep::Neither))
            .await
            .unwrap();
        // vocational, general, higher, work, business, NVA, PROTI un DARI!, abroad, child, neither, elsewhere, not known, total
        assert_eq!(
            lines(&board, "graduates", 2024).await,
            [
                "Ķeguma pamatskola,9,certificate,1,1,0,0,0,0,0,0,0,0,0,1,3",
                "Ķeguma pamatskola,9,without_certificate,0,0,0,0,0,0,0,0,0,1,0,0,1",
                "Ogres ģimnāzija,12,certificate,0,0,1,0,0,0,0,0,0,0,0,1,2",
                "Ogres ģimnāzija,12,not_told,0,0,0,0,0,0,0,0,0,0,1,0,1",
                "Kopā,,,1,1,1,0,0,0,0,0,0,1,1,2,7",
            ]
        );
        let head = town.as_role(Role::SchoolHead, Some(gymnasium), None).await;
        assert_eq!(
            lines(&head, "graduates", 2024).await.len(),
            3,
            "a school sees its own graduates"
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let published = lines(&leader, "graduates", 2024).await;
        assert!(
            published
                .iter()
                .all(|line| !line.contains(",1,") && !line.ends_with(",1")),
            "{published:?}"
        );
        assert_eq!(published[0].matches("nerāda").count(), 4, "{published:?}");
    });
}
