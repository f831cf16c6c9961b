use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{NewPupil, on_both};
use jiff::civil::date;

use crate::loads::{browser_of, load, schools};

/// Statements that a page of the municipality may take, those of the session included.
const MOST: u64 = 18;

// covers: PRV-04
#[test]
fn a_report_is_also_there_as_it_may_be_published() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let page = board.get("/reports/enrolment").await.body;
        assert!(
            page.contains("href=\"/reports/enrolment?published=1\"") && page.contains("As published"),
            "{page}"
        );
        assert!(!page.contains("withheld</td>"), "{page}");
        let public = board.get("/reports/enrolment?published=1").await.body;
        assert!(
            public.contains("withheld</td>") && public.contains("figures are withheld"),
            "{public}"
        );
        assert!(
            public.contains("/reports/enrolment/csv?published=1")
                && public.contains("href=\"/reports/enrolment\""),
            "{public}"
        );
        let internal = board.get("/reports/enrolment/csv").await.body;
        let sheet = board.get("/reports/enrolment/csv?published=1").await.body;
        assert!(!internal.contains("nerāda"), "{internal}");
        assert!(
            sheet.lines().skip(1).all(|line| line.contains("nerāda")),
            "two children in two schools: {sheet}"
        );
    });
}

// covers: PRV-04
#[test]
fn two_school_years_stand_side_by_side() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let absences = "personal_code;institution_code;date;lesson;kind\n\
            010112-21234;OP;2026-11-02;1;unexcused\n010112-21234;OP;2026-11-02;2;illness\n";
        load(&mut board, "absences", absences).await;
        let page = board.get("/municipality").await.body;
        assert!(page.contains("href=\"/municipality/years\""), "{page}");
        let page = board.get("/municipality/years").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "Illness, 2025/2026",
            "Unexcused, 2026/2027",
            "no data",
            "nothing to count",
            "href=\"/municipality/years?year=2025",
        ] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        let mut leadership = browser_of(&town, Role::MunicipalLeadership, None).await;
        let withheld = leadership.get("/municipality/years").await.body;
        assert!(withheld.contains(">withheld</td>"), "one child: {withheld}");
        let earlier = leadership.get("/municipality/years?year=2023/2024").await.body;
        assert!(
            earlier.contains("will stand side by side here once their data are loaded"),
            "{earlier}"
        );
    });
}

// covers: IND-24
#[test]
fn absence_and_marks_through_the_years_are_charts_with_their_tables() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let empty = board.get("/municipality/dynamics").await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(
            !empty.body.contains("<svg") && empty.body.contains("no data"),
            "nothing loaded is no picture of zeros: {}",
            empty.body
        );
        let absences = "personal_code;institution_code;date;lesson;kind\n\
            010112-21234;OP;2026-11-02;1;unexcused\n010112-21234;OP;2026-11-02;2;illness\n";
        load(&mut board, "absences", absences).await;
        let page = board.get("/municipality/dynamics").await.body;
        for words in [
            "Missed lessons by school year",
            "2022/2023",
            "2026/2027",
            "<svg",
            "With an insufficient annual mark",
        ] {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(
            !page.contains("Pupils with an insufficient annual mark by school year"),
            "no marks were loaded: {page}"
        );
        assert!(!page.contains('['), "a text is missing: {page}");
        let overview = board.get("/municipality").await.body;
        assert!(overview.contains("href=\"/municipality/dynamics\""), "{overview}");
        let earlier = board.get("/municipality/dynamics?year=2023/2024").await.body;
        assert!(
            earlier.contains("2019/2020") && !earlier.contains("<svg"),
            "{earlier}"
        );
        let mut officer = browser_of(&town, Role::DataProtectionOfficer, None).await;
        assert_eq!(
            officer.get("/municipality/dynamics").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: PRV-04
#[test]
fn the_grades_of_a_school_stand_together_where_few_of_its_pupils_have_none() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let from = date(2026, 9, 1);
        let (crafts, _) = town.school_of("OC", 1, 12, from).await;
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        let page = leader.get("/institutions/OC").await.body;
        assert!(!page.contains("withheld"), "{page}");
        let more = town
            .pupils(&[
                NewPupil::named("41", "Anna", "Bērziņa"),
                NewPupil::named("42", "Jānis", "Āboliņš"),
            ])
            .await;
        town.enrol(&more, crafts, "1. kurss", from, None).await;
        let page = leader.get("/institutions/OC").await.body;
        assert!(page.contains("withheld"), "{page}");
        let page = board.get("/institutions/OC").await.body;
        assert!(!page.contains("withheld"), "{page}");
    });
}

#[test]
fn the_municipality_takes_few_statements() {
    on_both(|database| async move {
        let (town, _) = schools(&database).await;
        for (role, most) in [
            (Role::EducationBoard, MOST),
            // Who sees no child is shown what the year and its semesters together may show.
            (Role::MunicipalLeadership, MOST + 12),
        ] {
            let mut browser = browser_of(&town, role, None).await;
            // The first request, and then one every five minutes, writes that the session goes on.
            browser.get("/help").await;
            for path in ["/municipality", "/municipality/years"] {
                let before = database.store.statements();
                assert_eq!(browser.get(path).await.status, StatusCode::OK);
                let statements = database.store.statements() - before;
                assert!(statements <= most, "{role:?} {path}: {statements}");
            }
        }
    });
}
