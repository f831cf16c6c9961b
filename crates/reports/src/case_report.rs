//! A written report of a case to an institution, ready to be printed: letterhead, what the recipient needs, signature. It holds what it is
//! given; which fields a recipient gets is decided in `domain::cases::report`.

use jiff::civil::Date;

use crate::{document::Document, format::Language};

/// A report to an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReport {
    /// Heading, such as *Ziņojums sociālajam dienestam*.
    pub title: String,
    /// Who sends it.
    pub sender: String,
    /// To whom.
    pub recipient: String,
    /// Number of the report.
    pub number: String,
    /// When it was sent.
    pub sent: Option<Date>,
    /// By when an answer is asked for.
    pub answer_due: Option<Date>,
    /// Name and value of each field, in order; `None`: no data.
    pub rows: Vec<(String, Option<String>)>,
    /// Who wrote it.
    pub author: String,
    /// The words around the values.
    pub words: CaseReportWords,
}

/// Words of the form itself, in the language of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReportWords {
    /// *Numurs*.
    pub number: String,
    /// *Sūtītājs*.
    pub sender: String,
    /// *Saņēmējs*.
    pub recipient: String,
    /// *Nosūtīts*.
    pub sent: String,
    /// *Atbildi lūdz līdz*.
    pub answer_due: String,
    /// *nav datu*.
    pub no_data: String,
    /// *Sagatavoja*.
    pub author: String,
    /// *Ierobežotas pieejamības informācija*: the report names a child.
    pub restriction: String,
}

impl CaseReport {
    /// The report as a document to be read, printed and signed.
    pub fn document(&self, language: Language) -> Document {
        let mut document = Document::new(language, self.title.clone());
        document.issuer = Some(self.sender.clone());
        document.date = self.sent;
        document.restriction = Some(self.words.restriction.clone());
        let date = |day: Option<Date>| day.map(|day| language.date(day));
        let head = [
            (&self.words.number, Some(self.number.clone())),
            (&self.words.sender, Some(self.sender.clone())),
            (&self.words.recipient, Some(self.recipient.clone())),
            (&self.words.sent, date(self.sent)),
            (&self.words.answer_due, date(self.answer_due)),
        ];
        let rows = self.rows.iter().map(|(name, value)| (name, value.clone()));
        let foot = [(&self.words.author, Some(self.author.clone()))];
        document.facts(head.into_iter().chain(rows).chain(foot).map(|(name, value)| {
            let value = value.filter(|value| !value.trim().is_empty());
            (name.clone(), value.unwrap_or_else(|| self.words.no_data.clone()))
        }));
        document.signatures([format!("{}: {}", self.words.author, self.author)]);
        document
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: PRV-12
    #[test]
    fn a_report_prints_its_fields_and_says_where_there_is_no_data() {
        let words = CaseReportWords {
            number: "Numurs".into(),
            sender: "Sūtītājs".into(),
            recipient: "Saņēmējs".into(),
            sent: "Nosūtīts".into(),
            answer_due: "Atbildi lūdz līdz".into(),
            no_data: "nav datu".into(),
            author: "Sagatavoja".into(),
            restriction: "Ierobežotas pieejamības informācija".into(),
        };
        let report = CaseReport {
            title: "Ziņojums".into(),
            sender: "Ogres 1. vidusskola".into(),
            recipient: "Sociālais dienests".into(),
            number: "12".into(),
            sent: Some(date(2026, 11, 20)),
            answer_due: Some(date(2026, 12, 4)),
            rows: vec![
                ("Kas notiek".into(), Some("<b>Kavē</b>\nbieži".into())),
                ("Adrese".into(), None),
            ],
            author: "Baiba Strazda".into(),
            words,
        };
        let html = report.document(Language::Latvian).to_html();
        for part in [
            "Ierobežotas pieejamības informācija",
            "Numurs",
            "12",
            "20.11.2026.",
            "04.12.2026.",
            "&lt;b&gt;Kavē&lt;/b&gt;<br>bieži",
            "nav datu",
            "Baiba Strazda",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
