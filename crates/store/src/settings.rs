//! Settings in versions: a change is a new version with its reason, never an overwriting.

use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, sql::Sql};

/// A version of a setting.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SettingRow {
    /// Version, from 1.
    pub version: i64,
    /// The setting as JSON.
    pub body: String,
    /// Why it was changed.
    pub reason: Option<String>,
    /// Name of who changed it.
    pub user_name: Option<String>,
    /// When.
    pub at: i64,
}

const COLUMNS: &str = "SELECT s.version, s.body, s.reason, u.name AS user_name, s.at FROM settings s \
    LEFT JOIN users u ON u.id = s.user_id WHERE s.municipality_id = $1 AND s.name = $2 AND COALESCE(s.institution_id, 0) = $3 \
    ORDER BY s.version DESC";

impl Store {
    /// The version in force; `None`: the defaults of the product.
    pub async fn setting(
        &self,
        municipality: i64,
        institution: Option<i64>,
        name: &str,
    ) -> Result<Option<SettingRow>> {
        Sql::new(&format!("{COLUMNS} LIMIT 1"))
            .with(municipality)
            .with(name)
            .with(institution.unwrap_or(0))
            .one(self.reading())
            .await
    }

    /// All versions, newest first.
    pub async fn setting_versions(
        &self,
        municipality: i64,
        institution: Option<i64>,
        name: &str,
    ) -> Result<Vec<SettingRow>> {
        Sql::new(COLUMNS)
            .with(municipality)
            .with(name)
            .with(institution.unwrap_or(0))
            .all(self.reading())
            .await
    }

    /// The versions in force of a setting that each institution may have for itself: institution and body.
    pub async fn settings_of_institutions(
        &self,
        municipality: i64,
        name: &str,
    ) -> Result<Vec<InstitutionSetting>> {
        Sql::new(
            "SELECT s.institution_id, s.body FROM settings s WHERE s.municipality_id = $1 AND s.name = $2 \
             AND s.institution_id IS NOT NULL AND s.version = (SELECT MAX(o.version) FROM settings o WHERE \
             o.municipality_id = s.municipality_id AND o.name = s.name AND o.institution_id = s.institution_id) ORDER BY s.institution_id",
        )
        .with(municipality)
        .with(name)
        .all(self.reading())
        .await
    }
}

/// The setting of one institution.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InstitutionSetting {
    /// Institution.
    pub institution_id: i64,
    /// The setting as JSON.
    pub body: String,
}

impl Writing {
    /// Adds the version after `after`; `Conflict` when somebody else was faster.
    #[expect(clippy::too_many_arguments, reason = "one row of a table")]
    pub async fn add_setting(
        &self,
        municipality: i64,
        institution: Option<i64>,
        name: &str,
        after: i64,
        body: &str,
        reason: &str,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO settings (municipality_id, institution_id, name, version, body, reason, user_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .with(municipality)
        .with(institution)
        .with(name)
        .with(after + 1)
        .with(body)
        .with(reason)
        .with(user)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }
}
