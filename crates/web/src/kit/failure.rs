//! Answers that are no page: who may not, what is not there, what broke. `Failure` is what handlers return;
//! `as_pages` turns it, and every bare error of the layers below, into a page in the reader's language.

use askama::Template;
use axum::extract::{FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::request_id::RequestId;

use super::{Layout, Page, Viewer};
use crate::texts::Message;

/// An error answer; `as_pages` makes it readable.
#[derive(Clone, Debug)]
pub struct Failure {
    status: StatusCode,
    reason: Option<Message>,
}

impl Failure {
    /// An error answer with this status.
    pub const fn of(status: StatusCode) -> Self {
        Self { status, reason: None }
    }

    /// Not there, or not for this reader: the two look alike.
    pub const fn not_found() -> Self {
        Self::of(StatusCode::NOT_FOUND)
    }

    /// The reader may see the thing but not do this.
    pub const fn forbidden() -> Self {
        Self::of(StatusCode::FORBIDDEN)
    }

    /// Something broke; log the cause where it is known.
    pub const fn internal() -> Self {
        Self::of(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// With the reason in words of its own.
    pub fn because(mut self, reason: impl Into<Message>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    layout: Layout,
    text: String,
    number: Option<String>,
}

/// Gives every error that is not a page yet its page.
pub(super) async fn as_pages(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(layout) = Layout::from_request_parts(&mut parts, &()).await;
    let number = parts
        .extensions
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .map(str::to_owned);
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || speaks_for_itself(response.headers()) {
        return response;
    }
    let mut layout = layout.narrow();
    layout.flash = None;
    layout.viewer = response.extensions().get::<Viewer>().cloned().or(layout.viewer);
    let reason = response
        .extensions()
        .get::<Failure>()
        .and_then(|failure| failure.reason.as_ref());
    let (title, text) = wording(status);
    let page = FailurePage {
        text: reason.map_or_else(|| layout.t(text), |reason| layout.texts.message(reason)),
        number: number.filter(|_| status.is_server_error()),
        layout: layout.titled(title),
    };
    let mut answer = (status, Page(page)).into_response();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

/// Pages and JSON are left alone.
fn speaks_for_itself(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .map_or(&b""[..], HeaderValue::as_bytes);
    kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
}

const fn wording(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        401 | 403 => ("failure-403-title", "failure-403-text"),
        404 | 410 => ("failure-404-title", "failure-404-text"),
        405 => ("failure-405-title", "failure-405-text"),
        408 | 504 => ("failure-408-title", "failure-408-text"),
        413 => ("failure-413-title", "failure-413-text"),
        429 => ("failure-429-title", "failure-429-text"),
        503 => ("failure-503-title", "failure-503-text"),
        400..=499 => ("failure-422-title", "failure-422-text"),
        _ => ("failure-500-title", "failure-500-text"),
    }
}
