//! Meetings in which institutions work together, in numbers. Nothing in them is about a child.

use balsts_domain::access::{Action, Resource};
use balsts_reports::meetings::{BodyYear, Meetings};
use balsts_store::BodyWork;

use super::ReportPeriod;
use crate::{Ctx, Result};

/// The numbers of a body as reports take them.
pub(crate) fn body_year(row: BodyWork) -> BodyYear {
    BodyYear {
        body: row.name,
        meetings: row.meetings,
        decisions: row.decisions,
        reached: row.reached,
        partly: row.partly,
        not_reached: row.not_reached,
        proposals: row.proposals,
    }
}

impl Ctx {
    /// `meetings`: of the calendar year in which the school year begins that is asked for; of this year when none is.
    pub async fn report_meetings(&self, wanted: &ReportPeriod) -> Result<Meetings> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        let year = match (wanted.on, wanted.school_year) {
            (Some(on), _) => on.year(),
            (None, Some(year)) => year.first_calendar_year(),
            (None, None) => self.today().year(),
        };
        let rows = self.store.body_work(&scope, year).await?;
        Ok(Meetings {
            year,
            rows: rows.into_iter().map(body_year).collect(),
        })
    }
}
