//! The report of pupils over the limit of unexcused lessons by institution and semester.

use balsts_domain::disclosure::Shown;
use jiff::civil::Date;

use crate::absences::{missing_note, total_name};
use crate::table::{Cell, Column, Kind, Label, Table};

/// One semester: the pupils who were over the limit at its end, or by the day on which it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverLimitSemester {
    /// 1 or 2.
    pub semester: u8,
    /// The last day counted.
    pub on: Date,
    /// Institutions whose records answer.
    pub institutions: Vec<String>,
    /// Pupils over the limit, in the same order.
    pub pupils: Shown,
    /// Institutions without data for the semester.
    pub unknown: Vec<String>,
}

/// The report `over-limit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverLimit {
    /// As in `2022/23`.
    pub school_year: String,
    /// More unexcused lessons than this in a semester.
    pub limit: u16,
    /// In order; one that has not begun is not here.
    pub semesters: Vec<OverLimitSemester>,
}

impl OverLimit {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Izglītojamie virs neattaisnoto kavējumu robežas",
                "Pupils over the limit of unexcused lessons",
            ),
            vec![
                Column::institution(),
                Column::school_year(),
                Column::new("semester", "Semestris", "Semester", Kind::Integer),
                Column::count("pupils", "Izglītojamie", "Pupils"),
            ],
        )
        .captioned(
            format!(
                "Izglītojamie ar vairāk nekā {} neattaisnoti kavētām stundām semestrī",
                self.limit
            ),
            format!(
                "Pupils with more than {} unexcused lessons in the semester",
                self.limit
            ),
        );
        for part in &self.semesters {
            let line = |name: Cell, pupils: Cell| {
                vec![
                    name,
                    Cell::text(&self.school_year),
                    Cell::Integer(part.semester.into()),
                    pupils,
                ]
            };
            let known = part.institutions.iter().zip(&part.pupils.counts);
            table
                .rows
                .extend(known.map(|(name, pupils)| line(Cell::text(name), Cell::shown(*pupils))));
            let unknown = part.unknown.iter();
            table
                .rows
                .extend(unknown.map(|name| line(Cell::text(name), Cell::Missing)));
            let total = if part.institutions.is_empty() {
                Cell::Missing
            } else {
                Cell::shown(part.pupils.total)
            };
            table.totals.push(line(total_name(), total));
            table
                .notes
                .extend(missing_note(part.unknown.iter().map(String::as_str)));
        }
        table.as_of = self.semesters.last().map(|part| part.on);
        table.notes.push(Label::new(
            "Pieņēmums: skaita izglītojamos. Pielikumā, kurā šie skaitļi publicēti, mērvienība nav nosaukta.",
            "Assumption: pupils are counted. The annex in which these figures are published names no unit.",
        ));
        table
    }
}
