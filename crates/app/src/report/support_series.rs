//! Support over five school years, put together from the reports of each year: what these withhold is withheld here, so that one gives nothing back of
//! the other.

use balsts_domain::calendar::SchoolYear;
use balsts_reports::{
    support_series::{SupportSeries, SupportYear},
    table::{Cell, Table},
};

use super::{ReportPeriod, SERIES};
use crate::{Ctx, Result};

/// The total of a column; nothing is known where the report has no data.
pub(super) fn total(table: &Table, column: &str) -> Cell {
    let at = table.columns.iter().position(|one| one.key == column);
    let last = table.totals.last();
    at.zip(last)
        .and_then(|(at, row)| row.get(at).cloned())
        .filter(|_| !table.rows.is_empty())
        .unwrap_or(Cell::Missing)
}

impl Ctx {
    /// `support-series`: plans, pupils, risks and hours of five school years, the last of them the one asked for.
    ///
    /// # Errors
    /// Those of [`Ctx::report`].
    pub async fn report_support_series(&self, wanted: &ReportPeriod) -> Result<SupportSeries> {
        let last = wanted.school_year.unwrap_or_else(|| SchoolYear::of(self.today()));
        let mut years: Vec<SchoolYear> = std::iter::successors(Some(last), |year| Some(year.previous()))
            .take(SERIES)
            .collect();
        years.reverse();
        let mut series = Vec::new();
        for year in years {
            let of = ReportPeriod {
                school_year: Some(year),
                published: wanted.published,
                ..ReportPeriod::default()
            };
            // Each of them judges by itself what the reader may see.
            let plans = Box::pin(self.report("support-plans", &of)).await?;
            let risks = Box::pin(self.report("risks", &of)).await?;
            let hours = Box::pin(self.report("consultations", &of)).await?;
            series.push(SupportYear {
                school_year: year.to_string(),
                plans: total(&plans, "plans"),
                pupils: total(&plans, "pupils"),
                risks: total(&risks, "count"),
                hours: total(&hours, "hours"),
            });
        }
        Ok(SupportSeries { years: series })
    }
}
