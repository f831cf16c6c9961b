//! The report of support staff in full-time equivalents by institution and role, with a sum for each role and one for all.

use balsts_domain::registry::SupportRole;
use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// One role in one institution, in thousandths of a full-time post: 933 is 0,933.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    pub institution: String,
    /// The role as the institution names it.
    pub role: String,
    pub fte_thousandths: i64,
}

/// The report `staff`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub on: Option<Date>,
    pub rows: Vec<StaffRow>,
}

impl Staff {
    /// The totals are one row for each role in the order of its first row, then one for all roles with no role named.
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Atbalsta personāls pa iestādēm", "Support staff by institution"),
            vec![
                Column::new("institution", "Iestāde", "Institution", Kind::Text),
                Column::new("role", "Amats", "Role", Kind::Text),
                Column::new("fte", "Likmes", "Full-time equivalents", Kind::Decimal(3)),
            ],
        );
        table.caption = Some(Label::new("Likmju skaits", "Full-time equivalents"));
        table.as_of = self.on;
        table.rows = self
            .rows
            .iter()
            .map(|row| line(Cell::text(&row.institution), &row.role, row.fte_thousandths))
            .collect();
        let mut by_role: Vec<(&str, i64)> = Vec::new();
        for row in &self.rows {
            match by_role.iter_mut().find(|(role, _)| *role == row.role) {
                Some((_, sum)) => *sum += row.fte_thousandths,
                None => by_role.push((&row.role, row.fte_thousandths)),
            }
        }
        table.totals = by_role
            .iter()
            .map(|(role, sum)| line(total_name(), role, *sum))
            .collect();
        table
            .totals
            .push(line(total_name(), "", by_role.iter().map(|(_, sum)| sum).sum()));
        table
    }
}

/// The role with its words; as it is written where it is none of ours.
fn role_cell(role: &str) -> Cell {
    match SupportRole::ALL.into_iter().find(|known| known.code() == role) {
        Some(known) => Cell::Coded(role.to_owned(), words(known)),
        None => Cell::text(role),
    }
}

fn words(role: SupportRole) -> Label {
    match role {
        SupportRole::SocialPedagogue => Label::new("sociālais pedagogs", "social pedagogue"),
        SupportRole::Psychologist => Label::new("izglītības psihologs", "psychologist"),
        SupportRole::SpeechTherapist => Label::new("logopēds", "speech therapist"),
        SupportRole::SpecialEducator => Label::new("speciālais pedagogs", "special educator"),
        SupportRole::SpecialEducationTeacher => {
            Label::new("speciālās izglītības skolotājs", "special education teacher")
        }
        SupportRole::CareerConsultant => Label::new("karjeras konsultants", "career consultant"),
        SupportRole::Nurse => Label::new("medmāsa", "nurse"),
        SupportRole::TeacherAssistant => Label::new("pedagoga palīgs", "teacher assistant"),
        SupportRole::Other => Label::new("cits amats", "another post"),
    }
}

fn line(institution: Cell, role: &str, fte_thousandths: i64) -> Vec<Cell> {
    vec![
        institution,
        role_cell(role),
        Cell::Decimal(Decimal::thousandths(fte_thousandths)),
    ]
}
