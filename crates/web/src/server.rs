//! The application as a server: routes, layers, health, figures, an orderly end.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{MatchedPath, Request, State as AxumState},
    http::{StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use balsts_app::{App, mail::Mailer};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

use crate::{
    assets,
    jobs::Jobs,
    kit::{Site, security},
    mail, pages,
    routes::Routes,
    session::Sessions,
    signed_in,
};

/// Answers while the process runs.
pub(crate) const HEALTH: &str = "/healthz";
/// Answers whether the database can be used.
pub(crate) const READY: &str = "/readyz";
/// The figures of the server.
pub(crate) const METRICS: &str = "/metrics";

/// How the server is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Cookies over TLS only.
    pub secure_cookies: bool,
    /// Largest upload in bytes.
    pub upload_limit: u64,
    /// All people are invented: every page says so.
    pub demonstration: bool,
    /// Where people reach the application, for links in e-mails and calendars.
    pub address: String,
    /// The mail server; without one, messages stay in the application.
    pub mailer: Option<Mailer>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            secure_cookies: true,
            upload_limit: 64 * 1024 * 1024,
            demonstration: false,
            address: "http://127.0.0.1:8080".to_owned(),
            mailer: None,
        }
    }
}

/// What every handler can reach.
#[derive(Debug, Clone)]
pub struct State {
    /// The application.
    pub app: App,
    /// How it is run.
    pub options: Arc<Options>,
    /// Work under way.
    pub jobs: Jobs,
}

/// All routes of the product with who may use them.
pub fn routes() -> Routes {
    pages::routes()
}

/// The router, ready to serve or to be driven in a test.
pub fn router(app: App, options: Options) -> Router {
    let site = Site {
        demonstration: options.demonstration,
        secure: options.secure_cookies,
        slow: pages::SLOW,
        ..Site::default()
    };
    let sessions = SessionManagerLayer::new(Sessions(app.clone()))
        .with_name(if options.secure_cookies {
            // Browsers take a cookie of this name over TLS and from this host only.
            "__Host-balsts"
        } else {
            "balsts"
        })
        .with_secure(options.secure_cookies)
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_expiry(Expiry::OnInactivity(time::Duration::minutes(
            signed_in::IDLE_MINUTES,
        )));
    let state = State {
        app,
        options: Arc::new(options),
        jobs: Jobs::default(),
    };
    let pages = routes()
        .into_router()
        .with_state(state.clone())
        .layer(from_fn_with_state(state.clone(), signed_in::find))
        .layer(sessions);
    let bare = Router::new()
        .route(HEALTH, get(|| async { "ok" }))
        .route(READY, get(ready))
        .with_state(state)
        .merge(assets::routes());
    security::protect(bare.merge(pages), site).layer(from_fn(measure))
}

async fn ready(AxumState(state): AxumState<State>) -> Response {
    match state.app.store.ready().await {
        Ok(true) => "ready".into_response(),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "migrations have not run").into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// Counts requests by route, never by address: an address holds identifiers.
async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str)
        .to_owned();
    let method = request.method().to_string();
    let started = tokio::time::Instant::now();
    let response = next.run(request).await;
    let took = started.elapsed();
    let status = response.status().as_u16();
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    tracing::info!(
        method,
        route,
        status,
        milliseconds = took.as_secs_f64() * 1_000.0,
        "answered"
    );
    response
}

fn recorder() -> Option<PrometheusHandle> {
    // A second server in one process shares the first one's recorder.
    PrometheusBuilder::new().install_recorder().ok()
}

/// Serves until the process is told to stop; requests under way are finished first.
///
/// # Errors
/// When the listener fails.
pub async fn serve(app: App, options: Options, listener: TcpListener) -> std::io::Result<()> {
    let figures = recorder();
    let metrics = Router::new().route(
        METRICS,
        get(move || {
            let figures = figures.clone();
            async move {
                match figures {
                    Some(figures) => (
                        [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
                        figures.render(),
                    )
                        .into_response(),
                    None => StatusCode::NOT_FOUND.into_response(),
                }
            }
        }),
    );
    let daily = tokio::spawn(turn_of_day(app.clone()));
    let outbox = tokio::spawn(mail::rounds(
        app.clone(),
        options.mailer.clone(),
        options.address.clone(),
    ));
    let router = metrics.merge(router(app, options));
    let served = axum::serve(listener, router)
        .with_graceful_shutdown(told_to_stop())
        .await;
    daily.abort();
    outbox.abort();
    served
}

/// Looks from time to time whether a new day has begun, at the start too: rules read the day.
async fn turn_of_day(app: App) {
    loop {
        match app.turn_of_day().await {
            Ok(0) => {}
            Ok(turned) => tracing::info!(turned, "a new day: municipalities evaluated"),
            Err(error) => tracing::error!(%error, "the evaluation of a new day failed"),
        }
        if let Err(error) = app.forget_ended().await {
            tracing::error!(%error, "ended sessions could not be forgotten");
        }
        tokio::time::sleep(Duration::from_mins(5)).await;
    }
}

async fn told_to_stop() {
    let interrupted = async {
        drop(tokio::signal::ctrl_c().await);
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
    tracing::info!("stopping: requests under way are finished first");
    // A connection that never ends must not keep the process.
    tokio::spawn(async {
        tokio::time::sleep(Duration::from_secs(20)).await;
        std::process::exit(0);
    });
}
