//! The report of pupils who begin grade 1 and grade 10, by institution, as a series of school years.

use crate::absences::total_name;
use crate::table::{Cell, Column, Label, Row, Table};

/// Pupils who begin; none where the count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IntakeCounts {
    pub grade_1: Option<u32>,
    pub grade_10: Option<u32>,
}

/// An institution in a school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRow {
    pub institution: String,
    /// As in `2022/23`.
    pub school_year: String,
    pub begin: IntakeCounts,
}

/// The report `intake`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    pub rows: Vec<IntakeRow>,
    /// All institutions, one for each school year: the trend.
    pub totals: Vec<(String, IntakeCounts)>,
}

impl Intake {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Uzņemtie 1. un 10. klasē", "Pupils who begin grades 1 and 10"),
            vec![
                Column::institution(),
                Column::school_year(),
                Column::count("grade_1", "1. klase", "Grade 1"),
                Column::count("grade_10", "10. klase", "Grade 10"),
            ],
        )
        .captioned(
            "Izglītojamie, kuri septembrī pirmo reizi sāk mācības šajā klasē",
            "Pupils who are in the grade for the first time in September",
        );
        let rows = self.rows.iter();
        table.rows = rows
            .map(|row| line(Cell::text(&row.institution), &row.school_year, row.begin))
            .collect();
        let totals = self.totals.iter();
        table.totals = totals
            .map(|(year, begin)| line(total_name(), year, *begin))
            .collect();
        table
    }
}

fn line(institution: Cell, school_year: &str, begin: IntakeCounts) -> Row {
    vec![
        institution,
        Cell::school_year(school_year),
        Cell::shown(begin.grade_1),
        Cell::shown(begin.grade_10),
    ]
}
