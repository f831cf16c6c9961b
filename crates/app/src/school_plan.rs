//! The prevention plan of a school linked to the municipality's programme, its yearly assessment of itself, and its policies: written by the
//! school, read by the board, which sees which institutions have a system.

use balsts_domain::{
    access::{Action, Reach, Resource},
    calendar::SchoolYear,
    programme::{ProgressState, SchoolPart, SelfAnswer, SelfQuestion, has_system},
};
use balsts_store::{
    NewSchoolMeasure, NewSchoolPolicy, NewSelfAnswer, SchoolMeasureRow, SchoolPolicyRow, SelfAnswerRow,
};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, programme::Which};

/// Longest title.
const TITLE_LENGTH: usize = 300;
/// Longest note.
const NOTE_LENGTH: usize = 2_000;

/// What a school plans and thinks of itself in a school year.
#[derive(Debug, Clone)]
pub struct SchoolPlan {
    /// Institution.
    pub institution: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Measures.
    pub measures: Vec<SchoolMeasureRow>,
    /// The last answer to each question that was answered.
    pub answers: Vec<SelfAnswerRow>,
    /// Policies, those in force first.
    pub policies: Vec<SchoolPolicyRow>,
}

impl SchoolPlan {
    /// Whether it has introduced a system, as it says itself; `None` where it has not said enough.
    pub fn has_system(&self) -> Option<bool> {
        let answers: Vec<(SelfQuestion, SelfAnswer)> = self
            .answers
            .iter()
            .filter_map(|row| {
                Some((
                    SelfQuestion::from_code(&row.question)?,
                    SelfAnswer::from_code(&row.answer)?,
                ))
            })
            .collect();
        has_system(&answers)
    }

    /// Measures that are settled.
    pub fn settled(&self) -> usize {
        let states = self.measures.iter().map(|row| row.state.as_str());
        states
            .filter(|state| ProgressState::from_code(state).is_some_and(ProgressState::is_settled))
            .count()
    }

    /// Policies in force.
    pub fn policies_in_force(&self) -> impl Iterator<Item = &SchoolPolicyRow> {
        self.policies.iter().filter(|row| row.replaced == 0)
    }
}

/// A measure to be added.
#[derive(Debug, Clone, Default)]
pub struct AddMeasure {
    /// What is done.
    pub title: String,
    /// Key of the activity of the programme that it serves; empty where it serves none.
    pub activity: String,
    /// Whose part it is.
    pub parts: Vec<SchoolPart>,
    /// Until when.
    pub due: Option<Date>,
}

/// A policy to be added.
#[derive(Debug, Clone, Default)]
pub struct AddPolicy {
    /// Title.
    pub title: String,
    /// Since when it is in force.
    pub adopted: Option<Date>,
    /// When it is to be revised.
    pub revise: Option<Date>,
    /// The one that it replaces.
    pub replaces: Option<i64>,
}

fn number(day: Date) -> i64 {
    i64::from(balsts_domain::calendar::day_number(day))
}

impl Ctx {
    /// Plans of the schools that the reader may see, of a school year, by name.
    pub async fn school_plans(&self, year: SchoolYear) -> Result<Vec<SchoolPlan>> {
        let scope = self.scope(Action::Read, Resource::SchoolPlan)?;
        let first = year.first_calendar_year();
        let measures = self.store.school_measures(&scope, first).await?;
        let answers = self.store.self_answers(&scope, first).await?;
        let policies = self.store.school_policies(&scope).await?;
        let whole = scope.reach().contains(&Reach::Municipality);
        let reached = |id: i64| whole || scope.reach().contains(&Reach::Institution(id));
        let institutions = self.store.institution_names(scope.municipality()).await?;
        Ok(institutions
            .into_iter()
            .filter(|institution| reached(institution.id))
            .map(|institution| SchoolPlan {
                institution: institution.id,
                code: institution.code,
                name: institution.name,
                measures: measures
                    .iter()
                    .filter(|row| row.institution_id == institution.id)
                    .cloned()
                    .collect(),
                answers: answers
                    .iter()
                    .filter(|row| row.institution_id == institution.id)
                    .cloned()
                    .collect(),
                policies: policies
                    .iter()
                    .filter(|row| row.institution_id == institution.id)
                    .cloned()
                    .collect(),
            })
            .collect())
    }

    /// The institution that the reader writes for.
    fn own_school(&self) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::SchoolPlan)?;
        scope
            .reach()
            .iter()
            .find_map(|reach| match reach {
                Reach::Institution(id) => Some(*id),
                _ => None,
            })
            .ok_or(AppError::Forbidden)
    }

    /// Adds a measure to the own school's plan of this school year.
    pub async fn add_school_measure(&self, add: &AddMeasure) -> Result<i64> {
        let institution = self.own_school()?;
        let mut errors = FieldErrors::new();
        crate::body::check_text(&mut errors, "title", &add.title, TITLE_LENGTH);
        if add.parts.is_empty() {
            errors.add("parts", "error-school-plan-parts");
        }
        let year = SchoolYear::of(self.today());
        if add.due.is_some_and(|due| !year.period().contains(due)) {
            errors.add("due", "error-school-plan-due");
        }
        if !add.activity.is_empty() {
            let programme = self.programme(Which::Current).await?;
            let known = programme.is_some_and(|one| one.programme.has_activity(&add.activity));
            if !known {
                errors.add("activity", "error-school-plan-activity");
            }
        }
        errors.check()?;
        let parts: Vec<&str> = add.parts.iter().map(|part| part.code()).collect();
        let new = NewSchoolMeasure {
            institution,
            school_year: year.first_calendar_year(),
            activity_key: add.activity.clone(),
            title: add.title.trim().to_owned(),
            parts: parts.join(","),
            due_day: add.due.map(number),
            state: ProgressState::NotStarted.code(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_school_measure(&new, at).await?;
        let event = self.event(
            "school_plan.measure",
            "school_measure",
            Some(id),
            format!("institution={institution}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Says how far a measure of the own school is.
    pub async fn step_school_measure(&self, id: i64, state: Option<ProgressState>, note: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::SchoolPlan)?;
        let Some(state) = state else {
            return Err(FieldErrors::one("state", "error-programme-state"));
        };
        let mut errors = FieldErrors::new();
        if state.needs_note() && note.trim().is_empty() {
            errors.add("note", "error-programme-reason");
        }
        if note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .step_school_measure(&scope, id, state.code(), note.trim(), self.actor.user(), at)
            .await?;
        let event = self.event("school_plan.step", "school_measure", Some(id), state.code());
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Keeps what the own school answers about itself this school year; a question left out stays as it was.
    pub async fn assess_own_school(&self, answers: &[(SelfQuestion, SelfAnswer, String)]) -> Result<()> {
        let institution = self.own_school()?;
        let mut errors = FieldErrors::new();
        if answers.is_empty() {
            errors.add("answers", "error-school-plan-answers");
        }
        for (question, _, note) in answers {
            if note.chars().count() > NOTE_LENGTH {
                errors.add_with(
                    &format!("note-{}", question.code()),
                    "error-too-long",
                    "length",
                    NOTE_LENGTH,
                );
            }
        }
        errors.check()?;
        let kept: Vec<NewSelfAnswer> = answers
            .iter()
            .map(|(question, answer, note)| NewSelfAnswer {
                question: question.code(),
                answer: answer.code(),
                note: note.trim().to_owned(),
            })
            .collect();
        let year = SchoolYear::of(self.today()).first_calendar_year();
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .add_self_answers(institution, year, &kept, self.actor.user(), at)
            .await?;
        let detail = format!("institution={institution} year={year} answers={}", kept.len());
        let event = self.event("school_plan.assessed", "institution", Some(institution), detail);
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Adds a policy of the own school, or the revision of one.
    pub async fn add_school_policy(&self, add: &AddPolicy) -> Result<i64> {
        let institution = self.own_school()?;
        let mut errors = FieldErrors::new();
        crate::body::check_text(&mut errors, "policy_title", &add.title, TITLE_LENGTH);
        let (Some(adopted), Some(revise)) = (add.adopted, add.revise) else {
            for (field, day) in [("adopted", add.adopted), ("revise", add.revise)] {
                if day.is_none() {
                    errors.add(field, "error-date-required");
                }
            }
            return Err(AppError::Invalid(errors));
        };
        if revise <= adopted {
            errors.add("revise", "error-school-plan-revise");
        }
        errors.check()?;
        if let Some(replaced) = add.replaces {
            let scope = self.scope(Action::Write, Resource::SchoolPlan)?;
            let known = self.store.school_policies(&scope).await?;
            known
                .iter()
                .find(|row| row.id == replaced && row.replaced == 0)
                .ok_or(AppError::NotFound)?;
        }
        let new = NewSchoolPolicy {
            institution,
            title: add.title.trim().to_owned(),
            adopted_day: number(adopted),
            revise_day: number(revise),
            replaces: add.replaces,
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_school_policy(&new, at).await?;
        let detail = format!("institution={institution}");
        let event = self.event("school_plan.policy", "school_policy", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }
}
