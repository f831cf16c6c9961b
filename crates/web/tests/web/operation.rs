//! What watches over the program asks: is it there, can it work, how is it doing.

use axum::http::StatusCode;
use balsts_testkit::{on_both, town};

use crate::browser::Browser;

#[test]
fn health_is_told_to_whoever_asks_and_names_nobody() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut browser = Browser::new(&town.app);
        assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
        assert_eq!(browser.get("/readyz").await.status, StatusCode::OK);
        // Without its database the program lives, but is not ready.
        database.store.clone().close().await.unwrap();
        assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
        assert_eq!(
            browser.get("/readyz").await.status,
            StatusCode::SERVICE_UNAVAILABLE
        );
    });
}
