use axum::http::StatusCode;
use balsts_app::programme::version::TakeIn;
use balsts_domain::{access::Role, programme::template};
use balsts_testkit::{Town, on_both, town};

use crate::{browser::Browser, loads::browser_of};

const ROWS: &str = "/programme/versions/2/rows";

/// A version in force and a draft beside it.
async fn drafted(town: &Town) -> Browser {
    let mut programme = template("ogres-novads", 2026);
    let operator = town.operator();
    operator
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    programme.tasks[0].title.push_str(" un tās kārtību");
    let board = town.as_role(Role::EducationBoard, None, None).await;
    let taken = board
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    assert_eq!(taken.number, Some(2));
    browser_of(town, Role::EducationBoard, None).await
}

fn activity() -> String {
    let key = template("ogres-novads", 2026).activity_keys()[0].clone();
    format!("/programme/versions/2/row?table=activities&key={key}")
}

/// What the hidden field of a page holds.
fn mark(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"mark\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn filled<'a>(mark: &'a str, result: &'a str, responsible: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("mark", mark),
        ("title", "Ģimenes dienas"),
        ("expected_result", result),
        ("responsible", responsible),
        ("years", "2026, 2027"),
    ]
}

// covers: PLN-01, PLN-14
#[test]
fn a_row_of_a_draft_is_changed_on_its_page() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = drafted(&town).await;
        let version = board.get("/programme/versions/2").await;
        assert!(version.body.contains(&format!("href=\"{ROWS}\"")));
        let in_force = board.get("/programme/versions/1").await;
        assert!(!in_force.body.contains("/rows\""), "what is in force stays");
        assert_eq!(
            board.get("/programme/versions/1/rows").await.status,
            StatusCode::CONFLICT
        );
        let rows = board.get(ROWS).await;
        assert_eq!(rows.status, StatusCode::OK);
        assert!(rows.body.contains("Add an activity") && rows.body.contains("Add a task"));
        let form = board.get(&activity()).await;
        assert_eq!(form.status, StatusCode::OK);
        let who = template("ogres-novads", 2026).institutions[0].name.clone();
        assert!(
            form.body.contains(&who),
            "the institutions that are accepted are told"
        );
        let mark = mark(&form.body);
        // What a file would be refused for is refused beside its field, and what was typed stays.
        let wrong = board
            .post(&activity(), &filled(&mark, "70% vecāku", "Mēness pārvalde"))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("has no institution “Mēness pārvalde”"),
            "{}",
            wrong.body
        );
        assert!(wrong.body.contains("70% vecāku") && wrong.body.contains("Ģimenes dienas"));
        let kept = board.post(&activity(), &filled(&mark, "70% vecāku", &who)).await;
        assert_eq!(
            kept.location.as_deref().map(|to| to.starts_with(ROWS)),
            Some(true)
        );
        let version = board.get("/programme/versions/2").await;
        assert!(version.body.contains("70% vecāku"), "among the changes");
        // A new one under a goal.
        let goal = template("ogres-novads", 2026).activities[0].clone();
        let new = format!(
            "/programme/versions/2/row?table=activities&level={}&goal={}",
            goal.level.letter(),
            goal.goal_nr
        );
        let form = board.get(&new).await;
        assert_eq!(form.status, StatusCode::OK);
        let mark = self::mark(&form.body);
        let untitled = [
            ("mark", mark.as_str()),
            ("title", " "),
            ("years", "2026"),
            ("responsible", &who),
        ];
        let refused = board.post(&new, &untitled).await;
        assert!(refused.body.contains("Enter what is to be done"), "{refused:?}");
        let titled = [
            ("mark", mark.as_str()),
            ("title", "Vecāku skola"),
            ("years", "2026"),
            ("responsible", &who),
        ];
        assert_eq!(board.post(&new, &titled).await.status, StatusCode::SEE_OTHER);
        assert!(board.get(ROWS).await.body.contains("Vecāku skola"));
        // A row goes when nothing needs it any more.
        let form = board.get(&activity()).await;
        assert!(form.body.contains("Remove this row") && form.body.contains("name=\"nr\""));
        let mark = self::mark(&form.body);
        let needed = board
            .post(&activity(), &[("mark", mark.as_str()), ("remove", "yes")])
            .await;
        assert_eq!(needed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(needed.body.contains("Tasks name the activity"), "{}", needed.body);
        let task = template("ogres-novads", 2026).task_keys()[0].clone();
        let task = format!("/programme/versions/2/row?table=tasks&key={task}");
        let mark = self::mark(&board.get(&task).await.body);
        let gone = board
            .post(&task, &[("mark", mark.as_str()), ("remove", "yes")])
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        assert!(!board.get(ROWS).await.body.contains("un tās kārtību"));
    });
}

// covers: PLN-01, PLN-14
#[test]
fn two_people_at_one_row_see_each_others_text() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = drafted(&town).await;
        let mut other = browser_of(&town, Role::EducationBoard, None).await;
        let who = template("ogres-novads", 2026).institutions[0].name.clone();
        let opened = mark(&board.get(&activity()).await.body);
        board
            .post(&activity(), &filled(&opened, "70% vecāku", &who))
            .await;
        let late = other
            .post(&activity(), &filled(&opened, "80% vecāku", &who))
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for part in [
            "Somebody else changed this row",
            "70% vecāku",
            "80% vecāku",
            "data-draft-filled",
        ] {
            assert!(late.body.contains(part), "{part}: {}", late.body);
        }
        let now = mark(&late.body);
        assert_ne!(now, opened);
        let kept = other.post(&activity(), &filled(&now, "80% vecāku", &who)).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        // Whoever may not write the programme finds no form.
        let mut head = browser_of(&town, Role::MunicipalLeadership, None).await;
        for page in [ROWS.to_owned(), activity()] {
            assert_eq!(head.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
    });
}
