//! The report of preschool children by institution and age on a day, those of special programmes apart.

use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// Children of one institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PreschoolCounts {
    pub under_5: u64,
    pub from_5: u64,
    /// Of special programmes, under 5.
    pub special_under_5: u64,
    pub special_from_5: u64,
    /// Of any programme, whose birth date is not known.
    pub age_unknown: u64,
}

impl PreschoolCounts {
    fn and(self, other: Self) -> Self {
        Self {
            under_5: self.under_5 + other.under_5,
            from_5: self.from_5 + other.from_5,
            special_under_5: self.special_under_5 + other.special_under_5,
            special_from_5: self.special_from_5 + other.special_from_5,
            age_unknown: self.age_unknown + other.age_unknown,
        }
    }
}

/// The report `preschool`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preschool {
    pub on: Date,
    pub rows: Vec<(String, PreschoolCounts)>,
}

impl Preschool {
    /// The columns are those of the published table; children without a birth date have one of their own where there are any.
    pub fn table(&self) -> Table {
        let total = self
            .rows
            .iter()
            .fold(PreschoolCounts::default(), |sum, (_, counts)| sum.and(*counts));
        let ages = total.age_unknown == 0;
        let mut table = Table::new(
            Label::new(
                "Pirmsskolas bērni pa iestādēm un vecuma grupām",
                "Preschool children by institution and age group",
            ),
            vec![
                Column::institution(),
                Column::count("under_5", "Līdz 5 gadiem", "Under 5"),
                Column::count("from_5", "5 gadi un vecāki", "5 and older"),
                Column::count(
                    "without_special",
                    "Kopā bez speciālajām programmām",
                    "Without special programmes",
                ),
                Column::count(
                    "special_under_5",
                    "Speciālajās programmās līdz 5 gadiem",
                    "In special programmes, under 5",
                ),
                Column::count(
                    "special_from_5",
                    "Speciālajās programmās 5 gadi un vecāki",
                    "In special programmes, 5 and older",
                ),
            ],
        )
        .captioned(
            "Bērni pirmsskolas grupās; vecums šajā dienā",
            "Children in preschool groups; their age on the day",
        );
        if !ages {
            table.columns.push(Column::count(
                "age_unknown",
                "Dzimšanas datums nav zināms",
                "Birth date not known",
            ));
        }
        table.columns.push(Column::count("total", "Kopā", "Total"));
        table.as_of = Some(self.on);
        table.rows = self
            .rows
            .iter()
            .map(|(name, counts)| line(Cell::text(name), *counts, ages))
            .collect();
        table.totals = vec![line(total_name(), total, ages)];
        table
    }
}

fn line(name: Cell, counts: PreschoolCounts, ages: bool) -> Row {
    let general = counts.under_5 + counts.from_5;
    let special = counts.special_under_5 + counts.special_from_5;
    let mut figures = vec![
        counts.under_5,
        counts.from_5,
        general,
        counts.special_under_5,
        counts.special_from_5,
    ];
    if !ages {
        figures.push(counts.age_unknown);
    }
    figures.push(general + special + counts.age_unknown);
    std::iter::once(name)
        .chain(figures.into_iter().map(Cell::count))
        .collect()
}
