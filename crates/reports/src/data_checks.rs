//! The report of what does not add up: figures of sources, tables of the programme that contradict each other, targets that cannot be, data that are
//! missing or old. Read before anything is published; it mends nothing and names no child.

use crate::table::{Cell, Column, Kind, Label, Table};

/// Something to be cleared up before figures are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataCheckRow {
    /// What it belongs to: sources, programme, indicators, data.
    pub part: Label,
    /// Where.
    pub place: Label,
    /// What stands there.
    pub says: Option<Label>,
    /// What follows from the rest, or what another table says.
    pub computed: Option<Label>,
    /// What is wrong.
    pub what: Label,
}

/// The report `data-checks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataChecks {
    pub rows: Vec<DataCheckRow>,
}

impl DataChecks {
    pub fn table(self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Datu un dokumentu pretrunas",
                "Contradictions in data and documents",
            ),
            vec![
                Column::new("part", "Kur", "In", Kind::Text),
                Column::new("place", "Vieta", "Place", Kind::Text),
                Column::new("says", "Rakstīts", "Says", Kind::Text),
                Column::new(
                    "computed",
                    "Izriet vai rakstīts citur",
                    "Follows or says elsewhere",
                    Kind::Text,
                ),
                Column::new("what", "Kas nesakrīt", "What does not agree", Kind::Text),
            ],
        );
        let cell = |label: Option<Label>| label.map_or(Cell::Missing, Cell::Label);
        table.rows = self
            .rows
            .into_iter()
            .map(|row| {
                vec![
                    Cell::Label(row.part),
                    Cell::Label(row.place),
                    cell(row.says),
                    cell(row.computed),
                    Cell::Label(row.what),
                ]
            })
            .collect();
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: REP-18
    #[test]
    fn what_is_not_said_is_shown_as_missing() {
        let table = DataChecks {
            rows: vec![DataCheckRow {
                part: Label::new("Avoti", "Sources"),
                place: Label::name("3.1. tabula"),
                says: Some(Label::name("5 109")),
                computed: None,
                what: Label::new("Summa nesakrīt.", "The sum does not agree."),
            }],
        }
        .table();
        assert_eq!(table.rows[0][2], Cell::Label(Label::name("5 109")));
        assert_eq!(table.rows[0][3], Cell::Missing);
    }
}
