//! The report of pupils with an insufficient annual mark, by grade.

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// Pupils with annual marks and those of them with an insufficient one; none where the count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnnualMarkCounts {
    pub pupils: Option<u32>,
    pub insufficient: Option<u32>,
}

/// The report `annual-marks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnualMarks {
    /// As in `2022/23`.
    pub school_year: String,
    /// The grade and its counts.
    pub rows: Vec<(u8, AnnualMarkCounts)>,
    pub total: AnnualMarkCounts,
}

impl AnnualMarks {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Nepietiekami gada vērtējumi", "Insufficient annual marks"),
            vec![
                Column::grade(),
                Column::count(
                    "pupils",
                    "Izglītojamie ar gada vērtējumiem",
                    "Pupils with annual marks",
                ),
                Column::count(
                    "insufficient",
                    "Ar nepietiekamu vērtējumu",
                    "With an insufficient mark",
                ),
                Column::share("share", "Īpatsvars", "Share"),
            ],
        )
        .captioned(
            format!(
                "{}; no vairākiem gada vērtējumiem vienā mācību priekšmetā skaita pēdējo",
                Label::school_year(&self.school_year).lv
            ),
            format!(
                "School year {}; of several annual marks in a subject the last counts",
                self.school_year
            ),
        );
        let rows = self.rows.iter();
        table.rows = rows
            .map(|(grade, counts)| line(Cell::Integer((*grade).into()), *counts))
            .collect();
        table.totals = vec![line(total_name(), self.total)];
        table
    }
}

fn line(grade: Cell, counts: AnnualMarkCounts) -> Row {
    vec![
        grade,
        Cell::shown(counts.pupils),
        Cell::shown(counts.insufficient),
        Cell::share(counts.insufficient, counts.pupils),
    ]
}
