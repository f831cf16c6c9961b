//! The report of hours of support by subject and specialist; the share is that of the kind's hours, as the published tables print it.

use crate::absences::total_name;
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// Hours of a subject or specialist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationRow {
    /// Code of the kind: subject, support_staff or teacher.
    pub kind: &'static str,
    /// A subject or a specialist in words; may be empty.
    pub subject_or_role: Label,
    pub hours_thousandths: u64,
    /// Pupils who got them: not shown, for disclosure control.
    pub pupils: u64,
}

/// The report `consultations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultations {
    /// By kind, the most hours first.
    pub rows: Vec<ConsultationRow>,
}

impl Consultations {
    /// Hours of a kind in thousandths.
    pub fn of_kind(&self, kind: &str) -> u64 {
        self.rows
            .iter()
            .filter(|row| row.kind == kind)
            .map(|row| row.hours_thousandths)
            .sum()
    }

    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Konsultāciju stundas", "Hours of consultations"),
            vec![
                Column::new("kind", "Veids", "Kind", Kind::Text),
                Column::new(
                    "subject_or_role",
                    "Priekšmets vai speciālists",
                    "Subject or specialist",
                    Kind::Text,
                ),
                Column::new("hours", "Stundas", "Hours", Kind::Decimal(1)),
                Column::new("share", "Daļa no veida", "Share of the kind", Kind::Percent(1)),
            ],
        );
        table.caption = Some(Label::new(
            "Notikušās konsultācijas; daļa ir no tā paša veida stundām",
            "Consultations that took place; the share is of the hours of the same kind",
        ));
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                line(
                    Cell::Label(kind_name(row.kind)),
                    Cell::Label(row.subject_or_role.clone()),
                    row.hours_thousandths,
                    Some(self.of_kind(row.kind)),
                )
            })
            .collect();
        let all = self.rows.iter().map(|row| row.hours_thousandths).sum();
        let mut total = line(total_name(), Cell::text(""), all, None);
        // Hours of all kinds are no kind of their own.
        total[3] = Cell::text("");
        table.totals = vec![total];
        table
    }
}

fn kind_name(code: &str) -> Label {
    match code {
        "subject" => Label::new("mācību priekšmets", "subject"),
        "support_staff" => Label::new("atbalsta personāls", "support staff"),
        "teacher" => Label::new("pedagogs ārpus priekšmeta", "teacher, outside a subject"),
        other => Label::name(other),
    }
}

fn line(kind: Cell, what: Cell, hours: u64, of: Option<u64>) -> Vec<Cell> {
    vec![
        kind,
        what,
        Cell::Decimal(Decimal::thousandths(i64::try_from(hours).unwrap_or(i64::MAX))),
        of.and_then(|of| Decimal::ratio(hours, of))
            .map_or(Cell::Missing, Cell::Percent),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-09, IAP-10
    #[test]
    fn the_share_is_that_of_the_kind() {
        let row = |kind, what: &str, hours: u64| ConsultationRow {
            kind,
            subject_or_role: Label::name(what),
            hours_thousandths: hours * 1000,
            pupils: hours,
        };
        let report = Consultations {
            rows: vec![
                row("subject", "matemātika", 300),
                row("subject", "angļu valoda", 100),
                row("teacher", "", 50),
            ],
        };
        let csv = report.table().to_csv().unwrap();
        assert_eq!(
            csv.lines().collect::<Vec<_>>(),
            [
                "kind,subject_or_role,hours,share",
                "mācību priekšmets,matemātika,300,0.75",
                "mācību priekšmets,angļu valoda,100,0.25",
                "pedagogs ārpus priekšmeta,,50,1",
                "Kopā,,450,"
            ]
        );
    }
}
