//! The interface kit on its showcase: what every page carries, and what never gets through.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should stop")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use balsts_web::kit::security::protect;
use balsts_web::kit::{Failure, FormValues, Site};
use tower::ServiceExt;

#[path = "../../examples/showcase/site.rs"]
mod site;

async fn send(router: Router, request: Request<Body>) -> (Response<()>, String) {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 10 << 20).await.unwrap();
    (
        Response::from_parts(parts, ()),
        String::from_utf8_lossy(&bytes).into_owned(),
    )
}

async fn read(router: Router, address: &str) -> (Response<()>, String) {
    send(router, Request::get(address).body(Body::empty()).unwrap()).await
}

fn header<'a>(response: &'a Response<()>, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

const PAGES: [&str; 5] = ["/", "/form", "/form/errors", "/done", "/charts"];

#[tokio::test]
async fn every_page_is_strict_and_kept_nowhere() {
    for address in PAGES {
        let (response, html) = read(site::router(), address).await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let policy = header(&response, "content-security-policy");
        assert!(
            policy.contains("default-src 'self'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(header(&response, "cache-control"), "no-store");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert!(!header(&response, "x-request-id").is_empty());
        assert!(
            header(&response, "strict-transport-security").is_empty(),
            "not over plain HTTP"
        );
        // What the policy would block must not be there in the first place.
        for inline in [
            "<style",
            " style=\"",
            "<script>",
            "javascript:",
            " onclick",
            " onload",
        ] {
            assert!(!html.contains(inline), "{inline} on {address}");
        }
        assert!(html.contains("<html lang=\"lv\""));
        assert!(html.contains("Visi cilvēki šeit ir izdomāti."));
        assert!(
            !html.contains('['.to_string().as_str()) || !html.contains("[showcase-"),
            "a key without text on {address}"
        );
    }
}

#[tokio::test]
async fn a_site_over_tls_says_so() {
    let site = Site {
        secure: true,
        ..Site::default()
    };
    let (response, _) = read(
        protect(Router::new().route("/", get(|| async { "ok" })), site),
        "/",
    )
    .await;
    assert!(header(&response, "strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_sent_small() {
    let (_, html) = read(site::router(), "/").await;
    let style = html
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains(".css"))
        .unwrap();
    let request = Request::get(style)
        .header(header::ACCEPT_ENCODING, "br, gzip;q=0.8")
        .body(Body::empty())
        .unwrap();
    let (response, _) = send(site::router(), request).await;
    assert_eq!(header(&response, "content-encoding"), "gzip");
    assert_eq!(header(&response, "content-type"), "text/css; charset=utf-8");
    assert!(header(&response, "cache-control").contains("immutable"));
    let (plain, css) = read(site::router(), style).await;
    assert_eq!(header(&plain, "content-encoding"), "");
    assert!(css.contains("Source Sans 3"));
    for foreign in ["GDS Transport", "#1d70b8", "crest", "crown"] {
        assert!(!css.contains(foreign), "{foreign} must not be shipped");
    }
    let (missing, _) = read(site::router(), "/assets/app-000000000000.css").await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_language_is_chosen_by_address_cookie_or_browser() {
    let (chosen, _) = read(site::router(), "/pupils?class=8.b&lang=en").await;
    assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
    assert_eq!(header(&chosen, "location"), "/pupils?class=8.b");
    assert!(header(&chosen, "set-cookie").starts_with("balsts_lang=en"));
    let with = |name, value: &'static str| {
        Request::get("/form")
            .header(name, value)
            .body(Body::empty())
            .unwrap()
    };
    let (_, html) = send(site::router(), with(header::COOKIE, "balsts_lang=en")).await;
    assert!(html.contains("<html lang=\"en\"") && html.contains("What did you notice?"));
    let (_, html) = send(
        site::router(),
        with(header::ACCEPT_LANGUAGE, "de-DE,de;q=0.9,en;q=0.8,lv;q=0.7"),
    )
    .await;
    assert!(html.contains("<html lang=\"en\""));
    let (_, html) = send(site::router(), with(header::ACCEPT_LANGUAGE, "de-DE,ru;q=0.9")).await;
    assert!(html.contains("<html lang=\"lv\""));
}

#[tokio::test]
async fn switching_the_language_never_leads_off_the_site() {
    for address in ["//evil.example/?lang=en", "/%5C%5Cevil.example/?lang=en"] {
        let (response, _) = read(site::router(), address).await;
        let location = header(&response, "location");
        assert!(
            location.starts_with('/') && !location.starts_with("//"),
            "{location}"
        );
    }
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let write = |site: &'static str| {
        Request::post("/form")
            .header("sec-fetch-site", site)
            .body(Body::from("given_name=A"))
            .unwrap()
    };
    let (refused, html) = send(site::router(), write("cross-site")).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert!(html.contains("Šo darbību Jūs nevarat veikt"));
    let (judged, _) = send(site::router(), write("same-origin")).await;
    assert_eq!(judged.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = Request::post("/form")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::HOST, "balsts.example")
        .body(Body::empty())
        .unwrap();
    assert_eq!(
        send(site::router(), foreign).await.0.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_form_with_errors_comes_back_filled_and_each_error_leads_to_its_field() {
    let body = "factors=Kav%C4%93+stundas&seen_on-day=31&seen_on-month=2&seen_on-year=2026&password=geheim";
    let request = Request::post("/form")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    let (response, html) = send(site::router(), request).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("<title>Kļūda: "));
    for anchor in ["given_name", "seen_on-day"] {
        assert!(
            html.contains(&format!("href=\"#{anchor}\"")),
            "{anchor} in the summary"
        );
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor} on the page");
    }
    assert!(html.contains("value=\"31\"") && html.contains("value=\"Kavē stundas\" checked"));
    assert!(
        html.contains("data-draft-filled"),
        "what was typed wins over the kept draft"
    );
    assert!(!html.contains("geheim"), "a password is never sent back");
}

#[tokio::test]
async fn a_field_is_checked_alone_while_the_form_is_filled_in() {
    let request = Request::post("/form/check?field=given_name")
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty())
        .unwrap();
    let (response, html) = send(site::router(), request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(html.contains("id=\"given_name-error\"") && !html.contains("id=\"seen_on-error\""));
}

#[tokio::test]
async fn a_notice_is_shown_once_after_the_redirect() {
    let body = "given_name=A&factors=x&seen_on-day=1&seen_on-month=9&seen_on-year=2026";
    let request = Request::post("/form")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    let (response, _) = send(site::router(), request).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = header(&response, "set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let request = Request::get("/done")
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    let (shown, html) = send(site::router(), request).await;
    assert!(html.contains("Atbilde ir nosūtīta klases audzinātājai."));
    assert!(html.contains("data-draft-done=\"showcase_form\""));
    assert!(header(&shown, "set-cookie").contains("Max-Age=0"));
}

fn failing() -> Router {
    async fn breaks() -> &'static str {
        panic!("out of reach: secret")
    }
    async fn takes(_: FormValues) -> &'static str {
        "ok"
    }
    let routes = Router::new()
        .route("/panic", get(breaks))
        .route(
            "/forbidden",
            get(|| async { Failure::forbidden().because("failure-429-text") }),
        )
        .route(
            "/busy",
            get(|| async { Failure::of(StatusCode::TOO_MANY_REQUESTS) }),
        )
        .route(
            "/json",
            get(|| async { (StatusCode::NOT_FOUND, axum::Json("x")) }),
        )
        .route("/slow", get(std::future::pending::<&str>))
        .route(
            "/files/{id}",
            get(|| async {
                tokio::time::sleep(std::time::Duration::from_millis(150)).await;
                "taken"
            }),
        )
        .route("/form", post(takes));
    protect(
        routes,
        Site {
            body_limit: 100,
            timeout: std::time::Duration::from_millis(50),
            slow: SLOW,
            ..Site::default()
        },
    )
}

const SLOW: &[(&str, std::time::Duration)] = &[("/files/{id}", std::time::Duration::from_secs(20))];

#[tokio::test]
async fn a_route_that_takes_files_has_more_time_than_a_page() {
    let (response, body) = read(failing(), "/files/7").await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(body, "taken");
}

#[tokio::test]
async fn what_fails_says_so_in_the_readers_language_and_nothing_more() {
    let cases = [
        ("/nowhere", 404, "Lapa nav atrasta"),
        ("/form", 405, "Šo adresi tā nevar izmantot"),
        ("/busy", 429, "Pārāk daudz mēģinājumu"),
        ("/forbidden", 403, "Pagaidiet dažas minūtes"),
        ("/panic", 500, "Programmā notika kļūda"),
        ("/slow", 503, "Sistēma pašlaik nav pieejama"),
    ];
    for (address, status, words) in cases {
        let (response, html) = read(failing(), address).await;
        assert_eq!(response.status().as_u16(), status, "{address}");
        assert!(html.contains(words), "{address}");
        assert!(!html.contains("secret"), "{address}");
        assert_eq!(header(&response, "cache-control"), "no-store", "{address}");
    }
    let english = Request::get("/panic")
        .header(header::ACCEPT_LANGUAGE, "en")
        .body(Body::empty())
        .unwrap();
    let (response, html) = send(failing(), english).await;
    let number = header(&response, "x-request-id").to_owned();
    assert!(html.contains("Something went wrong in the program") && html.contains(&number));
    let (_, json) = read(failing(), "/json").await;
    assert_eq!(json, "\"x\"");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_readably() {
    let (response, html) = send(
        failing(),
        Request::post("/form")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from("x".repeat(101)))
            .unwrap(),
    )
    .await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(html.contains("Datne ir par lielu"));
}

#[tokio::test]
async fn a_request_number_from_outside_is_not_taken() {
    let request = Request::get("/")
        .header("x-request-id", "forged\"line")
        .body(Body::empty())
        .unwrap();
    let (response, _) = send(site::router(), request).await;
    assert!(!header(&response, "x-request-id").contains("forged"));
}
