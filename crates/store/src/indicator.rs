//! Values of indicators: those a person typed, and snapshots of computed ones. No record of a child.

use balsts_domain::access::Scope;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, sql::Sql};

/// A value typed by a person, or what a person decided.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct IndicatorValueRow {
    /// Identifier.
    pub id: i64,
    /// Number of the indicator, with its sub-row.
    pub indicator: String,
    /// Year.
    pub year: i64,
    /// Value as a number.
    pub value: Option<String>,
    /// Numerator.
    pub numerator: Option<String>,
    /// Denominator.
    pub denominator: Option<String>,
    /// What stretch it stands for, in words.
    pub period: String,
    /// Where it comes from.
    pub source: String,
    /// Why it was typed or decided so.
    pub reason: String,
    /// Code of the status that a person decided.
    pub judged: Option<String>,
    /// Who.
    pub user_name: String,
    /// When.
    pub at: i64,
}

/// A value to be kept.
#[derive(Debug, Clone)]
pub struct NewIndicatorValue<'a> {
    /// Number of the indicator, with its sub-row.
    pub indicator: &'a str,
    /// Year.
    pub year: i16,
    /// Value as a number.
    pub value: Option<String>,
    /// Numerator.
    pub numerator: Option<String>,
    /// Denominator.
    pub denominator: Option<String>,
    /// What stretch it stands for, in words.
    pub period: &'a str,
    /// Where it comes from.
    pub source: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Code of the status decided.
    pub judged: Option<&'static str>,
    /// Who.
    pub user: i64,
}

/// The newest computed value of a method, part and year.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct IndicatorSnapshotRow {
    /// Code of the method.
    pub method: String,
    /// Code of the part.
    pub part: String,
    /// Year.
    pub year: i64,
    /// The figure or what is missing, as JSON.
    pub body: String,
    /// When the newest file was loaded that it could know.
    pub inputs_at: Option<i64>,
    /// When it was first computed so.
    pub computed_at: i64,
    /// When it was last computed.
    pub seen_at: i64,
}

/// A computed value to be kept.
#[derive(Debug, Clone)]
pub struct NewIndicatorSnapshot {
    /// Code of the method.
    pub method: &'static str,
    /// Code of the part.
    pub part: String,
    /// Year.
    pub year: i16,
    /// The figure or what is missing, as JSON.
    pub body: String,
}

const VALUES: &str = "SELECT v.id, v.indicator, v.year, v.value, v.numerator, v.denominator, v.period, v.source, v.reason, v.judged, \
    u.name AS user_name, v.at FROM indicator_values v JOIN users u ON u.id = v.user_id WHERE v.municipality_id = $1";

impl Store {
    /// Values in force, by indicator and year: of several the last one typed.
    pub async fn indicator_values(&self, scope: &Scope) -> Result<Vec<IndicatorValueRow>> {
        Sql::new(&format!(
            "{VALUES} AND v.id = (SELECT MAX(l.id) FROM indicator_values l WHERE l.municipality_id = v.municipality_id \
             AND l.indicator = v.indicator AND l.year = v.year) ORDER BY v.indicator, v.year"
        ))
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// Everything ever typed for an indicator, the newest first.
    pub async fn indicator_value_history(
        &self,
        scope: &Scope,
        indicator: &str,
    ) -> Result<Vec<IndicatorValueRow>> {
        Sql::new(&format!(
            "{VALUES} AND v.indicator = $2 ORDER BY v.id DESC LIMIT 100"
        ))
        .with(scope.municipality())
        .with(indicator)
        .all(self.reading())
        .await
    }

    /// The newest computed values of all years.
    pub async fn indicator_snapshots(&self, scope: &Scope) -> Result<Vec<IndicatorSnapshotRow>> {
        Sql::new(
            "SELECT s.method, s.part, s.year, s.body, s.inputs_at, s.computed_at, s.seen_at FROM indicator_snapshots s \
             WHERE s.municipality_id = $1 AND s.id = (SELECT MAX(l.id) FROM indicator_snapshots l \
             WHERE l.municipality_id = s.municipality_id AND l.year = s.year AND l.method = s.method AND l.part = s.part) \
             ORDER BY s.method, s.part, s.year",
        )
        .with(scope.municipality())
        .all(self.reading())
        .await
    }

    /// When the newest file of the municipality was loaded.
    pub async fn newest_load_at(&self, scope: &Scope) -> Result<Option<i64>> {
        Sql::new("SELECT MAX(l.loaded_at) FROM loads l WHERE l.undone_at IS NULL AND l.municipality_id = $1")
            .with(scope.municipality())
            .integer(self.reading())
            .await
    }
}

impl Writing {
    /// Keeps a typed value; gives its identifier.
    pub async fn add_indicator_value(
        &self,
        scope: &Scope,
        new: NewIndicatorValue<'_>,
        at: i64,
    ) -> Result<Option<i64>> {
        Sql::new(
            "INSERT INTO indicator_values (municipality_id, indicator, year, value, numerator, denominator, period, source, reason, \
             judged, user_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        )
        .with(scope.municipality())
        .with(new.indicator)
        .with(i64::from(new.year))
        .with(new.value)
        .with(new.numerator)
        .with(new.denominator)
        .with(new.period)
        .with(new.source)
        .with(new.reason)
        .with(new.judged)
        .with(new.user)
        .with(at)
        .integer(&self.0)
        .await
    }

    /// Keeps computed values: one that is as the newest kept is only marked as seen again.
    pub async fn keep_indicator_snapshots(
        &self,
        scope: &Scope,
        all: &[NewIndicatorSnapshot],
        inputs_at: Option<i64>,
        at: i64,
    ) -> Result<u64> {
        let mut changed = 0;
        for new in all {
            let seen = Sql::new(
                "UPDATE indicator_snapshots SET seen_at = $1, inputs_at = $2 WHERE body = $7 AND id = (SELECT MAX(l.id) \
                 FROM indicator_snapshots l WHERE l.municipality_id = $3 AND l.year = $4 AND l.method = $5 AND l.part = $6)",
            )
            .with(at)
            .with(inputs_at)
            .with(scope.municipality())
            .with(i64::from(new.year))
            .with(new.method)
            .with(new.part.as_str())
            .with(new.body.as_str())
            .run(&self.0)
            .await?;
            if seen == 0 {
                changed += Sql::new(
                    "INSERT INTO indicator_snapshots (municipality_id, method, part, year, body, inputs_at, computed_at, seen_at) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                )
                .with(scope.municipality())
                .with(new.method)
                .with(new.part.as_str())
                .with(i64::from(new.year))
                .with(new.body.as_str())
                .with(inputs_at)
                .with(at)
                .with(at)
                .run(&self.0)
                .await?;
            }
        }
        Ok(changed)
    }
}
