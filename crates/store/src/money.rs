//! Amounts of the activities of the prevention programme, and the means that are followed one by one. Nothing of a child.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, StoreError, Writing, sql::Sql};

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MoneyEntryRow {
    /// Identifier.
    pub id: i64,
    /// Key of the activity.
    pub activity_key: String,
    /// Calendar year.
    pub year: i64,
    /// Code of the source.
    pub source: String,
    /// Code of the purpose.
    pub purpose: String,
    /// Cents.
    pub cents: i64,
    /// From where it is known.
    pub note: String,
    /// Who typed it.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
    /// When it was withdrawn.
    pub withdrawn_at: Option<i64>,
    /// Why.
    pub withdrawn_reason: Option<String>,
}

/// Amounts of an activity in a year, added up.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MoneySum {
    /// Key of the activity.
    pub activity_key: String,
    /// Calendar year.
    pub year: i64,
    /// Code of the source.
    pub source: String,
    /// Code of the purpose.
    pub purpose: String,
    /// Cents.
    pub cents: i64,
}

/// A new amount.
#[derive(Debug, Clone)]
pub struct NewMoneyEntry<'a> {
    /// Key of the activity.
    pub activity_key: &'a str,
    /// Calendar year.
    pub year: i16,
    /// Code of the source.
    pub source: &'static str,
    /// Code of the purpose.
    pub purpose: &'static str,
    /// Cents.
    pub cents: i64,
    /// From where it is known.
    pub note: &'a str,
    /// Who typed it.
    pub user: Option<i64>,
}

/// A project, a provider, a camp.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeansRow {
    /// Identifier.
    pub id: i64,
    /// Code of the kind.
    pub kind: String,
    /// What it is.
    pub title: String,
    /// Code of the state.
    pub state: String,
    /// Key of the activity that it serves.
    pub activity_key: Option<String>,
    /// Programme and call, or procurement.
    pub call_name: String,
    /// Who provides, takes part or applies.
    pub partner: String,
    /// Until when one applies.
    pub apply_day: Option<i64>,
    /// First day.
    pub from_day: Option<i64>,
    /// Last day.
    pub to_day: Option<i64>,
    /// Cents.
    pub cents: Option<i64>,
    /// How many: children of a camp, thousandths of posts.
    pub number: Option<i64>,
    /// Ages of a team of young people, `15,16,18`.
    pub ages: String,
    /// In words.
    pub note: String,
    /// Who wrote it down.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// New means.
#[derive(Debug, Clone)]
pub struct NewMeans<'a> {
    /// Code of the kind.
    pub kind: &'static str,
    /// What it is.
    pub title: &'a str,
    /// Code of the state.
    pub state: &'static str,
    /// Key of the activity that it serves.
    pub activity_key: Option<&'a str>,
    /// Programme and call, or procurement.
    pub call_name: &'a str,
    /// Who provides, takes part or applies.
    pub partner: &'a str,
    /// Until when one applies.
    pub apply_day: Option<i64>,
    /// First day.
    pub from_day: Option<i64>,
    /// Last day.
    pub to_day: Option<i64>,
    /// Cents.
    pub cents: Option<i64>,
    /// How many.
    pub number: Option<i64>,
    /// Ages of a team.
    pub ages: &'a str,
    /// In words.
    pub note: &'a str,
    /// Who writes it down.
    pub user: Option<i64>,
}

/// A step of means.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MeansStepRow {
    /// Code of the state reached.
    pub state: String,
    /// The amount from then on; none where it stayed.
    pub cents: Option<i64>,
    /// In words.
    pub note: String,
    /// Who.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

/// A new step of means.
#[derive(Debug, Clone)]
pub struct NewMeansStep<'a> {
    /// The state in which it was seen.
    pub from: &'a str,
    /// Code of the state reached.
    pub to: &'static str,
    /// The amount from now on; none where it stays.
    pub cents: Option<i64>,
    /// In words.
    pub note: &'a str,
    /// Who.
    pub user: Option<i64>,
}

const MEANS: &str = "SELECT m.id, m.kind, m.title, m.state, m.activity_key, m.call_name, m.partner, m.apply_day, m.from_day, m.to_day, \
    m.cents, m.number, m.ages, m.note, u.name AS user_name, m.at FROM means m LEFT JOIN users u ON u.id = m.user_id WHERE m.municipality_id = ";

impl Store {
    /// What stands of the years from one to another, by activity, year, source and purpose.
    pub async fn money_sums(&self, scope: &Scope, from: i16, to: i16) -> Result<Vec<MoneySum>> {
        Sql::new(
            "SELECT activity_key, year, source, purpose, CAST(SUM(cents) AS BIGINT) AS cents FROM money_entries \
             WHERE municipality_id = $1 AND year >= $2 AND year <= $3 AND withdrawn_at IS NULL \
             GROUP BY activity_key, year, source, purpose ORDER BY activity_key, year, source, purpose",
        )
        .with(scope.municipality())
        .with(i64::from(from))
        .with(i64::from(to))
        .all(self.reading())
        .await
    }

    /// Every amount of an activity, the newest first, withdrawn ones too.
    pub async fn money_entries(&self, scope: &Scope, activity: &str) -> Result<Vec<MoneyEntryRow>> {
        Sql::new(
            "SELECT e.id, e.activity_key, e.year, e.source, e.purpose, e.cents, e.note, u.name AS user_name, e.at, e.withdrawn_at, \
             e.withdrawn_reason FROM money_entries e LEFT JOIN users u ON u.id = e.user_id \
             WHERE e.municipality_id = $1 AND e.activity_key = $2 ORDER BY e.id DESC",
        )
        .with(scope.municipality())
        .with(activity)
        .all(self.reading())
        .await
    }

    /// Means, the newest first.
    pub async fn means(&self, scope: &Scope) -> Result<Vec<MeansRow>> {
        let mut sql = Sql::new(MEANS);
        sql.bind(scope.municipality()).push(" ORDER BY m.id DESC");
        sql.all(self.reading()).await
    }

    /// One of them.
    pub async fn one_means(&self, scope: &Scope, id: i64) -> Result<MeansRow> {
        let mut sql = Sql::new(MEANS);
        sql.bind(scope.municipality()).push(" AND m.id = ").bind(id);
        sql.one(self.reading()).await?.ok_or(StoreError::NotFound)
    }

    /// Its steps, in order.
    pub async fn means_steps(&self, scope: &Scope, id: i64) -> Result<Vec<MeansStepRow>> {
        Sql::new(
            "SELECT s.state, s.cents, s.note, u.name AS user_name, s.at FROM means_steps s JOIN means m ON m.id = s.means_id \
             LEFT JOIN users u ON u.id = s.user_id WHERE m.municipality_id = $1 AND m.id = $2 ORDER BY s.id",
        )
        .with(scope.municipality())
        .with(id)
        .all(self.reading())
        .await
    }
}

impl Writing {
    /// Writes an amount down.
    pub async fn add_money(&self, scope: &Scope, new: &NewMoneyEntry<'_>, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO money_entries (municipality_id, activity_key, year, source, purpose, cents, note, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.activity_key)
        .with(i64::from(new.year))
        .with(new.source)
        .with(new.purpose)
        .with(new.cents)
        .with(new.note)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Withdraws an amount: it stays, and no longer counts.
    ///
    /// # Errors
    /// Not found where there is none, or it was withdrawn already.
    pub async fn withdraw_money(
        &self,
        scope: &Scope,
        id: i64,
        reason: &str,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "UPDATE money_entries SET withdrawn_at = $1, withdrawn_reason = $2, withdrawn_by_id = $3 \
             WHERE municipality_id = $4 AND id = $5 AND withdrawn_at IS NULL",
        )
        .with(at)
        .with(reason)
        .with(user)
        .with(scope.municipality())
        .with(id)
        .run_one(&self.0)
        .await
    }

    /// Writes means down.
    pub async fn add_means(&self, scope: &Scope, new: &NewMeans<'_>, at: i64) -> Result<i64> {
        let id = Sql::new(
            "INSERT INTO means (municipality_id, kind, title, state, activity_key, call_name, partner, apply_day, from_day, to_day, cents, \
             number, ages, note, user_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.kind)
        .with(new.title)
        .with(new.state)
        .with(new.activity_key)
        .with(new.call_name)
        .with(new.partner)
        .with(new.apply_day)
        .with(new.from_day)
        .with(new.to_day)
        .with(new.cents)
        .with(new.number)
        .with(new.ages)
        .with(new.note)
        .with(new.user)
        .with(at)
        .one_integer(&self.0)
        .await?;
        let first = NewMeansStep {
            from: new.state,
            to: new.state,
            cents: new.cents,
            note: "",
            user: new.user,
        };
        self.add_means_step(id, &first, at).await?;
        Ok(id)
    }

    /// Takes means a step further.
    ///
    /// # Errors
    /// Conflict where somebody else took them further since.
    pub async fn step_means(&self, scope: &Scope, id: i64, step: &NewMeansStep<'_>, at: i64) -> Result<()> {
        Sql::new(
            "UPDATE means SET state = $1, cents = COALESCE($2, cents) WHERE municipality_id = $3 AND id = $4 AND state = $5",
        )
        .with(step.to)
        .with(step.cents)
        .with(scope.municipality())
        .with(id)
        .with(step.from)
        .run_one(&self.0)
        .await?;
        self.add_means_step(id, step, at).await
    }

    async fn add_means_step(&self, id: i64, step: &NewMeansStep<'_>, at: i64) -> Result<()> {
        Sql::new("INSERT INTO means_steps (means_id, state, cents, note, user_id, at) VALUES ($1, $2, $3, $4, $5, $6)")
            .with(id)
            .with(step.to)
            .with(step.cents)
            .with(step.note)
            .with(step.user)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }
}
