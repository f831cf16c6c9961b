//! Before and after: attendance and marks around the start of a plan, for those who may see both of the pupil.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    calendar::Period,
    support::{Change, Effect, Marked},
};
use balsts_store::{DayMarks, MeasureRow, PlanLine, date};
use jiff::civil::Date;

use crate::{Ctx, Result};

/// What a plan's start is compared by, with what became of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeforeAfter {
    /// The figures.
    pub effect: Effect,
    /// What became of attendance.
    pub attendance: Change,
    /// What became of marks.
    pub marks: Change,
}

/// A start of support with what stood before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedStart {
    /// The plan.
    pub plan: PlanLine,
    /// The measure; none for the plan itself.
    pub measure: Option<MeasureRow>,
    /// Its first day.
    pub start: Date,
    /// The figures.
    pub figures: BeforeAfter,
}

/// The marks of some days in a period.
pub(crate) fn marked<'a>(days: impl Iterator<Item = &'a DayMarks>, period: Option<Period>) -> Marked {
    let within = days.filter(|one| period.is_some_and(|period| period.contains(date(one.day))));
    within.fold(Marked::default(), |sum, one| Marked {
        marks: sum.marks + u32::try_from(one.marks).unwrap_or_default(),
        points: sum.points + u32::try_from(one.points).unwrap_or_default(),
    })
}

impl Ctx {
    /// Before and after the day on which a pupil's plan came into force. `None` before that day, where the pupil went to no school on it, and for
    /// readers who may not see the pupil's attendance and marks. The caller has written the reading down.
    pub async fn before_after(
        &self,
        public_id: &str,
        pupil: i64,
        in_force_day: Option<i64>,
    ) -> Result<Option<BeforeAfter>> {
        let Some(start) = in_force_day.map(date) else {
            return Ok(None);
        };
        let figures = self.around_starts(public_id, pupil, &[start]).await?;
        Ok(figures.get(&start).cloned())
    }

    /// Before and after each start of a pupil's support up to today: of the plans that came into force, whether or not they have ended, and of
    /// those of their measures that say from when on they are given. Only measures that the reader may see; `full`: all of them.
    pub(crate) async fn compared_starts(
        &self,
        public_id: &str,
        pupil: i64,
        plans: &[PlanLine],
        full: bool,
    ) -> Result<Vec<ComparedStart>> {
        let scope = self.scope(Action::Read, Resource::SupportPlan)?;
        let mut starts: Vec<(&PlanLine, Option<MeasureRow>, Date)> = Vec::new();
        let begun = plans
            .iter()
            .filter_map(|plan| Some((plan, date(plan.in_force_day?))));
        let ids: Vec<i64> = begun.clone().map(|(plan, _)| plan.id).collect();
        let measures = if ids.is_empty() {
            Vec::new()
        } else {
            self.store.measures_of_plans(&scope, &ids, full).await?
        };
        for (plan, in_force) in begun {
            starts.push((plan, None, in_force));
            let own = measures.iter().filter(|measure| measure.plan_id == plan.id);
            starts.extend(own.filter_map(|measure| {
                let from = date(measure.from_day?);
                Some((plan, Some(measure.clone()), from))
            }));
        }
        let today = self.today();
        starts.retain(|(_, _, start)| *start <= today);
        let days: Vec<Date> = starts.iter().map(|(_, _, start)| *start).collect();
        let figures = self.around_starts(public_id, pupil, &days).await?;
        let compared = starts.into_iter().filter_map(|(plan, measure, start)| {
            Some(ComparedStart {
                figures: figures.get(&start).cloned()?,
                plan: plan.clone(),
                measure,
                start,
            })
        });
        Ok(compared.collect())
    }

    /// Before and after some days, of those on which the pupil went to a school; the records are read once.
    async fn around_starts(
        &self,
        public_id: &str,
        pupil: i64,
        starts: &[Date],
    ) -> Result<BTreeMap<Date, BeforeAfter>> {
        let (false, Ok(scope), Ok(attendance), Ok(marks)) = (
            starts.is_empty(),
            self.scope(Action::Read, Resource::Pupil),
            self.scope(Action::Read, Resource::Attendance),
            self.scope(Action::Read, Resource::Marks),
        ) else {
            return Ok(BTreeMap::new());
        };
        let reached = self
            .store
            .pupil_reach(&scope, public_id, &[&attendance, &marks])
            .await;
        if !reached.is_ok_and(|(_, reached)| reached == [true, true]) {
            return Ok(BTreeMap::new());
        }
        let settings = self.support_settings().await?.effect;
        let around = self
            .attendance_around(&attendance, pupil, starts, settings.effect_days)
            .await?;
        let known: Vec<_> = starts
            .iter()
            .zip(around)
            .filter_map(|(start, around)| Some((*start, around?)))
            .collect();
        let periods: Vec<Period> = known
            .iter()
            .flat_map(|(_, (around, _))| [around.before, around.after])
            .flatten()
            .collect();
        let first = periods.iter().map(|period| period.from()).min();
        let last = periods.iter().map(|period| period.to()).max();
        let days = match first.zip(last) {
            Some((first, last)) => {
                let within = Period::between(first, last);
                self.store.marks_of_days(&marks, pupil, within).await?
            }
            None => Vec::new(),
        };
        let compared = known.into_iter().map(|(start, (around, attended))| {
            let effect = Effect {
                around,
                attended,
                marked: (
                    marked(days.iter(), around.before),
                    marked(days.iter(), around.after),
                ),
            };
            let figures = BeforeAfter {
                attendance: effect.attendance(&settings),
                marks: effect.marks(&settings),
                effect,
            };
            (start, figures)
        });
        Ok(compared.collect())
    }
}
