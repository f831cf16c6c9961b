//! Codes of municipalities.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The code of a municipality in an installation: 2–40 of `a–z`, `0–9` and inner hyphens, such as `ogres-novads`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(String);

/// The text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a municipality code; accepted are 2 to 40 letters a-z, digits and hyphens between them"
)]
pub struct MunicipalityCodeError(pub String);

impl MunicipalityCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MunicipalityCode {
    type Err = MunicipalityCodeError;

    fn from_str(text: &str) -> Result<Self, MunicipalityCodeError> {
        let sound = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if (2..=40).contains(&text.len()) && text.split('-').all(sound) {
            return Ok(Self(text.to_owned()));
        }
        Err(MunicipalityCodeError(text.to_owned()))
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = MunicipalityCodeError;
    fn try_from(text: String) -> Result<Self, MunicipalityCodeError> {
        text.parse()
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> Self {
        code.0
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::MunicipalityCode;

    #[test]
    fn codes_are_plain() {
        for code in [
            "rezeknes-novads",
            "tukuma-novads",
            "ogres-novads",
            "ventspils",
            "rezekne",
        ] {
            assert_eq!(code.parse::<MunicipalityCode>().unwrap().as_str(), code);
        }
        for code in [
            "",
            "o",
            "Ogre",
            "ogres_novads",
            "-ogre",
            "ogre-",
            "a--b",
            "rēzekne",
            &"a".repeat(41),
        ] {
            assert!(code.parse::<MunicipalityCode>().is_err(), "{code}");
        }
    }
}
