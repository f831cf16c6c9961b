//! The report of central exams below the State's threshold, by grade and subject.

use crate::table::{Cell, Column, Kind, Label, Table};

/// A subject of a grade; counts none where they are withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamLine {
    pub grade: u8,
    pub subject: String,
    pub taken: Option<u32>,
    /// Per cent; none where no threshold of the year and grade is known.
    pub threshold: Option<u8>,
    /// Outer none: without a threshold nothing can be said.
    pub below: Option<Option<u32>>,
}

/// The report `exams`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exams {
    /// As in `2022/23`.
    pub school_year: String,
    pub rows: Vec<ExamLine>,
    /// Whether one of the thresholds is carried over from an earlier year.
    pub assumption: bool,
}

impl Exams {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Centralizētie eksāmeni zem sliekšņa",
                "Central exams below the threshold",
            ),
            vec![
                Column::grade(),
                Column::new("subject", "Mācību priekšmets", "Subject", Kind::Text),
                Column::count("taken", "Kārtoja", "Taken"),
                Column::count("threshold", "Slieksnis, %", "Threshold, %"),
                Column::count("below", "Zem sliekšņa", "Below"),
                Column::share("share", "Īpatsvars", "Share"),
            ],
        )
        .captioned(
            format!(
                "{}; no atkārtota eksāmena skaita pēdējo rezultātu",
                Label::school_year(&self.school_year).lv
            ),
            format!(
                "School year {}; of a repeated exam the last result counts",
                self.school_year
            ),
        );
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                vec![
                    Cell::Integer(row.grade.into()),
                    Cell::text(&row.subject),
                    Cell::shown(row.taken),
                    Cell::count(row.threshold.map(u64::from)),
                    row.below.map_or(Cell::Missing, Cell::shown),
                    row.below
                        .map_or(Cell::Missing, |below| Cell::share(below, row.taken)),
                ]
            })
            .collect();
        if self.assumption {
            table.notes.push(Label::new(
                "Šā gada slieksnis nav zināms; ņemts pēdējais zināmais (pieņēmums).",
                "This year's threshold is not known; the last one known is taken (assumption).",
            ));
        }
        table
    }
}
