//! Records packed as text by the database and taken apart here: fields between unit separators, records between record separators. A list whose
//! rows hold packed records is packed itself, with separators of its own: rows that come one by one cost more than what they say.

/// Between the fields of a record.
pub(crate) const UNIT: char = '\u{1f}';
/// Between records.
pub(crate) const RECORD: char = '\u{1e}';
/// Between the fields of a row that holds packed records.
const ROW_UNIT: char = '\u{1d}';
/// Between such rows.
pub(crate) const ROW: char = '\u{1c}';

/// The records of a packed text.
pub(crate) fn records(text: &str) -> impl Iterator<Item = Fields<'_>> {
    parts(text, RECORD, UNIT)
}

/// The rows of a packed list.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Fields<'_>> {
    parts(text, ROW, ROW_UNIT)
}

fn parts(text: &str, record: char, unit: char) -> impl Iterator<Item = Fields<'_>> {
    text.split(record)
        .filter(|record| !record.is_empty())
        .map(move |record| Fields(record.split(unit)))
}

/// The fields of one record, in their order.
pub(crate) struct Fields<'a>(std::str::Split<'a, char>);

impl<'a> Fields<'a> {
    /// The next field; empty where there is none.
    pub fn text(&mut self) -> &'a str {
        self.0.next().unwrap_or("")
    }

    /// The next field, if it holds anything.
    pub fn maybe_text(&mut self) -> Option<&'a str> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// The next field as a number.
    pub fn number<N: std::str::FromStr>(&mut self) -> Option<N> {
        self.text().parse().ok()
    }

    /// The next field as yes or no; `None` where nothing is said.
    pub fn flag(&mut self) -> Option<bool> {
        match self.text() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }
}

/// How a record is put together in SQL.
#[derive(Debug)]
pub(crate) struct Item {
    sql: String,
    unit: char,
}

impl Default for Item {
    fn default() -> Self {
        Self {
            sql: String::new(),
            unit: UNIT,
        }
    }
}

impl Item {
    /// A row that may hold packed records.
    pub fn row() -> Self {
        Self {
            unit: ROW_UNIT,
            ..Self::default()
        }
    }

    fn field(mut self, expression: &str) -> Self {
        if !self.sql.is_empty() {
            self.sql.push_str(&format!(" || '{}' || ", self.unit));
        }
        self.sql.push_str(expression);
        self
    }

    /// A text column.
    pub fn text(self, column: &str) -> Self {
        self.field(column)
    }

    /// A text column that may be null.
    pub fn maybe_text(self, column: &str) -> Self {
        self.field(&format!("COALESCE({column}, '')"))
    }

    /// An integer expression.
    pub fn number(self, expression: &str) -> Self {
        self.field(&format!("CAST({expression} AS TEXT)"))
    }

    /// An integer column that may be null.
    pub fn maybe_number(self, column: &str) -> Self {
        self.field(&format!("COALESCE(CAST({column} AS TEXT), '')"))
    }

    /// Yes, no or nothing.
    pub fn flag(self, expression: &str) -> Self {
        self.field(&format!(
            "CASE WHEN {expression} THEN '1' WHEN NOT {expression} THEN '0' ELSE '' END"
        ))
    }

    /// The SQL text.
    pub fn sql(self) -> String {
        self.sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_taken_apart() {
        let text = "a\u{1f}7\u{1f}\u{1f}1\u{1e}\u{1e}b\u{1f}x";
        let mut all = records(text);
        let mut first = all.next().unwrap();
        assert_eq!(
            (
                first.text(),
                first.number::<i32>(),
                first.maybe_text(),
                first.flag()
            ),
            ("a", Some(7), None, Some(true))
        );
        let mut second = all.next().unwrap();
        assert_eq!(
            (second.text(), second.number::<i32>(), second.flag()),
            ("b", None, None)
        );
        assert!(all.next().is_none());
        let list = "1\u{1d}a\u{1f}7\u{1e}b\u{1f}8\u{1c}2\u{1d}";
        let held: Vec<(Option<i64>, usize)> = rows(list)
            .map(|mut row| (row.number(), records(row.text()).count()))
            .collect();
        assert_eq!(held, [(Some(1), 2), (Some(2), 0)]);
    }
}
