use axum::http::StatusCode;
use balsts_domain::{access::Role, programme::SelfQuestion};
use balsts_testkit::{on_both, town};

use crate::loads::browser_of;

// covers: PLN-17, PLN-18, PLN-19, PLN-20
#[test]
fn a_school_writes_its_plan_and_the_board_sees_who_has_a_system() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let op = town.institution("OP", "basic_school").await;
        let ov = town.institution("OV", "secondary_school").await;
        let mut head = browser_of(&town, Role::SchoolHead, Some(op)).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let own = format!("/school-plans/{op}");
        let to_own = head.get("/school-plans").await;
        assert_eq!(to_own.location.as_deref(), Some(own.as_str()));
        assert_eq!(
            head.get(&format!("/school-plans/{ov}")).await.status,
            StatusCode::NOT_FOUND
        );
        let empty = head.post("/school-plans/measures", &[("title", "Vakars")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("Choose who takes part"));
        let added = head
            .post(
                "/school-plans/measures",
                &[
                    ("title", "Vecāku vakars"),
                    ("parts", "parents"),
                    ("parts", "staff"),
                ],
            )
            .await;
        assert_eq!(added.location.as_deref(), Some("/school-plans"));
        let page = head.get(&own).await;
        for part in ["Vecāku vakars", "staff, parents"] {
            assert!(
                page.body.contains(part) || page.body.contains("parents, staff"),
                "{part}"
            );
        }
        let names: Vec<String> = SelfQuestion::ALL
            .iter()
            .map(|question| format!("answer-{}", question.code()))
            .collect();
        let answers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "yes")).collect();
        let assessed = head.post("/school-plans/assess", &answers).await;
        assert_eq!(assessed.status, StatusCode::SEE_OTHER, "{}", assessed.body);
        let policy = [
            ("policy_title", "Drošas skolas politika"),
            ("adopted-day", "1"),
            ("adopted-month", "9"),
            ("adopted-year", "2023"),
            ("revise-day", "1"),
            ("revise-month", "9"),
            ("revise-year", "2025"),
        ];
        head.post("/school-plans/policies", &policy).await;
        let list = board.get("/school-plans").await;
        for part in ["1 of 2 institutions have a system", "revision is late"] {
            assert!(list.body.contains(part), "{part}: {}", list.body);
        }
        assert_eq!(board.get(&own).await.status, StatusCode::OK);
        assert_eq!(
            board.post("/school-plans/assess", &answers).await.status,
            StatusCode::NOT_FOUND
        );
        // In the next school year what was written is read and no longer written.
        let later = town.at("2026-10-01T09:00:00Z");
        let mut head = browser_of(&later, Role::SchoolHead, Some(op)).await;
        let now = head.get(&own).await;
        assert!(!now.body.contains("Vecāku vakars"));
        assert!(now.body.contains("action=\"/school-plans/measures\""));
        let before = head.get(&format!("{own}?year=2025")).await;
        assert_eq!(before.status, StatusCode::OK);
        assert!(before.body.contains("Vecāku vakars"));
        assert!(!before.body.contains("action=\"/school-plans/measures\""));
        let mut board = browser_of(&later, Role::EducationBoard, None).await;
        let list = board.get("/school-plans?year=2025").await;
        assert!(
            list.body.contains("1 of 2 institutions have a system"),
            "{}",
            list.body
        );
        assert!(list.body.contains(&format!("{own}?year=2025")));
    });
}
