//! The report of pupils by institution and grade band on a day. Sums are computed from the parts; a published total that differs is
//! shown beside it in a note.

use jiff::civil::Date;

use crate::absences::{difference_note, missing_note, total_name};
use crate::table::{Cell, Column, Kind, Label, Table};

/// Pupils by grade band. Special programmes and vocational basic education are counted apart from the bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EnrolmentCounts {
    pub grades_1_6: u64,
    pub grades_7_9: u64,
    pub grades_10_12: u64,
    pub special_1_6: u64,
    pub special_7_9: u64,
    pub vocational_basic: u64,
}

impl EnrolmentCounts {
    /// Pupils outside special programmes.
    pub fn without_special(self) -> u64 {
        self.grades_1_6 + self.grades_7_9 + self.grades_10_12
    }

    pub fn total(self) -> u64 {
        self.without_special() + self.special_1_6 + self.special_7_9 + self.vocational_basic
    }

    fn plus(self, other: Self) -> Self {
        Self {
            grades_1_6: self.grades_1_6 + other.grades_1_6,
            grades_7_9: self.grades_7_9 + other.grades_7_9,
            grades_10_12: self.grades_10_12 + other.grades_10_12,
            special_1_6: self.special_1_6 + other.special_1_6,
            special_7_9: self.special_7_9 + other.special_7_9,
            vocational_basic: self.vocational_basic + other.vocational_basic,
        }
    }
}

/// One institution; `None` where it is not known who is enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentRow {
    pub institution: String,
    pub pupils: Option<EnrolmentCounts>,
    /// The total printed in the source, where the row comes from a published table: named in a note if it differs.
    pub stated_total: Option<u64>,
}

/// The report `enrolment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    pub on: Date,
    pub rows: Vec<EnrolmentRow>,
    /// The sum of all institutions printed in the source.
    pub stated_total: Option<u64>,
}

impl Enrolment {
    pub fn table(&self) -> Table {
        let count = |key, lv, en| Column::new(key, lv, en, Kind::Integer);
        let mut table = Table::new(
            Label::new("Izglītojamo skaits pa iestādēm", "Pupils by institution"),
            vec![
                Column::new("institution", "Iestāde", "Institution", Kind::Text),
                count("grades_1_6", "1.–6. klase", "Grades 1–6"),
                count("grades_7_9", "7.–9. klase", "Grades 7–9"),
                count("grades_10_12", "10.–12. klase", "Grades 10–12"),
                count(
                    "without_special",
                    "Kopā bez speciālajām programmām",
                    "Total without special programmes",
                ),
                count(
                    "special_1_6",
                    "Speciālās programmas, 1.–6. klase",
                    "Special programmes, grades 1–6",
                ),
                count(
                    "special_7_9",
                    "Speciālās programmas, 7.–9. klase",
                    "Special programmes, grades 7–9",
                ),
                count(
                    "vocational_basic",
                    "Profesionālā pamatizglītība",
                    "Vocational basic education",
                ),
                count("total", "Kopā", "Total"),
            ],
        );
        table.caption = Some(Label::new("Izglītojamie", "Pupils"));
        table.as_of = Some(self.on);
        table.rows = self
            .rows
            .iter()
            .map(|row| line(Cell::text(&row.institution), row.pupils))
            .collect();
        let known: Vec<_> = self.rows.iter().filter_map(|row| row.pupils).collect();
        let sum = (!known.is_empty()).then(|| {
            known
                .iter()
                .fold(EnrolmentCounts::default(), |sum, row| sum.plus(*row))
        });
        table.totals = vec![line(total_name(), sum)];
        let missing = self
            .rows
            .iter()
            .filter(|row| row.pupils.is_none())
            .map(|row| row.institution.as_str());
        table.notes.extend(missing_note(missing));
        table.notes.extend(
            self.rows
                .iter()
                .filter_map(|row| difference_note(&row.institution, row.pupils?.total(), row.stated_total?)),
        );
        if let (Some(sum), Some(stated)) = (sum, self.stated_total) {
            table.notes.extend(difference_note("Kopā", sum.total(), stated));
        }
        table
    }
}

fn line(institution: Cell, pupils: Option<EnrolmentCounts>) -> Vec<Cell> {
    let count = |part: fn(EnrolmentCounts) -> u64| Cell::count(pupils.map(part));
    vec![
        institution,
        count(|pupils| pupils.grades_1_6),
        count(|pupils| pupils.grades_7_9),
        count(|pupils| pupils.grades_10_12),
        count(EnrolmentCounts::without_special),
        count(|pupils| pupils.special_1_6),
        count(|pupils| pupils.special_7_9),
        count(|pupils| pupils.vocational_basic),
        count(EnrolmentCounts::total),
    ]
}
