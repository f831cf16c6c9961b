//! Nothing typed is ever lost: drafts outlive a session, belong to their writer alone, and go once the form was sent.

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{on_both, town};

use crate::browser::{Browser, own_password};

#[test]
fn a_draft_outlives_the_session_and_is_nobody_elses() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let user = town.person(Role::Administrator, None, None).await;
        let email = own_password(&town, user).await;
        let mut browser = Browser::new(&town.app);
        browser.sign_in(&email).await;
        let values = r#"{"text":["pusvārdā apstājos"]}"#;
        let kept = browser
            .post("/drafts", &[("form", "observation-new"), ("values", values)])
            .await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.body);

        // The session ends in the middle of a word; signed in again, the text is there.
        let mut later = Browser::new(&town.app);
        assert!(later.get("/drafts?form=observation-new").await.location.is_some());
        later.sign_in(&email).await;
        assert_eq!(later.get("/drafts?form=observation-new").await.body, values);
        let none = later.get("/drafts?form=another").await;
        assert_eq!(none.status, StatusCode::NO_CONTENT);

        let other = town.person(Role::EducationBoard, None, None).await;
        let mut colleague = Browser::of(&town, other).await;
        let theirs = colleague.get("/drafts?form=observation-new").await;
        assert_eq!(theirs.status, StatusCode::NO_CONTENT);

        for (form, values) in [
            ("", values),
            ("observation-new", "no object"),
            ("observation-new", "[1]"),
        ] {
            let refused = later.post("/drafts", &[("form", form), ("values", values)]).await;
            assert!(
                refused.status.is_client_error(),
                "{form} {values}: {}",
                refused.status
            );
        }
        assert_eq!(later.get("/drafts?form=observation-new").await.body, values);
    });
}

/// Forms with one name would overwrite each other's draft; a form about a child must not fill in what was typed about another.
#[test]
fn no_two_forms_share_a_draft() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        for part in text.split("data-draft=\"").skip(1) {
            let name = part.split('"').next().unwrap().to_owned();
            // Names made by the page itself are checked where they are made.
            if name != "{{ draft }}" && !name.contains("{% if") {
                names.push(name);
            }
        }
    }
    assert!(names.len() > 8, "{names:?}");
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
}
