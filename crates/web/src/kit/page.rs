//! Turning a page struct into an answer, and redirects that leave a notice.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Failure, Flash};

/// A page as an answer: `Page(PupilPage { layout, … })`, or `(StatusCode, Page(…))`.
#[derive(Clone, Debug)]
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page could not be written");
                Failure::of(StatusCode::INTERNAL_SERVER_ERROR).into_response()
            }
        }
    }
}

/// Leads on to `to` after something was done, with a notice to show there.
pub fn redirect(to: &str, flash: Option<&Flash>) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Some(flash) = flash
        && let Ok(cookie) = HeaderValue::try_from(flash.cookie().to_string())
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
