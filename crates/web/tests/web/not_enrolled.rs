use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::on_both;

use crate::loads::{browser_of, load, schools};

const DECLARED: &str = "personal_code;given_name;family_name;birth_date;declared_address\n\
    010112-21234;Anna;Bērziņa;2012-01-01;Brīvības iela 1\n320000-00009;Pēteris;Kalns;2015-05-05;Brīvības iela 3\n";

// covers: REG-08, ESC-29
#[test]
fn a_child_on_no_list_is_found_looked_into_and_explained() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        load(&mut board, "declared-children", DECLARED).await;
        let list = board.get("/not-enrolled").await.body;
        assert!(
            list.contains("Kalns Pēteris") && !list.contains("Bērziņa"),
            "{list}"
        );
        assert!(list.contains("Brīvības iela 3"), "{list}");
        let page = list
            .split("href=\"")
            .map(|rest| rest.split('"').next().unwrap())
            .find(|href| href.starts_with("/not-enrolled/"))
            .unwrap()
            .to_owned();
        // Whoever finds out that the child is in danger says so from here; the board opens no cases.
        let child = board.get(&page).await.body;
        let id = page.trim_start_matches("/not-enrolled/");
        let danger = format!("/danger?pupil={id}");
        assert!(child.contains(&format!("href=\"{danger}\"")), "{child}");
        assert!(!child.contains("/cases/new"), "{child}");
        let form = board.get(&danger).await.body;
        assert!(form.contains("Pēteris Kalns, on no institution’s list"), "{form}");
        let sent = board
            .post("/danger", &[("pupil", id), ("told", "state_police")])
            .await;
        assert_eq!(sent.location.as_deref(), Some("/"), "{}", sent.body);
        let refused = board
            .post(&format!("{page}/finding"), &[("note", "zvanīju")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("Choose a status") && refused.body.contains("zvanīju"),
            "{}",
            refused.body
        );
        let done = board
            .post(
                &format!("{page}/finding"),
                &[("status", "left_country"), ("note", "Vecmāmiņa: Īrijā")],
            )
            .await;
        assert_eq!(done.location.as_deref(), Some(page.as_str()));
        let child = board.get(&page).await.body;
        assert!(
            child.contains("Left the country") && child.contains("Īrijā"),
            "{child}"
        );
        let waiting = board.get("/not-enrolled?show=unexplained").await.body;
        assert!(!waiting.contains("Kalns Pēteris"), "{waiting}");
        let sheet = board.get("/not-enrolled.csv?status=left_country").await.body;
        assert!(
            sheet.contains("Kalns Pēteris") && sheet.contains("Īrijā"),
            "{sheet}"
        );
        assert_eq!(board.get("/not-enrolled.xlsx").await.status, StatusCode::OK);
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        for path in ["/not-enrolled", "/not-enrolled.csv", &page] {
            assert_eq!(leader.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}
