//! Why a command stopped, and the exit code that says so.

use std::process::ExitCode;

use balsts_app::{AppError, FieldError};
use balsts_store::StoreError;
use balsts_web::texts::Texts;

use crate::configuration::language;

/// What ends a command early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input was refused; the message says what would be accepted. Exit 1.
    #[error("{0}")]
    Refused(String),
    /// Refused, and all has been said already. Exit 1.
    #[error("")]
    Said,
    /// The command makes no sense as written. Exit 2.
    #[error("{0}")]
    Usage(String),
    /// Something failed. Exit 1.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    /// The exit code of the contract.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Refused(_) | Self::Said | Self::Failed(_) => ExitCode::FAILURE,
        }
    }
}

/// What is wrong with one value, in the words that the pages use, after the name of the value and the value itself.
fn sentence(texts: Texts, error: &FieldError) -> String {
    let text = texts.message(&error.into());
    match error.args.iter().find(|(name, _)| *name == "value") {
        Some((_, value)) => format!("{} {value:?}: {text}", error.field),
        None => format!("{}: {text}", error.field),
    }
}

impl Failure {
    /// What a use case refuses, in the language of `texts`.
    pub fn of(error: AppError, texts: Texts) -> Self {
        match error {
            AppError::Invalid(errors) => {
                let sentences: Vec<String> = errors.0.iter().map(|error| sentence(texts, error)).collect();
                Self::Refused(sentences.join("\n"))
            }
            AppError::Conflict(key) => Self::Refused(texts.t(key)),
            AppError::Internal(text) => Self::Failed(text),
            other => Self::Refused(other.to_string()),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::of(error, Texts::of(language()))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        AppError::from(error).into()
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
