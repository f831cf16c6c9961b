//! The groups of settings that are single values, and which values they accept.

use std::collections::BTreeMap;

use balsts_domain::registry::InstitutionKind;
use serde_json::Value;

use super::{BY_MUNICIPALITY, Default, OF_INSTITUTION, Place, PlainEntry, PlainGroup};
use crate::settings::{duties::DUTIES, money::MONEY, retention::RETENTION, support::SUPPORT};
use crate::{FieldErrors, Result};

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

const CASES: [PlainEntry; 19] = crate::settings::cases::ENTRIES;
const INDICATORS: [PlainEntry; 13] = crate::settings::indicators::ENTRIES;

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

    pub(super) fn check(&self, values: &BTreeMap<String, Value>) -> Result<()> {
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
