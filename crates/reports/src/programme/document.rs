//! The whole programme as a document: what the municipality adopted, in the order and with the tables of its source.

use balsts_domain::programme::{PreventionLevel, Programme};
use jiff::civil::Date;

use super::{actors, situation, tables};
use crate::document::Document;
use crate::format::Language;

/// What stands outside the programme itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Language of headings; the programme's own texts stay as they are.
    pub language: Language,
    /// The day on which it is written out.
    pub on: Date,
    /// Name of the municipality.
    pub municipality: String,
    /// Number of the version.
    pub version: i64,
    /// Where the version stands, in words.
    pub state: String,
    /// The council's decision, in words.
    pub decision: Option<String>,
    /// What was reached, row by row of the table of results; of rows beyond its end nothing is known.
    pub results: Vec<Reached>,
}

/// What stands in a row of the table of results beside what was planned; empty where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reached {
    /// What was reached.
    pub reached: String,
    /// What came of it, what helped and what hindered.
    pub factors: String,
}

/// One of two texts by language.
pub(super) fn say(language: Language, latvian: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Latvian => latvian,
        Language::English => english,
    }
}

/// Name of a level as documents print it.
pub(crate) fn level_name(language: Language, level: PreventionLevel) -> String {
    let name = match level {
        PreventionLevel::Universal => say(language, "Universālā prevencija", "Universal prevention"),
        PreventionLevel::Targeted => say(language, "Mērķtiecīgā prevencija", "Targeted prevention"),
        PreventionLevel::Tailored => say(language, "Pielāgotā prevencija", "Tailored prevention"),
    };
    format!("{} {name}", level.sign())
}

/// Adds a table under its heading, unless it has no rows.
fn chapter(document: &mut Document, heading: &'static str, grid: crate::document::Grid) {
    if !grid.rows.is_empty() {
        document.heading(1, heading).grid(grid);
    }
}

/// The document of a programme.
pub fn document(programme: &Programme, paper: &Paper) -> Document {
    let language = paper.language;
    let words = |latvian, english| say(language, latvian, english);
    let title = programme.document.title.trim();
    let title = if title.is_empty() {
        words(
            "Priekšlaicīgas mācību pārtraukšanas prevencijas programma",
            "Programme to prevent early school leaving",
        )
    } else {
        title
    };
    let mut document = Document::new(language, title);
    document.issuer = Some(paper.municipality.clone());
    document.date = Some(paper.on);
    document.landscape = true;
    document.facts(facts(programme, paper));
    situation::add(&mut document, programme);
    if !programme.overall_goal.is_empty() {
        document
            .heading(1, words("Virsmērķis", "Overall goal"))
            .text(programme.overall_goal.as_str());
        if !programme.overall_results.is_empty() {
            document.list(programme.overall_results.iter().cloned());
        }
    }
    chapter(
        &mut document,
        words(
            "Stratēģiskie mērķi un sagaidāmie rezultāti",
            "Strategic goals and expected results",
        ),
        tables::goals(programme, language),
    );
    chapter(
        &mut document,
        words("Mērķu rezultatīvie rādītāji", "Indicators of the goals"),
        tables::indicators(programme, language),
    );
    chapter(
        &mut document,
        words("Prevencijas aktivitāšu plāns", "Plan of activities"),
        tables::activities(programme, language),
    );
    chapter(
        &mut document,
        words("Darba uzdevumi plāna izpildei", "Tasks to carry out the plan"),
        tables::tasks(programme, language),
    );
    chapter(
        &mut document,
        words("Nepieciešamie resursi", "Resources needed"),
        tables::resources(programme, language),
    );
    chapter(
        &mut document,
        words("Rezultātu uzskaite un analīze", "Record and analysis of results"),
        tables::results(programme, paper),
    );
    actors::add(&mut document, programme);
    irregularities(&mut document, programme);
    document
}

fn facts(programme: &Programme, paper: &Paper) -> Vec<(&'static str, String)> {
    let words = |latvian, english| say(paper.language, latvian, english);
    let period = &programme.period;
    let mut facts = vec![
        (words("Gadi", "Years"), format!("{}–{}", period.from, period.to)),
        (
            words("Redakcija", "Version"),
            format!("{} ({})", paper.version, paper.state),
        ),
    ];
    let adopted = &programme.document;
    if let Some(text) = adopted.approval_text.as_ref().filter(|text| !text.is_empty()) {
        facts.push((words("Apstiprināts", "Approved"), text.clone()));
    }
    if let Some(decision) = &paper.decision {
        facts.push((words("Domes lēmums", "Decision of the council"), decision.clone()));
    }
    if let Some(published) = adopted.published.as_ref().filter(|text| !text.is_empty()) {
        facts.push((words("Izdots", "Published"), published.clone()));
    }
    facts
}

/// What is odd in the adopted document stands at its end: nothing of it was mended silently.
fn irregularities(document: &mut Document, programme: &Programme) {
    if programme.irregularities.is_empty() {
        return;
    }
    let language = document.language;
    document
        .heading(1, say(language, "Piezīmes par dokumentu", "Remarks on the document"))
        .text(say(
            language,
            "Tabulās viss stāv tā, kā pieņemts. Šeit uzskaitīts, kas dokumentā ir nevienāds, tukšs vai neskaidrs.",
            "The tables hold everything as it was adopted. Listed here is what differs, is empty or unclear in the document.",
        ));
    for one in &programme.irregularities {
        document.note(if one.place.is_empty() {
            one.text.clone()
        } else {
            format!("{}: {}", one.place, one.text)
        });
    }
}
