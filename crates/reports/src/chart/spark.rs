//! A trend small enough for a table row, always beside the same in words.

use super::canvas::{BRAND, LINE, Svg, no_data, short};
use crate::format::Language;
use crate::table::html::shown;
use crate::table::{Cell, Kind};

/// A figure through time, for one row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// The figure through time; a gap where it is not known.
    pub values: Vec<Cell>,
    /// How the figures are written.
    pub kind: Kind,
}

const WIDE: f64 = 96.0;
const HIGH: f64 = 26.0;

impl Sparkline {
    /// The picture. It says nothing that [`Sparkline::words`] beside it does not say, and is not read aloud.
    pub fn svg(&self) -> Svg {
        let values: Vec<Option<f64>> = self.values.iter().map(Cell::to_f64).collect();
        let known = || values.iter().flatten().copied();
        let low = known().fold(f64::INFINITY, f64::min);
        let high = known().fold(f64::NEG_INFINITY, f64::max);
        let steps = values.len().saturating_sub(1).max(1) as f64;
        let point = |(index, value): (usize, f64)| {
            let x = 4.0 + (WIDE - 8.0) * index as f64 / steps;
            let y = if high > low {
                4.0 + (HIGH - 8.0) * (high - value) / (high - low)
            } else {
                HIGH / 2.0
            };
            (short(x), short(y))
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\" width=\"{WIDE}\" height=\"{HIGH}\" fill=\"none\" \
             stroke=\"{BRAND}\" stroke-width=\"2\" stroke-linecap=\"round\"><path d=\"M0 25.5H{WIDE}\" stroke=\"{LINE}\" stroke-width=\"1\"/>"
        );
        let mut path = String::new();
        let mut drawing = false;
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value else {
                drawing = false;
                continue;
            };
            let (x, y) = point((index, *value));
            // A gap in what is known is a gap in the line.
            path.push_str(if drawing { "L" } else { "M" });
            path.push_str(&format!("{x} {y}"));
            drawing = true;
        }
        svg.push_str(&format!("<path d=\"{path}\"/>"));
        let newest = values
            .iter()
            .enumerate()
            .rev()
            .find_map(|(index, value)| Some((index, (*value)?)));
        if let Some((x, y)) = newest.map(point) {
            svg.push_str(&format!(
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"2\" fill=\"{BRAND}\"/>"
            ));
        }
        svg.push_str("</svg>");
        Svg::drawn(svg)
    }

    /// The trend in words: from the first known figure to the last.
    pub fn words(&self, language: Language) -> String {
        let mut known = self.values.iter().filter(|value| value.to_f64().is_some());
        let Some(first) = known.next() else {
            return no_data(language).to_owned();
        };
        let first_words = shown(first, self.kind, language);
        let Some(last) = known.next_back() else {
            return first_words;
        };
        let last_words = shown(last, self.kind, language);
        match (language, first_words == last_words) {
            (Language::Latvian, false) => format!("no {first_words} līdz {last_words}"),
            (Language::English, false) => format!("from {first_words} to {last_words}"),
            (Language::Latvian, true) => format!("nemainīgi {last_words}"),
            (Language::English, true) => format!("steady at {last_words}"),
        }
    }
}
