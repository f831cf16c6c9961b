//! Figures on support: plans and pupils, risks, hours. What was written in this program and what files brought of earlier years count alike; where
//! both speak of the same pupil, institution and semester, the plan written here counts.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{access::Scope, calendar::Period};
use sea_orm::FromQueryResult;

use crate::{Result, Store, day, reach, sql::Sql};

/// Support plans of an institution in a school year.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SupportPlanSum {
    /// Institution.
    pub institution_id: i64,
    /// First calendar year of the school year.
    pub school_year: i64,
    /// Plans.
    pub plans: i64,
    /// Pupils who had one.
    pub pupils: i64,
}

/// A risk factor of the plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskSum {
    /// Code of the factor as it was written.
    pub factor: String,
    /// Plans that name it.
    pub plans: u64,
    /// Pupils behind them.
    pub pupils: u64,
}

/// How often the plans of an institution name a risk factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionRiskSum {
    /// Institution.
    pub institution_id: i64,
    /// Code of the factor as it was written.
    pub factor: String,
    /// Plans that name it.
    pub plans: u64,
}

/// What a plan names together, with whose it is: only to be counted.
#[derive(FromQueryResult)]
struct NamedRisks {
    pupil_id: i64,
    institution_id: i64,
    risks: String,
}

/// Hours of a subject or specialist.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConsultationSum {
    /// Code of the kind.
    pub kind: String,
    /// Subject or specialist; empty where none was said.
    pub subject_or_role: String,
    /// Thousandths of an hour.
    pub hours: i64,
    /// Pupils behind them.
    pub pupils: i64,
}

/// A school year and semester to which figures are narrowed.
pub type PlanTerm = (Option<i64>, Option<i64>);

/// Every plan that came into force, of both sources, as `s`. A plan written here counts where it was begun.
pub(super) const PLANS: &str = "(SELECT o.institution_id, o.pupil_id, o.school_year, o.semester FROM support_plans o \
    WHERE o.ended_load_id IS NULL AND NOT EXISTS (SELECT 1 FROM plans w WHERE w.pupil_id = o.pupil_id \
    AND w.started_institution_id = o.institution_id AND w.school_year = o.school_year AND w.semester = o.semester \
    AND w.in_force_day IS NOT NULL) UNION ALL SELECT w.started_institution_id AS institution_id, w.pupil_id, w.school_year, \
    w.semester FROM plans w WHERE w.in_force_day IS NOT NULL) s";

impl NamedRisks {
    /// The codes of the factors.
    fn codes(&self) -> impl Iterator<Item = &str> {
        let codes = self.risks.split(';').map(str::trim);
        codes.filter(|code| !code.is_empty())
    }
}

/// How often each factor is named, and for how many pupils.
fn counted(named: &[NamedRisks]) -> Vec<RiskSum> {
    let mut factors: BTreeMap<&str, (u64, BTreeSet<i64>)> = BTreeMap::new();
    for plan in named {
        for code in plan.codes() {
            let (plans, pupils) = factors.entry(code).or_default();
            *plans += 1;
            pupils.insert(plan.pupil_id);
        }
    }
    factors
        .into_iter()
        .map(|(factor, (plans, pupils))| RiskSum {
            factor: factor.to_owned(),
            plans,
            pupils: pupils.len() as u64,
        })
        .collect()
}

pub(super) fn of_term(sql: &mut Sql, (year, semester): PlanTerm, alias: &str) {
    if let Some(year) = year {
        sql.push(" AND ").push(alias).push(".school_year = ").bind(year);
    }
    if let Some(semester) = semester {
        sql.push(" AND ").push(alias).push(".semester = ").bind(semester);
    }
}

impl Store {
    /// Support plans and pupils by institution and school year.
    pub async fn support_plan_sums(&self, scope: &Scope, term: PlanTerm) -> Result<Vec<SupportPlanSum>> {
        let mut sql = Sql::new(&format!(
            "SELECT s.institution_id, s.school_year, CAST(COUNT(*) AS BIGINT) AS plans, \
             CAST(COUNT(DISTINCT s.pupil_id) AS BIGINT) AS pupils FROM {PLANS} WHERE "
        ));
        reach::institutions(&mut sql, scope, "s.institution_id");
        of_term(&mut sql, term, "s");
        sql.push(" GROUP BY s.institution_id, s.school_year ORDER BY s.institution_id, s.school_year");
        sql.all(self.reading()).await
    }

    /// Pupils who had a support plan in a term, each counted once over all institutions.
    pub async fn supported_pupils(&self, scope: &Scope, term: PlanTerm) -> Result<i64> {
        let mut sql = Sql::new(&format!(
            "SELECT CAST(COUNT(DISTINCT s.pupil_id) AS BIGINT) FROM {PLANS} WHERE "
        ));
        reach::institutions(&mut sql, scope, "s.institution_id");
        of_term(&mut sql, term, "s");
        Ok(sql.integer(self.reading()).await?.unwrap_or_default())
    }

    /// What each plan names.
    async fn named_risks(&self, scope: &Scope, term: PlanTerm) -> Result<Vec<NamedRisks>> {
        let mut sql = Sql::new(
            "SELECT o.pupil_id, o.institution_id, o.risks FROM support_plans o WHERE o.ended_load_id IS NULL \
             AND NOT EXISTS (SELECT 1 FROM plans w WHERE w.pupil_id = o.pupil_id AND w.started_institution_id = o.institution_id \
             AND w.school_year = o.school_year AND w.semester = o.semester AND w.in_force_day IS NOT NULL) AND ",
        );
        reach::institutions(&mut sql, scope, "o.institution_id");
        of_term(&mut sql, term, "o");
        sql.push(
            " UNION ALL SELECT w.pupil_id, w.started_institution_id AS institution_id, k.factor AS risks FROM plan_risks k \
             JOIN plans w ON w.id = k.plan_id WHERE w.in_force_day IS NOT NULL AND ",
        );
        reach::institutions(&mut sql, scope, "w.started_institution_id");
        of_term(&mut sql, term, "w");
        sql.all(self.reading()).await
    }

    /// Risks of the plans by institution and code.
    pub async fn institution_risk_sums(
        &self,
        scope: &Scope,
        term: PlanTerm,
    ) -> Result<Vec<InstitutionRiskSum>> {
        let named = self.named_risks(scope, term).await?;
        let mut sums: BTreeMap<(i64, &str), u64> = BTreeMap::new();
        for plan in &named {
            for code in plan.codes() {
                *sums.entry((plan.institution_id, code)).or_default() += 1;
            }
        }
        let sums = sums
            .into_iter()
            .map(|((institution_id, factor), plans)| InstitutionRiskSum {
                institution_id,
                factor: factor.to_owned(),
                plans,
            });
        Ok(sums.collect())
    }

    /// Risks of the plans by code. The second answer is the number of plans.
    pub async fn risk_sums(&self, scope: &Scope, term: PlanTerm) -> Result<(Vec<RiskSum>, i64)> {
        let named = self.named_risks(scope, term).await?;
        let mut count = Sql::new(&format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {PLANS} WHERE "));
        reach::institutions(&mut count, scope, "s.institution_id");
        of_term(&mut count, term, "s");
        let plans = count.integer(self.reading()).await?.unwrap_or_default();
        Ok((counted(&named), plans))
    }

    /// Hours given by kind and subject or specialist, the most first within a kind.
    pub async fn consultation_sums(
        &self,
        scope: &Scope,
        period: Option<Period>,
    ) -> Result<Vec<ConsultationSum>> {
        let mut sql = Sql::new(
            "SELECT h.kind, h.subject_or_role, CAST(SUM(h.hours) AS BIGINT) AS hours, \
             CAST(COUNT(DISTINCT h.pupil_id) AS BIGINT) AS pupils FROM (\
             SELECT o.pupil_id, o.institution_id, o.day, o.kind, o.subject_or_role, o.hours FROM consultations o WHERE o.ended_load_id IS NULL \
             UNION ALL SELECT c.pupil_id, c.institution_id, c.day, c.kind, c.subject_or_role, c.hours FROM plan_consultations c \
             WHERE c.withdrawn_at IS NULL AND c.missed_reason IS NULL) h WHERE ",
        );
        reach::institutions(&mut sql, scope, "h.institution_id");
        if let Some(period) = period {
            sql.push(" AND h.day BETWEEN ")
                .bind(day::number(period.from()))
                .push(" AND ")
                .bind(day::number(period.to()));
        }
        sql.push(" GROUP BY h.kind, h.subject_or_role ORDER BY h.kind, SUM(h.hours) DESC, h.subject_or_role");
        sql.all(self.reading()).await
    }
}
