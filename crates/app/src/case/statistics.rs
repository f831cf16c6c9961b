//! Cases in numbers, without names; small numbers are withheld before they leave this file.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    calendar::{SchoolYear, day_number},
    cases::{
        CaseKind, CaseState, Outcome, Party,
        statistics::{Alike, Statistics, statistics},
    },
    disclosure::withhold,
};
use balsts_reports::authorities::AuthorityYear;
use balsts_store::{AuthoritySpan, CaseCount};

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

fn days_of(year: SchoolYear) -> (i64, i64) {
    (
        i64::from(day_number(year.first_day())),
        i64::from(day_number(year.last_day())),
    )
}

/// Decisions on protocols are written down by the police and by the specialist, who keeps the records of the administrative commission.
const AUTHORITIES: [Party; 3] = [Party::MunicipalPolice, Party::StatePolice, Party::ChildRights];

impl Ctx {
    /// From when to when each authority has recorded anything: custody cases stand under the orphans' court.
    pub(crate) async fn authority_spans(&self, scope: &Scope) -> Result<Vec<AuthoritySpan>> {
        let custody = Party::OrphansCourt.code();
        Ok(self.store.authority_spans(scope, custody).await?)
    }

    async fn counts_of(&self, scope: &Scope, year: SchoolYear) -> Result<Vec<Alike>> {
        let (from, to) = days_of(year);
        let counts = self.store.case_counts(scope, from, to).await?;
        counts.iter().map(alike).collect()
    }

    /// `authorities` of a school year: custody cases opened and decisions on protocols written down by each authority. A number of few children
    /// is withheld, and so is one that the statistics of cases withhold.
    pub(crate) async fn authority_year(
        &self,
        scope: &Scope,
        year: SchoolYear,
        smallest: u32,
        spans: &[AuthoritySpan],
    ) -> Result<AuthorityYear> {
        let (from, to) = days_of(year);
        // Before its first record and after its newest nothing is known of an authority, which is no nought.
        let recorded = |party: Party| {
            let mut of_party = spans
                .iter()
                .filter(|span| span.party.as_deref() == Some(party.code()));
            of_party.any(|span| span.first_day <= to && span.last_day >= from)
        };
        let counts = self.counts_of(scope, year).await?;
        let sums = self.store.protocol_sums(scope, from, to).await?;
        let of = |party: Option<Party>| {
            let code = party.map(Party::code);
            let sum = sums.iter().find(|sum| sum.party.as_deref() == code);
            let number = |value: i64| u32::try_from(value).unwrap_or_default();
            sum.map_or((0, 0), |sum| (number(sum.protocols), number(sum.children)))
        };
        let found = AUTHORITIES.map(|party| of(Some(party)));
        let together = of(None);
        let shown = withhold(&found.map(|(_, children)| children), smallest);
        let protocols = [0, 1, 2].map(|at: usize| {
            let is_shown = shown.counts.get(at).copied().flatten().is_some();
            is_shown.then_some(found[at].0)
        });
        let few = together.1 > 0 && together.1 < smallest;
        let kinds = statistics(&counts, smallest).kinds;
        Ok(AuthorityYear {
            school_year: year.to_string(),
            custody_known: recorded(Party::OrphansCourt),
            protocols_known: AUTHORITIES.map(recorded),
            custody: kinds
                .iter()
                .find(|(kind, _)| *kind == CaseKind::Separation)
                .and_then(|(_, figures)| figures.all),
            protocols,
            all: shown.total.filter(|_| !few).map(|_| together.0),
        })
    }

    /// Cases opened in a school year by kind, step, lead and outcome, and the causes recorded in them.
    pub async fn case_statistics(&self, year: SchoolYear) -> Result<CaseStatistics> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let (from, to) = days_of(year);
        let smallest = self.smallest_cell().await?;
        let counts = self.counts_of(&scope, year).await?;
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
