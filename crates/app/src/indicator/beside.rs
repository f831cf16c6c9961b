//! What indicators say of the same children, and the tables published beside them: decided together, so that none gives back a count of few.

use std::collections::BTreeSet;

use balsts_domain::{
    calendar::SchoolYear,
    disclosure::{Linked, Sum},
    indicators::{Method, Part},
};

use super::{Computed, Values, measure::Measuring};
use crate::{Ctx, Result};

/// Values that count some of the same whole: those of different programmes are never together, and of one programme none twice.
const SUPPORTED: [(Method, Part); 2] = [
    (Method::SupportedShare, Part::Basic),
    (Method::SupportedShare, Part::Secondary),
];
/// Values that count the whole of those who have a plan.
const ALL_SUPPORTED: [(Method, Part); 2] = [
    (Method::SupportedShare, Part::All),
    (Method::SupportedPupils, Part::All),
];

/// A whole with its named parts; what no part names is a part, too, which a reader can work out.
struct Whole {
    total: u64,
    /// The values that tell the total.
    told_by: Vec<(Method, Part)>,
    /// Whether the total is shown beside.
    is_told: bool,
    parts: Vec<((Method, Part), u64)>,
}

impl Whole {
    /// Values that give back a small count.
    fn withheld(&self, smallest: u32) -> Vec<(Method, Part)> {
        let named: u64 = self.parts.iter().map(|(_, people)| people).sum();
        let mut people = vec![self.total];
        people.extend(self.parts.iter().map(|(_, people)| *people));
        people.push(self.total.saturating_sub(named));
        let sum = Sum {
            total: 0,
            parts: (1..people.len()).collect(),
        };
        let mut linked = Linked::new();
        let table = linked.table(&people, &[sum]);
        if !self.is_told {
            linked.hide((table, 0));
        }
        let shown = linked.withhold(smallest.into()).concat();
        let parts = self.parts.iter().zip(&shown[1..]);
        let mut withheld: Vec<(Method, Part)> = parts
            .filter(|(_, shown)| !**shown)
            .map(|((value, _), _)| *value)
            .collect();
        if !shown[0] {
            withheld.extend(&self.told_by);
        }
        withheld
    }
}

/// Those whom a value of a year counts.
fn counted(computed: &Computed, (method, part): (Method, Part), year: i16) -> Option<u64> {
    let (measured, _) = computed.get(&(method, part, year))?;
    measured.figure()?.numerator.whole().map(i64::unsigned_abs)
}

fn parts(computed: &Computed, values: &[(Method, Part)], year: i16) -> Vec<((Method, Part), u64)> {
    let counted = |value: &(Method, Part)| Some((*value, counted(computed, *value, year)?));
    values.iter().filter_map(counted).collect()
}

/// Methods whose figures a report on the same pupils gives, too, or gives the parts of.
const REPORTED: [Method; 8] = [
    Method::LowAchievementShare,
    Method::RepeatersShare,
    Method::ExamBelowShare,
    Method::NotContinuingShare,
    Method::FirstYearLeaversShare,
    Method::ExtracurricularShare,
    Method::NoExtracurricularShare,
    Method::CareerConsultationShare,
];

impl Measuring {
    /// Those of the values that may not be shown beside the report on the same pupils. The report is withheld as if they were, so that one is
    /// left out only where they would tell of few all the same.
    async fn withheld_beside_reports(
        &self,
        values: &[(Method, Part)],
        smallest: u32,
    ) -> Result<Vec<(Method, Part)>> {
        let (ctx, scope, year) = (&self.ctx, &self.scope, self.school_year);
        let has = |wanted: &[Method]| values.iter().any(|(method, _)| wanted.contains(method));
        let mut withheld: Vec<(Method, Part)> = Vec::new();
        let mut hide = |shown: bool, is_it: &dyn Fn(Method, Part) -> bool| {
            if !shown {
                withheld.extend(values.iter().filter(|(method, part)| is_it(*method, *part)));
            }
        };
        if has(&[Method::LowAchievementShare]) {
            let told = ctx.annual_marks_told(scope, year, smallest).await?;
            let is_low = |method: Method| method == Method::LowAchievementShare;
            hide(told.without_special, &|method, part| {
                is_low(method) && part == Part::WithoutSpecial
            });
            hide(told.basic, &|method, part| {
                is_low(method) && part != Part::WithoutSpecial
            });
        }
        if has(&[Method::RepeatersShare]) {
            let told = ctx.repeaters_told(scope, year, smallest).await?;
            hide(told.share, &|method, _| method == Method::RepeatersShare);
        }
        if has(&[Method::ExamBelowShare]) {
            let told = ctx.exams_told(scope, year, smallest).await?;
            hide(told.share, &|method, _| method == Method::ExamBelowShare);
        }
        if has(&[Method::NotContinuingShare, Method::FirstYearLeaversShare]) {
            let told = ctx
                .after_school(scope, &self.places, year.previous(), smallest)
                .await?;
            hide(told.not_continuing, &|method, _| {
                method == Method::NotContinuingShare
            });
            hide(told.first_year, &|method, _| {
                method == Method::FirstYearLeaversShare
            });
        }
        let beside_lessons = [Method::ExtracurricularShare, Method::NoExtracurricularShare];
        if has(&beside_lessons) {
            let (_, told) = ctx.beside_lessons_told(scope, year, self.day(), smallest).await?;
            if let Some(told) = told {
                hide(told.interest, &|method, part| {
                    beside_lessons.contains(&method) && part == Part::Interest
                });
                hide(told.any, &|method, part| {
                    beside_lessons.contains(&method) && part != Part::Interest
                });
            }
        }
        // The report on career consultations is of this school year alone.
        let is_current = year == SchoolYear::of(ctx.today());
        if is_current && has(&[Method::CareerConsultationShare]) {
            let told = ctx.career_told(scope, smallest).await?;
            hide(told, &|method, _| method == Method::CareerConsultationShare);
        }
        Ok(withheld)
    }
}

impl Ctx {
    /// Values that would give back a small count together with others or with the reports on the same pupils. That of the year asked about shows
    /// the total of its support plans where `plans_told`; those of other years are taken to do so.
    pub(super) async fn withheld_beside(
        &self,
        values: &Values,
        year: i16,
        plans_told: bool,
    ) -> Result<BTreeSet<(Method, Part, i16)>> {
        let computed = &values.computed;
        let years: BTreeSet<i16> = computed.keys().map(|(_, _, year)| *year).collect();
        let mut withheld = BTreeSet::new();
        for of in years {
            let supported = parts(computed, &SUPPORTED, of);
            let all = parts(computed, &ALL_SUPPORTED, of);
            let reported: Vec<(Method, Part)> = computed
                .iter()
                .filter(|((method, _, year), (measured, _))| {
                    *year == of && REPORTED.contains(method) && measured.figure().is_some()
                })
                .map(|((method, part, _), _)| (*method, *part))
                .collect();
            if supported.is_empty() && all.is_empty() && reported.is_empty() {
                continue;
            }
            let measuring = self.measuring(of).await?;
            let mut of_year = measuring
                .withheld_beside_reports(&reported, values.smallest)
                .await?;
            if !supported.is_empty() || !all.is_empty() {
                let sum = self
                    .store
                    .supported_sums(&measuring.scope, measuring.school_year)
                    .await?;
                let whole = Whole {
                    total: sum.pupils.unsigned_abs(),
                    told_by: all.into_iter().map(|(value, _)| value).collect(),
                    is_told: of != year || plans_told,
                    parts: supported,
                };
                of_year.extend(whole.withheld(values.smallest));
            }
            withheld.extend(of_year.into_iter().map(|(method, part)| (method, part, of)));
        }
        Ok(withheld)
    }
}
