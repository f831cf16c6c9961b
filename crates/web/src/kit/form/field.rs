//! One field of a form with its label, hint, error and control.

use std::borrow::Borrow;

use askama::Template;

use super::FormValues;
use crate::kit::html::components;
use crate::texts::Texts;

/// A choice among radios, checkboxes or the options of a select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
}

impl Choice {
    /// A choice that sends `value`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// With a sentence under it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Text { kind: &'static str },
    Password,
    TextArea { rows: u8 },
    Date,
    Radios,
    Checkboxes,
    Select,
    File { accept: String },
}

impl Control {
    pub(super) const fn text(kind: &'static str) -> Self {
        Self::Text { kind }
    }
}

/// A field; made by `Form`.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/field.html")]
pub struct Field {
    texts: Texts,
    name: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    control: Control,
    values: Vec<String>,
    date: [String; 3],
    choices: Vec<Choice>,
    check: Option<String>,
    classes: String,
    autocomplete: Option<&'static str>,
    numeric: bool,
    spelled: bool,
    several: bool,
    suffix: Option<String>,
    empty: Option<String>,
    size: &'static str,
    small: bool,
    inline: bool,
    heading: bool,
}

components!(Field);

impl Field {
    pub(super) fn new(
        texts: Texts,
        name: &str,
        label: &str,
        control: Control,
        sent: &FormValues,
        error: Option<String>,
        check: Option<String>,
    ) -> Self {
        let secret = matches!(control, Control::Password | Control::File { .. });
        let values = if secret {
            Vec::new()
        } else {
            sent.all(name).into_iter().map(str::to_owned).collect()
        };
        Self {
            texts,
            name: name.to_owned(),
            label: texts.t(label),
            hint: texts.find(&format!("{label}-hint"), &[]),
            error,
            control,
            values,
            date: ["day", "month", "year"].map(|part| sent.raw(&format!("{name}-{part}")).to_owned()),
            choices: Vec::new(),
            check,
            classes: String::new(),
            autocomplete: None,
            numeric: false,
            spelled: true,
            several: false,
            suffix: None,
            empty: None,
            size: "s",
            small: false,
            inline: false,
            heading: false,
        }
    }

    pub(super) fn choices(mut self, choices: &[Choice]) -> Self {
        self.choices = choices.to_vec();
        self
    }

    /// The label in these words instead of its key's.
    pub fn labelled(mut self, words: impl Into<String>) -> Self {
        self.label = words.into();
        self
    }

    /// Without the hint of its key: it stands once above several fields.
    pub fn without_hint(mut self) -> Self {
        self.hint = None;
        self
    }

    /// A hint in these words.
    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.hint = Some(words.into());
        self
    }

    /// Says that the field may stay empty.
    pub fn optional(mut self) -> Self {
        self.label = format!("{} {}", self.label, self.texts.t("kit-optional"));
        self
    }

    /// As wide as so many letters: 2, 3, 4, 5, 10, 20 or 30.
    pub fn width(mut self, letters: u8) -> Self {
        self.classes = format!("govuk-input--width-{letters}");
        self
    }

    /// So many lines high.
    pub fn lines(mut self, rows: u8) -> Self {
        self.control = Control::TextArea { rows };
        self
    }

    /// A keyboard of digits on a phone.
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// Codes and addresses: no spell checking.
    pub fn plain(mut self) -> Self {
        self.spelled = false;
        self
    }

    /// Of files: several may be chosen at once.
    pub fn several(mut self) -> Self {
        self.several = true;
        self
    }

    /// What the browser may fill in.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// A unit after the field.
    pub fn suffix(mut self, words: impl Into<String>) -> Self {
        self.suffix = Some(words.into());
        self
    }

    /// The first, empty option of a select; without it there is none.
    pub fn empty(mut self, words: impl Into<String>) -> Self {
        self.empty = Some(words.into());
        self
    }

    /// Smaller boxes, for filters.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Radios side by side.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// The label is the heading of the page: one question a page.
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self.size = "l";
        self
    }

    fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn has(&self, choice: &Choice) -> bool {
        // Nothing chosen is the choice of an empty value, where there is one.
        self.values.contains(&choice.value) || (choice.value.is_empty() && self.value().is_empty())
    }

    /// The first choice carries the field's own id, so that the error summary leads to it.
    fn choice_id(&self, index: impl Borrow<usize>) -> String {
        if *index.borrow() == 0 {
            self.name.clone()
        } else {
            format!("{}-{}", self.name, index.borrow() + 1)
        }
    }

    fn described_by(&self) -> Option<String> {
        let ids: Vec<String> = [
            ("hint", self.hint.is_some() || self.is_date()),
            ("error", self.error.is_some()),
        ]
        .into_iter()
        .filter(|(_, there)| *there)
        .map(|(part, _)| format!("{}-{part}", self.name))
        .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn is_date(&self) -> bool {
        self.control == Control::Date
    }

    fn grouped(&self) -> bool {
        matches!(
            self.control,
            Control::Date | Control::Radios | Control::Checkboxes
        )
    }

    fn date_parts(&self) -> [(&'static str, String, u8, &str); 3] {
        let [day, month, year] = &self.date;
        [
            ("day", self.texts.t("kit-day"), 2, day),
            ("month", self.texts.t("kit-month"), 2, month),
            ("year", self.texts.t("kit-year"), 4, year),
        ]
    }
}
