//! Beginning a plan: anew, or from the one before.

use balsts_domain::{
    access::{Action, Resource},
    calendar::{SchoolYear, Semester},
    support::{Outcome, PlanKind, PlanState, RiskOutcome, Term, next_risks},
};
use balsts_store::{NewMeasure, NewPlan, PlanRisk, StepNote, date};

use super::{factor, level, state, term};
use crate::{AppError, Ctx, FieldErrors, Result};

/// What is asked before a plan is begun.
#[derive(Debug, Clone)]
pub struct StartPlan {
    /// Part of the pupil's address.
    pub pupil: String,
    /// Which plan.
    pub kind: PlanKind,
    /// For which school year.
    pub year: SchoolYear,
    /// For which semester.
    pub semester: Semester,
}

impl Ctx {
    /// The semesters for which a plan of a pupil may be begun today: the one that runs, or the next.
    pub async fn plan_terms(&self, public_id: &str) -> Result<Vec<Term>> {
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let grade = identity.grade.and_then(|grade| u8::try_from(grade).ok());
        let days = self
            .calendar()
            .await?
            .school_days(identity.institution_code.as_deref(), grade);
        let today = self.today();
        let year = SchoolYear::of(today);
        let terms = [
            (year, Semester::First),
            (year, Semester::Second),
            (year.next(), Semester::First),
        ]
        .into_iter()
        .filter_map(|(year, semester)| days.semester(year, semester))
        .map(Term::from)
        .filter(|term| term.check_open(today).is_ok());
        Ok(terms.take(2).collect())
    }

    /// Name and class of a pupil for whom the actor may begin a plan.
    pub async fn pupil_name(&self, public_id: &str) -> Result<String> {
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let name = format!("{} {}", identity.given_name, identity.family_name);
        Ok(match identity.class {
            Some(class) => format!("{name}, {class}"),
            None => name,
        })
    }

    /// Whether a plan would be one too many: where the municipality wants one individual plan of a pupil in a semester [Ventspils], and there is one
    /// that was neither declined nor taken back.
    async fn is_one_too_many(&self, pupil: i64, kind: PlanKind, term: Term) -> Result<bool> {
        if kind != PlanKind::Individual || !self.support_settings().await?.one_per_semester {
            return Ok(false);
        }
        let of_term = (
            i64::from(term.year.first_calendar_year()),
            i64::from(term.semester.number()),
        );
        let without_effect = [PlanState::Declined, PlanState::Withdrawn, PlanState::Left];
        let plans = self.plans_of(pupil, true).await?;
        Ok(plans.iter().any(|plan| {
            plan.kind == kind.code()
                && (plan.school_year, plan.semester) == of_term
                && !without_effect.iter().any(|state| state.code() == plan.state)
        }))
    }

    /// Begins a plan for an enrolled pupil. A pupil may have several in a semester, unless the municipality has set otherwise.
    pub async fn start_plan(&self, start: &StartPlan) -> Result<i64> {
        if !self.drafts_plans() {
            return Err(AppError::Forbidden);
        }
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let (identity, _) = self.store.pupil_reach(&scope, &start.pupil, &[]).await?;
        let Some(institution) = identity.institution_id.filter(|_| identity.enrolled) else {
            return Err(AppError::Conflict("error-plan-not-enrolled"));
        };
        let chosen = self
            .plan_terms(&start.pupil)
            .await?
            .into_iter()
            .find(|term| (term.year, term.semester) == (start.year, start.semester))
            .ok_or_else(|| FieldErrors::one("term", "error-plan-closed"))?;
        if self.is_one_too_many(identity.id, start.kind, chosen).await? {
            return Err(FieldErrors::one("term", "error-plan-already"));
        }
        let new = NewPlan {
            pupil: identity.id,
            institution,
            kind: start.kind.code(),
            school_year: chosen.year.first_calendar_year().into(),
            semester: chosen.semester.number().into(),
            from: chosen.period.from(),
            to: chosen.period.to(),
            goals: String::new(),
            family: String::new(),
            previous: None,
            author: self.user()?,
        };
        self.begin(&new, &[], &[]).await
    }

    /// Begins the next plan from one that has ended: with the risks that remain, the same goals and measures, for the semester that runs or
    /// comes next. Where the institution carries on with it already, gives the plan that was begun.
    pub async fn start_next_plan(&self, id: i64) -> Result<i64> {
        let sheet = self.plan_to_write(id, true).await?;
        if state(&sheet)? != PlanState::Evaluated {
            return Err(AppError::Conflict("error-plan-step"));
        }
        let Some(institution) = sheet.enrolled_at else {
            return Err(AppError::Conflict("error-plan-not-enrolled"));
        };
        let looking = self.store.write().await?;
        let begun = looking.plan_after(id, institution).await?;
        drop(looking);
        if let Some(begun) = begun {
            return Ok(begun);
        }
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let before = term(&sheet);
        let chosen = self
            .plan_terms(&sheet.public_id)
            .await?
            .into_iter()
            .find(|term| (term.year, term.semester) > (before.year, before.semester))
            .ok_or(AppError::Conflict("error-plan-closed"))?;
        // All of them: what this reader may not see goes over too, and stays hidden.
        let rows = self.store.plan_risks(&scope, id, true).await?;
        let outcomes: Vec<RiskOutcome<usize>> = rows
            .iter()
            .enumerate()
            .map(|(index, row)| RiskOutcome {
                risk: index,
                outcome: row.outcome.as_deref().and_then(Outcome::from_code),
            })
            .collect();
        let risks: Vec<PlanRisk> = next_risks(&outcomes)
            .into_iter()
            .filter_map(|index| {
                let row = &rows[index];
                let factor = factor(&row.factor)?;
                Some(PlanRisk {
                    factor: factor.code(),
                    restricted: factor.is_restricted(),
                    level: level(row.level)?.rank(),
                    description: row.description.clone(),
                })
            })
            .collect();
        let measures: Vec<NewMeasure> = self
            .store
            .plan_measures(&scope, id, true)
            .await?
            .into_iter()
            .filter_map(|row| {
                let kind = balsts_domain::support::MeasureKind::from_code(&row.kind)?;
                Some(NewMeasure {
                    kind: kind.code(),
                    restricted: kind.is_restricted(),
                    subject_or_role: row.subject_or_role,
                    detail: row.detail,
                    hours: row.hours,
                    amount_cents: row.amount_cents,
                    responsible: row.responsible,
                    // Terms of the semester before say nothing about this one.
                    from: None,
                    due: None,
                })
            })
            .collect();
        let kind = PlanKind::from_code(&sheet.kind).unwrap_or_default();
        if self.is_one_too_many(sheet.pupil_id, kind, chosen).await? {
            return Err(AppError::Conflict("error-plan-already"));
        }
        let new = NewPlan {
            pupil: sheet.pupil_id,
            institution,
            kind: kind.code(),
            school_year: chosen.year.first_calendar_year().into(),
            semester: chosen.semester.number().into(),
            from: chosen.period.from(),
            to: chosen.period.to(),
            goals: sheet.goals.clone(),
            family: sheet.family.clone(),
            previous: Some(id),
            author: self.user()?,
        };
        self.begin(&new, &risks, &measures).await
    }

    async fn begin(&self, new: &NewPlan, risks: &[PlanRisk], measures: &[NewMeasure]) -> Result<i64> {
        let at = self.instant();
        let writing = self.store.write().await?;
        if let Some(previous) = new.previous
            && let Some(begun) = writing.plan_after(previous, new.institution).await?
        {
            // Somebody was faster since it was looked for.
            return Ok(begun);
        }
        let id = writing.add_plan(new, at).await?;
        for risk in risks {
            writing.add_plan_risk(id, risk).await?;
        }
        for measure in measures {
            writing.add_measure(id, measure).await?;
        }
        let step = StepNote {
            event: "start",
            state: PlanState::Draft.code(),
            reason: None,
            in_force: None,
            ends: false,
        };
        writing.note_plan_step(id, &step, Some(new.author), at).await?;
        let detail = format!(
            "pupil={} year={} semester={} kind={}",
            new.pupil, new.school_year, new.semester, new.kind
        );
        writing
            .audit(
                at,
                &[self.event("support_plan.started", "support_plan", Some(id), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The institution to which the pupil moved carries the plan on. It stays counted where it was begun.
    pub async fn take_plan_over(&self, id: i64, version: i64) -> Result<()> {
        let sheet = self.plan_to_write(id, true).await?;
        let Some(now) = sheet.enrolled_at.filter(|now| *now != sheet.institution_id) else {
            return Err(AppError::Conflict("error-plan-step"));
        };
        if state(&sheet)?.has_ended() {
            return Err(AppError::Conflict("error-plan-step"));
        }
        let (at, user) = (self.instant(), self.user()?);
        let writing = self.store.write().await?;
        writing.take_plan_over(id, version, now).await?;
        let step = StepNote {
            event: "take_over",
            state: &sheet.state,
            reason: None,
            in_force: None,
            ends: false,
        };
        writing.note_plan_step(id, &step, Some(user), at).await?;
        let detail = format!("pupil={} from={} to={now}", sheet.pupil_id, sheet.institution_id);
        writing
            .audit(
                at,
                &[self.event("support_plan.taken_over", "support_plan", Some(id), detail)],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// The last day of the plan's semester, by which it is evaluated.
    pub(crate) fn evaluation_day(sheet: &balsts_store::PlanSheet) -> jiff::civil::Date {
        date(sheet.to_day)
    }
}
