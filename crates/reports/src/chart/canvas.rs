//! The sheet charts draw on: escaped texts, our colours and patterns, and positions that either follow the page's width or
//! stand still for print.

use crate::format::Language;
use crate::table::html::escape;

pub(super) const INK: &str = "#1f1d1a";
pub(super) const SOFT: &str = "#504b45";
pub(super) const LINE: &str = "#d9d4cd";
pub(super) const BRAND: &str = "#0b5d4e";
pub(super) const AMBER: &str = "#8a5a00";

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// A picture of such elements as hold no words.
    pub(super) const fn drawn(elements: String) -> Self {
        Self(elements)
    }

    /// The picture as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How wide a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as the place it stands in; letters keep their size. For pages.
    Fluid,
    /// So many points. For documents.
    Fixed(u16),
}

impl Width {
    /// A distance from the left as a share of the width.
    pub(super) fn at(self, share: f64) -> String {
        match self {
            Self::Fluid => format!("{}%", short(share * 100.0)),
            Self::Fixed(points) => short(share * f64::from(points)),
        }
    }
}

/// A coordinate without needless digits.
pub(super) fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// A picture being drawn.
pub(super) struct Canvas {
    body: String,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { body: String::new() }
    }

    pub(super) fn raw(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// Words with their baseline at `y`. `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, x: &str, y: f64, anchor: &str, style: &str, words: &str) {
        let anchor = if anchor == "start" {
            String::new()
        } else {
            format!(" text-anchor=\"{anchor}\"")
        };
        self.raw(&format!(
            "<text x=\"{x}\" y=\"{}\"{anchor}{style}>{}</text>",
            short(y),
            escape(words)
        ));
    }

    pub(super) fn finish(
        self,
        id: &str,
        language: Language,
        title: &str,
        description: &str,
        size: (Width, f64),
    ) -> Svg {
        let (width, height) = size;
        let height = short(height);
        let (width, view) = match width {
            Width::Fluid => ("100%".to_owned(), String::new()),
            Width::Fixed(points) => (points.to_string(), format!(" viewBox=\"0 0 {points} {height}\"")),
        };
        Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"{}\" width=\"{width}\" height=\"{height}\"{view} \
             font-family=\"'Source Sans 3', sans-serif\" font-size=\"16\" fill=\"{INK}\" aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{}</svg>",
            language.code(),
            escape(title),
            escape(description),
            self.body,
        ))
    }
}

/// The fill of the series at `index`: a colour and, from the second on, a pattern, so that they differ in grey too.
pub(super) fn fill(id: &str, index: usize) -> String {
    match index % 4 {
        0 => BRAND.to_owned(),
        n => format!("url(#{id}-p{n})"),
    }
}

/// The patterns used by `count` series.
pub(super) fn patterns(id: &str, count: usize) -> String {
    let drawn = [
        "<path d=\"M-2,2l4,-4M0,8l8,-8M6,10l4,-4\" stroke=\"#8a5a00\" stroke-width=\"2.4\"/>",
        "<circle cx=\"2\" cy=\"2\" r=\"1.4\" fill=\"#504b45\"/><circle cx=\"6\" cy=\"6\" r=\"1.4\" fill=\"#504b45\"/>",
        "<path d=\"M0,4h8M4,0v8\" stroke=\"#2f6fa3\" stroke-width=\"1.6\"/>",
    ];
    let grounds = ["#fff4d6", "#f1eee9", "#e8f0f6"];
    let mut patterns = String::new();
    for (index, (shape, ground)) in drawn
        .iter()
        .zip(grounds)
        .enumerate()
        .take(count.saturating_sub(1))
    {
        patterns.push_str(&format!(
            "<pattern id=\"{id}-p{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" \
             fill=\"{ground}\"/>{shape}</pattern>",
            index + 1
        ));
    }
    if patterns.is_empty() {
        patterns
    } else {
        format!("<defs>{patterns}</defs>")
    }
}

/// «no data» in the reader's language.
pub(super) fn no_data(language: Language) -> &'static str {
    match language {
        Language::Latvian => "nav datu",
        Language::English => "no data",
    }
}
