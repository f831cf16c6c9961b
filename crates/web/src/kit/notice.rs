//! What stands out on a page: notices, the confirmation after something was done, the numbers to call when a child is in
//! danger, and what is said where nothing is yet.

use askama::Template;

use super::html::components;
use super::{Button, Html, Tone};
use crate::texts::Texts;

/// A notice above the page's content.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/notice.html")]
pub struct Notice {
    title: String,
    text: Html,
    tone: Tone,
    id: String,
}

components!(Notice, Panel, Urgent, Empty);

impl Notice {
    /// A notice; its title says how it is meant.
    pub fn of(texts: Texts, tone: Tone, text: impl Into<Html>) -> Self {
        let key = match tone {
            Tone::Good => "kit-notice-success",
            Tone::Neutral => "kit-notice-information",
            Tone::Attention | Tone::Late => "kit-notice-attention",
        };
        Self {
            title: texts.t(key),
            text: text.into(),
            tone,
            id: "notice".to_owned(),
        }
    }

    /// A second notice on a page needs a name of its own.
    pub fn named(mut self, id: &str) -> Self {
        self.id = format!("notice-{id}");
        self
    }
}

/// Something was done: the top of the page that says so.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/panel.html")]
pub struct Panel {
    title: String,
    text: Html,
}

impl Panel {
    /// A confirmation; its title is the page's heading.
    pub fn new(title: impl Into<String>, text: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
        }
    }
}

/// A child may be in danger: whom to call now.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/urgent.html")]
pub struct Urgent {
    texts: Texts,
    title: String,
    text: String,
    about: Vec<Html>,
}

impl Urgent {
    /// The banner with its usual words.
    pub fn new(texts: Texts) -> Self {
        Self {
            texts,
            title: texts.t("kit-urgent-title"),
            text: texts.t("kit-urgent-text"),
            about: Vec::new(),
        }
    }

    /// With words about this case.
    pub fn saying(mut self, title: impl Into<String>, text: impl Into<String>) -> Self {
        self.title = title.into();
        self.text = text.into();
        self
    }

    /// Whom it is about, a line each.
    pub fn about(mut self, lines: impl IntoIterator<Item = Html>) -> Self {
        self.about.extend(lines);
        self
    }

    fn numbers(&self) -> [(&'static str, String); 3] {
        [
            ("112", self.texts.t("kit-urgent-112")),
            ("110", self.texts.t("kit-urgent-110")),
            ("116111", self.texts.t("kit-urgent-116111")),
        ]
    }
}

/// Nothing here yet: what will stand here and what to do.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/empty.html")]
pub struct Empty {
    text: String,
    action: Option<Button>,
}

impl Empty {
    /// What will stand here.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            action: None,
        }
    }

    /// What to do about it.
    pub fn action(mut self, action: Button) -> Self {
        self.action = Some(action.secondary().small());
        self
    }
}
