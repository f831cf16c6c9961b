//! Lists of things: what is known about one (summary list), what to do (task list), what happened (timeline), parts of
//! a page (sections), and the tag that names a state.

use askama::Template;

use super::html::components;
use super::{Html, Link, Tone};
use crate::texts::Texts;

/// A state in words.
#[derive(Template, Clone, Debug, PartialEq, Eq)]
#[template(
    ext = "html",
    source = r#"<strong class="govuk-tag b-tag--{{ tone.class() }}">{{ words }}</strong>"#
)]
pub struct Tag {
    words: String,
    tone: Tone,
}

components!(Tag, SummaryList, TaskList, Timeline, Sections);

impl Tag {
    /// A state; the tone adds a colour to the words, never replaces them.
    pub fn new(words: impl Into<String>, tone: Tone) -> Self {
        Self {
            words: words.into(),
            tone,
        }
    }
}

#[derive(Clone, Debug)]
struct Fact {
    name: String,
    value: Html,
    change: Option<String>,
}

/// Names and values of one thing; with `change` links it is the page to check answers on.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/summary_list.html")]
pub struct SummaryList {
    texts: Texts,
    facts: Vec<Fact>,
}

impl SummaryList {
    /// An empty list.
    pub fn new(texts: Texts) -> Self {
        Self {
            texts,
            facts: Vec::new(),
        }
    }

    /// A name and its value.
    pub fn row(mut self, name: impl Into<String>, value: impl Into<Html>) -> Self {
        self.facts.push(Fact {
            name: name.into(),
            value: value.into(),
            change: None,
        });
        self
    }

    /// A name and its value, or «nav datu».
    pub fn maybe(self, name: impl Into<String>, value: Option<impl Into<Html>>) -> Self {
        let missing = self.texts.t("kit-no-data");
        let value = value.map_or_else(|| Html::text(&missing), Into::into);
        self.row(name, value)
    }

    /// A name and its value with a link to change it.
    pub fn changeable(
        mut self,
        name: impl Into<String>,
        value: impl Into<Html>,
        href: impl Into<String>,
    ) -> Self {
        self.facts.push(Fact {
            name: name.into(),
            value: value.into(),
            change: Some(href.into()),
        });
        self
    }

    fn any_change(&self) -> bool {
        self.facts.iter().any(|fact| fact.change.is_some())
    }
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Task {
    title: String,
    href: Option<String>,
    hint: Option<String>,
    status: Html,
    when: Option<String>,
}

impl Task {
    /// A thing to do; `href` leads to doing it.
    pub fn new(title: impl Into<String>, href: impl Into<String>, status: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            href: Some(href.into()),
            hint: None,
            status: status.into(),
            when: None,
        }
    }

    /// It can't be done yet.
    pub fn unavailable(mut self) -> Self {
        self.href = None;
        self
    }

    /// A sentence under it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Until when, in words.
    pub fn when(mut self, when: impl Into<String>) -> Self {
        self.when = Some(when.into());
        self
    }
}

/// Things to do, in order.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/task_list.html")]
pub struct TaskList {
    id: String,
    tasks: Vec<Task>,
}

impl TaskList {
    /// A list; `id` tells it from others on the page.
    pub fn new(id: &str, tasks: Vec<Task>) -> Self {
        Self {
            id: id.to_owned(),
            tasks,
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    title: String,
    by: Option<String>,
    when: String,
    machine_when: String,
    text: Html,
}

impl Event {
    /// What happened on `date`; `text` says more.
    pub fn on(
        texts: Texts,
        date: jiff::civil::Date,
        title: impl Into<String>,
        text: impl Into<Html>,
    ) -> Self {
        Self {
            title: title.into(),
            by: None,
            when: texts.date(date),
            machine_when: date.to_string(),
            text: text.into(),
        }
    }

    /// What happened at a moment.
    pub fn at(
        texts: Texts,
        at: jiff::civil::DateTime,
        title: impl Into<String>,
        text: impl Into<Html>,
    ) -> Self {
        let mut event = Self::on(texts, at.date(), title, text);
        event.when = texts.moment(at);
        event.machine_when = at.to_string();
        event
    }

    /// By whom.
    pub fn by(mut self, who: impl Into<String>) -> Self {
        self.by = Some(who.into());
        self
    }
}

/// What happened, latest first.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/timeline.html")]
pub struct Timeline {
    events: Vec<Event>,
    level: u8,
}

impl Timeline {
    /// Events in the order given; their headings are of level 3.
    pub fn new(events: Vec<Event>) -> Self {
        Self { events, level: 3 }
    }

    /// With headings of this level.
    pub fn heading_level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }
}

/// Parts of a page, each with an address of its own.
#[derive(Template, Clone, Debug)]
#[template(path = "kit/sections.html")]
pub struct Sections {
    label: String,
    links: Vec<Link>,
    current: String,
}

impl Sections {
    /// A row of links; `label` names it for screen readers, `current` is the address of the part shown.
    pub fn new(label: impl Into<String>, current: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            links: Vec::new(),
            current: current.into(),
        }
    }

    /// One more part.
    pub fn part(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.links.push(Link {
            href: href.into(),
            text: text.into(),
        });
        self
    }
}
