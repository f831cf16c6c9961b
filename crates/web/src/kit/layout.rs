//! The frame of every page: header, navigation, language switch, notices, footer. Made from the request; a handler
//! adds the title and what else the page needs.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use balsts_domain::calendar::SchoolYear;
use balsts_reports::format::Language;

use super::{Address, Button, FieldErrors, Flash, Form, FormValues, Notice, Sections, Site};
use crate::assets;
use crate::texts::{Arg, Texts};

/// An entry of the navigation: where it leads and the key of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// Key of its text.
    pub key: String,
}

impl NavItem {
    /// An entry.
    pub fn new(href: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            key: key.into(),
        }
    }
}

/// Who looks at the page. The sign-in layer puts it into the request's extensions (and into the response's, so that
/// error pages keep the navigation).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Names this person's drafts in the browser; says nothing about the person.
    pub draft_key: String,
    /// The person's own name.
    pub name: String,
    /// Key of the role's name.
    pub role_key: String,
    /// Municipality or institution, shown in the header.
    pub place: Option<String>,
    /// Messages that wait to be read.
    pub unread: i64,
    /// The navigation of the role.
    pub nav: Vec<NavItem>,
    /// Seconds until the session ends when nothing is done.
    pub session_seconds: Option<u32>,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Words of the reader's language.
    pub texts: Texts,
    /// Name of the page, without the product's.
    pub title: String,
    /// Whom or what the page is about, above its heading.
    pub caption: Option<String>,
    /// The address asked for.
    pub address: Address,
    /// Who looks, when signed in.
    pub viewer: Option<Viewer>,
    /// A notice left by the redirect that led here.
    pub flash: Option<Flash>,
    /// All people are invented: a banner says so.
    pub demonstration: bool,
    /// The page is for reading, not for tables.
    pub narrow: bool,
    /// Link above the page.
    pub back: Option<Link>,
    /// The form of this page came back with errors.
    pub has_errors: bool,
}

impl Layout {
    /// A frame in `language` for `address`, with nobody signed in.
    pub fn new(language: Language, address: Address) -> Self {
        Self {
            texts: Texts::of(language),
            title: String::new(),
            caption: None,
            address,
            viewer: None,
            flash: None,
            demonstration: false,
            narrow: false,
            back: None,
            has_errors: false,
        }
    }

    /// With the text of `key` as title.
    pub fn titled(self, key: &str) -> Self {
        let title = self.t(key);
        self.titled_as(title)
    }

    /// With these words as title.
    pub fn titled_as(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// With words above the heading: whom or what the page is about.
    pub fn captioned(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// For reading and forms.
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// With a link back; `key` says where to.
    pub fn back(mut self, href: impl Into<String>, key: &str) -> Self {
        self.back = Some(Link {
            href: href.into(),
            text: self.t(key),
        });
        self
    }

    /// Says in the title that the form has errors, if it has.
    pub fn with_errors(mut self, errors: &FieldErrors) -> Self {
        self.has_errors = !errors.is_empty();
        self
    }

    /// The text of `key`.
    pub fn t(&self, key: &str) -> String {
        self.texts.t(key)
    }

    /// The text of `key` with one argument.
    pub fn t1(&self, key: &str, name: &str, value: impl Into<Arg>) -> String {
        self.texts.t1(key, name, value)
    }

    /// The text of `key` with two arguments.
    pub fn t2(&self, key: &str, first: (&str, impl Into<Arg>), second: (&str, impl Into<Arg>)) -> String {
        self.texts.t_args(
            key,
            &[
                (first.0.to_owned(), first.1.into()),
                (second.0.to_owned(), second.1.into()),
            ],
        )
    }

    /// This page for each of the `many` school years up to `newest`, with `shown` as the one on it.
    pub fn school_years(&self, shown: SchoolYear, newest: SchoolYear, many: usize) -> Sections {
        let address = |year: SchoolYear| self.address.with("year", year).to_string();
        let years = std::iter::successors(Some(newest), |year| Some(year.previous()));
        years.take(many).fold(
            Sections::new(self.t("kit-school-years"), address(shown)),
            |sections, year| {
                let words = self.texts.language.school_year(year.first_calendar_year());
                sections.part(address(year), words)
            },
        )
    }

    /// A button that sends the form.
    pub fn submit(&self, key: &str) -> Button {
        Button::submit(self.t(key))
    }

    /// A link that looks like a button.
    pub fn button_link(&self, key: &str, href: impl Into<String>) -> Button {
        Button::link(self.t(key), href)
    }

    /// An empty form in the reader's language.
    pub fn form(&self) -> Form {
        Form::new(self.texts)
    }

    /// A form with what was sent and what is wrong with it.
    pub fn filled_form(&self, values: FormValues, errors: FieldErrors) -> Form {
        Form::filled(self.texts, values, errors)
    }

    /// Address of the product's sign.
    pub fn icon(&self) -> &'static str {
        assets::ICON_SVG
    }

    /// Address of the styles.
    pub fn styles(&self) -> &'static str {
        assets::APP_CSS
    }

    /// Address of the script.
    pub fn script(&self) -> &'static str {
        assets::APP_JS
    }

    /// The `lang` attribute.
    pub fn lang(&self) -> &'static str {
        self.texts.language.code()
    }

    /// Each language with the address that switches to it.
    pub fn languages(&self) -> Vec<(Language, String)> {
        Language::ALL
            .into_iter()
            .map(|language| (language, self.address.with("lang", language.code()).to_string()))
            .collect()
    }

    /// Whether the page belongs to this entry of the navigation.
    pub fn is_current(&self, item: &NavItem) -> bool {
        let path = self.address.path();
        path == item.href
            || (item.href != "/"
                && path
                    .strip_prefix(&item.href)
                    .is_some_and(|rest| rest.starts_with('/')))
    }

    /// The notice left by the redirect that led here.
    pub fn notice(&self) -> Option<Notice> {
        self.flash
            .as_ref()
            .map(|flash| Notice::of(self.texts, flash.tone, self.texts.message(&flash.message)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Layout {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let language = parts.extensions.get::<Language>().copied().unwrap_or_default();
        let mut layout = Self::new(language, Address::of(&parts.uri));
        layout.viewer = parts.extensions.get::<Viewer>().cloned();
        layout.flash = parts.extensions.get::<Flash>().cloned();
        layout.demonstration = parts
            .extensions
            .get::<Arc<Site>>()
            .is_some_and(|site| site.demonstration);
        Ok(layout)
    }
}
