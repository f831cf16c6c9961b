//! Pupils for whom grounds hold to involve the social service and about whom there is no case: proposed to those of the school who may open one. A
//! person decides; nothing is opened by itself.

use balsts_domain::{
    access::{Action, Reach, Resource},
    attendance::AbsenceKind,
    cases::threshold::{Facts, Ground, grounds},
    risk::{Circumstance, Group, Status},
};
use balsts_store::{LookedFor, WithoutCaseRow};

use crate::{Ctx, Result};

/// A pupil about whom a case is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedCase {
    /// Who.
    pub row: WithoutCaseRow,
    /// The grounds that hold.
    pub grounds: Vec<Ground>,
}

impl Ctx {
    /// Pupils of the actor's school for whom a ground to involve the social service holds by the settings of the municipality (Rēzeknes novads left
    /// the thresholds open), while no case is open and none was opened this semester: then somebody has decided. Nobody for readers who may not know
    /// of attendance and circumstances, or open no cases for a school.
    pub async fn proposed_cases(&self) -> Result<Vec<ProposedCase>> {
        let (Ok(opening), Ok(cases), Ok(attendance), Ok(circumstances)) = (
            self.scope(Action::Write, Resource::CaseOpening),
            self.scope(Action::Read, Resource::Case),
            self.scope(Action::Read, Resource::Attendance),
            self.scope(Action::Read, Resource::Circumstances),
        ) else {
            return Ok(Vec::new());
        };
        let of_school = |part: &Reach| matches!(part, Reach::Institution(_));
        if !opening.reach().iter().any(of_school) {
            return Ok(Vec::new());
        }
        let social: Vec<&'static str> = Circumstance::all()
            .filter(|one| one.group() == Some(Group::D))
            .map(Circumstance::code)
            .collect();
        let unexcused = [AbsenceKind::Unexcused, AbsenceKind::Unknown].map(|kind| i64::from(kind.number()));
        let what = LookedFor {
            social: &social,
            substances: Circumstance::Status(Status::SubstanceUse).code(),
            unexcused: &unexcused,
            since: self.semester_start().await?,
        };
        let settings = self.case_rules().await?.settings;
        let rows = self
            .store
            .pupils_without_case(&circumstances, &attendance, &cases, what)
            .await?;
        // What nobody wrote down is not known; it is no no.
        let some = |yes: bool| yes.then_some(true);
        let proposed = rows.into_iter().filter_map(|row| {
            let facts = Facts {
                unexcused: u32::try_from(row.unexcused).ok(),
                social_problem: some(row.social),
                substances: some(row.substances),
                not_enrolled_days: None,
            };
            let holding = grounds(&settings, &facts)
                .into_iter()
                .filter(|(_, holds)| *holds == Some(true));
            let grounds: Vec<Ground> = holding.map(|(ground, _)| ground).collect();
            (!grounds.is_empty()).then_some(ProposedCase { row, grounds })
        });
        Ok(proposed.collect())
    }

    /// The same as a list; opening it is written down.
    pub async fn proposed_case_list(&self) -> Result<Vec<ProposedCase>> {
        let proposed = self.proposed_cases().await?;
        if !proposed.is_empty() {
            self.list_opened("proposed_cases", "", proposed.len()).await?;
        }
        Ok(proposed)
    }
}
