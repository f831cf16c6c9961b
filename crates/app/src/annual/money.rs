//! Money of the report: what activities were planned to cost and cost in the calendar year in which it is presented.

use std::collections::BTreeSet;

use balsts_domain::programme::{AnnualYear, Programme};
use balsts_reports::{annual::Money, table::Label};

use crate::{Ctx, Result, programme::achievement::PromisedNumber};

impl Ctx {
    /// A line for each activity and source of which anything was written down.
    pub(super) async fn annual_money(
        &self,
        year: AnnualYear,
        programme: &Programme,
        numbers: &[PromisedNumber],
    ) -> Result<Vec<Money>> {
        let view = self.money_beside(programme, numbers, year.year()).await?;
        Ok(view
            .lines
            .iter()
            .flat_map(|line| {
                let sources: BTreeSet<_> = line.planned.keys().chain(line.spent.keys()).collect();
                let activity = format!("{} {}", line.number, line.title).trim().to_owned();
                sources.into_iter().map(move |source| Money {
                    activity: activity.clone(),
                    source: Label::new(source.words().latvian, source.words().english),
                    planned: line.planned.get(source).copied(),
                    spent: line.spent.get(source).copied(),
                })
            })
            .collect())
    }
}
