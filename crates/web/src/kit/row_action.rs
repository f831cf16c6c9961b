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
}

components!(RowAction);

impl RowAction {
    /// A button with these words for this address.
    pub fn new(label: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            action: action.into(),
            values: Vec::new(),
        }
    }

    /// Sends `name=value` along.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }
}
