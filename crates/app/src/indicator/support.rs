//! The methods that speak of staff and of help given.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    indicators::{Figure, Measured, Method, Need, Part, Unit, is_about},
    programme::{SelfAnswer, SelfQuestion, has_system},
    registry::{InstitutionKind, SupportRole},
};
use balsts_store::ParticipationSum;

use super::measure::Measuring;
use crate::Result;

/// The three specialists whom Ogre's programme names.
const SPECIALISTS: [SupportRole; 3] = [
    SupportRole::Psychologist,
    SupportRole::SocialPedagogue,
    SupportRole::SpeechTherapist,
];
/// Grades of career consultations [Rēzeknes novads, Ogre].
const CAREER_GRADES: (i64, i64) = (7, 12);
/// School years whose training of teachers counts [Rēzekne: 2020/2021 to 2022/2023].
const TRAINING_YEARS: i16 = 3;

/// What is known of a school's system against early leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SchoolSystem {
    /// The school.
    pub institution: i64,
    /// What its self-assessment says, where it is finished.
    pub said: Option<bool>,
    /// An order on a support team is in force.
    pub has_order: bool,
}

impl SchoolSystem {
    /// Whether it counts as having one: what a school says of itself goes before the order that it has.
    pub fn counts(self) -> bool {
        self.said.unwrap_or(self.has_order)
    }
}

impl Measuring {
    pub(super) async fn posts(&self, method: Method, part: Part) -> Result<Measured> {
        let store = &self.ctx.store;
        let staff = store.staff_sums(&self.scope, self.until).await?;
        let (of, role) = match part {
            Part::PreschoolPosts(role) => (Part::Preschools, Some(role)),
            other => (other, None),
        };
        let counted = self.counted(of);
        let known: BTreeSet<i64> = staff
            .iter()
            .map(|post| post.institution_id)
            .filter(|id| counted.contains(id))
            .collect();
        if known.is_empty() {
            return Ok(Measured::Missing(vec![Need::Staff]));
        }
        let posts: i64 = staff
            .iter()
            .filter(|post| known.contains(&post.institution_id))
            .filter(|post| {
                let found = SupportRole::parse(&post.role);
                role.is_none_or(|role| found == Some(role))
            })
            .map(|post| post.fte)
            .sum();
        let newest = staff
            .iter()
            .map(|post| post.as_of_day)
            .max()
            .map_or(self.until, balsts_store::date);
        if method == Method::SupportPosts {
            let left_out = (counted.len() - known.len()) as u32;
            return Ok(Measured::Known(
                Figure::posts(posts, newest).leaving_out(left_out),
            ));
        }
        let mut with_pupils = BTreeSet::new();
        let mut pupils = 0;
        for sum in self.lists().await? {
            if counted.contains(&sum.institution_id) {
                with_pupils.insert(sum.institution_id);
                if known.contains(&sum.institution_id) {
                    pupils += sum.pupils;
                }
            }
        }
        if pupils == 0 {
            return Ok(Measured::Missing(vec![Need::Enrolments]));
        }
        let left_out = with_pupils.difference(&known).count() as u32;
        let figure = Figure::per_post(pupils, posts, newest).leaving_out(left_out);
        Ok(Measured::of(figure, Need::Staff))
    }

    /// Schools with pupils in grades on the day.
    async fn schools(&self) -> Result<BTreeSet<i64>> {
        let sums = self.lists().await?;
        Ok(sums
            .iter()
            .filter(|sum| sum.grade.is_some() && self.places.is_school(sum.institution_id))
            .map(|sum| sum.institution_id)
            .collect())
    }

    /// Of each school what is known of its system; none where nothing is known of any.
    pub(super) async fn systems(&self) -> Result<Option<Vec<SchoolSystem>>> {
        let schools = self.schools().await?;
        let with = self
            .ctx
            .store
            .institutions_with_team(&self.scope, self.until)
            .await?;
        let mut answers: BTreeMap<i64, Vec<(SelfQuestion, SelfAnswer)>> = BTreeMap::new();
        let year = self.school_year.first_calendar_year();
        for row in self.ctx.store.self_answers(&self.scope, year).await? {
            let answer = SelfQuestion::from_code(&row.question).zip(SelfAnswer::from_code(&row.answer));
            answers.entry(row.institution_id).or_default().extend(answer);
        }
        if with.is_empty() && answers.is_empty() {
            return Ok(None);
        }
        let of_school = |institution: i64| SchoolSystem {
            institution,
            said: answers.get(&institution).and_then(|answers| has_system(answers)),
            has_order: with.contains(&institution),
        };
        Ok(Some(schools.into_iter().map(of_school).collect()))
    }

    pub(super) async fn with_team(&self) -> Result<Measured> {
        let Some(schools) = self.systems().await? else {
            return Ok(Measured::Missing(vec![Need::SupportTeams]));
        };
        let some = schools.iter().filter(|school| school.counts()).count() as i64;
        let figure = Figure::share(some, schools.len() as i64, self.until).not_of_children();
        Ok(Measured::of(figure, Need::Enrolments))
    }

    pub(super) async fn with_specialists(&self) -> Result<Measured> {
        let wanted = self
            .ctx
            .plain_number("indicators", None, "specialists")
            .await?
            .unwrap_or(3);
        let schools: BTreeSet<i64> = self
            .schools()
            .await?
            .into_iter()
            .filter(|id| {
                let kinds = self.places.kinds(*id).unwrap_or_default();
                !kinds.contains(&InstitutionKind::VocationalSchool)
            })
            .collect();
        let mut found: BTreeMap<i64, BTreeSet<SupportRole>> = BTreeMap::new();
        for post in self.ctx.store.staff_sums(&self.scope, self.until).await? {
            if schools.contains(&post.institution_id) {
                let roles = found.entry(post.institution_id).or_default();
                let role = SupportRole::parse(&post.role).filter(|_| post.fte > 0);
                roles.extend(role.filter(|role| SPECIALISTS.contains(role)));
            }
        }
        let some = found
            .values()
            .filter(|roles| roles.len() as i64 >= wanted)
            .count();
        let left_out = (schools.len() - found.len()) as u32;
        let figure = Figure::share(some as i64, found.len() as i64, self.until)
            .not_of_children()
            .leaving_out(left_out);
        Ok(Measured::of(figure, Need::Staff))
    }

    pub(super) async fn supported(&self, method: Method, part: Part) -> Result<Measured> {
        let store = &self.ctx.store;
        let sum = store.supported_sums(&self.scope, self.school_year).await?;
        // A year of which no plan is known is taken for one whose plans were not brought in, not for one without support.
        if sum.plans == 0 {
            return Ok(Measured::Missing(vec![Need::SupportPlans]));
        }
        if method == Method::SupportedPupils {
            return Ok(Measured::Known(Figure::count(
                sum.pupils,
                Unit::Pupils,
                self.until,
            )));
        }
        let stages = store.stage_sums(&self.scope, self.passed(), &[]).await?;
        // Here those who study part time belong to the stage of their grade, as plans do.
        let (some, all) = match part {
            Part::Basic => (sum.basic, stages.basic_of_all_forms),
            Part::Secondary => (sum.secondary, stages.pupils - stages.basic_of_all_forms),
            _ => (sum.pupils, stages.pupils),
        };
        Ok(Measured::of(
            Figure::share(some, all, self.until),
            Need::Enrolments,
        ))
    }

    /// Pupils of the grades of career consultations, and those of all grades who had one.
    pub(super) async fn advised(&self) -> Result<(BTreeSet<i64>, BTreeSet<i64>)> {
        let store = &self.ctx.store;
        let advised: BTreeSet<i64> = store
            .advised_pupils(&self.scope, self.passed())
            .await?
            .into_iter()
            .filter(|one| SupportRole::parse(&one.role) == Some(SupportRole::CareerConsultant))
            .map(|one| one.pupil_id)
            .collect();
        let pupils: BTreeSet<i64> = store
            .pupils_of_grades(&self.scope, self.day(), CAREER_GRADES)
            .await?
            .into_iter()
            .map(|one| one.pupil_id)
            .collect();
        Ok((pupils, advised))
    }

    pub(super) async fn career(&self) -> Result<Measured> {
        let (pupils, advised) = self.advised().await?;
        if advised.is_empty() {
            return Ok(Measured::Missing(vec![Need::Consultations]));
        }
        let some = pupils.intersection(&advised).count() as i64;
        Ok(Measured::of(
            Figure::share(some, pupils.len() as i64, self.until),
            Need::Enrolments,
        ))
    }

    /// Teachers by institution, where it says how many there are.
    async fn teachers(&self) -> Result<BTreeMap<i64, i64>> {
        let mut teachers = BTreeMap::new();
        for id in self.places.0.keys().copied() {
            let number = self.ctx.plain_number("institution", Some(id), "teachers").await?;
            if let Some(number) = number.filter(|number| *number > 0) {
                teachers.insert(id, number);
            }
        }
        Ok(teachers)
    }

    /// Teachers trained of all teachers, of an institution at most as many as it has; institutions that do not say how many are left out.
    async fn of_teachers(&self, trained: &BTreeMap<i64, i64>, otherwise: Need) -> Result<Measured> {
        let teachers = self.teachers().await?;
        if teachers.is_empty() {
            return Ok(Measured::Missing(vec![Need::Teachers]));
        }
        if trained.is_empty() {
            return Ok(Measured::Missing(vec![otherwise]));
        }
        let some = teachers
            .iter()
            .map(|(id, all)| trained.get(id).copied().unwrap_or_default().min(*all))
            .sum();
        let left_out = trained.keys().filter(|id| !teachers.contains_key(id)).count();
        let figure = Figure::share(some, teachers.values().sum(), self.until)
            .not_of_children()
            .leaving_out(left_out as u32);
        Ok(Measured::of(figure, Need::Teachers))
    }

    pub(super) async fn trained(&self) -> Result<Measured> {
        let kind = crate::support_team::StaffSession::IdentificationCourse.code();
        let sums = self.ctx.store.course_sums(&self.scope, kind, self.until).await?;
        let trained = sums
            .into_iter()
            .map(|sum| (sum.institution_id, sum.participants))
            .collect();
        self.of_teachers(&trained, Need::StaffSessions).await
    }

    /// Lists of teachers in training of the years that count, by programme and institution.
    pub(super) async fn course_lists(&self, part: Part) -> Result<Vec<ParticipationSum>> {
        let words = self.words(part).await?;
        let mut first = self.school_year;
        for _ in 1..TRAINING_YEARS {
            first = first.previous();
        }
        let period = balsts_domain::calendar::Period::between(first.first_day(), self.until);
        let mut sums = self
            .ctx
            .store
            .participation_sums(&self.scope, Some("teachers"), period)
            .await?;
        sums.retain(|sum| is_about(&sum.programme, &words));
        Ok(sums)
    }

    pub(super) async fn course(&self, part: Part) -> Result<Measured> {
        let mut trained: BTreeMap<i64, i64> = BTreeMap::new();
        for sum in self.course_lists(part).await? {
            *trained.entry(sum.institution_id).or_default() += sum.named + sum.counted;
        }
        self.of_teachers(&trained, Need::Participation).await
    }
}
