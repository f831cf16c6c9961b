//! What every answer carries and every request passes: strict content policy, no storing, same-origin writes only,
//! a request number, readable errors, the reader's language.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use balsts_reports::format::Language;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};

use super::{Address, Failure, failure, flash};

/// How this copy of the application is run.
#[derive(Clone, Debug)]
pub struct Site {
    /// All people are invented: every page says so.
    pub demonstration: bool,
    /// Reached over TLS: browsers are told never to use anything else.
    pub secure: bool,
    /// Largest request body in bytes; uploads set their own.
    pub body_limit: usize,
    /// Longest time an answer may take.
    pub timeout: Duration,
    /// Routes whose requests bring a file or change many records, with the longest time that they may take.
    pub slow: &'static [(&'static str, Duration)],
}

impl Default for Site {
    fn default() -> Self {
        Self {
            demonstration: false,
            secure: false,
            body_limit: 1 << 20,
            timeout: Duration::from_secs(30),
            slow: &[],
        }
    }
}

const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), \
     payment=(), usb=(), browsing-topics=()";
const LANGUAGE_COOKIE: &str = "balsts_lang";

/// Puts the layers of every page around `routes`. Routes stay as they are; the sign-in layer belongs inside.
pub fn protect(routes: Router, site: Site) -> Router {
    let site = Arc::new(site);
    routes
        .layer(DefaultBodyLimit::max(site.body_limit))
        .layer(CsrfLayer::new())
        .layer(from_fn(writes_say_where_from))
        .layer(from_fn_with_state(Arc::clone(&site), time_limit))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(failure::as_pages))
        .layer(from_fn(flash::show_once))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&site), headers))
        .layer(from_fn_with_state(site, language))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(from_fn(own_request_id))
}

/// Every browser of the last years says where a form was sent from. A write that does not say so cannot be told from one that a page
/// elsewhere made the browser send.
async fn writes_say_where_from(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    if request.method().is_safe() || says {
        next.run(request).await
    } else {
        Failure::forbidden()
            .because("failure-403-old-browser")
            .into_response()
    }
}

/// A number sent from outside would let a stranger write into the log.
async fn own_request_id(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove("x-request-id");
    next.run(request).await
}

/// The body is read inside: on a slow line a file needs longer than any page.
async fn time_limit(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let slow = site.slow.iter().find(|(slow, _)| Some(*slow) == route);
    let limit = slow.map_or(site.timeout, |(_, limit)| *limit);
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn headers(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 8] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        // Pages about children stay in no cache; assets and open data set their own.
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if site.secure {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    response
}

/// Finds the reader's language: `?lang=` sets a cookie and leads to the same address without it, then the cookie, then
/// the browser's wish, then Latvian.
async fn language(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let address = Address::of(request.uri());
    let asked = address.get("lang").and_then(Language::parse);
    if let Some(language) = asked
        && request.method() == Method::GET
    {
        let cookie = Cookie::build((LANGUAGE_COOKIE, language.code()))
            .path("/")
            .http_only(true)
            .secure(site.secure)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::days(365))
            .build();
        // A path such as `//elsewhere` would lead off the site.
        let target = format!(
            "/{}",
            address
                .without("lang")
                .to_string()
                .trim_start_matches(['/', '\\'])
        );
        return (CookieJar::new().add(cookie), Redirect::to(&target)).into_response();
    }
    let jar = CookieJar::from_headers(request.headers());
    let language = jar
        .get(LANGUAGE_COOKIE)
        .and_then(|cookie| Language::parse(cookie.value()))
        .or_else(|| wished(request.headers().get(header::ACCEPT_LANGUAGE)))
        .unwrap_or_default();
    request.extensions_mut().insert(language);
    request.extensions_mut().insert(site);
    next.run(request).await
}

/// The first language of ours in the browser's list; lists come in the order of the wish.
fn wished(header: Option<&HeaderValue>) -> Option<Language> {
    let list = header?.to_str().ok()?;
    list.split(',')
        .filter_map(|entry| entry.split(';').next())
        .find_map(Language::parse)
}
