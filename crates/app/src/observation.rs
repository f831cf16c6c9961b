//! Observations of youth workers and street work: added without case detail, listed and counted by topic.

use balsts_domain::access::{Action, Resource};
use balsts_domain::observation::{CaseDetail, Topic, case_detail, is_day_seen};
use balsts_store::{ObservationFilter, ObservationRow, TopicCount};
use jiff::civil::Date;

use crate::{Ctx, FieldErrors, Result};

/// Longest text.
const TEXT_LENGTH: usize = 2_000;
/// Longest name of a place.
const PLACE_LENGTH: usize = 200;
/// Most rows of the list.
const LIST_LENGTH: u64 = 200;

/// What somebody saw.
#[derive(Debug, Clone)]
pub struct AddObservation {
    /// The day.
    pub day: Option<Date>,
    /// Where.
    pub place: String,
    /// About what.
    pub topic: Option<Topic>,
    /// What was seen.
    pub text: String,
    /// Whether the person has looked: what seems to be a name is none.
    pub no_name: bool,
}

/// Observations found, and how many there are by topic.
#[derive(Debug, Clone)]
pub struct Observations {
    /// The newest of them.
    pub rows: Vec<ObservationRow>,
    /// All of them, counted.
    pub counts: Vec<TopicCount>,
}

impl Ctx {
    /// Observations of the municipality.
    pub async fn observations(&self, filter: &ObservationFilter) -> Result<Observations> {
        let scope = self.scope(Action::Read, Resource::Observation)?;
        Ok(Observations {
            rows: self.store.observations(&scope, filter, LIST_LENGTH).await?,
            counts: self.store.observation_counts(&scope, filter).await?,
        })
    }

    /// Adds an observation.
    ///
    /// # Errors
    /// Invalid with a personal code in it, and with what looks like a name until the person says that it is none.
    pub async fn add_observation(&self, new: &AddObservation) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Observation)?;
        let user = self.user()?;
        let (place, text) = (new.place.trim(), new.text.trim());
        let mut errors = FieldErrors::new();
        let day = new.day.filter(|day| is_day_seen(*day, self.today()));
        if day.is_none() {
            errors.add("day", "error-observation-day");
        }
        if new.topic.is_none() {
            errors.add("topic", "error-observation-topic");
        }
        for (field, value, most) in [("place", place, PLACE_LENGTH), ("text", text, TEXT_LENGTH)] {
            if value.is_empty() {
                errors.add(field, "error-observation-empty");
            } else if value.chars().count() > most {
                errors.add_with(field, "error-too-long", "length", most);
            }
            match case_detail(value) {
                Some(CaseDetail::PersonalCode) => {
                    errors.add(field, "error-observation-code");
                }
                Some(CaseDetail::Name) if !new.no_name => {
                    errors.add(field, "error-observation-name");
                }
                Some(CaseDetail::Name) | None => {}
            }
        }
        errors.check()?;
        let (Some(day), Some(topic)) = (day, new.topic) else {
            return Err(FieldErrors::one("day", "error-observation-day"));
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing
            .add_observation(&scope, (day, place, topic.code(), text), user, at)
            .await?;
        let event = self.event("observation.added", "observation", Some(id), topic.code());
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }
}
