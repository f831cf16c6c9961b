//! What is known of a municipality's adopted prevention plan. No personal data: these statements take the municipality.

use balsts_domain::registry::{PlanIdentity, PlanKind, PlanYears};
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, sql::Sql};

#[derive(FromQueryResult)]
struct PlanRow {
    plan_title: Option<String>,
    plan_kind: Option<String>,
    plan_from_year: Option<i64>,
    plan_to_year: Option<i64>,
    plan_decision: Option<String>,
    plan_decided_day: Option<i64>,
}

impl PlanRow {
    fn plan(self) -> Option<PlanIdentity> {
        let year = |year: Option<i64>| year.and_then(|year| i16::try_from(year).ok());
        Some(PlanIdentity {
            title: self.plan_title?,
            kind: PlanKind::from_code(&self.plan_kind?)?,
            years: PlanYears::new(year(self.plan_from_year), year(self.plan_to_year)).unwrap_or_default(),
            decision: self.plan_decision,
            decided_on: self.plan_decided_day.map(day::date),
        })
    }
}

impl Store {
    /// The plan of a municipality, once somebody has written it down.
    pub async fn plan_identity(&self, municipality: i64) -> Result<Option<PlanIdentity>> {
        let row = Sql::new(
            "SELECT plan_title, plan_kind, plan_from_year, plan_to_year, plan_decision, plan_decided_day \
             FROM municipalities WHERE id = $1",
        )
        .with(municipality)
        .one::<PlanRow>(self.reading())
        .await?;
        Ok(row.and_then(PlanRow::plan))
    }
}

impl Writing {
    /// Writes down the plan of a municipality.
    pub async fn set_plan_identity(&self, municipality: i64, plan: &PlanIdentity) -> Result<()> {
        Sql::new(
            "UPDATE municipalities SET plan_title = $2, plan_kind = $3, plan_from_year = $4, plan_to_year = $5, \
             plan_decision = $6, plan_decided_day = $7 WHERE id = $1",
        )
        .with(municipality)
        .with(plan.title.as_str())
        .with(plan.kind.code())
        .with(plan.years.from().map(i64::from))
        .with(plan.years.to().map(i64::from))
        .with(plan.decision.as_deref())
        .with(plan.decided_on.map(day::number))
        .run(&self.0)
        .await?;
        Ok(())
    }
}
