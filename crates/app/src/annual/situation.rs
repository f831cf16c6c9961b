//! The chapter on the situation: the reports of the registry for the school year of the report, as they may be published.

use balsts_domain::{
    access::{Action, Resource},
    programme::AnnualYear,
};
use balsts_reports::{
    annual::Situation,
    chart::{BarChart, Bars, Series},
    table::{Cell, Kind, Label, Table},
};

use crate::{AppError, Ctx, Result, report::ReportPeriod};

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

/// A picture of some columns: rows under the name in their first column.
fn chart(table: &Table, keys: &[&'static str]) -> Option<BarChart> {
    const MOST: usize = 24;
    let columns: Vec<usize> = keys
        .iter()
        .filter_map(|key| table.columns.iter().position(|column| column.key == *key))
        .collect();
    let rows = &table.rows;
    if columns.is_empty() || rows.is_empty() || rows.len() > MOST {
        return None;
    }
    let name = |row: &Vec<Cell>| match row.first() {
        Some(Cell::Text(text)) => Label::name(text.clone()),
        Some(Cell::Label(label) | Cell::Coded(_, label)) => label.clone(),
        _ => Label::name("–"),
    };
    let series = columns.iter().map(|at| {
        let column = &table.columns[*at];
        let values = rows
            .iter()
            .map(|row| row.get(*at).cloned().unwrap_or(Cell::Missing));
        Series::new(column.key, column.heading.clone(), values.collect())
    });
    Some(BarChart {
        title: table.title.clone(),
        category: table.columns.first()?.heading.clone(),
        categories: rows.iter().map(name).collect(),
        series: series.collect(),
        kind: Kind::Integer,
        bars: Bars::Grouped,
    })
}

impl Ctx {
    /// The chapter; nothing for those who may not read statistics.
    pub(super) async fn annual_situation(&self, year: AnnualYear) -> Result<Vec<Situation>> {
        if self.scope(Action::Read, Resource::Statistics).is_err() {
            return Ok(Vec::new());
        }
        let wanted = ReportPeriod {
            school_year: Some(year.school_year()),
            published: true,
            ..ReportPeriod::default()
        };
        let mut chapter = Vec::new();
        for (kind, pictured) in CHAPTER {
            let table = match self.report(kind, &wanted).await {
                Ok(table) => table,
                Err(AppError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            // Of what nobody has delivered the chapter says nothing.
            if table.rows.is_empty() {
                continue;
            }
            chapter.push(Situation {
                chart: chart(&table, pictured),
                table,
            });
        }
        Ok(chapter)
    }
}
