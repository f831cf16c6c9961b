//! Absence and marks through five school years, put together from the reports of each year: what these withhold is withheld here, and of a year that was
//! not loaded nothing is known.

use balsts_domain::calendar::SchoolYear;
use balsts_reports::table::Cell;

use super::{ANNUAL_MARKS, ReportPeriod, SERIES, support_series::total, two_years::Missed};
use crate::{Ctx, Result};

/// A school year of the series.
#[derive(Debug, Clone, PartialEq)]
pub struct DynamicsYear {
    /// The year.
    pub year: SchoolYear,
    /// Lessons missed for illness, otherwise excused and unexcused, at all institutions together.
    pub missed: Missed,
    /// Pupils with an annual mark.
    pub marked: Cell,
    /// Share of them with an insufficient one.
    pub insufficient: Cell,
}

impl Ctx {
    /// Missed lessons by reason and insufficient annual marks of five school years, the last of them the one asked for.
    ///
    /// # Errors
    /// Those of [`Ctx::report`].
    pub async fn dynamics(&self, last: SchoolYear) -> Result<Vec<DynamicsYear>> {
        let mut years: Vec<SchoolYear> = std::iter::successors(Some(last), |year| Some(year.previous()))
            .take(SERIES)
            .collect();
        years.reverse();
        let mut series = Vec::new();
        for year in years {
            let of = ReportPeriod {
                school_year: Some(year),
                ..ReportPeriod::default()
            };
            // Each of them judges by itself what the reader may see.
            let absences = Box::pin(self.report("absences", &of)).await?;
            let marks = Box::pin(self.report(ANNUAL_MARKS, &of)).await?;
            series.push(DynamicsYear {
                year,
                missed: ["illness", "excused", "unexcused"].map(|key| total(&absences, key)),
                marked: total(&marks, "pupils"),
                insufficient: total(&marks, "share"),
            });
        }
        Ok(series)
    }
}
