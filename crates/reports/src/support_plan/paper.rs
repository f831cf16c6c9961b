//! A plan as a document to be signed: its facts, its tables, the lines to sign on.

use jiff::civil::Date;

use super::SupportPlan;
use crate::document::Document;
use crate::format::Language;
use crate::table::Label;

/// Who signs, in the order of the lines.
const SIGNATURES: [(&str, &str); 4] = [
    ("Bērns", "Pupil"),
    ("Likumiskais pārstāvis", "Guardian"),
    ("Atbalsta komanda", "Support team"),
    ("Iestādes vadītājs", "Head of the institution"),
];

impl SupportPlan {
    /// The document in a language, as of a day.
    pub fn document(&self, language: Language, on: Date) -> Document {
        let say = |latvian: &'static str, english: &'static str| match language {
            Language::Latvian => latvian,
            Language::English => english,
        };
        let title = self.kind.in_language(language);
        let mut document = Document::new(language, capitalised(title));
        document.issuer = Some(self.institution.clone());
        document.date = Some(on);
        document.landscape = true;
        document.restriction = Some(
            say(
                "Ierobežotas pieejamības informācija",
                "Information of restricted access",
            )
            .to_owned(),
        );
        document.facts(self.facts(language));
        if !self.goals.trim().is_empty() {
            document
                .heading(1, say("Mērķi", "Goals"))
                .text(self.goals.as_str());
        }
        if !self.family.trim().is_empty() {
            document
                .heading(1, say("Ģimenes līdzdalība", "The family's part"))
                .text(self.family.as_str());
        }
        for table in self.tables() {
            document.table(&table);
        }
        if let Some(conclusion) = &self.conclusion {
            document
                .heading(1, say("Izvērtējums", "Evaluation"))
                .text(conclusion.as_str());
        }
        document
            .heading(1, say("Paraksti", "Signatures"))
            .signatures(SIGNATURES.map(|(latvian, english)| say(latvian, english).to_owned()));
        document
    }

    fn facts(&self, language: Language) -> Vec<(&'static str, String)> {
        let say = |latvian, english| match language {
            Language::Latvian => latvian,
            Language::English => english,
        };
        let signed = |by: &Label, day: Date| format!("{}, {}", by.in_language(language), language.date(day));
        let pupil = match &self.class {
            Some(class) => format!("{}, {class}", self.pupil),
            None => self.pupil.clone(),
        };
        let mut facts = vec![
            (say("Bērns", "Pupil"), pupil),
            (
                say("Semestris", "Term"),
                self.term.in_language(language).to_owned(),
            ),
            (
                say("Stāvoklis", "State"),
                self.state.in_language(language).to_owned(),
            ),
        ];
        if let Some((by, day)) = &self.application {
            facts.push((say("Iesniegums", "Application"), signed(by, *day)));
        }
        if let Some((wanted, by, day)) = &self.consent {
            let word = if *wanted {
                say("piekrīt", "given")
            } else {
                say("nepiekrīt", "refused")
            };
            let words = format!("{word}: {}", signed(by, *day));
            facts.push((say("Piekrišana atbalstam", "Consent to support"), words));
        }
        if let Some(continues) = self.continues {
            let word = if continues {
                say("turpināt", "go on")
            } else {
                say("neturpināt", "end")
            };
            facts.push((say("Atbalstu", "Support"), word.to_owned()));
        }
        facts
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
