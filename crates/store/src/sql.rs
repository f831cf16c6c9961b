//! One statement, written once for SQLite and PostgreSQL. Values are always bound, never written into the text.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Statement, Value};

use crate::{Result, StoreError};

/// A statement under construction: text with `$n` placeholders and the values bound to them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    /// Starts a statement. `text` may already hold `$1`… for values bound in order right after.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            values: Vec::new(),
        }
    }

    /// Binds the next value of the text given to `new` (no placeholder is written).
    pub(crate) fn with(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Appends text without values.
    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a placeholder and binds a value to it.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.text.push_str(&format!("${}", self.values.len()));
        self
    }

    /// Appends `($n, $m, …)`; an empty list becomes `(NULL)`, which matches nothing.
    pub(crate) fn bind_list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        self.push("(");
        let mut first = true;
        for value in values {
            if !first {
                self.push(", ");
            }
            first = false;
            self.bind(value);
        }
        if first {
            self.push("NULL");
        }
        self.push(")")
    }

    fn statement(self, backend: DbBackend) -> Statement {
        let text = if backend == DbBackend::Sqlite && self.values.len() > FEW {
            unnamed(self.text, self.values.len())
        } else {
            self.text
        };
        Statement::from_sql_and_values(backend, text, self.values)
    }

    /// All rows.
    pub(crate) async fn all<T: FromQueryResult>(self, on: &impl ConnectionTrait) -> Result<Vec<T>> {
        let rows = on
            .query_all_raw(self.statement(on.get_database_backend()))
            .await?;
        Ok(rows
            .iter()
            .map(|row| T::from_query_result(row, ""))
            .collect::<std::result::Result<_, _>>()?)
    }

    /// All rows, with columns that are known only when the statement is made.
    pub(crate) async fn rows(self, on: &impl ConnectionTrait) -> Result<Vec<QueryResult>> {
        Ok(on
            .query_all_raw(self.statement(on.get_database_backend()))
            .await?)
    }

    /// The first row, if there is one.
    pub(crate) async fn one<T: FromQueryResult>(self, on: &impl ConnectionTrait) -> Result<Option<T>> {
        let row = on
            .query_one_raw(self.statement(on.get_database_backend()))
            .await?;
        Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
    }

    /// The first column of the first row as an integer: counts and `RETURNING id`.
    pub(crate) async fn integer(self, on: &impl ConnectionTrait) -> Result<Option<i64>> {
        let row = on
            .query_one_raw(self.statement(on.get_database_backend()))
            .await?;
        Ok(match row {
            Some(row) => row.try_get_by_index::<Option<i64>>(0)?,
            None => None,
        })
    }

    /// The same of a row that has to be there; `NotFound` where it is not.
    pub(crate) async fn one_integer(self, on: &impl ConnectionTrait) -> Result<i64> {
        self.integer(on).await?.ok_or(StoreError::NotFound)
    }

    /// The first column of the first row as a text, empty where there is none: a list packed by the database.
    pub(crate) async fn packed(self, on: &impl ConnectionTrait) -> Result<String> {
        let row = on
            .query_one_raw(self.statement(on.get_database_backend()))
            .await?;
        let text = row
            .map(|row| row.try_get_by_index::<Option<String>>(0))
            .transpose()?;
        Ok(text.flatten().unwrap_or_default())
    }

    /// The first column of all rows as integers.
    pub(crate) async fn integers(self, on: &impl ConnectionTrait) -> Result<Vec<i64>> {
        let rows = on
            .query_all_raw(self.statement(on.get_database_backend()))
            .await?;
        Ok(rows
            .iter()
            .map(|row| row.try_get_by_index::<i64>(0))
            .collect::<std::result::Result<_, _>>()?)
    }

    /// Runs the statement and says how many rows it touched.
    pub(crate) async fn run(self, on: &impl ConnectionTrait) -> Result<u64> {
        Ok(on
            .execute_raw(self.statement(on.get_database_backend()))
            .await?
            .rows_affected())
    }

    /// Runs a statement that changes one row; `NotFound` where there is no such row.
    pub(crate) async fn run_one(self, on: &impl ConnectionTrait) -> Result<()> {
        if self.run(on).await? == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }
}

/// With more values than this a statement is looked through for placeholders that need no name.
const FEW: usize = 40;

/// Takes the numbers off the placeholders where they only count up, see [`placeholders`].
fn unnamed(text: String, values: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut number = 0;
    while let Some(at) = rest.find('$') {
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let (before, after) = (&rest[..at], &rest[at + 1 + digits..]);
        number += 1;
        if rest[at + 1..at + 1 + digits].parse() != Ok(number) {
            return text;
        }
        out.push_str(before);
        out.push('?');
        rest = after;
    }
    if number != values {
        return text;
    }
    out.push_str(rest);
    out
}

/// Inserts rows in statements of many rows; each row has one value per column.
pub(crate) async fn insert_many(
    on: &impl ConnectionTrait,
    table: &str,
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<u64> {
    // SQLite takes 32 766 values a statement, PostgreSQL 65 535; beyond some hundred rows nothing is gained.
    let most = (8_000 / columns.len().max(1)).clamp(1, 500);
    let backend = on.get_database_backend();
    let mut done = 0;
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<Vec<Value>> = rows.by_ref().take(most).collect();
        if some.is_empty() {
            return Ok(done);
        }
        let mut text = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
        placeholders(&mut text, backend, some.len(), columns.len());
        let values: Vec<Value> = some.into_iter().flatten().collect();
        done += on
            .execute_raw(Statement::from_sql_and_values(backend, text, values))
            .await?
            .rows_affected();
    }
}

/// Appends `(…), (…)` for so many rows of so many values. SQLite finds a placeholder with a name by a walk over all of them, which makes
/// long statements quadratic; without names it need not look.
pub(crate) fn placeholders(text: &mut String, backend: DbBackend, rows: usize, width: usize) {
    let mut number = 0;
    for row in 0..rows {
        text.push_str(if row > 0 { ", (" } else { "(" });
        for column in 0..width {
            if column > 0 {
                text.push(',');
            }
            number += 1;
            if backend == DbBackend::Sqlite {
                text.push('?');
            } else {
                text.push_str(&format!("${number}"));
            }
        }
        text.push(')');
    }
}

#[cfg(test)]
mod tests {
    use super::unnamed;

    #[test]
    fn numbers_that_only_count_up_are_taken_off() {
        assert_eq!(
            unnamed("a = $1 AND b IN ($2, $3)".to_owned(), 3),
            "a = ? AND b IN (?, ?)"
        );
        for kept in [
            "a = $2 AND b = $1",
            "a = $1 OR b = $1",
            "a = $1",
            "'$' || $1 || $2",
        ] {
            assert_eq!(unnamed(kept.to_owned(), 2), kept);
        }
    }
}
