//! Numbers of a programme in files: whole ones as whole numbers, others with their decimals.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::numbers::Decimal;

/// A number as JSON and TOML write it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Written {
    /// Without decimals.
    Whole(i64),
    /// With decimals.
    Broken(f64),
}

impl From<Decimal> for Written {
    fn from(number: Decimal) -> Self {
        match number.whole() {
            Some(whole) => Self::Whole(whole),
            None => Self::Broken(number.to_string().parse().unwrap_or_default()),
        }
    }
}

impl Written {
    /// The number as it was written: 0.02 stays 0.02.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Whole(whole) => Some(Decimal::from(*whole)),
            Self::Broken(broken) => Decimal::parse(&broken.to_string()),
        }
    }
}

/// Serialises a number that may be unknown.
#[expect(clippy::ref_option, reason = "serde hands the field over like this")]
pub(super) fn serialize<S: Serializer>(number: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
    number.map(Written::from).serialize(to)
}

/// Reads a number that may be unknown.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    let Some(written) = Option::<Written>::deserialize(from)? else {
        return Ok(None);
    };
    written
        .decimal()
        .map(Some)
        .ok_or_else(|| D::Error::custom("a number with at most nine decimals is accepted"))
}
