//! The thresholds of the signals: every one with its default, its source and whether it is an assumption; changed as a whole, with a
//! reason, as a new version.

use balsts_domain::{
    access::Action,
    risk::{
        Settings,
        settings::{Entry, REGISTRY, SettingError},
    },
};
use serde_json::Value;

use super::{RISK, Version};
use crate::{AppError, Ctx, FieldError, FieldErrors, Result};

/// One threshold as it stands.
#[derive(Debug, Clone)]
pub struct RiskLine {
    /// Key, default, range, unit, source, words.
    pub entry: &'static Entry,
    /// The value in force.
    pub value: Value,
    /// The built-in default.
    pub default: Value,
    /// Whether it differs from the default.
    pub changed: bool,
}

impl Ctx {
    /// The version in force, for the page on which it is changed.
    pub async fn risk_settings_in_force(&self) -> Result<Version<Settings>> {
        Ok(self.risk_settings_versions().await?.swap_remove(0))
    }

    /// All versions, newest first; the defaults of the product alone where nothing was ever changed.
    pub async fn risk_settings_versions(&self) -> Result<Vec<Version<Settings>>> {
        self.settings_scope(Action::Read, None)?;
        let rows = self
            .store
            .setting_versions(self.actor.municipality, None, RISK)
            .await?;
        let mut versions = rows.into_iter().map(Version::of).collect::<Result<Vec<_>>>()?;
        if versions.is_empty() {
            versions.push(Version::first(Settings::default()));
        }
        Ok(versions)
    }

    /// Every threshold in the order of the page.
    pub async fn risk_setting_lines(&self) -> Result<Vec<RiskLine>> {
        let version = self.risk_settings_in_force().await?;
        let json = |settings: &Settings| {
            serde_json::to_value(settings).map_err(|error| AppError::Internal(error.to_string()))
        };
        let (now, default) = (json(&version.body)?, json(&Settings::default())?);
        Ok(REGISTRY
            .iter()
            .map(|entry| {
                let (value, default) = (now[entry.key].clone(), default[entry.key].clone());
                RiskLine {
                    entry,
                    changed: value != default,
                    value,
                    default,
                }
            })
            .collect())
    }

    /// Changes thresholds: a new version, with its reason, and everybody is evaluated again. `after` is the version the person saw.
    ///
    /// # Errors
    /// Forbidden unless the settings of the whole municipality are the actor's; Invalid by field; Conflict when somebody was faster or
    /// nothing is changed.
    pub async fn change_risk_settings(&self, after: i64, settings: &Settings, reason: &str) -> Result<i64> {
        self.settings_scope(Action::Write, None)?;
        check(settings)?;
        let (version, now) = self.versioned_risk_settings().await?;
        // Whoever saw another version is told so first: against it, "nothing changed" would mean something else.
        if version != after {
            return Err(AppError::Conflict("error-conflict"));
        }
        let changed = settings.differences(&now);
        if changed.is_empty() {
            return Err(AppError::Conflict("error-settings-unchanged"));
        }
        let version = self
            .change_setting(RISK, None, after, settings, reason, &changed.join(","))
            .await?;
        self.evaluate_all().await?;
        Ok(version)
    }
}

/// What can't be, by field.
pub(super) fn check(settings: &Settings) -> Result<()> {
    let Err(errors) = settings.validate() else {
        return Ok(());
    };
    Err(AppError::Invalid(FieldErrors(
        errors.into_iter().map(field_error).collect(),
    )))
}

fn field_error(error: SettingError) -> FieldError {
    let key = match error.message {
        "setting-out-of-range" => "error-setting-out-of-range",
        "setting-above-the-next" => "error-setting-above-the-next",
        "setting-exam-threshold" => "error-setting-exam-threshold",
        "setting-exam-twice" => "error-setting-exam-twice",
        "setting-empty-name" => "error-setting-empty-name",
        "setting-no-circumstance" => "error-setting-no-circumstance",
        "setting-priority-group" => "error-setting-priority-group",
        _ => "error-setting",
    };
    FieldError {
        field: error.field,
        key,
        args: error.arguments,
    }
}
