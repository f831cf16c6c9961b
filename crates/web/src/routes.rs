//! The table of routes: each says who may use it, in the words of the access table. A route without an entry cannot be
//! written down, because the only way to add one takes its access.

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use balsts_domain::access::{Action, Resource};

use crate::{State, kit::Failure, signed_in::SignedIn};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// Those to whom the access table grants the action; for all others the page is not there.
    Needs(Action, Resource),
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteAccess {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path with its parameters.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
}

/// Routes under construction.
#[derive(Default)]
pub struct Routes {
    router: Router<State>,
    table: Vec<RouteAccess>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers GET.
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, State>,
        T: 'static,
    {
        self.add("GET", path, access, get(handler))
    }

    /// Answers POST.
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, State>,
        T: 'static,
    {
        self.add("POST", path, access, post(handler))
    }

    /// Answers with a method router made by the caller (body limits of uploads).
    pub fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        access: Access,
        handler: MethodRouter<State>,
    ) -> Self {
        self.table.push(RouteAccess { method, path, access });
        let guarded = handler.layer(from_fn(move |request, next| guard(access, request, next)));
        self.router = self.router.route(path, guarded);
        self
    }

    /// Adds all routes of another noun.
    pub fn with(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// The table, for the test that covers it and the page that shows it.
    pub fn table(&self) -> &[RouteAccess] {
        &self.table
    }

    /// The router itself.
    pub fn into_router(self) -> Router<State> {
        self.router
    }
}

async fn guard(access: Access, request: Request, next: Next) -> Response {
    let signed_in = request.extensions().get::<SignedIn>();
    match (access, signed_in) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => next.run(request).await,
        (_, None) => crate::signed_in::to_sign_in(&request),
        (Access::Needs(action, resource), Some(signed_in)) => {
            if signed_in.actor.may(action, resource) {
                next.run(request).await
            } else {
                Failure::not_found().into_response()
            }
        }
    }
}
