use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use balsts_domain::access::Role;
use balsts_testkit::{on_both, town};

use crate::browser::{Browser, own_password};

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

/// A signed-in administrator who need not change the password.
async fn administrator(town: &balsts_testkit::Town) -> (i64, String) {
    let user = town.person(Role::Administrator, None, None).await;
    (user, own_password(town, user).await)
}

#[test]
fn a_session_ends_after_twelve_hours_even_in_use() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T06:00:00Z").await;
        let (_, email) = administrator(&town).await;
        let mut browser = Browser::new(&town.app);
        browser.sign_in(&email).await;
        let options = || balsts_web::Options {
            secure_cookies: false,
            ..balsts_web::Options::default()
        };
        let mut in_time = browser.with_options(&town.at("2026-11-20T17:59:00Z").app, options());
        assert_eq!(in_time.get("/account").await.status, StatusCode::OK);
        let mut late = browser.with_options(&town.at("2026-11-20T18:01:00Z").app, options());
        let answer = late.get("/account").await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in?next=%2Faccount"));
        assert!(
            in_time.get("/account").await.location.is_some(),
            "it is gone for good"
        );
    });
}

#[test]
fn writes_from_elsewhere_or_from_nowhere_are_refused() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let (_, email) = administrator(&town).await;
        let mut browser = Browser::new(&town.app);
        browser.sign_in(&email).await;
        for (header, refused) in [
            (None, true),
            (Some(("sec-fetch-site", "cross-site")), true),
            (Some(("sec-fetch-site", "same-site")), true),
            (Some(("origin", "https://elsewhere.test")), true),
            (Some(("origin", "null")), true),
            (Some(("sec-fetch-site", "same-origin")), false),
            (Some(("origin", "http://balsts.test")), false),
        ] {
            let mut request = Request::post("/account/sessions/end")
                .header("content-type", "application/x-www-form-urlencoded");
            if let Some((name, value)) = header {
                request = request.header(name, value);
            }
            let answer = browser.send(request, Body::from("id=nothing")).await;
            assert_eq!(
                answer.status == StatusCode::FORBIDDEN,
                refused,
                "{header:?}: {}",
                answer.status
            );
        }
    });
}

#[test]
fn over_tls_cookies_and_headers_hold_browsers_to_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let (_, email) = administrator(&town).await;
        let mut browser = Browser::new(&town.app).with_options(&town.app, balsts_web::Options::default());
        let answer = browser.sign_in(&email).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        for part in ["__Host-balsts=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        let strict = answer.headers["strict-transport-security"].to_str().unwrap();
        assert!(strict.starts_with("max-age=63072000"), "{strict}");
        let page = browser.get("/account").await;
        assert_eq!(page.headers["cache-control"], "no-store");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
    });
}

#[test]
fn a_new_password_ends_the_sessions_of_other_browsers() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let (_, email) = administrator(&town).await;
        let (mut here, mut there) = (Browser::new(&town.app), Browser::new(&town.app));
        here.sign_in(&email).await;
        there.sign_in(&email).await;
        let changed = here
            .post(
                "/account/password",
                &[("old", balsts_testkit::PASSWORD), ("new", "zirgs baterija skava")],
            )
            .await;
        assert_eq!(changed.location.as_deref(), Some("/account"), "{}", changed.body);
        assert_eq!(here.get("/account").await.status, StatusCode::OK);
        assert!(there.get("/account").await.location.is_some());
    });
}

#[test]
fn the_way_from_the_password_to_the_code_is_short() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let (user, email) = administrator(&town).await;
        let writing = database.store.write().await.unwrap();
        writing
            .set_totp(user, Some("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let mut browser = Browser::new(&town.app);
        let asked = browser.sign_in(&email).await;
        assert_eq!(asked.location.as_deref(), Some("/sign-in/code?next=%2F"));
        assert!(
            browser.get("/account").await.location.is_some(),
            "not signed in yet"
        );
        assert_eq!(browser.get("/sign-in/code").await.status, StatusCode::OK);
        let options = balsts_web::Options {
            secure_cookies: false,
            ..balsts_web::Options::default()
        };
        let mut late = browser.with_options(&town.at("2026-11-20T09:10:01Z").app, options);
        let answer = late.get("/sign-in/code").await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in"));
    });
}

#[test]
fn who_holds_no_role_any_more_keeps_the_own_account() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let user = town.person(Role::SchoolHead, Some(school), None).await;
        let roles = database.store.assignments(user).await.unwrap();
        town.operator().end_role(user, roles[0].id).await.unwrap();
        let email = database.store.account(user).await.unwrap().email;
        let mut browser = Browser::new(&town.app);
        browser.sign_in(&email).await;
        let changed = browser
            .post(
                "/account/password",
                &[("old", balsts_testkit::PASSWORD), ("new", "zirgs baterija skava")],
            )
            .await;
        assert_eq!(changed.location.as_deref(), Some("/account"), "{}", changed.body);
        let page = browser.get("/account").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&email));
        assert_eq!(browser.get("/pupils").await.status, StatusCode::NOT_FOUND);
    });
}
