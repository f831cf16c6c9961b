//! Bars, one group of them for each institution, year or reason. Names stand above their bars, so that long ones fit a phone.

use super::Series;
use super::canvas::{Canvas, SOFT, Svg, Width, fill, no_data, patterns};
use crate::format::Language;
use crate::table::html::shown;
use crate::table::{Cell, Column, Kind, Label, Table};

/// How several series share a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bars {
    /// Side by side: to compare.
    Grouped,
    /// One after the other: parts of a whole.
    Stacked,
}

/// A chart of bars from the left.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// What is shown: unit, period, area.
    pub title: Label,
    /// What the categories are: «Iestāde».
    pub category: Label,
    /// Names of the categories, in order.
    pub categories: Vec<Label>,
    /// The figures.
    pub series: Vec<Series>,
    /// How the figures are written.
    pub kind: Kind,
    /// How several series share a category.
    pub bars: Bars,
}

const NAME_HEIGHT: f64 = 24.0;
const BAR_HEIGHT: f64 = 18.0;
const BAR_GAP: f64 = 3.0;
const GROUP_GAP: f64 = 12.0;
/// The longest bar leaves room for its number.
const LONGEST: f64 = 0.8;

impl BarChart {
    /// A picture of some columns of counts: rows under the name in their first column. None where nothing is to be drawn, or too much to be read.
    pub fn of_table(table: &Table, keys: &[&'static str]) -> Option<Self> {
        const MOST: usize = 24;
        let columns: Vec<usize> = keys
            .iter()
            .filter_map(|key| table.columns.iter().position(|column| column.key == *key))
            .collect();
        let rows = &table.rows;
        if columns.is_empty() || rows.is_empty() || rows.len() > MOST {
            return None;
        }
        let name = |row: &Vec<Cell>| match row.first() {
            Some(Cell::Text(text)) => Label::name(text.clone()),
            Some(Cell::Label(label) | Cell::Coded(_, label)) => label.clone(),
            _ => Label::name("–"),
        };
        let series = columns.iter().map(|at| {
            let column = &table.columns[*at];
            let values = rows
                .iter()
                .map(|row| row.get(*at).cloned().unwrap_or(Cell::Missing));
            Series::new(column.key, column.heading.clone(), values.collect())
        });
        Some(Self {
            title: table.title.clone(),
            category: table.columns.first()?.heading.clone(),
            categories: rows.iter().map(name).collect(),
            series: series.collect(),
            kind: Kind::Integer,
            bars: Bars::Grouped,
        })
    }

    /// The picture. `id` tells its parts from those of other pictures on the page.
    pub fn svg(&self, id: &str, language: Language, width: Width) -> Svg {
        let mut canvas = Canvas::new();
        let defined = patterns(id, self.series.len());
        if !defined.is_empty() {
            canvas.raw(&defined);
        }
        let mut y = 0.0;
        if self.series.len() > 1 {
            for (index, series) in self.series.iter().enumerate() {
                canvas.raw(&format!(
                    "<rect x=\"0.5\" y=\"{}\" width=\"24\" height=\"14\" fill=\"{}\" stroke=\"{SOFT}\"/>",
                    y + 4.5,
                    fill(id, index)
                ));
                canvas.text("34", y + 17.0, "start", "", series.name.in_language(language));
                y += 24.0;
            }
            y += 8.0;
        }
        let largest = self.largest();
        for (index, category) in self.categories.iter().enumerate() {
            canvas.text("0", y + 17.0, "start", "", category.in_language(language));
            y += NAME_HEIGHT;
            y = match self.bars {
                Bars::Grouped => self.group(&mut canvas, id, index, y, largest, language, width),
                Bars::Stacked => self.stack(&mut canvas, id, index, y, largest, language, width),
            } + GROUP_GAP;
        }
        let title = self.title.in_language(language);
        canvas.finish(
            id,
            language,
            title,
            &self.description(language),
            (width, y.max(1.0)),
        )
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "drawing needs place, scale and language; a struct would live one call"
    )]
    fn group(
        &self,
        canvas: &mut Canvas,
        id: &str,
        index: usize,
        mut y: f64,
        largest: f64,
        language: Language,
        width: Width,
    ) -> f64 {
        for (number, series) in self.series.iter().enumerate() {
            let cell = series.value(index);
            let length = cell
                .to_f64()
                .map_or(0.0, |value| value.max(0.0) / largest * LONGEST);
            if length > 0.0 {
                canvas.raw(&bar(&fill(id, number), &width.at(0.0), y, &width.at(length)));
            }
            let words = shown(cell, self.kind, language);
            let style = if *cell == Cell::Missing {
                format!(" dx=\"2\" fill=\"{SOFT}\"")
            } else {
                " dx=\"8\"".to_owned()
            };
            canvas.text(&width.at(length), y + 14.5, "start", &style, &words);
            y += BAR_HEIGHT + BAR_GAP;
        }
        y
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "drawing needs place, scale and language; a struct would live one call"
    )]
    fn stack(
        &self,
        canvas: &mut Canvas,
        id: &str,
        index: usize,
        y: f64,
        largest: f64,
        language: Language,
        width: Width,
    ) -> f64 {
        let mut start = 0.0;
        for (number, series) in self.series.iter().enumerate() {
            let length = series
                .value(index)
                .to_f64()
                .map_or(0.0, |value| value.max(0.0) / largest * LONGEST);
            if length > 0.0 {
                canvas.raw(&bar(&fill(id, number), &width.at(start), y, &width.at(length)));
                start += length;
            }
        }
        let words = self.total(index).map_or_else(
            || no_data(language).to_owned(),
            |total| self.written(total, language),
        );
        canvas.text(&width.at(start), y + 14.5, "start", " dx=\"8\"", &words);
        y + BAR_HEIGHT + BAR_GAP
    }

    /// The same figures as a table.
    pub fn table(&self) -> Table {
        let mut columns = vec![Column {
            key: "category",
            heading: self.category.clone(),
            kind: Kind::Text,
        }];
        columns.extend(self.series.iter().map(|series| Column {
            key: series.key,
            heading: series.name.clone(),
            kind: self.kind,
        }));
        let mut table = Table::new(self.title.clone(), columns);
        for (index, category) in self.categories.iter().enumerate() {
            let mut row = vec![Cell::Label(category.clone())];
            row.extend(self.series.iter().map(|series| series.value(index).clone()));
            table.rows.push(row);
        }
        table
    }

    /// Sum of a category; unknown when no part is known.
    fn total(&self, index: usize) -> Option<f64> {
        let known: Vec<f64> = self
            .series
            .iter()
            .filter_map(|series| series.value(index).to_f64())
            .collect();
        (!known.is_empty()).then(|| known.iter().sum())
    }

    fn largest(&self) -> f64 {
        let lengths = (0..self.categories.len()).flat_map(|index| match self.bars {
            Bars::Stacked => vec![self.total(index).unwrap_or(0.0)],
            Bars::Grouped => self
                .series
                .iter()
                .filter_map(|series| series.value(index).to_f64())
                .collect(),
        });
        lengths.fold(0.0, f64::max).max(f64::MIN_POSITIVE)
    }

    fn written(&self, value: f64, language: Language) -> String {
        match self.kind {
            Kind::Percent(places) => language.percent(value, usize::from(places)),
            Kind::Decimal(places) => language.number(value, usize::from(places)),
            Kind::Integer | Kind::Text | Kind::Date => language.number(value, 0),
        }
    }

    fn description(&self, language: Language) -> String {
        let mut totals: Vec<(f64, &Label)> = self
            .categories
            .iter()
            .enumerate()
            .filter_map(|(index, name)| self.total(index).map(|total| (total, name)))
            .collect();
        totals.sort_by(|a, b| b.0.total_cmp(&a.0));
        let say = |(value, name): &(f64, &Label)| {
            format!(
                "{}: {}",
                name.in_language(language),
                self.written(*value, language)
            )
        };
        match (totals.first(), totals.last(), language) {
            (Some(most), Some(least), Language::Latvian) if totals.len() > 1 => {
                format!("Visvairāk – {}; vismazāk – {}.", say(most), say(least))
            }
            (Some(most), Some(least), Language::English) if totals.len() > 1 => {
                format!("Most – {}; least – {}.", say(most), say(least))
            }
            (Some(only), ..) => say(only),
            _ => no_data(language).to_owned(),
        }
    }
}

fn bar(fill: &str, x: &str, y: f64, length: &str) -> String {
    format!(
        "<rect x=\"{x}\" y=\"{}\" width=\"{length}\" height=\"{BAR_HEIGHT}\" fill=\"{fill}\" stroke=\"{SOFT}\" stroke-width=\"0.75\"/>",
        super::canvas::short(y)
    )
}
