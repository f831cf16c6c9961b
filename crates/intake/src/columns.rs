//! The vocabulary of the column tables: a column's names, whether it is needed, its type. Header matching,
//! templates, the columns' documentation and the messages are all made from these tables, so they cannot differ.

use crate::text::{Lang, say};

/// One column of a KIND.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// The canonical name: public interface, never changed.
    pub name: &'static str,
    /// Latvian names, the first is the one shown.
    pub aliases: &'static [&'static str],
    /// Whether a file and a row must have it.
    pub need: Need,
    /// What its values are.
    pub of: ColumnType,
}

/// Whether a column must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// In the header and in every row.
    Required,
    /// May be absent or empty.
    Optional,
    /// One column at least of those with the same group is in the header and has a value in every row.
    OneOf(Group),
}

/// Columns that stand for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// `personal_code` or `pupil_code`.
    Pupil,
    /// A pupil or a `count` of people.
    PupilOrCount,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColumnType {
    /// A personal code, old or new.
    PersonalCode,
    /// A code an institution gave a pupil.
    PupilCode,
    /// A code of an institution or another record.
    Code,
    /// A text of at most so many characters.
    Text(usize),
    /// An e-mail address.
    Email,
    /// A day.
    Date,
    /// A day, or a month or school year standing for its first day.
    PeriodStart,
    /// A day, or a month or school year standing for its last day.
    PeriodEnd,
    /// A class.
    Class,
    /// A whole number from and to.
    Whole(i64, i64),
    /// A number from and to, read to the thousandth.
    Decimal(i64, i64),
    /// A number above nothing and up to, read to the thousandth.
    Positive(i64),
    /// A mark.
    Mark,
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(&'static [Choice]),
    /// Some of these, with `;` between them.
    Choices(&'static [Choice]),
    /// A programme code of 8 digits.
    ProgrammeCode,
    /// A school year.
    SchoolYear,
    /// 1 or 2.
    Semester,
    /// Codes with `;` between them.
    List,
}

/// One accepted value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The canonical code.
    pub code: &'static str,
    /// Other spellings, Latvian first.
    pub aliases: &'static [&'static str],
}

impl ColumnType {
    /// What the column accepts, as the end of a sentence.
    pub fn accepts(&self, lang: Lang) -> String {
        match self {
            Self::PersonalCode => say("accepts-personal-code", lang, &[]),
            Self::PupilCode => say("accepts-pupil-code", lang, &[]),
            Self::Code => say(
                "accepts-code",
                lang,
                &[("max", &crate::values::LONGEST_CODE.to_string())],
            ),
            Self::Text(max) => say("accepts-text", lang, &[("max", &max.to_string())]),
            Self::Email => say("accepts-email", lang, &[]),
            Self::Date => say("accepts-date", lang, &[]),
            Self::PeriodStart | Self::PeriodEnd => say("accepts-period", lang, &[]),
            Self::Class => say("accepts-class", lang, &[]),
            Self::Whole(min, max) => say(
                "accepts-whole",
                lang,
                &[("min", &min.to_string()), ("max", &max.to_string())],
            ),
            Self::Decimal(min, max) => say(
                "accepts-decimal",
                lang,
                &[("min", &min.to_string()), ("max", &max.to_string())],
            ),
            Self::Positive(max) => say("accepts-positive", lang, &[("max", &max.to_string())]),
            Self::Mark => say("accepts-mark", lang, &[]),
            Self::YesNo => say("accepts-yes-no", lang, &[]),
            Self::Choice(choices) => say("accepts-choice", lang, &[("choices", &listed(choices))]),
            Self::Choices(choices) => say("accepts-choices", lang, &[("choices", &listed(choices))]),
            Self::ProgrammeCode => say("accepts-programme-code", lang, &[]),
            Self::SchoolYear => say("accepts-school-year", lang, &[]),
            Self::Semester => say("accepts-semester", lang, &[]),
            Self::List => say("accepts-list", lang, &[]),
        }
    }
}

/// `unexcused (neattaisnots), illness (slimība)`.
fn listed(choices: &[Choice]) -> String {
    let mut out = String::new();
    for choice in choices {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(choice.code);
        if let Some(alias) = choice.aliases.first() {
            out.push_str(" (");
            out.push_str(alias);
            out.push(')');
        }
    }
    out
}

pub(crate) const fn required(name: &'static str, aliases: &'static [&'static str], of: ColumnType) -> Column {
    Column {
        name,
        aliases,
        need: Need::Required,
        of,
    }
}

pub(crate) const fn optional(name: &'static str, aliases: &'static [&'static str], of: ColumnType) -> Column {
    Column {
        name,
        aliases,
        need: Need::Optional,
        of,
    }
}

pub(crate) const fn choice(code: &'static str, aliases: &'static [&'static str]) -> Choice {
    Choice { code, aliases }
}

/// The pupil's personal code: first column of every table about pupils.
pub(crate) const PERSONAL_CODE: Column = Column {
    name: "personal_code",
    aliases: &[
        "Personas kods",
        "Skolēna personas kods",
        "Izglītojamā personas kods",
        "PK",
    ],
    need: Need::OneOf(Group::Pupil),
    of: ColumnType::PersonalCode,
};

/// Stands for the personal code of a pupil without one: second column of every table about pupils.
pub(crate) const PUPIL_CODE: Column = Column {
    name: "pupil_code",
    aliases: &["Izglītojamā kods", "Skolēna kods", "Identifikators"],
    need: Need::OneOf(Group::Pupil),
    of: ColumnType::PupilCode,
};

/// The institution.
pub(crate) const INSTITUTION_CODE: Column = required(
    "institution_code",
    &[
        "Iestādes kods",
        "Skolas kods",
        "Iestāde",
        "Skola",
        "Izglītības iestāde",
    ],
    ColumnType::Code,
);

/// The class.
pub(crate) const CLASS: Column = required("class", &["Klase", "Klase/grupa", "Grupa"], ColumnType::Class);

/// The first day of a record's validity.
pub(crate) const FROM: Column = required(
    "from",
    &["No", "Sākums", "Sākuma datums", "Datums no"],
    ColumnType::PeriodStart,
);

/// The last day of a record's validity.
pub(crate) const TO: Column = optional(
    "to",
    &["Līdz", "Beigas", "Beigu datums", "Datums līdz"],
    ColumnType::PeriodEnd,
);

/// The day of a record.
pub(crate) const DATE: Column = required("date", &["Datums", "Diena"], ColumnType::Date);

/// A subject.
pub(crate) const SUBJECT: Column = required(
    "subject",
    &["Priekšmets", "Mācību priekšmets"],
    ColumnType::Text(200),
);
