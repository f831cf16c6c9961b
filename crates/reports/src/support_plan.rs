//! One pupil's support plan as a document: what the plan page shows, in both languages, ready for paper. What a reader may not see is not in
//! the model: the caller fills it with that reader's plan.

mod paper;
pub mod words;

use jiff::civil::Date;

use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    pub factor: Label,
    pub level: Label,
    pub description: String,
    /// What became of it, once evaluated.
    pub outcome: Option<Label>,
    pub outcome_note: String,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What, with subject or specialist.
    pub what: Label,
    pub detail: String,
    pub planned_hours_thousandths: Option<i64>,
    pub given_hours_thousandths: i64,
    pub amount_cents: Option<i64>,
    pub responsible: String,
    pub due: Option<Date>,
}

/// The part of another institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub institution: Label,
    pub task: String,
    pub planned_hours_thousandths: Option<i64>,
    pub given_hours_thousandths: i64,
    pub contact: String,
    pub due: Option<Date>,
    /// Where it stands with the institution.
    pub standing: Label,
    /// When the institution agreed, or answered otherwise.
    pub answered_on: Option<Date>,
    /// Who answered for it; empty where the school wrote the agreement down.
    pub answered_by: String,
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    pub on: Date,
    pub what: Label,
    pub hours_thousandths: i64,
    pub missed: bool,
    pub confirmed: bool,
    pub by: String,
}

/// The document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportPlan {
    pub pupil: String,
    pub class: Option<String>,
    pub institution: String,
    pub kind: Label,
    /// School year and semester.
    pub term: Label,
    pub state: Label,
    pub goals: String,
    pub family: String,
    /// Who signed the application, and when.
    pub application: Option<(Label, Date)>,
    /// Whether support is wanted, who said so, and when.
    pub consent: Option<(bool, Label, Date)>,
    pub risks: Vec<Risk>,
    pub measures: Vec<Measure>,
    pub parts: Vec<Part>,
    pub consultations: Vec<Consultation>,
    pub conclusion: Option<String>,
    pub continues: Option<bool>,
}

fn hours(thousandths: i64) -> Cell {
    Cell::Decimal(Decimal::thousandths(thousandths))
}

fn amount(cents: i64) -> Cell {
    Cell::Decimal(Decimal::new(cents, 2))
}

fn date(date: Option<Date>) -> Cell {
    date.map_or(Cell::Missing, Cell::Date)
}

impl SupportPlan {
    /// The tables of the document in their order; those without rows are left out.
    pub fn tables(&self) -> Vec<Table> {
        [
            self.risk_table(),
            self.measure_table(),
            self.part_table(),
            self.consultation_table(),
        ]
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect()
    }

    fn risk_table(&self) -> Table {
        let mut columns = vec![
            Column::new("factor", "Risks", "Risk", Kind::Text),
            Column::new("level", "Līmenis", "Level", Kind::Text),
            Column::new("description", "Apraksts", "Description", Kind::Text),
        ];
        let evaluated = self.risks.iter().any(|risk| risk.outcome.is_some());
        if evaluated {
            columns.push(Column::new("outcome", "Izvērtējums", "Evaluation", Kind::Text));
            columns.push(Column::new("outcome_note", "Piezīme", "Note", Kind::Text));
        }
        let mut table = Table::new(Label::new("Riski", "Risks"), columns);
        table.rows = self
            .risks
            .iter()
            .map(|risk| {
                let mut row = vec![
                    Cell::Label(risk.factor.clone()),
                    Cell::Label(risk.level.clone()),
                    Cell::text(&risk.description),
                ];
                if evaluated {
                    row.push(risk.outcome.clone().map_or(Cell::Missing, Cell::Label));
                    row.push(Cell::text(&risk.outcome_note));
                }
                row
            })
            .collect();
        table
    }

    fn measure_table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Pasākumi", "Measures"),
            vec![
                Column::new("measure", "Pasākums", "Measure", Kind::Text),
                Column::new("detail", "Apraksts", "Description", Kind::Text),
                Column::new("planned", "Plānotās stundas", "Planned hours", Kind::Decimal(1)),
                Column::new("given", "Sniegtās stundas", "Hours given", Kind::Decimal(1)),
                Column::new("amount", "Summa, €", "Amount, €", Kind::Decimal(2)),
                Column::new("responsible", "Atbildīgais", "Responsible", Kind::Text),
                Column::new("due", "Termiņš", "Due", Kind::Date),
            ],
        );
        table.rows = self
            .measures
            .iter()
            .map(|measure| {
                vec![
                    Cell::Label(measure.what.clone()),
                    Cell::text(&measure.detail),
                    measure.planned_hours_thousandths.map_or(Cell::text(""), hours),
                    // Hours do not belong to money.
                    measure
                        .amount_cents
                        .map_or_else(|| hours(measure.given_hours_thousandths), |_| Cell::text("")),
                    measure.amount_cents.map_or(Cell::text(""), amount),
                    Cell::text(&measure.responsible),
                    date(measure.due),
                ]
            })
            .collect();
        let planned = self
            .measures
            .iter()
            .filter_map(|one| one.planned_hours_thousandths)
            .sum();
        let given = self.measures.iter().map(|one| one.given_hours_thousandths).sum();
        let mut total = vec![
            crate::absences::total_name(),
            Cell::text(""),
            hours(planned),
            hours(given),
        ];
        let amounts: Vec<i64> = self.measures.iter().filter_map(|one| one.amount_cents).collect();
        total.push(if amounts.is_empty() {
            Cell::text("")
        } else {
            amount(amounts.iter().sum())
        });
        total.resize(table.columns.len(), Cell::text(""));
        table.totals = vec![total];
        table
    }

    fn part_table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Citu iestāžu daļas", "Parts of other institutions"),
            vec![
                Column::new("institution", "Iestāde", "Institution", Kind::Text),
                Column::new("task", "Ko dara", "What it does", Kind::Text),
                Column::new("planned", "Plānotās stundas", "Planned hours", Kind::Decimal(1)),
                Column::new("given", "Sniegtās stundas", "Hours given", Kind::Decimal(1)),
                Column::new("contact", "Kontaktpersona", "Contact", Kind::Text),
                Column::new("due", "Termiņš", "Due", Kind::Date),
                Column::new("standing", "Saskaņojums", "Agreement", Kind::Text),
                Column::new("answered_on", "Kad", "When", Kind::Date),
                Column::new("answered_by", "Kas", "Who", Kind::Text),
            ],
        );
        table.rows = self
            .parts
            .iter()
            .map(|part| {
                vec![
                    Cell::Label(part.institution.clone()),
                    Cell::text(&part.task),
                    part.planned_hours_thousandths.map_or(Cell::text(""), hours),
                    hours(part.given_hours_thousandths),
                    Cell::text(&part.contact),
                    date(part.due),
                    Cell::Label(part.standing.clone()),
                    date(part.answered_on),
                    Cell::text(&part.answered_by),
                ]
            })
            .collect();
        table
    }

    fn consultation_table(&self) -> Table {
        let mut table = Table::new(
            Label::new("Konsultācijas", "Consultations"),
            vec![
                Column::new("date", "Diena", "Day", Kind::Date),
                Column::new(
                    "what",
                    "Priekšmets vai speciālists",
                    "Subject or specialist",
                    Kind::Text,
                ),
                Column::new("hours", "Stundas", "Hours", Kind::Decimal(1)),
                Column::new("by", "Kas", "Who", Kind::Text),
                Column::new("state", "Apstiprinājums", "Confirmation", Kind::Text),
            ],
        );
        table.rows = self
            .consultations
            .iter()
            .map(|one| {
                let state = match (one.missed, one.confirmed) {
                    (true, _) => Label::new("nenotika", "missed"),
                    (false, true) => Label::new("bērns apstiprinājis", "confirmed by the child"),
                    (false, false) => Label::new("nav apstiprināta", "not confirmed"),
                };
                vec![
                    Cell::Date(one.on),
                    Cell::Label(one.what.clone()),
                    hours(one.hours_thousandths),
                    Cell::text(&one.by),
                    Cell::Label(state),
                ]
            })
            .collect();
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Language;

    fn measure(planned: Option<i64>, given: i64) -> Measure {
        Measure {
            what: Label::new("konsultācijas", "consultations"),
            detail: String::new(),
            planned_hours_thousandths: planned,
            given_hours_thousandths: given,
            amount_cents: None,
            responsible: "Ilze Liepa".to_owned(),
            due: None,
        }
    }

    fn plan() -> SupportPlan {
        SupportPlan {
            pupil: "Anna Bērziņa".to_owned(),
            class: Some("8.b".to_owned()),
            institution: "Ogres 1. vidusskola".to_owned(),
            kind: Label::new("individuālais atbalsta plāns", "individual support plan"),
            term: Label::name("2025/26, 1"),
            state: Label::name("spēkā"),
            goals: "Vērtējums vismaz 4".to_owned(),
            family: String::new(),
            application: None,
            consent: Some((true, Label::name("māte"), jiff::civil::date(2025, 10, 3))),
            risks: Vec::new(),
            measures: vec![measure(Some(12_000), 1_500), measure(None, 500)],
            parts: Vec::new(),
            consultations: Vec::new(),
            conclusion: None,
            continues: None,
        }
    }

    // covers: IAP-04
    #[test]
    fn planned_and_given_hours_stand_in_one_table_with_their_totals() {
        let tables = plan().tables();
        assert_eq!(tables.len(), 1, "tables without rows are left out");
        let csv = tables[0].to_csv().unwrap();
        assert!(csv.contains("konsultācijas,,12,1.5,,Ilze Liepa,"), "{csv}");
        assert!(csv.lines().last().unwrap().starts_with("Kopā,,12,2,"), "{csv}");
    }

    // covers: IAP-06
    #[test]
    fn who_agreed_to_a_part_and_when_stands_beside_it() {
        let part = |standing: &str, answered_on, answered_by: &str| Part {
            institution: Label::name("sociālais dienests"),
            task: "Ģimenes asistents".to_owned(),
            planned_hours_thousandths: Some(12_000),
            given_hours_thousandths: 2_500,
            contact: String::new(),
            due: None,
            standing: words::standing(standing),
            answered_on,
            answered_by: answered_by.to_owned(),
        };
        let day = Some(jiff::civil::date(2025, 10, 3));
        let plan = SupportPlan {
            parts: vec![part("agreed", day, "Ilze Liepa"), part("waiting", None, "")],
            ..plan()
        };
        let csv = plan.tables()[1].to_csv().unwrap();
        assert!(csv.contains("Ģimenes asistents,12,2.5,"), "{csv}");
        assert!(csv.contains("saskaņots,2025-10-03,Ilze Liepa"), "{csv}");
        assert!(csv.contains("gaida iestādes atbildi"), "{csv}");
        let document = plan.document(Language::Latvian, jiff::civil::date(2025, 10, 6));
        assert!(document.to_html().contains("saskaņots"));
    }

    // covers: IAP-04
    #[test]
    fn the_paper_holds_the_plan_and_lines_to_sign_on() {
        let day = jiff::civil::date(2025, 10, 6);
        let document = plan().document(Language::Latvian, day);
        let html = document.to_html();
        for text in [
            "Individuālais atbalsta plāns",
            "Anna Bērziņa, 8.b",
            "piekrīt: māte, 03.10.2025.",
            "Vērtējums vismaz 4",
            "Likumiskais pārstāvis",
        ] {
            assert!(html.contains(text), "{text} in {html}");
        }
        assert!(
            !html.contains("Ģimenes līdzdalība"),
            "nothing is said of what was not written"
        );
        let docx = document.to_docx().unwrap();
        assert!(
            docx.starts_with(b"PK"),
            "a package as Word and LibreOffice read it"
        );
        let english = plan().document(Language::English, day).to_html();
        assert!(english.contains("Individual support plan") && english.contains("Guardian"));
    }
}
