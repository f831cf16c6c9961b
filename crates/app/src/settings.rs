//! Settings of a municipality: the thresholds of the signals and the calendar, each in versions over the defaults of the product.

mod calendar;
mod cases;
mod duties;
mod indicators;
mod money;
mod plain;
mod replay;
mod retention;
mod risk;
mod support;

use balsts_domain::{
    access::{Action, Reach, Resource},
    calendar::{Calendar, Exception},
    risk::Settings,
};
use balsts_store::{InstitutionName, SettingRow};
use serde::Serialize;

use crate::{AppError, Ctx, FieldErrors, Result};

pub use plain::{Place, PlainEntry, PlainGroup, PlainLine};
pub use replay::{ReplayLine, ReplayReport};
pub use risk::RiskLine;

/// Longest reason kept with a change.
const REASON_LENGTH: usize = 2_000;

/// A version of settings; number 0 with the defaults where nothing was ever changed.
#[derive(Debug, Clone, Serialize)]
pub struct Version<T> {
    /// Number, from 1.
    pub number: i64,
    /// The settings.
    pub body: T,
    /// Why they were changed.
    pub reason: Option<String>,
    /// Name of who changed them.
    pub by: Option<String>,
    /// When, microseconds.
    pub at: Option<i64>,
}

impl<T: serde::de::DeserializeOwned> Version<T> {
    fn of(row: SettingRow) -> Result<Self> {
        Ok(Self {
            number: row.version,
            body: read(&row.body)?,
            reason: row.reason,
            by: row.user_name,
            at: Some(row.at),
        })
    }

    fn first(body: T) -> Self {
        Self {
            number: 0,
            body,
            reason: None,
            by: None,
            at: None,
        }
    }
}

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
        let places = self.store.institution_names(self.actor.municipality).await?;
        self.calendar_of(&places).await
    }

    /// The same where the institutions are known already.
    pub(crate) async fn calendar_of(&self, places: &[InstitutionName]) -> Result<Calendar> {
        let municipality = self.actor.municipality;
        let mut calendar = match self.store.setting(municipality, None, CALENDAR).await? {
            Some(row) => read(&row.body)?,
            None => Calendar::built_in(),
        };
        let own = self
            .store
            .settings_of_institutions(municipality, CALENDAR)
            .await?;
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
        for (code, ways) in self.institution_ways(places).await? {
            calendar.set_ways(&code, ways);
        }
        Ok(calendar)
    }

    /// Whether the actor may read or change settings of the municipality, or of an institution.
    fn settings_scope(&self, action: Action, institution: Option<i64>) -> Result<()> {
        let scope = self.scope(action, Resource::Settings)?;
        let reaches = |part: &Reach| match (part, institution) {
            (Reach::Municipality, _) => true,
            (Reach::Institution(own), Some(id)) => *own == id,
            // What holds for the whole municipality, its institutions may read.
            (Reach::Institution(_), None) => action == Action::Read,
            _ => false,
        };
        if scope.reach().iter().any(reaches) {
            Ok(())
        } else {
            Err(AppError::Forbidden)
        }
    }

    /// Keeps a new version; `after` is the one that the person saw.
    async fn change_setting<T: Serialize + Sync>(
        &self,
        name: &str,
        institution: Option<i64>,
        after: i64,
        body: &T,
        reason: &str,
        what: &str,
    ) -> Result<i64> {
        let reason = reason.trim();
        let mut errors = FieldErrors::new();
        if reason.is_empty() {
            errors.add("reason", "error-reason-required");
        } else if reason.chars().count() > REASON_LENGTH {
            errors.add_with("reason", "error-too-long", "length", REASON_LENGTH);
        }
        errors.check()?;
        let municipality = self.actor.municipality;
        if let Some(id) = institution {
            let places = self.store.institution_names(municipality).await?;
            if !places.iter().any(|place| place.id == id) {
                return Err(AppError::NotFound);
            }
        }
        let newest = self.store.setting(municipality, institution, name).await?;
        if newest.map_or(0, |row| row.version) != after {
            return Err(AppError::Conflict("error-conflict"));
        }
        let body = serde_json::to_string(body).map_err(|error| AppError::Internal(error.to_string()))?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .add_setting(
                municipality,
                institution,
                name,
                after,
                &body,
                reason,
                self.actor.user(),
                at,
            )
            .await?;
        let detail = format!("name={name} version={} changed={what}", after + 1);
        let subject = if institution.is_some() {
            "institution"
        } else {
            "municipality"
        };
        let event = self.event(
            "settings.changed",
            subject,
            institution.or(Some(municipality)),
            detail,
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(after + 1)
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
