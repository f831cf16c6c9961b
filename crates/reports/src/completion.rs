//! The report of pupils who end grades 9 and 12, with a certificate and without, as a series of school years.

use balsts_domain::disclosure::Shown;

use crate::table::{Cell, Column, Label, Table};

/// A grade in a school year: those with a certificate and those without, with their total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionRow {
    /// As in `2022/23`.
    pub school_year: String,
    /// 9 or 12.
    pub grade: u8,
    pub ended: Shown,
}

/// The report `completion`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub rows: Vec<CompletionRow>,
}

impl Completion {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("9. un 12. klases beidzēji", "Pupils who end grades 9 and 12"),
            vec![
                Column::school_year(),
                Column::grade(),
                Column::count("certificate", "Ar apliecību vai atestātu", "With a certificate"),
                Column::count(
                    "without_certificate",
                    "Tikai ar liecību",
                    "With a transcript alone",
                ),
                Column::share("share", "Bez apliecības, īpatsvars", "Share without certificate"),
                Column::count("total", "Kopā", "Total"),
            ],
        )
        .captioned(
            "Izglītojamie, kuri gadā beiguši klasi",
            "Pupils who ended the grade in the year",
        );
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                let count = |at: usize| row.ended.counts.get(at).copied().flatten();
                vec![
                    Cell::school_year(&row.school_year),
                    Cell::Integer(row.grade.into()),
                    Cell::shown(count(0)),
                    Cell::shown(count(1)),
                    Cell::share(count(1), row.ended.total),
                    Cell::shown(row.ended.total),
                ]
            })
            .collect();
        table
    }
}
