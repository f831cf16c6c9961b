//! Reports on the municipality's institutions: sums from records, in the tables of `balsts_reports`.

mod published;

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::{Period, SchoolYear, Semester, date_of, day_number},
    disclosure::withhold,
    registry::{ProgrammeCode, ProgrammeType},
    risk::{
        Settings,
        silence::{Silence, Voice, to_show},
    },
};
use balsts_reports::{
    absences::{AbsenceCounts, AbsenceRow, Absences},
    enrolment::{Enrolment, EnrolmentCounts, EnrolmentRow},
    staff::{Staff, StaffRow},
    support_plans::{SupportPlanCounts, SupportPlanRow, SupportPlanTotal, SupportPlans},
    table::{Label, Table},
};
use balsts_store::{AbsenceSum, ConcernSum, InstitutionName, LevelSum};
use jiff::civil::Date;

use crate::{AppError, Ctx, Result};

/// Names of the reports of the contract.
pub const KINDS: [&str; 4] = ["absences", "enrolment", "staff", "support-plans"];

/// What a report is narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportPeriod {
    /// School year; the current one when none.
    pub school_year: Option<SchoolYear>,
    /// Semester; the whole year when none.
    pub semester: Option<Semester>,
    /// A day, for reports as of a day.
    pub on: Option<Date>,
}

/// An institution of the overview.
#[derive(Debug, Clone)]
pub struct InstitutionOverview {
    /// Its name.
    pub institution: InstitutionName,
    /// Pupils today.
    pub pupils: i64,
    /// Pupils who need targeted support (medium level); none where the count is withheld.
    pub targeted: Option<u32>,
    /// Pupils who need tailored support (high and very high level); none where the count is withheld.
    pub tailored: Option<u32>,
    /// Missed lessons of this semester; none where nothing was delivered.
    pub absences: Option<AbsenceCounts>,
    /// Thousandths of posts of support staff.
    pub fte: i64,
    /// Concerns.
    pub concerns: ConcernSum,
    /// What the silence or the unanswered concerns of the institution ask for.
    pub silence: Option<Silence>,
    /// Overdue duties.
    pub overdue: i64,
}

/// The overview of a municipality: schools as rows, no children.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The institutions.
    pub institutions: Vec<InstitutionOverview>,
    /// The semester of the absences, or the part of it that has passed.
    pub period: Period,
    /// Days for which concerns are counted.
    pub concern_days: i64,
}

/// What the institutions of an overview come to together.
#[derive(Debug, Clone, Copy, Default)]
pub struct OverviewTotals {
    /// Pupils today.
    pub pupils: i64,
    /// Missed lessons of those institutions that delivered them; none where nobody did.
    pub absences: Option<AbsenceCounts>,
    /// Concerns reported.
    pub reported: i64,
    /// Overdue duties.
    pub overdue: i64,
    /// Institutions with signals but no reports.
    pub silent: i64,
}

impl Overview {
    /// The totals.
    pub fn totals(&self) -> OverviewTotals {
        let mut totals = OverviewTotals::default();
        for one in &self.institutions {
            totals.pupils += one.pupils;
            totals.reported += one.concerns.reported;
            totals.overdue += one.overdue;
            totals.silent += i64::from(one.silence == Some(Silence::Silent));
            if let Some(of) = one.absences {
                let sum = totals.absences.unwrap_or_default();
                totals.absences = Some(AbsenceCounts {
                    illness: sum.illness + of.illness,
                    excused: sum.excused + of.excused,
                    unexcused: sum.unexcused + of.unexcused,
                });
            }
        }
        totals
    }
}

impl Ctx {
    async fn institutions_in_order(&self) -> Result<BTreeMap<i64, InstitutionName>> {
        let names = self.store.institution_names(self.actor.municipality).await?;
        // Identifiers follow the order in which a source named its institutions.
        Ok(names.into_iter().map(|one| (one.id, one)).collect())
    }

    /// The days of a school year or of one semester of it.
    pub async fn period_of(&self, wanted: &ReportPeriod) -> Result<Period> {
        let year = wanted.school_year.unwrap_or_else(|| SchoolYear::of(self.today()));
        match wanted.semester {
            None => Ok(year.period()),
            Some(semester) => self
                .calendar()
                .await?
                .school_days(None, None)
                .semester(year, semester)
                .map(|span| span.period)
                .ok_or(AppError::NotFound),
        }
    }

    async fn absence_sums(&self, scope: &Scope, period: Period) -> Result<Vec<AbsenceSum>> {
        let around = self.around(period).await?;
        Ok(self.store.absence_sums(scope, period, around).await?)
    }

    /// How far totals of missed lessons may reach that belong to a period: those by calendar month do although it begins or ends within a
    /// month, see `SchoolDays::around`. What has not yet passed says nothing.
    async fn around(&self, period: Period) -> Result<Period> {
        let days = self.calendar().await?.school_days(None, None);
        let (from, to) = days.around(day_number(period.from()), day_number(period.to()));
        let to = to.min(day_number(self.today()));
        Ok(Period::between(
            period.from().min(date_of(from)),
            period.to().max(date_of(to)),
        ))
    }

    /// `absences`: missed lessons by institution and reason.
    pub async fn report_absences(&self, wanted: &ReportPeriod) -> Result<Absences> {
        Ok(self.absences_by_institution(wanted).await?.1)
    }

    /// The same with the identifiers of the institutions, row by row.
    async fn absences_by_institution(&self, wanted: &ReportPeriod) -> Result<(Vec<i64>, Absences)> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let period = self.period_of(wanted).await?;
        let names = self.institutions_in_order().await?;
        let sums = self.absence_sums(&scope, period).await?;
        let (ids, rows) = sums
            .into_iter()
            .filter_map(|sum| {
                let row = AbsenceRow {
                    institution: names.get(&sum.institution_id)?.name.clone(),
                    lessons: Some(counts(sum.illness, sum.excused, sum.unexcused)),
                    stated_total: None,
                };
                Some((sum.institution_id, row))
            })
            .unzip();
        let year = wanted.school_year.unwrap_or_else(|| SchoolYear::of(self.today()));
        let label = match wanted.semester {
            None => Label::new(format!("{year} m. g."), format!("school year {year}")),
            Some(semester) => Label::new(
                format!("{year} m. g. {}. semestris", semester.number()),
                format!("school year {year}, semester {}", semester.number()),
            ),
        };
        Ok((ids, Absences { period: label, rows }))
    }

    /// `enrolment`: pupils by institution and grade band on a day (1 September of the school year when none is given).
    pub async fn report_enrolment(&self, wanted: &ReportPeriod) -> Result<Enrolment> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let year = wanted.school_year.unwrap_or_else(|| SchoolYear::of(self.today()));
        let on = wanted.on.unwrap_or_else(|| year.first_day());
        let names = self.institutions_in_order().await?;
        let mut bands: BTreeMap<i64, EnrolmentCounts> = BTreeMap::new();
        for sum in self.store.enrolment_sums(&scope, on).await? {
            let code: Option<ProgrammeCode> =
                sum.programme_code.as_deref().and_then(|code| code.parse().ok());
            let vocational = code.is_some_and(|code| code.programme_type() == ProgrammeType::VocationalBasic);
            let special = code.is_some_and(ProgrammeCode::is_special);
            let pupils = sum.pupils.unsigned_abs();
            // Preschool groups are a table of their own.
            if sum.grade.is_none() && !vocational {
                continue;
            }
            let row = bands.entry(sum.institution_id).or_default();
            match (vocational, special, sum.grade.unwrap_or_default()) {
                (true, ..) => row.vocational_basic += pupils,
                (_, true, 1..=6) => row.special_1_6 += pupils,
                (_, true, _) => row.special_7_9 += pupils,
                (_, false, 1..=6) => row.grades_1_6 += pupils,
                (_, false, 7..=9) => row.grades_7_9 += pupils,
                (_, false, _) => row.grades_10_12 += pupils,
            }
        }
        let rows = bands
            .into_iter()
            .filter_map(|(id, pupils)| {
                Some(EnrolmentRow {
                    institution: names.get(&id)?.name.clone(),
                    pupils: Some(pupils),
                    stated_total: None,
                })
            })
            .collect();
        Ok(Enrolment {
            on,
            rows,
            stated_total: None,
        })
    }

    /// `staff`: posts by institution and role.
    pub async fn report_staff(&self, wanted: &ReportPeriod) -> Result<Staff> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = wanted
            .on
            .unwrap_or_else(|| wanted.school_year.map_or(self.today(), SchoolYear::last_day));
        let names = self.institutions_in_order().await?;
        let sums = self.store.staff_sums(&scope, on).await?;
        let rows = sums
            .into_iter()
            .filter_map(|sum| {
                Some(StaffRow {
                    institution: names.get(&sum.institution_id)?.name.clone(),
                    role: sum.role,
                    fte_thousandths: sum.fte,
                })
            })
            .collect();
        Ok(Staff { on: Some(on), rows })
    }

    /// `support-plans`: plans and pupils by institution and school year.
    pub async fn report_support_plans(&self, wanted: &ReportPeriod) -> Result<SupportPlans> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let names = self.institutions_in_order().await?;
        let sums = self.store.support_plan_sums(&scope).await?;
        let chosen = |year: i64| {
            wanted
                .school_year
                .is_none_or(|one| i64::from(one.first_calendar_year()) == year)
        };
        let mut rows = Vec::new();
        let mut totals: BTreeMap<i64, u64> = BTreeMap::new();
        for sum in sums.into_iter().filter(|sum| chosen(sum.school_year)) {
            let Some(name) = names.get(&sum.institution_id) else {
                continue;
            };
            *totals.entry(sum.school_year).or_default() += sum.plans.unsigned_abs();
            rows.push(SupportPlanRow {
                institution: name.name.clone(),
                school_year: year_text(sum.school_year),
                counts: SupportPlanCounts {
                    plans: Some(sum.plans.unsigned_abs()),
                    pupils: Some(sum.pupils.unsigned_abs()),
                },
            });
        }
        let mut total_rows = Vec::new();
        for (year, plans) in totals {
            let pupils = self.store.supported_pupils(&scope, year).await?;
            total_rows.push(SupportPlanTotal {
                school_year: year_text(year),
                counts: SupportPlanCounts {
                    plans: Some(plans),
                    pupils: Some(pupils.unsigned_abs()),
                },
            });
        }
        Ok(SupportPlans {
            rows,
            totals: total_rows,
        })
    }

    /// A report of the contract by its name.
    pub async fn report(&self, kind: &str, wanted: &ReportPeriod) -> Result<Table> {
        Ok(match kind {
            "absences" => self.report_absences(wanted).await?.table(),
            "enrolment" => self.report_enrolment(wanted).await?.table(),
            "staff" => self.report_staff(wanted).await?.table(),
            "support-plans" => self.report_support_plans(wanted).await?.table(),
            _ => return Err(AppError::NotFound),
        })
    }

    /// Institutions from which the registry gives signals while nobody there reports a risk, and those that leave reports unanswered: for the
    /// education board, which controls concealment and silence.
    pub async fn silent_institutions(&self) -> Result<Vec<(InstitutionName, Silence, Voice)>> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let settings = self.risk_settings().await?;
        let since = self.silence_since(&settings);
        let mut names = self.institutions_in_order().await?;
        let levels = self.store.level_sums(&scope).await?;
        let concerns = self.store.concern_sums(&scope, since).await?;
        let shown = silences(names.keys().copied(), &levels, &concerns, &settings);
        Ok(shown
            .into_iter()
            .filter_map(|(silence, voice)| Some((names.remove(&voice.institution)?, silence, voice)))
            .collect())
    }

    /// The moment since which reports of an institution are looked for.
    fn silence_since(&self, settings: &Settings) -> i64 {
        let days = jiff::SignedDuration::from_hours(24 * i64::from(settings.silence_days));
        balsts_store::instant(self.now.checked_sub(days).unwrap_or(self.now))
    }

    /// The overview: institutions as rows, this semester up to today.
    pub async fn municipality_overview(&self) -> Result<Overview> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let today = self.today();
        let days = self.calendar().await?.school_days(None, None);
        let semester = days.semester_or_last(today).ok_or(AppError::NotFound)?;
        let period = semester
            .period
            .intersect(Period::between(
                semester.period.from(),
                today.max(semester.period.from()),
            ))
            .unwrap_or(semester.period);
        let settings = self.risk_settings().await?;
        let names = self.institutions_in_order().await?;
        let absences = self.absence_sums(&scope, period).await?;
        let enrolments = self.store.enrolment_sums(&scope, today).await?;
        let staff = self.store.staff_sums(&scope, today).await?;
        let levels = self.store.level_sums(&scope).await?;
        let concerns = self
            .store
            .concern_sums(&scope, self.silence_since(&settings))
            .await?;
        let duties = match self.duty_counts().await {
            Ok(counts) => counts,
            Err(AppError::Forbidden) => Vec::new(),
            Err(error) => return Err(error),
        };
        let shown = silences(names.keys().copied(), &levels, &concerns, &settings);
        let mut institutions: Vec<InstitutionOverview> = names
            .into_values()
            .filter_map(|institution| {
                let id = institution.id;
                let pupils: i64 = enrolments
                    .iter()
                    .filter(|sum| sum.institution_id == id)
                    .map(|sum| sum.pupils)
                    .sum();
                if pupils == 0 {
                    return None;
                }
                let of_level = |wanted: std::ops::RangeInclusive<i64>| {
                    let sums = levels
                        .iter()
                        .filter(|sum| sum.institution_id == id && wanted.contains(&sum.level));
                    u32::try_from(sums.map(|sum| sum.pupils).sum::<i64>()).ok()
                };
                Some(InstitutionOverview {
                    pupils,
                    targeted: of_level(2..=2),
                    tailored: of_level(3..=4),
                    absences: absences
                        .iter()
                        .find(|sum| sum.institution_id == id)
                        .map(|sum| counts(sum.illness, sum.excused, sum.unexcused)),
                    fte: staff
                        .iter()
                        .filter(|sum| sum.institution_id == id)
                        .map(|sum| sum.fte)
                        .sum(),
                    concerns: concerns
                        .iter()
                        .find(|sum| sum.institution_id == id)
                        .cloned()
                        .unwrap_or(ConcernSum {
                            institution_id: id,
                            reported: 0,
                            waiting: 0,
                            overdue: 0,
                        }),
                    silence: shown
                        .iter()
                        .find(|(_, voice)| voice.institution == id)
                        .map(|(silence, _)| *silence),
                    overdue: duties
                        .iter()
                        .filter(|sum| sum.institution_id == Some(id))
                        .map(|sum| sum.overdue)
                        .sum(),
                    institution,
                })
            })
            .collect();
        // Who may not see the pupils' levels gets no count that would name one (PRV-04).
        if !self.actor.may(Action::Read, Resource::Assessment) {
            let smallest = self.smallest_cell().await?;
            withhold_levels(&mut institutions, smallest, |one| &mut one.targeted);
            withhold_levels(&mut institutions, smallest, |one| &mut one.tailored);
        }
        Ok(Overview {
            institutions,
            period,
            concern_days: settings.silence_days.into(),
        })
    }
}

/// Withholds the small counts of one column of the overview and what would give them back.
fn withhold_levels(
    institutions: &mut [InstitutionOverview],
    smallest: u32,
    column: fn(&mut InstitutionOverview) -> &mut Option<u32>,
) {
    let counts: Vec<u32> = institutions
        .iter_mut()
        .map(|one| column(one).unwrap_or_default())
        .collect();
    for (one, shown) in institutions.iter_mut().zip(withhold(&counts, smallest).counts) {
        *column(one) = shown;
    }
}

/// The silent institutions and those that leave reports unanswered, silent ones first.
fn silences(
    institutions: impl Iterator<Item = i64>,
    levels: &[LevelSum],
    concerns: &[ConcernSum],
    settings: &Settings,
) -> Vec<(Silence, Voice)> {
    let voices: Vec<Voice> = institutions.map(|id| voice(id, levels, concerns)).collect();
    to_show(&voices, settings)
}

fn voice(institution: i64, levels: &[LevelSum], concerns: &[ConcernSum]) -> Voice {
    let count = |number: i64| u32::try_from(number).unwrap_or_default();
    let with_signals: i64 = levels
        .iter()
        .filter(|sum| sum.institution_id == institution && sum.level > 0)
        .map(|sum| sum.pupils)
        .sum();
    let concern = concerns.iter().find(|sum| sum.institution_id == institution);
    Voice {
        institution,
        pupils_with_signals: count(with_signals),
        reports: count(concern.map_or(0, |sum| sum.reported)),
        overdue: count(concern.map_or(0, |sum| sum.overdue)),
    }
}

fn counts(illness: i64, excused: i64, unexcused: i64) -> AbsenceCounts {
    AbsenceCounts {
        illness: illness.unsigned_abs(),
        excused: excused.unsigned_abs(),
        unexcused: unexcused.unsigned_abs(),
    }
}

fn year_text(year: i64) -> String {
    i16::try_from(year).map_or_else(|_| year.to_string(), |year| SchoolYear::new(year).to_string())
}
