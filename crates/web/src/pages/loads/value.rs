//! The values of a file as a page writes them.

use balsts_intake::{ColumnType, Kind};
use balsts_reports::format::Language;

use crate::texts::Texts;

/// A stored value of a column as the language writes it: days, numbers and what stands for a code.
pub(super) fn value_words(kind: Kind, name: &str, value: &str, texts: Texts) -> String {
    let of = kind
        .columns()
        .iter()
        .find(|column| column.name == name)
        .map(|column| column.of);
    let words = match of {
        Some(ColumnType::Date | ColumnType::PeriodStart | ColumnType::PeriodEnd) => value
            .parse::<jiff::civil::Date>()
            .ok()
            .map(|date| texts.date(date)),
        Some(ColumnType::Decimal(..) | ColumnType::Positive(_)) => {
            value.parse().ok().map(|number| texts.language.number(number, 3))
        }
        Some(ColumnType::Choice(choices)) => {
            choices.iter().find(|choice| choice.code == value).map(|choice| {
                match (texts.language, choice.aliases.first()) {
                    (Language::Latvian, Some(alias)) => (*alias).to_owned(),
                    _ => choice.code.replace('_', " "),
                }
            })
        }
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_the_reader_writes_them() {
        let said = |language, name, value| value_words(Kind::Staff, name, value, Texts::of(language));
        assert_eq!(said(Language::Latvian, "as_of", "2026-09-01"), "01.09.2026.");
        assert_eq!(said(Language::Latvian, "fte", "2.333"), "2,333");
        assert_eq!(
            said(Language::Latvian, "role", "career_consultant"),
            "karjeras konsultants"
        );
        assert_eq!(
            said(Language::English, "role", "career_consultant"),
            "career consultant"
        );
        assert_eq!(said(Language::Latvian, "institution_code", "ogres-1"), "ogres-1");
        assert_eq!(said(Language::Latvian, "fte", "daudz"), "daudz");
    }
}
