//! The minutes of one meeting, ready to be written: names and numbers are words already in the reader's language, dates are dates.

use jiff::civil::Date;

use crate::document::{Document, Grid, GridColumn};
use crate::format::Language;

/// Minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Name of the body.
    pub body: String,
    /// Day.
    pub day: Date,
    /// Hour.
    pub begins: String,
    /// Place.
    pub place: String,
    /// Who was there.
    pub present: Vec<Person>,
    /// Who was not.
    pub absent: Vec<Person>,
    /// Cases, in the order of the agenda.
    pub cases: Vec<Item>,
    /// Questions of the system.
    pub questions: Vec<Item>,
    /// What is proposed to others: to whom, and what.
    pub proposals: Vec<(String, String)>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Whom they stand for.
    pub organisation: String,
    /// Their right in words.
    pub right: String,
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub title: String,
    /// What became of it, in words.
    pub state: String,
    /// What was said.
    pub minutes: String,
    /// What was decided.
    pub decisions: Vec<Decision>,
}

/// A decision line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is to be done.
    pub what: String,
    /// By whom, with their institution.
    pub who: String,
    /// Until when.
    pub due: Date,
    /// When the result is judged.
    pub judge: Date,
}

impl Minutes {
    /// Decisions of all items.
    pub fn decision_count(&self) -> usize {
        self.cases
            .iter()
            .chain(&self.questions)
            .map(|item| item.decisions.len())
            .sum()
    }
}

impl Minutes {
    /// The minutes as a document to be signed: those of a meeting that spoke of a child say that not everybody may read them.
    pub fn document(&self, language: Language) -> Document {
        let say = |latvian: &'static str, english: &'static str| match language {
            Language::Latvian => latvian,
            Language::English => english,
        };
        let mut document = Document::new(language, say("Sanāksmes protokols", "Minutes of a meeting"));
        document.issuer = Some(self.body.clone());
        document.date = Some(self.day);
        document.restriction = (!self.cases.is_empty()).then(|| {
            say(
                "Ierobežotas pieejamības informācija",
                "Information of restricted access",
            )
            .to_owned()
        });
        document.facts([
            (say("Diena", "Day"), language.date(self.day)),
            (say("Sākums", "Beginning"), self.begins.clone()),
            (say("Vieta", "Place"), self.place.clone()),
            (
                say("Lēmumi", "Decisions"),
                language.count(i64::try_from(self.decision_count()).unwrap_or(i64::MAX)),
            ),
        ]);
        for (title, people) in [
            (say("Piedalās", "Present"), &self.present),
            (say("Nepiedalās", "Absent"), &self.absent),
        ] {
            if !people.is_empty() {
                document.heading(1, title).list(people.iter().map(Person::line));
            }
        }
        for (title, items) in [
            (say("Gadījumi", "Cases"), &self.cases),
            (
                say("Sistēmas jautājumi", "Questions of the system"),
                &self.questions,
            ),
        ] {
            if items.is_empty() {
                continue;
            }
            document.heading(1, title);
            for (number, item) in items.iter().enumerate() {
                document
                    .heading(2, format!("{}. {} ({})", number + 1, item.title, item.state))
                    .text(item.minutes.as_str());
                if !item.decisions.is_empty() {
                    document.grid(item.grid(language));
                }
            }
        }
        if !self.proposals.is_empty() {
            let lines = self.proposals.iter().map(|(to, text)| format!("{to}: {text}"));
            document
                .heading(1, say("Priekšlikumi", "Proposals"))
                .list(lines.collect::<Vec<_>>());
        }
        document
            .heading(1, say("Paraksti", "Signatures"))
            .signatures([say("Vadītājs", "Chair"), say("Protokolists", "Secretary")].map(str::to_owned));
        document
    }
}

impl Person {
    fn line(&self) -> String {
        format!("{}, {} ({})", self.name, self.organisation, self.right)
    }
}

impl Item {
    fn grid(&self, language: Language) -> Grid {
        let headings = match language {
            Language::Latvian => ["Ko dara", "Kas dara", "Līdz kam", "Rezultātu vērtē"],
            Language::English => ["What", "Who", "Until when", "Result judged"],
        };
        Grid {
            columns: headings
                .into_iter()
                .zip([4, 3, 2, 2])
                .map(|(heading, width)| GridColumn::text(heading).width(width))
                .collect(),
            rows: self
                .decisions
                .iter()
                .map(|one| {
                    vec![
                        one.what.clone(),
                        one.who.clone(),
                        language.date(one.due),
                        language.date(one.judge),
                    ]
                })
                .collect(),
            ..Grid::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn minutes() -> Minutes {
        Minutes {
            body: "Sadarbības grupa".to_owned(),
            day: date(2026, 11, 25),
            begins: "10:00".to_owned(),
            place: "Brīvības iela 33".to_owned(),
            present: vec![Person {
                name: "Ilze Kalniņa".to_owned(),
                organisation: "Sociālais dienests".to_owned(),
                right: "vadītājs".to_owned(),
            }],
            absent: Vec::new(),
            cases: vec![Item {
                title: "Bērziņa Anna, 8.b".to_owned(),
                state: "izlemts".to_owned(),
                minutes: "Māte piekrīt.\nSkola palīdz.".to_owned(),
                decisions: vec![Decision {
                    what: "Apmeklē ģimeni".to_owned(),
                    who: "Ilze Kalniņa, Sociālais dienests".to_owned(),
                    due: date(2026, 12, 1),
                    judge: date(2026, 12, 15),
                }],
            }],
            questions: Vec::new(),
            proposals: vec![("Dome".to_owned(), "Vakara autobuss".to_owned())],
        }
    }

    // covers: COOP-08
    #[test]
    fn minutes_are_written_with_every_decision_and_its_two_days() {
        let html = minutes().document(Language::Latvian).to_html();
        for words in [
            "Ierobežotas pieejamības informācija",
            "Sadarbības grupa",
            "Ilze Kalniņa, Sociālais dienests (vadītājs)",
            "1. Bērziņa Anna, 8.b (izlemts)",
            "Skola palīdz.",
            "Apmeklē ģimeni",
            "01.12.2026.",
            "15.12.2026.",
            "Dome: Vakara autobuss",
            "Protokolists",
        ] {
            assert!(html.contains(words), "{words}\n{html}");
        }
        assert!(
            minutes()
                .document(Language::English)
                .to_docx()
                .unwrap()
                .starts_with(b"PK")
        );
    }

    #[test]
    fn minutes_that_speak_of_no_child_are_open_to_everybody() {
        let mut open = minutes();
        open.questions = std::mem::take(&mut open.cases);
        assert_eq!(open.document(Language::Latvian).restriction, None);
    }
}
