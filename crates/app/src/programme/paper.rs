//! The whole programme as a document to read, print and send.

use balsts_domain::{
    access::{Action, Resource},
    programme::VersionState,
};
use balsts_reports::{document::Document, format::Language, programme::Paper};

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
        };
        Ok(Some(balsts_reports::programme::document(
            &version.programme,
            &paper,
        )))
    }
}
