//! What waits for the leadership of a municipality: institutions whose deadlines have passed, that are silent, or whose data are missing or old.
//! Figures of institutions as the page of the municipality gives them; what has changed since a visit is a window of its own, and small counts
//! are withheld in both.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::day_number,
    disclosure::withhold,
    risk::{
        signal::Input,
        silence::{Silence, Voice},
    },
};
use balsts_store::{InstitutionName, load::LoadAge};
use jiff::civil::Date;

use super::is_old;
use crate::{Ctx, Result, clock::day_in_riga, report::late_duties};

/// An institution with deadlines that have passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The institution.
    pub institution: InstitutionName,
    /// Its duties past their day; none where the count is withheld.
    pub overdue: Option<u32>,
    /// The earliest of their days.
    pub earliest: Date,
}

/// What the leadership of a municipality comes back to.
#[derive(Debug, Clone)]
pub struct MunicipalLeadershipHome {
    /// Institutions with deadlines that have passed, the earliest first.
    pub late: Vec<Late>,
    /// Duties past their day of all institutions; none where the count is withheld.
    pub overdue: Option<u32>,
    /// Institutions with signals and no reports, and those that leave reports unanswered.
    pub silent: Vec<(InstitutionName, Silence, Voice)>,
    /// Schools whose absences have grown old, with their newest day; those that never delivered any have none.
    pub old: Vec<(InstitutionName, Option<Date>)>,
    /// Duties that have passed their day since; none where the count is withheld.
    pub newly_late: Option<u32>,
    /// Concerns reported since; none where the count is withheld.
    pub reported: Option<u32>,
    /// Kinds of files loaded since.
    pub loaded: Vec<LoadAge>,
    /// Smaller counts than this are withheld.
    pub smallest: u32,
}

impl Ctx {
    /// What the leadership comes back to, and what has changed since a moment.
    pub async fn municipal_leadership_home(&self, since: i64) -> Result<MunicipalLeadershipHome> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let names = self.institution_names().await?;
        let names: BTreeMap<i64, InstitutionName> = names.into_iter().map(|one| (one.id, one)).collect();
        let since_day = day_in_riga(balsts_store::timestamp(since));
        let newly_late = self.store.overdue_since(&scope, since_day).await?;
        let concerns = self.store.concern_sums(&scope, since).await?;
        let reported = concerns.iter().map(|sum| sum.reported).sum();
        let mut loaded = self.store.load_ages(&scope).await?;
        loaded.retain(|age| age.loaded_at >= since);
        let smallest = self.smallest_cell().await?;
        let (late, overdue) = self.late(&scope, &names, smallest).await?;
        Ok(MunicipalLeadershipHome {
            late,
            overdue,
            silent: self.silent_institutions().await?,
            old: self.schools_with_old_absences().await?,
            newly_late: shown(newly_late, smallest),
            reported: shown(reported, smallest),
            loaded,
            smallest,
        })
    }

    /// Institutions with late duties, and the duties of all. Counts are those of the overview of the municipality.
    async fn late(
        &self,
        scope: &Scope,
        names: &BTreeMap<i64, InstitutionName>,
        smallest: u32,
    ) -> Result<(Vec<Late>, Option<u32>)> {
        let sums = self.store.overdue_sums(scope).await?;
        let shown = late_duties(&sums, smallest);
        let mut earliest: BTreeMap<i64, i64> = BTreeMap::new();
        for sum in sums.iter().filter(|sum| sum.overdue > 0) {
            let Some(institution) = sum.institution_id else {
                continue;
            };
            let day = earliest.entry(institution).or_insert(sum.earliest_day);
            *day = (*day).min(sum.earliest_day);
        }
        let mut late: Vec<Late> = earliest
            .into_iter()
            .filter_map(|(id, earliest)| {
                Some(Late {
                    institution: names.get(&id)?.clone(),
                    overdue: shown.of(id),
                    earliest: balsts_store::date(earliest),
                })
            })
            .collect();
        late.sort_by_key(|one| one.earliest);
        Ok((late, shown.total))
    }

    /// Schools with pupils in grades, whose absences were read last from too long ago or never.
    pub(crate) async fn schools_with_old_absences(&self) -> Result<Vec<(InstitutionName, Option<Date>)>> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let names = self.institution_names().await?;
        let mut names: BTreeMap<i64, InstitutionName> = names.into_iter().map(|one| (one.id, one)).collect();
        let after = self.load_bounds().await?.old_school_days;
        let school_days = self.calendar().await?.school_days(None, None);
        let today = i64::from(day_number(self.today()));
        let mut newest: BTreeMap<i64, i64> = BTreeMap::new();
        for span in self.store.assessed_spans(scope.municipality()).await? {
            if let (true, Some(day)) = (is_of_absences(&span.input), span.newest_day) {
                let known = newest.entry(span.institution_id).or_insert(day);
                *known = (*known).max(day);
            }
        }
        let sums = self.store.enrolment_sums(&scope, self.today()).await?;
        let schools: BTreeSet<i64> = sums
            .iter()
            .filter(|sum| sum.grade.is_some())
            .map(|sum| sum.institution_id)
            .collect();
        Ok(schools
            .into_iter()
            .map(|id| (id, newest.get(&id).copied()))
            .filter(|(_, day)| day.is_none_or(|day| is_old(&school_days, day, today, after)))
            .filter_map(|(id, day)| Some((names.remove(&id)?, day.map(balsts_store::date))))
            .collect())
    }
}

fn is_of_absences(input: &str) -> bool {
    [Input::Absences, Input::AbsenceTotals]
        .iter()
        .any(|one| one.code() == input)
}

/// A count that stands alone, as it may be shown.
fn shown(count: i64, smallest: u32) -> Option<u32> {
    withhold(&[u32::try_from(count).unwrap_or_default()], smallest).total
}
