//! What became of those who ended grade 9 or 12.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::SchoolYear,
    people::NextStep,
    registry::{InstitutionKind, LeavingReason},
};
use balsts_reports::graduates::{Ending, GraduateLine, Graduates, Outcome};
use balsts_store::GraduateSum;

use super::{
    Place, Places, ReportPeriod,
    after_school::{AfterSchool, GraduateCounts},
    progress::grade_nine_sums,
    whole,
};
use crate::{Ctx, Result};

fn ending(sum: &GraduateSum) -> Ending {
    match sum.reason.as_deref().and_then(LeavingReason::parse) {
        Some(LeavingReason::Completed) => Ending::Certificate,
        Some(LeavingReason::WithoutCertificate) => Ending::Transcript,
        _ => Ending::NotTold,
    }
}

/// What is known: on whose list, else the newest step, else what the register says.
fn outcome(sum: &GraduateSum, next: Option<&Place>) -> Outcome {
    if let Some(place) = next {
        let is_vocational =
            sum.next_grade.is_none() && place.kinds.contains(&InstitutionKind::VocationalSchool);
        return Outcome::Step(if is_vocational {
            NextStep::VocationalStudies
        } else {
            NextStep::GeneralStudies
        });
    }
    match sum.step.as_deref().and_then(NextStep::from_code) {
        _ if sum.elsewhere != 0 => Outcome::Elsewhere,
        Some(step) => Outcome::Step(step),
        None => Outcome::NotKnown,
    }
}

impl Ctx {
    /// `graduates`: pupils who ended grade 9 or 12 by institution, how they ended it, and what they do since. Of the school year before the current
    /// one when none is given, as what follows this one is not known yet. Those who may see each of them see every number.
    pub async fn report_graduates(&self, wanted: &ReportPeriod) -> Result<Graduates> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::NextStep, wanted).await?;
        let current = SchoolYear::of(self.today());
        let year = wanted.school_year.unwrap_or_else(|| current.previous());
        let own = self.places(year.period()).await?;
        let places = Places(self.places(year.next().period()).await?);
        let counts = self.graduate_counts(&scope, &places, year).await?;
        let mut destinations = Vec::new();
        if smallest > 1 {
            destinations = grade_nine_sums(self, &scope, &places, year).await?;
        }
        let shown = AfterSchool::of(&destinations, &places, &counts, smallest);
        let name = |id: &i64| own.get(id).map(|place| place.name.clone()).unwrap_or_default();
        Ok(Graduates {
            school_year: year.to_string(),
            lines: counts
                .keys
                .iter()
                .map(|(id, grade, ending)| GraduateLine {
                    institution: name(id),
                    grade: *grade,
                    ending: *ending,
                })
                .collect(),
            counts: shown.graduates,
        })
    }

    /// Those who ended grade 9 or 12 in a school year by institution, grade and ending, with what is known of them since; `places` are those of
    /// the year after.
    pub(super) async fn graduate_counts(
        &self,
        scope: &Scope,
        places: &Places,
        year: SchoolYear,
    ) -> Result<GraduateCounts> {
        let beside: Vec<i64> = places
            .0
            .iter()
            .filter(|(_, place)| !place.is_school())
            .map(|(id, _)| *id)
            .collect();
        let outcomes: Vec<Outcome> = Outcome::all().collect();
        let mut found: BTreeMap<(i64, u8, Ending), Vec<u32>> = BTreeMap::new();
        for sum in self.store.graduate_sums(scope, year, &beside).await? {
            let grade = u8::try_from(sum.grade).unwrap_or_default();
            let next = sum.next_institution_id.and_then(|id| places.0.get(&id));
            let counts = found
                .entry((sum.institution_id, grade, ending(&sum)))
                .or_insert_with(|| vec![0; outcomes.len()]);
            let known = outcome(&sum, next);
            if let Some(at) = outcomes.iter().position(|one| *one == known) {
                counts[at] += whole(sum.pupils);
            }
        }
        Ok(GraduateCounts {
            keys: found.keys().copied().collect(),
            rows: found.into_values().collect(),
        })
    }
}
