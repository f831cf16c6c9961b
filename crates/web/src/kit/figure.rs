//! Figures: a value or «nav datu», always with how it was worked out; progress in words and as a bar.

use askama::Template;
use balsts_reports::chart::Svg;
use jiff::civil::Date;

use super::Html;
use super::html::components;
use crate::texts::Texts;

/// «Kā aprēķināts?»: formula, period, source and age of a figure.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/explanation.html")]
pub struct Explanation {
    texts: Texts,
    formula: String,
    period: String,
    source: String,
    age: Option<String>,
    about: Option<String>,
}

components!(Explanation, Figure, Progress, Chart);

impl Explanation {
    /// In whole words, already in the reader's language.
    pub fn new(
        texts: Texts,
        formula: impl Into<String>,
        period: impl Into<String>,
        source: impl Into<String>,
        data_until: Option<Date>,
    ) -> Self {
        Self {
            texts,
            formula: formula.into(),
            period: period.into(),
            source: source.into(),
            age: data_until.map(|date| texts.date(date)),
            about: None,
        }
    }

    /// Names the figure for screen readers where several stand on a page.
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }
}

/// A figure with its label; missing data says since when.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/figure.html")]
pub struct Figure {
    texts: Texts,
    label: String,
    value: Option<String>,
    since: Option<String>,
    note: Option<Html>,
    explanation: Option<Explanation>,
}

impl Figure {
    /// A value as the language writes it.
    pub fn new(texts: Texts, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            texts,
            label: label.into(),
            value: Some(value.into()),
            since: None,
            note: None,
            explanation: None,
        }
    }

    /// Nothing known, since a day if that is known.
    pub fn missing(texts: Texts, label: impl Into<String>, since: Option<Date>) -> Self {
        Self {
            value: None,
            since: since.map(|date| texts.date(date)),
            ..Self::new(texts, label, "")
        }
    }

    /// A remark under the value.
    pub fn note(mut self, note: impl Into<Html>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// How it was worked out.
    pub fn explained(mut self, explanation: Explanation) -> Self {
        self.explanation = Some(explanation.about(self.label.clone()));
        self
    }
}

/// How much is done, in words and as a bar.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/progress.html")]
pub struct Progress {
    texts: Texts,
    label: String,
    done: i64,
    total: i64,
}

impl Progress {
    /// So much of so much.
    pub fn new(texts: Texts, label: impl Into<String>, done: i64, total: i64) -> Self {
        Self {
            texts,
            label: label.into(),
            done,
            total,
        }
    }

    fn words(&self) -> String {
        self.texts.t_args(
            "kit-progress",
            &[
                ("done".to_owned(), self.done.into()),
                ("total".to_owned(), self.total.into()),
            ],
        )
    }
}

/// A chart with the same data as a table under it.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/chart.html")]
pub struct Chart {
    texts: Texts,
    title: String,
    picture: Html,
    table: Html,
    explanation: Option<Explanation>,
}

impl Chart {
    /// A picture of `balsts_reports::chart` and its table: `Chart::new(t, &chart.svg("id", t.language, Width::Fluid), &chart.table())`.
    pub fn new(texts: Texts, picture: &Svg, table: &balsts_reports::table::Table) -> Self {
        Self {
            texts,
            title: table.title.in_language(texts.language).to_owned(),
            picture: Html::of_chart(picture),
            table: Html::of_report(table, texts.language),
            explanation: None,
        }
    }

    /// How its figures were worked out.
    pub fn explained(mut self, explanation: Explanation) -> Self {
        self.explanation = Some(explanation.about(self.title.clone()));
        self
    }
}
