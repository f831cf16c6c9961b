use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{on_both, town};

use crate::loads::browser_of;

// covers: PLN-24
#[test]
fn an_open_note_is_named_on_a_draft_until_a_version_takes_it_in() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        board.post("/programme/versions/start", &[]).await;
        let page = board.get("/programme/policies").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("None is open."), "{}", page.body);
        let mut note = vec![
            ("title", "Skola-kopiena"),
            ("issuer", "european_union"),
            ("day-day", "2"),
            ("day-month", "11"),
            ("day-year", "2026"),
            ("place", "http://cfla.gov.lv"),
            ("asks", "Programma ir priekšnosacījums."),
            ("activity", ""),
        ];
        let refused = board.post("/programme/policies/new", &note).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("A link begins with https://")
                && refused.body.contains("Programma ir priekšnosacījums."),
            "what was typed stays: {}",
            refused.body
        );
        note[5].1 = "https://cfla.gov.lv/4-2-3-1";
        let kept = board.post("/programme/policies/new", &note).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let address = kept.location.unwrap();
        let one = board.get(&address).await.body;
        assert!(
            one.contains("href=\"https://cfla.gov.lv/4-2-3-1\"") && !one.contains('['),
            "{one}"
        );

        for page in [
            "/programme/versions/1",
            "/programme/annual",
            "/programme/policies",
        ] {
            let body = board.get(page).await.body;
            assert!(body.contains(&format!("href=\"{address}\"")), "{page}: {body}");
        }
        let step = board.post(&address, &[("state", "to_take_in")]).await;
        assert_eq!(step.status, StatusCode::SEE_OTHER, "{}", step.body);
        let again = board
            .post(&address, &[("state", "noted"), ("note", "Vēlreiz jāizlasa")])
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("Vēlreiz jāizlasa"), "{}", again.body);
        let taken = board
            .post(&address, &[("state", "taken_in"), ("version", "1")])
            .await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let draft = board.get("/programme/versions/1").await.body;
        assert!(!draft.contains(&address), "{draft}");
        assert!(board.get(&address).await.body.contains("version 1"));

        let mut teacher = browser_of(&town, Role::MunicipalLeadership, None).await;
        let read = teacher.get(&address).await;
        assert!(read.status == StatusCode::OK && !read.body.contains("<textarea"));
        assert_eq!(
            teacher.get("/programme/policies/new").await.status,
            StatusCode::NOT_FOUND
        );
    });
}
