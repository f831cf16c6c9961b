//! The whole programme as a document to read, print and send; its table of results says what was reached, and why.

use std::collections::HashMap;

use balsts_domain::{
    access::{Action, Resource},
    programme::{Programme, VersionState},
};
use balsts_reports::{
    document::Document,
    format::Language,
    programme::{Paper, Reached},
};

use super::Which;
use crate::{Ctx, Result};

fn state(language: Language, code: &str) -> &'static str {
    let (latvian, english) = match VersionState::from_code(code) {
        Some(VersionState::Approved) => ("spēkā", "in force"),
        Some(VersionState::Proposed) => ("iesniegta domei", "with the council"),
        Some(VersionState::Superseded) => ("aizstāta", "superseded"),
        Some(VersionState::Withdrawn) => ("atsaukta", "withdrawn"),
        Some(VersionState::Draft) | None => ("sagatavo", "draft"),
    };
    match language {
        Language::Latvian => latvian,
        Language::English => english,
    }
}

impl Ctx {
    /// A version of the programme as a document; `None` where there is none.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn programme_document(&self, which: Which, language: Language) -> Result<Option<Document>> {
        self.scope(Action::Read, Resource::Programme)?;
        let Some(version) = self.programme(which).await? else {
            return Ok(None);
        };
        let row = &version.row;
        let day = row.decided_day.map(|day| language.date(balsts_store::date(day)));
        let decision = match (&row.decision, day) {
            (Some(number), Some(day)) => Some(format!("{number}, {day}")),
            (Some(number), None) => Some(number.clone()),
            (None, day) => day,
        };
        let municipality = self.store.municipality_of(self.actor.municipality).await?;
        let paper = Paper {
            language,
            on: self.today(),
            municipality: municipality.name,
            version: row.number,
            state: state(language, &row.state).to_owned(),
            decision,
            results: if self.is_current(which, row.id).await? {
                self.reached(&version.programme, language).await?
            } else {
                Vec::new()
            },
        };
        Ok(Some(balsts_reports::programme::document(
            &version.programme,
            &paper,
        )))
    }

    /// Whether a version is the one that is carried out: numbers and texts are about its activities.
    async fn is_current(&self, which: Which, id: i64) -> Result<bool> {
        if which == Which::Current {
            return Ok(true);
        }
        let current = self.programme(Which::Current).await?;
        Ok(current.is_some_and(|current| current.row.id == id))
    }

    /// What was reached and why, for each row of the table of results: numbers as the yearly report has them, and what the board wrote of the
    /// activity in the last report that says anything of it.
    async fn reached(&self, programme: &Programme, language: Language) -> Result<Vec<Reached>> {
        if programme.results_method.is_empty() {
            return Ok(Vec::new());
        }
        let year = self.annual_year().year();
        let numbers = self.promised_numbers(year).await?;
        let mut of: HashMap<String, Reached> = HashMap::new();
        for (year, row) in self.texts_of_years(programme.period.from, year).await? {
            let texts = crate::annual::texts(Some(&row));
            let factors = texts.factors(language);
            if texts.done.is_empty() && factors.is_empty() {
                continue;
            }
            let dated = |text: String| {
                if text.is_empty() {
                    text
                } else {
                    format!("{text} ({year})")
                }
            };
            of.entry(row.row_key).or_insert_with(|| Reached {
                reached: dated(texts.done),
                factors: dated(factors),
            });
        }
        let rows = programme.results_method.iter().map(|row| {
            let Some(key) = programme.activity_like(&row.activity) else {
                return Reached::default();
            };
            let written = of.get(&key).cloned().unwrap_or_default();
            let numbers = numbers.iter().filter(|number| number.activity == key);
            let mut lines: Vec<String> = numbers
                .map(crate::annual::number)
                .filter(|number| number.reached.is_some())
                .map(|number| number.told(language))
                .collect();
            if !written.reached.is_empty() {
                lines.push(written.reached);
            }
            Reached {
                reached: lines.join("\n"),
                factors: written.factors,
            }
        });
        Ok(rows.collect())
    }
}
