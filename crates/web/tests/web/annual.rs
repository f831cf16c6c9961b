use axum::http::StatusCode;
use balsts_app::programme::version::TakeIn;
use balsts_domain::{
    access::Role,
    programme::{Programme, shipped_text},
};
use balsts_testkit::{Town, on_both, town, town_of};

use crate::loads::browser_of;

pub async fn adopted(town: &Town) {
    adopted_of(town, "ogres-novads").await;
}

async fn adopted_of(town: &Town, municipality: &str) {
    let programme = Programme::from_toml(shipped_text(municipality).unwrap()).unwrap();
    town.operator()
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
}

// covers: REP-01, REP-02, REP-03, REP-15
#[test]
fn the_board_writes_the_report_and_takes_it_away() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let none = board.get("/programme/annual").await;
        assert!(none.body.contains("has no programme yet"), "{}", none.body);
        adopted(&town).await;
        let page = board.get("/programme/annual").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Report of 2026"), "{}", page.body);
        let form = "/programme/annual/write?year=2026&key=1.3";
        let shown = board.get(form).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(
            shown.body.contains("data-draft=\"annual-2026-1.3\""),
            "{}",
            shown.body
        );
        let first = [("version", "0"), ("done", "Two groups."), ("helped", "A room.")];
        assert_eq!(board.post(form, &first).await.status, StatusCode::SEE_OTHER);
        // Somebody who opened the form before sees both texts.
        let late = [("version", "0"), ("done", "One group.")];
        let refused = board.post(form, &late).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in ["Somebody else saved in the meantime", "Two groups.", "One group."] {
            assert!(refused.body.contains(text), "{text} in {}", refused.body);
        }
        let event = "/programme/annual/event?year=2026";
        let form_page = board.get(event).await;
        assert_eq!(form_page.status, StatusCode::OK);
        assert!(
            form_page.body.contains("pašvaldības vadība"),
            "to whom the programme has it presented: {}",
            form_page.body
        );
        let on = [("on-day", "27"), ("on-month", "8"), ("on-year", "2026")];
        let wrong = board.post(event, &on).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let presented = [&on[..], &[("event", "presented"), ("place", "The committee")]].concat();
        let duty = "/duties/year/annual_report/2026-08-31/done";
        let before = board.get("/duties/year?year=2026").await.body;
        assert!(before.contains(duty), "{before}");
        assert_eq!(board.post(event, &presented).await.status, StatusCode::SEE_OTHER);
        let after = board.get("/duties/year?year=2026").await.body;
        assert!(
            !after.contains(duty) && after.contains("The committee"),
            "what was presented is prepared: {after}"
        );
        // To another body it is presented as well; the duty is done once.
        assert_eq!(board.post(event, &presented).await.status, StatusCode::SEE_OTHER);
        let page = board.get("/programme/annual?year=2026").await;
        for text in ["Two groups.", "A room.", "The committee", "27 August 2026"] {
            assert!(page.body.contains(text), "{text} in {}", page.body);
        }
        for (form, begins) in [("docx", "PK"), ("xlsx", "PK"), ("html", "<!DOCTYPE html>")] {
            for address in ["/programme/annual/file", "/programme/file"] {
                let file = board.get(&format!("{address}/{form}?year=2026")).await;
                assert_eq!(file.status, StatusCode::OK, "{address} {form}");
                assert!(
                    file.body.as_bytes().starts_with(begins.as_bytes()),
                    "{address} {form}"
                );
            }
        }
        assert_eq!(
            board.get("/programme/file/odt").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            board.get("/programme/annual/file/odt").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: IND-22
#[test]
fn the_duty_of_the_evaluation_halfway_leads_to_the_evaluation() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezeknes-novads", "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let none = board.get("/programme/interim").await;
        assert!(none.body.contains("has no programme yet"), "{}", none.body);
        adopted_of(&town, "rezeknes-novads").await;
        let address = "/programme/interim?year=2026";
        let duties = board.get("/duties/year?year=2026").await;
        assert!(
            duties.body.contains(&format!("href=\"{address}\"")),
            "{}",
            duties.body
        );
        let page = board.get(address).await;
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "Mid-term evaluation",
            "31 December 2026",
            "Indicators by status",
            "Activities by goal and state",
            "Write proposed changes",
        ] {
            assert!(page.body.contains(text), "{text} in {}", page.body);
        }
        for (form, begins) in [("docx", "PK"), ("xlsx", "PK"), ("html", "<!DOCTYPE html>")] {
            let file = board
                .get(&format!("/programme/interim/file/{form}?year=2026"))
                .await;
            assert_eq!(file.status, StatusCode::OK, "{form}");
            assert!(file.body.as_bytes().starts_with(begins.as_bytes()), "{form}");
        }
        assert_eq!(
            board.get("/programme/interim/file/odt").await.status,
            StatusCode::NOT_FOUND
        );
    });
}
