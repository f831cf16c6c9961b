//! Before and after: attendance and marks around the start of a plan, for those who may see both of the pupil.

use balsts_domain::{
    access::{Action, Resource},
    calendar::Period,
    support::{Change, Effect, Marked},
};
use balsts_store::{DayMarks, date};

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
        let (Some(start), Ok(scope), Ok(attendance), Ok(marks)) = (
            in_force_day.map(date),
            self.scope(Action::Read, Resource::Pupil),
            self.scope(Action::Read, Resource::Attendance),
            self.scope(Action::Read, Resource::Marks),
        ) else {
            return Ok(None);
        };
        let reached = self
            .store
            .pupil_reach(&scope, public_id, &[&attendance, &marks])
            .await;
        if !reached.is_ok_and(|(_, reached)| reached == [true, true]) {
            return Ok(None);
        }
        let settings = self.support_settings().await?.effect;
        let Some((around, attended)) = self
            .attendance_around(&attendance, pupil, start, settings.effect_days)
            .await?
        else {
            return Ok(None);
        };
        let days = match (around.before, around.after) {
            (None, None) => Vec::new(),
            (before, after) => {
                let from = before.map_or(start, Period::from);
                let to = after.map_or(start, Period::to);
                self.store
                    .marks_of_days(&marks, pupil, Period::between(from, to))
                    .await?
            }
        };
        let effect = Effect {
            around,
            attended,
            marked: (
                marked(days.iter(), around.before),
                marked(days.iter(), around.after),
            ),
        };
        Ok(Some(BeforeAfter {
            attendance: effect.attendance(&settings),
            marks: effect.marks(&settings),
            effect,
        }))
    }
}
