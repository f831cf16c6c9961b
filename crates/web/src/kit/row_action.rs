//! A small form in a row of a table or list: one button that does one thing.

use askama::Template;

use super::html::components;

/// A button that posts to an address.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/row_action.html")]
pub struct RowAction {
    label: String,
    action: String,
    values: Vec<(String, String)>,
    main: bool,
}

components!(RowAction);

impl RowAction {
    /// A button with these words for this address.
    pub fn new(label: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            action: action.into(),
            values: Vec::new(),
            main: false,
        }
    }

    /// The one thing that its page is for.
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }

    /// Sends `name=value` along.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }
}
