//! The report of pupils who learn at a distance, by institution, on the first day of lessons of a series of school years.

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// Pupils on the lists and those of them at a distance; none where the count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DistanceCounts {
    pub distance: Option<u32>,
    pub pupils: Option<u32>,
}

/// An institution in a school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistanceRow {
    pub institution: String,
    /// As in `2022/23`.
    pub school_year: String,
    pub counts: DistanceCounts,
}

/// The report `distance-learning`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistanceLearning {
    /// Institutions where somebody learns at a distance.
    pub rows: Vec<DistanceRow>,
    /// All institutions, one for each school year with lists.
    pub totals: Vec<(String, DistanceCounts)>,
}

impl DistanceLearning {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Izglītojamie tālmācībā", "Pupils in distance learning"),
            vec![
                Column::institution(),
                Column::school_year(),
                Column::count("distance", "Tālmācībā", "At a distance"),
                Column::count("pupils", "Izglītojamie kopā", "All pupils"),
                Column::share("share", "Īpatsvars", "Share"),
            ],
        )
        .captioned(
            "Klašu izglītojamie katra mācību gada pirmajā mācību dienā",
            "Pupils of grades on the first day of lessons of each school year",
        );
        let rows = self.rows.iter();
        table.rows = rows
            .map(|row| line(Cell::text(&row.institution), &row.school_year, row.counts))
            .collect();
        let totals = self.totals.iter();
        table.totals = totals
            .map(|(year, counts)| line(total_name(), year, *counts))
            .collect();
        table
    }
}

fn line(institution: Cell, school_year: &str, counts: DistanceCounts) -> Row {
    vec![
        institution,
        Cell::school_year(school_year),
        Cell::shown(counts.distance),
        Cell::shown(counts.pupils),
        Cell::share(counts.distance, counts.pupils),
    ]
}
