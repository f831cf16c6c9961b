//! Settings that are single values: of the municipality or of one institution, each with its default, its source and whether it is an
//! assumption.

use std::collections::BTreeMap;

use balsts_domain::{
    access::Action,
    calendar::InstitutionWays,
    registry::{InstitutionKind, InstitutionKinds},
};
use balsts_store::InstitutionName;
use serde::Serialize;
use serde_json::Value;

use super::{Version, duties::DUTIES, money::MONEY, read, retention::RETENTION, support::SUPPORT};
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

const LOAD: [PlainEntry; 4] = [
    PlainEntry {
        key: "brake_percent",
        default: Default::Number(30),
        range: Some((1, 100)),
        source: "assumption",
        assumption: true,
        latvian: "Cik procentu saglabāto ierakstu fails drīkst mainīt vai izņemt bez īpašas atļaujas",
        english: "How many per cent of stored records a file may change or remove without being asked for",
    },
    PlainEntry {
        key: "undo_hours",
        default: Default::Number(24),
        range: Some((1, 24 * 31)),
        source: "assumption",
        assumption: true,
        latvian: "Cik stundas ielādi var atsaukt",
        english: "For how many hours a load can be undone",
    },
    PlainEntry {
        key: "listed",
        default: Default::Number(1_000),
        range: Some((10, 10_000)),
        source: "assumption",
        assumption: true,
        latvian: "Cik kļūdu un brīdinājumu parāda; pārējos tikai saskaita",
        english: "How many errors and warnings are listed; the others are counted",
    },
    PlainEntry {
        key: "old_school_days",
        default: Default::Number(10),
        range: Some((1, 200)),
        source: "assumption",
        assumption: true,
        latvian: "Pēc cik mācību dienām kavējumu un vērtējumu dati ir veci un sākumlapa to atgādina",
        english: "After how many school days absences and marks count as old and the home page says so",
    },
];

const DISCLOSURE: [PlainEntry; 1] = [PlainEntry {
    key: "smallest_cell",
    default: Default::Number(5),
    range: Some((2, 20)),
    source: "assumption",
    assumption: true,
    latvian: "Mazākais bērnu skaits, ko rāda publicētā tabulā",
    english: "The smallest number of children shown in a published table",
}];

const REPORTS: [PlainEntry; 2] = [
    PlainEntry {
        key: "plans_per_pupil",
        default: Default::Number(2),
        range: Some((1, 50)),
        source: "assumption",
        assumption: true,
        latvian: "Cik atbalsta plānu uz vienu izglītojamo mācību gadā vēl ir ticami; ja vidēji ir vairāk, pārskats par to brīdina",
        english: "How many support plans for each pupil in a school year are still plausible; where there are more on average, the report warns",
    },
    PlainEntry {
        key: "at_risk_level",
        default: Default::Number(3),
        range: Some((1, 4)),
        source: "Rēzeknes novads, Ogre",
        assumption: false,
        latvian: "No kura atbalsta līmeņa izglītojamo pārskatos skaita kā riska izglītojamo (1 zems, 2 vidējs, 3 augsts, 4 ļoti augsts)",
        english: "From which level of support on a pupil counts as at risk in reports (1 low, 2 medium, 3 high, 4 very high)",
    },
];

const MESSAGE: [PlainEntry; 4] = [
    PlainEntry {
        key: "digest_hour",
        default: Default::Number(7),
        range: Some((0, 23)),
        source: "assumption",
        assumption: true,
        latvian: "Cikos sūta dienas kopsavilkumu e-pastā",
        english: "The hour at which the daily digest is e-mailed",
    },
    PlainEntry {
        key: "near_working_days",
        default: Default::Number(2),
        range: Some((0, 20)),
        source: "assumption",
        assumption: true,
        latvian: "Cik darbdienas pirms termiņa atgādina par pienākumu",
        english: "How many working days before its deadline a duty is reminded of",
    },
    PlainEntry {
        key: "meeting_days_ahead",
        default: Default::Number(30),
        range: Some((0, 180)),
        source: "assumption",
        assumption: true,
        latvian: "Cik dienas pirms termiņa atgādina, ka grupai jāsanāk",
        english: "How many days before its deadline a meeting that has to be held is reminded of",
    },
    // As many as a task of the programme counts as coming on its page: a meeting lies in between.
    PlainEntry {
        key: "programme_days_ahead",
        default: Default::Number(28),
        range: Some((0, 180)),
        source: "assumption",
        assumption: true,
        latvian: "Cik dienas pirms termiņa atgādina par programmas uzdevumiem, iesniegumiem un pienākumiem",
        english: "How many days before their deadline tasks, submissions and duties of the programme are reminded of",
    },
];

const INSTITUTION: [PlainEntry; 5] = [
    PlainEntry {
        key: "parents_note_days",
        default: Default::Number(3),
        range: Some((0, 10)),
        source: "practice of institutions: 3, 4 or 5 days",
        assumption: false,
        latvian: "Cik dienas attaisno vecāku zīme; ilgāk vajadzīga ārsta zīme",
        english: "How many days a note of the parents excuses; beyond, a doctor's note is needed",
    },
    PlainEntry {
        key: "excuse_rules",
        default: Default::Text(""),
        range: None,
        source: "the institution's own rules",
        assumption: false,
        latvian: "Kas vēl attaisno kavējumu, iestādes noteikumu vārdiem",
        english: "What else excuses an absence, in the words of the institution's rules",
    },
    PlainEntry {
        key: "shifted_days",
        default: Default::Switch(false),
        range: None,
        source: "Cabinet order of the year: binds State bodies, recommended to municipalities",
        assumption: false,
        latvian: "Vai iestāde strādā un māca pārceltajās darbdienās",
        english: "Whether the institution works, and teaches, on shifted working days",
    },
    PlainEntry {
        key: "through_the_year",
        default: Default::OnFor(InstitutionKind::Preschool),
        range: None,
        source: "assumption",
        assumption: true,
        latvian: "Vai pirmsskolas grupas strādā visu gadu, arī skolēnu brīvlaikos un vasarā",
        english: "Whether preschool groups work through the year, in school breaks and in summer too",
    },
    PlainEntry {
        key: "teachers",
        default: Default::Number(0),
        range: Some((0, 1_000)),
        source: "the institution's own rules",
        assumption: false,
        latvian: "Cik pedagogu iestādē strādā; 0, ja nav norādīts. No tā rēķina, kāda daļa apguvusi riska atpazīšanu",
        english: "How many teachers work at the institution; 0 where not given. The share who learned to recognise risks is of it",
    },
];

/// The group of settings of one institution.
const OF_INSTITUTION: &str = "institution";

/// Settings of an institution that change its days, and with them every signal that counts days.
const WAYS: [&str; 2] = ["shifted_days", "through_the_year"];
const CASES: [PlainEntry; 19] = super::cases::ENTRIES;
const INDICATORS: [PlainEntry; 13] = super::indicators::ENTRIES;

/// Longest text.
const TEXT_LENGTH: usize = 10_000;

impl PlainGroup {
    /// Every group.
    pub const ALL: [Self; 11] = [
        Self {
            name: "load",
            place: Place::Municipality,
            entries: &LOAD,
        },
        Self {
            name: "disclosure",
            place: Place::Municipality,
            entries: &DISCLOSURE,
        },
        Self {
            name: "support",
            place: Place::Municipality,
            entries: &SUPPORT,
        },
        Self {
            name: "cases",
            place: Place::Municipality,
            entries: &CASES,
        },
        Self {
            name: "message",
            place: Place::Municipality,
            entries: &MESSAGE,
        },
        Self {
            name: OF_INSTITUTION,
            place: Place::Institution,
            entries: &INSTITUTION,
        },
        Self {
            name: "reports",
            place: Place::Municipality,
            entries: &REPORTS,
        },
        Self {
            name: "duties",
            place: Place::Municipality,
            entries: &DUTIES,
        },
        Self {
            name: "indicators",
            place: Place::Municipality,
            entries: &INDICATORS,
        },
        Self {
            name: "retention",
            place: Place::Municipality,
            entries: &RETENTION,
        },
        Self {
            name: BY_MUNICIPALITY,
            place: Place::Municipality,
            entries: &MONEY,
        },
    ];

    /// A group by its name.
    pub fn named(name: &str) -> Option<&'static Self> {
        static ALL: [PlainGroup; 11] = PlainGroup::ALL;
        ALL.iter().find(|group| group.name == name)
    }

    fn check(&self, values: &BTreeMap<String, Value>) -> Result<()> {
        let mut errors = FieldErrors::new();
        for (key, value) in values {
            let Some(entry) = self.entries.iter().find(|entry| entry.key == key) else {
                errors.add(key, "error-setting");
                continue;
            };
            match (entry.default, value) {
                (Default::Number(_), Value::Number(number)) => {
                    let (low, high) = entry.range.unwrap_or((i64::MIN, i64::MAX));
                    if !number
                        .as_i64()
                        .is_some_and(|number| (low..=high).contains(&number))
                    {
                        errors.0.push(crate::FieldError {
                            field: key.clone(),
                            key: "error-setting-out-of-range",
                            args: vec![("low", low.to_string()), ("high", high.to_string())],
                        });
                    }
                }
                (Default::Text(_), Value::String(text))
                    if entry.key == "submission_days"
                        && balsts_domain::duties::month_days(text).is_none() =>
                {
                    errors.add(key, "error-setting-days");
                }
                (Default::Text(_), Value::String(text))
                    if entry.key == "asked" && balsts_domain::duties::duty_rules(text).is_none() =>
                {
                    errors.add(key, "error-setting-duties");
                }
                (Default::Text(_), Value::String(text))
                    if entry.key == "teacher_support"
                        && balsts_domain::money::teacher_support(text).is_none() =>
                {
                    errors.add(key, "error-setting-teachers");
                }
                (Default::Text(_), Value::String(text)) if text.chars().count() > TEXT_LENGTH => {
                    errors.add_with(key, "error-too-long", "length", TEXT_LENGTH);
                }
                (Default::Switch(_) | Default::OnFor(_), Value::Bool(_))
                | (Default::Text(_), Value::String(_)) => {}
                _ => {
                    errors.add(key, "error-setting");
                }
            }
        }
        errors.check()
    }
}

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
