//! What a body did in a calendar year, as a paper for whoever draws up the programme for the protection of children's rights: questions of the
//! system with what was said and decided, proposals with their answers, numbers. No child is in it.

use jiff::civil::Date;

use crate::document::{Document, Grid, GridColumn};
use crate::format::Language;
use crate::meetings::BodyYear;

/// A question of the system that a meeting spoke of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Day of the meeting.
    pub on: Date,
    /// What it was.
    pub title: String,
    /// What was said.
    pub minutes: String,
    /// What was decided.
    pub decisions: Vec<String>,
}

/// A proposal of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Day of the meeting.
    pub on: Date,
    /// To whom, in words.
    pub to: String,
    /// What.
    pub text: String,
    /// The answer.
    pub answer: Option<String>,
}

/// The paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearPaper {
    /// The calendar year.
    pub year: i16,
    /// Numbers.
    pub work: BodyYear,
    /// Questions in the order of the meetings.
    pub questions: Vec<Question>,
    /// Proposals in the order of the meetings.
    pub proposals: Vec<Proposal>,
}

impl YearPaper {
    /// The document in a language, as of a day.
    pub fn document(&self, language: Language, on: Date) -> Document {
        let say = |latvian: &'static str, english: &'static str| match language {
            Language::Latvian => latvian,
            Language::English => english,
        };
        let mut document = Document::new(
            language,
            format!(
                "{}: {}",
                say("Gada kopsavilkums", "Summary of the year"),
                self.year
            ),
        );
        document.issuer = Some(self.work.body.clone());
        document.date = Some(on);
        let open = self.work.decisions - self.work.reached - self.work.partly - self.work.not_reached;
        document.facts([
            (say("Sanāksmes", "Meetings"), language.count(self.work.meetings)),
            (say("Lēmumi", "Decisions"), language.count(self.work.decisions)),
            (
                say("Mērķis sasniegts", "Reached"),
                language.count(self.work.reached),
            ),
            (
                say("Sasniegts daļēji", "Reached in part"),
                language.count(self.work.partly),
            ),
            (
                say("Nav sasniegts", "Not reached"),
                language.count(self.work.not_reached),
            ),
            (say("Vēl nav izvērtēti", "Not judged yet"), language.count(open)),
        ]);
        if !self.questions.is_empty() {
            document.heading(1, say("Sistēmas jautājumi", "Questions of the system"));
        }
        for question in &self.questions {
            document
                .heading(2, format!("{} ({})", question.title, language.date(question.on)))
                .text(question.minutes.as_str());
            if !question.decisions.is_empty() {
                document.list(question.decisions.clone());
            }
        }
        if !self.proposals.is_empty() {
            document
                .heading(1, say("Priekšlikumi", "Proposals"))
                .grid(self.grid(language));
        }
        document
            .heading(1, say("Paraksti", "Signatures"))
            .signatures([say("Vadītājs", "Chair").to_owned()]);
        document
    }

    fn grid(&self, language: Language) -> Grid {
        let (headings, none) = match language {
            Language::Latvian => (["Diena", "Kam", "Priekšlikums", "Atbilde"], "vēl nav atbildes"),
            Language::English => (["Day", "To", "Proposal", "Answer"], "no answer yet"),
        };
        Grid {
            columns: headings
                .into_iter()
                .zip([2, 3, 5, 5])
                .map(|(heading, width)| GridColumn::text(heading).width(width))
                .collect(),
            rows: self
                .proposals
                .iter()
                .map(|one| {
                    vec![
                        language.date(one.on),
                        one.to.clone(),
                        one.text.clone(),
                        one.answer.clone().unwrap_or_else(|| none.to_owned()),
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

    // covers: COOP-11
    #[test]
    fn the_paper_tells_questions_proposals_and_numbers() {
        let paper = YearPaper {
            year: 2026,
            work: BodyYear {
                body: "Sadarbības grupa".to_owned(),
                meetings: 4,
                decisions: 7,
                reached: 5,
                ..BodyYear::default()
            },
            questions: vec![Question {
                on: date(2026, 11, 25),
                title: "Vakara autobuss".to_owned(),
                minutes: "Trīs pagastos bērni pulciņos netiek.".to_owned(),
                decisions: vec!["Sagatavo aprēķinu".to_owned()],
            }],
            proposals: vec![Proposal {
                on: date(2026, 11, 25),
                to: "domei".to_owned(),
                text: "Piešķirt līdzekļus".to_owned(),
                answer: None,
            }],
        };
        let html = paper.document(Language::Latvian, date(2026, 12, 30)).to_html();
        for words in [
            "Sadarbības grupa",
            "Vakara autobuss (25.11.2026.)",
            "Trīs pagastos",
            "Sagatavo aprēķinu",
            "domei",
            "vēl nav atbildes",
            "2026. gada 30. decembrī",
            "Vadītājs: ",
        ] {
            assert!(html.contains(words), "{words}\n{html}");
        }
        let open = html.split("Vēl nav izvērtēti").nth(1).unwrap();
        assert!(open.contains('2'), "seven less five are not judged yet");
        let english = paper.document(Language::English, date(2026, 12, 30));
        assert_eq!(english.title, "Summary of the year: 2026");
    }
}
