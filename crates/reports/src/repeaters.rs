//! The report of pupils who repeat the year, and of those promoted with an insufficient annual mark, by grade.

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// Pupils of a grade; the parts none where the count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RepeaterCounts {
    pub pupils: Option<u32>,
    pub repeat: Option<u32>,
    /// Outer none: the annual marks of the year before are not known.
    pub promoted_insufficient: Option<Option<u32>>,
}

/// The report `repeaters`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeaters {
    /// As in `2022/23`.
    pub school_year: String,
    /// The grade and its counts.
    pub rows: Vec<(u8, RepeaterCounts)>,
    pub total: RepeaterCounts,
}

impl Repeaters {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Otrgadnieki pa klasēm", "Repeaters by grade"),
            vec![
                Column::grade(),
                Column::count("pupils", "Izglītojamie", "Pupils"),
                Column::count("repeat", "Palikuši uz otru gadu", "Repeat the grade"),
                Column::share("share", "Otrgadnieku īpatsvars", "Share of repeaters"),
                Column::count(
                    "promoted_insufficient",
                    "Pārcelti ar nepietiekamu gada vērtējumu",
                    "Promoted with an insufficient annual mark",
                ),
            ],
        )
        .captioned(
            format!(
                "{}; klase, kurā mācās šajā gadā",
                Label::school_year(&self.school_year).lv
            ),
            format!("School year {}; the grade of this year", self.school_year),
        );
        let rows = self.rows.iter();
        table.rows = rows
            .map(|(grade, counts)| line(Cell::Integer((*grade).into()), *counts))
            .collect();
        table.totals = vec![line(total_name(), self.total)];
        table
    }
}

fn line(grade: Cell, counts: RepeaterCounts) -> Row {
    vec![
        grade,
        Cell::shown(counts.pupils),
        Cell::shown(counts.repeat),
        Cell::share(counts.repeat, counts.pupils),
        counts.promoted_insufficient.map_or(Cell::Missing, Cell::shown),
    ]
}
