//! Turns what a use case answers instead of a result into a page, once for all handlers.

use axum::http::StatusCode;
use balsts_app::AppError;

use crate::kit::{Failure, FieldErrors};

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            // What somebody may not see is not there.
            AppError::Forbidden | AppError::NotFound => Self::not_found(),
            AppError::Invalid(_) => Self::of(StatusCode::UNPROCESSABLE_ENTITY),
            AppError::Conflict(key) => Self::of(StatusCode::CONFLICT).because(key),
            AppError::Internal(cause) => {
                tracing::error!(cause, "internal error");
                Self::internal()
            }
        }
    }
}

/// Somebody was faster: said beside `field` of the form, with what is stored now, so that what was typed stays.
pub(crate) fn conflict_beside<T>(field: &'static str, result: Result<T, AppError>) -> Result<T, AppError> {
    match result {
        Err(AppError::Conflict(key)) => Err(balsts_app::FieldErrors::one(field, key)),
        other => other,
    }
}

/// Splits what the form can show beside its fields from what needs a page of its own.
///
/// # Errors
/// Everything that is no field error.
pub(crate) fn field_errors<T>(result: Result<T, AppError>) -> Result<Result<T, FieldErrors>, Failure> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(AppError::Invalid(errors)) => {
            let mut shown = FieldErrors::new();
            for error in &errors.0 {
                shown.add(&error.field, error);
            }
            Ok(Err(shown))
        }
        Err(other) => Err(other.into()),
    }
}
