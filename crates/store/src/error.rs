//! What can go wrong while reading or keeping records, as the caller can act on it.

use sea_orm::DbErr;

/// Errors of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such record, or the scope does not reach it: the two are never told apart.
    #[error("no such record")]
    NotFound,
    /// A named constraint or a version check refused the change.
    #[error("conflict with {0}")]
    Conflict(String),
    /// The database cannot be reached or answered with an error.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Stored data that this version cannot read.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// A sealed text is asked for, and no key was given.
    #[error("sealed texts are closed: no key was given")]
    Locked,
    /// The database was sealed with another key.
    #[error("this database is sealed with another key")]
    WrongKey,
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        match error.sql_err() {
            Some(
                sea_orm::SqlErr::UniqueConstraintViolation(detail)
                | sea_orm::SqlErr::ForeignKeyConstraintViolation(detail),
            ) => Self::Conflict(detail),
            _ if text.contains("constraint") => Self::Conflict(text),
            _ => Self::Unavailable(text),
        }
    }
}
