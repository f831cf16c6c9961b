//! The report of pupils in at least one programme beside lessons and in none, by institution.

use balsts_domain::disclosure::{Shown, ShownTable};
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// The report `extracurricular`: for each institution the pupils in at least one programme, and those in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracurricular {
    pub on: Date,
    pub institutions: Vec<String>,
    /// None where no programme of the school year was delivered: nothing is known.
    pub pupils: Option<ShownTable>,
}

impl Extracurricular {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Interešu un profesionālās ievirzes izglītība",
                "Programmes beside lessons",
            ),
            vec![
                Column::institution(),
                Column::count("in_one", "Vismaz vienā programmā", "In at least one"),
                Column::share("in_one_share", "Īpatsvars", "Share"),
                Column::count("in_none", "Nevienā programmā", "In none"),
                Column::share("in_none_share", "Īpatsvars", "Share"),
                Column::count("total", "Kopā", "Total"),
            ],
        )
        .captioned(
            "Klašu izglītojamie, kuri šajā mācību gadā līdz šai dienai piedalījušies kādā programmā",
            "Pupils of grades with a programme in the school year up to the day",
        );
        table.as_of = Some(self.on);
        match &self.pupils {
            Some(pupils) => {
                let rows = self.institutions.iter().zip(&pupils.rows);
                table.rows = rows.map(|(name, row)| line(Cell::text(name), row)).collect();
                table.totals = vec![line(total_name(), &pupils.totals)];
            }
            None => {
                table.rows = self
                    .institutions
                    .iter()
                    .map(|name| vec![Cell::text(name)])
                    .collect();
            }
        }
        table
    }
}

fn line(institution: Cell, row: &Shown) -> Row {
    let count = |at: usize| row.counts.get(at).copied().flatten();
    vec![
        institution,
        Cell::shown(count(0)),
        Cell::share(count(0), row.total),
        Cell::shown(count(1)),
        Cell::share(count(1), row.total),
        Cell::shown(row.total),
    ]
}
