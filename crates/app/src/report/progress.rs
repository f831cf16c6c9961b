//! How pupils move through the grades: repeaters, annual marks, exams, the ends of grades 9 and 12 and what follows.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    achievement::Mark,
    calendar::SchoolYear,
    disclosure::withhold_rows,
    registry::{InstitutionKind, LeavingReason},
};
use balsts_reports::{
    annual_marks::AnnualMarks,
    completion::{Completion, CompletionRow},
    continuation::{Continuation, Destination},
    exams::{ExamLine, Exams},
    repeaters::{RepeaterCounts, Repeaters},
};
use balsts_store::ContinuationSum;

use super::{Place, Places, ReportPeriod, after_school::AfterSchool, told::RepeatersLine, whole};
use crate::{Ctx, Result};

/// Marks below the lowest sufficient one, as they are stored.
pub(crate) fn insufficient_marks(sufficient: u16) -> Vec<String> {
    let points = (1..=10)
        .filter(|points| u16::from(*points) < sufficient)
        .map(Mark::Points);
    points
        .chain([Mark::NotAssessed, Mark::NotPassed])
        .map(|mark| mark.to_string())
        .collect()
}

pub(super) fn grade_of(grade: i64) -> u8 {
    u8::try_from(grade).unwrap_or_default()
}

pub(super) fn destination(place: Option<&Place>, grade: Option<i64>) -> Destination {
    let Some(place) = place else {
        return Destination::NotKnown;
    };
    match grade {
        Some(9) => Destination::Repeats,
        Some(10..) => {
            let secondary = |kind: &&InstitutionKind| {
                !matches!(
                    kind,
                    InstitutionKind::Preschool | InstitutionKind::VocationalSchool
                )
            };
            let kind = place.kinds.iter().find(secondary).copied();
            Destination::School(kind.unwrap_or(InstitutionKind::SecondarySchool))
        }
        None if place.kinds.contains(&InstitutionKind::VocationalSchool) => Destination::Vocational,
        _ => Destination::NotKnown,
    }
}

/// Pupils who ended grade 9 in the school year before one, by what followed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AfterGradeNine {
    /// All of them.
    pub ended: i64,
    /// On no list in the year.
    pub unknown: i64,
    /// Went on and left education within the year.
    pub left: i64,
}

impl AfterGradeNine {
    /// Put together from sums by destination.
    pub(super) fn of(sums: &[ContinuationSum]) -> Self {
        let mut found = Self::default();
        for sum in sums {
            found.ended += sum.pupils;
            if sum.institution_id.is_none() {
                found.unknown += sum.pupils;
            } else {
                found.left += sum.left_year;
            }
        }
        found
    }
}

/// Institutions that provide no compulsory education.
fn beside(places: &BTreeMap<i64, Place>) -> Vec<i64> {
    let others = places.iter().filter(|(_, place)| !place.is_school());
    others.map(|(id, _)| *id).collect()
}

/// Reasons by which pupils leave education.
fn leaving() -> Vec<&'static str> {
    LeavingReason::ALL
        .iter()
        .filter(|reason| reason.leaves_education() == Some(true))
        .map(|reason| reason.code())
        .collect()
}

/// The pupils counted by [`grade_nine_destinations`]: those of whom nothing is known, or with `left` those who left in the year.
pub(crate) async fn grade_nine_pupils(
    ctx: &Ctx,
    scope: &Scope,
    places: &Places,
    year: SchoolYear,
    left: bool,
) -> Result<Vec<i64>> {
    let found = ctx
        .store
        .continuation_pupils(scope, year.previous(), &beside(&places.0), &leaving(), left)
        .await?;
    Ok(found)
}

/// What followed in `year` for those who ended grade 9 in the school year before it.
pub(crate) async fn grade_nine_destinations(
    ctx: &Ctx,
    scope: &Scope,
    places: &Places,
    year: SchoolYear,
) -> Result<AfterGradeNine> {
    let sums = grade_nine_sums(ctx, scope, places, year.previous()).await?;
    Ok(AfterGradeNine::of(&sums))
}

/// Those who ended grade 9 in a school year, by where they are in the year after; `places` are those of that year.
pub(super) async fn grade_nine_sums(
    ctx: &Ctx,
    scope: &Scope,
    places: &Places,
    year: SchoolYear,
) -> Result<Vec<ContinuationSum>> {
    let sums = ctx
        .store
        .continuation_sums(scope, year, &beside(&places.0), &leaving())
        .await?;
    Ok(sums)
}

impl Ctx {
    /// `repeaters`: pupils who repeat a grade, and those promoted to it with an insufficient annual mark.
    pub async fn report_repeaters(&self, wanted: &ReportPeriod) -> Result<Repeaters> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let year = self.year_of(wanted);
        let marks = insufficient_marks(self.risk_settings().await?.sufficient_mark);
        let knows_marks = !self
            .store
            .annual_mark_sums(&scope, year.previous(), &marks)
            .await?
            .is_empty();
        let shown = self.repeaters_told(&scope, year, smallest).await?;
        let counts = |line: RepeatersLine| RepeaterCounts {
            pupils: line.pupils,
            repeat: line.repeat,
            promoted_insufficient: knows_marks.then_some(line.promoted),
        };
        Ok(Repeaters {
            school_year: year.to_string(),
            rows: shown
                .lines
                .into_iter()
                .map(|(grade, line)| (grade, counts(line)))
                .collect(),
            total: counts(shown.total),
        })
    }

    /// `annual-marks`: pupils with an insufficient annual mark by grade.
    pub async fn report_annual_marks(&self, wanted: &ReportPeriod) -> Result<AnnualMarks> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let year = self.year_of(wanted);
        let shown = self.annual_marks_told(&scope, year, smallest).await?;
        Ok(AnnualMarks {
            school_year: year.to_string(),
            rows: shown.lines,
            total: shown.total,
        })
    }

    /// `exams`: central exams below the threshold of their year and grade, by subject.
    pub async fn report_exams(&self, wanted: &ReportPeriod) -> Result<Exams> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let year = self.year_of(wanted);
        let settings = self.risk_settings().await?;
        let shown = self.exams_told(&scope, year, smallest).await?;
        let mut assumption = false;
        let rows = shown.lines.into_iter().map(|line| {
            let threshold = settings.exam_threshold(year.last_day(), line.grade);
            assumption |=
                threshold.is_some_and(|row| row.assumption || row.year != year.first_calendar_year() + 1);
            ExamLine {
                grade: line.grade,
                subject: line.subject,
                taken: line.taken,
                threshold: threshold.map(|row| row.percent),
                below: threshold.map(|_| line.below),
            }
        });
        let rows = rows.collect();
        Ok(Exams {
            school_year: year.to_string(),
            rows,
            assumption,
        })
    }

    /// `completion`: pupils who end grades 9 and 12 with a certificate and without. Small counts are withheld from everybody, and so is what would
    /// tell of the pupils of one institution beside the report `graduates`, which names each.
    pub async fn report_completion(&self, wanted: &ReportPeriod) -> Result<Completion> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_cell().await?;
        let years = self.series_of(wanted);
        let sums = self
            .store
            .completion_sums(&scope, years[0].first_day(), self.year_of(wanted).last_day())
            .await?;
        let mut found: BTreeMap<(SchoolYear, u8), BTreeMap<i64, [u32; 2]>> = BTreeMap::new();
        for sum in sums {
            let year = SchoolYear::of(balsts_store::date(sum.to_day));
            let of_grade = found.entry((year, grade_of(sum.grade))).or_default();
            let counts = of_grade.entry(sum.institution_id).or_default();
            counts[0] += whole(sum.pupils - sum.without);
            counts[1] += whole(sum.without);
        }
        let rows = found.into_iter().map(|((year, grade), institutions)| {
            let counts: Vec<Vec<u32>> = institutions.into_values().map(Vec::from).collect();
            CompletionRow {
                school_year: year.to_string(),
                grade,
                ended: withhold_rows(&counts, smallest).totals,
            }
        });
        Ok(Completion { rows: rows.collect() })
    }

    /// `continuation`: where pupils go on after grade 9, and who left in the first year after it. Of the school year before the current one when none
    /// is given: what follows this one is not known yet.
    pub async fn report_continuation(&self, wanted: &ReportPeriod) -> Result<Continuation> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let current = SchoolYear::of(self.today());
        let year = wanted.school_year.unwrap_or_else(|| current.previous());
        let shown = if year < current {
            let places = Places(self.places(year.next().period()).await?);
            self.after_school(&scope, &places, year, smallest).await?
        } else {
            AfterSchool::nothing()
        };
        Ok(Continuation {
            school_year: year.to_string(),
            destinations: shown.destinations,
            pupils: shown.pupils,
            left: shown.left,
        })
    }
}
