use axum::http::StatusCode;
use balsts_app::programme::version::TakeIn;
use balsts_domain::{
    access::Role,
    programme::{Programme, shipped_text},
};
use balsts_testkit::{Town, on_both, town};

use crate::loads::browser_of;

async fn adopted(town: &Town) {
    let programme = Programme::from_toml(shipped_text("rezeknes-novads").unwrap()).unwrap();
    let taken = town
        .operator()
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    assert_eq!(taken.number, Some(1));
}

// covers: RES-03, RES-04, RES-05, RES-16
#[test]
fn an_amount_is_written_down_and_next_year_s_plan_is_the_draft_of_the_budget() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let none = board.get("/programme/money").await;
        assert!(none.body.contains("has no programme yet"));
        adopted(&town).await;
        let programme = board.get("/programme").await;
        assert!(programme.body.contains("href=\"/programme/money\""));
        let place = "/programme/money/activity?key=1.1&year=2026";
        let form = board.get(place).await;
        assert!(form.body.contains("action=\"/programme/money/activity?key=1.1"));
        let amount = |purpose: &'static str, year: &'static str, amount: &'static str| {
            [
                ("purpose", purpose),
                ("year", year),
                ("source", "municipality"),
                ("amount", amount),
                ("note", "Rēķins Nr. 5"),
            ]
        };
        let wrong = board.post(place, &amount("spent", "2027", "daudz")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("daudz"), "nothing typed is lost");
        for (purpose, year, euros) in [
            ("planned", "2026", "1 000"),
            ("spent", "2026", "250,50"),
            ("planned", "2027", "1 200"),
        ] {
            let kept = board.post(place, &amount(purpose, year, euros)).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        }
        let list = board.get("/programme/money").await;
        for part in ["Planned in 2026", "Spent in 2026", "Planned in 2027", "250.50"] {
            assert!(list.body.contains(part), "{part}: {}", list.body);
        }
        let mut council = browser_of(&town, Role::MunicipalLeadership, None).await;
        let read = council.get(place).await;
        assert_eq!(read.status, StatusCode::OK);
        assert!(!read.body.contains("Write down an amount"));
        let refused = council.post(place, &amount("planned", "2027", "1")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let mut latvian = browser_of(&town, Role::EducationBoard, None).await.in_latvian();
        let list = latvian.get("/programme/money").await;
        assert!(list.body.contains("250,50"), "{}", list.body);
    });
}

// covers: RES-06, RES-07, RES-08
#[test]
fn a_call_is_followed_on_its_page_and_leads_to_its_activity() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let new = board.get("/programme/means/new").await;
        assert_eq!(new.status, StatusCode::OK);
        let project = [
            ("kind", "project"),
            ("title", "Skola kopienā"),
            ("state", "idea"),
            ("activity", "1.1"),
            ("call", "ESF+ 4.2.3.1."),
            ("partner", "Biedrība “Tilts”"),
            ("apply_by-day", "25"),
            ("apply_by-month", "11"),
            ("apply_by-year", "2026"),
            ("amount", "12 000"),
        ];
        let kept = board.post("/programme/means/new", &project).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let place = kept.location.unwrap();
        let page = board.get(&place).await;
        for part in [
            "ESF+ 4.2.3.1.",
            "Biedrība “Tilts”",
            "/programme/activity?key=1.1",
            "Applications until",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let list = board.get("/programme/means").await;
        assert!(list.body.contains("applications until"), "{}", list.body);
        let later = town.at("2026-11-26T09:00:00Z");
        let mut late = browser_of(&later, Role::EducationBoard, None).await;
        let list = late.get("/programme/means").await;
        assert!(list.body.contains("applications ended on"), "{}", list.body);
        // A team that the call does not foresee: it is said, and kept all the same.
        let young = [
            ("kind", "youth_project"),
            ("title", "Skrituļparks"),
            ("state", "applied"),
            ("ages", "15, 16"),
            ("amount", "800"),
        ];
        let kept = board.post("/programme/means/new", &young).await;
        let page = board.get(&kept.location.unwrap()).await;
        assert!(
            page.body.contains("a team has at least 3 young people"),
            "{}",
            page.body
        );
    });
}
