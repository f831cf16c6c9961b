//! The words of the interface. Texts stand in `locales/{lv,en}/*.ftl`, one file a noun; numbers and dates in them are
//! written by `balsts_reports::format`, so a plural and its number can't disagree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use balsts_reports::format::Language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use jiff::civil::{Date, DateTime};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "lv",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            let english = bundle.locales.first().is_some_and(|locale| locale.language.as_str() == "en");
            bundle.set_formatter(Some(if english {
                |value, _| write_number(Language::English, value)
            } else {
                |value, _| write_number(Language::Latvian, value)
            }));
        },
    };
}

/// Texts without values, by language; no more than the interface has.
static PLAIN: [LazyLock<RwLock<HashMap<String, String>>>; 2] =
    [LazyLock::new(RwLock::default), LazyLock::new(RwLock::default)];

const LATVIAN: LanguageIdentifier = langid!("lv");
const ENGLISH: LanguageIdentifier = langid!("en");

fn write_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(language.number(number.value, 3)),
        _ => None,
    }
}

/// The texts of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The language they are in.
    pub language: Language,
}

impl Texts {
    /// The texts of `language`.
    pub const fn of(language: Language) -> Self {
        Self { language }
    }

    /// The text of `key`. A key without text shows itself in brackets and is logged; a test keeps that from happening.
    pub fn t(self, key: &str) -> String {
        self.t_args(key, &[])
    }

    /// The text of `key` with one argument.
    pub fn t1(self, key: &str, name: &str, value: impl Into<Arg>) -> String {
        self.t_args(key, &[(name.to_owned(), value.into())])
    }

    /// The text of `key` with its arguments.
    pub fn t_args(self, key: &str, args: &[(String, Arg)]) -> String {
        self.find(key, args).unwrap_or_else(|| {
            // The rest of a key may come from an address, where people type names; the page shows the key whole.
            let noun = key.split_once('-').map_or("", |(noun, _)| noun);
            tracing::warn!(noun, language = self.language.code(), "no text for a key");
            format!("[{key}]")
        })
    }

    /// The text of `key`, if there is one.
    pub fn find(self, key: &str, args: &[(String, Arg)]) -> Option<String> {
        if !args.is_empty() {
            return self.resolve(key, args);
        }
        // Most texts of a page take no values: they are put together once.
        let plain = &PLAIN[usize::from(self.language == Language::English)];
        if let Ok(known) = plain.read()
            && let Some(text) = known.get(key)
        {
            return Some(text.clone());
        }
        let text = self.resolve(key, args)?;
        if let Ok(mut known) = plain.write() {
            known.insert(key.to_owned(), text.clone());
        }
        Some(text)
    }

    fn resolve(self, key: &str, args: &[(String, Arg)]) -> Option<String> {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, value)| (Cow::Owned(name.clone()), value.fluent(self.language)))
            .collect();
        let identifier = match self.language {
            Language::Latvian => &LATVIAN,
            Language::English => &ENGLISH,
        };
        LOCALES.try_lookup_with_args(identifier, key, &args)
    }

    /// Where a rule comes from, as the program itself names it, in this language; what people wrote stays as they wrote it.
    pub fn rule_source(self, source: &str) -> String {
        let words = source
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        let key = format!(
            "rule-source-{}",
            words.collect::<Vec<_>>().join("-").to_lowercase()
        );
        self.find(&key, &[]).unwrap_or_else(|| source.to_owned())
    }

    /// The text of a message.
    pub fn message(self, message: &Message) -> String {
        self.t_args(&message.key, &message.args)
    }

    /// A date in full.
    pub fn date(self, date: impl std::borrow::Borrow<Date>) -> String {
        self.language.date(*date.borrow())
    }

    /// A date and time in full.
    pub fn moment(self, at: impl std::borrow::Borrow<DateTime>) -> String {
        self.language.moment(*at.borrow())
    }

    /// An amount of cents as euros: "1 234,50 €".
    pub fn euros(self, cents: i64) -> String {
        let plain = format!("{}.{:02}", cents / 100, cents % 100);
        format!("{} €", self.language.decimal(&plain))
    }

    /// A whole number.
    pub fn count(self, value: impl std::borrow::Borrow<i64>) -> String {
        self.language.count(*value.borrow())
    }
}

/// A value inside a text, written as the language writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Words as they are: a name, a class.
    Text(String),
    /// A number; chooses the plural form too.
    Number(f64),
    /// A date in full.
    Date(Date),
    /// A date and time in full.
    Moment(DateTime),
    /// The text of another key.
    Key(String),
}

impl Arg {
    fn fluent(&self, language: Language) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(number) => FluentValue::from(*number),
            Self::Date(date) => FluentValue::from(language.date(*date)),
            Self::Moment(at) => FluentValue::from(language.moment(*at)),
            Self::Key(key) => FluentValue::from(Texts::of(language).t(key)),
        }
    }
}

macro_rules! arg_from {
    ($variant:ident: $($kind:ty => $convert:expr),* $(,)?) => {$(
        impl From<$kind> for Arg {
            fn from(value: $kind) -> Self {
                let convert: fn($kind) -> _ = $convert;
                Self::$variant(convert(value))
            }
        }
    )*};
}

arg_from!(Text: String => |v| v, &str => str::to_owned, &String => Clone::clone);
arg_from!(Number: f64 => |v| v, i32 => f64::from, u32 => f64::from, i64 => |v| v as f64, usize => |v| v as f64,
    &f64 => |v| *v, &i32 => |v| f64::from(*v), &u32 => |v| f64::from(*v), &i64 => |v| *v as f64, &usize => |v| *v as f64);
arg_from!(Date: Date => |v| v, &Date => |v| *v);
arg_from!(Moment: DateTime => |v| v, &DateTime => |v| *v);

/// Templates pass what they iterate over as a reference to a reference.
impl<'a, T: ?Sized> From<&&'a T> for Arg
where
    &'a T: Into<Self>,
{
    fn from(value: &&'a T) -> Self {
        (*value).into()
    }
}

/// A text not yet in a language: a key and its arguments. Errors and notices travel as these.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Key of the text.
    pub key: Cow<'static, str>,
    /// Named values in it.
    pub args: Vec<(String, Arg)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }
}

impl From<&balsts_app::FieldError> for Message {
    fn from(error: &balsts_app::FieldError) -> Self {
        error
            .args
            .iter()
            .fold(Self::new(error.key), |message, (name, value)| {
                message.with(name, value)
            })
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

#[cfg(test)]
mod tests;
