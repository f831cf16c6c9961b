//! The turn of the school year: who moves up, repeats, leaves or finishes. The rule proposes, a person confirms class by class.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    achievement::Mark,
    calendar::SchoolYear,
    registry::{ClassLabel, LeavingReason, Turn, TurnChoice, YearResult, turn_of_year},
};
use balsts_store::{
    InstitutionName, StoreError, TurnPupilRow,
    load::{Correction, ENROLMENT_CHANGED, NextClass, TurnedEnrolment},
};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result};

/// From this month on the year that is running is turned; before, the one that ended.
const TURNS_FROM_MONTH: i8 = 5;

/// A class with how far its turn is.
#[derive(Debug, Clone)]
pub struct TurnClass {
    /// Class.
    pub class: String,
    /// Pupils on its list on the last day of the year.
    pub pupils: i64,
    /// Of them, those about whom nobody has decided.
    pub open: i64,
}

/// An institution with its classes.
#[derive(Debug, Clone)]
pub struct TurnInstitution {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Classes, in their order.
    pub classes: Vec<TurnClass>,
}

/// The turn of a school year.
#[derive(Debug, Clone)]
pub struct TurnOverview {
    /// The year that ends.
    pub year: SchoolYear,
    /// Institutions within reach that have classes with a grade.
    pub institutions: Vec<TurnInstitution>,
}

/// A pupil of a class at its turn.
#[derive(Debug, Clone)]
pub struct TurnPupil {
    /// As stored.
    pub row: TurnPupilRow,
    /// What the rule says.
    pub turn: Turn,
    /// What was decided, if it was.
    pub decided: Option<TurnChoice>,
}

/// A class at its turn.
#[derive(Debug, Clone)]
pub struct TurnClassView {
    /// The year that ends.
    pub year: SchoolYear,
    /// Code of the institution.
    pub institution_code: String,
    /// Its name.
    pub institution: String,
    /// The class.
    pub class: ClassLabel,
    /// Its pupils, by name.
    pub pupils: Vec<TurnPupil>,
}

impl TurnPupil {
    /// Nobody has decided yet.
    pub fn is_open(&self, year: SchoolYear) -> bool {
        self.row
            .to_day
            .is_none_or(|day| balsts_store::date(day) > year.last_day())
    }
}

/// What was decided, read from the enrolments.
fn decided(row: &TurnPupilRow) -> Option<TurnChoice> {
    match (&row.next_class, row.next_repeats) {
        (Some(_), Some(true)) => Some(TurnChoice::Repeats),
        (Some(_), _) => Some(TurnChoice::Promoted),
        (None, _) => row
            .leaving_reason
            .as_deref()
            .and_then(LeavingReason::parse)
            .map(TurnChoice::Leaves),
    }
}

impl Ctx {
    /// The school year whose turn is made now.
    pub fn turning_year(&self) -> SchoolYear {
        let today = self.today();
        let year = SchoolYear::of(today);
        if (TURNS_FROM_MONTH..9).contains(&today.month()) {
            year
        } else {
            year.previous()
        }
    }

    /// How far the turn of a year is, by institution and class: of the head's own, of all for the board.
    pub async fn turn_overview(&self, year: Option<SchoolYear>) -> Result<TurnOverview> {
        let scope = self.scope(Action::Read, Resource::Registry)?;
        let year = year.unwrap_or_else(|| self.turning_year());
        let places = self.store.institution_names(scope.municipality()).await?;
        let rows = self.store.turn_classes(&scope, None, year.last_day()).await?;
        let mut institutions: Vec<TurnInstitution> = Vec::new();
        for place in distinct(&places) {
            let classes: Vec<TurnClass> = rows
                .iter()
                .filter(|row| row.institution_id == place.id)
                .map(|row| TurnClass {
                    class: row.class.clone(),
                    pupils: row.pupils,
                    open: row.open,
                })
                .collect();
            if !classes.is_empty() {
                institutions.push(TurnInstitution {
                    code: place.code.clone(),
                    name: place.name.clone(),
                    classes,
                });
            }
        }
        Ok(TurnOverview { year, institutions })
    }

    /// A class with what the rule proposes for each pupil. A read of their annual marks, written down as one.
    pub async fn turn_class(&self, year: SchoolYear, code: &str, class: &str) -> Result<TurnClassView> {
        let scope = self.scope(Action::Read, Resource::Registry)?;
        let (id, view) = self.class_at_turn(&scope, year, code, class).await?;
        let detail = format!("year={year} pupils={}", view.pupils.len());
        let event = self.event("turn.read", "institution", Some(id), detail);
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(view)
    }

    async fn class_at_turn(
        &self,
        scope: &Scope,
        year: SchoolYear,
        code: &str,
        class: &str,
    ) -> Result<(i64, TurnClassView)> {
        let places = self.store.institution_names(scope.municipality()).await?;
        let place = places
            .into_iter()
            .find(|place| place.code == code)
            .ok_or(AppError::NotFound)?;
        let class: ClassLabel = class.parse().map_err(|_| AppError::NotFound)?;
        let rows = self
            .store
            .turn_pupils(scope, place.id, &class.to_string(), year.last_day())
            .await?;
        if rows.is_empty() {
            return Err(AppError::NotFound);
        }
        let ids: Vec<i64> = rows.iter().map(|row| row.pupil_id).collect();
        let marks_scope = self.scope(Action::Read, Resource::Marks)?;
        let marks = self
            .store
            .annual_marks(&marks_scope, &ids, year.first_day(), year.last_day())
            .await?;
        let pupils = rows
            .into_iter()
            .map(|row| {
                let mut latest = std::collections::BTreeMap::new();
                for mark in marks.iter().filter(|mark| mark.pupil_id == row.pupil_id) {
                    if let Ok(value) = mark.value.parse::<Mark>() {
                        latest.insert(mark.subject.as_str(), value);
                    }
                }
                let turn = turn_of_year(&YearResult {
                    grade: class.grade(),
                    annual_marks: latest.into_values().collect(),
                    decided: None,
                    document: None,
                });
                TurnPupil {
                    decided: decided(&row),
                    turn,
                    row,
                }
            })
            .collect();
        let view = TurnClassView {
            year,
            institution_code: place.code,
            institution: place.name,
            class,
            pupils,
        };
        Ok((place.id, view))
    }

    /// Makes the turn of a class true for the pupils with a decision (by the part of their address); the others stay open. Gives the load,
    /// by which it is undone, and how many pupils were decided.
    ///
    /// # Errors
    /// Not found for a class out of reach; invalid without any decision, with one that the class does not allow, or before May; conflict when an
    /// enrolment was changed meanwhile.
    pub async fn confirm_turn(
        &self,
        year: SchoolYear,
        code: &str,
        class: &str,
        decisions: &[(String, String)],
        reason: &str,
    ) -> Result<(i64, usize)> {
        let scope = self.scope(Action::Write, Resource::Registry)?;
        let (id, view) = self.class_at_turn(&scope, year, code, class).await?;
        let reaches = |part: &Reach| matches!(part, Reach::Municipality) || *part == Reach::Institution(id);
        if !scope.reach().iter().any(reaches) {
            return Err(AppError::NotFound);
        }
        let mut errors = FieldErrors::new();
        if year > self.turning_year() {
            errors.add("year", "error-turn-early");
        }
        let allowed = TurnChoice::for_class(&view.class);
        let (mut turned, mut touched) = (Vec::new(), Vec::new());
        for (public_id, choice) in decisions.iter().filter(|(_, choice)| !choice.is_empty()) {
            let open = view
                .pupils
                .iter()
                .find(|pupil| pupil.row.public_id == *public_id && pupil.is_open(year));
            let choice = allowed.iter().find(|one| one.code() == choice);
            let (Some(pupil), Some(choice)) = (open, choice) else {
                errors.add(public_id, "error-turn-choice");
                continue;
            };
            turned.push(TurnedEnrolment {
                enrolment: pupil.row.enrolment_id,
                leaving_reason: match choice {
                    TurnChoice::Leaves(reason) => Some(reason.code()),
                    TurnChoice::Promoted | TurnChoice::Repeats => None,
                },
                next: choice.next_class(&view.class).map(|next| NextClass {
                    class: next.to_string(),
                    class_key: next.sort_key(),
                    grade: next.grade().map(i64::from),
                    repeats: *choice == TurnChoice::Repeats,
                }),
            });
            touched.push(pupil.row.pupil_id);
        }
        if turned.is_empty() && errors.0.is_empty() {
            errors.add("year", "error-turn-nobody");
        }
        errors.check()?;
        let detail = format!("year={year} institution={id} pupils={}", turned.len());
        let note = Correction {
            municipality: scope.municipality(),
            user: self.actor.user(),
            at: self.instant(),
            reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
            event: self.event("turn.confirmed", "load", None, detail),
        };
        let last: Date = year.last_day();
        let load = self
            .store
            .turn_school_year(last, &turned, note)
            .await
            .map_err(|error| match error {
                StoreError::Conflict(name) if name == ENROLMENT_CHANGED => {
                    AppError::Conflict("error-conflict")
                }
                other => other.into(),
            })?;
        self.evaluate_after(&touched).await;
        Ok((load, turned.len()))
    }
}

/// Each institution once; one of several kinds has several rows.
fn distinct(places: &[InstitutionName]) -> Vec<&InstitutionName> {
    let mut seen = std::collections::BTreeSet::new();
    places.iter().filter(|place| seen.insert(place.id)).collect()
}
