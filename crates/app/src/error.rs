//! What a use case can answer instead of a result.

use balsts_store::StoreError;

/// What is wrong with one field: a key of a text, with arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field in the form.
    pub field: String,
    /// Key of the text, `error-reason-required`.
    pub key: &'static str,
    /// Arguments of the text.
    pub args: Vec<(&'static str, String)>,
}

/// All that is wrong with a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, field: &str, key: &'static str) -> &mut Self {
        self.0.push(FieldError {
            field: field.to_owned(),
            key,
            args: Vec::new(),
        });
        self
    }

    /// Adds one with an argument.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "limits and dates are given as they are, without a reference at each call"
    )]
    pub fn add_with(
        &mut self,
        field: &str,
        key: &'static str,
        name: &'static str,
        value: impl ToString,
    ) -> &mut Self {
        self.0.push(FieldError {
            field: field.to_owned(),
            key,
            args: vec![(name, value.to_string())],
        });
        self
    }

    /// Gives the error added last one more argument.
    pub fn argument(&mut self, name: &'static str, value: String) -> &mut Self {
        if let Some(last) = self.0.last_mut() {
            last.args.push((name, value));
        }
        self
    }

    /// A single error.
    pub fn one(field: &str, key: &'static str) -> AppError {
        let mut errors = Self::new();
        errors.add(field, key);
        AppError::Invalid(errors)
    }

    /// A single error with an argument.
    pub fn one_with(field: &str, key: &'static str, name: &'static str, value: impl ToString) -> AppError {
        let mut errors = Self::new();
        errors.add_with(field, key, name, value);
        AppError::Invalid(errors)
    }

    /// `Ok` when there is none.
    ///
    /// # Errors
    /// Invalid with these errors otherwise.
    pub fn check(self) -> Result<(), AppError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(AppError::Invalid(self))
        }
    }
}

/// Errors of a use case.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// No role of the actor grants this. Pages answer 404 where a record would show itself by a 403.
    #[error("this is not granted to any of your roles")]
    Forbidden,
    /// No such record, or invisible to the actor.
    #[error("there is no such record")]
    NotFound,
    /// The form cannot be accepted as it is.
    #[error("the input was refused: {0:?}")]
    Invalid(FieldErrors),
    /// Somebody else changed the record in the meantime, or a rule of its life refuses the change; the key of a text says which.
    #[error("this cannot be done now: {0}")]
    Conflict(&'static str),
    /// Something failed that the person can do nothing about.
    #[error("internal error: {0}")]
    Internal(String),
}

/// What people are told when a named constraint of the database, or a check of the store, refuses what they typed.
fn said(constraint: &str) -> &'static str {
    match constraint {
        "users_email_unique" => "error-email-taken",
        "municipalities_code_unique" => "error-municipality-taken",
        "removals_open" => "error-retention-waits",
        "cases_open_unique" => "error-cases-both-open",
        _ => "error-conflict",
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Conflict(name) => Self::Conflict(said(&name)),
            StoreError::Unavailable(_)
            | StoreError::Corrupt(_)
            | StoreError::Locked
            | StoreError::WrongKey => Self::Internal(error.to_string()),
        }
    }
}
