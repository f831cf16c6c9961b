//! `effect`: before and after the start of support, by kind of measure and without names.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    calendar::{Period, SchoolYear, day_number},
    disclosure::withhold,
    support::{Change, Effect, EffectSettings, Fared, MeasureKind},
};
use balsts_reports::{
    effect::{Compared, EffectReport, EffectRow, Together},
    support_plan::words,
    table::Label,
};
use balsts_store::{DayMarks, SupportStart, date};

use super::{ReportPeriod, support::plan_term};
use crate::{Ctx, Result, support_plan::marked};

/// How pupils of a kind fared: attendance and marks.
type Both = (Fared, Fared);

fn together(change: Change) -> Together {
    match change {
        Change::Better => Together::Better,
        Change::Same => Together::Same,
        Change::Worse => Together::Worse,
        Change::CannotTell => Together::CannotTell,
    }
}

/// The counts of attendance and of marks are about the same pupils: where one total is withheld, so is the other.
fn rows(kind: &Label, both: Both, smallest: u32, settings: &EffectSettings) -> [EffectRow; 2] {
    let shown = [both.0, both.1].map(|fared| {
        let counts = [fared.better, fared.same, fared.worse, fared.cannot_tell];
        (fared, withhold(&counts, smallest))
    });
    let total = shown.iter().map(|(_, shown)| shown.total).min().flatten();
    let compared = [Compared::Attendance, Compared::Marks];
    let mut at = 0;
    shown.map(|(fared, shown)| {
        at += 1;
        let all = total.is_some() && shown.counts.iter().all(Option::is_some);
        EffectRow {
            kind: kind.clone(),
            compared: compared[at - 1],
            pupils: total,
            better: shown.counts[0],
            same: shown.counts[1],
            worse: shown.counts[2],
            cannot_tell: shown.counts[3],
            together: all.then(|| together(fared.together(settings))),
        }
    })
}

impl Ctx {
    /// `effect`: of how many pupils attendance and marks became better or worse around the first start of each kind of measure in the plans of
    /// a term; all plans when none is given. Behind the figures stand children's plans: small counts are withheld from everybody who may not
    /// see each plan.
    pub async fn report_effect(&self, wanted: &ReportPeriod) -> Result<EffectReport> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::SupportPlan, wanted).await?;
        let settings = self.support_settings().await?.effect;
        let term = plan_term(wanted);
        let starts = self.store.support_starts(&scope, term).await?;
        let mut report = EffectReport {
            rows: Vec::new(),
            days: settings.effect_days,
            lessons: settings.effect_lessons,
            mark_tenths: settings.effect_mark_tenths,
            least: settings.effect_pupils,
        };
        let Some(first) = starts.iter().map(|start| start.start_day).min() else {
            return Ok(report);
        };
        // Thirty school days before a start in September lie in the spring.
        let since = SchoolYear::of(date(first)).previous().first_day();
        let marks = self
            .store
            .supported_marks(&scope, term, Period::between(since, self.today().max(since)))
            .await?;
        let mut by_kind: BTreeMap<Option<&str>, Both> = BTreeMap::new();
        let mut engine = self.engine(self.today(), None).await?.over_years();
        let mut ids: Vec<i64> = starts.iter().map(|start| start.pupil_id).collect();
        ids.dedup();
        let mut walk = engine.walk(&scope, &ids, false);
        while let Some(pupils) = walk.next().await? {
            engine.prepare(&pupils).await?;
            for pupil in &pupils {
                let marks: Vec<&DayMarks> = of_pupil(&marks, pupil.id, |one| one.pupil_id).iter().collect();
                for start in of_pupil(&starts, pupil.id, |one| one.pupil_id) {
                    let (attendance, marks) = fared(&engine, pupil, start, &marks, &settings);
                    let both = by_kind.entry(start.kind.as_deref()).or_default();
                    both.0.add(attendance);
                    both.1.add(marks);
                }
            }
        }
        let mut add = |name: &Label, code: Option<&str>| {
            if let Some(both) = by_kind.get(&code) {
                report.rows.extend(rows(name, *both, smallest, &settings));
            }
        };
        add(&Label::new("visi plāni", "all plans"), None);
        for kind in MeasureKind::ALL {
            add(&words::measure(kind.code()), Some(kind.code()));
        }
        Ok(report)
    }
}

/// The stretch of rows, sorted by pupil, that are one pupil's.
fn of_pupil<T>(rows: &[T], pupil: i64, of: impl Fn(&T) -> i64) -> &[T] {
    let from = rows.partition_point(|row| of(row) < pupil);
    let to = rows.partition_point(|row| of(row) <= pupil);
    &rows[from..to]
}

/// What became of one pupil's attendance and marks.
fn fared(
    engine: &crate::assessment::Engine,
    pupil: &balsts_store::StoredPupil,
    start: &SupportStart,
    marks: &[&DayMarks],
    settings: &EffectSettings,
) -> (Change, Change) {
    let day = day_number(date(start.start_day));
    let Some((around, attended)) = engine.around(pupil, day, settings.effect_days) else {
        return (Change::CannotTell, Change::CannotTell);
    };
    let effect = Effect {
        around,
        attended,
        marked: (
            marked(marks.iter().copied(), around.before),
            marked(marks.iter().copied(), around.after),
        ),
    };
    (effect.attendance(settings), effect.marks(settings))
}
