//! Settings that are single values: of the municipality or of one institution, each with its default, its source and whether it is an
//! assumption.

mod groups;

use std::collections::BTreeMap;

use balsts_domain::{
    access::Action,
    calendar::InstitutionWays,
    registry::{InstitutionKind, InstitutionKinds},
};
use balsts_store::InstitutionName;
use serde::Serialize;
use serde_json::Value;

use super::{Version, read};
use crate::{Ctx, FieldErrors, Result};

/// What a group of settings belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The municipality has it once.
    Municipality,
    /// Each institution has its own.
    Institution,
}

/// A default, and with it what kind of value is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Default {
    /// A number from the first to the second of the range.
    Number(i64),
    /// Yes or no.
    Switch(bool),
    /// Yes for institutions of a kind, no for the others.
    OnFor(InstitutionKind),
    /// A text.
    Text(&'static str),
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlainEntry {
    /// Its key.
    pub key: &'static str,
    /// The built-in default.
    pub default: Default,
    /// The lowest and highest number accepted.
    pub range: Option<(i64, i64)>,
    /// Where the default comes from.
    pub source: &'static str,
    /// Whether no source confirms it.
    pub assumption: bool,
    /// What it means, in Latvian.
    pub latvian: &'static str,
    /// What it means, in English.
    pub english: &'static str,
}

/// Settings that are changed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlainGroup {
    /// Under which name they are kept.
    pub name: &'static str,
    /// What they belong to.
    pub place: Place,
    /// The settings.
    pub entries: &'static [PlainEntry],
}

/// A setting as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct PlainLine {
    /// The setting.
    #[serde(flatten)]
    pub entry: &'static PlainEntry,
    /// The value in force.
    pub value: Value,
}

/// The group of settings of one institution.
const OF_INSTITUTION: &str = "institution";

/// Settings of an institution that change its days, and with them every signal that counts days.
const WAYS: [&str; 2] = ["shifted_days", "through_the_year"];

/// The group of numbers of which programmes of municipalities say different things; so do they of duties, which are texts.
const BY_MUNICIPALITY: &str = "money";

/// A setting with the default of a municipality.
fn built_in(group: &str, municipality: &str, entry: &'static PlainEntry) -> &'static PlainEntry {
    let own = match group {
        BY_MUNICIPALITY => super::money::of_municipality(municipality, entry.key),
        "duties" => super::duties::of_municipality(municipality, entry.key),
        _ => None,
    };
    own.unwrap_or(entry)
}

impl Ctx {
    /// The settings of a group as they stand, with the number of their version.
    pub async fn plain_settings(
        &self,
        group: &'static PlainGroup,
        institution: Option<i64>,
    ) -> Result<Version<Vec<PlainLine>>> {
        self.settings_scope(Action::Read, institution)?;
        let version = self.plain_version(group, institution).await?;
        let kinds = self.kinds_of(institution).await?;
        let code = self.store.municipality_of(self.actor.municipality).await?.code;
        let entries = group
            .entries
            .iter()
            .map(|entry| built_in(group.name, &code, entry));
        let lines = entries.map(|entry| PlainLine {
            entry,
            value: version
                .body
                .get(entry.key)
                .cloned()
                .unwrap_or_else(|| match entry.default {
                    Default::Number(number) => number.into(),
                    Default::Switch(yes) => yes.into(),
                    Default::OnFor(kind) => kinds.contains(&kind).into(),
                    Default::Text(text) => text.into(),
                }),
        });
        Ok(Version {
            number: version.number,
            body: lines.collect(),
            reason: version.reason,
            by: version.by,
            at: version.at,
        })
    }

    /// Changes some settings of a group; the others stay. `after` is the version the person saw.
    pub async fn change_plain_settings(
        &self,
        group: &'static PlainGroup,
        institution: Option<i64>,
        after: i64,
        values: &BTreeMap<String, Value>,
        reason: &str,
    ) -> Result<i64> {
        self.settings_scope(Action::Write, institution)?;
        if (group.place == Place::Institution) != institution.is_some() {
            return Err(FieldErrors::one("institution", "error-institution-required"));
        }
        group.check(values)?;
        let mut body = self.plain_version(group, institution).await?.body;
        body.extend(values.iter().map(|(key, value)| (key.clone(), value.clone())));
        let keys: Vec<&str> = values.keys().map(String::as_str).collect();
        let version = self
            .change_setting(group.name, institution, after, &body, reason, &keys.join(","))
            .await?;
        if WAYS.iter().any(|key| values.contains_key(*key)) {
            self.evaluate_all().await?;
        }
        Ok(version)
    }

    async fn kinds_of(&self, institution: Option<i64>) -> Result<Vec<InstitutionKind>> {
        let Some(id) = institution else {
            return Ok(Vec::new());
        };
        let places = self.store.institution_names(self.actor.municipality).await?;
        let own = places.iter().filter(|place| place.id == id);
        Ok(own
            .filter_map(|place| InstitutionKinds::parse(&place.kind))
            .flat_map(InstitutionKinds::iter)
            .collect())
    }

    /// What institutions have set of their own, by institution and key.
    async fn said_by_institutions(&self) -> Result<BTreeMap<i64, BTreeMap<String, Value>>> {
        let own = self
            .store
            .settings_of_institutions(self.actor.municipality, OF_INSTITUTION)
            .await?;
        own.iter()
            .map(|row| Ok((row.institution_id, read(&row.body)?)))
            .collect()
    }

    /// How many teachers each institution says that it has, by institution. No personal data.
    pub(crate) async fn teachers_of_institutions(&self) -> Result<BTreeMap<i64, i64>> {
        let said = self.said_by_institutions().await?;
        Ok(said
            .into_iter()
            .filter_map(|(institution, values)| Some((institution, values.get("teachers")?.as_i64()?)))
            .filter(|(_, teachers)| *teachers > 0)
            .collect())
    }

    /// How the institutions arrange their days, by code; those that do as everybody are left out.
    pub(super) async fn institution_ways(
        &self,
        places: &[InstitutionName],
    ) -> Result<BTreeMap<String, InstitutionWays>> {
        let said = self.said_by_institutions().await?;
        let mut ways = BTreeMap::<String, InstitutionWays>::new();
        for place in places {
            let switch = |key: &str| said.get(&place.id)?.get(key)?.as_bool();
            let preschool = InstitutionKinds::parse(&place.kind)
                .is_some_and(|kinds| kinds.has(InstitutionKind::Preschool));
            let one = ways.entry(place.code.clone()).or_default();
            one.shifted_days = switch(WAYS[0]).unwrap_or(false);
            // An institution of several kinds has a row for each.
            one.through_the_year = switch(WAYS[1]).unwrap_or(preschool || one.through_the_year);
        }
        ways.retain(|_, ways| *ways != InstitutionWays::default());
        Ok(ways)
    }

    /// One number in force, for the use case that it bounds. No personal data: every use case may ask.
    pub(crate) async fn plain_number(
        &self,
        group: &str,
        institution: Option<i64>,
        key: &str,
    ) -> Result<Option<i64>> {
        let row = self
            .store
            .setting(self.actor.municipality, institution, group)
            .await?;
        if let Some(row) = row
            && let Some(number) = read::<BTreeMap<String, Value>>(&row.body)?
                .get(key)
                .and_then(Value::as_i64)
        {
            return Ok(Some(number));
        }
        let mut entry =
            PlainGroup::named(group).and_then(|group| group.entries.iter().find(|entry| entry.key == key));
        if group == BY_MUNICIPALITY {
            let code = self.store.municipality_of(self.actor.municipality).await?.code;
            entry = entry.map(|entry| built_in(group, &code, entry));
        }
        Ok(entry.and_then(|entry| match entry.default {
            Default::Number(number) => Some(number),
            Default::Switch(_) | Default::OnFor(_) | Default::Text(_) => None,
        }))
    }

    /// One text in force that the municipality has set; `None` where it has not.
    pub(crate) async fn plain_text(&self, group: &str, key: &str) -> Result<Option<String>> {
        let Some(row) = self.store.setting(self.actor.municipality, None, group).await? else {
            return Ok(None);
        };
        let body = read::<BTreeMap<String, Value>>(&row.body)?;
        let text = body.get(key).and_then(Value::as_str).map(str::trim);
        Ok(text.filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// Whether a switch of the municipality is on.
    pub(crate) async fn plain_switch(&self, group: &str, key: &str) -> Result<bool> {
        let row = self.store.setting(self.actor.municipality, None, group).await?;
        let body = match row {
            Some(row) => read::<BTreeMap<String, Value>>(&row.body)?,
            None => BTreeMap::new(),
        };
        let entry =
            PlainGroup::named(group).and_then(|group| group.entries.iter().find(|entry| entry.key == key));
        let built_in = matches!(entry.map(|entry| entry.default), Some(Default::Switch(true)));
        Ok(body.get(key).and_then(Value::as_bool).unwrap_or(built_in))
    }

    /// The smallest number of children shown in a published table.
    pub async fn smallest_cell(&self) -> Result<u32> {
        let number = self.plain_number("disclosure", None, "smallest_cell").await?;
        Ok(number.and_then(|number| u32::try_from(number).ok()).unwrap_or(5))
    }

    async fn plain_version(
        &self,
        group: &PlainGroup,
        institution: Option<i64>,
    ) -> Result<Version<BTreeMap<String, Value>>> {
        match self
            .store
            .setting(self.actor.municipality, institution, group.name)
            .await?
        {
            Some(row) => Version::of(row),
            None => Ok(Version::first(BTreeMap::new())),
        }
    }
}
