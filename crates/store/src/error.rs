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

/// SQLite names the columns of a constraint of a table, not the constraint: those that people can run into by what they type.
const NAMED: [(&str, &str); 6] = [
    ("removals.municipality_id, removals.kind", "removals_open"),
    ("users.email", "users_email_unique"),
    ("municipalities.code", "municipalities_code_unique"),
    ("cases.pupil_id", "cases_open_unique"),
    (
        "institutions.municipality_id, institutions.code",
        "institutions_code_unique",
    ),
    (
        "pupil_codes.municipality_id, pupil_codes.kind, pupil_codes.code",
        "pupil_codes_unique",
    ),
];

/// The name of the constraint that a database's message is about, the same on both databases; the message itself where it says none.
fn constraint(message: &str) -> String {
    let between = |start: &str, end: char| {
        let (_, rest) = message.split_once(start)?;
        rest.split(end).next().map(str::to_owned)
    };
    if let Some(name) = between("constraint \"", '"').or_else(|| between("index '", '\'')) {
        return name;
    }
    let columns = message
        .split_once("UNIQUE constraint failed: ")
        .map(|(_, rest)| rest);
    NAMED
        .iter()
        .find(|(named, _)| columns.is_some_and(|columns| columns.trim_end_matches(')') == *named))
        .map_or_else(|| message.to_owned(), |(_, name)| (*name).to_owned())
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        match error.sql_err() {
            Some(
                sea_orm::SqlErr::UniqueConstraintViolation(detail)
                | sea_orm::SqlErr::ForeignKeyConstraintViolation(detail),
            ) => Self::Conflict(constraint(&detail)),
            _ if text.contains("constraint") => Self::Conflict(constraint(&text)),
            _ => Self::Unavailable(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::constraint;

    #[test]
    fn both_databases_name_the_same_constraint() {
        for message in [
            "duplicate key value violates unique constraint \"users_email_unique\"",
            "error returned from database: (code: 2067) UNIQUE constraint failed: users.email",
        ] {
            assert_eq!(constraint(message), "users_email_unique");
        }
        assert_eq!(
            constraint("UNIQUE constraint failed: index 'settings_unique'"),
            "settings_unique"
        );
        assert_eq!(
            constraint("FOREIGN KEY constraint failed"),
            "FOREIGN KEY constraint failed"
        );
    }
}
