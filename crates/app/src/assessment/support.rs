//! The support that one pupil is proposed, as this reader may see it, with what a person has decided about it.

use balsts_domain::access::{Action, Resource, Scope};
use balsts_domain::calendar::day_number;
use balsts_domain::risk::decision::{Change, LevelDecision, LevelEvent, LevelState, Verdict};
use balsts_domain::risk::history::YearSigns;
use balsts_domain::risk::{Assessment, Level, View};
use balsts_domain::support::{Around, Attended};
use balsts_store::{AssessmentRow, DecisionRow, PupilIdentity, Selection, StoreError, StoredPupil};
use jiff::civil::Date;

use super::decision::ShownLevel;
use super::engine::Engine;
use super::kept::decision_of;
use crate::{AppError, Ctx, Result};

/// The days compared around a start, and attendance before and after.
pub(crate) type AttendedAround = (Around, (Attended, Attended));

/// What a reader may know of a pupil's level of support.
#[derive(Debug, Clone)]
pub struct PupilSupport {
    /// The pupil.
    pub pupil: i64,
    /// With or without the child's circumstances. Nothing else may be shown to this reader.
    pub view: View,
    /// The assessment of today with all its readings and their evidence: use its functions that take a view.
    pub assessment: Assessment,
    /// Version of the settings; 0: the defaults of the product.
    pub settings_version: i64,
    /// The level shown, and the proposal beside it.
    pub shown: ShownLevel,
    /// Decisions that the reader may see, newest first.
    pub decisions: Vec<DecisionRow>,
    /// Since when the proposed level has been what it is.
    pub since: Option<Date>,
}

impl PupilSupport {
    /// The newest decision that the reader may see: whoever decides next says that they saw it.
    pub fn newest_decision(&self) -> Option<i64> {
        self.decisions.first().map(|row| row.id)
    }
}

impl Ctx {
    /// Who a pupil is and their level of support with its reasons, as this reader may see them. Reading is written down.
    pub async fn assessment(&self, public_id: &str) -> Result<(PupilIdentity, PupilSupport)> {
        let scope = self.scope(Action::Read, Resource::Assessment)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let support = self.support_of(&scope, identity.id).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(identity.id), "part=assessment");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok((identity, support))
    }

    /// The signs of this school year and the years before, as this reader may see them: signs show one to three years ahead.
    pub async fn signs_by_year(&self, public_id: &str) -> Result<Vec<YearSigns>> {
        let scope = self.scope(Action::Read, Resource::Assessment)?;
        let pupil = self.store.pupil_id(&scope, public_id).await?;
        let signs = self.signs_of(&scope, pupil).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(pupil), "part=signs");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(signs)
    }

    /// The same as [`Ctx::signs_by_year`] for a use case that writes down the reading itself.
    pub(crate) async fn signs_of(&self, scope: &Scope, pupil: i64) -> Result<Vec<YearSigns>> {
        let view = self.view_of(pupil).await?;
        let mut engine = self.engine(self.today(), None).await?.over_years();
        let stored = one(&mut engine, scope, pupil).await?;
        Ok(engine.signs(&stored, view))
    }

    /// The same as [`Ctx::assessment`] for a use case that writes down the reading itself.
    pub(crate) async fn support_of(&self, scope: &Scope, pupil: i64) -> Result<PupilSupport> {
        let view = self.view_of(pupil).await?;
        let mut engine = self.engine(self.today(), None).await?;
        let stored = one(&mut engine, scope, pupil).await?;
        let assessment = engine.judge(&stored).assessment;
        let decisions = self
            .store
            .level_decisions(scope, pupil, view == View::Full)
            .await?;
        let row = self.store.assessment_of(scope, pupil).await?;
        Ok(PupilSupport {
            pupil,
            view,
            shown: shown(&assessment, &decisions, view),
            settings_version: engine.settings_version,
            decisions,
            since: row.as_ref().and_then(|row| since(row, &assessment, view)),
            assessment,
        })
    }

    /// Attendance and the days compared around each of some days of one pupil, in their order, for a use case that writes down the reading itself;
    /// `None` for a day on which the pupil went to no school.
    pub(crate) async fn attendance_around(
        &self,
        scope: &Scope,
        pupil: i64,
        starts: &[Date],
        days: u32,
    ) -> Result<Vec<Option<AttendedAround>>> {
        let mut engine = self.engine(self.today(), None).await?.over_years();
        let stored = one(&mut engine, scope, pupil).await?;
        let around = |start: &Date| engine.around(&stored, day_number(*start), days);
        Ok(starts.iter().map(around).collect())
    }

    /// Whether this reader may see the child's circumstances.
    pub(crate) async fn view_of(&self, pupil: i64) -> Result<View> {
        let Ok(scope) = self.scope(Action::Read, Resource::Circumstances) else {
            return Ok(View::Open);
        };
        let selection = Selection {
            pupils: Some(&[pupil]),
            ..Selection::default()
        };
        let reached = self
            .store
            .selected_pupils(&scope, selection, self.today(), None)
            .await?;
        Ok(if reached.is_empty() {
            View::Open
        } else {
            View::Full
        })
    }
}

async fn one(engine: &mut Engine, scope: &Scope, pupil: i64) -> Result<StoredPupil> {
    let read = engine
        .walk(scope, &[pupil], true)
        .next()
        .await?
        .unwrap_or_default();
    engine.prepare(&read).await?;
    read.into_iter().next().ok_or_else(|| StoreError::NotFound.into())
}

/// The stored day, where the stored level is still the one proposed.
fn since(row: &AssessmentRow, assessment: &Assessment, view: View) -> Option<Date> {
    let (level, day) = match view {
        View::Open => (row.level_open, row.open_since_day),
        View::Full => (row.level_full, row.full_since_day),
    };
    let same = level == super::kept::rank(assessment.level(view));
    day.filter(|_| same).map(balsts_store::date)
}

/// What is shown: the person's decision while its reasons stand, with the program's proposal beside it.
fn shown(assessment: &Assessment, decisions: &[DecisionRow], view: View) -> ShownLevel {
    let proposal = assessment.proposal(view);
    let newest = decisions.iter().find_map(|row| Some((row, read(row)?)));
    let decided = |verdict: Verdict| match verdict {
        Verdict::Confirmed => LevelState::Confirmed,
        Verdict::Changed(_) => LevelState::Changed,
        Verdict::Dismissed => LevelState::Dismissed,
    };
    let (level, state, decision): (Option<Level>, LevelState, Option<i64>) = match newest {
        None => (proposal.level, LevelState::Proposed, None),
        Some((row, decision)) => {
            let state = decided(decision.verdict);
            match decision.since(assessment, view) {
                Change::None | Change::ReasonsFell(_) => (decision.level(), state, Some(row.id)),
                Change::ReasonsGrew(_) => {
                    let state = state
                        .next(LevelEvent::ReasonsGrew)
                        .unwrap_or(LevelState::Reopened);
                    (proposal.level, state, Some(row.id))
                }
                Change::ReasonsGone => {
                    let state = state.next(LevelEvent::ReasonsGone).unwrap_or(LevelState::Lapsed);
                    (None, state, Some(row.id))
                }
            }
        }
    };
    ShownLevel {
        level,
        proposed: proposal.level,
        raised: proposal.raised,
        state,
        decision,
    }
}

/// A decision as the rules know it.
pub(super) fn read(row: &DecisionRow) -> Option<LevelDecision> {
    decision_of(
        &row.action,
        row.proposed_level,
        row.level,
        row.restricted,
        row.at,
        &row.reason,
        &row.basis,
    )
}

impl From<balsts_domain::risk::decision::DecisionError> for AppError {
    fn from(error: balsts_domain::risk::decision::DecisionError) -> Self {
        use balsts_domain::risk::decision::DecisionError;
        match error {
            DecisionError::ReasonMissing => crate::FieldErrors::one("reason", "error-reason-required"),
            DecisionError::NothingProposed => Self::Conflict("error-level-not-proposed"),
            DecisionError::SameLevel => crate::FieldErrors::one("level", "error-level-same"),
        }
    }
}
