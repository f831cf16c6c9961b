//! Observations of youth workers and street work. They hold no pupil.

use balsts_domain::access::Scope;
use jiff::civil::Date;
use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, day, sql::Sql};

/// Which observations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObservationFilter {
    /// Words of the place.
    pub place: Option<String>,
    /// Code of the topic.
    pub topic: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// An observation.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ObservationRow {
    /// Identifier.
    pub id: i64,
    /// The day it was made.
    pub day: i64,
    /// Where.
    pub place: String,
    /// Code of the topic.
    pub topic: String,
    /// What was seen.
    pub text: String,
    /// Who wrote it.
    pub author: String,
}

/// Observations of a topic.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TopicCount {
    /// Code of the topic.
    pub topic: String,
    /// How many.
    pub observations: i64,
}

fn chosen(sql: &mut Sql, scope: &Scope, filter: &ObservationFilter) {
    sql.push(" WHERE o.municipality_id = ").bind(scope.municipality());
    if let Some(place) = &filter.place {
        // SQLite folds no Latvian letters: as written, or with Latin letters in any case.
        let words = format!("%{}%", place.replace(['%', '_'], ""));
        sql.push(" AND (LOWER(o.place) LIKE ").bind(words.to_lowercase());
        sql.push(" OR o.place LIKE ").bind(words).push(")");
    }
    if let Some(topic) = &filter.topic {
        sql.push(" AND o.topic = ").bind(topic.as_str());
    }
    if let Some(from) = filter.from {
        sql.push(" AND o.day >= ").bind(day::number(from));
    }
    if let Some(to) = filter.to {
        sql.push(" AND o.day <= ").bind(day::number(to));
    }
}

impl Store {
    /// Observations of the scope's municipality, the newest first.
    pub async fn observations(
        &self,
        scope: &Scope,
        filter: &ObservationFilter,
        most: u64,
    ) -> Result<Vec<ObservationRow>> {
        let mut sql = Sql::new(
            "SELECT o.id, o.day, o.place, o.topic, o.text, u.name AS author FROM observations o JOIN users u ON u.id = o.user_id",
        );
        chosen(&mut sql, scope, filter);
        sql.push(" ORDER BY o.day DESC, o.id DESC LIMIT ")
            .bind(most as i64);
        sql.all(self.reading()).await
    }

    /// How many observations of each topic the filter finds.
    pub async fn observation_counts(
        &self,
        scope: &Scope,
        filter: &ObservationFilter,
    ) -> Result<Vec<TopicCount>> {
        let mut sql =
            Sql::new("SELECT o.topic, CAST(COUNT(*) AS BIGINT) AS observations FROM observations o");
        chosen(&mut sql, scope, filter);
        sql.push(" GROUP BY o.topic ORDER BY o.topic");
        sql.all(self.reading()).await
    }
}

impl Writing {
    /// Adds an observation to the scope's municipality.
    pub async fn add_observation(
        &self,
        scope: &Scope,
        (day, place, topic, text): (Date, &str, &str, &str),
        user: i64,
        at: i64,
    ) -> Result<i64> {
        Sql::new(
            "INSERT INTO observations (municipality_id, day, place, topic, text, user_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .with(scope.municipality())
        .with(day::number(day))
        .with(place)
        .with(topic)
        .with(text)
        .with(user)
        .with(at)
        .one_integer(&self.0)
        .await
    }
}
