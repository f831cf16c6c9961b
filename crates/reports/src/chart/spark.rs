//! A trend small enough for a table row, always beside the same in words.

use std::fmt::Write as _;

use super::canvas::{Svg, no_data};
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

/// Points between two figures, and the height of the highest above the lowest.
const STEP: usize = 12;
const RISE: f64 = 20.0;

impl Sparkline {
    /// The picture, as wide as it has figures; colours and size are those of `b-trend` on the page. It says nothing that
    /// [`Sparkline::words`] beside it does not say, and is not read aloud.
    pub fn svg(&self) -> Svg {
        let values: Vec<Option<f64>> = self.values.iter().map(Cell::to_f64).collect();
        let (low, high) = bounds(&values);
        // Whole points are fine enough for a small line, and short.
        let height = |value: f64| {
            let share = if high > low {
                (high - value) / (high - low)
            } else {
                0.5
            };
            3 + (share * RISE).round() as u8
        };
        let mut path = String::new();
        let mut newest = None;
        let mut drawing = false;
        for (index, value) in values.iter().enumerate() {
            if let Some(value) = value {
                let (x, y) = (3 + STEP * index, height(*value));
                // A gap in what is known is a gap in the line.
                let _ = write!(path, "{}{x} {y}", if drawing { 'L' } else { 'M' });
                newest = Some((x, y));
            }
            drawing = value.is_some();
        }
        let width = 6 + STEP * values.len().saturating_sub(1);
        let end = newest.map_or_else(String::new, |(x, y)| {
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2\"/>")
        });
        Svg::drawn(format!(
            "<svg class=\"b-trend\" aria-hidden=\"true\" width=\"{width}\" height=\"26\"><path d=\"{path}\"/>{end}</svg>"
        ))
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
        if first_words != last_words {
            return match language {
                Language::Latvian => format!("no {first_words} līdz {last_words}"),
                Language::English => format!("from {first_words} to {last_words}"),
            };
        }
        // Back where it began, with something in between.
        let mut known = self.values.iter().filter(|value| value.to_f64().is_some());
        let steady = known.all(|value| shown(value, self.kind, language) == last_words);
        match (language, steady) {
            (Language::Latvian, true) => format!("nemainīgi {last_words}"),
            (Language::English, true) => format!("steady at {last_words}"),
            (Language::Latvian, false) => format!("svārstās, tagad {last_words}"),
            (Language::English, false) => format!("varies, now {last_words}"),
        }
    }
}

/// The lowest and the highest of what is known.
fn bounds(values: &[Option<f64>]) -> (f64, f64) {
    let known = || values.iter().flatten().copied();
    (
        known().fold(f64::INFINITY, f64::min),
        known().fold(f64::NEG_INFINITY, f64::max),
    )
}
