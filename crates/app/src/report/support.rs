//! Tables on support: plans and their pupils, risk factors in plans, hours of consultations.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    calendar::{Period, SchoolYear},
    registry::SupportRole,
    risk::{Factor, Group},
    support::ConsultationKind,
};
use balsts_reports::{
    consultations::{ConsultationRow, Consultations},
    risks::{RiskRow, Risks},
    risks_by_school::{InstitutionRisks, RisksBySchool},
    support_plans::{SupportPlanCounts, SupportPlanRow, SupportPlanTotal, SupportPlans},
    table::Label,
};
use balsts_store::PlanTerm;

use super::{Place, ReportPeriod};
use crate::{Ctx, Result};

impl Ctx {
    /// `support-plans`: plans and pupils by institution and school year.
    pub async fn report_support_plans(&self, wanted: &ReportPeriod) -> Result<SupportPlans> {
        let names = self.places(self.plan_days(wanted)).await?;
        let plausible = self.plausible_plans().await?;
        self.support_plans_of(wanted, &names, plausible).await
    }

    /// The days of whose institutions the names are.
    pub(super) fn plan_days(&self, wanted: &ReportPeriod) -> Period {
        wanted
            .school_year
            .map_or_else(|| Period::day(self.today()), SchoolYear::period)
    }

    /// More plans than these for one pupil are doubtful.
    pub(super) async fn plausible_plans(&self) -> Result<Option<u64>> {
        let said = self.plain_number("reports", None, "plans_per_pupil").await?;
        Ok(said.map(i64::unsigned_abs))
    }

    /// The same where the institutions and the setting are known already.
    pub(super) async fn support_plans_of(
        &self,
        wanted: &ReportPeriod,
        names: &BTreeMap<i64, Place>,
        plausible_per_pupil: Option<u64>,
    ) -> Result<SupportPlans> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let sums = self.store.support_plan_sums(&scope, plan_term(wanted)).await?;
        let mut rows = Vec::new();
        let mut totals: BTreeMap<i64, u64> = BTreeMap::new();
        for sum in sums {
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
            let term = (Some(year), plan_term(wanted).1);
            let pupils = self.store.supported_pupils(&scope, term).await?;
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
            plausible_per_pupil,
        })
    }

    /// `risks`: factors of the plans with their shares; of all years when none is given.
    pub async fn report_risks(&self, wanted: &ReportPeriod) -> Result<Risks> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let (sums, plans) = self.store.risk_sums(&scope, plan_term(wanted)).await?;
        let mut counts: BTreeMap<Option<Factor>, (u64, u64)> = BTreeMap::new();
        for sum in &sums {
            let (mentions, pupils) = counts.entry(Factor::from_code(&sum.factor)).or_default();
            *mentions += sum.plans;
            // The same pupils may stand behind two codes of one factor.
            *pupils = sum.pupils.max(*pupils);
        }
        let (unknown, _) = counts.remove(&None).unwrap_or_default();
        let rows = counts
            .into_iter()
            .filter_map(|(factor, (count, pupils))| {
                let factor = factor?;
                Some(RiskRow {
                    group: factor.group().code(),
                    group_name: Label::new(factor.group().latvian(), factor.group().english()),
                    factor: Label::new(factor.latvian(), factor.english()),
                    count,
                    pupils,
                })
            })
            .collect();
        Ok(Risks {
            rows,
            plans: plans.unsigned_abs(),
            unknown,
        })
    }

    /// `risks-by-school`: mentions of each group of risks in the plans of each institution; of all years when none is given.
    pub async fn report_risks_by_school(
        &self,
        wanted: &ReportPeriod,
        is_withheld: bool,
    ) -> Result<RisksBySchool> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let days = wanted
            .school_year
            .map_or_else(|| Period::day(self.today()), SchoolYear::period);
        let places = self.places(days).await?;
        let mut plans: BTreeMap<i64, u64> = BTreeMap::new();
        for sum in self.store.support_plan_sums(&scope, plan_term(wanted)).await? {
            *plans.entry(sum.institution_id).or_default() += sum.plans.unsigned_abs();
        }
        let mut groups: BTreeMap<i64, [u64; 4]> = BTreeMap::new();
        for sum in self
            .store
            .institution_risk_sums(&scope, plan_term(wanted))
            .await?
        {
            let group = Factor::from_code(&sum.factor).map(Factor::group);
            if let Some(at) = Group::ALL.iter().position(|one| Some(*one) == group) {
                groups.entry(sum.institution_id).or_default()[at] += sum.plans;
            }
        }
        let rows = plans.into_iter().filter_map(|(id, plans)| {
            Some(InstitutionRisks {
                institution: places.get(&id)?.name.clone(),
                groups: groups.get(&id).copied().unwrap_or_default(),
                plans,
            })
        });
        Ok(RisksBySchool {
            rows: rows.collect(),
            is_withheld,
        })
    }

    /// `consultations`: hours given by subject and specialist; of all years when none is given.
    pub async fn report_consultations(&self, wanted: &ReportPeriod) -> Result<Consultations> {
        let period = match wanted.school_year {
            None => None,
            Some(_) => Some(self.period_of(wanted).await?),
        };
        self.consultations_in(period).await
    }

    /// The hours of some days; of all where none are given.
    pub(super) async fn consultations_in(&self, period: Option<Period>) -> Result<Consultations> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let sums = self.store.consultation_sums(&scope, period).await?;
        let mut rows: Vec<ConsultationRow> = Vec::new();
        for kind in ConsultationKind::ALL {
            for sum in sums.iter().filter(|sum| sum.kind == kind.code()) {
                let what = subject_or_role(kind, &sum.subject_or_role);
                let (hours, pupils) = (sum.hours.unsigned_abs(), sum.pupils.unsigned_abs());
                // The same specialist by code and by name.
                match rows
                    .iter_mut()
                    .find(|row| row.kind == kind.code() && row.subject_or_role == what)
                {
                    Some(row) => {
                        row.hours_thousandths += hours;
                        row.pupils = row.pupils.max(pupils);
                    }
                    None => rows.push(ConsultationRow {
                        kind: kind.code(),
                        subject_or_role: what,
                        hours_thousandths: hours,
                        pupils,
                    }),
                }
            }
        }
        Ok(Consultations { rows })
    }
}

pub(super) fn year_text(year: i64) -> String {
    i16::try_from(year).map_or_else(|_| year.to_string(), |year| SchoolYear::new(year).to_string())
}

/// A subject as it was written, a specialist by name.
pub(crate) fn subject_or_role(kind: ConsultationKind, text: &str) -> Label {
    match SupportRole::parse(text) {
        Some(role) if kind == ConsultationKind::SupportStaff => Label::new(role.latvian(), role.english()),
        _ => Label::name(text),
    }
}

/// The school year and semester of plans that are asked for.
pub(super) fn plan_term(wanted: &ReportPeriod) -> PlanTerm {
    (
        wanted.school_year.map(|year| year.first_calendar_year().into()),
        wanted.semester.map(|semester| semester.number().into()),
    )
}
