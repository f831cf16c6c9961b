//! The report of what activities of the programme are planned to cost and cost, beside what they promised: the draft of next year's budget too.

use crate::absences::total_name;
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyRow {
    /// Level with its number: `U 1.1`.
    pub number: String,
    pub activity: String,
    /// Sources that the programme names.
    pub sources: Label,
    /// Cents planned for the year; `None`: nothing was written down.
    pub planned: Option<i64>,
    /// Cents spent in it.
    pub spent: Option<i64>,
    /// Cents planned for the year after it.
    pub next: Option<i64>,
    /// Numbers promised and reached, where that can be told.
    pub reached: Option<(u32, u32)>,
}

/// The report `money`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    pub year: i16,
    pub rows: Vec<MoneyRow>,
}

fn amount(cents: Option<i64>) -> Cell {
    match cents {
        Some(cents) => Cell::Decimal(Decimal::new(cents, 2)),
        None => Cell::Missing,
    }
}

impl Money {
    pub fn table(&self) -> Table {
        let (year, next) = (self.year, self.year + 1);
        let euros = |key, lv: &str, en: &str, of: i16| {
            Column::new(
                key,
                &format!("{lv} {of}. gadā, €"),
                &format!("{en} {of}, €"),
                Kind::Decimal(2),
            )
        };
        let mut table = Table::new(
            Label::new(
                "Programmas nauda pa aktivitātēm",
                "Money of the programme by activity",
            ),
            vec![
                Column::new("number", "Nr.", "No.", Kind::Text),
                Column::new("activity", "Aktivitāte", "Activity", Kind::Text),
                Column::new("sources", "Finansējuma avoti", "Sources of funding", Kind::Text),
                euros("planned", "Plānots", "Planned", year),
                euros("spent", "Izlietots", "Spent", year),
                euros("next", "Plānots", "Planned", next),
                Column::count("promised", "Solīti skaitļi", "Numbers promised"),
                Column::count("reached", "Sasniegti", "Reached"),
            ],
        );
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                let reached = |of: fn((u32, u32)) -> u32| Cell::count(row.reached.map(of).map(u64::from));
                vec![
                    Cell::text(&row.number),
                    Cell::text(&row.activity),
                    Cell::Label(row.sources.clone()),
                    amount(row.planned),
                    amount(row.spent),
                    amount(row.next),
                    reached(|(promised, _)| promised),
                    reached(|(_, reached)| reached),
                ]
            })
            .collect();
        let sum = |of: fn(&MoneyRow) -> Option<i64>| {
            let known: Vec<i64> = self.rows.iter().filter_map(of).collect();
            amount((!known.is_empty()).then(|| known.iter().sum()))
        };
        if self.rows.is_empty() {
            table.no_data();
        } else {
            table.totals = vec![vec![
                total_name(),
                Cell::text(""),
                Cell::text(""),
                sum(|row| row.planned),
                sum(|row| row.spent),
                sum(|row| row.next),
                Cell::text(""),
                Cell::text(""),
            ]];
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-05, RES-16
    #[test]
    fn what_was_not_written_down_is_not_nothing_spent() {
        let row = |number: &str, planned, spent| MoneyRow {
            number: number.to_owned(),
            activity: "=Nometne".to_owned(),
            sources: Label::name("ESF"),
            planned,
            spent,
            next: None,
            reached: Some((2, 1)),
        };
        let money = Money {
            year: 2026,
            rows: vec![row("U 1.1", Some(120_050), Some(0)), row("U 1.2", Some(50), None)],
        };
        let csv = money.table().to_csv().unwrap();
        assert!(csv.contains(",1200.5,0,,2,1\n"), "{csv}");
        assert!(csv.contains(",0.5,,,2,1\nKopā,,,1201,0,,,\n"), "{csv}");
    }
}
