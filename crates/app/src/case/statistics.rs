//! Cases in numbers, without names; small numbers are withheld before they leave this file.

use balsts_domain::{
    access::{Action, Reach, Resource},
    calendar::{SchoolYear, day_number},
    cases::{
        CaseKind, CaseState, Outcome, Party,
        statistics::{Alike, Statistics, statistics},
    },
};
use balsts_store::CaseCount;

use crate::{AppError, Ctx, Result};

/// Cases of a school year in numbers.
#[derive(Debug, Clone)]
pub struct CaseStatistics {
    /// The tables.
    pub tables: Statistics,
    /// In how many cases institutions recorded a cause, the rare ones left out: for readers of the whole municipality alone, because in a
    /// school a cause would name a child.
    pub causes: Option<Vec<(String, u32)>>,
    /// The smallest number shown.
    pub smallest: u32,
}

fn alike(count: &CaseCount) -> Result<Alike> {
    let unknown = || AppError::Internal("a case holds an unknown code".to_owned());
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    Ok(Alike {
        kind: CaseKind::from_code(&count.kind).ok_or_else(unknown)?,
        state: CaseState::from_code(&count.state).ok_or_else(unknown)?,
        lead: Party::from_code(&count.lead).ok_or_else(unknown)?,
        outcome: count.outcome.as_deref().and_then(Outcome::from_code),
        cases: number(count.cases),
        overdue: number(count.overdue),
        days: u64::try_from(count.days).unwrap_or_default(),
    })
}

impl Ctx {
    /// Cases opened in a school year by kind, step, lead and outcome, and the causes recorded in them.
    pub async fn case_statistics(&self, year: SchoolYear) -> Result<CaseStatistics> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let (from, to) = (
            i64::from(day_number(year.first_day())),
            i64::from(day_number(year.last_day())),
        );
        let smallest = self.smallest_cell().await?;
        let counts = self.store.case_counts(&scope, from, to).await?;
        let counts: Vec<Alike> = counts.iter().map(alike).collect::<Result<_>>()?;
        let mut causes = None;
        if scope.reach().contains(&Reach::Municipality) {
            let counts = self.store.case_cause_counts(&scope, from, to).await?;
            let counts = counts
                .into_iter()
                .map(|(kind, cases)| (kind, u32::try_from(cases).unwrap_or_default()));
            causes = Some(counts.filter(|(_, cases)| *cases >= smallest).collect());
        }
        Ok(CaseStatistics {
            tables: statistics(&counts, smallest),
            causes,
            smallest,
        })
    }
}
