use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{Enrolled, NewPupil, on_both, town};
use jiff::civil::date;

use crate::loads::browser_of;

// covers: REG-33
#[test]
fn a_youth_worker_finds_a_young_person_and_writes_down_what_they_do() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OV", "secondary_school").await;
        let other = town.institution("OP", "basic_school").await;
        let new = ["Anna", "Bruno"].map(|name| NewPupil {
            born: Some(date(2007, 3, 3)),
            ..NewPupil::named(name, name, "Kalns")
        });
        let ids = town.pupils(&new).await;
        let left = |pupil| Enrolled {
            leaving: Some("own_wish"),
            ..Enrolled::new(pupil, school, "12.a", date(2025, 9, 1)).until(date(2026, 2, 2))
        };
        town.enrolments(&[left(ids[0]), left(ids[1])]).await;
        let mut youth = browser_of(&town, Role::YouthWorker, None).await;
        let home = youth.get("/").await.body;
        assert!(home.contains("href=\"/young-people\""), "{home}");
        let list = youth.get("/young-people").await.body;
        for words in ["Kalns Anna", "own or the parents’ wish", "Nothing is known"] {
            assert!(list.contains(words), "{words}: {list}");
        }
        assert!(!list.contains('['), "a text is missing: {list}");
        let page = "/young-people/p-Anna";
        let typed = [
            ("step", ""),
            ("day-day", "31"),
            ("day-month", "2"),
            ("day-year", "2026"),
            ("source", "Satiku jauniešu centrā"),
        ];
        let refused = youth.post(page, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("Satiku jauniešu centrā"),
            "what was typed stays: {}",
            refused.body
        );
        let typed = [
            ("step", "neither"),
            ("day-day", "12"),
            ("day-month", "11"),
            ("day-year", "2026"),
            ("source", "Satiku jauniešu centrā"),
        ];
        let kept = youth.post(page, &typed).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let person = youth.get(page).await.body;
        assert!(
            person.contains("Not studying and not working") && person.contains("Satiku jauniešu centrā"),
            "{person}"
        );
        let sheet = youth.get("/young-people.csv").await;
        assert_eq!(sheet.status, StatusCode::OK);
        let lines: Vec<&str> = sheet.body.lines().collect();
        assert!(
            lines[1].contains("Kalns Anna")
                && lines[1].contains("Satiku")
                && lines[2].contains("Kalns Bruno"),
            "those who do neither first, then those not known: {}",
            sheet.body
        );
        assert_eq!(youth.get("/young-people.xlsx").await.status, StatusCode::OK);
        let none = youth.get("/young-people?group=work&ages=18-24").await.body;
        assert!(
            !none.contains("Kalns") && none.contains("Nobody of the chosen"),
            "{none}"
        );

        let mut own = browser_of(&town, Role::SupportStaff, Some(school)).await;
        let list = own.get("/young-people").await.body;
        assert!(list.contains("Kalns Anna") && !list.contains(".csv"), "{list}");
        let mut stranger = browser_of(&town, Role::SupportStaff, Some(other)).await;
        assert_eq!(stranger.get(page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.post(page, &typed).await.status, StatusCode::NOT_FOUND);
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        for path in ["/young-people", "/young-people.csv", page] {
            assert_eq!(leader.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let report = leader.get("/reports/graduates?year=2025/26").await;
        assert_eq!(report.status, StatusCode::OK, "{}", report.body);
    });
}
