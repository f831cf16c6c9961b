//! The identifier an institution gives a pupil who has no Latvian personal code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An identifier assigned by an institution: 1–40 letters, digits and `- _ / .`, kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PupilCode(String);

/// Why a text is no pupil code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PupilCodeError {
    /// Nothing there.
    #[error("no pupil code given")]
    Empty,
    /// More than 40 characters.
    #[error("a pupil code has at most 40 characters")]
    TooLong,
    /// Something other than letters, digits and `- _ / .`.
    #[error("a pupil code has letters, digits and - _ / . only, not `{0}`")]
    Character(char),
    /// It reads as a personal code and belongs in that column.
    #[error("this is a personal code, not a pupil code")]
    PersonalCode,
}

impl PupilCode {
    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PupilCode {
    type Err = PupilCodeError;

    fn from_str(text: &str) -> Result<Self, PupilCodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PupilCodeError::Empty);
        }
        if text.chars().count() > 40 {
            return Err(PupilCodeError::TooLong);
        }
        if let Some(c) = text
            .chars()
            .find(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.')))
        {
            return Err(PupilCodeError::Character(c));
        }
        // Kept apart, or the same child would be two pupils.
        if super::PersonalCode::parse(text).is_ok() {
            return Err(PupilCodeError::PersonalCode);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for PupilCode {
    type Error = PupilCodeError;
    fn try_from(text: String) -> Result<Self, PupilCodeError> {
        text.parse()
    }
}

impl From<PupilCode> for String {
    fn from(code: PupilCode) -> Self {
        code.0
    }
}

impl fmt::Display for PupilCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_accepted() {
        assert_eq!(" OV1-0017 ".parse::<PupilCode>().unwrap().as_str(), "OV1-0017");
        assert_eq!("".parse::<PupilCode>(), Err(PupilCodeError::Empty));
        assert_eq!("=1+1".parse::<PupilCode>(), Err(PupilCodeError::Character('=')));
        assert_eq!(
            "320000-00001".parse::<PupilCode>(),
            Err(PupilCodeError::PersonalCode)
        );
        assert_eq!("x".repeat(41).parse::<PupilCode>(), Err(PupilCodeError::TooLong));
    }
}
