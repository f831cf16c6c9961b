//! Buttons and links that look like them.

use askama::Template;

use super::html::components;

/// A button of a form, or a link that looks like a button.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/button.html")]
pub struct Button {
    label: String,
    href: Option<String>,
    name: Option<(String, String)>,
    classes: String,
    print: bool,
}

components!(Button);

impl Button {
    /// Sends the form.
    pub fn submit(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: None,
            name: None,
            classes: String::new(),
            print: false,
        }
    }

    /// Leads to `href`.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            ..Self::submit(label)
        }
    }

    /// Prints the page; without scripts it leads to `href`.
    pub fn print(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            print: true,
            ..Self::link(label, href).secondary()
        }
    }

    /// Sends `name=value` with the form.
    pub fn named(mut self, name: &str, value: &str) -> Self {
        self.name = Some((name.to_owned(), value.to_owned()));
        self
    }

    /// Not the main action of the page.
    pub fn secondary(self) -> Self {
        self.class("govuk-button--secondary")
    }

    /// Destroys something.
    pub fn warning(self) -> Self {
        self.class("govuk-button--warning")
    }

    /// Fits a table row.
    pub fn small(self) -> Self {
        self.class("b-button--small")
    }

    fn class(mut self, class: &str) -> Self {
        self.classes.push(' ');
        self.classes.push_str(class);
        self
    }
}
