use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{on_both, town};
use balsts_web::routes::Access;

use crate::browser::Browser;

// covers: PRV-03
#[test]
fn every_route_is_closed_to_those_the_table_does_not_let_in() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        for role in [None].into_iter().chain(Role::ALL.map(Some)) {
            let mut browser = Browser::new(&town.app);
            let mut actor = None;
            if let Some(role) = role {
                let class = (role == Role::ClassTeacher).then_some("8.b");
                let user = town
                    .person(role, role.at_institution().then_some(school), class)
                    .await;
                browser = Browser::of(&town, user).await;
                actor = Some(town.ctx(user).await.actor);
            }
            for route in balsts_web::routes().table() {
                let path = route
                    .path
                    .replace("{id}", "1")
                    .replace("{role}", "1")
                    .replace("{secret}", "1")
                    .replace("{kind}", "pupils")
                    .replace("{number}", "1")
                    .replace("{form}", "toml")
                    .replace("{name}", "load");
                let answer = match route.method {
                    "GET" => browser.get(&path).await,
                    _ if matches!(route.path, "/sign-out" | "/account/password") => continue,
                    _ => browser.post(&path, &[]).await,
                };
                let place = format!("{} {} as {role:?}: {}", route.method, route.path, answer.status);
                match (route.access, &actor) {
                    (Access::Public, _) => {
                        assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{place}");
                    }
                    (_, None) => {
                        assert!(
                            answer.location.is_some_and(|to| to.starts_with("/sign-in")),
                            "{place}"
                        );
                    }
                    (Access::Needs(action, resource), Some(actor)) if !actor.may(action, resource) => {
                        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{place}");
                    }
                    _ => assert_ne!(
                        answer.status,
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "{place}\n{}",
                        answer.body
                    ),
                }
            }
        }
    });
}
