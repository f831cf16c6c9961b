//! Priority target groups of the municipality: how many pupils belong to each, with small cells withheld, and who for those entitled.

use std::collections::BTreeSet;

use balsts_domain::access::{Action, Resource, Scope};
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
        let enrolments = self.store.enrolment_sums(&scope, self.today()).await?;
        let with_pupils: BTreeSet<i64> = enrolments.iter().map(|sum| sum.institution_id).collect();
        let named = |id: &i64| names.iter().find(|name| name.id == *id).cloned();
        let institutions = with_pupils.iter().filter_map(named).collect();
        self.priority_of(&scope, self.priority_groups().await?, institutions, smallest)
            .await
    }

    /// The same where groups and institutions are known already.
    pub(crate) async fn priority_of(
        &self,
        scope: &Scope,
        groups: Vec<PriorityGroup>,
        institutions: Vec<InstitutionName>,
        smallest: u32,
    ) -> Result<PriorityFigures> {
        let kinds: Vec<Vec<&'static str>> = groups
            .iter()
            .map(|group| group.kinds.iter().map(|kind| kind.code()).collect())
            .collect();
        let sums = self.store.priority_sums(scope, &kinds).await?;
        let count = |group: i64, institution: i64| {
            let sum = sums
                .iter()
                .find(|sum| sum.of_group == group && sum.institution_id == institution);
            sum.map_or(0, |sum| u32::try_from(sum.pupils).unwrap_or_default())
        };
        let groups = (0..).zip(groups).map(|(at, group)| {
            let counts: Vec<u32> = institutions.iter().map(|one| count(at, one.id)).collect();
            (group, withhold(&counts, smallest))
        });
        Ok(PriorityFigures {
            groups: groups.collect(),
            institutions,
            smallest,
        })
    }
}
