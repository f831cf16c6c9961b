//! The list of pupils: what one opening asks of the database.

use axum::http::StatusCode;
use balsts_domain::{access::Role, attendance::AbsenceKind};
use balsts_testkit::{Missed, NewPupil, on_both, town};
use jiff::civil::date;

use crate::loads::browser_of;

// covers: RSK-03
#[test]
fn the_list_takes_at_most_four_statements_whoever_reads_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let other = town.institution("OGR2", "basic_school").await;
        let pupils = town
            .pupils(&[
                NewPupil::named("140311-21234", "Anna", "Bērziņa"),
                NewPupil::named("150311-21236", "Jānis", "Ozols"),
            ])
            .await;
        for (pupil, institution) in pupils.iter().zip([school, other]) {
            town.enrol(&[*pupil], institution, "8.b", date(2025, 9, 1), None)
                .await;
            town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 19), 360)
                .await;
            let missed = [8, 9, 10].map(|day| Missed {
                pupil: *pupil,
                institution,
                on: date(2025, 9, day),
                lessons: 8,
                kind: AbsenceKind::Unexcused,
            });
            town.absences(&missed).await;
        }
        town.operator().evaluate_all().await.unwrap();
        for (role, names) in [
            (Role::SupportStaff, 1),
            (Role::SchoolHead, 1),
            (Role::EducationBoard, 2),
        ] {
            let institution = role.at_institution().then_some(school);
            let mut browser = browser_of(&town, role, institution).await;
            // The first request, and then one every five minutes, writes that the session goes on.
            browser.get("/help").await;
            for path in ["/pupils", "/pupils?sort=name&level=2&level=3&level=4"] {
                let before = database.store.statements();
                let page = browser.get(path).await;
                let statements = database.store.statements() - before;
                assert_eq!(page.status, StatusCode::OK);
                let listed = ["Bērziņa", "Ozols"]
                    .iter()
                    .filter(|name| page.body.contains(**name));
                assert_eq!(listed.count(), names, "{role:?}: {}", page.body);
                assert!(
                    page.body.contains("24"),
                    "the reason with its figure: {}",
                    page.body
                );
                assert!((1..=4).contains(&statements), "{role:?} {path}: {statements}");
            }
        }
    });
}

// covers: RSK-03
#[test]
fn a_class_is_read_as_schools_write_it_and_what_there_is_not_shows_nobody() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let pupils = town
            .pupils(&[
                NewPupil::named("140311-21234", "Anna", "Bērziņa"),
                NewPupil::named("150311-21236", "Jānis", "Ozols"),
                NewPupil::named("160311-21238", "Ilze", "Kalniņa"),
            ])
            .await;
        for (pupil, class) in pupils.iter().zip(["8.b", "8.a", "9.b"]) {
            town.enrol(&[*pupil], school, class, date(2025, 9, 1), None).await;
        }
        town.operator().evaluate_all().await.unwrap();
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let names = ["Bērziņa", "Ozols", "Kalniņa"];
        for (class, listed) in [
            ("8", vec!["Bērziņa", "Ozols"]),
            ("8b", vec!["Bērziņa"]),
            ("8.B", vec!["Bērziņa"]),
            ("8.+b+klase", vec!["Bērziņa"]),
            ("9.b", vec!["Kalniņa"]),
            ("7", vec![]),
        ] {
            let page = board
                .get(&format!("/pupils?everybody=yes&class={class}"))
                .await
                .body;
            let found: Vec<&str> = names.into_iter().filter(|name| page.contains(*name)).collect();
            assert_eq!(found, listed, "{class}");
        }
        for (filter, said) in [
            ("class=13", "“13” is no class"),
            ("level=9", "no level of support “9”"),
            ("level=2&level=high", "no level of support “high”"),
            ("institution=999999", "Institution “999999” is not among"),
            ("institution=OGR1", "Institution “OGR1” is not among"),
        ] {
            let page = board.get(&format!("/pupils?everybody=yes&{filter}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.body.contains(said), "{filter}: {}", page.body);
            assert!(!names.iter().any(|name| page.body.contains(name)), "{filter}");
        }
        let download = board.get("/pupils.csv?everybody=yes&level=9").await;
        assert_eq!(download.status, StatusCode::NOT_FOUND);
    });
}
