//! The pupils behind an indicator: those whom its numerator counts for the year, found by the statements that count them, and named to those alone who
//! may see each.

use std::collections::BTreeSet;

use balsts_domain::{
    access::{Action, Resource},
    indicators::{Method, Part},
};
use balsts_store::NamedPupil;

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
    /// Those of them whom the reader reaches, by name.
    pub pupils: Vec<NamedPupil>,
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
                let of_part = those.iter().filter(|one| one.is_of(part));
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

    /// The pupils whom an indicator counts in a year, as far as the reader reaches them: for those who reach all, as many as its numerator says.
    ///
    /// # Errors
    /// Those of [`Ctx::indicators`]; forbidden for those who may not see what is counted of a child; not found for an indicator without such a list.
    pub async fn pupils_behind(&self, id: &str, year: i16) -> Result<PupilsBehind> {
        let found = self.indicators(year).await?;
        let line = found.lines.into_iter().find(|line| line.id == id);
        let line = line.ok_or(AppError::NotFound)?;
        let (method, part, resource) = computed(&line).ok_or(AppError::NotFound)?;
        let scope = self.scope(Action::Read, resource)?;
        let counted = self
            .measuring(year)
            .await?
            .counted_pupils(method, part)
            .await?
            .ok_or(AppError::NotFound)?;
        let pupils = self.store.named_pupils(&scope, &counted).await?;
        Ok(PupilsBehind { line, pupils })
    }
}
