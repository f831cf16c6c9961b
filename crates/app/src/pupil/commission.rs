//! Referring a child to the pedagogical medical commission: the papers the institution prepares, and what the commission found. Counts of
//! it carry no names.

use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    disclosure::{Shown, withhold},
    registry::{CommissionPaper, ProgrammeCode},
};
use balsts_store::{NewReferral, PupilIdentity, ReferralChange, ReferralRow, ReferralSum, StoreError};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest text.
const LONGEST: usize = 2_000;

/// A pupil's referrals.
#[derive(Debug, Clone)]
pub struct ReferralsView {
    /// Who.
    pub identity: PupilIdentity,
    /// The newest first.
    pub referrals: Vec<ReferralRow>,
}

/// How many children of each institution were referred and assessed.
#[derive(Debug, Clone)]
pub struct ReferralFigures {
    /// Names of the institutions with referrals, as rows.
    pub institutions: Vec<String>,
    /// Children referred.
    pub referred: Shown,
    /// Children assessed.
    pub assessed: Shown,
}

/// What came of a referral, as a person writes it down.
#[derive(Debug, Clone, Default)]
pub struct ReferralOutcome {
    /// The version that the person saw.
    pub version: i64,
    /// Papers that are ready.
    pub papers: Vec<CommissionPaper>,
    /// The day of the assessment, once it was.
    pub assessed: Option<Date>,
    /// The programme recommended, as typed; empty for none.
    pub programme_code: String,
    /// What was found; empty for nothing to note.
    pub finding: String,
}

/// Codes as stored.
fn joined(papers: &[CommissionPaper]) -> String {
    let codes: Vec<&str> = CommissionPaper::ALL
        .into_iter()
        .filter(|paper| papers.contains(paper))
        .map(CommissionPaper::code)
        .collect();
    codes.join(";")
}

/// The papers of stored codes.
pub fn papers(codes: &str) -> Vec<CommissionPaper> {
    codes.split(';').filter_map(CommissionPaper::parse).collect()
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

impl Ctx {
    /// A pupil's referrals. Opening them is a read of the child's record.
    pub async fn referrals(&self, public_id: &str) -> Result<ReferralsView> {
        let scope = self.scope(Action::Read, Resource::CommissionReferral)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let referrals = self.store.referrals(&scope, identity.id).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(identity.id), "part=commission");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(ReferralsView { identity, referrals })
    }

    /// Refers a pupil to the commission. `on` defaults to today.
    ///
    /// # Errors
    /// Not found when the scope does not reach the pupil; invalid for a day to come or a text that is too long.
    pub async fn refer(
        &self,
        public_id: &str,
        on: Option<Date>,
        papers: &[CommissionPaper],
        note: &str,
    ) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::CommissionReferral)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let on = on.unwrap_or_else(|| self.today());
        let mut errors = FieldErrors::new();
        if on > self.today() {
            errors.add("on", "error-referral-later");
        }
        if note.chars().count() > LONGEST {
            errors.add_with("note", "error-too-long", "length", LONGEST);
        }
        errors.check()?;
        let institution = identity.institution_id.ok_or(AppError::NotFound)?;
        let referral = NewReferral {
            pupil: identity.id,
            institution,
            on,
            papers: joined(papers),
            note: filled(note),
        };
        let (user, at) = (self.user()?, self.instant());
        let writing = self.store.write().await?;
        let id = writing.add_referral(&referral, user, at).await?;
        let event = self.event(
            "commission.referred",
            "pupil",
            Some(identity.id),
            format!("referral={id}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Writes down which papers are ready and what the commission found.
    ///
    /// # Errors
    /// Not found for a referral that is none of this pupil's; conflict when somebody else changed it meanwhile; invalid for a day before the
    /// referral or to come, a code that is no programme's, or a finding without the day of the assessment.
    pub async fn record_assessment(&self, public_id: &str, id: i64, outcome: &ReferralOutcome) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::CommissionReferral)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let rows = self.store.referrals(&scope, identity.id).await?;
        let row = rows.iter().find(|row| row.id == id).ok_or(AppError::NotFound)?;
        let mut errors = FieldErrors::new();
        match outcome.assessed {
            Some(day) if day < balsts_store::date(row.referred_day) => {
                errors.add("assessed", "error-assessed-before");
            }
            Some(day) if day > self.today() => {
                errors.add("assessed", "error-referral-later");
            }
            None if filled(&outcome.programme_code).is_some() || filled(&outcome.finding).is_some() => {
                errors.add("assessed", "error-assessed-day");
            }
            _ => {}
        }
        let programme_code = match filled(&outcome.programme_code).map(str::parse::<ProgrammeCode>) {
            None => None,
            Some(Ok(code)) => Some(code.to_string()),
            Some(Err(_)) => {
                errors.add("programme_code", "error-programme-code");
                None
            }
        };
        if outcome.finding.chars().count() > LONGEST {
            errors.add_with("finding", "error-too-long", "length", LONGEST);
        }
        errors.check()?;
        let change = ReferralChange {
            version: outcome.version,
            papers: joined(&outcome.papers),
            assessed: outcome.assessed,
            programme_code,
            finding: filled(&outcome.finding),
        };
        let (user, at) = (self.user()?, self.instant());
        let writing = self.store.write().await?;
        writing
            .change_referral(identity.id, id, &change, user)
            .await
            .map_err(|error| match error {
                StoreError::Conflict(_) => AppError::Conflict("error-conflict"),
                other => other.into(),
            })?;
        let event = self.event(
            "commission.recorded",
            "pupil",
            Some(identity.id),
            format!("referral={id}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Children referred and assessed in a school year, by institution, without names. Readers who do not see the referrals themselves get no
    /// count that would name a child, nor a total that gives it back (PRV-04).
    pub async fn referral_figures(&self, year: SchoolYear) -> Result<ReferralFigures> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let sums = self
            .store
            .referral_sums(&scope, year.first_day(), year.last_day())
            .await?;
        let smallest = if self.sees_each(&scope, Resource::CommissionReferral) {
            1
        } else {
            self.smallest_cell().await?
        };
        let shown = |of: fn(&ReferralSum) -> i64| {
            let counts: Vec<u32> = sums
                .iter()
                .map(|one| u32::try_from(of(one)).unwrap_or_default())
                .collect();
            withhold(&counts, smallest)
        };
        Ok(ReferralFigures {
            referred: shown(|one| one.referred),
            assessed: shown(|one| one.assessed),
            institutions: sums.into_iter().map(|one| one.institution).collect(),
        })
    }
}
