//! The report of economic support in support plans: pupils and sums by kind and school year.

use crate::absences::total_name;
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// Support of one kind in a school year. `None` is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EconomicRow {
    /// As in `2022/23`.
    pub school_year: String,
    pub kind: Label,
    pub pupils: Option<u32>,
    /// Cents.
    pub amount: Option<u64>,
}

/// The report `economic-support`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EconomicSupport {
    /// By school year and kind.
    pub rows: Vec<EconomicRow>,
    /// Of each school year all kinds together, a pupil once.
    pub totals: Vec<EconomicRow>,
}

impl EconomicSupport {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Ekonomiskais atbalsts", "Economic support"),
            vec![
                Column::school_year(),
                Column::new("kind", "Atbalsta veids", "Kind of support", Kind::Text),
                Column::count("pupils", "Izglītojamie", "Pupils"),
                Column::new("amount", "Summa, €", "Amount, €", Kind::Decimal(2)),
            ],
        )
        .captioned(
            "Summas, kas plānotas spēkā esošajos atbalsta plānos; kopā katru izglītojamo skaita vienreiz",
            "Amounts planned in support plans that came into force; in a total each pupil counts once",
        );
        table.rows = self.rows.iter().map(|row| line(row, &row.kind)).collect();
        table.totals = self.totals.iter().map(|row| line(row, &row.kind)).collect();
        table
    }

    /// The name of a year's total.
    pub fn all_kinds() -> Label {
        match total_name() {
            Cell::Label(label) => label,
            _ => Label::new("Kopā", "Total"),
        }
    }
}

fn line(row: &EconomicRow, kind: &Label) -> Vec<Cell> {
    let amount = row.amount.map_or(Cell::Withheld, |cents| {
        Cell::Decimal(Decimal::new(i64::try_from(cents).unwrap_or(i64::MAX), 2))
    });
    vec![
        Cell::school_year(&row.school_year),
        Cell::Label(kind.clone()),
        Cell::shown(row.pupils),
        amount,
    ]
}
