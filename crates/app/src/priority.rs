//! Priority target groups of the municipality: how many pupils belong to each, with small cells withheld, and who for those entitled.

use balsts_domain::access::{Action, Resource};
use balsts_domain::disclosure::{Shown, withhold};
use balsts_domain::risk::priority::PriorityGroup;
use balsts_store::InstitutionName;

use crate::{Ctx, Result};

/// How many pupils of each institution belong to each group.
#[derive(Debug, Clone)]
pub struct PriorityFigures {
    /// Institutions with pupils today, as rows.
    pub institutions: Vec<InstitutionName>,
    /// The groups with their counts in the order of the institutions.
    pub groups: Vec<(PriorityGroup, Shown)>,
    /// The smallest count shown.
    pub smallest: u32,
}

impl Ctx {
    /// The groups that the municipality has named; those of the programmes where it has named none.
    pub async fn priority_groups(&self) -> Result<Vec<PriorityGroup>> {
        Ok(self.risk_settings().await?.priority_groups)
    }

    /// Codes of the circumstances that make a pupil belong to a group.
    pub async fn priority_kinds(&self, code: &str) -> Result<Vec<&'static str>> {
        let groups = self.priority_groups().await?;
        let group = groups.into_iter().find(|group| group.code == code);
        Ok(group.map_or_else(Vec::new, |group| {
            group.kinds.iter().map(|kind| kind.code()).collect()
        }))
    }

    /// The figures of the actor's statistics, with small cells withheld and what would give them away: a count of circumstances tells of
    /// a child where it is small, whoever reads it.
    pub async fn priority_figures(&self) -> Result<PriorityFigures> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_cell().await?;
        let names = self.store.institution_names(self.actor.municipality).await?;
        let mut figures = PriorityFigures {
            institutions: Vec::new(),
            groups: Vec::new(),
            smallest,
        };
        for group in self.priority_groups().await? {
            let kinds: Vec<&'static str> = group.kinds.iter().map(|kind| kind.code()).collect();
            let sums = self.store.priority_sums(&scope, &kinds).await?;
            if figures.institutions.is_empty() {
                figures.institutions = sums
                    .iter()
                    .filter_map(|sum| names.iter().find(|name| name.id == sum.institution_id).cloned())
                    .collect();
            }
            let counts: Vec<u32> = figures
                .institutions
                .iter()
                .map(|institution| {
                    let sum = sums.iter().find(|sum| sum.institution_id == institution.id);
                    sum.map_or(0, |sum| u32::try_from(sum.pupils).unwrap_or_default())
                })
                .collect();
            figures.groups.push((group, withhold(&counts, smallest)));
        }
        Ok(figures)
    }
}
