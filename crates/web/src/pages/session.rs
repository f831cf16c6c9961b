//! Keeps a session going while somebody works on a long page: the warning before its end asks for this.

use axum::http::StatusCode;

use crate::routes::{Access, Routes};

pub(crate) fn routes() -> Routes {
    Routes::new().post("/session/keep", Access::SignedIn, keep)
}

/// The sign-in layer has prolonged the session already.
async fn keep() -> StatusCode {
    StatusCode::NO_CONTENT
}
