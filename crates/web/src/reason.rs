//! Reasons in whole sentences, from the readings that the assessment stored. One sentence a parent can read, never a number alone.

use std::{
    collections::HashMap,
    sync::{LazyLock, RwLock},
};

use balsts_domain::{
    calendar::SchoolYear,
    risk::{Circumstance, Reading},
};
use balsts_reports::format::Language;
use jiff::civil::Date;
use serde::Deserialize;

use crate::texts::{Arg, Texts};

/// Sentences of stored readings, by language.
static SENTENCES: [LazyLock<RwLock<HashMap<String, String>>>; 2] =
    [LazyLock::new(RwLock::default), LazyLock::new(RwLock::default)];

/// Kept of each language: some megabytes.
const MOST_SENTENCES: usize = 10_000;

/// A stored reading, as far as sentences need it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Reason {
    /// Code of the signal.
    pub code: String,
    /// Kind of circumstance.
    pub kind: Option<String>,
    /// What was counted.
    pub value: Option<f64>,
    /// What it is held against.
    #[serde(default)]
    pub threshold: f64,
    /// The days looked at.
    pub window: Option<Window>,
    /// What is missing.
    pub missing: Option<String>,
}

/// First and last day looked at.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Window {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Reason {
    /// The sentence of a stored reading; `None` for what this version cannot read. Lists show the same ones again and again: they are put
    /// together once. No name stands in them.
    pub(crate) fn stored_sentence(body: &str, texts: Texts) -> Option<String> {
        let known = &SENTENCES[usize::from(texts.language == Language::English)];
        if let Ok(known) = known.read()
            && let Some(sentence) = known.get(body)
        {
            return Some(sentence.clone());
        }
        let sentence = Self::read(body)?.sentence(texts);
        if let Ok(mut known) = known.write() {
            if known.len() >= MOST_SENTENCES {
                known.clear();
            }
            known.insert(body.to_owned(), sentence.clone());
        }
        Some(sentence)
    }

    /// Reads what the assessment stored; `None` for what this version cannot read.
    pub(crate) fn read(body: &str) -> Option<Self> {
        serde_json::from_str(body)
            .map_err(|error| tracing::error!(%error, "a stored reading cannot be read"))
            .ok()
    }

    /// A reading made just now.
    pub(crate) fn of(reading: &Reading) -> Option<Self> {
        let value = serde_json::to_value(reading).and_then(serde_json::from_value);
        value
            .map_err(|error| tracing::error!(%error, "a reading cannot be shown"))
            .ok()
    }

    /// The sentence of a reading of today.
    pub(crate) fn sentence(&self, texts: Texts) -> String {
        let semester = texts.t("reason-this-semester");
        self.sentence_of(texts, semester, texts.t("reason-this-year"))
    }

    /// The sentence of a reading of any year, which says its semester and school year: they are not those of the reader.
    pub(crate) fn dated_sentence(&self, texts: Texts, year: SchoolYear) -> String {
        let words = texts.language.school_year(year.first_calendar_year());
        let whole = texts.t1("reason-past-year", "year", words.as_str());
        let semester = match &self.window {
            Some(window) => {
                let number = if (2..=8).contains(&window.to.month()) || window.from.month() == 1 {
                    2
                } else {
                    1
                };
                let args = [
                    ("year", Arg::Text(words)),
                    ("number", Arg::Number(f64::from(number))),
                ];
                texts.t_args(
                    "reason-past-semester",
                    &args.map(|(name, value)| (name.to_owned(), value)),
                )
            }
            None => whole.clone(),
        };
        self.sentence_of(texts, semester, whole)
    }

    fn sentence_of(&self, texts: Texts, semester: String, year: String) -> String {
        let mut args = self.args(texts);
        args.push(("semester".to_owned(), Arg::Text(semester)));
        args.push(("year".to_owned(), Arg::Text(year)));
        texts.t_args(&format!("reason-{}", self.code.replace('_', "-")), &args)
    }

    /// What would be needed to answer.
    pub(crate) fn lacking(&self, texts: Texts) -> String {
        let missing = self.missing.as_deref().unwrap_or("records").replace('_', "-");
        let what = texts.t(&format!("reason-name-{}", self.code.replace('_', "-")));
        let why = texts.t(&format!("reason-missing-{missing}"));
        format!("{what}: {why}")
    }

    fn args(&self, texts: Texts) -> Vec<(String, Arg)> {
        let mut args = vec![
            ("value".to_owned(), Arg::Number(self.value.unwrap_or_default())),
            ("threshold".to_owned(), Arg::Number(self.threshold)),
        ];
        if let Some(window) = &self.window {
            args.push(("from".to_owned(), Arg::Date(window.from)));
            args.push(("to".to_owned(), Arg::Date(window.to)));
        }
        if let Some(kind) = self
            .kind
            .as_deref()
            .and_then(|kind| kind.parse::<Circumstance>().ok())
        {
            let latvian = texts.language == Language::Latvian;
            args.push((
                "kind".to_owned(),
                Arg::Text(if latvian { kind.latvian() } else { kind.english() }.to_owned()),
            ));
        }
        args
    }
}

/// Code of a stored level.
pub(crate) fn level_code(level: i64) -> &'static str {
    match level {
        1 => "low",
        2 => "medium",
        3 => "high",
        4 => "very_high",
        _ => "none",
    }
}
