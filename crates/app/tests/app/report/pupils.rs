//! Preschool, beginners, mobility, programmes, distance learning, programmes beside lessons, long absences.

use balsts_app::report::ReportPeriod;
use balsts_domain::{
    access::Role,
    calendar::{SchoolYear, Semester},
};
use balsts_testkit::{Enrolled, NewPupil, on_both, town};
use jiff::civil::date;

use super::{children, lines, lines_of};

// covers: REG-05
#[test]
fn preschool_children_are_counted_by_their_age_on_1_september() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let garden = town.institution("Saulīte", "preschool").await;
        let school = town.institution("Pamatskola", "basic_school").await;
        let clubs = town.institution("Mūzikas skola", "vocational_orientation").await;
        let born = |code, day| NewPupil {
            born: day,
            ..NewPupil::named(code, "Anna", "Bērziņa")
        };
        let ids = town
            .pupils(&[
                born("1", Some(date(2021, 9, 1))),
                born("2", Some(date(2021, 9, 2))),
                born("3", Some(date(2023, 5, 5))),
                born("4", None),
                born("5", Some(date(2020, 1, 1))),
                born("6", Some(date(2019, 1, 1))),
            ])
            .await;
        let from = date(2026, 9, 1);
        let in_group = |pupil, institution| Enrolled::new(pupil, institution, "Zaķēni", from);
        town.enrolments(&[
            in_group(ids[0], garden),
            in_group(ids[1], garden),
            in_group(ids[2], garden),
            in_group(ids[3], garden),
            in_group(ids[4], school),
            // Neither a vocational course nor a pupil of grade 1 nor a club is a preschool group.
            Enrolled {
                programme: Some("33015021"),
                ..Enrolled::new(ids[5], school, "1. kurss", from)
            },
            Enrolled::new(ids[5], garden, "1.a", from),
            in_group(ids[5], clubs),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "preschool", 2026).await,
            [
                "Saulīte,2,1,3,0,0,1,4",
                "Pamatskola,0,1,1,0,0,0,1",
                "Kopā,2,2,4,0,0,1,5"
            ]
        );
        let next_day = ReportPeriod {
            on: Some(date(2026, 9, 2)),
            ..ReportPeriod::default()
        };
        assert_eq!(
            lines_of(&board, "preschool", &next_day).await[0],
            "Saulīte,1,2,3,0,0,1,4"
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            lines(&leader, "preschool", 2026).await,
            [
                "Saulīte,nerāda,nerāda,nerāda,0,0,nerāda,nerāda",
                "Pamatskola,0,nerāda,nerāda,0,0,0,nerāda",
                "Kopā,nerāda,nerāda,nerāda,0,0,nerāda,5"
            ]
        );
    });
}

// covers: REG-06
#[test]
fn beginners_are_a_series_and_repeaters_and_newcomers_no_beginners() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("Ogres vidusskola", "secondary_school").await;
        let two = town.institution("Ķeguma pamatskola", "basic_school").await;
        let ids = children(&town, 6).await;
        let (first, second) = (date(2025, 9, 1), date(2026, 9, 1));
        let ends = date(2026, 8, 31);
        town.enrolments(&[
            Enrolled::new(ids[0], one, "1.a", first).until(ends),
            // Again in grade 1: by what is known, though nobody has written it down.
            Enrolled::new(ids[0], one, "1.a", second),
            Enrolled::new(ids[1], one, "1.a", date(2026, 9, 2)),
            Enrolled {
                repeats: Some(true),
                ..Enrolled::new(ids[2], one, "1.a", second)
            },
            Enrolled::new(ids[3], one, "10.a", second),
            Enrolled::new(ids[4], two, "1", second),
            // In October one comes from another school.
            Enrolled::new(ids[5], two, "1", date(2026, 10, 1)),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "intake", 2026).await,
            [
                "Ogres vidusskola,2025/26,1,0",
                "Ogres vidusskola,2026/27,1,1",
                "Ķeguma pamatskola,2026/27,1,0",
                "Kopā,2025/26,1,0",
                "Kopā,2026/27,2,1",
            ]
        );
        assert_eq!(
            lines(&board, "intake", 2025).await,
            ["Ogres vidusskola,2025/26,1,0", "Kopā,2025/26,1,0"]
        );
        let head = town.as_role(Role::SchoolHead, Some(two), None).await;
        assert_eq!(
            lines(&head, "intake", 2026).await,
            ["Ķeguma pamatskola,2026/27,1,0", "Kopā,2026/27,1,0"]
        );
    });
}

// covers: REG-19
#[test]
fn mobility_counts_entries_and_leaves_of_each_institution() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-06-20T09:00:00Z").await;
        let one = town.institution("Ogres vidusskola", "secondary_school").await;
        let two = town.institution("Ķeguma pamatskola", "basic_school").await;
        let music = town.institution("Mūzikas skola", "vocational_orientation").await;
        let ids = children(&town, 7).await;
        let (begins, ends) = (date(2025, 9, 1), date(2026, 8, 31));
        let leaves = |reason, row: Enrolled<'static>| Enrolled {
            leaving: Some(reason),
            ..row
        };
        town.enrolments(&[
            Enrolled::new(ids[0], one, "5.a", begins).until(ends),
            leaves(
                "transferred",
                Enrolled::new(ids[1], one, "5.a", begins).until(date(2026, 1, 9)),
            ),
            Enrolled::new(ids[1], two, "5", date(2026, 1, 12)),
            leaves(
                "left_country",
                Enrolled::new(ids[2], one, "6.a", begins).until(date(2026, 3, 3)),
            ),
            Enrolled::new(ids[3], two, "4", date(2025, 11, 3)),
            leaves("completed", Enrolled::new(ids[4], two, "9", begins).until(ends)),
            Enrolled::new(ids[5], two, "8", begins),
            // A change of class is none of institution, and a music school beside is no school left.
            Enrolled::new(ids[6], one, "7.a", begins).until(date(2025, 12, 1)),
            Enrolled::new(ids[6], one, "7.b", date(2025, 12, 2)),
            Enrolled::new(ids[6], music, "2", date(2025, 10, 1)).until(date(2025, 10, 20)),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "mobility", 2025).await,
            [
                "Ogres vidusskola,4,0,2,0.5",
                "Ķeguma pamatskola,2,2,0,1",
                "Kopā,6,2,2,0.66667"
            ]
        );
        assert_eq!(lines(&board, "mobility", 2024).await, ["Kopā,,,,"]);
        let head = town.as_role(Role::SchoolHead, Some(two), None).await;
        assert_eq!(
            lines(&head, "mobility", 2025).await,
            ["Ķeguma pamatskola,2,2,0,1", "Kopā,2,2,0,1"]
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            lines(&leader, "mobility", 2025).await[2],
            "Kopā,6,nerāda,nerāda,nerāda"
        );
    });
}

// covers: REG-19, REG-05
#[test]
fn lists_that_begin_on_2_september_are_those_of_the_year() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-06-20T09:00:00Z").await;
        let one = town.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&town, 3).await;
        // 1 September 2024 was a Sunday.
        let from = date(2024, 9, 2);
        town.enrolments(&[
            Enrolled::new(ids[0], one, "5.a", from),
            Enrolled::new(ids[1], one, "5.a", from),
            Enrolled::new(ids[2], one, "5.a", date(2024, 11, 4)),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "mobility", 2024).await,
            ["Ogres vidusskola,2,1,0,0.5", "Kopā,2,1,0,0.5"]
        );
        assert_eq!(
            lines(&board, "enrolment", 2024).await,
            ["Ogres vidusskola,2,0,0,2,0,0,0,2", "Kopā,2,0,0,2,0,0,0,2"]
        );
    });
}

// covers: REG-20
#[test]
fn special_programmes_are_counted_by_code_and_contradictions_named() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("Ogres pamatskola", "basic_school").await;
        let two = town.institution("Ķeguma pamatskola", "basic_school").await;
        let ids = children(&town, 5).await;
        let from = date(2026, 9, 1);
        let learns = |pupil, institution, class, code| Enrolled {
            programme: Some(code),
            ..Enrolled::new(pupil, institution, class, from)
        };
        town.enrolments(&[
            learns(ids[0], one, "3.a", "21015611"),
            learns(ids[1], two, "7", "21015611"),
            learns(ids[2], two, "8", "11015711"),
            learns(ids[3], two, "8", "21011111"),
            Enrolled::new(ids[4], two, "8", from),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "programmes", 2026).await,
            [
                "11015711,\"Pamatizglītība, 1.–6. klase\",Garīgās veselības,1,0.2,1",
                "21015611,\"Pamatizglītība, 1.–9. klase\",Mācīšanās vai jaukti attīstības,2,0.4,2",
                "Kopā,,,3,0.6,2",
            ]
        );
        let table = board
            .report("programmes", &ReportPeriod::default())
            .await
            .unwrap();
        assert_eq!(table.notes.len(), 1);
        assert!(
            table.notes[0].lv.starts_with("11015711: koda"),
            "{:?}",
            table.notes
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            lines(&leader, "programmes", 2026).await[2],
            "Kopā,,,nerāda,nerāda,2"
        );
    });
}

// covers: REG-10
#[test]
fn distance_learners_are_a_series_of_1_september() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("Ogres vidusskola", "secondary_school").await;
        let two = town.institution("Ķeguma pamatskola", "basic_school").await;
        let ids = children(&town, 4).await;
        let (before, now) = (date(2025, 9, 1), date(2026, 9, 1));
        let far = |row: Enrolled<'static>| Enrolled {
            form: Some("distance"),
            ..row
        };
        town.enrolments(&[
            far(Enrolled::new(ids[0], one, "7.a", before).until(date(2026, 8, 31))),
            far(Enrolled::new(ids[0], one, "8.a", now)),
            far(Enrolled::new(ids[1], one, "8.a", now)),
            Enrolled::new(ids[2], two, "8", now),
            // From October on: not on the day.
            far(Enrolled::new(ids[3], two, "8", date(2026, 10, 1))),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "distance-learning", 2026).await,
            [
                "Ogres vidusskola,2025/26,1,1,1",
                "Ogres vidusskola,2026/27,2,2,1",
                "Kopā,2025/26,1,1,1",
                "Kopā,2026/27,2,3,0.66667",
            ]
        );
    });
}

// covers: REG-27
#[test]
fn pupils_in_a_programme_and_in_none_are_both_shown() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&town, 4).await;
        town.enrol(&ids, school, "5.a", date(2026, 9, 1), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "extracurricular", 2026).await,
            ["Ogres vidusskola,,,,,"],
            "nothing is known"
        );
        town.extracurricular(ids[0], "Koris", date(2026, 9, 15), None)
            .await;
        town.extracurricular(ids[0], "Dejas", date(2026, 9, 15), None)
            .await;
        town.extracurricular(ids[1], "Koris", date(2025, 9, 15), Some(date(2026, 5, 31)))
            .await;
        town.extracurricular(ids[2], "Koris", date(2026, 12, 1), None)
            .await;
        assert_eq!(
            lines(&board, "extracurricular", 2026).await,
            ["Ogres vidusskola,1,0.25,3,0.75,4", "Kopā,1,0.25,3,0.75,4"]
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            lines(&leader, "extracurricular", 2026).await[1],
            "Kopā,nerāda,nerāda,nerāda,nerāda,nerāda"
        );
    });
}

// covers: REG-13
#[test]
fn long_absences_are_those_of_the_signals_kept_today() {
    use balsts_domain::attendance::AbsenceKind;
    use balsts_testkit::Missed;
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&town, 3).await;
        town.enrol(&ids[..2], school, "8.a", date(2025, 9, 1), None).await;
        // Grade 10 is not counted.
        town.enrol(&ids[2..], school, "10.a", date(2025, 9, 1), None)
            .await;
        let days = town.operator().calendar().await.unwrap().school_days(None, None);
        let mut missed = Vec::new();
        let mut day = date(2026, 1, 5);
        while day <= date(2026, 5, 20) {
            if days.is_school_day(day) {
                for pupil in [ids[0], ids[2]] {
                    missed.push(Missed {
                        pupil,
                        institution: school,
                        on: day,
                        lessons: 6,
                        kind: AbsenceKind::Unexcused,
                    });
                }
            }
            day = day.tomorrow().unwrap();
        }
        town.absences(&missed).await;
        town.operator().evaluate_all().await.unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "long-absences", 2025).await,
            ["Ogres vidusskola,2,1,0.5,0,0", "Kopā,2,1,0.5,0,0"]
        );
    });
}

// covers: REG-13
#[test]
fn long_absences_of_an_earlier_year_are_those_of_its_end() {
    use balsts_domain::attendance::AbsenceKind;
    use balsts_testkit::Missed;
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&town, 2).await;
        town.enrol(&ids, school, "8.a", date(2024, 9, 1), Some(date(2025, 6, 30)))
            .await;
        town.enrol(&ids, school, "9.a", date(2025, 9, 1), None).await;
        let days = town.operator().calendar().await.unwrap().school_days(None, None);
        let mut missed = Vec::new();
        let mut day = date(2025, 1, 6);
        while day <= date(2025, 5, 30) {
            if days.is_school_day(day) {
                missed.push(Missed {
                    pupil: ids[0],
                    institution: school,
                    on: day,
                    lessons: 6,
                    kind: AbsenceKind::Unexcused,
                });
            }
            day = day.tomorrow().unwrap();
        }
        town.absences(&missed).await;
        town.operator().evaluate_all().await.unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "long-absences", 2024).await,
            ["Ogres vidusskola,2,1,0.5,0,0", "Kopā,2,1,0.5,0,0"]
        );
        assert_eq!(
            lines(&board, "long-absences", 2026).await.last().unwrap(),
            "Kopā,2,0,0,0,0"
        );
        let winter = ReportPeriod {
            on: Some(date(2025, 2, 1)),
            ..ReportPeriod::default()
        };
        assert_eq!(
            lines_of(&board, "long-absences", &winter).await[0],
            "Ogres vidusskola,2,0,0,0,0"
        );
    });
}

// covers: REG-11, REP-17
#[test]
fn pupils_over_the_limit_are_counted_by_semester_and_missing_is_not_zero() {
    use balsts_domain::attendance::AbsenceKind;
    use balsts_testkit::Missed;
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("Ogres vidusskola", "secondary_school").await;
        let other = town.institution("Ķeguma pamatskola", "basic_school").await;
        let ids = children(&town, 4).await;
        town.enrol(&ids[..3], school, "8.a", date(2025, 9, 1), None).await;
        town.enrol(&ids[3..], other, "8.a", date(2025, 9, 1), None).await;
        town.lessons(school, "8.a", date(2025, 9, 1), date(2026, 5, 19), 1_000)
            .await;
        let absent = |pupil: usize, month, lessons| Missed {
            pupil: ids[pupil],
            institution: school,
            on: date(if month > 8 { 2025 } else { 2026 }, month, 15),
            lessons,
            kind: AbsenceKind::Unexcused,
        };
        // 21 lessons are over the limit, 20 are not; the next semester begins anew.
        town.absences(&[
            absent(0, 9, 10),
            absent(0, 10, 11),
            absent(1, 9, 10),
            absent(1, 10, 10),
            absent(1, 2, 10),
            absent(2, 2, 10),
            absent(2, 3, 11),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "over-limit", 2025).await,
            [
                "Ogres vidusskola,2025/26,1,1",
                "Ķeguma pamatskola,2025/26,1,",
                "Ogres vidusskola,2025/26,2,1",
                "Ķeguma pamatskola,2025/26,2,",
                "Kopā,2025/26,1,1",
                "Kopā,2025/26,2,1",
            ]
        );
        let first = ReportPeriod {
            school_year: Some(SchoolYear::new(2025)),
            semester: Some(Semester::First),
            ..ReportPeriod::default()
        };
        assert_eq!(lines_of(&board, "over-limit", &first).await.len(), 3);
        let second = ReportPeriod {
            semester: Some(Semester::Second),
            ..first
        };
        for (semester, unexcused) in [(&first, ",41"), (&second, ",31")] {
            let absences = lines_of(&board, "absences", semester).await;
            assert!(absences[0].contains(unexcused), "{unexcused}: {absences:?}");
        }
    });
}

// covers: REG-04, REG-05
#[test]
fn a_year_of_which_nothing_is_known_has_a_total_without_figures() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let ctx = town.operator();
        // What does not add up is a list of words, and knows no year; what authorities did stands year by year.
        let figures = balsts_app::report::KINDS
            .into_iter()
            .filter(|kind| !["data-checks", "authorities"].contains(kind));
        for kind in figures {
            let last = lines(&ctx, kind, 2010).await.pop().unwrap();
            let (name, figures) = last.split_once(',').unwrap();
            assert_eq!(name, "Kopā", "{kind}");
            assert!(figures.chars().all(|c| c == ','), "{kind}: {last}");
        }
    });
}
