//! A cell of a source table: a number, no data, or text. No data is never zero.

use serde::{Deserialize, Serialize};

use super::Decimal;

/// What a cell of a source table says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// A number; `footnoted` when a footnote mark stands beside it.
    Number {
        /// Its value.
        value: Decimal,
        /// `*` or `**` stands behind the number: the source says something more about it.
        footnoted: bool,
        /// Written with a per cent sign.
        percent: bool,
    },
    /// Empty, a dash or words for it.
    NoData,
    /// Anything else, as written.
    Text(String),
}

impl Cell {
    /// Reads a cell. Never fails: what is no number and no sign for missing data is text.
    pub fn parse(text: &str) -> Self {
        let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
        let without_mark = trimmed.trim_end_matches('*').trim_end();
        let footnoted = without_mark.len() < trimmed.len();
        let bare = without_mark.strip_suffix('%').map(str::trim_end);
        if let Some(value) = Decimal::parse(bare.unwrap_or(without_mark)) {
            return Self::Number {
                value,
                footnoted,
                percent: bare.is_some(),
            };
        }
        match without_mark.to_lowercase().trim_end_matches('.') {
            "" | "-" | "–" | "—" | "−" | "x" | "n/a" | "nav" | "nav datu" | "nav informācijas" | "n/d"
            | "no data" => Self::NoData,
            _ => Self::Text(trimmed.to_owned()),
        }
    }

    /// The number, if it is one.
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// Whether the source says that it has no data.
    pub const fn is_no_data(&self) -> bool {
        matches!(self, Self::NoData)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // covers: REG-31
    #[test]
    fn a_cell_is_a_number_no_data_or_text() {
        assert_eq!(Cell::parse("19'695").number(), Some(Decimal::from(19_695)));
        assert_eq!(
            Cell::parse(" 1,5* "),
            Cell::Number {
                value: Decimal::new(15, 1),
                footnoted: true,
                percent: false
            }
        );
        assert_eq!(
            Cell::parse("0,94 %"),
            Cell::Number {
                value: Decimal::new(94, 2),
                footnoted: false,
                percent: true
            }
        );
        for text in ["", "-", "–", "Nav datu", "nav datu*", "  "] {
            assert!(Cell::parse(text).is_no_data(), "{text}");
        }
        assert_eq!(Cell::parse("0").number(), Some(Decimal::from(0)));
        assert_eq!(Cell::parse("<0,05%"), Cell::Text("<0,05%".to_owned()));
        assert_eq!(Cell::parse("tiks noteikts 2024. gadā").number(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,16}") {
            let _ = Cell::parse(&text);
        }
    }
}
