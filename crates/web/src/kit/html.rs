//! Text that is HTML already: what a component wrote, or words with their special characters escaped.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Template, Values};
use balsts_reports::format::Language;

/// HTML that may stand in a page as it is. Comes only from escaped text or from components.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Words, escaped.
    pub fn text(words: &str) -> Self {
        let mut escaped = String::with_capacity(words.len());
        for letter in words.chars() {
            match letter {
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '&' => escaped.push_str("&amp;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
        }
        Self(escaped)
    }

    /// A name of the program's own, for those who look it up in files and exports.
    pub fn code(name: &str) -> Self {
        Self(format!("<code class=\"b-code\">{}</code>", Self::text(name).0))
    }

    /// What a component writes.
    pub fn of<T: Template + HtmlSafe>(component: &T) -> Self {
        Self(component.render().unwrap_or_else(|error| {
            tracing::error!(%error, "a component could not be written");
            String::new()
        }))
    }

    /// An SVG picture made by `balsts_reports::chart`, which escapes its own texts.
    pub fn of_chart(svg: &balsts_reports::chart::Svg) -> Self {
        Self(svg.as_str().to_owned())
    }

    /// A trend: its picture, and the same in words.
    pub fn of_trend(trend: &balsts_reports::chart::Sparkline, language: Language) -> Self {
        Self::of_chart(&trend.svg()).and(Self(format!(
            "<span class=\"b-small\">{}</span>",
            Self::text(&trend.words(language)).0
        )))
    }

    /// A document, which escapes its own texts.
    pub fn of_document(document: &balsts_reports::document::Document) -> Self {
        Self(document.to_html())
    }

    /// A report's table, which escapes its own texts.
    pub fn of_report(table: &balsts_reports::table::Table, language: Language) -> Self {
        Self(table.to_html(language))
    }

    /// A link.
    pub fn link(href: &str, words: &str) -> Self {
        Self(format!(
            "<a class=\"govuk-link\" href=\"{}\">{}</a>",
            Self::text(href).0,
            Self::text(words).0
        ))
    }

    /// These one after the other, with nothing between.
    pub fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }

    /// This and then that, with a space between.
    #[must_use]
    pub fn and(mut self, other: impl Into<Self>) -> Self {
        self.0.push(' ');
        self.0.push_str(&other.into().0);
        self
    }

    /// A list of lines, one under the other.
    pub fn lines(lines: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        let mut list = String::from("<ul class=\"b-table__lines\">");
        for line in lines {
            list.push_str("<li>");
            list.push_str(&line.into().0);
            list.push_str("</li>");
        }
        list.push_str("</ul>");
        Self(list)
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _values: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl From<&str> for Html {
    fn from(words: &str) -> Self {
        Self::text(words)
    }
}

impl From<String> for Html {
    fn from(words: String) -> Self {
        Self::text(&words)
    }
}

impl From<&String> for Html {
    fn from(words: &String) -> Self {
        Self::text(words)
    }
}

/// Marks templates as components: they escape what they are given, so they are written as they are.
macro_rules! components {
    ($($kind:ty),* $(,)?) => {$(
        impl askama::filters::HtmlSafe for $kind {}

        impl From<&$kind> for $crate::kit::Html {
            fn from(component: &$kind) -> Self {
                Self::of(component)
            }
        }

        impl From<$kind> for $crate::kit::Html {
            fn from(component: $kind) -> Self {
                Self::of(&component)
            }
        }
    )*};
}
pub(crate) use components;
