//! The texts of this crate in Latvian and English: one table per theme, `{name}` marks an argument. They live
//! here and not with the pages because the terminal and the browser show the same sentences about a file.

mod accepts;
mod files;
mod problems;

use serde::{Deserialize, Serialize};

/// A language of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Latvian, the language of the schools.
    #[default]
    Lv,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Lv, Self::En];
}

/// Key, Latvian, English.
pub(crate) type Entry = (&'static str, &'static str, &'static str);

/// All tables, for look-ups and for the test that holds both languages complete.
pub(crate) const TABLES: [&[Entry]; 3] = [accepts::TEXTS, files::TEXTS, problems::TEXTS];

/// The sentence of `key` with its arguments put in. An unknown key shows itself: a test holds that none is.
pub(crate) fn say(key: &str, lang: Lang, arguments: &[(&str, &str)]) -> String {
    let template = TABLES
        .iter()
        .flat_map(|table| table.iter())
        .find(|entry| entry.0 == key)
        .map_or(key, |entry| match lang {
            Lang::Lv => entry.1,
            Lang::En => entry.2,
        });
    fill(template, arguments)
}

/// What a file says, as a message quotes it: at most 200 characters, for a cell may hold a whole book.
pub fn shown(text: &str) -> String {
    shortened(text, 200)
}

/// At most so many characters of a text, and a mark where there are more.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// One pass over the template, so that braces inside a value stay what they are.
fn fill(template: &str, arguments: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else {
            rest = &rest[open..];
            break;
        };
        let name = &after[..close];
        match arguments.iter().find(|(argument, _)| *argument == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=open + 1 + close]),
        }
        rest = &after[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn arguments(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect()
    }

    // covers: REG-31
    #[test]
    fn every_text_exists_in_both_languages_with_the_same_arguments() {
        let mut keys = BTreeSet::new();
        for (key, lv, en) in TABLES.iter().flat_map(|table| table.iter()) {
            assert!(keys.insert(key), "{key} twice");
            assert!(!lv.is_empty() && !en.is_empty(), "{key}");
            assert_eq!(arguments(lv), arguments(en), "{key}");
        }
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        assert_eq!(fill("a {x} b {y}", &[("x", "{y}"), ("y", "1")]), "a {y} b 1");
        assert_eq!(fill("{x", &[]), "{x");
    }
}
