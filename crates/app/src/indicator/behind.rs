//! The pupils behind an indicator: those whom its numerator counts for the year, found by the statements that count them, and named to those alone who
//! may see each. Whoever sees how every child stands and may not read support plans is told how many of those with a plan each school has.

use std::collections::BTreeSet;

use balsts_domain::{
    access::{Action, Resource},
    indicators::{Method, Part},
};
use balsts_store::NamedPupil;
use jiff::civil::Date;

use super::{IndicatorLine, absent::StageOf, measure::Measuring};
use crate::{
    AppError, Ctx, Result,
    report::{EXAM_GRADE, grade_nine_pupils, insufficient_marks, moving_pupils},
};

/// The pupils whom an indicator counts in a year.
#[derive(Debug, Clone)]
pub struct PupilsBehind {
    /// The indicator in the year.
    pub line: IndicatorLine,
    /// Those of them whom the reader reaches, by name; nobody where only numbers are told.
    pub pupils: Vec<NamedPupil>,
    /// How many there are at each school, by name, where the reader is told numbers alone.
    pub schools: Option<Vec<SchoolCounted>>,
    /// All whom the indicator counts.
    pub all: usize,
}

/// How many pupils of a school an indicator counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCounted {
    /// Code of the school.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Pupils on its lists last.
    pub pupils: usize,
}

/// What a reader must be entitled to of a child to be told that a method counts it; `None` where no children are counted, or none can be told apart.
const fn resource(method: Method) -> Option<Resource> {
    match method {
        Method::EarlyLeavers | Method::EarlyLeaversShare | Method::LongUnexcusedShare => {
            Some(Resource::Attendance)
        }
        Method::ExamBelowShare | Method::LowAchievementShare => Some(Resource::Marks),
        Method::RepeatersShare
        | Method::FirstYearLeaversShare
        | Method::NotContinuingShare
        | Method::MobilityShare
        | Method::ExtracurricularShare
        | Method::NoExtracurricularShare => Some(Resource::Pupil),
        Method::SupportedShare | Method::SupportedPupils | Method::CareerConsultationShare => {
            Some(Resource::SupportPlan)
        }
        Method::PupilsPerSupportPost
        | Method::SupportPosts
        | Method::InstitutionsWithSystemShare
        | Method::InstitutionsWithSpecialistsShare
        | Method::ConsultationsHeld
        | Method::TrainedTeachersShare
        | Method::CourseTeachersShare
        | Method::MeetingsHeld
        | Method::SurveyShare
        | Method::ProgrammeParticipants => None,
    }
}

/// How the value of a line was computed; `None` where there is none, and for one that a person typed: nobody knows whom they counted.
fn computed(line: &IndicatorLine) -> Option<(Method, Part, Resource)> {
    line.value.as_ref().filter(|value| value.typed.is_none())?;
    let method = line.method()?;
    Some((method, line.part()?, resource(method)?))
}

impl Measuring {
    /// The pupils whom the numerator of a method counts; `None` where it has no value.
    async fn counted_pupils(&self, method: Method, part: Part) -> Result<Option<Vec<i64>>> {
        if self.begins(method) > self.ctx.today() {
            return Ok(None);
        }
        let (store, scope, year) = (&self.ctx.store, &self.scope, self.school_year);
        let found: Vec<i64> = match method {
            Method::EarlyLeaversShare | Method::EarlyLeavers | Method::LongUnexcusedShare => {
                let Some(absent) = self.absent_once().await? else {
                    return Ok(None);
                };
                let those = if method == Method::LongUnexcusedShare {
                    &absent.long
                } else {
                    &absent.left
                };
                let of_part = those.iter().filter(|one| one.is_of(method, part));
                of_part.map(StageOf::pupil).collect()
            }
            Method::RepeatersShare => store.repeat_pupils(scope, year).await?,
            Method::FirstYearLeaversShare | Method::NotContinuingShare => {
                let left = method == Method::FirstYearLeaversShare;
                grade_nine_pupils(&self.ctx, scope, &self.places, year, left).await?
            }
            Method::MobilityShare => {
                let moving = store.moving_enrolments(scope, year).await?;
                moving_pupils(&moving, &self.places, year)
            }
            Method::ExamBelowShare => {
                let Some(threshold) = self.exam_threshold().await? else {
                    return Ok(None);
                };
                store.exam_pupils(scope, year, EXAM_GRADE, threshold).await?
            }
            Method::LowAchievementShare => {
                let marks = insufficient_marks(self.ctx.risk_settings().await?.sufficient_mark);
                let without = self.left_out(part);
                store.low_mark_pupils(scope, year, &marks, &without).await?
            }
            Method::ExtracurricularShare | Method::NoExtracurricularShare => {
                let days = (year.first_day(), self.day());
                let takes_part = method == Method::ExtracurricularShare;
                store
                    .taking_part_pupils(scope, days, Self::programme_kinds(part), takes_part)
                    .await?
            }
            Method::SupportedShare | Method::SupportedPupils => {
                let grades = match (method, part) {
                    (Method::SupportedShare, Part::Basic) => Some((1, 9)),
                    (Method::SupportedShare, Part::Secondary) => Some((10, 12)),
                    _ => None,
                };
                store.pupils_with_plans(scope, year, grades).await?
            }
            Method::CareerConsultationShare => {
                let (pupils, advised) = self.advised().await?;
                pupils.intersection(&advised).copied().collect()
            }
            _ => return Ok(None),
        };
        // Each once, whatever number of records counts it.
        let each: BTreeSet<i64> = found.into_iter().collect();
        Ok(Some(each.into_iter().collect()))
    }
}

impl Ctx {
    /// Whether the reader is told whom an indicator counts.
    pub fn may_see_behind(&self, line: &IndicatorLine) -> bool {
        computed(line).is_some_and(|(_, _, resource)| self.actor.may(Action::Read, resource))
    }

    /// Whether the reader is told how many each school has of those whom an indicator counts, and no names: of support plans, by who sees how each
    /// child of the municipality stands, so that no small number gives anything away.
    pub fn may_count_behind(&self, line: &IndicatorLine) -> bool {
        computed(line).is_some_and(|(_, _, resource)| {
            let figures = self.scope(Action::Read, Resource::Statistics);
            resource == Resource::SupportPlan
                && !self.actor.may(Action::Read, resource)
                && figures.is_ok_and(|scope| self.sees_each(&scope, Resource::Assessment))
        })
    }

    async fn schools_behind(&self, on: Date, counted: &[i64]) -> Result<Vec<SchoolCounted>> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let there = self.store.pupils_there(&scope, on, counted).await?;
        let names = self.store.institution_names(self.actor.municipality).await?;
        let mut schools: Vec<SchoolCounted> = there
            .iter()
            .filter_map(|one| {
                let place = names.iter().find(|name| name.id == one.institution_id)?;
                Some(SchoolCounted {
                    code: place.code.clone(),
                    name: place.name.clone(),
                    pupils: usize::try_from(one.pupils).unwrap_or_default(),
                })
            })
            .collect();
        schools.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(schools)
    }

    /// The pupils whom an indicator counts in a year, as far as the reader reaches them: for those who reach all, as many as its numerator says. Where
    /// the reader is told numbers alone, how many there are at each school.
    ///
    /// # Errors
    /// Those of [`Ctx::indicators`]; forbidden for those who may not see what is counted of a child; not found for an indicator without such a list.
    pub async fn pupils_behind(&self, id: &str, year: i16) -> Result<PupilsBehind> {
        let found = self.indicators(year).await?;
        let line = found.lines.into_iter().find(|line| line.id == id);
        let line = line.ok_or(AppError::NotFound)?;
        let (method, part, resource) = computed(&line).ok_or(AppError::NotFound)?;
        let by_school = self.may_count_behind(&line);
        let named = if by_school {
            None
        } else {
            Some(self.scope(Action::Read, resource)?)
        };
        let measuring = self.measuring(year).await?;
        let counted = measuring
            .counted_pupils(method, part)
            .await?
            .ok_or(AppError::NotFound)?;
        let (pupils, schools) = match named {
            Some(scope) => (self.store.named_pupils(&scope, &counted).await?, None),
            None => (
                Vec::new(),
                Some(self.schools_behind(measuring.until, &counted).await?),
            ),
        };
        Ok(PupilsBehind {
            line,
            pupils,
            schools,
            all: counted.len(),
        })
    }
}
