//! Whom support reaches, what economic support costs, and which causes of absence people recorded.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Resource},
    attendance::AbsenceKind,
    disclosure::withhold_rows,
    registry::{ScreeningArea, ScreeningResult},
    risk::{Factor, Level, signal::SignalCode},
};
use balsts_reports::{
    absence_causes::AbsenceCauses,
    economic_support::{EconomicRow, EconomicSupport},
    screenings::Screenings,
    staff_training::{StaffTraining, TrainingRow},
    support_coverage::SupportCoverage,
    support_plan::words,
    table::{Label, Table},
};
use balsts_store::CauseSum;
use jiff::civil::Date;

use super::{
    ReportPeriod, column,
    pupils::names,
    reached::{advised, supported},
    support::plan_term,
    whole,
};
use crate::{Ctx, Result, clock};

impl Ctx {
    /// `support-coverage`: pupils at risk with and without a plan in force, pupils of grades 7–12 with and without a career consultation. As of
    /// today: levels of past days are not kept.
    pub async fn report_support_coverage(&self, wanted: &ReportPeriod) -> Result<SupportCoverage> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::SupportPlan, wanted).await?;
        let on = self.today();
        let rank = self
            .plain_number("reports", None, "at_risk_level")
            .await?
            .unwrap_or(3);
        let level = u8::try_from(rank)
            .ok()
            .and_then(Level::from_rank)
            .unwrap_or(Level::High);
        let mut counts: BTreeMap<i64, [u32; 4]> = BTreeMap::new();
        for sum in self.store.at_risk_sums(&scope, i64::from(level.rank())).await? {
            let line = counts.entry(sum.institution_id).or_default();
            (line[0], line[1]) = (whole(sum.at_risk), whole(sum.supported));
        }
        for (institution, [seniors, advised]) in self.career_counts(&scope).await? {
            let line = counts.entry(institution).or_default();
            (line[2], line[3]) = (seniors, advised);
        }
        let places = self.places(balsts_domain::calendar::Period::day(on)).await?;
        counts.retain(|id, _| places.contains_key(id));
        let pair = |of: [usize; 2]| -> Vec<[u32; 2]> {
            let lines = counts.values();
            lines.map(|line| of.map(|at| line[at])).collect()
        };
        let seniors = pair([2, 3]);
        let [at_risk, supported] = supported(&pair([0, 1]), smallest);
        Ok(SupportCoverage {
            on,
            level: Label::new(level.latvian(), level.code().replace('_', " ")),
            institutions: names(&places, counts.keys()),
            at_risk,
            supported,
            advised: advised(&seniors, smallest),
            seniors: column(&seniors, smallest, |line| line[0]),
        })
    }

    /// `economic-support` as the reader may see it: what a family cannot pay for is a circumstance of the child.
    pub(super) async fn economic_support_shown(&self, wanted: &ReportPeriod) -> Result<Table> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self
            .smallest_shown(&scope, Resource::Circumstances, wanted)
            .await?;
        if smallest > 1 {
            return self.published_terms("economic-support", wanted, smallest).await;
        }
        Ok(self.report_economic_support(wanted).await?.table())
    }

    /// `economic-support`: pupils and sums by kind and school year; of all years when none is given.
    pub async fn report_economic_support(&self, wanted: &ReportPeriod) -> Result<EconomicSupport> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let mut years: BTreeMap<i64, BTreeMap<String, (BTreeSet<i64>, u64)>> = BTreeMap::new();
        for one in self.store.economic_measures(&scope, plan_term(wanted)).await? {
            let kind = years
                .entry(one.school_year)
                .or_default()
                .entry(one.kind)
                .or_default();
            kind.0.insert(one.pupil_id);
            kind.1 += one.amount.unsigned_abs();
        }
        let mut report = EconomicSupport {
            rows: Vec::new(),
            totals: Vec::new(),
        };
        for (year, kinds) in years {
            let school_year = super::support::year_text(year);
            let all: BTreeSet<i64> = kinds.values().flat_map(|(pupils, _)| pupils).copied().collect();
            report.totals.push(EconomicRow {
                school_year: school_year.clone(),
                kind: EconomicSupport::all_kinds(),
                pupils: Some(all.len() as u32),
                amount: Some(kinds.values().map(|(_, amount)| amount).sum()),
            });
            for (kind, (pupils, amount)) in kinds {
                report.rows.push(EconomicRow {
                    school_year: school_year.clone(),
                    kind: words::measure(&kind),
                    pupils: Some(pupils.len() as u32),
                    amount: Some(amount),
                });
            }
        }
        Ok(report)
    }

    /// `absence-causes`: what was found in contact with parents in a school year, and the factors confirmed for pupils over the limit today.
    pub async fn report_absence_causes(&self, wanted: &ReportPeriod) -> Result<AbsenceCauses> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let year = self.year_of(wanted);
        let start = |day: Date| clock::end_of_day_in_riga(day).as_microsecond();
        let eve = start(year.previous().last_day());
        let found = self
            .store
            .found_causes(&scope, eve, start(year.last_day()))
            .await?;
        let factors = self
            .store
            .factors_beside(&scope, SignalCode::UnexcusedOverLimit.code())
            .await?;
        let shown = |sums: &[CauseSum], smallest| column(sums, smallest, |sum| whole(sum.pupils));
        let open = self.smallest_shown(&scope, Resource::Attendance, wanted).await?;
        let closed = self
            .smallest_shown(&scope, Resource::Circumstances, wanted)
            .await?;
        Ok(AbsenceCauses {
            school_year: year.to_string(),
            found_pupils: shown(&found, open),
            found: found.iter().map(|sum| found_words(&sum.cause)).collect(),
            factor_pupils: shown(&factors, closed),
            factors: factors
                .iter()
                .map(|sum| match Factor::from_code(&sum.cause) {
                    Some(factor) => Label::new(factor.latvian(), factor.english()),
                    None => Label::name(&sum.cause),
                })
                .collect(),
        })
    }

    /// `screenings`: children screened in a school year by area and result.
    pub async fn report_screenings(&self, wanted: &ReportPeriod) -> Result<Screenings> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let smallest = self.smallest_shown(&scope, Resource::Screening, wanted).await?;
        let year = self.year_of(wanted);
        let sums = self
            .store
            .screening_sums(&scope, year.first_day(), year.last_day())
            .await?;
        let areas: Vec<ScreeningArea> = ScreeningArea::ALL
            .into_iter()
            .filter(|area| sums.iter().any(|sum| sum.area == area.code()))
            .collect();
        let rows: Vec<Vec<u32>> = areas
            .iter()
            .map(|area| {
                let of = |result: ScreeningResult| {
                    sums.iter()
                        .find(|sum| sum.area == area.code() && sum.result == result.code())
                        .map_or(0, |sum| whole(sum.pupils))
                };
                ScreeningResult::ALL.map(of).to_vec()
            })
            .collect();
        Ok(Screenings {
            school_year: year.to_string(),
            areas: areas
                .iter()
                .map(|area| Label::new(area.latvian(), area.english()))
                .collect(),
            children: withhold_rows(&rows, smallest),
        })
    }

    /// `staff-training`: supervision and courses of a school year by institution. No children stand behind it.
    pub async fn report_staff_training(&self, wanted: &ReportPeriod) -> Result<StaffTraining> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let year = self.year_of(wanted);
        let places = self.places(year.period()).await?;
        let mut rows: BTreeMap<i64, TrainingRow> = BTreeMap::new();
        for sum in self.store.training_sums(&scope, year.period()).await? {
            let Some(place) = places.get(&sum.institution_id) else {
                continue;
            };
            let row = rows.entry(sum.institution_id).or_insert_with(|| TrainingRow {
                institution: place.name.clone(),
                supervisions: 0,
                courses: 0,
                hours_thousandths: 0,
                recognising: 0,
                teachers: None,
            });
            row.hours_thousandths += sum.hours;
            match sum.kind.as_str() {
                "identification_course" => {
                    row.courses += whole(sum.sessions);
                    row.recognising += whole(sum.participants);
                }
                "course" => row.courses += whole(sum.sessions),
                _ => row.supervisions += whole(sum.sessions),
            }
        }
        let teachers = self.teachers_of_institutions().await?;
        for (institution, row) in &mut rows {
            row.teachers = teachers.get(institution).copied().map(whole);
        }
        Ok(StaffTraining {
            school_year: year.to_string(),
            rows: rows.into_values().collect(),
        })
    }
}

fn found_words(code: &str) -> Label {
    match AbsenceKind::parse(code) {
        Some(AbsenceKind::Illness) => Label::new("slimība", "illness"),
        Some(AbsenceKind::Excused) => Label::new("cits attaisnojošs iemesls", "another excusing reason"),
        Some(AbsenceKind::Unexcused) => Label::new("attaisnojoša iemesla nav", "no excusing reason"),
        Some(AbsenceKind::Unknown) => Label::new("joprojām nav zināms", "still not known"),
        None => Label::name(code),
    }
}
