//! The overview of a municipality: its institutions as rows, and those where silence or unanswered reports stand out.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::{Period, SchoolDays},
    disclosure::withhold,
    risk::{
        Settings,
        silence::{Silence, Voice, to_show},
    },
};
use balsts_reports::absences::AbsenceCounts;
use balsts_store::{ConcernSum, DatedName, EnrolmentSum, InstitutionName, LevelSum};

use super::{
    by_institution::{by_institution, late_duties},
    two_years::Told,
};
use crate::{AppError, Ctx, Result, priority::PriorityFigures};

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
    /// Missed lessons of this semester; none where nothing was delivered or where they are withheld.
    pub absences: Option<AbsenceCounts>,
    /// Whether the missed lessons are withheld: few children stand behind some of them.
    pub absences_withheld: bool,
    /// Thousandths of posts of support staff.
    pub fte: i64,
    /// Concerns reported; none where the count is withheld.
    pub reported: Option<u32>,
    /// What the silence or the unanswered concerns of the institution ask for.
    pub silence: Option<Silence>,
    /// Overdue duties; none where the count is withheld.
    pub overdue: Option<u32>,
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
    /// Concerns reported at all institutions; none where the count is withheld.
    pub reported: Option<u32>,
    /// Overdue duties of all institutions; none where the count is withheld.
    pub overdue: Option<u32>,
}

/// What the institutions of an overview come to together.
#[derive(Debug, Clone, Copy, Default)]
pub struct OverviewTotals {
    /// Pupils today.
    pub pupils: i64,
    /// Missed lessons of those institutions that delivered them; none where nobody did.
    pub absences: Option<AbsenceCounts>,
    /// Concerns reported; none where the count is withheld.
    pub reported: Option<u32>,
    /// Overdue duties; none where the count is withheld.
    pub overdue: Option<u32>,
    /// Institutions with signals but no reports. It counts institutions, no children: it is shown whatever it is.
    pub silent: i64,
}

impl Overview {
    /// The totals.
    pub fn totals(&self) -> OverviewTotals {
        let mut totals = OverviewTotals {
            reported: self.reported,
            overdue: self.overdue,
            ..OverviewTotals::default()
        };
        for one in &self.institutions {
            totals.pupils += one.pupils;
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

/// The page of a municipality.
#[derive(Debug, Clone)]
pub struct MunicipalityFigures {
    /// Its institutions today.
    pub overview: Overview,
    /// Its target groups.
    pub priority: PriorityFigures,
}

/// What all figures of the page stand on: read once.
pub(super) struct Ground {
    pub scope: Scope,
    pub days: SchoolDays,
    pub settings: Settings,
    /// Institutions of today by identifier, which follows the order in which a source named them.
    pub names: BTreeMap<i64, InstitutionName>,
    /// Institutions with their names over time.
    pub dated: Vec<DatedName>,
    /// Pupils of today.
    pub enrolments: Vec<EnrolmentSum>,
    /// The smallest count shown.
    pub smallest: u32,
}

impl Ctx {
    async fn institutions_by_id(&self) -> Result<BTreeMap<i64, InstitutionName>> {
        let names = self.store.institution_names(self.actor.municipality).await?;
        // Identifiers follow the order in which a source named its institutions.
        Ok(names.into_iter().map(|one| (one.id, one)).collect())
    }

    /// Institutions from which the registry gives signals while nobody there reports a risk, and those that leave reports unanswered: for the
    /// education board, which controls concealment and silence.
    pub async fn silent_institutions(&self) -> Result<Vec<(InstitutionName, Silence, Voice)>> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let settings = self.risk_settings().await?;
        let since = self.silence_since(&settings);
        let mut names = self.institutions_by_id().await?;
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

    pub(super) async fn ground(&self) -> Result<Ground> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let names = self.store.institution_names(self.actor.municipality).await?;
        Ok(Ground {
            days: self.calendar_of(&names).await?.school_days(None, None),
            settings: self.risk_settings().await?,
            dated: self.store.dated_names(self.actor.municipality).await?,
            enrolments: self.store.enrolment_sums(&scope, self.today()).await?,
            smallest: self.smallest_cell().await?,
            names: names.into_iter().map(|one| (one.id, one)).collect(),
            scope,
        })
    }

    /// The page of the municipality: institutions today, and target groups.
    pub async fn municipality_figures(&self) -> Result<MunicipalityFigures> {
        let ground = self.ground().await?;
        Ok(MunicipalityFigures {
            overview: self.overview_on(&ground).await?,
            priority: self
                .priority_of(
                    &ground.scope,
                    ground.settings.priority_groups.clone(),
                    with_pupils(&ground),
                    ground.smallest,
                )
                .await?,
        })
    }

    /// The overview: institutions as rows, this semester up to today.
    pub async fn municipality_overview(&self) -> Result<Overview> {
        self.overview_on(&self.ground().await?).await
    }

    async fn overview_on(&self, ground: &Ground) -> Result<Overview> {
        let Ground {
            scope,
            settings,
            names,
            enrolments,
            ..
        } = ground;
        let today = self.today();
        let semester = ground.days.semester_or_last(today).ok_or(AppError::NotFound)?;
        let period = semester
            .period
            .intersect(Period::between(
                semester.period.from(),
                today.max(semester.period.from()),
            ))
            .unwrap_or(semester.period);
        let absences = self
            .absences_on(ground, (semester.year, Some(semester.semester)), period)
            .await?;
        let staff = self.store.staff_sums(scope, today).await?;
        let levels = self.store.level_sums(scope).await?;
        let concerns = self
            .store
            .concern_sums(scope, self.silence_since(settings))
            .await?;
        let duties = if self.sees_each(scope, Resource::Duty) {
            self.duty_counts().await?
        } else {
            // Who sees no duties, or those of some children alone, sees how many are late, as on the page of an institution.
            self.store.overdue_sums(scope).await?
        };
        let shown = silences(names.keys().copied(), &levels, &concerns, settings);
        // A concern is about a child, and nearly every duty is. The few duties of a school itself are in the same sum: shown apart they would
        // give back how many of the others there are.
        let smallest = if self.sees_each(scope, Resource::Assessment) {
            1
        } else {
            ground.smallest
        };
        let reported = by_institution(
            concerns.iter().map(|sum| (sum.institution_id, sum.reported)),
            smallest,
        );
        let overdue = late_duties(&duties, smallest);
        let mut institutions: Vec<InstitutionOverview> = names
            .values()
            .cloned()
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
                    absences: absences.get(&id).and_then(Told::value),
                    absences_withheld: matches!(absences.get(&id), Some(Told::Withheld)),
                    fte: staff
                        .iter()
                        .filter(|sum| sum.institution_id == id)
                        .map(|sum| sum.fte)
                        .sum(),
                    reported: reported.of(id),
                    silence: shown
                        .iter()
                        .find(|(_, voice)| voice.institution == id)
                        .map(|(silence, _)| *silence),
                    overdue: overdue.of(id),
                    institution,
                })
            })
            .collect();
        // Who may not see the pupils' levels gets no count that would name one (PRV-04).
        if !self.sees_each(&ground.scope, Resource::Assessment) {
            withhold_levels(&mut institutions, ground.smallest, |one| &mut one.targeted);
            withhold_levels(&mut institutions, ground.smallest, |one| &mut one.tailored);
        }
        Ok(Overview {
            institutions,
            period,
            concern_days: settings.silence_days.into(),
            reported: reported.total,
            overdue: overdue.total,
        })
    }
}

/// Institutions with pupils today.
fn with_pupils(ground: &Ground) -> Vec<InstitutionName> {
    let pupils: BTreeSet<i64> = ground.enrolments.iter().map(|sum| sum.institution_id).collect();
    pupils
        .iter()
        .filter_map(|id| ground.names.get(id).cloned())
        .collect()
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
