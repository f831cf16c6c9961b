//! What each method computes for a year: sums of the store put together into a figure, or what is missing for it. Reads figures without names; it is
//! the program that computes, whoever asks.

use std::collections::BTreeSet;

use balsts_domain::{
    access::{Action, Actor, Resource, Scope},
    calendar::{Period, SchoolYear, Semester},
    indicators::{Figure, Measured, Method, Need, Part, Span, Topic, Unit},
    registry::{InstitutionKind, LeavingReason},
};
use balsts_store::{EnrolmentSum, SomeOfAll, StageSum};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use tokio::sync::OnceCell;

use super::absent::Absent;
use crate::{
    Ctx, Result,
    report::{
        BESIDE_LESSONS, EXAM_GRADE, Places, grade_nine_destinations, insufficient_marks, moving_pupils,
        spring,
    },
};

/// Grades in which pupils are counted.
const GRADES: (i64, i64) = (1, 12);

/// Everything that the methods of one year share.
#[derive(Debug)]
pub(super) struct Measuring {
    pub ctx: Ctx,
    pub scope: Scope,
    pub year: i16,
    pub school_year: SchoolYear,
    /// The last day whose records count.
    pub until: Date,
    pub places: Places,
    absent: OnceCell<Option<Absent>>,
    stages: OnceCell<StageSum>,
    lists: OnceCell<Vec<EnrolmentSum>>,
}

impl Ctx {
    /// The program measuring the values of a year; of a school year that is the one ending in it.
    pub(super) async fn measuring(&self, year: i16) -> Result<Measuring> {
        let ctx = Self {
            actor: Actor::program(self.actor.municipality, self.today()),
            now: self.now,
            store: self.store.clone(),
        };
        let scope = ctx.scope(Action::Read, Resource::Statistics)?;
        let school_year = SchoolYear::new(year - 1);
        let places = ctx.places(school_year.period()).await?;
        Ok(Measuring {
            until: school_year.last_day().min(self.today()),
            ctx,
            scope,
            year,
            school_year,
            places: Places(places),
            absent: OnceCell::new(),
            stages: OnceCell::new(),
            lists: OnceCell::new(),
        })
    }
}

/// Schools whose posts and pupils are counted together: [`Part::Schools`] or [`Part::Preschools`].
fn counts(places: &Places, institution: i64, part: Part) -> bool {
    let Some(kinds) = places.kinds(institution) else {
        return false;
    };
    let preschool_alone = kinds
        .iter()
        .all(|kind| matches!(kind, InstitutionKind::Preschool));
    let special = kinds.contains(&InstitutionKind::SpecialSchool);
    match part {
        Part::Preschools => !kinds.is_empty() && preschool_alone,
        _ => !preschool_alone && !special && places.is_school(institution),
    }
}

impl Measuring {
    /// The value of a method for a part.
    pub async fn measure(&self, method: Method, part: Part) -> Result<Measured> {
        if self.begins(method) > self.ctx.today() {
            return Ok(Measured::Missing(method.needs().to_vec()));
        }
        match method {
            Method::EarlyLeaversShare | Method::EarlyLeavers | Method::LongUnexcusedShare => {
                self.attendance(method, part).await
            }
            Method::RepeatersShare => {
                let sum = self.ctx.store.repeat_sums(&self.scope, self.school_year).await?;
                Ok(self.share(sum, Need::Enrolments))
            }
            Method::FirstYearLeaversShare | Method::NotContinuingShare => self.after_grade_9(method).await,
            Method::MobilityShare => self.mobility().await,
            Method::ExamBelowShare => self.exams().await,
            Method::LowAchievementShare => self.low_achievement(part).await,
            Method::ExtracurricularShare | Method::NoExtracurricularShare => {
                self.taking_part(method, part).await
            }
            Method::PupilsPerSupportPost | Method::SupportPosts => self.posts(method, part).await,
            Method::InstitutionsWithSystemShare => self.with_team().await,
            Method::InstitutionsWithSpecialistsShare => self.with_specialists().await,
            Method::ConsultationsHeld => self.consultations(part).await,
            Method::SupportedShare | Method::SupportedPupils => self.supported(method, part).await,
            Method::CareerConsultationShare => self.career().await,
            Method::TrainedTeachersShare => self.trained().await,
            Method::CourseTeachersShare => self.course(part).await,
            Method::MeetingsHeld => self.meetings().await,
            Method::SurveyShare => self.survey(part).await,
            Method::ProgrammeParticipants => self.participants(part).await,
        }
    }

    /// The first day of the stretch.
    pub(super) fn begins(&self, method: Method) -> Date {
        match method.span() {
            Span::SchoolYear | Span::Day => self.school_year.first_day(),
            Span::CalendarYear => date(self.year, 1, 1),
        }
    }

    /// The calendar year, as far as it has passed.
    pub(super) fn calendar_year(&self) -> Period {
        let last = date(self.year, 12, 31).min(self.ctx.today());
        Period::between(date(self.year, 1, 1), last)
    }

    /// The days of the school year that have passed.
    pub(super) fn passed(&self) -> Period {
        Period::between(self.school_year.first_day(), self.until)
    }

    /// A day on which the lists of the year are complete: today, of an earlier year the middle of its May.
    fn listed_on(&self) -> Date {
        self.until
            .clamp(self.school_year.first_day(), spring(self.school_year))
    }

    fn share(&self, sum: SomeOfAll, need: Need) -> Measured {
        Measured::of(Figure::share(sum.counted, sum.pupils, self.until), need)
    }

    /// Schools with special programmes alone.
    fn special_schools(&self) -> Vec<i64> {
        self.places
            .those(|kinds| kinds.contains(&InstitutionKind::SpecialSchool))
    }

    /// Who was absent, found out once; `None` where the absences of no school are known.
    pub(super) async fn absent_once(&self) -> Result<Option<&Absent>> {
        let absent = self.absent.get_or_try_init(|| self.absent_pupils()).await?;
        Ok(absent.as_ref())
    }

    /// The lists of the day of the year, read once.
    pub(super) async fn lists(&self) -> Result<&[EnrolmentSum]> {
        let store = &self.ctx.store;
        let lists = self
            .lists
            .get_or_try_init(|| store.enrolment_sums(&self.scope, self.day()))
            .await?;
        Ok(lists)
    }

    async fn attendance(&self, method: Method, part: Part) -> Result<Measured> {
        let Some(absent) = self.absent_once().await? else {
            return Ok(Measured::Missing(method.needs().to_vec()));
        };
        let store = &self.ctx.store;
        let stages = self
            .stages
            .get_or_try_init(|| store.stage_sums(&self.scope, self.passed(), &absent.unknown))
            .await?;
        let all_forms = method == Method::LongUnexcusedShare;
        let all = match part {
            Part::Basic if all_forms => stages.basic_of_all_forms,
            Part::Secondary if all_forms => stages.pupils - stages.basic_of_all_forms,
            Part::Basic => stages.basic,
            Part::Secondary => stages.secondary,
            Part::PartTime => stages.part_time,
            _ => stages.pupils,
        };
        let those = if method == Method::LongUnexcusedShare {
            &absent.long
        } else {
            &absent.left
        };
        let some = those.iter().filter(|pupil| pupil.is_of(method, part)).count() as i64;
        let left_out = absent.unknown.len() as u32;
        let figure = if method == Method::EarlyLeavers {
            if all == 0 {
                return Ok(Measured::Missing(vec![Need::Enrolments]));
            }
            Figure::count(some, Unit::Pupils, self.until)
        } else {
            Figure::share(some, all, self.until)
        };
        Ok(Measured::of(figure.leaving_out(left_out), Need::Enrolments))
    }

    async fn after_grade_9(&self, method: Method) -> Result<Measured> {
        let store = &self.ctx.store;
        let listed = store.stage_sums(&self.scope, self.passed(), &[]).await?;
        if listed.pupils == 0 {
            return Ok(Measured::Missing(vec![Need::Enrolments]));
        }
        let found = grade_nine_destinations(&self.ctx, &self.scope, &self.places, self.school_year).await?;
        let figure = if method == Method::NotContinuingShare {
            Figure::share(found.unknown, found.ended, self.until)
        } else {
            Figure::share(found.left, found.ended - found.unknown, self.until)
        };
        Ok(Measured::of(figure, Need::Enrolments))
    }

    async fn mobility(&self) -> Result<Measured> {
        let store = &self.ctx.store;
        let first = self.ctx.first_school_day(self.school_year).await?;
        // Each once, whatever number of lists or programmes has them.
        let listed: BTreeSet<i64> = store
            .pupils_of_grades(&self.scope, first, GRADES)
            .await?
            .into_iter()
            .filter(|one| self.places.is_school(one.institution_id))
            .map(|one| one.pupil_id)
            .collect();
        let moving = store.moving_enrolments(&self.scope, self.school_year).await?;
        let moved = moving_pupils(&moving, &self.places, self.school_year);
        Ok(Measured::of(
            Figure::share(moved.len() as i64, listed.len() as i64, self.until),
            Need::Enrolments,
        ))
    }

    /// The threshold of the exams of the year, in hundredths of a per cent.
    pub(super) async fn exam_threshold(&self) -> Result<Option<i64>> {
        let settings = self.ctx.risk_settings().await?;
        let threshold = settings.exam_threshold(self.school_year.last_day(), EXAM_GRADE);
        Ok(threshold.map(|threshold| 100 * i64::from(threshold.percent)))
    }

    async fn exams(&self) -> Result<Measured> {
        let Some(hundredths) = self.exam_threshold().await? else {
            return Ok(Measured::Missing(vec![Need::Exams]));
        };
        let sum = self
            .ctx
            .store
            .exam_pupil_sums(&self.scope, self.school_year, EXAM_GRADE, hundredths)
            .await?;
        Ok(self.share(sum, Need::Exams))
    }

    /// Institutions that a part leaves out.
    pub(super) fn left_out(&self, part: Part) -> Vec<i64> {
        match part {
            Part::WithoutSpecial => self.special_schools(),
            _ => Vec::new(),
        }
    }

    async fn low_achievement(&self, part: Part) -> Result<Measured> {
        let marks = insufficient_marks(self.ctx.risk_settings().await?.sufficient_mark);
        let without = self.left_out(part);
        let sum = self
            .ctx
            .store
            .low_mark_sums(&self.scope, self.school_year, &marks, &without)
            .await?;
        Ok(self.share(sum, Need::Marks))
    }

    /// Kinds of programmes beside lessons that a part counts.
    pub(super) fn programme_kinds(part: Part) -> &'static [&'static str] {
        if part == Part::Interest {
            &BESIDE_LESSONS[..1]
        } else {
            BESIDE_LESSONS
        }
    }

    async fn taking_part(&self, method: Method, part: Part) -> Result<Measured> {
        let kinds = Self::programme_kinds(part);
        let (from, on) = (self.school_year.first_day(), self.listed_on());
        let store = &self.ctx.store;
        if !store
            .knows_extracurricular(self.scope.municipality(), from, on)
            .await?
        {
            return Ok(Measured::Missing(vec![Need::Extracurricular]));
        }
        let mut sum = store.taking_part_sums(&self.scope, from, on, kinds).await?;
        if method == Method::NoExtracurricularShare {
            sum.counted = sum.pupils - sum.counted;
        }
        Ok(self.share(sum, Need::Enrolments))
    }

    async fn meetings(&self) -> Result<Measured> {
        let bodies = self.ctx.scope(Action::Read, Resource::Body)?;
        let known = self.ctx.store.bodies(&bodies).await?;
        let last = self.calendar_year().to();
        let there = known.iter().any(|body| balsts_store::date(body.from_day) <= last);
        let held: i64 = self
            .ctx
            .store
            .body_work(&bodies, self.year)
            .await?
            .iter()
            .map(|body| body.meetings)
            .sum();
        if !there && held == 0 {
            return Ok(Measured::Missing(vec![Need::Meetings]));
        }
        Ok(Measured::Known(Figure::count(held, Unit::Meetings, last)))
    }

    async fn survey(&self, part: Part) -> Result<Measured> {
        let asked = self.questions(part).await?;
        let good: i64 = asked.iter().map(|one| one.good).sum();
        let other: i64 = asked.iter().map(|one| one.other).sum();
        let figure = Figure::share(good, good + other, self.calendar_year().to());
        Ok(Measured::of(figure, Need::SurveyAnswers))
    }

    async fn participants(&self, part: Part) -> Result<Measured> {
        let about = self.participant_lists(part).await?;
        if about.is_empty() {
            return Ok(Measured::Missing(vec![Need::Participation]));
        }
        let counted: i64 = about.iter().map(|sum| sum.counted).sum();
        let programmes: BTreeSet<String> = about.iter().map(|sum| sum.programme.clone()).collect();
        let group = Self::participating(part);
        let store = &self.ctx.store;
        let named = store
            .participants_by_name(&self.scope, group, self.passed(), &programmes)
            .await?;
        Ok(Measured::Known(Figure::count(
            named + counted,
            Unit::Participants,
            self.until,
        )))
    }

    /// The words by which questions and programmes of a topic are recognised.
    pub(super) async fn words(&self, part: Part) -> Result<String> {
        let Part::About(topic) = part else {
            return Ok(String::new());
        };
        let said = self.ctx.plain_text("indicators", Topic::code(topic)).await?;
        Ok(said.unwrap_or_else(|| topic.words().to_owned()))
    }

    async fn consultations(&self, part: Part) -> Result<Measured> {
        let period = if part == Part::SecondSemester {
            let days = self.ctx.calendar().await?.school_days(None, None);
            match days.semester(self.school_year, Semester::Second) {
                Some(span) => span.period,
                None => return Ok(Measured::Missing(vec![Need::Consultations])),
            }
        } else {
            self.passed()
        };
        if period.from() > self.ctx.today() {
            return Ok(Measured::Missing(vec![Need::Consultations]));
        }
        let held = self
            .ctx
            .store
            .consultation_count(&self.scope, "subject", period)
            .await?;
        if held == 0 {
            return Ok(Measured::Missing(vec![Need::Consultations]));
        }
        let until = period.to().min(self.until);
        Ok(Measured::Known(Figure::count(held, Unit::Consultations, until)))
    }

    /// Moments before which an enrolment must have ended to be long enough over.
    pub(super) fn six_months_ago(&self, months: i32) -> Date {
        self.ctx
            .today()
            .checked_sub(months.months())
            .unwrap_or(self.school_year.first_day())
    }

    /// Reasons by which pupils leave education.
    pub(super) fn leaving() -> Vec<&'static str> {
        LeavingReason::ALL
            .iter()
            .filter(|reason| reason.leaves_education() == Some(true))
            .map(|reason| reason.code())
            .collect()
    }

    /// Institutions of a part whose posts and pupils count.
    pub(super) fn counted(&self, part: Part) -> BTreeSet<i64> {
        let all = self.places.0.keys().copied();
        all.filter(|id| counts(&self.places, *id, part)).collect()
    }

    /// The day whose lists and posts count.
    pub(super) fn day(&self) -> Date {
        self.listed_on()
    }
}
