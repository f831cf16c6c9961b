//! The parts of an address that say which thing is meant.

use axum::extract::{FromRequestParts, rejection::PathRejection};

use super::Failure;

/// The named parts of the address. What cannot be read names nothing: the answer is the same as for a thing that is not there.
#[derive(Debug, Clone, Copy, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Failure))]
pub struct Path<T>(pub T);

impl From<PathRejection> for Failure {
    fn from(_: PathRejection) -> Self {
        Self::not_found()
    }
}
