//! Pupils on lists: preschool, beginners, mobility, programmes, distance learning, programmes beside lessons.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Resource},
    calendar::{Period, SchoolYear, Validity},
    disclosure::withhold,
    registry::{
        BEGINS_UNTIL, ClassLabel, Enrolment, History, InstitutionKind, LeavingReason, Movement,
        ProgrammeCode, ProgrammeType, Stage, StudyForm, movements,
    },
};
use balsts_reports::{
    distance_learning::{DistanceCounts, DistanceLearning, DistanceRow},
    extracurricular::Extracurricular,
    intake::{Intake, IntakeCounts, IntakeRow},
    mobility::{Mobility, MobilityCounts},
    preschool::{Preschool, PreschoolCounts},
    programmes::Programmes,
};
use balsts_store::{MovingEnrolment, date};
use jiff::ToSpan;

use super::{Place, Places, ReportPeriod, column, first_lessons, whole};
use crate::{AppError, Ctx, Result};

/// The age from which preparation for school is compulsory: that of the column.
const PREPARES_FROM_YEARS: i32 = 5;

fn code_of(text: Option<&str>) -> Option<ProgrammeCode> {
    text.and_then(|code| code.parse().ok())
}

/// Whether a group without a grade is one of a preschool: by its programme, else by the kind of the institution.
fn is_preschool(place: &Place, code: Option<ProgrammeCode>) -> bool {
    match code {
        Some(code) => code.programme_type() == ProgrammeType::Preschool,
        None => place.is_school() && !place.kinds.contains(&InstitutionKind::VocationalSchool),
    }
}

/// Whether pupils learn at a distance: by the enrolment, else by the programme's code.
fn at_a_distance(form: Option<&str>, code: Option<ProgrammeCode>) -> bool {
    let form = form.and_then(StudyForm::parse);
    form.or_else(|| code.and_then(ProgrammeCode::form)) == Some(StudyForm::Distance)
}

/// The history of one pupil from the enrolments that follow each other.
fn history(rows: &[&MovingEnrolment]) -> History {
    let enrolments = rows.iter().filter_map(|row| {
        let class: ClassLabel = row.class.parse().ok()?;
        Some(Enrolment {
            institution: row.institution_id,
            stage: Stage::of_class(&class, false),
            class,
            validity: Validity {
                from: date(row.from_day),
                to: row.to_day.map(date),
            },
            form: None,
            leaving: row.leaving_reason.as_deref().and_then(LeavingReason::parse),
        })
    });
    History::new(enrolments.collect())
}

/// The pupils who came to an institution or left one within a school year; schools alone count.
pub(crate) fn moving_pupils(moving: &[MovingEnrolment], places: &Places, year: SchoolYear) -> Vec<i64> {
    moving
        .chunk_by(|a, b| a.pupil_id == b.pupil_id)
        .filter(|pupil| {
            let schools: Vec<&MovingEnrolment> = pupil
                .iter()
                .filter(|row| places.is_school(row.institution_id))
                .collect();
            let reached = |id: i64| pupil.iter().any(|row| row.institution_id == id && row.reached);
            movements(&history(&schools), year)
                .iter()
                .any(|(institution, _)| reached(*institution))
        })
        .filter_map(|pupil| Some(pupil.first()?.pupil_id))
        .collect()
}

impl Ctx {
    /// `preschool`: children in preschool groups on a day by institution and age.
    pub async fn report_preschool(&self, wanted: &ReportPeriod) -> Result<Preschool> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = self.day_of(wanted);
        let born = on
            .checked_sub(PREPARES_FROM_YEARS.years())
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let places = self.places(Period::day(on)).await?;
        let mut found: BTreeMap<i64, PreschoolCounts> = BTreeMap::new();
        for sum in self.store.preschool_sums(&scope, on, born).await? {
            let code = code_of(sum.programme_code.as_deref());
            if places
                .get(&sum.institution_id)
                .is_some_and(|place| is_preschool(place, code))
            {
                let row = found.entry(sum.institution_id).or_default();
                let [younger, older, unknown] = [sum.younger, sum.older, sum.unknown].map(i64::unsigned_abs);
                if code.is_some_and(ProgrammeCode::is_special) {
                    row.special_under_5 += younger;
                    row.special_from_5 += older;
                } else {
                    row.under_5 += younger;
                    row.from_5 += older;
                }
                row.age_unknown += unknown;
            }
        }
        Ok(Preschool {
            on,
            rows: names(&places, found.keys())
                .into_iter()
                .zip(found.values().copied())
                .collect(),
        })
    }

    /// `intake`: pupils who begin grade 1 and grade 10, by institution and school year.
    pub async fn report_intake(&self, wanted: &ReportPeriod) -> Result<Intake> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let years = self.series_of(wanted);
        let (first, last) = (years[0].first_day(), self.year_of(wanted).last_day());
        let places = self.places(Period::between(first, last)).await?;
        let mut found: BTreeMap<(i64, SchoolYear), [u32; 2]> = BTreeMap::new();
        for sum in self.store.intake_sums(&scope, first, last).await? {
            let from = date(sum.from_day);
            // Who comes later in the year comes from another school.
            let begins = from.month() == 9 && from.day() <= BEGINS_UNTIL;
            if begins && places.get(&sum.institution_id).is_some_and(Place::is_school) {
                let counts = found
                    .entry((sum.institution_id, SchoolYear::of(from)))
                    .or_default();
                counts[usize::from(sum.grade == 10)] += whole(sum.pupils);
            }
        }
        let mut report = Intake {
            rows: Vec::new(),
            totals: Vec::new(),
        };
        for year in years {
            let of_year: Vec<(i64, [u32; 2])> = found
                .iter()
                .filter(|((_, of), _)| *of == year)
                .map(|((id, _), counts)| (*id, *counts))
                .collect();
            if of_year.is_empty() {
                continue;
            }
            let shown = [0, 1].map(|at| column(&of_year, smallest, |(_, counts)| counts[at]));
            for (at, (id, _)) in of_year.iter().enumerate() {
                report.rows.push(IntakeRow {
                    institution: places[id].name.clone(),
                    school_year: year.to_string(),
                    begin: IntakeCounts {
                        grade_1: shown[0].counts[at],
                        grade_10: shown[1].counts[at],
                    },
                });
            }
            let total = IntakeCounts {
                grade_1: shown[0].total,
                grade_10: shown[1].total,
            };
            report.totals.push((year.to_string(), total));
        }
        Ok(report)
    }

    /// `mobility`: pupils who came to each institution and left it in a school year.
    pub async fn report_mobility(&self, wanted: &ReportPeriod) -> Result<Mobility> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let year = self.year_of(wanted);
        let places = self.places(year.period()).await?;
        let is_school = |id: &i64| places.get(id).is_some_and(Place::is_school);
        let mut found: BTreeMap<i64, [u32; 3]> = BTreeMap::new();
        let first = self.first_school_day(year).await?;
        for sum in self.store.enrolment_sums(&scope, first).await? {
            if sum.grade.is_some() && is_school(&sum.institution_id) {
                found.entry(sum.institution_id).or_default()[0] += whole(sum.pupils);
            }
        }
        let moving = self.store.moving_enrolments(&scope, year).await?;
        let reached: BTreeSet<i64> = moving
            .iter()
            .filter(|row| row.reached)
            .map(|row| row.institution_id)
            .collect();
        for pupil in moving.chunk_by(|a, b| a.pupil_id == b.pupil_id) {
            let schools: Vec<&MovingEnrolment> = pupil
                .iter()
                .filter(|row| is_school(&row.institution_id))
                .collect();
            for (institution, movement) in movements(&history(&schools), year) {
                if reached.contains(&institution) {
                    let at = if movement == Movement::Entered { 1 } else { 2 };
                    found.entry(institution).or_default()[at] += 1;
                }
            }
        }
        let counts: Vec<[u32; 3]> = found.values().copied().collect();
        let [pupils, entered, left] = [0, 1, 2].map(|at| column(&counts, smallest, |row| row[at]));
        let rows = names(&places, found.keys())
            .into_iter()
            .enumerate()
            .map(|(at, name)| {
                let counts = MobilityCounts {
                    pupils: pupils.counts[at],
                    entered: entered.counts[at],
                    left: left.counts[at],
                };
                (name, counts)
            });
        Ok(Mobility {
            school_year: year.to_string(),
            rows: rows.collect(),
            total: MobilityCounts {
                pupils: pupils.total,
                entered: entered.total,
                left: left.total,
            },
        })
    }

    /// `programmes`: special education programmes by code on a day.
    pub async fn report_programmes(&self, wanted: &ReportPeriod) -> Result<Programmes> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = self.lists_day(wanted).await?;
        let mut all_pupils = 0;
        let mut found: BTreeMap<ProgrammeCode, (u32, BTreeSet<i64>)> = BTreeMap::new();
        let mut contradicted = BTreeSet::new();
        for sum in self.store.programme_sums(&scope, on).await? {
            all_pupils += whole(sum.pupils);
            let Some(code) = code_of(sum.programme_code.as_deref()).filter(|code| code.is_special()) else {
                continue;
            };
            let grade = sum.grade.and_then(|grade| u8::try_from(grade).ok());
            if code.contradicts_grade(grade) {
                contradicted.insert(code);
            }
            let row = found.entry(code).or_default();
            row.0 += whole(sum.pupils);
            row.1.insert(sum.institution_id);
        }
        let pupils: Vec<u32> = found.values().map(|(pupils, _)| *pupils).collect();
        let institutions: BTreeSet<i64> = found.values().flat_map(|(_, ids)| ids).copied().collect();
        Ok(Programmes {
            on,
            pupils: withhold(
                &pupils,
                self.smallest_shown(&scope, Resource::Assessment, wanted).await?,
            ),
            codes: found
                .iter()
                .map(|(code, (_, ids))| (*code, ids.len() as u32))
                .collect(),
            institutions: institutions.len() as u32,
            all_pupils,
            contradicted: contradicted.into_iter().collect(),
        })
    }

    /// `distance-learning`: pupils who learn at a distance on the first day of lessons of each school year of a series.
    pub async fn report_distance_learning(&self, wanted: &ReportPeriod) -> Result<DistanceLearning> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let mut report = DistanceLearning {
            rows: Vec::new(),
            totals: Vec::new(),
        };
        let days = self.calendar().await?.school_days(None, None);
        for year in self.series_of(wanted) {
            let on = first_lessons(&days, year);
            let places = self.places(Period::day(on)).await?;
            let mut found: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
            for sum in self.store.distance_sums(&scope, on).await? {
                if places.get(&sum.institution_id).is_some_and(Place::is_school) {
                    let (distance, pupils) = found.entry(sum.institution_id).or_default();
                    *pupils += whole(sum.pupils);
                    if at_a_distance(sum.study_form.as_deref(), code_of(sum.programme_code.as_deref())) {
                        *distance += whole(sum.pupils);
                    }
                }
            }
            if found.is_empty() {
                continue;
            }
            let counts: Vec<(i64, (u32, u32))> = found.into_iter().collect();
            let distance = column(&counts, smallest, |(_, counts)| counts.0);
            let pupils = column(&counts, smallest, |(_, counts)| counts.1);
            for (at, (id, (some, _))) in counts.iter().enumerate() {
                if *some > 0 {
                    report.rows.push(DistanceRow {
                        institution: places[id].name.clone(),
                        school_year: year.to_string(),
                        counts: DistanceCounts {
                            distance: distance.counts[at],
                            pupils: pupils.counts[at],
                        },
                    });
                }
            }
            let total = DistanceCounts {
                distance: distance.total,
                pupils: pupils.total,
            };
            report.totals.push((year.to_string(), total));
        }
        Ok(report)
    }

    /// `extracurricular`: pupils in at least one programme beside lessons and in none, up to a day: today, or the last day of an earlier year.
    pub async fn report_extracurricular(&self, wanted: &ReportPeriod) -> Result<Extracurricular> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let year = self.year_of(wanted);
        // Lists of an earlier year are read before they end.
        let on = wanted
            .on
            .unwrap_or_else(|| self.today().clamp(year.first_day(), spring(year)));
        let places = self.places(Period::day(on)).await?;
        let smallest = self.smallest_shown(&scope, Resource::Assessment, wanted).await?;
        let (schools, told) = self.beside_lessons_told(&scope, year, on, smallest).await?;
        Ok(Extracurricular {
            on,
            pupils: told.map(|told| told.pupils),
            institutions: names(&places, schools.iter()),
        })
    }
}

/// The last day on which every list of a school year is still in force.
pub(crate) fn spring(year: SchoolYear) -> jiff::civil::Date {
    jiff::civil::Date::constant(year.first_calendar_year() + 1, 5, 15)
}

pub(super) fn names<'a>(places: &BTreeMap<i64, Place>, ids: impl Iterator<Item = &'a i64>) -> Vec<String> {
    ids.filter_map(|id| places.get(id))
        .map(|place| place.name.clone())
        .collect()
}
