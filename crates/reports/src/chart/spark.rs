//! A trend small enough for a table row, always with the same in words.

use super::canvas::{BRAND, Canvas, LINE, Svg, Width, no_data, short};
use crate::format::Language;
use crate::table::html::shown;
use crate::table::{Cell, Kind, Label};

/// A figure through time, for one row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// What the figure is.
    pub title: Label,
    /// The figure through time; a gap where it is not known.
    pub values: Vec<Cell>,
    /// How the figures are written.
    pub kind: Kind,
}

const WIDE: u16 = 96;
const HIGH: f64 = 26.0;

impl Sparkline {
    /// The picture. `id` tells its parts from those of other pictures on the page.
    pub fn svg(&self, id: &str, language: Language) -> Svg {
        let mut canvas = Canvas::new();
        let values: Vec<Option<f64>> = self.values.iter().map(Cell::to_f64).collect();
        let known = || values.iter().flatten().copied();
        let low = known().fold(f64::INFINITY, f64::min);
        let high = known().fold(f64::NEG_INFINITY, f64::max);
        let span = if high > low { high - low } else { 1.0 };
        let steps = values.len().saturating_sub(1).max(1) as f64;
        let point = |index: usize, value: f64| {
            let x = 4.0 + (f64::from(WIDE) - 8.0) * index as f64 / steps;
            let y = if high > low {
                4.0 + (HIGH - 8.0) * (1.0 - (value - low) / span)
            } else {
                HIGH / 2.0
            };
            (short(x), short(y))
        };
        canvas.raw(&format!(
            "<line x1=\"0\" y1=\"25.5\" x2=\"{WIDE}\" y2=\"25.5\" stroke=\"{LINE}\"/>"
        ));
        for (index, pair) in values.windows(2).enumerate() {
            if let [Some(from), Some(to)] = pair {
                let ((x1, y1), (x2, y2)) = (point(index, *from), point(index + 1, *to));
                canvas.raw(&format!(
                    "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{BRAND}\" stroke-width=\"2\" stroke-linecap=\"round\"/>"
                ));
            }
        }
        if let Some((index, value)) = values
            .iter()
            .enumerate()
            .filter_map(|(index, v)| v.map(|v| (index, v)))
            .next_back()
        {
            let (x, y) = point(index, value);
            canvas.raw(&format!(
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.2\" fill=\"{BRAND}\"/>"
            ));
        }
        let size = (Width::Fixed(WIDE), HIGH);
        canvas.finish(
            id,
            language,
            self.title.in_language(language),
            &self.words(language),
            size,
        )
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
