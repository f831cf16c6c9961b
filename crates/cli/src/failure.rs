//! Why a command stopped, and the exit code that says so.

use std::process::ExitCode;

use balsts_app::AppError;
use balsts_store::StoreError;

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

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Invalid(errors) => Self::Refused(
                errors
                    .0
                    .iter()
                    .map(|error| {
                        let args: Vec<String> = error
                            .args
                            .iter()
                            .map(|(name, value)| format!("{name} {value}"))
                            .collect();
                        format!("{}: {} {}", error.field, error.key, args.join(", "))
                            .trim_end()
                            .to_owned()
                    })
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
            AppError::Internal(text) => Self::Failed(text),
            other => Self::Refused(other.to_string()),
        }
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
