//! Support plans: drafted by the support team, approved, carried out, evaluated. Every reader sees what the access table gives: risks and measures
//! of health, means and family only with the child's circumstances. A change carries the version that the person saw; what somebody else wrote
//! in the meantime is shown beside what was typed, and neither is lost.

mod approval;
mod document;
mod draft;
mod effect;
mod evaluation;
mod notes;
mod part;
mod part_hours;
mod start;
mod told;
mod turn;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::{Period, SchoolYear, Semester},
    registry::InstitutionKind,
    risk::{Factor, Level},
    support::{
        Consultation, EffectSettings, Given, Hours, NoteKind, PlanEvent, PlanState, ReportingGap, Signer,
        Term, dynamics_gap, given, signer,
    },
};
use balsts_store::{
    ConsultationLine, MeasureRow, NoteRow, PartAnswerRow, PartHoursRow, PartRow, PlanChoice, PlanLine,
    PlanRiskRow, PlanSheet, StepRow, StoreError, date,
};
use serde::{Deserialize, Serialize};

use crate::{AppError, Ctx, FieldErrors, Result};

pub use draft::{FamilyForm, MeasureForm, risk_seen};
pub(crate) use effect::marked;
pub use effect::{BeforeAfter, ComparedStart};
pub use evaluation::{EvaluatePlan, RiskEvaluation};
pub use notes::NoteForm;
pub use part::{PartForm, own_part_standing, part_agreed_on, part_standing};
pub use part_hours::{LogPartHours, takes_hours};
pub use start::StartPlan;

/// Longest text of one field.
pub(crate) const TEXT_LENGTH: usize = 4_000;
/// Plans of a list.
const LIST_LENGTH: u64 = 500;

/// Settings of support in a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SupportSettings {
    /// Whether a pupil has no more than one individual plan in a semester.
    pub one_per_semester: bool,
    /// How many times a school year dynamics are written down.
    pub dynamics_per_year: u32,
    /// For how many hours a pupil can confirm a consultation on a phone.
    pub confirmation_hours: i64,
    /// How before and after are compared.
    #[serde(flatten)]
    pub effect: EffectSettings,
    /// By whom plans are approved.
    #[serde(flatten)]
    pub coordinators: Coordinators,
}

/// In which kinds of institutions a municipal coordinator approves after the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "each field is the kind of institution that its name says"
)]
pub struct Coordinators {
    pub coordinator_preschool: bool,
    pub coordinator_primary_school: bool,
    pub coordinator_basic_school: bool,
    pub coordinator_secondary_school: bool,
    pub coordinator_gymnasium: bool,
    pub coordinator_state_gymnasium: bool,
    pub coordinator_special_school: bool,
    pub coordinator_vocational_school: bool,
}

impl Default for Coordinators {
    fn default() -> Self {
        Self {
            coordinator_preschool: true,
            coordinator_primary_school: true,
            coordinator_basic_school: true,
            coordinator_secondary_school: true,
            coordinator_gymnasium: true,
            coordinator_state_gymnasium: true,
            coordinator_special_school: true,
            coordinator_vocational_school: false,
        }
    }
}

impl Coordinators {
    /// Whether the coordinator approves plans of a kind of institution; where there are no plans, nobody is asked.
    pub const fn approve(&self, kind: InstitutionKind) -> bool {
        match kind {
            InstitutionKind::Preschool => self.coordinator_preschool,
            InstitutionKind::PrimarySchool => self.coordinator_primary_school,
            InstitutionKind::BasicSchool => self.coordinator_basic_school,
            InstitutionKind::SecondarySchool => self.coordinator_secondary_school,
            InstitutionKind::Gymnasium => self.coordinator_gymnasium,
            InstitutionKind::StateGymnasium => self.coordinator_state_gymnasium,
            InstitutionKind::SpecialSchool => self.coordinator_special_school,
            InstitutionKind::VocationalSchool => self.coordinator_vocational_school,
            InstitutionKind::VocationalOrientation | InstitutionKind::InterestEducation => false,
        }
    }
}

impl Default for SupportSettings {
    fn default() -> Self {
        Self {
            one_per_semester: false,
            dynamics_per_year: 3,
            confirmation_hours: 12,
            effect: EffectSettings::default(),
            coordinators: Coordinators::default(),
        }
    }
}

/// A plan as a reader sees it.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// What stands on the sheet.
    pub sheet: PlanSheet,
    /// Where it stands.
    pub state: PlanState,
    /// Risks that this reader may see.
    pub risks: Vec<PlanRiskRow>,
    /// Codes of the factors that people have confirmed and that are no risk of the plan yet; for those who draft it.
    pub confirmed: Vec<String>,
    /// Measures that this reader may see.
    pub measures: Vec<MeasureRow>,
    /// Parts of other institutions.
    pub parts: Vec<PartRow>,
    /// What these institutions answered, to earlier words as well, the newest first.
    pub part_answers: Vec<PartAnswerRow>,
    /// Hours that these institutions gave, the latest day first.
    pub part_hours: Vec<PartHoursRow>,
    /// Consultations, the newest first.
    pub consultations: Vec<ConsultationLine>,
    /// Notes, the newest first.
    pub notes: Vec<NoteRow>,
    /// Advice that was given on the plan which this draft continues, the newest first: it is what the plan is adapted by.
    pub advice: Vec<NoteRow>,
    /// Advice was given on this plan and no plan continues it yet.
    pub to_adapt: bool,
    /// Steps, the newest first.
    pub steps: Vec<StepRow>,
    /// Hours given.
    pub given: Given,
    /// Hours planned in the measures shown.
    pub planned: Hours,
    /// Who signs today; none where the birth date is not known.
    pub signer: Option<Signer>,
    /// Dynamics of the school year against those expected.
    pub dynamics: ReportingGap,
    /// The reader is entitled to the child's circumstances.
    pub full: bool,
    /// The reader may write the draft, approve or evaluate: a member of the support team or the head.
    pub may_draft: bool,
    /// The reader may write down what was given.
    pub may_record: bool,
    /// The reader approves it now.
    pub may_approve: bool,
    /// The pupil is enrolled elsewhere by now.
    pub moved: bool,
    /// The semester is over.
    pub closed: bool,
}

impl PlanView {
    /// The semester of the plan.
    pub fn term(&self) -> Term {
        term(&self.sheet)
    }

    /// The pupil has come of age since a guardian consented, so that the pupil is asked now.
    pub fn needs_new_consent(&self) -> bool {
        !self.state.has_ended()
            && self.signer == Some(Signer::AdultPupil)
            && self.sheet.consent_signer.as_deref() == Some(Signer::Guardian.code())
    }

    /// Whether a step may be taken now, as far as the life of the plan goes.
    pub fn allows(&self, event: PlanEvent) -> bool {
        self.state.next(event).is_ok()
    }
}

/// Plans by how far they have come.
#[derive(Debug, Clone)]
pub struct PlanList {
    /// Support is given.
    pub in_force: Vec<PlanLine>,
    /// Drafts, and those that wait for approval.
    pub begun: Vec<PlanLine>,
    /// Evaluated, declined, withdrawn.
    pub ended: Vec<PlanLine>,
}

/// The semester of a plan as it was when the plan was begun.
pub(crate) fn term(sheet: &PlanSheet) -> Term {
    Term {
        year: SchoolYear::new(i16::try_from(sheet.school_year).unwrap_or_default()),
        semester: u8::try_from(sheet.semester)
            .ok()
            .and_then(Semester::from_number)
            .unwrap_or(Semester::First),
        period: Period::between(date(sheet.from_day), date(sheet.to_day)),
    }
}

pub(crate) fn state(sheet: &PlanSheet) -> Result<PlanState> {
    PlanState::from_code(&sheet.state).ok_or_else(|| AppError::Internal("unknown state of a plan".into()))
}

/// Checks a text: required, not too long.
pub(crate) fn check_text(errors: &mut FieldErrors, field: &str, text: &str, required: Option<&'static str>) {
    if text.trim().is_empty() {
        if let Some(key) = required {
            errors.add(field, key);
        }
    } else if text.chars().count() > TEXT_LENGTH {
        errors.add_with(field, "error-too-long", "length", TEXT_LENGTH);
    }
}

pub(crate) fn hours(thousandths: i64) -> Hours {
    Hours::from_thousandths(thousandths).unwrap_or_default()
}

impl Ctx {
    /// The settings of support in force.
    pub async fn support_settings(&self) -> Result<SupportSettings> {
        self.setting_or_default("support").await
    }

    /// Whether the actor drafts plans: support staff and heads. Others with the right to write only add what was given.
    pub fn drafts_plans(&self) -> bool {
        self.actor.may(Action::Write, Resource::SupportPlan)
            && self.actor.may(Action::Write, Resource::RiskFactors)
    }

    /// A plan with the scope by which the actor reaches it: as a reader of plans, or as the one who approves it now.
    pub(crate) async fn plan_sheet(&self, id: i64) -> Result<(PlanSheet, Scope)> {
        for resource in [Resource::SupportPlan, Resource::PlanApproval] {
            let Ok(scope) = self.scope(Action::Read, resource) else {
                continue;
            };
            match self.store.plan(&scope, id).await {
                Ok(sheet) => return Ok((sheet, scope)),
                Err(StoreError::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::NotFound)
    }

    /// A plan that the actor may write to. `drafting`: as a member of the support team.
    pub(crate) async fn plan_to_write(&self, id: i64, drafting: bool) -> Result<PlanSheet> {
        if drafting && !self.drafts_plans() {
            return Err(AppError::Forbidden);
        }
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        Ok(self.store.plan(&scope, id).await?)
    }

    /// A draft that the actor may change, in a semester that is not over.
    pub(crate) async fn draft_to_change(&self, id: i64) -> Result<PlanSheet> {
        let sheet = self.plan_to_write(id, true).await?;
        state(&sheet)?
            .next(PlanEvent::Change)
            .map_err(|_| AppError::Conflict("error-plan-step"))?;
        term(&sheet)
            .check_open(self.today())
            .map_err(|_| AppError::Conflict("error-plan-closed"))?;
        Ok(sheet)
    }

    /// Whether the reader is entitled to the circumstances of the plan's pupil.
    pub(crate) async fn sees_circumstances(&self, public_id: &str) -> Result<bool> {
        let (Ok(pupil), Ok(circumstances)) = (
            self.scope(Action::Read, Resource::Pupil),
            self.scope(Action::Read, Resource::Circumstances),
        ) else {
            return Ok(false);
        };
        match self.store.pupil_reach(&pupil, public_id, &[&circumstances]).await {
            Ok((_, reached)) => Ok(reached.first() == Some(&true)),
            Err(StoreError::NotFound) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// A plan with all that the reader may see. The opening is written down.
    pub async fn plan(&self, id: i64) -> Result<PlanView> {
        let (sheet, scope) = self.plan_sheet(id).await?;
        let full = self.sees_circumstances(&sheet.public_id).await?;
        let store = &self.store;
        let measures = store.plan_measures(&scope, id, full).await?;
        let consultations = store.plan_consultations(&scope, id).await?;
        let notes = store.plan_notes(&scope, id).await?;
        let sums: Vec<Consultation> = consultations
            .iter()
            .map(|line| Consultation {
                measure: line.measure_id,
                on: date(line.day),
                hours: hours(line.hours),
                missed: line.missed_reason.is_some(),
                confirmed: line.confirmed_at.is_some(),
            })
            .collect();
        let (today, at, state) = (self.today(), term(&sheet), state(&sheet)?);
        let settings = self.support_settings().await?;
        let calendar = self.calendar().await?.school_days(None, None);
        let lessons = calendar.lessons_of(at.year).unwrap_or(at.period);
        let written = notes
            .iter()
            .filter(|note| note.kind == "dynamics" && lessons.contains(date(note.day)))
            .count();
        let written_in_time = sheet.in_force_day.is_some();
        let may_write =
            self.actor.may(Action::Write, Resource::SupportPlan) && scope.resource() == Resource::SupportPlan;
        let risks = store.plan_risks(&scope, id, full).await?;
        let drafting = may_write && self.drafts_plans();
        let confirmed = match self.scope(Action::Read, Resource::RiskFactors) {
            Ok(factors) if drafting && state.next(PlanEvent::Change).is_ok() => store
                .pupil_risk_factors(&factors, sheet.pupil_id, full)
                .await?
                .into_iter()
                .filter(|row| row.closed_day.is_none() && risks.iter().all(|risk| risk.factor != row.factor))
                .map(|row| row.factor)
                .collect(),
            _ => Vec::new(),
        };
        let is_advice = |note: &NoteRow| note.kind == NoteKind::Advice.code();
        let mut advice = match sheet.previous_id.filter(|_| state == PlanState::Draft) {
            Some(previous) => store.plan_notes(&scope, previous).await?,
            None => Vec::new(),
        };
        advice.retain(is_advice);
        let goes_on =
            state == PlanState::InForce || (state == PlanState::Evaluated && sheet.continues != Some(false));
        let to_adapt = goes_on && notes.iter().any(is_advice) && !store.is_continued(&scope, id).await?;
        let view = PlanView {
            risks,
            confirmed,
            advice,
            to_adapt,
            parts: if full {
                store.plan_parts(&scope, id).await?
            } else {
                Vec::new()
            },
            part_answers: if full {
                store.plan_part_answers(&scope, id).await?
            } else {
                Vec::new()
            },
            part_hours: if full {
                store.plan_part_hours(&scope, id).await?
            } else {
                Vec::new()
            },
            steps: store.plan_steps(&scope, id).await?,
            given: given(&sums),
            planned: measures.iter().filter_map(|one| one.hours).map(hours).sum(),
            signer: signer(sheet.birth_day.map(date), today),
            dynamics: dynamics_gap(
                u32::try_from(written).unwrap_or(u32::MAX),
                if written_in_time {
                    settings.dynamics_per_year
                } else {
                    0
                },
                lessons,
                today,
            ),
            may_draft: drafting,
            may_record: may_write,
            may_approve: self.approves(state),
            moved: sheet.enrolled_at.is_some_and(|now| now != sheet.institution_id),
            closed: at.check_open(today).is_err(),
            full,
            state,
            measures,
            consultations,
            notes,
            // What follows from the birth date is said above; the date itself is no part of a plan.
            sheet: PlanSheet {
                birth_day: None,
                ..sheet
            },
        };
        let writing = store.write().await?;
        let detail = format!("pupil={} circumstances={full}", view.sheet.pupil_id);
        writing
            .audit(
                self.instant(),
                &[self.event("support_plan.read", "support_plan", Some(id), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(view)
    }

    /// The page of plans that the actor reaches; its opening is written down.
    pub async fn plan_list(&self) -> Result<PlanList> {
        let codes = |wanted: fn(PlanState) -> bool| -> Vec<&'static str> {
            let states = PlanState::ALL.into_iter().filter(|state| wanted(*state));
            states.map(PlanState::code).collect()
        };
        let list = PlanList {
            in_force: self.plans(&codes(|state| state == PlanState::InForce)).await?,
            begun: self
                .plans(&codes(|state| state != PlanState::InForce && !state.has_ended()))
                .await?,
            ended: self.plans(&codes(PlanState::has_ended)).await?,
        };
        let rows = list.in_force.len() + list.begun.len() + list.ended.len();
        self.list_opened("plans", "", rows).await?;
        Ok(list)
    }

    /// Plans that the actor reaches, in these states.
    pub async fn plans(&self, states: &[&'static str]) -> Result<Vec<PlanLine>> {
        let scope = self.scope(Action::Read, Resource::SupportPlan)?;
        let full = self.actor.may(Action::Read, Resource::Circumstances);
        Ok(self
            .store
            .plans(&scope, &PlanChoice::In(states), full, LIST_LENGTH)
            .await?)
    }

    /// Plans of a pupil, the newest first.
    pub async fn plans_of(&self, pupil: i64, full: bool) -> Result<Vec<PlanLine>> {
        let scope = self.scope(Action::Read, Resource::SupportPlan)?;
        Ok(self
            .store
            .plans(&scope, &PlanChoice::Of(pupil), full, LIST_LENGTH)
            .await?)
    }
}

/// The factor of a stored code.
pub fn factor(code: &str) -> Option<Factor> {
    Factor::from_code(code)
}

/// The level of a stored rank.
pub fn level(rank: i64) -> Option<Level> {
    u8::try_from(rank).ok().and_then(Level::from_rank)
}
