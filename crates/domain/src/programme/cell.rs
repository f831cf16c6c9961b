//! A cell of a table of the document: a number, a text, or nothing.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::number::Written;
use crate::numbers::Decimal;

/// What stands in a cell. In a file an empty cell is an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => to.serialize_str(""),
            Self::Number(number) => Written::from(*number).serialize(to),
            Self::Text(text) => to.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, a text or nothing")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Number(Decimal::from(number)))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Cell, E> {
                let number = i64::try_from(number).map_err(E::custom)?;
                Ok(Cell::Number(Decimal::from(number)))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Cell, E> {
                Written::Broken(number)
                    .decimal()
                    .map(Cell::Number)
                    .ok_or_else(|| E::custom("a number with at most nine decimals is accepted"))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Cell, E> {
                Ok(if text.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(text.to_owned())
                })
            }

            fn visit_unit<E: de::Error>(self) -> Result<Cell, E> {
                Ok(Cell::Empty)
            }
        }

        from.deserialize_any(Visitor)
    }
}

/// As in a file: numbers with a point, nothing for nothing.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}
