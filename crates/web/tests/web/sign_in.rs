use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{on_both, town};

use crate::browser::Browser;

#[test]
fn signing_in_leads_to_the_page_asked_for_and_signing_out_ends_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let user = town.person(Role::Administrator, None, None).await;
        town.operator()
            .add_role(user, &role(Role::DataProtectionOfficer), None)
            .await
            .unwrap();
        let email = database.store.account(user).await.unwrap().email;
        let mut browser = Browser::new(&town.app);

        let asked = browser.get("/accounts").await;
        assert_eq!(asked.location.as_deref(), Some("/sign-in?next=%2Faccounts"));
        let wrong = browser
            .post("/sign-in", &[("email", &email), ("password", "nepareiza")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("The email or the password is not right"),
            "{}",
            wrong.body
        );

        let done = browser.sign_in(&email).await;
        assert_eq!(done.location.as_deref(), Some("/"));
        let forced = browser.get("/accounts").await;
        assert_eq!(
            forced.location.as_deref(),
            Some("/account/password"),
            "a password given by others is changed first"
        );
        let changed = browser
            .post(
                "/account/password",
                &[("old", balsts_testkit::PASSWORD), ("new", "zirgs baterija skava")],
            )
            .await;
        assert_eq!(changed.location.as_deref(), Some("/account"), "{}", changed.body);
        let list = browser.get("/accounts").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.body.contains(&email));
        assert_eq!(browser.get("/audit").await.status, StatusCode::OK);
        assert_eq!(list.headers["cache-control"], "no-store");
        assert!(
            list.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("script-src 'self'")
        );

        let out = browser.post("/sign-out", &[]).await;
        assert_eq!(out.location.as_deref(), Some("/sign-in"));
        assert_eq!(
            browser.get("/accounts").await.location.as_deref(),
            Some("/sign-in?next=%2Faccounts")
        );
    });
}

fn role(role: Role) -> balsts_domain::access::Assignment {
    balsts_domain::access::Assignment {
        role,
        institution: None,
        class: None,
        from: None,
        to: None,
    }
}

#[test]
fn signing_in_never_leads_off_the_site() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let user = town.person(Role::Administrator, None, None).await;
        let email = database.store.account(user).await.unwrap().email;
        for next in [
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "accounts",
        ] {
            let mut browser = Browser::new(&town.app);
            let pairs = [
                ("email", email.as_str()),
                ("password", balsts_testkit::PASSWORD),
                ("next", next),
            ];
            assert_eq!(
                browser.post("/sign-in", &pairs).await.location.as_deref(),
                Some("/"),
                "{next}"
            );
        }
    });
}
