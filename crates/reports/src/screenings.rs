//! The report of early screening: children by area and result in a school year.

use balsts_domain::disclosure::ShownTable;

use crate::table::{Cell, Column, Kind, Label, Table};

/// The report `screenings`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screenings {
    /// As in `2022/23`.
    pub school_year: String,
    /// Areas in order.
    pub areas: Vec<Label>,
    /// Children of each area without, with some and with a marked difficulty. A child may stand in several areas.
    pub children: ShownTable,
}

impl Screenings {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Agrīnais skrīnings", "Early screening"),
            vec![
                Column::new("area", "Joma", "Area", Kind::Text),
                Column::count("none", "Bez grūtībām", "No difficulty"),
                Column::count("some", "Nelielas grūtības", "Some difficulty"),
                Column::count("marked", "Izteiktas grūtības", "Marked difficulty"),
                Column::count("children", "Bērni", "Children"),
            ],
        )
        .captioned(
            format!(
                "Bērni pirmsskolā un pirmajās klasēs {}. mācību gadā pēc jaunākā skrīninga katrā jomā; jomas ir pieņēmums",
                self.school_year
            ),
            format!(
                "Children in preschool and first grades in {} by the newest screening of each area; the areas are an assumption",
                self.school_year
            ),
        );
        for (area, shown) in self.areas.iter().zip(&self.children.rows) {
            let mut line = vec![Cell::Label(area.clone())];
            line.extend(shown.counts.iter().map(|count| Cell::shown(*count)));
            line.push(Cell::shown(shown.total));
            table.rows.push(line);
        }
        table
    }
}
