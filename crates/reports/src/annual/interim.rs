//! The evaluation of a programme halfway: the parts of the yearly report that tell how far the whole programme is. Indicators with their way since
//! the baseline, activities goal by goal, numbers promised, and what is to change.

use balsts_domain::programme::PreventionLevel;
use jiff::civil::Date;

use super::paper::{add_trend, say, sign};
use super::tables::{exact, level_label, said, standing, target_of_year, typed};
use super::{Annual, IndicatorRow};
use crate::document::Document;
use crate::format::Language;
use crate::programme::{baseline_text, indicator_title};
use crate::table::{Cell, Column, Kind, Label, Table, WriteError};

/// The evaluation.
#[derive(Debug, Clone)]
pub struct Interim {
    /// The report of its year, as of its day.
    pub report: Annual,
    /// The first and the last year of the programme.
    pub years: (i16, i16),
    /// By when the programme asks for it; none where it asks for none.
    pub due: Option<Date>,
    /// What is to change, the newest first.
    pub changes: Vec<Change>,
}

/// A change that the board proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The year of the report that proposed it.
    pub year: i16,
    /// The activity; none where it is about the programme as a whole.
    pub activity: Option<String>,
    /// What is to change.
    pub text: String,
}

/// Which way an indicator went: from the baseline, else from its first value, to its last value.
fn trend(one: &IndicatorRow, year: i16) -> Label {
    let nothing = || Label::new("nav ko salīdzināt", "nothing to compare");
    let mut values = one.values.iter().copied().filter(|(known, _)| *known <= year);
    let earliest = values.next();
    let latest = values.next_back().or(earliest);
    let baseline = &one.indicator.baseline;
    let first = baseline
        .value
        .map(|value| (baseline.year, value))
        .or_else(|| earliest.map(|(year, value)| (Some(year), value)));
    let (Some((from, first)), Some((until, last))) = (first, latest) else {
        return nothing();
    };
    if from == Some(until) {
        return nothing();
    }
    let (latvian, english) = match last.cmp(&first) {
        std::cmp::Ordering::Less => ("samazinās", "falling"),
        std::cmp::Ordering::Equal => ("nemainās", "unchanged"),
        std::cmp::Ordering::Greater => ("pieaug", "rising"),
    };
    match from {
        Some(from) => Label::new(
            format!("{latvian} kopš {from}. gada"),
            format!("{english} since {from}"),
        ),
        None => Label::new(
            format!("{latvian} pret bāzes vērtību"),
            format!("{english} against the baseline"),
        ),
    }
}

impl Interim {
    /// Every indicator with baseline, last value known, targets, status and trend.
    fn indicators(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Rezultatīvie rādītāji", "Indicators"),
            vec![
                text("number", "Nr.", "No."),
                text("indicator", "Rādītājs", "Indicator"),
                text("baseline", "Bāzes vērtība", "Baseline"),
                Column::new("value", "Pēdējā vērtība", "Latest value", Kind::Decimal(2)),
                text("year", "Gads", "Year"),
                text("targets", "Mērķi", "Targets"),
                text("status", "Stāvoklis", "Status"),
                text("trend", "Tendence", "Trend"),
            ],
        );
        let year = self.report.year;
        for one in &self.report.indicators {
            let of = &one.indicator;
            let latest = one.values.iter().rev().find(|(known, _)| *known <= year);
            let (value, of_year) = match latest {
                _ if one.is_withheld => (Cell::Withheld, Some(year)),
                Some((year, value)) => (exact(*value), Some(*year)),
                None => (Cell::Missing, None),
            };
            let targets = |language: Language| {
                let targets = of.targets.iter().map(|target| target_of_year(target, language));
                targets.collect::<Vec<_>>().join("; ")
            };
            table.rows.push(vec![
                Cell::text(of.nr.as_str()),
                Cell::text(indicator_title(of)),
                said(|language| language.printed(&baseline_text(&of.baseline, language))),
                value,
                of_year.map_or(Cell::Missing, |year| Cell::text(year.to_string())),
                said(targets),
                Cell::Label(one.status.clone()),
                Cell::Label(trend(one, year)),
            ]);
        }
        table
    }

    /// How many indicators stand where.
    fn statuses(&self) -> Table {
        let mut table = Table::new(
            Label::new("Rādītāji pēc stāvokļa", "Indicators by status"),
            vec![
                Column::new("status", "Stāvoklis", "Status", Kind::Text),
                Column::count("indicators", "Rādītāji", "Indicators"),
            ],
        );
        let mut counts: Vec<(&Label, i64)> = Vec::new();
        for one in &self.report.indicators {
            match counts.iter_mut().find(|(status, _)| **status == one.status) {
                Some((_, count)) => *count += 1,
                None => counts.push((&one.status, 1)),
            }
        }
        let all: i64 = counts.iter().map(|(_, count)| count).sum();
        table.rows = counts
            .into_iter()
            .map(|(status, count)| vec![Cell::Label(status.clone()), Cell::Integer(count)])
            .collect();
        table
            .totals
            .push(vec![Cell::Label(Label::new("Kopā", "Total")), Cell::Integer(all)]);
        table
    }

    /// Every activity under its goal with where it stands.
    fn activities(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Aktivitātes un to stāvoklis", "Activities and where they stand"),
            vec![
                text("level", "Līmenis", "Level"),
                text("goal", "Mērķis", "Goal"),
                text("number", "Nr.", "No."),
                text("activity", "Aktivitāte", "Activity"),
                text("state", "Stāvoklis", "State"),
            ],
        );
        for level in PreventionLevel::ALL {
            for goal in self.report.goals.iter().filter(|goal| goal.level == level) {
                table.rows.extend(goal.activities.iter().map(|one| {
                    vec![
                        Cell::Label(level_label(level)),
                        Cell::text(goal.title.as_str()),
                        typed(&one.nr),
                        Cell::text(one.title.as_str()),
                        Cell::Label(standing(one)),
                    ]
                }));
            }
        }
        table
    }

    /// What is to change.
    fn proposals(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Ierosinātās izmaiņas", "Changes proposed"),
            vec![
                text("year", "Pārskata gads", "Year of the report"),
                text("about", "Par ko", "About"),
                text("change", "Izmaiņas", "Change"),
            ],
        );
        table.rows = self
            .changes
            .iter()
            .map(|one| {
                let whole = || Cell::Label(Label::new("Programma kopumā", "The programme as a whole"));
                vec![
                    Cell::text(one.year.to_string()),
                    one.activity.as_deref().map_or_else(whole, Cell::text),
                    Cell::text(one.text.as_str()),
                ]
            })
            .collect();
        table
    }

    /// Its tables, in the order of the document.
    pub fn tables(&self) -> Vec<Table> {
        let report = &self.report;
        let mut tables = vec![
            self.statuses(),
            self.indicators(),
            report.goal_counts(),
            self.activities(),
            report.late(),
            report.numbers(),
            self.proposals(),
        ];
        tables.extend(report.policy_table());
        tables
    }

    /// What it is called.
    pub fn title(&self, language: Language) -> String {
        let (from, to) = self.years;
        let year = self.report.year;
        match language {
            Language::Latvian => format!(
                "Priekšlaicīgas mācību pārtraukšanas prevencijas programmas ({from}–{to}) starpposma izvērtējums, {year}. gads"
            ),
            Language::English => format!(
                "Mid-term evaluation of the programme to prevent early school leaving ({from}–{to}), {year}"
            ),
        }
    }

    /// The document in a language, with lines to sign on.
    pub fn document(&self, language: Language) -> Document {
        let mut document = self.unsigned(language);
        sign(&mut document);
        document
    }

    fn unsigned(&self, language: Language) -> Document {
        let report = &self.report;
        let mut document = Document::new(language, self.title(language));
        document.issuer = Some(report.municipality.clone());
        document.date = Some(report.on);
        document.landscape = true;
        document.facts(self.facts(language));
        document.heading(1, say(language, "Kopsavilkums", "Summary"));
        report.summary(&mut document);
        if !report.indicators.is_empty() {
            document
                .heading(1, say(language, "Rezultatīvie rādītāji", "Indicators"))
                .table(&self.statuses())
                .table(&self.indicators());
            for (number, one) in report.indicators.iter().enumerate() {
                add_trend(&mut document, number, one);
            }
        }
        document
            .heading(1, say(language, "Aktivitātes pēc mērķiem", "Activities by goals"))
            .table(&report.goal_counts())
            .table(&self.activities());
        let late = report.late();
        if !late.rows.is_empty() {
            document.table(&late);
        }
        let parts = [
            (
                report.numbers(),
                say(
                    language,
                    "Solītie un sasniegtie skaitļi",
                    "Numbers promised and reached",
                ),
                say(
                    language,
                    "Programmā nav skaitļos izteiktu rezultātu.",
                    "The programme promises nothing in numbers.",
                ),
            ),
            (
                self.proposals(),
                say(language, "Ierosinātās izmaiņas", "Changes proposed"),
                say(
                    language,
                    "Izmaiņas vēl nav ierosinātas. Tās raksta gada pārskatos.",
                    "No changes are proposed yet. They are written in the yearly reports.",
                ),
            ),
        ];
        for (table, heading, none) in parts {
            document.heading(1, heading);
            if table.rows.is_empty() {
                document.text(none);
            } else {
                document.table(&table);
            }
        }
        if let Some(policies) = report.policy_table() {
            document
                .heading(1, policies.title.in_language(language))
                .table(&policies);
        }
        document
    }

    fn facts(&self, language: Language) -> Vec<(&'static str, String)> {
        let (from, to) = self.years;
        let report = &self.report;
        let mut facts = vec![
            (say(language, "Programma", "Programme"), report.programme.clone()),
            (say(language, "Gadi", "Years"), format!("{from}–{to}")),
            (say(language, "Redakcija", "Version"), report.version.to_string()),
            (
                say(language, "Stāvoklis uz", "As of"),
                language.date(report.as_of),
            ),
        ];
        if let Some(due) = self.due {
            let name = say(language, "Programmā noteiktais termiņš", "Due by the programme");
            facts.push((name, language.date(due)));
        }
        facts
    }

    /// The evaluation as a workbook: one sheet a table.
    ///
    /// # Errors
    /// Where the workbook can't be written.
    pub fn to_xlsx(&self, language: Language) -> Result<Vec<u8>, WriteError> {
        Table::workbook(&self.tables(), language)
    }
}

#[cfg(test)]
mod tests {
    use balsts_domain::numbers::Decimal;
    use balsts_domain::programme::{Baseline, Indicator};

    use super::*;

    fn row(baseline: Option<(Option<i16>, i64)>, values: &[(i16, i64)]) -> IndicatorRow {
        let baseline = baseline.map_or_else(Baseline::default, |(year, value)| Baseline {
            year,
            value: Some(Decimal::from(value)),
            ..Baseline::default()
        });
        IndicatorRow {
            indicator: Indicator {
                baseline,
                ..Indicator::default()
            },
            value: None,
            is_withheld: false,
            values: values
                .iter()
                .map(|(year, value)| (*year, Decimal::from(*value)))
                .collect(),
            status: Label::name("nav datu"),
        }
    }

    // covers: IND-22
    #[test]
    fn a_trend_is_told_in_words_from_the_baseline_to_the_last_value() {
        let of = |baseline, values: &[(i16, i64)]| trend(&row(baseline, values), 2026).en;
        assert_eq!(
            of(Some((Some(2022), 9)), &[(2025, 9), (2026, 8)]),
            "falling since 2022"
        );
        assert_eq!(of(Some((Some(2022), 9)), &[(2026, 9)]), "unchanged since 2022");
        assert_eq!(of(Some((None, 9)), &[(2026, 10)]), "rising against the baseline");
        assert_eq!(of(None, &[(2024, 3), (2026, 5)]), "rising since 2024");
        for (baseline, values) in [
            (None, &[(2026, 5)][..]),
            (None, &[]),
            (Some((Some(2022), 9)), &[]),
            (Some((Some(2022), 9)), &[(2027, 5)]),
        ] {
            assert_eq!(of(baseline, values), "nothing to compare", "{values:?}");
        }
        assert_eq!(
            trend(&row(None, &[(2024, 5), (2026, 3)]), 2026).lv,
            "samazinās kopš 2024. gada"
        );
    }
}
