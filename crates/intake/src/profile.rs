//! Mapping profiles: how one school's export is read as a KIND. A profile is a TOML file of headers, codes and
//! constants; it is checked when it is loaded, so that a mistake in it is not taken for one in the file.

mod check;
mod shipped;

use std::collections::BTreeMap;

use balsts_domain::registry::Source;
use serde::Deserialize;
use toml::Spanned;

use crate::kind::Kind;
use crate::options::{Encoding, Separator};
use crate::text::{Lang, say};
use crate::values::DateFormat;

/// A checked profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its name: that of its file.
    pub name: String,
    /// The KIND it reads.
    pub kind: Kind,
    /// The system whose exports it reads, where it reads those of one alone.
    pub source: Option<Source>,
    pub(crate) sheet: Option<String>,
    pub(crate) skip_rows: u64,
    pub(crate) separator: Option<Separator>,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) date_formats: Vec<DateFormat>,
    /// Folded header → column of the KIND.
    pub(crate) columns: BTreeMap<String, usize>,
    /// Folded headers that are known and not read.
    pub(crate) ignored: Vec<String>,
    /// Column → code in the file, in small letters → code read.
    pub(crate) codes: BTreeMap<usize, BTreeMap<String, String>>,
    pub(crate) constants: BTreeMap<usize, String>,
    pub(crate) when_empty: BTreeMap<usize, String>,
    /// Column → values in small letters that make a row be left out.
    pub(crate) left_out: BTreeMap<usize, Vec<String>>,
    pub(crate) wide: Option<Wide>,
}

/// A table with one column for each value of a field, such as one for each lesson.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wide {
    /// The field that the header gives.
    pub key: usize,
    /// The field that the cell gives.
    pub value: usize,
    /// Folded header → value of the key field.
    pub columns: BTreeMap<String, String>,
}

/// A text with its place in the file.
type Placed = Spanned<String>;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: Placed,
    #[serde(default)]
    source: Option<Placed>,
    #[serde(default)]
    sheet: Option<String>,
    #[serde(default)]
    skip_rows: u64,
    #[serde(default)]
    separator: Option<Placed>,
    #[serde(default)]
    encoding: Option<Placed>,
    #[serde(default)]
    date_formats: Vec<Placed>,
    #[serde(default)]
    columns: BTreeMap<String, Placed>,
    #[serde(default)]
    ignored_columns: Vec<String>,
    #[serde(default)]
    codes: BTreeMap<String, Spanned<BTreeMap<String, Placed>>>,
    #[serde(default)]
    constants: BTreeMap<String, Placed>,
    #[serde(default)]
    when_empty: BTreeMap<String, Placed>,
    #[serde(default)]
    left_out: BTreeMap<String, Spanned<Vec<String>>>,
    #[serde(default)]
    wide: Option<Spanned<WrittenWide>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWide {
    key: Placed,
    value: Placed,
    columns: BTreeMap<String, Placed>,
}

impl Profile {
    /// Reads and checks the text of a profile.
    ///
    /// # Errors
    /// What is wrong, with its line: [`ProfileError::Line`].
    pub fn parse(name: &str, toml: &str) -> Result<Self, ProfileError> {
        let line = |place: usize| toml.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1;
        let written: Written = toml::from_str(toml).map_err(|error| {
            let detail = error.message().to_owned();
            ProfileError::Syntax { detail }.on_line(error.span().map_or(1, |span| line(span.start)))
        })?;
        check::checked(name, written).map_err(|wrong| wrong.error.on_line(line(wrong.place)))
    }

    /// The profile of a file that needs none.
    pub(crate) fn plain(kind: Kind) -> Self {
        Self {
            name: String::new(),
            kind,
            source: None,
            sheet: None,
            skip_rows: 0,
            separator: None,
            encoding: None,
            date_formats: Vec::new(),
            columns: BTreeMap::new(),
            ignored: Vec::new(),
            codes: BTreeMap::new(),
            constants: BTreeMap::new(),
            when_empty: BTreeMap::new(),
            left_out: BTreeMap::new(),
            wide: None,
        }
    }

    /// Whether values are read as they stand.
    pub(crate) fn is_plain(&self) -> bool {
        self.codes.is_empty() && self.when_empty.is_empty()
    }

    /// A profile that comes with the program.
    pub fn shipped(name: &str) -> Result<Self, ProfileError> {
        match shipped::PROFILES.iter().find(|profile| profile.0 == name) {
            Some((name, toml)) => Self::parse(name, toml),
            None => Err(ProfileError::Unknown {
                name: name.to_owned(),
            }),
        }
    }

    /// The names of the profiles that come with the program.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        shipped::PROFILES.iter().map(|profile| profile.0)
    }

    /// The text of a profile that comes with the program, to be copied and changed.
    pub fn shipped_text(name: &str) -> Option<&'static str> {
        shipped::PROFILES
            .iter()
            .find(|profile| profile.0 == name)
            .map(|profile| profile.1)
    }
}

/// Why a profile is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
pub enum ProfileError {
    /// Not TOML, or a key that profiles do not have.
    Syntax {
        /// What the TOML reader says.
        detail: String,
    },
    /// No such KIND.
    Kind {
        /// What was said.
        value: String,
    },
    /// The profile is for another KIND than the file.
    OtherKind {
        /// The profile's.
        profile: Kind,
        /// The file's.
        file: Kind,
    },
    /// No such field, separator or encoding.
    Field {
        /// Where.
        section: &'static str,
        /// What was said.
        value: String,
        /// What is accepted.
        accepts: String,
    },
    /// A code or constant that its field does not accept.
    Code {
        /// The field.
        field: &'static str,
        /// What was said.
        value: String,
        /// Why not.
        problem: Box<crate::Problem>,
    },
    /// A date format without one each of d, m, y.
    DateFormat {
        /// What was said.
        value: String,
    },
    /// A wide layout that makes no sense.
    Wide {
        /// What is wrong with it.
        detail: &'static str,
    },
    /// A field that is set both by a column and by a constant.
    Doubled {
        /// The field.
        field: &'static str,
    },
    /// No profile of this name.
    Unknown {
        /// What was said.
        name: String,
    },
    /// One of the others, on a line of the file.
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong on it.
        error: Box<Self>,
    },
}

impl ProfileError {
    fn on_line(self, line: usize) -> Self {
        Self::Line {
            line,
            error: Box::new(self),
        }
    }

    /// The stable key of the error, the same in every language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Line { error, .. } => error.key(),
            Self::Syntax { .. } => "profile-syntax",
            Self::Kind { .. } => "profile-kind",
            Self::OtherKind { .. } => "profile-other-kind",
            Self::Field { .. } => "profile-field",
            Self::Code { .. } => "profile-code",
            Self::DateFormat { .. } => "profile-date-format",
            Self::Wide { .. } => "profile-wide",
            Self::Doubled { .. } => "profile-doubled",
            Self::Unknown { .. } => "profile-unknown",
        }
    }

    /// What is wrong and what is accepted.
    pub fn text(&self, lang: Lang) -> String {
        let key = self.key();
        match self {
            Self::Line { line, error } => say(
                "profile-line",
                lang,
                &[("line", &line.to_string()), ("text", &error.text(lang))],
            ),
            Self::Syntax { detail } => say(key, lang, &[("detail", detail)]),
            Self::Kind { value } => {
                let kinds = Kind::ALL.map(Kind::code).join(", ");
                say(key, lang, &[("value", value), ("accepts", &kinds)])
            }
            Self::OtherKind { profile, file } => {
                say(key, lang, &[("profile", profile.code()), ("file", file.code())])
            }
            Self::Field {
                section,
                value,
                accepts,
            } => say(
                key,
                lang,
                &[("section", section), ("value", value), ("accepts", accepts)],
            ),
            Self::Code {
                field,
                value,
                problem,
            } => say(
                key,
                lang,
                &[("field", field), ("value", value), ("text", &problem.text(lang))],
            ),
            Self::DateFormat { value } => say(key, lang, &[("value", value)]),
            Self::Wide { detail } => say(key, lang, &[("detail", detail)]),
            Self::Doubled { field } => say(key, lang, &[("field", field)]),
            Self::Unknown { name } => {
                let names = Self::names();
                say(key, lang, &[("name", name), ("accepts", &names)])
            }
        }
    }

    fn names() -> String {
        Profile::shipped_names().collect::<Vec<_>>().join(", ")
    }
}
