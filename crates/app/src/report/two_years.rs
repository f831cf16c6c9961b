//! A school year beside the one before, school by school: missed lessons by reason, the share of pupils with a support plan, and concerns answered in
//! time. Of a year that was not loaded nothing is known, which is never zero.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::Resource,
    calendar::{Period, SchoolDays, SchoolYear, Semester, day_number},
    disclosure::withhold,
};
use balsts_reports::{
    absences::{AbsenceCounts, Absences},
    table::{Cell, Decimal, Label},
};
use balsts_store::{ConcernTerm, SupportPlanSum};
use jiff::civil::Date;

use super::{Place, ReportPeriod, institutions::AbsenceGround, overview::Ground, places_of};
use crate::{Ctx, Result, clock};

/// What is known of a figure; where there is none, nothing was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told<T> {
    /// The figure.
    Is(T),
    /// Few children stand behind it.
    Withheld,
}

impl<T: Copy> Told<T> {
    /// The figure, where it is shown.
    pub(super) fn value(&self) -> Option<T> {
        match self {
            Self::Is(value) => Some(*value),
            Self::Withheld => None,
        }
    }
}

/// Missed lessons for illness, otherwise excused and unexcused: of one pupil in [`DAYS`] school days.
pub type Missed = [Cell; 3];

/// School days to which missed lessons are put in proportion, so that a year that goes on can stand beside a whole one: about a month.
pub const DAYS: u64 = 20;

/// An institution in a year and the year before, which comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct InstitutionYears {
    /// Its name.
    pub name: String,
    /// Missed lessons.
    pub missed: [Missed; 2],
    /// Pupils with a support plan among all pupils.
    pub supported: [Cell; 2],
    /// Concerns answered in time among those answered or due, in the later year.
    pub answered: Cell,
}

/// A school year beside the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoYears {
    /// The years, the earlier first.
    pub years: [SchoolYear; 2],
    /// The days counted.
    pub periods: [Period; 2],
    /// The institutions of which something is known.
    pub institutions: Vec<InstitutionYears>,
    /// Missed lessons of the institutions of which both years are known and shown, together.
    pub together: [Missed; 2],
    /// How many these are.
    pub both: usize,
}

/// One of the years: what its figures are worked out from.
struct Year {
    absences: BTreeMap<i64, Told<AbsenceCounts>>,
    /// Pupils on the last day counted on which lessons are held.
    pupils: BTreeMap<i64, u64>,
    school_days: u64,
}

impl Year {
    fn missed(&self, id: i64) -> Missed {
        match self.absences.get(&id) {
            None => NOTHING,
            Some(Told::Withheld) => [Cell::Withheld, Cell::Withheld, Cell::Withheld],
            Some(Told::Is(counts)) => {
                let pupils = self.pupils.get(&id).copied().unwrap_or_default();
                per_pupil(*counts, pupils * self.school_days)
            }
        }
    }

    fn shown(&self, id: i64) -> Option<(AbsenceCounts, u64)> {
        let counts = self.absences.get(&id)?.value()?;
        Some((counts, self.pupils.get(&id).copied()?))
    }
}

const NOTHING: Missed = [Cell::Missing, Cell::Missing, Cell::Missing];

/// Lessons of one pupil in [`DAYS`] days, of so many days of pupils.
fn per_pupil(counts: AbsenceCounts, pupil_days: u64) -> Missed {
    [counts.illness, counts.excused, counts.unexcused]
        .map(|lessons| Decimal::ratio(lessons * DAYS, pupil_days).map_or(Cell::Missing, Cell::Decimal))
}

/// The days of a year up to a day, and those of the year before to put beside them: its first semester while the year is still in its own, else
/// all of it. Not the same days: what is known of earlier years are often totals of semesters.
fn side_by_side(days: &SchoolDays, year: SchoolYear, today: Date) -> [Period; 2] {
    let (whole, before) = (year.period(), year.previous());
    let first = |year| days.semester(year, Semester::First).map(|span| span.period);
    let in_first = first(year).is_some_and(|semester| today <= semester.to());
    let beside = first(before).filter(|_| in_first).unwrap_or(before.period());
    [
        beside,
        Period::between(whole.from(), today.clamp(whole.from(), whole.to())),
    ]
}

impl Ctx {
    /// A school year beside the one before, school by school.
    pub async fn two_years(&self, year: SchoolYear) -> Result<TwoYears> {
        let ground = self.ground().await?;
        let years = [year.previous(), year];
        let periods = side_by_side(&ground.days, year, self.today());
        let half = (periods[0] != years[0].period()).then_some(Semester::First);
        let before = self.year_on(&ground, years[0], half, periods[0]).await?;
        let chosen = self.year_on(&ground, years[1], None, periods[1]).await?;
        let plans = self.store.support_plan_sums(&ground.scope, (None, None)).await?;
        let supported = [
            self.supported(&ground, years[0], &before, &plans),
            self.supported(&ground, years[1], &chosen, &plans),
        ];
        let answered = self.answered(&ground, periods[1]).await?;
        let known: BTreeSet<i64> = [&before, &chosen]
            .into_iter()
            .flat_map(|year| year.absences.keys())
            .chain(supported.iter().flat_map(BTreeMap::keys))
            .chain(answered.keys())
            .copied()
            .collect();
        let names = places_of(&ground.dated, Period::between(periods[0].from(), periods[1].to()));
        let cell = |of: &BTreeMap<i64, Cell>, id| of.get(&id).cloned().unwrap_or(Cell::Missing);
        let institutions = known.iter().filter_map(|id| {
            Some(InstitutionYears {
                name: names.get(id)?.name.clone(),
                missed: [before.missed(*id), chosen.missed(*id)],
                supported: [cell(&supported[0], *id), cell(&supported[1], *id)],
                answered: cell(&answered, *id),
            })
        });
        let institutions = institutions.collect();
        let (both, together) = together(&before, &chosen);
        Ok(TwoYears {
            years,
            periods,
            institutions,
            together,
            both,
        })
    }

    async fn year_on(
        &self,
        ground: &Ground,
        year: SchoolYear,
        semester: Option<Semester>,
        period: Period,
    ) -> Result<Year> {
        let lessons = ground.days.lessons_of(year);
        let last = lessons.map_or(period.to(), |lessons| period.to().min(lessons.to()));
        let mut pupils: BTreeMap<i64, u64> = BTreeMap::new();
        let sums = if last == self.today() {
            ground.enrolments.clone()
        } else {
            self.store.enrolment_sums(&ground.scope, last).await?
        };
        for sum in sums {
            *pupils.entry(sum.institution_id).or_default() += sum.pupils.unsigned_abs();
        }
        Ok(Year {
            absences: self.absences_on(ground, (year, semester), period).await?,
            pupils,
            school_days: ground.days.count(period).into(),
        })
    }

    /// Missed lessons by institution in the days of a school year or semester that have passed. Who may not see the pupils' levels is shown those
    /// that the report of that term shows, and no others: beside the report these would give back what it withholds (PRV-04).
    pub(super) async fn absences_on(
        &self,
        ground: &Ground,
        (year, semester): (SchoolYear, Option<Semester>),
        period: Period,
    ) -> Result<BTreeMap<i64, Told<AbsenceCounts>>> {
        let span = self.span(&ground.days, period);
        let names: BTreeMap<i64, Place> = places_of(&ground.dated, period);
        let label = Label::name(format!("{}/{}", period.from(), period.to()));
        let (ids, absences) = self.absences_within(&ground.scope, span, &names, label).await?;
        let mut told = told(&ids, &absences);
        if self.sees_each(&ground.scope, Resource::Assessment) || told.is_empty() {
            return Ok(told);
        }
        let on = AbsenceGround {
            scope: &ground.scope,
            days: &ground.days,
            dated: &ground.dated,
        };
        let term = ReportPeriod {
            school_year: Some(year),
            semester,
            ..ReportPeriod::default()
        };
        let (ids, table) = self.absences_together(on, &term, ground.smallest).await?;
        for (id, cells) in ids.into_iter().zip(&table.rows) {
            if cells.contains(&Cell::Withheld) {
                told.insert(id, Told::Withheld);
            }
        }
        Ok(told)
    }

    /// The share of pupils with a support plan, of institutions of which plans were delivered.
    fn supported(
        &self,
        ground: &Ground,
        year: SchoolYear,
        of: &Year,
        plans: &[SupportPlanSum],
    ) -> BTreeMap<i64, Cell> {
        let first = i64::from(year.first_calendar_year());
        let plans: Vec<&SupportPlanSum> = plans.iter().filter(|sum| sum.school_year == first).collect();
        let counts: Vec<u32> = plans.iter().map(|sum| super::whole(sum.pupils)).collect();
        let sees_each = self.sees_each(&ground.scope, Resource::Assessment);
        let smallest = if sees_each { 1 } else { ground.smallest };
        let shown = withhold(&counts, smallest).counts;
        let share = |id, part| {
            let pupils = of.pupils.get(&id).copied().unwrap_or_default();
            Cell::share(part, Some(u32::try_from(pupils).unwrap_or_default()))
        };
        plans
            .iter()
            .zip(shown)
            .map(|(sum, part)| (sum.institution_id, share(sum.institution_id, part)))
            .collect()
    }

    /// The share of concerns answered in time. Who may not read them sees it where there are enough.
    async fn answered(&self, ground: &Ground, period: Period) -> Result<BTreeMap<i64, Cell>> {
        let eve = period.from().yesterday().unwrap_or(period.from());
        let end_of = |day| balsts_store::instant(clock::end_of_day_in_riga(day));
        let terms = self
            .store
            .concern_terms(&ground.scope, end_of(eve), end_of(period.to()))
            .await?;
        let sees_each = self.sees_each(&ground.scope, Resource::Concern);
        let smallest = if sees_each { 1 } else { ground.smallest };
        let today = i64::from(day_number(self.today()));
        Ok(terms
            .chunk_by(|a, b| a.institution_id == b.institution_id)
            .filter_map(|terms| {
                let share = in_time(terms, today, smallest)?;
                Some((terms.first()?.institution_id, share))
            })
            .collect())
    }
}

/// Missed lessons of the institutions of which both years are known and shown, and how many these are.
fn together(before: &Year, chosen: &Year) -> (usize, [Missed; 2]) {
    let both: Vec<i64> = chosen
        .absences
        .keys()
        .filter(|id| before.shown(**id).is_some() && chosen.shown(**id).is_some())
        .copied()
        .collect();
    let missed = [before, chosen].map(|year| {
        let (mut lessons, mut pupils) = (AbsenceCounts::default(), 0);
        for (counts, of_them) in both.iter().filter_map(|id| year.shown(*id)) {
            lessons.illness += counts.illness;
            lessons.excused += counts.excused;
            lessons.unexcused += counts.unexcused;
            pupils += of_them;
        }
        per_pupil(lessons, pupils * year.school_days)
    });
    (both.len(), missed)
}

fn told(ids: &[i64], absences: &Absences) -> BTreeMap<i64, Told<AbsenceCounts>> {
    let rows = ids.iter().zip(&absences.rows);
    rows.filter_map(|(id, row)| Some((*id, Told::Is(row.lessons?))))
        .collect()
}

/// The share of those answered by their day among those that were answered or are due; nothing while there are none.
fn in_time(terms: &[ConcernTerm], today: i64, smallest: u32) -> Option<Cell> {
    let answered_on = |term: &ConcernTerm| {
        let at = balsts_store::timestamp(term.answered_at?);
        Some(i64::from(day_number(clock::day_in_riga(at))))
    };
    let counted = terms
        .iter()
        .filter(|term| term.answered_at.is_some() || term.due_day < today);
    let whole = super::whole(counted.count() as i64);
    let kept = terms
        .iter()
        .filter(|term| answered_on(term).is_some_and(|day| day <= term.due_day));
    let part = super::whole(kept.count() as i64);
    // Of a share of few the numbers are guessed: those answered late are as few as those answered in time may be.
    let few = |count: u32| (1..smallest).contains(&count);
    match whole {
        0 => None,
        _ if few(whole) || few(part) || few(whole - part) => Some(Cell::Withheld),
        _ => Some(Cell::share(Some(part), Some(whole))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balsts_domain::calendar::Calendar;
    use jiff::civil::date;

    #[test]
    fn a_year_in_its_first_semester_stands_beside_that_of_the_year_before() {
        let days = Calendar::built_in().school_days(None, None);
        let year = SchoolYear::new(2025);
        let [before, this] = side_by_side(&days, year, date(2025, 11, 27));
        assert_eq!(
            (before.from(), before.to()),
            (date(2024, 9, 2), date(2024, 12, 20))
        );
        assert_eq!((this.from(), this.to()), (date(2025, 9, 1), date(2025, 11, 27)));
        let [before, this] = side_by_side(&days, year, date(2026, 2, 2));
        assert_eq!(before, year.previous().period());
        assert_eq!(this.to(), date(2026, 2, 2));
        let [before, this] = side_by_side(&days, year.previous(), date(2026, 2, 2));
        assert_eq!((before.to(), this.to()), (date(2024, 8, 31), date(2025, 8, 31)));
    }

    #[test]
    fn lessons_are_put_in_proportion_to_pupils_and_days() {
        let counts = AbsenceCounts {
            illness: 100,
            excused: 0,
            unexcused: 50,
        };
        let missed = per_pupil(counts, 10 * 40).map(|cell| cell.to_f64());
        assert_eq!(missed, [Some(5.0), Some(0.0), Some(2.5)]);
        assert_eq!(per_pupil(counts, 0), NOTHING, "nobody is known to be there");
    }

    #[test]
    fn a_concern_counts_once_it_is_answered_or_its_day_has_passed() {
        let answered = |day: i64| Some(day * 86_400_000_000 + 43_200_000_000);
        let term = |due_day, answered_at| ConcernTerm {
            institution_id: 1,
            due_day,
            answered_at,
        };
        assert_eq!(in_time(&[term(110, None)], 100, 1), None, "there is time yet");
        assert_eq!(in_time(&[term(100, None)], 100, 1), None, "today is in time");
        let terms = [
            term(99, None),
            term(99, answered(99)),
            term(90, answered(91)),
            term(120, answered(100)),
            term(110, None),
        ];
        assert_eq!(in_time(&terms, 100, 1), Some(Cell::share(Some(2), Some(4))));
        assert_eq!(in_time(&terms, 100, 2), Some(Cell::share(Some(2), Some(4))));
        assert_eq!(
            in_time(&terms, 100, 3),
            Some(Cell::Withheld),
            "two were answered late"
        );
        assert_eq!(in_time(&terms, 100, 5), Some(Cell::Withheld));
    }
}
