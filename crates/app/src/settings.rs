//! Settings of a municipality: the thresholds of the signals and the calendar, each in versions over the defaults of the product.

use balsts_domain::{calendar::Calendar, risk::Settings};

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

    /// The calendar in force.
    pub async fn calendar(&self) -> Result<Calendar> {
        match self
            .store
            .setting(self.actor.municipality, None, CALENDAR)
            .await?
        {
            Some(row) => read(&row.body),
            None => Ok(Calendar::built_in()),
        }
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
