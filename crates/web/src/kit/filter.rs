//! Choosing from a list: the panel of filters, kept in the address, and the links to the next and previous rows.

use askama::Template;

use super::html::components;
use super::{Address, Html};
use crate::texts::Texts;

#[derive(Clone, Debug)]
struct Chosen {
    group: String,
    label: String,
    href: String,
}

/// A panel of filters; sends itself by GET, so the address holds the choice.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/filter.html")]
pub struct Filter {
    texts: Texts,
    action: String,
    fields: Vec<Html>,
    chosen: Vec<Chosen>,
    kept: Vec<(String, String)>,
    clear: String,
}

components!(Filter);

impl Filter {
    /// A panel for the list at `address`; `sort`, `order` and `published` are kept, paging starts anew.
    pub fn new(texts: Texts, address: &Address) -> Self {
        let kept: Vec<(String, String)> = address
            .pairs()
            .iter()
            .filter(|(name, _)| matches!(name.as_str(), "sort" | "order" | "published"))
            .cloned()
            .collect();
        let clear = kept
            .iter()
            .fold(Address::new(address.path()), |clear, (name, value)| {
                clear.with(name, value)
            });
        Self {
            texts,
            action: address.path().to_owned(),
            fields: Vec::new(),
            chosen: Vec::new(),
            kept,
            clear: clear.to_string(),
        }
    }

    /// With a field, usually from a form filled with the address: `Form::filled(texts, FormValues::of(&address), …)`.
    pub fn field(mut self, field: impl Into<Html>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// Names a choice in force, with the link that takes it back.
    pub fn chosen(mut self, group: impl Into<String>, label: impl Into<String>, without: &Address) -> Self {
        let href = without.without("after").without("before").to_string();
        self.chosen.push(Chosen {
            group: group.into(),
            label: label.into(),
            href,
        });
        self
    }
}

/// Links to the rows before and after these (keyset paging: no page numbers).
#[derive(Template, Clone, Debug)]
#[template(path = "kit/pages.html")]
pub struct Pages {
    texts: Texts,
    previous: Option<String>,
    next: Option<String>,
    shown: Option<String>,
}

components!(Pages);

impl Pages {
    /// Links with the keys of the first and last row shown, where there is more.
    pub fn new(texts: Texts, address: &Address, before: Option<&str>, after: Option<&str>) -> Self {
        let start = address.without("before").without("after");
        Self {
            texts,
            previous: before.map(|key| start.with("before", key).to_string()),
            next: after.map(|key| start.with("after", key).to_string()),
            shown: None,
        }
    }

    /// Says what is shown: `kit-rows` with the total, or words of the list's own.
    pub fn shown(mut self, words: impl Into<String>) -> Self {
        self.shown = Some(words.into());
        self
    }
}
