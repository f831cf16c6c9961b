//! `effect`: before and after the start of support, by kind of measure and without names.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::{Period, SchoolYear, Semester, day_number},
    disclosure::{Linked, Place, Sum},
    support::{Change, Effect, EffectSettings, Fared, MeasureKind},
};
use balsts_reports::{
    effect::{Compared, EffectReport, EffectRow, Together},
    support_plan::words,
    table::Label,
};
use balsts_store::{DayMarks, PlanTerm, SupportStart, date};

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

/// How pupils fared by kind of measure; all plans together under none.
type ByKind<'a> = BTreeMap<Option<&'a str>, Both>;

/// The counts of those who fared each way, and their total after them.
const COUNTS: usize = 4;
/// The cells of what is compared of a kind.
const CELLS: usize = COUNTS + 1;

fn counts(fared: Fared) -> [u32; COUNTS] {
    [fared.better, fared.same, fared.worse, fared.cannot_tell]
}

/// A term of plans, the term that it is a part of, and the starts in it.
struct Term {
    term: PlanTerm,
    whole: Option<usize>,
    starts: Vec<SupportStart>,
}

/// What of each term may be shown, kind by kind: the terms are published one after the other, and a year would give back what another withholds
/// of all years. The counts of attendance and of marks are about the same pupils: their totals are one figure. Whoever has plans in two years
/// counts in both: they are taken to add up all the same, which withholds rather more than less.
fn withheld_together(
    kinds: &[Option<&str>],
    terms: &[(Option<usize>, ByKind<'_>)],
    smallest: u32,
) -> Vec<Vec<bool>> {
    let mut linked = Linked::new();
    for (_, by_kind) in terms {
        let mut people: Vec<u64> = Vec::new();
        let mut sums: Vec<Sum> = Vec::new();
        for kind in kinds {
            let (attendance, marks) = by_kind.get(kind).copied().unwrap_or_default();
            for fared in [attendance, marks] {
                let (first, counts) = (people.len(), counts(fared).map(u64::from));
                people.extend(counts);
                people.push(counts.iter().sum());
                sums.push(Sum {
                    total: first + COUNTS,
                    parts: (first..first + COUNTS).collect(),
                });
            }
            sums.push(Sum {
                total: people.len() - 1,
                parts: vec![people.len() - 1 - CELLS],
            });
        }
        linked.table(&people, &sums);
    }
    for whole in 0..terms.len() {
        for cell in 0..2 * CELLS * kinds.len() {
            let parts: Vec<Place> = (0..terms.len())
                .filter(|part| terms[*part].0 == Some(whole))
                .map(|part| (part, cell))
                .collect();
            if !parts.is_empty() {
                linked.link((whole, cell), &parts);
            }
        }
    }
    linked.withhold(smallest.into())
}

/// The rows of a kind; `shown` are its cells, those of attendance first.
fn rows(kind: &Label, both: Both, shown: &[bool], settings: &EffectSettings) -> [EffectRow; 2] {
    let row = |compared: Compared, fared: Fared, shown: &[bool]| {
        let of = |at: usize, count: u32| Some(count).filter(|_| shown[at]);
        let [better, same, worse, cannot_tell] = counts(fared);
        EffectRow {
            kind: kind.clone(),
            compared,
            pupils: of(COUNTS, counts(fared).iter().sum()),
            better: of(0, better),
            same: of(1, same),
            worse: of(2, worse),
            cannot_tell: of(3, cannot_tell),
            together: shown
                .iter()
                .all(|shown| *shown)
                .then(|| together(fared.together(settings))),
        }
    };
    let (attendance, marks) = shown.split_at(CELLS);
    [
        row(Compared::Attendance, both.0, attendance),
        row(Compared::Marks, both.1, marks),
    ]
}

impl Ctx {
    /// The starts of the term asked for. Where counts are withheld, those of all terms that may be asked for after it: the widest first.
    async fn effect_terms(
        &self,
        scope: &Scope,
        wanted: &ReportPeriod,
        smallest: u32,
    ) -> Result<(usize, Vec<Term>)> {
        let mut terms: Vec<Term> = Vec::new();
        let asked = plan_term(wanted);
        if smallest > 1 {
            terms.push(self.effect_term(scope, (None, None), None).await?);
            for year in self.years_back(wanted) {
                let year = Some(i64::from(year.first_calendar_year()));
                let whole = terms.len();
                let of_year = self.effect_term(scope, (year, None), Some(0)).await?;
                if of_year.starts.is_empty() {
                    continue;
                }
                terms.push(of_year);
                for semester in [Semester::First, Semester::Second] {
                    let term = (year, Some(semester.number().into()));
                    terms.push(self.effect_term(scope, term, Some(whole)).await?);
                }
            }
        }
        let found = terms.iter().position(|one| one.term == asked);
        if found.is_none() {
            // A year without a start, or a semester of all years.
            terms.push(self.effect_term(scope, asked, None).await?);
        }
        let at = found.unwrap_or(terms.len() - 1);
        Ok((at, terms))
    }

    async fn effect_term(&self, scope: &Scope, term: PlanTerm, whole: Option<usize>) -> Result<Term> {
        Ok(Term {
            term,
            whole,
            starts: self.store.support_starts(scope, term).await?,
        })
    }

    /// `effect`: of how many pupils attendance and marks became better or worse around the first start of each kind of measure in the plans of
    /// a term; all plans when none is given. Behind the figures stand children's plans: small counts are withheld from everybody who may not
    /// see each plan.
    pub async fn report_effect(&self, wanted: &ReportPeriod) -> Result<EffectReport> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::SupportPlan, wanted).await?;
        let settings = self.support_settings().await?.effect;
        let mut report = EffectReport {
            rows: Vec::new(),
            days: settings.effect_days,
            lessons: settings.effect_lessons,
            mark_tenths: settings.effect_mark_tenths,
            least: settings.effect_pupils,
        };
        let (asked, terms) = self.effect_terms(&scope, wanted, smallest).await?;
        if terms[asked].starts.is_empty() {
            return Ok(report);
        }
        // The first term is the widest: whoever starts in another does in it.
        let widest = &terms[0];
        let Some(first) = widest.starts.iter().map(|start| start.start_day).min() else {
            return Ok(report);
        };
        // Thirty school days before a start in September lie in the spring.
        let since = SchoolYear::of(date(first)).previous().first_day();
        let days = Period::between(since, self.today().max(since));
        let marks = self.store.supported_marks(&scope, widest.term, days).await?;
        let mut found: Vec<(Option<usize>, ByKind<'_>)> =
            terms.iter().map(|one| (one.whole, BTreeMap::new())).collect();
        let mut engine = self.engine(self.today(), None).await?.over_years();
        let mut ids: Vec<i64> = widest.starts.iter().map(|start| start.pupil_id).collect();
        ids.dedup();
        let mut walk = engine.walk(&scope, &ids, false);
        while let Some(pupils) = walk.next().await? {
            engine.prepare(&pupils).await?;
            for pupil in &pupils {
                let marks: Vec<&DayMarks> = of_pupil(&marks, pupil.id, |one| one.pupil_id).iter().collect();
                // A plan and its measures often start on one day, which is that of the year and of the semester, too.
                let mut known: BTreeMap<i64, (Change, Change)> = BTreeMap::new();
                for (term, (_, by_kind)) in terms.iter().zip(&mut found) {
                    for start in of_pupil(&term.starts, pupil.id, |one| one.pupil_id) {
                        let (attendance, marks) = *known
                            .entry(start.start_day)
                            .or_insert_with(|| fared(&engine, pupil, start, &marks, &settings));
                        let both = by_kind.entry(start.kind.as_deref()).or_default();
                        both.0.add(attendance);
                        both.1.add(marks);
                    }
                }
            }
        }
        let measures = MeasureKind::ALL.into_iter().map(|kind| Some(kind.code()));
        let kinds: Vec<Option<&str>> = std::iter::once(None).chain(measures).collect();
        let shown = withheld_together(&kinds, &found, smallest);
        for (kind, shown) in kinds.iter().zip(shown[asked].chunks(2 * CELLS)) {
            let name = kind.map_or_else(|| Label::new("visi plāni", "all plans"), words::measure);
            if let Some(both) = found[asked].1.get(kind) {
                report.rows.extend(rows(&name, *both, shown, &settings));
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PRV-04, IAP-23
    #[test]
    fn a_year_is_not_what_is_left_of_all_years() {
        let both = |better: u32, same: u32| {
            let fared = Fared {
                better,
                same,
                ..Fared::default()
            };
            (fared, fared)
        };
        let term = |whole: Option<usize>, both: Both| (whole, ByKind::from([(None, both)]));
        let terms = [
            term(None, both(12, 40)),
            term(Some(0), both(3, 20)),
            term(Some(0), both(9, 20)),
        ];
        let kinds = [None, Some("mentor")];
        let shown = withheld_together(&kinds, &terms, 5);
        assert!(!shown[1][0], "three pupils");
        assert!(!shown[0][0] || !shown[2][0], "twelve less nine: {shown:?}");
        // Alone, all years withhold nothing.
        let alone = withheld_together(&kinds, &terms[..1], 5);
        assert!(alone[0].iter().all(|shown| *shown));
        let all = withheld_together(&kinds, &terms, 1);
        assert!(all.iter().flatten().all(|shown| *shown));
    }

    // covers: PRV-04, IAP-23
    #[test]
    fn the_pupils_of_a_kind_are_the_same_whatever_is_compared() {
        let fared = |better: u32, cannot_tell: u32| Fared {
            better,
            cannot_tell,
            ..Fared::default()
        };
        // Three pupils in all: of the marks of none of them can anything be told.
        let terms = [(None, ByKind::from([(None, (fared(2, 1), fared(0, 3)))]))];
        let shown = withheld_together(&[None], &terms, 5);
        assert!(!shown[0][COUNTS] && !shown[0][CELLS + COUNTS], "{shown:?}");
    }
}
