//! Who is signed in: from the session to the actor of a request. Handlers take [`SignedIn`] and get a `Ctx` from it.

use axum::{
    extract::{FromRequestParts, Request, State as AxumState},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use balsts_app::Ctx;
use balsts_domain::access::{Actor, Role};
use balsts_store::{Account, instant};
use tower_sessions::Session;

use crate::{
    State,
    kit::{Failure, Flash, Viewer},
    navigation, session,
};

/// Minutes without a request after which a session ends.
pub(crate) const IDLE_MINUTES: i64 = 60;
/// Hours after which a session ends even if it is in use: a computer that others use too is not signed in the next day.
const LONGEST_HOURS: i64 = 12;
/// A session is prolonged at most this often: reading pages must not mean writing sessions.
const PROLONG_AFTER_MINUTES: i64 = 5;

/// The signed-in person of a request.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// As the access table sees them.
    pub actor: Actor,
    /// Their account.
    pub account: Account,
    /// The name under which the session is kept; opens nothing.
    pub session_hash: Option<String>,
    state: State,
}

impl SignedIn {
    /// The context of use cases.
    pub fn ctx(&self) -> Ctx {
        self.state.app.ctx(self.actor.clone())
    }

    /// Where people reach the application, without a slash at the end.
    pub fn public_address(&self) -> &str {
        self.state.options.address.trim_end_matches('/')
    }

    /// The first role, in the order of the access table: decides the home page.
    pub fn role(&self) -> Option<Role> {
        self.actor.roles().into_iter().next()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        // The guard of the route has been passed; without a person this is a route that forgot to ask for one.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(Failure::not_found)
    }
}

/// Finds the person of the session and puts them, and what the frame shows of them, into the request.
pub(crate) async fn find(
    AxumState(state): AxumState<State>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let user = match session.get::<i64>(session::USER).await {
        Ok(user) => user,
        Err(error) => {
            tracing::error!(%error, "the session could not be read");
            return Failure::internal().into_response();
        }
    };
    let Some(user) = user else {
        return next.run(request).await;
    };
    if is_over(&state, &session).await {
        drop(session.flush().await);
        return next.run(request).await;
    }
    let (actor, account) = match state.app.actor(user).await {
        Ok(found) => found,
        Err(balsts_app::AppError::NotFound) => {
            drop(session.flush().await);
            return next.run(request).await;
        }
        Err(error) => {
            tracing::error!(%error, "the account could not be read");
            return Failure::internal().into_response();
        }
    };
    prolong(&state, &session).await;
    if account.must_change_password && !may_pass_before_password(request.uri().path()) {
        return Redirect::to("/account/password").into_response();
    }
    let signed_in = SignedIn {
        session_hash: session.id().map(session::hash),
        actor,
        account,
        state: state.clone(),
    };
    if let Some(form) = request
        .extensions()
        .get::<Flash>()
        .and_then(|flash| flash.draft_done.clone())
        && let Err(error) = signed_in.ctx().drop_draft(&form).await
    {
        tracing::error!(%error, "a draft that has done its work could not be dropped");
    }
    let viewer = viewer(&signed_in);
    request.extensions_mut().insert(signed_in);
    request.extensions_mut().insert(viewer.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(viewer);
    response
}

async fn is_over(state: &State, session: &Session) -> bool {
    let started = session.get::<i64>(session::STARTED).await.ok().flatten();
    let now = instant(state.app.clock.now());
    started.is_none_or(|started| now - started > LONGEST_HOURS * 3_600_000_000)
}

async fn prolong(state: &State, session: &Session) {
    let now = instant(state.app.clock.now());
    let seen = session
        .get::<i64>(session::SEEN)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    if now - seen > PROLONG_AFTER_MINUTES * 60_000_000 {
        drop(session.insert(session::SEEN, now).await);
    }
}

fn may_pass_before_password(path: &str) -> bool {
    matches!(path, "/account/password" | "/sign-out")
}

fn viewer(signed_in: &SignedIn) -> Viewer {
    let role = signed_in.role();
    Viewer {
        draft_key: format!("u{}", signed_in.account.id),
        name: signed_in.account.name.clone(),
        role_key: format!("role-{}", role.map_or("none", Role::code).replace('_', "-")),
        place: None,
        unread: signed_in.account.unread,
        nav: navigation::of(&signed_in.actor),
        // What is left at least: the last requests may not have prolonged the session.
        session_seconds: u32::try_from((IDLE_MINUTES - PROLONG_AFTER_MINUTES) * 60).ok(),
    }
}

/// Leads to the sign-in page and, for pages that can be looked at again, back afterwards.
pub(crate) fn to_sign_in(request: &Request) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    if request.method() == Method::GET && path != "/" {
        let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
        Redirect::to(&format!("/sign-in?next={next}")).into_response()
    } else {
        Redirect::to("/sign-in").into_response()
    }
}
