//! Figures of reports that an indicator of the programme gives, too, or of which it gives a sum: withheld together with the indicator, whichever of
//! both is asked for. That the programme of the municipality has no such indicator yet changes nothing: it may have one tomorrow, and what was
//! published once can't be taken back.

use std::collections::BTreeMap;

use balsts_domain::{
    access::Scope,
    achievement::Percent,
    calendar::{Period, SchoolYear},
    disclosure::{Cells, SharePlaces, Shown, ShownTable},
    registry::InstitutionKind,
};
use balsts_reports::annual_marks::AnnualMarkCounts;
use balsts_store::{AnnualMarkSum, RepeaterSum, SomeOfAll};
use jiff::civil::Date;

use super::{
    Place, Places,
    progress::{grade_of, insufficient_marks},
    whole,
};
use crate::{Ctx, Result};

/// Grade whose central exams an indicator counts.
pub(crate) const EXAM_GRADE: u8 = 9;
/// The last grade of basic education.
const LAST_BASIC_GRADE: i64 = 9;
/// The kinds of programmes beside lessons; the first are those of interest education.
pub(crate) const BESIDE_LESSONS: &[&str] = &["interešu", "profesionālās ievirzes", "neformālā"];

/// What is told beside to readers from whom nothing is withheld: it matters not.
const NOBODY: SomeOfAll = SomeOfAll {
    counted: 0,
    pupils: 0,
};

fn share(cells: &mut Cells, sum: SomeOfAll) -> SharePlaces {
    cells.share(whole(sum.counted), whole(sum.pupils))
}

/// One column of lines.
fn column<const N: usize>(lines: &[[usize; N]], at: usize) -> Vec<usize> {
    lines.iter().map(|line| line[at]).collect()
}

/// The totals of all columns.
pub(super) fn totals<const N: usize>(cells: &mut Cells, lines: &[[usize; N]]) -> [usize; N] {
    std::array::from_fn(|at| cells.total(&column(lines, at)))
}

/// Annual marks by grade, and whether the indicators of low achievement may be shown beside them.
#[derive(Debug, Clone)]
pub(crate) struct AnnualMarksTold {
    pub(super) lines: Vec<(u8, AnnualMarkCounts)>,
    pub(super) total: AnnualMarkCounts,
    /// That of grades 1–9.
    pub basic: bool,
    /// That of grades 1–9 outside special schools.
    pub without_special: bool,
}

fn annual_marks(
    sums: &[AnnualMarkSum],
    [basic, without_special]: [SomeOfAll; 2],
    smallest: u32,
) -> AnnualMarksTold {
    let mut cells = Cells::default();
    let lines: Vec<[usize; 2]> = sums
        .iter()
        .map(|sum| [sum.pupils, sum.insufficient].map(|count| cells.add(whole(count))))
        .collect();
    let total = totals(&mut cells, &lines);
    let of_basic: Vec<[usize; 2]> = sums
        .iter()
        .zip(&lines)
        .filter(|(sum, _)| sum.grade <= LAST_BASIC_GRADE)
        .map(|(_, line)| *line)
        .collect();
    let all = share(&mut cells, basic);
    let most = share(&mut cells, without_special);
    let special = [
        basic.pupils - without_special.pupils,
        basic.counted - without_special.counted,
    ];
    let columns = [(all.all, most.all), (all.some, most.some)];
    for (at, ((all, most), special)) in columns.into_iter().zip(special).enumerate() {
        cells.sum(all, column(&of_basic, at));
        let special = cells.add(whole(special));
        cells.sum(all, [most, special]);
    }
    let shown = cells.withhold(smallest);
    let counts = |[pupils, insufficient]: [usize; 2]| AnnualMarkCounts {
        pupils: shown.count(pupils),
        insufficient: shown.count(insufficient),
    };
    AnnualMarksTold {
        lines: sums
            .iter()
            .zip(&lines)
            .map(|(sum, line)| (grade_of(sum.grade), counts(*line)))
            .collect(),
        total: counts(total),
        basic: shown.shows(all),
        without_special: shown.shows(most),
    }
}

/// Pupils of a grade, or of all.
#[derive(Debug, Clone, Copy)]
pub(super) struct RepeatersLine {
    pub pupils: Option<u32>,
    pub repeat: Option<u32>,
    pub promoted: Option<u32>,
}

/// Repeaters by grade, and whether the indicator may be shown beside them.
#[derive(Debug, Clone)]
pub(crate) struct RepeatersTold {
    pub(super) lines: Vec<(u8, RepeatersLine)>,
    pub(super) total: RepeatersLine,
    /// Their share.
    pub share: bool,
}

fn repeaters(sums: &[RepeaterSum], told: SomeOfAll, smallest: u32) -> RepeatersTold {
    let mut cells = Cells::default();
    let lines: Vec<[usize; 3]> = sums
        .iter()
        .map(|sum| {
            [sum.pupils, sum.repeaters, sum.promoted_insufficient].map(|count| cells.add(whole(count)))
        })
        .collect();
    let total = totals(&mut cells, &lines);
    // A pupil who was in two grades within the year counts in both: the sums are taken for equal all the same.
    let told = share(&mut cells, told);
    cells.sum(told.all, [total[0]]);
    cells.sum(told.some, [total[1]]);
    let shown = cells.withhold(smallest);
    let line = |[pupils, repeat, promoted]: [usize; 3]| RepeatersLine {
        pupils: shown.count(pupils),
        repeat: shown.count(repeat),
        promoted: shown.count(promoted),
    };
    RepeatersTold {
        lines: sums
            .iter()
            .zip(&lines)
            .map(|(sum, of)| (grade_of(sum.grade), line(*of)))
            .collect(),
        total: line(total),
        share: shown.shows(told),
    }
}

/// Exams of a grade and subject.
#[derive(Debug, Clone)]
pub(super) struct ExamTold {
    pub grade: u8,
    pub subject: String,
    pub taken: Option<u32>,
    pub below: Option<u32>,
}

/// Exams by subject, and whether the indicator may be shown beside them.
#[derive(Debug, Clone)]
pub(crate) struct ExamsTold {
    pub(super) lines: Vec<ExamTold>,
    /// The share of pupils below the threshold in any of the exams of grade 9.
    pub share: bool,
}

fn exams(found: BTreeMap<(u8, String), [u32; 2]>, told: Option<SomeOfAll>, smallest: u32) -> ExamsTold {
    let mut cells = Cells::default();
    let lines: Vec<[usize; 2]> = found
        .values()
        .map(|counts| counts.map(|count| cells.add(count)))
        .collect();
    totals(&mut cells, &lines);
    let told = told.map(|told| {
        let of_grade: Vec<[usize; 2]> = found
            .keys()
            .zip(&lines)
            .filter(|((grade, _), _)| *grade == EXAM_GRADE)
            .map(|(_, line)| *line)
            .collect();
        let told = share(&mut cells, told);
        // A pupil may be below in two subjects, so that there are at most as many as the subjects have together: taken for the sum, which
        // withholds rather more than less.
        cells.sum(told.some, column(&of_grade, 1));
        if let [only] = of_grade[..] {
            cells.sum(told.all, [only[0]]);
        }
        told
    });
    let shown = cells.withhold(smallest);
    ExamsTold {
        lines: found
            .into_keys()
            .zip(&lines)
            .map(|((grade, subject), [taken, below])| ExamTold {
                grade,
                subject,
                taken: shown.count(*taken),
                below: shown.count(*below),
            })
            .collect(),
        share: told.is_none_or(|told| shown.shows(told)),
    }
}

/// Pupils in programmes beside lessons by institution, and whether the indicators may be shown beside them.
#[derive(Debug, Clone)]
pub(crate) struct BesideLessonsTold {
    pub(super) pupils: ShownTable,
    /// The share of those in interest education.
    pub interest: bool,
    /// The share of those in any programme, and of those in none.
    pub any: bool,
}

fn beside_lessons(rows: &[[u32; 2]], [interest, any]: [SomeOfAll; 2], smallest: u32) -> BesideLessonsTold {
    let mut cells = Cells::default();
    let lines: Vec<[usize; 3]> = rows
        .iter()
        .map(|[one, none]| {
            let line = cells.share(*one, *none + *one);
            [line.some, line.rest, line.all]
        })
        .collect();
    let total = totals(&mut cells, &lines);
    cells.sum(total[2], [total[0], total[1]]);
    let any = share(&mut cells, any);
    for (told, total) in [(any.some, total[0]), (any.rest, total[1]), (any.all, total[2])] {
        cells.sum(told, [total]);
    }
    let all: u32 = rows.iter().map(|[one, _]| *one).sum();
    let others = cells.add(all.saturating_sub(whole(interest.counted)));
    let interest = share(&mut cells, interest);
    // Those in other programmes alone are named by nobody, and told by the difference.
    cells.sum(total[0], [interest.some, others]);
    cells.sum(interest.rest, [others, total[1]]);
    cells.sum(interest.all, [total[2]]);
    let shown = cells.withhold(smallest);
    let line = |[one, none, all]: [usize; 3]| Shown {
        counts: vec![shown.count(one), shown.count(none)],
        total: shown.count(all),
    };
    BesideLessonsTold {
        pupils: ShownTable {
            rows: lines.iter().map(|of| line(*of)).collect(),
            totals: line(total),
        },
        interest: shown.shows(interest),
        any: shown.shows(any),
    }
}

impl Ctx {
    /// Insufficient annual marks of a school year.
    pub(crate) async fn annual_marks_told(
        &self,
        scope: &Scope,
        year: SchoolYear,
        smallest: u32,
    ) -> Result<AnnualMarksTold> {
        let marks = insufficient_marks(self.risk_settings().await?.sufficient_mark);
        let sums = self.store.annual_mark_sums(scope, year, &marks).await?;
        let mut told = [NOBODY; 2];
        if smallest > 1 && !sums.is_empty() {
            let places = Places(self.places(year.period()).await?);
            let special = places.those(|kinds| kinds.contains(&InstitutionKind::SpecialSchool));
            told = [
                self.store.low_mark_sums(scope, year, &marks, &[]).await?,
                self.store.low_mark_sums(scope, year, &marks, &special).await?,
            ];
        }
        Ok(annual_marks(&sums, told, smallest))
    }

    /// Repeaters of a school year.
    pub(crate) async fn repeaters_told(
        &self,
        scope: &Scope,
        year: SchoolYear,
        smallest: u32,
    ) -> Result<RepeatersTold> {
        let marks = insufficient_marks(self.risk_settings().await?.sufficient_mark);
        let sums = self.store.repeater_sums(scope, year, &marks).await?;
        let told = if smallest > 1 {
            self.store.repeat_sums(scope, year).await?
        } else {
            NOBODY
        };
        Ok(repeaters(&sums, told, smallest))
    }

    /// Central exams of a school year.
    pub(crate) async fn exams_told(
        &self,
        scope: &Scope,
        year: SchoolYear,
        smallest: u32,
    ) -> Result<ExamsTold> {
        let settings = self.risk_settings().await?;
        let of_pupils = settings
            .exam_threshold(year.last_day(), EXAM_GRADE)
            .map(|threshold| 100 * i64::from(threshold.percent));
        let sums = self.store.exam_sums(scope, year).await?;
        let told = match of_pupils {
            Some(threshold) if smallest > 1 => Some(
                self.store
                    .exam_pupil_sums(scope, year, EXAM_GRADE, threshold)
                    .await?,
            ),
            _ => None,
        };
        let mut found: BTreeMap<(u8, String), [u32; 2]> = BTreeMap::new();
        for sum in sums {
            let grade = grade_of(sum.grade);
            let result = i32::try_from(sum.percent).ok().and_then(Percent::from_hundredths);
            let threshold = settings.exam_threshold(year.last_day(), grade);
            let [taken, below] = found.entry((grade, sum.subject)).or_default();
            *taken += whole(sum.exams);
            if threshold
                .zip(result)
                .is_some_and(|(threshold, result)| threshold.is_below(result))
            {
                *below += whole(sum.exams);
            }
        }
        Ok(exams(found, told, smallest))
    }

    /// Pupils of each school in programmes beside lessons up to a day of a school year, with the schools; none where no programme is known.
    pub(crate) async fn beside_lessons_told(
        &self,
        scope: &Scope,
        year: SchoolYear,
        on: Date,
        smallest: u32,
    ) -> Result<(Vec<i64>, Option<BesideLessonsTold>)> {
        let places = self.places(Period::day(on)).await?;
        let first = year.first_day();
        let mut sums = self.store.extracurricular_sums(scope, first, on).await?;
        sums.retain(|sum| places.get(&sum.institution_id).is_some_and(Place::is_school));
        let schools = sums.iter().map(|sum| sum.institution_id).collect();
        if !self
            .store
            .knows_extracurricular(scope.municipality(), first, on)
            .await?
        {
            return Ok((schools, None));
        }
        let mut told = [NOBODY; 2];
        if smallest > 1 {
            told = [
                self.store
                    .taking_part_sums(scope, first, on, &BESIDE_LESSONS[..1])
                    .await?,
                self.store
                    .taking_part_sums(scope, first, on, BESIDE_LESSONS)
                    .await?,
            ];
        }
        let rows: Vec<[u32; 2]> = sums
            .iter()
            .map(|sum| [whole(sum.in_one), whole(sum.pupils - sum.in_one)])
            .collect();
        Ok((schools, Some(beside_lessons(&rows, told, smallest))))
    }
}
