//! Forms: what was sent, what is wrong with it, and the fields that show both. A field is made in the template:
//! `{{ form.text("class", "pupil-class") }}`; its hint is the text of the same key with `-hint`, if there is one.

mod field;
mod values;

use askama::Template;

pub use field::{Choice, Field};
pub use values::FormValues;

use super::Button;
use super::html::components;
use crate::texts::{Message, Texts};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// What is wrong and what would be accepted.
    pub message: Message,
}

/// Everything wrong with a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Nothing wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more error.
    pub fn add(&mut self, field: &str, message: impl Into<Message>) {
        self.0.push(FieldError {
            field: field.to_owned(),
            message: message.into(),
        });
    }

    /// The value of a good field; the error of a bad one is kept.
    pub fn take<T>(&mut self, field: &str, result: Result<T, Message>) -> Option<T> {
        result.map_err(|message| self.add(field, message)).ok()
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with `field`.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.0
            .iter()
            .find(|error| error.field == field)
            .map(|error| &error.message)
    }

    /// Only what is wrong with `field`: for checking while the form is being filled in.
    #[must_use]
    pub fn only(&self, field: &str) -> Self {
        Self(
            self.0
                .iter()
                .filter(|error| error.field == field)
                .cloned()
                .collect(),
        )
    }

    /// All errors.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }
}

impl FromIterator<(String, Message)> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = (String, Message)>>(errors: I) -> Self {
        Self(
            errors
                .into_iter()
                .map(|(field, message)| FieldError { field, message })
                .collect(),
        )
    }
}

/// The list of all errors above a form, each a link to its field. Writes nothing when there are none.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/error_summary.html")]
pub struct ErrorSummary {
    texts: Texts,
    errors: Vec<(String, String)>,
}

components!(ErrorSummary);

/// A form in the reader's language.
#[derive(Clone, Debug)]
pub struct Form {
    texts: Texts,
    values: FormValues,
    errors: FieldErrors,
    /// Where single fields are checked while the form is filled in.
    check: Option<String>,
    anchors: Vec<(String, String)>,
}

impl Form {
    /// An empty form.
    pub fn new(texts: Texts) -> Self {
        Self::filled(texts, FormValues::default(), FieldErrors::default())
    }

    /// A form with what was sent and what is wrong with it.
    pub fn filled(texts: Texts, values: FormValues, errors: FieldErrors) -> Self {
        Self {
            texts,
            values,
            errors,
            check: None,
            anchors: Vec::new(),
        }
    }

    /// Fields are checked one by one as they are left: htmx posts the form to `address?field=name` and puts the field
    /// of the answered page in place. The route answers with the same page, `FieldErrors::only(field)`, and does nothing else.
    pub fn checked_at(mut self, address: &str) -> Self {
        self.check = Some(address.to_owned());
        self
    }

    /// In the summary, errors of `field` lead to the element `anchor`: for a date, the day of it (`field-day`).
    pub fn anchor(mut self, field: &str, anchor: &str) -> Self {
        self.anchors.push((field.to_owned(), anchor.to_owned()));
        self
    }

    /// What was sent.
    pub fn values(&self) -> &FormValues {
        &self.values
    }

    /// What is wrong.
    pub fn errors(&self) -> &FieldErrors {
        &self.errors
    }

    /// True when the form came back to be mended.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// True when one of these fields, named with spaces between, came back to be mended: on a page of several forms, the form that holds them is
    /// the one to stand open.
    pub fn errs_in(&self, fields: &str) -> bool {
        fields
            .split_whitespace()
            .any(|field| self.errors.of(field).is_some())
    }

    /// The list of errors for the top of the page.
    pub fn error_summary(&self) -> ErrorSummary {
        let anchor = |field: &str| {
            self.anchors
                .iter()
                .find(|(of, _)| of == field)
                .map_or_else(|| field.to_owned(), |(_, to)| to.clone())
        };
        ErrorSummary {
            texts: self.texts,
            errors: self
                .errors
                .iter()
                .map(|e| (anchor(&e.field), self.texts.message(&e.message)))
                .collect(),
        }
    }

    /// One line of text.
    pub fn text(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::text("text"))
    }

    /// An email address.
    pub fn email(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::text("email"))
            .autocomplete("email")
            .plain()
    }

    /// A telephone number.
    pub fn telephone(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::text("tel"))
            .autocomplete("tel")
            .width(20)
    }

    /// A whole number, typed in a text field with a numeric keyboard.
    pub fn number(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::text("text"))
            .numeric()
            .width(5)
    }

    /// A word or name to look for.
    pub fn search(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::text("search"))
    }

    /// A password; never kept in a draft, never sent back.
    pub fn password(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::Password)
            .autocomplete("current-password")
    }

    /// A longer text; with `data-draft` on the form it is never lost.
    pub fn textarea(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::TextArea { rows: 5 })
    }

    /// A day, month and year (`name-day`, `name-month`, `name-year`; read with `FormValues::date`).
    pub fn date(&self, name: &str, label: &str) -> Field {
        self.field(name, label, field::Control::Date)
    }

    /// One of several.
    pub fn radios(&self, name: &str, label: &str, choices: &[Choice]) -> Field {
        self.field(name, label, field::Control::Radios).choices(choices)
    }

    /// Any of several.
    pub fn checkboxes(&self, name: &str, label: &str, choices: &[Choice]) -> Field {
        self.field(name, label, field::Control::Checkboxes)
            .choices(choices)
    }

    /// One of many; for fewer than about eight, radios read better.
    pub fn select(&self, name: &str, label: &str, choices: &[Choice]) -> Field {
        self.field(name, label, field::Control::Select).choices(choices)
    }

    /// A file; the form needs `enctype="multipart/form-data"`. `accept` as in HTML: `.csv,.xlsx`.
    pub fn file(&self, name: &str, label: &str, accept: &str) -> Field {
        self.field(
            name,
            label,
            field::Control::File {
                accept: accept.to_owned(),
            },
        )
    }

    /// A button that sends the form.
    pub fn submit(&self, key: &str) -> Button {
        Button::submit(self.texts.t(key))
    }

    fn field(&self, name: &str, label: &str, control: field::Control) -> Field {
        let error = self.errors.of(name).map(|message| self.texts.message(message));
        let check = self
            .check
            .as_ref()
            .map(|address| format!("{address}?field={name}"));
        Field::new(self.texts, name, label, control, &self.values, error, check)
    }
}
