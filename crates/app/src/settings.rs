//! Settings of a municipality: the thresholds of the signals and the calendar, each in versions over the defaults of the product.

use balsts_domain::{
    calendar::{Calendar, Exception},
    risk::Settings,
};

use crate::{AppError, Ctx, Result};

/// Name under which the thresholds are kept.
pub(crate) const RISK: &str = "risk";
/// Name under which the calendar is kept.
pub(crate) const CALENDAR: &str = "calendar";

impl Ctx {
    /// The thresholds in force. No personal data: every use case may ask.
    pub async fn risk_settings(&self) -> Result<Settings> {
        self.setting_or_default(RISK).await
    }

    /// The thresholds in force with their version; 0: the defaults of the product.
    pub(crate) async fn versioned_risk_settings(&self) -> Result<(i64, Settings)> {
        match self.store.setting(self.actor.municipality, None, RISK).await? {
            Some(row) => Ok((row.version, read(&row.body)?)),
            None => Ok((0, Settings::default())),
        }
    }

    /// The calendar in force: the municipality's tables and exceptions, and those of its institutions.
    pub async fn calendar(&self) -> Result<Calendar> {
        let municipality = self.actor.municipality;
        let mut calendar = match self.store.setting(municipality, None, CALENDAR).await? {
            Some(row) => read(&row.body)?,
            None => Calendar::built_in(),
        };
        let own = self
            .store
            .settings_of_institutions(municipality, CALENDAR)
            .await?;
        if own.is_empty() {
            return Ok(calendar);
        }
        let places = self.store.institution_names(municipality).await?;
        for row in own {
            let Some(place) = places.iter().find(|place| place.id == row.institution_id) else {
                continue;
            };
            for exception in read::<Vec<Exception>>(&row.body)? {
                calendar.add_exception(Exception {
                    institution: Some(place.code.clone()),
                    ..exception
                });
            }
        }
        Ok(calendar)
    }

    pub(crate) async fn setting_or_default<T: Default + serde::de::DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<T> {
        match self.store.setting(self.actor.municipality, None, name).await? {
            Some(row) => read(&row.body),
            None => Ok(T::default()),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T> {
    serde_json::from_str(body)
        .map_err(|error| AppError::Internal(format!("a stored setting cannot be read: {error}")))
}
