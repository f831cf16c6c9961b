//! The report laid out as a document.

use balsts_domain::numbers;
use balsts_domain::programme::PreventionLevel;

use super::tables::{level_label, standing, state_label};
use super::{Activity, Annual, Goal, IndicatorRow, Texts};
use crate::chart::{BarChart, Bars, LineChart, Series, Target, Width};
use crate::document::{Document, Grid, GridColumn};
use crate::format::Language;
use crate::programme::indicator_title;
use crate::table::{Cell, Decimal, Kind, Label, Table};

/// Width of pictures on paper, in pixels.
const PICTURE: Width = Width::Fixed(640);

pub(super) fn say(language: Language, latvian: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Latvian => latvian,
        Language::English => english,
    }
}

fn decimal(value: numbers::Decimal) -> Cell {
    let units = value.scaled(6);
    units.map_or(Cell::Missing, |units| Cell::Decimal(Decimal::new(units, 6)))
}

impl Activity {
    /// What was done: in the board's words, then as it was reported.
    pub(super) fn told(&self, language: Language) -> String {
        let mut told: Vec<String> = Vec::new();
        if !self.texts.done.is_empty() {
            told.push(self.texts.done.clone());
        }
        told.extend(self.reported.iter().map(|one| {
            let by = one.by.as_ref().map(|by| format!(", {by}")).unwrap_or_default();
            let of = if one.of.is_empty() {
                String::new()
            } else {
                format!("{}: ", one.of)
            };
            let note = if one.note.is_empty() {
                state_label(one.state).in_language(language).to_owned()
            } else {
                one.note.clone()
            };
            format!("{}{by}: {of}{note}", language.date(one.on))
        }));
        told.join("\n")
    }
}

/// What came of it, what helped, what hindered.
pub(super) fn factors(texts: &Texts, language: Language) -> String {
    [
        (&texts.impact, say(language, "Ietekme", "Impact")),
        (&texts.helped, say(language, "Veicināja", "Helped")),
        (&texts.hindered, say(language, "Kavēja", "Hindered")),
    ]
    .into_iter()
    .filter(|(text, _)| !text.is_empty())
    .map(|(text, name)| format!("{name}: {text}"))
    .collect::<Vec<_>>()
    .join("\n")
}

impl Annual {
    /// The document in a language.
    pub fn document(&self, language: Language) -> Document {
        let title = match language {
            Language::Latvian => format!(
                "{}. gada pārskats par priekšlaicīgas mācību pārtraukšanas prevencijas programmas īstenošanu",
                self.year
            ),
            Language::English => format!(
                "Report of {} on the programme to prevent early school leaving",
                self.year
            ),
        };
        let mut document = Document::new(language, title);
        document.issuer = Some(self.municipality.clone());
        document.date = Some(self.on);
        document.landscape = true;
        document.facts(self.facts(language));
        document.heading(1, say(language, "Kopsavilkums", "Summary"));
        self.summary(&mut document);
        for level in PreventionLevel::ALL {
            let mut goals = self.goals.iter().filter(|goal| goal.level == level).peekable();
            if goals.peek().is_none() {
                continue;
            }
            document.heading(1, level_label(level).in_language(language));
            for goal in goals {
                add_goal(&mut document, goal);
            }
        }
        document.heading(1, say(language, "Nokavētie uzdevumi", "Tasks that are late"));
        let late = self.late();
        if late.rows.is_empty() {
            document.text(say(language, "Nokavētu uzdevumu nav.", "No task is late."));
        } else {
            document.table(&late);
        }
        if !self.indicators.is_empty() {
            document
                .heading(1, say(language, "Rezultatīvie rādītāji", "Indicators"))
                .table(&self.indicator_table());
            for (number, one) in self.indicators.iter().enumerate() {
                add_trend(&mut document, number, one);
            }
        }
        if let Some(money) = self.money_table() {
            document
                .heading(1, say(language, "Finansējums", "Money"))
                .table(&money);
        }
        if let Some(policies) = self.policy_table() {
            document
                .heading(1, policies.title.in_language(language))
                .table(&policies);
        }
        if !self.situation.is_empty() {
            document.heading(1, say(language, "Situācijas analīze", "The situation in figures"));
            for (number, one) in self.situation.iter().enumerate() {
                document.heading(2, one.table.title.in_language(language));
                if let Some(chart) = &one.chart {
                    let svg = chart.svg(&format!("situation-{number}"), language, PICTURE);
                    document.picture(&svg, chart.title.in_language(language));
                }
                document.table(&one.table);
            }
        }
        sign(&mut document);
        document
    }

    fn facts(&self, language: Language) -> Vec<(&'static str, String)> {
        let mut facts = vec![
            (say(language, "Programma", "Programme"), self.programme.clone()),
            (say(language, "Redakcija", "Version"), self.version.to_string()),
            (
                say(language, "Mācību gads", "School year"),
                language.school_year(self.school_year),
            ),
            (say(language, "Stāvoklis uz", "As of"), language.date(self.as_of)),
        ];
        facts.extend(self.events.iter().map(|event| {
            let what = say(language, "Tālākais", "Afterwards");
            let note = if event.note.is_empty() {
                String::new()
            } else {
                format!(" ({})", event.note)
            };
            let words = event.what.in_language(language);
            (
                what,
                format!("{words} {}: {}{note}", language.date(event.on), event.place),
            )
        }));
        facts
    }

    pub(super) fn summary(&self, document: &mut Document) {
        let language = document.language;
        let whole = &self.whole;
        document.text(whole.done.as_str());
        for (heading, text) in [
            (say(language, "Ietekmes novērtējums", "Impact"), &whole.impact),
            (
                say(language, "Kas veicināja rezultātus", "What helped"),
                &whole.helped,
            ),
            (
                say(language, "Kas kavēja rezultātus", "What hindered"),
                &whole.hindered,
            ),
            (
                say(language, "Plānotās izmaiņas programmā", "Changes planned"),
                &whole.changes,
            ),
        ] {
            if !text.is_empty() {
                document.heading(2, heading).text(text.as_str());
            }
        }
        let counts = self.counts();
        let series = counts.columns.iter().enumerate().skip(2).map(|(at, column)| {
            let values = counts.rows.iter().filter_map(|row| row.get(at).cloned());
            Series::new(column.key, column.heading.clone(), values.collect())
        });
        let chart = BarChart {
            title: counts.title.clone(),
            category: Label::new("Līmenis", "Level"),
            categories: PreventionLevel::ALL.map(level_label).to_vec(),
            series: series.collect(),
            kind: Kind::Integer,
            bars: Bars::Stacked,
        };
        let alt = described(&counts, language);
        document
            .picture(&chart.svg("counts", language, PICTURE), alt)
            .table(&counts);
    }
}

/// The rows of a table in words: what a picture of it shows.
fn described(table: &Table, language: Language) -> String {
    let grid = Grid::of(table, language);
    let row = |row: &Vec<String>| {
        let of = row.iter().zip(&grid.columns).skip(1);
        let told: Vec<String> = of
            .map(|(text, column)| format!("{} {text}", column.heading))
            .collect();
        format!("{}: {}", row.first().map_or("", String::as_str), told.join(", "))
    };
    let rows: Vec<String> = grid.rows.iter().map(row).collect();
    format!("{}. {}.", table.title.in_language(language), rows.join("; "))
}

/// Who answers for a report: the names are written by hand, for the program does not know who will sign.
pub(super) fn sign(document: &mut Document) {
    let language = document.language;
    document
        .heading(1, say(language, "Paraksti", "Signatures"))
        .signatures(
            [
                say(
                    language,
                    "Sagatavoja (amats, vārds, uzvārds)",
                    "Prepared by (position, name)",
                ),
                say(
                    language,
                    "Apstiprināja (amats, vārds, uzvārds)",
                    "Approved by (position, name)",
                ),
            ]
            .map(str::to_owned),
        );
}

fn add_goal(document: &mut Document, goal: &Goal) {
    let language = document.language;
    document.heading(2, format!("{}. {}", goal.nr.trim_end_matches('.'), goal.title));
    if !goal.expected.is_empty() {
        document
            .text(say(language, "Sagaidāmie rezultāti:", "Expected results:"))
            .list(goal.expected.iter().cloned());
    }
    if goal.activities.is_empty() {
        document.note(say(
            language,
            "Šim mērķim programmā nav aktivitāšu.",
            "The programme has no activities for this goal.",
        ));
        return;
    }
    let none = say(language, "nav datu", "no data");
    let or_none = |text: String| if text.is_empty() { none.to_owned() } else { text };
    let rows = goal.activities.iter().map(|one| {
        let numbers: Vec<String> = one.numbers.iter().map(|number| number.told(language)).collect();
        vec![
            one.nr.clone(),
            one.title.clone(),
            one.promised.clone(),
            standing(one).in_language(language).to_owned(),
            or_none(one.told(language)),
            if one.numbers.is_empty() {
                "–".to_owned()
            } else {
                numbers.join("\n")
            },
            or_none(one.texts.factors(language)),
            or_none(one.texts.changes.clone()),
        ]
    });
    document.grid(Grid {
        rows: rows.collect(),
        columns: vec![
            GridColumn::text(say(language, "Nr.", "No.")).width(3),
            GridColumn::text(say(language, "Aktivitāte", "Activity")).width(10),
            GridColumn::text(say(language, "Sasniedzamais rezultāts", "Result promised")).width(8),
            GridColumn::text(say(language, "Stāvoklis", "State")).width(6),
            GridColumn::text(say(language, "Paveiktais", "What was done")).width(11),
            GridColumn::text(say(language, "Solīts → sasniegts", "Promised → reached")).width(7),
            GridColumn::text(say(language, "Ietekme un tās faktori", "Impact and its factors")).width(9),
            GridColumn::text(say(language, "Plānotās izmaiņas", "Changes planned")).width(7),
        ],
        ..Grid::default()
    });
}

/// The line of an indicator through its years, from the baseline to the targets, where there are at least two numbers to draw.
pub(super) fn add_trend(document: &mut Document, number: usize, one: &IndicatorRow) {
    let language = document.language;
    let of = &one.indicator;
    let mut values = one.values.clone();
    if let (Some(year), Some(value)) = (of.baseline.year, of.baseline.value)
        && !values.iter().any(|(known, _)| *known == year)
    {
        values.push((year, value));
    }
    let targets: Vec<(i16, numbers::Decimal)> = of
        .targets
        .iter()
        .filter(|target| target.trend != Some(balsts_domain::programme::Trend::IncreaseBy))
        .filter_map(|target| Some((target.year, target.value?)))
        .collect();
    if values.is_empty() || values.len() + targets.len() < 2 {
        return;
    }
    let mut years: Vec<i16> = values.iter().chain(&targets).map(|(year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let unit = of
        .baseline
        .unit
        .as_deref()
        .or(of.targets.iter().find_map(|target| target.unit.as_deref()));
    let title = match unit {
        Some(unit) if !unit.is_empty() => format!("{}, {unit}", indicator_title(of)),
        _ => indicator_title(of),
    };
    let value_of = |year: &i16| values.iter().find(|(known, _)| known == year);
    let chart = LineChart {
        title: Label::name(title),
        time: Label::new("Gads", "Year"),
        points: years.iter().map(|year| Label::name(year.to_string())).collect(),
        values: years
            .iter()
            .map(|year| value_of(year).map_or(Cell::Missing, |(_, value)| decimal(*value)))
            .collect(),
        targets: targets
            .iter()
            .filter_map(|(year, value)| {
                Some(Target {
                    at: years.iter().position(|known| known == year)?,
                    value: decimal(*value),
                })
            })
            .collect(),
        kind: Kind::Decimal(2),
    };
    let table = chart.table();
    let alt = described(&table, language);
    document
        .heading(2, format!("{}. {}", of.nr, indicator_title(of)))
        .picture(&chart.svg(&format!("indicator-{number}"), language, PICTURE), alt)
        .table(&table);
}
