//! Signing in and out.

use askama::Template;
use axum::{
    extract::{Query, State as AxumState},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use balsts_app::sign_in::SignIn;
use balsts_store::instant;
use serde::Deserialize;
use tower_sessions::Session;

use crate::{
    State,
    kit::{Failure, FieldErrors, Form, FormValues, Layout, Page},
    routes::{Access, Routes},
    session,
    signed_in::SignedIn,
    texts::Message,
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Access::Public, show)
        .post("/sign-in", Access::Public, send)
        .get("/sign-in/code", Access::Public, show_code)
        .post("/sign-in/code", Access::Public, send_code)
        .post("/sign-out", Access::SignedIn, sign_out)
}

/// Minutes between the password and the code.
const PENDING_MINUTES: i64 = 10;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    layout: Layout,
    form: Form,
    next: String,
    demonstration: bool,
}

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    layout: Layout,
    form: Form,
    next: String,
}

#[derive(Debug, Default, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

/// Only a path of this site: an address given from outside must not lead elsewhere after signing in.
fn safe(next: &str) -> &str {
    let leads_away = !next.starts_with('/') || next.starts_with("//") || next.contains(['\\', '\r', '\n']);
    if leads_away { "/" } else { next }
}

fn page(state: &State, layout: Layout, values: FormValues, errors: FieldErrors, next: &str) -> SignInPage {
    let layout = layout.narrow().titled("sign-in-title").with_errors(&errors);
    SignInPage {
        form: layout.filled_form(values, errors),
        layout,
        next: safe(next).to_owned(),
        demonstration: state.options.demonstration,
    }
}

async fn show(
    AxumState(state): AxumState<State>,
    layout: Layout,
    Query(next): Query<Next>,
    signed_in: Option<axum::Extension<SignedIn>>,
) -> Response {
    if signed_in.is_some() {
        return Redirect::to(safe(&next.next)).into_response();
    }
    Page(page(
        &state,
        layout,
        FormValues::default(),
        FieldErrors::new(),
        &next.next,
    ))
    .into_response()
}

async fn send(
    AxumState(state): AxumState<State>,
    session: Session,
    headers: HeaderMap,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let next = values.get("next").to_owned();
    let answer = state
        .app
        .sign_in(values.get("email"), values.raw("password"))
        .await?;
    let message = match answer {
        SignIn::Done(user) => return open(&state, &session, user, &headers, &next).await,
        SignIn::CodeNeeded(user) => {
            session.cycle_id().await.map_err(internal)?;
            let pending = (user, instant(state.app.clock.now()));
            session
                .insert(session::PENDING, pending)
                .await
                .map_err(internal)?;
            let next: String = form_urlencoded::byte_serialize(safe(&next).as_bytes()).collect();
            return Ok(Redirect::to(&format!("/sign-in/code?next={next}")).into_response());
        }
        SignIn::Refused => Message::new("sign-in-refused"),
        SignIn::Locked(until) => locked(until),
    };
    let mut errors = FieldErrors::new();
    errors.add("email", message);
    let page = page(&state, layout, values, errors, &next);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

fn locked(until: i64) -> Message {
    let at = balsts_store::timestamp(until).to_zoned(balsts_app::clock::riga());
    Message::new("sign-in-locked").with("until", at.datetime())
}

fn internal(error: impl std::fmt::Display) -> Failure {
    tracing::error!(%error, "the session could not be kept");
    Failure::internal()
}

async fn open(
    state: &State,
    session: &Session,
    user: i64,
    headers: &HeaderMap,
    next: &str,
) -> Result<Response, Failure> {
    // A new identifier: one that was known before signing in must not be signed in afterwards.
    session.cycle_id().await.map_err(internal)?;
    session
        .remove::<(i64, i64)>(session::PENDING)
        .await
        .map_err(internal)?;
    session.insert(session::USER, user).await.map_err(internal)?;
    let now = instant(state.app.clock.now());
    session.insert(session::STARTED, now).await.map_err(internal)?;
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    session
        .insert(session::AGENT, agent.chars().take(200).collect::<String>())
        .await
        .map_err(internal)?;
    Ok(Redirect::to(safe(next)).into_response())
}

fn code_page(layout: Layout, errors: FieldErrors, next: &str) -> CodePage {
    let layout = layout.narrow().titled("sign-in-code-title").with_errors(&errors);
    CodePage {
        form: layout.filled_form(FormValues::default(), errors),
        layout,
        next: safe(next).to_owned(),
    }
}

/// Who is to show a code: a right password opens the way to it for a few minutes only.
async fn pending(state: &State, session: &Session) -> Result<Option<i64>, Failure> {
    let now = instant(state.app.clock.now());
    let found = session
        .get::<(i64, i64)>(session::PENDING)
        .await
        .map_err(internal)?;
    Ok(found
        .filter(|(_, at)| now - at <= PENDING_MINUTES * 60_000_000)
        .map(|(user, _)| user))
}

async fn show_code(
    AxumState(state): AxumState<State>,
    session: Session,
    layout: Layout,
    Query(next): Query<Next>,
) -> Result<Response, Failure> {
    match pending(&state, &session).await? {
        Some(_) => Ok(Page(code_page(layout, FieldErrors::new(), &next.next)).into_response()),
        None => Ok(Redirect::to("/sign-in").into_response()),
    }
}

async fn send_code(
    AxumState(state): AxumState<State>,
    session: Session,
    headers: HeaderMap,
    layout: Layout,
    values: FormValues,
) -> Result<Response, Failure> {
    let Some(user) = pending(&state, &session).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let message = match state.app.sign_in_code(user, values.get("code")).await? {
        SignIn::Done(user) => return open(&state, &session, user, &headers, values.get("next")).await,
        SignIn::Locked(until) => locked(until),
        SignIn::Refused | SignIn::CodeNeeded(_) => Message::new("error-code-wrong"),
    };
    let mut errors = FieldErrors::new();
    errors.add("code", message);
    let page = code_page(layout, errors, values.get("next"));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn sign_out(session: Session) -> Result<Response, Failure> {
    session.flush().await.map_err(internal)?;
    Ok(Redirect::to("/sign-in").into_response())
}
