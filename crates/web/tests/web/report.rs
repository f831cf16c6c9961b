//! The reports in the browser: their pages, files, semesters, and the notes on their sources.

use axum::http::StatusCode;
use balsts_app::{demonstration::SourceNote, report::KINDS};
use balsts_domain::{access::Role, attendance::AbsenceKind};
use balsts_testkit::{Missed, NewPupil, on_both};
use jiff::civil::date;

use crate::loads::browser_of;

fn note(topic: &str, says: i64, computed: i64) -> SourceNote {
    SourceNote {
        topic: topic.to_owned(),
        place_lv: format!("{topic}, 4. pielikums"),
        place_en: format!("{topic}, annex 4"),
        unit: "pupils".to_owned(),
        says: Some(says),
        computed: Some(computed),
        explanation_lv: "Avots to nepaskaidro.".to_owned(),
        explanation_en: "The source does not explain it.".to_owned(),
        assumption: false,
    }
}

// covers: REG-04, REG-11
#[test]
fn a_report_is_narrowed_to_a_semester_and_shows_what_its_source_contradicts() {
    on_both(|database| async move {
        let town = balsts_testkit::town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let ids = town.pupils(&[NewPupil::named("1", "Anna", "Bērziņa")]).await;
        town.enrol(&ids, school, "8.b", date(2025, 9, 1), None).await;
        let missed = |on, lessons| Missed {
            pupil: ids[0],
            institution: school,
            on,
            lessons,
            kind: AbsenceKind::Illness,
        };
        town.absences(&[missed(date(2025, 10, 6), 7), missed(date(2026, 2, 9), 4)])
            .await;
        let notes = [note("absences", 11_111, 22_222), note("posts", 3_333, 4_444)];
        town.operator().add_source_notes(&notes).await.unwrap();

        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let year = board.get("/reports/absences").await.body;
        let row = |lessons: u32| format!("numeric\">{lessons}</td>");
        assert!(year.contains(&row(11)), "{year}");
        let first = "/reports/absences?year=2025%2F26&#38;semester=1";
        assert!(year.contains(first) && year.contains("semester=2"), "{year}");
        let autumn = board.get(&first.replace("&#38;", "&")).await.body;
        assert!(autumn.contains(&row(7)) && !autumn.contains(&row(11)), "{autumn}");
        assert!(
            autumn.contains("/reports/absences/csv?year=2025%2F26&#38;semester=1"),
            "{autumn}"
        );
        let spring = board
            .get("/reports/absences/csv?year=2025%2F26&semester=2")
            .await
            .body;
        assert!(spring.contains("Kopā,4,0,0,4"), "{spring}");
        assert!(
            year.contains("11,111") && year.contains("22,222") && !year.contains("3,333"),
            "{year}"
        );
        assert!(!board.get("/reports/enrolment").await.body.contains("11,111"));
    });
}

// covers: RSK-17
#[test]
fn what_is_printed_stands_beside_what_is_computed_and_contradicts_nothing() {
    on_both(|database| async move {
        let town = balsts_testkit::town(&database.store, "2026-05-20T09:00:00Z").await;
        let printed = SourceNote {
            unit: "percent".to_owned(),
            explanation_lv: String::new(),
            explanation_en: String::new(),
            ..note("risks", 2_533, 2_522)
        };
        let assumed = note("consultations", 3_111, 4_111);
        town.operator()
            .add_source_notes(&[printed, assumed])
            .await
            .unwrap();
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let stands = |page: &str| page.contains("25.33") && page.contains("25.22");
        assert!(stands(&board.get("/reports/risks").await.body));
        // Beside figures of another time, or of which small ones are withheld, it would say something else.
        for address in [
            "/reports/risks?year=2025%2F26",
            "/reports/risks?published=1",
            "/reports/data-checks",
            "/municipality/sources",
        ] {
            let page = board.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(!stands(&page.body), "{address}");
        }
        let hours = board.get("/reports/consultations?published=1").await.body;
        assert!(hours.contains("3,111") && hours.contains("4,111"), "{hours}");
    });
}

// covers: REG-32
#[test]
fn a_period_that_cannot_be_read_is_said_and_not_taken_for_another() {
    on_both(|database| async move {
        let town = balsts_testkit::town(&database.store, "2026-05-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        for (asked, accepted) in [
            ("enrolment?year=2022", "2026/27"),
            ("absences/csv?year=2025%2F26&semester=3", "1 or 2"),
            ("enrolment/xlsx?on=31.02.2026", "2026-11-27"),
        ] {
            let answer = board.get(&format!("/reports/{asked}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked}");
            assert!(
                answer.body.contains(&format!("Accepted: {accepted}")),
                "{}",
                answer.body
            );
        }
    });
}

// covers: REG-05, REG-10, REG-13, REG-18, REG-19, REG-20, REG-25, REG-27, RSK-10
#[test]
fn every_report_has_a_page_and_files_and_a_link_that_leads_there() {
    on_both(|database| async move {
        let town = balsts_testkit::town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let ids = town.pupils(&[NewPupil::named("1", "Anna", "Bērziņa")]).await;
        town.enrol(&ids, school, "8.b", date(2025, 9, 1), None).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let start = board.get("/municipality").await.body;
        for kind in KINDS {
            let path = format!("/reports/{kind}");
            assert!(start.contains(&format!("href=\"{path}\"")), "{kind}");
            let page = board.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{kind}");
            assert!(
                page.body.contains("report-table") && !page.body.contains("[municipality-"),
                "{kind}"
            );
            assert!(!page.body.contains("Anna"), "{kind} names a child");
            for (form, begins) in [
                ("csv", ""),
                ("xlsx", "PK"),
                ("docx", "PK"),
                ("html", "<!DOCTYPE html>"),
            ] {
                let address = format!("{path}/{form}");
                assert!(
                    page.body.contains(&format!("href=\"{address}\"")),
                    "{kind} {form}"
                );
                let file = board.get(&address).await;
                assert_eq!(file.status, StatusCode::OK, "{kind} {form}");
                assert!(file.body.starts_with(begins), "{kind} {form}");
            }
            let offers_pdf = page.body.contains(&format!("href=\"{path}/pdf\""));
            assert_eq!(offers_pdf, balsts_reports::document::Document::PDF, "{kind}");
        }
        assert_eq!(board.get("/reports/nothing").await.status, StatusCode::NOT_FOUND);
        let earlier = board
            .get("/reports/preschool?on-day=1&on-month=9&on-year=2024")
            .await
            .body;
        assert!(earlier.contains("value=\"2024\""), "{earlier}");
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        assert!(leader.get("/reports/mobility").await.body.contains("withheld"));
        let mut officer = browser_of(&town, Role::DataProtectionOfficer, None).await;
        assert_eq!(
            officer.get("/reports/incidents").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: REG-02, REG-03
#[test]
fn institutions_are_listed_as_of_a_day() {
    on_both(|database| async move {
        let before = balsts_testkit::town(&database.store, "2025-08-20T09:00:00Z").await;
        before.institution("Vecā pamatskola", "basic_school").await;
        let open = before.institution("Ogres vidusskola", "secondary_school").await;
        let town = before.at("2025-11-20T09:00:00Z");
        town.only_institutions(&[(open, "Ogres vidusskola", "secondary_school")])
            .await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        assert!(!board.get("/institutions").await.body.contains("Vecā"));
        let then = board.get("/institutions?on=2025-09-01").await.body;
        assert!(
            then.contains("Vecā pamatskola") && then.contains("Ogres vidusskola"),
            "{then}"
        );
        let parts = board
            .get("/institutions?on-day=1&on-month=9&on-year=2025")
            .await
            .body;
        assert!(parts.contains("Vecā pamatskola"), "{parts}");
    });
}
