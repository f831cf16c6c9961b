//! Reading CSV back.

use std::collections::{BTreeMap, BTreeSet};

use balsts_synthetic::{Kind, Written};

/// A file as rows of text.
pub struct Table {
    columns: BTreeMap<String, usize>,
    pub rows: Vec<csv::StringRecord>,
}

impl Table {
    pub fn of(files: &[Written<Vec<u8>>], kind: Kind) -> Self {
        let Some(file) = files.iter().find(|file| file.kind == kind) else {
            return Self {
                columns: BTreeMap::new(),
                rows: Vec::new(),
            };
        };
        let mut reader = csv::Reader::from_reader(file.out.as_slice());
        let headers = reader.headers().unwrap().clone();
        let columns = headers
            .iter()
            .enumerate()
            .map(|(place, name)| (name.to_owned(), place))
            .collect();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len() as u64, file.rows, "{}", kind.name());
        Self { columns, rows }
    }

    pub fn headers(&self) -> BTreeSet<&str> {
        self.columns.keys().map(String::as_str).collect()
    }

    /// The column's values in the order of the rows.
    pub fn column<'t>(&'t self, name: &str) -> impl Iterator<Item = &'t str> {
        let place = self.place(name);
        self.rows.iter().map(move |row| &row[place])
    }

    pub fn get<'t>(&'t self, row: &'t csv::StringRecord, name: &str) -> &'t str {
        &row[self.place(name)]
    }

    fn place(&self, name: &str) -> usize {
        *self
            .columns
            .get(name)
            .unwrap_or_else(|| panic!("no column {name}"))
    }
}
