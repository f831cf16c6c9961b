//! The report of what staff have learned: courses and supervision by institution, and the share of teachers who learned to recognise risks.

use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// An institution in a school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingRow {
    pub institution: String,
    /// Supervision and prevention of burn-out.
    pub supervisions: u32,
    /// Courses of any kind.
    pub courses: u32,
    /// Hours of both in thousandths.
    pub hours_thousandths: i64,
    /// People at courses on recognising risks.
    pub recognising: u32,
    /// Teachers of the institution; `None` where it has not said.
    pub teachers: Option<u32>,
}

/// The report `staff-training`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffTraining {
    /// As in `2022/23`.
    pub school_year: String,
    pub rows: Vec<TrainingRow>,
}

impl StaffTraining {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Personāla mācības un supervīzijas",
                "Training and supervision of staff",
            ),
            vec![
                Column::institution(),
                Column::count("supervisions", "Supervīzijas", "Supervisions"),
                Column::count("courses", "Kursi", "Courses"),
                Column::new("hours", "Stundas", "Hours", Kind::Decimal(1)),
                Column::count(
                    "recognising",
                    "Apguvuši riska atpazīšanu",
                    "Learned to recognise risks",
                ),
                Column::count("teachers", "Pedagogi", "Teachers"),
                Column::new("share", "Īpatsvars", "Share", Kind::Percent(1)),
            ],
        )
        .captioned(
            format!(
                "{}. mācību gads; kas kursos bija divreiz, ir ieskaitīts divreiz",
                self.school_year
            ),
            format!("{}; who was at two courses is counted twice", self.school_year),
        );
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                vec![
                    Cell::text(&row.institution),
                    Cell::count(u64::from(row.supervisions)),
                    Cell::count(u64::from(row.courses)),
                    Cell::Decimal(Decimal::thousandths(row.hours_thousandths)),
                    Cell::count(u64::from(row.recognising)),
                    Cell::count(row.teachers.map(u64::from)),
                    match row.teachers {
                        Some(teachers) => Cell::share(Some(row.recognising), Some(teachers)),
                        None => Cell::Missing,
                    },
                ]
            })
            .collect();
        if self.rows.iter().any(|row| row.teachers.is_none()) {
            table.notes.push(Label::new(
                "Kur īpatsvara nav, iestāde iestatījumos nav norādījusi pedagogu skaitu.",
                "Where there is no share, the institution has not given its number of teachers in the settings.",
            ));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-20
    #[test]
    fn a_share_needs_the_number_of_teachers() {
        let row = |teachers| TrainingRow {
            institution: "Pamatskola".to_owned(),
            supervisions: 1,
            courses: 2,
            hours_thousandths: 9_500,
            recognising: 12,
            teachers,
        };
        let report = StaffTraining {
            school_year: "2025/26".to_owned(),
            rows: vec![row(Some(20)), row(None)],
        };
        let csv = report.table().to_csv().unwrap();
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(lines, ["Pamatskola,1,2,9.5,12,20,0.6", "Pamatskola,1,2,9.5,12,,"]);
        assert_eq!(report.table().notes.len(), 1);
    }
}
