//! The chapter on the situation: the reports of the registry for the school year of the report, as they may be published.

use balsts_domain::{
    access::{Action, Resource},
    programme::AnnualYear,
};
use balsts_reports::{
    annual::Situation,
    chart::BarChart,
    table::{Cell, Table},
};

use crate::{AppError, Ctx, Result, assessment::SignalDays, report::ReportPeriod};

/// The reports of the chapter, in its order, and the columns of which a picture is drawn.
const CHAPTER: [(&str, &[&str]); 13] = [
    ("enrolment", &[]),
    ("preschool", &[]),
    ("staff", &[]),
    ("absences", &["illness", "excused", "unexcused"]),
    ("over-limit", &[]),
    ("long-absences", &[]),
    ("repeaters", &[]),
    ("exams", &[]),
    ("support-plans", &["pupils"]),
    ("risks", &[]),
    ("consultations", &[]),
    ("extracurricular", &[]),
    ("care", &[]),
];

/// The report whose figures decide which indicators may stand beside it.
const BESIDE_INDICATORS: &str = "support-plans";

/// How much of the chapter is made: each report costs its time, and two of them a walk over all pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chapter {
    /// All of it.
    Whole,
    /// What decides which indicators may be shown, and nothing that is shown itself.
    Unshown,
}

/// Whether the table of support plans shows how many pupils had one; where there is no such table it may be told elsewhere.
pub(super) fn tells_supported(chapter: &[Situation]) -> bool {
    fn place(table: &Table, key: &str) -> Option<usize> {
        table.columns.iter().position(|column| column.key == key)
    }
    chapter
        .iter()
        .map(|one| &one.table)
        .filter(|table| place(table, "plans").is_some())
        .filter_map(|table| Some((table, place(table, "pupils")?)))
        .all(|(table, at)| {
            table
                .totals
                .iter()
                .all(|row| row.get(at) != Some(&Cell::Withheld))
        })
}

impl Ctx {
    /// The chapter; nothing for those who may not read statistics.
    pub(super) async fn annual_situation(&self, year: AnnualYear, much: Chapter) -> Result<Vec<Situation>> {
        if self.scope(Action::Read, Resource::Statistics).is_err() {
            return Ok(Vec::new());
        }
        let wanted = ReportPeriod {
            school_year: Some(year.school_year()),
            published: true,
            ..ReportPeriod::default()
        };
        let mut days = SignalDays::default();
        let mut chapter = Vec::new();
        for (kind, pictured) in CHAPTER {
            if much == Chapter::Unshown && kind != BESIDE_INDICATORS {
                continue;
            }
            let table = match self.report_beside(kind, &wanted, &mut days).await {
                Ok(table) => table,
                Err(AppError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            // Of what nobody has delivered the chapter says nothing.
            if table.rows.is_empty() {
                continue;
            }
            chapter.push(Situation {
                chart: BarChart::of_table(&table, pictured),
                table,
            });
        }
        Ok(chapter)
    }
}
