//! Absences, enrolment, support plans: what stands beside the published columns, and institutions closed meanwhile.

use balsts_app::report::ReportPeriod;
use balsts_domain::{
    access::Role,
    attendance::AbsenceKind,
    calendar::{SchoolYear, Semester},
};
use balsts_reports::table::Cell;
use balsts_testkit::{Enrolled, Missed, on_both, town};
use jiff::civil::date;
use serde_json::json;

use super::{children, lines, lines_of};

// covers: REG-14
#[test]
fn unknown_reasons_are_a_column_and_count_as_unexcused() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 2).await;
        town.enrol(&ids, school, "5.a", date(2025, 9, 1), None).await;
        let missed = |on, lessons, kind| Missed {
            pupil: ids[0],
            institution: school,
            on,
            lessons,
            kind,
        };
        town.absences(&[
            missed(date(2025, 9, 8), 3, AbsenceKind::Unknown),
            missed(date(2025, 9, 9), 2, AbsenceKind::Unexcused),
            missed(date(2025, 9, 10), 4, AbsenceKind::Illness),
            missed(date(2026, 2, 10), 6, AbsenceKind::Unknown),
        ])
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = board
            .report("absences", &ReportPeriod::default())
            .await
            .unwrap()
            .to_csv()
            .unwrap();
        assert!(
            head.starts_with("institution,illness,excused,unexcused,total,unknown\n"),
            "{head}"
        );
        assert_eq!(
            lines(&board, "absences", 2025).await,
            ["Ogres pamatskola,4,0,11,15,9", "Kopā,4,0,11,15,9"]
        );
        let autumn = ReportPeriod {
            school_year: Some(SchoolYear::new(2025)),
            semester: Some(Semester::First),
            ..ReportPeriod::default()
        };
        assert_eq!(lines_of(&board, "absences", &autumn).await[1], "Kopā,4,0,5,9,3");
        // The reason was found: what was unknown is unknown no more.
        town.absences(&[missed(date(2025, 9, 8), 3, AbsenceKind::Excused)])
            .await;
        assert_eq!(lines_of(&board, "absences", &autumn).await[1], "Kopā,4,3,2,9");
    });
}

// covers: REG-03, REG-02
#[test]
fn an_institution_closed_meanwhile_keeps_its_rows_and_its_name_of_then() {
    on_both(|database| async move {
        let before = town(&database.store, "2025-08-20T09:00:00Z").await;
        let closed = before.institution("Vecā pamatskola", "basic_school").await;
        let open = before.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&before, 3).await;
        before
            .enrolments(&[
                Enrolled::new(ids[0], closed, "5", date(2024, 9, 1)).until(date(2025, 8, 31)),
                Enrolled::new(ids[1], open, "5.a", date(2024, 9, 1)).until(date(2025, 8, 31)),
                Enrolled::new(ids[1], open, "6.a", date(2025, 9, 1)),
            ])
            .await;
        let after = before.at("2025-11-20T09:00:00Z");
        after
            .only_institutions(&[(open, "Ogres Jaunā vidusskola", "secondary_school")])
            .await;
        let board = after.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "enrolment", 2024).await,
            [
                "Vecā pamatskola,1,0,0,1,0,0,0,1",
                "Ogres vidusskola,1,0,0,1,0,0,0,1",
                "Kopā,2,0,0,2,0,0,0,2",
            ]
        );
        let today = ReportPeriod {
            on: Some(date(2025, 11, 20)),
            ..ReportPeriod::default()
        };
        assert_eq!(
            lines_of(&board, "enrolment", &today).await[0],
            "Ogres Jaunā vidusskola,1,0,0,1,0,0,0,1"
        );
        // What lies after the end keeps the last name, too: no record is dropped in silence.
        after
            .enrol(&ids[2..], closed, "6", date(2025, 11, 19), None)
            .await;
        assert_eq!(
            lines_of(&board, "enrolment", &today).await[0],
            "Vecā pamatskola,1,0,0,1,0,0,0,1"
        );
        let on = |day| board.institutions_on(day);
        let then: Vec<String> = on(date(2025, 9, 1))
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(then, ["Ogres vidusskola", "Vecā pamatskola"]);
        let now: Vec<String> = on(date(2025, 11, 20))
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(now, ["Ogres Jaunā vidusskola"]);
    });
}

// covers: REG-28, PRV-06
#[test]
fn a_pupil_supported_by_two_schools_is_one_pupil_of_the_municipality() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let first = town.institution("Ogres pamatskola", "basic_school").await;
        let second = town.institution("Ogres vidusskola", "secondary_school").await;
        let ids = children(&town, 2).await;
        town.support_plan(ids[0], first, 2025, 1).await;
        town.support_plan(ids[0], second, 2025, 2).await;
        town.support_plan(ids[1], second, 2025, 2).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "support-plans", 2025).await,
            [
                "Ogres pamatskola,2025/26,1,1",
                "Ogres vidusskola,2025/26,2,2",
                "Kopā,2025/26,3,2",
            ]
        );
    });
}

// covers: REP-14
#[test]
fn five_years_of_support_are_put_together_from_the_reports_of_each() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 6).await;
        for id in &ids {
            town.support_plan(*id, school, 2023, 1).await;
        }
        town.support_plan(ids[0], school, 2025, 1).await;
        town.support_plan(ids[0], school, 2025, 2).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "support-series", 2025).await,
            [
                "2021/22,,,,",
                "2022/23,,,,",
                "2023/24,6,6,6,",
                "2024/25,,,,",
                "2025/26,2,1,2,",
            ]
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let seen = lines(&leader, "support-series", 2025).await;
        assert!(seen[2].starts_with("2023/24,6,6"), "{seen:?}");
        assert!(!seen[4].starts_with("2025/26,2,1"), "few are withheld: {seen:?}");
    });
}

// covers: REP-18
#[test]
fn what_does_not_add_up_is_one_list_before_anything_is_published() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let (school, _) = town.school_of("OP", 1, 3, date(2025, 9, 1)).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let data = lines(&board, "data-checks", 2025).await;
        assert!(
            data.last().unwrap().contains("Dati,OP,,,Kavējumu datu nav"),
            "{data:?}"
        );
        assert!(
            !data.iter().any(|line| line.starts_with("Programma,")),
            "{data:?}"
        );
        let unlike: std::collections::BTreeSet<&String> = data.iter().collect();
        assert_eq!(unlike.len(), data.len(), "each is told apart: {data:?}");
        let programme = balsts_domain::programme::shipped()
            .into_iter()
            .find(|one| one.municipality == "ogres-novads")
            .unwrap();
        town.operator()
            .take_in_programme(&programme, &balsts_app::programme::version::TakeIn::default())
            .await
            .unwrap();
        let all = lines(&board, "data-checks", 2025).await;
        for part in ["Programma,", "Rādītāji,", "Mērķa numurs 3 divreiz", "Dati,"] {
            assert!(all.iter().any(|line| line.contains(part)), "{part}");
        }
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.a")).await;
        assert!(
            teacher
                .report("data-checks", &ReportPeriod::default())
                .await
                .is_err()
        );
    });
}

// covers: REG-28
#[test]
fn more_plans_than_pupils_can_have_are_named_with_both_figures() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 2).await;
        for id in &ids {
            for semester in [1, 2] {
                town.support_plan(*id, school, 2025, semester).await;
            }
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let table = board
            .report("support-plans", &ReportPeriod::default())
            .await
            .unwrap();
        assert_eq!(table.notes, [], "two a year are one a semester");
        let operator = town.operator();
        let group = balsts_app::settings::PlainGroup::named("reports").unwrap();
        let values = [("plans_per_pupil".to_owned(), json!(1))].into();
        operator
            .change_plain_settings(group, None, 0, &values, "pārbaude")
            .await
            .unwrap();
        let table = board
            .report("support-plans", &ReportPeriod::default())
            .await
            .unwrap();
        assert_eq!(
            table.notes.len(),
            2,
            "of the institution and in all: {:?}",
            table.notes
        );
        assert!(
            table.notes[0]
                .lv
                .starts_with("Ogres pamatskola, 2025/26: 4 plāni 2 izglītojamiem"),
            "{:?}",
            table.notes
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let table = leader
            .report("support-plans", &ReportPeriod::default())
            .await
            .unwrap();
        assert!(table.withholds());
        assert!(
            table.notes.iter().all(|note| !note.lv.contains("4 plāni")),
            "{:?}",
            table.notes
        );
    });
}

// covers: REG-04, PRV-04
#[test]
fn small_counts_of_special_programmes_are_for_those_who_see_each_child() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 16).await;
        let from = date(2026, 9, 1);
        let special = |id: &i64| Enrolled {
            programme: Some("21015611"),
            ..Enrolled::new(*id, school, "3.a", from)
        };
        let mut rows: Vec<Enrolled<'_>> = ids[..2].iter().map(special).collect();
        rows.extend(
            ids[2..10]
                .iter()
                .map(|id| Enrolled::new(*id, school, "5.a", from)),
        );
        rows.extend(ids[10..].iter().map(|id| Enrolled::new(*id, school, "8.a", from)));
        town.enrolments(&rows).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "enrolment", 2026).await[1],
            "Kopā,8,6,0,14,2,0,0,16"
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert_eq!(
            lines(&leader, "enrolment", 2026).await[1],
            "Kopā,nerāda,nerāda,0,nerāda,nerāda,0,0,16"
        );
        // Everybody is told on the page of the school that ten are in grades 1–6: eight of them outside special programmes would leave two.
        let bands = leader.institution("Ogres pamatskola").await.unwrap().bands;
        assert_eq!(bands.grades_1_6, 10);
        let specialist = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        assert_eq!(
            lines(&specialist, "enrolment", 2026).await,
            lines(&leader, "enrolment", 2026).await
        );
        let published = ReportPeriod {
            published: true,
            ..ReportPeriod::default()
        };
        assert_eq!(
            lines_of(&town.operator(), "enrolment", &published).await,
            lines(&leader, "enrolment", 2026).await
        );
        assert!(town.operator().report("nothing", &published).await.is_err());
    });
}

// covers: IND-24, REP-17
#[test]
fn missed_lessons_of_each_semester_by_reason_add_up_to_the_year_and_the_years_to_a_series() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 4).await;
        town.enrol(&ids, school, "5.a", date(2024, 9, 2), None).await;
        let missed = |on, lessons, kind| Missed {
            pupil: ids[0],
            institution: school,
            on,
            lessons,
            kind,
        };
        town.absences(&[
            missed(date(2024, 10, 8), 5, AbsenceKind::Unexcused),
            missed(date(2025, 9, 8), 3, AbsenceKind::Unexcused),
            missed(date(2025, 9, 10), 4, AbsenceKind::Illness),
            missed(date(2026, 2, 10), 6, AbsenceKind::Excused),
            missed(date(2026, 2, 11), 2, AbsenceKind::Illness),
        ])
        .await;
        let day = date(2025, 5, 30);
        town.marks(
            school,
            &[
                (ids[0], "Matemātika", day, "annual", "3"),
                (ids[1], "Matemātika", day, "annual", "7"),
                (ids[2], "Matemātika", day, "annual", "8"),
                (ids[3], "Matemātika", day, "annual", "5"),
            ],
        )
        .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let of = |semester| ReportPeriod {
            school_year: Some(SchoolYear::new(2025)),
            semester,
            ..ReportPeriod::default()
        };
        assert_eq!(
            lines_of(&board, "absences", &of(Some(Semester::First))).await[1],
            "Kopā,4,0,3,7"
        );
        assert_eq!(
            lines_of(&board, "absences", &of(Some(Semester::Second))).await[1],
            "Kopā,2,6,0,8"
        );
        assert_eq!(lines_of(&board, "absences", &of(None)).await[1], "Kopā,6,6,3,15");
        let series = board.dynamics(SchoolYear::new(2025)).await.unwrap();
        let years: Vec<i16> = series.iter().map(|one| one.year.first_calendar_year()).collect();
        assert_eq!(years, [2021, 2022, 2023, 2024, 2025]);
        let [.., before, last] = &series[..] else {
            panic!("{series:?}");
        };
        let lessons = |of: &[Cell; 3]| of.clone().map(|cell| cell.to_f64());
        assert_eq!(lessons(&before.missed), [Some(0.0), Some(0.0), Some(5.0)]);
        assert_eq!(lessons(&last.missed), [Some(6.0), Some(6.0), Some(3.0)]);
        assert_eq!(before.marked.to_f64(), Some(4.0));
        assert_eq!(before.insufficient.to_f64(), Some(25.0));
        assert_eq!(
            last.insufficient.to_f64(),
            None,
            "the year's marks are not given yet"
        );
        assert_eq!(
            lessons(&series[0].missed),
            [None, None, None],
            "nothing was loaded of this year"
        );
    });
}
