//! The report of preschool children by institution and age on a day.

use balsts_domain::disclosure::{Shown, ShownTable};
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// The report `preschool`: for each institution the children under 5, those of 5 and older, and those whose birth date is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preschool {
    pub on: Date,
    pub institutions: Vec<String>,
    /// A row for each institution, in the same order.
    pub children: ShownTable,
}

impl Preschool {
    pub fn table(&self) -> Table {
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
                    "age_unknown",
                    "Dzimšanas datums nav zināms",
                    "Birth date not known",
                ),
                Column::count("total", "Kopā", "Total"),
            ],
        )
        .captioned(
            "Bērni pirmsskolas grupās; vecums šajā dienā",
            "Children in preschool groups; their age on the day",
        );
        table.as_of = Some(self.on);
        let rows = self.institutions.iter().zip(&self.children.rows);
        table.rows = rows.map(|(name, row)| line(Cell::text(name), row)).collect();
        table.totals = vec![line(total_name(), &self.children.totals)];
        table
    }
}

fn line(name: Cell, row: &Shown) -> Row {
    let counts = row
        .counts
        .iter()
        .chain([&row.total])
        .map(|count| Cell::shown(*count));
    std::iter::once(name).chain(counts).collect()
}
