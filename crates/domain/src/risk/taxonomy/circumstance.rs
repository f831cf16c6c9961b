//! What a person may record of a child's circumstances: a factor of the taxonomy or a status.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::wordings::folded;
use super::{Factor, Group};
use crate::risk::Level;

/// A status that is no risk factor of the documents, but matters to rules or to target groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Learns at home on a doctor's or parents' ground: absence from school is no absence.
    HomeSchooling,
    /// Use of substances noticed; counts against a threshold of its own.
    SubstanceUse,
    /// The child or family came as refugees.
    Refugee,
    /// The family returned from abroad.
    ReturnedFromAbroad,
    /// Learns in a language other than that of home.
    Bilingual,
    /// The family cannot manage daily life without help.
    LowFunctioningFamily,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::HomeSchooling,
        Self::SubstanceUse,
        Self::Refugee,
        Self::ReturnedFromAbroad,
        Self::Bilingual,
        Self::LowFunctioningFamily,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HomeSchooling => "home_schooling",
            Self::SubstanceUse => "substance_use",
            Self::Refugee => "refugee",
            Self::ReturnedFromAbroad => "returned_from_abroad",
            Self::Bilingual => "bilingual",
            Self::LowFunctioningFamily => "low_functioning_family",
        }
    }

    /// The wording in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::HomeSchooling => "Mājas apmācība",
            Self::SubstanceUse => "Vielu lietošana",
            Self::Refugee => "Bēglis",
            Self::ReturnedFromAbroad => "Reemigrants",
            Self::Bilingual => "Bilingvāls izglītojamais",
            Self::LowFunctioningFamily => "Zemi funkcionējoša ģimene",
        }
    }

    /// The wording in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::HomeSchooling => "Home schooling",
            Self::SubstanceUse => "Substance use",
            Self::Refugee => "Refugee",
            Self::ReturnedFromAbroad => "Returned from abroad",
            Self::Bilingual => "Learns in another language than that of home",
            Self::LowFunctioningFamily => "Low-functioning family",
        }
    }

    /// The group under which it is a circumstance; `None` where it is a fact without a risk in it.
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::SubstanceUse | Self::Refugee | Self::ReturnedFromAbroad => Some(Group::B),
            Self::LowFunctioningFamily => Some(Group::D),
            Self::HomeSchooling | Self::Bilingual => None,
        }
    }
}

/// The kind of a recorded circumstance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Circumstance {
    /// A factor of the taxonomy.
    Factor(Factor),
    /// A status.
    Status(Status),
}

impl Circumstance {
    /// Every kind, factors first.
    pub fn all() -> impl Iterator<Item = Self> {
        Factor::ALL
            .iter()
            .copied()
            .map(Self::Factor)
            .chain(Status::ALL.into_iter().map(Self::Status))
    }

    /// Its code and every wording by which it is read.
    pub fn names(self) -> Vec<&'static str> {
        match self {
            Self::Factor(factor) => factor.names().collect(),
            Self::Status(status) => vec![status.code(), status.latvian(), status.english()],
        }
    }

    /// Its code in files and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Factor(factor) => factor.code(),
            Self::Status(status) => status.code(),
        }
    }

    /// The wording in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::Factor(factor) => factor.latvian(),
            Self::Status(status) => status.latvian(),
        }
    }

    /// The wording in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Factor(factor) => factor.english(),
            Self::Status(status) => status.english(),
        }
    }

    /// Its group; `None` for a status without a risk in it.
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::Factor(factor) => Some(factor.group()),
            Self::Status(status) => status.group(),
        }
    }

    /// The level an open one proposes unless the municipality sets another; `None` where it is no signal: group A, where the
    /// registry speaks, and a status without risk. All assumptions.
    pub const fn default_level(self) -> Option<Level> {
        match self {
            Self::Factor(factor) => factor.entry().level,
            Self::Status(Status::SubstanceUse | Status::LowFunctioningFamily) => Some(Level::Medium),
            Self::Status(Status::Refugee | Status::ReturnedFromAbroad) => Some(Level::Low),
            Self::Status(Status::HomeSchooling | Status::Bilingual) => None,
        }
    }
}

impl From<Circumstance> for &'static str {
    fn from(kind: Circumstance) -> Self {
        kind.code()
    }
}

impl TryFrom<String> for Circumstance {
    type Error = CircumstanceError;
    fn try_from(text: String) -> Result<Self, CircumstanceError> {
        text.parse()
    }
}

impl fmt::Display for Circumstance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names neither a factor nor a status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither a risk factor nor a status")]
pub struct CircumstanceError(String);

impl FromStr for Circumstance {
    type Err = CircumstanceError;

    fn from_str(text: &str) -> Result<Self, CircumstanceError> {
        if let Some(factor) = Factor::parse(text) {
            return Ok(Self::Factor(factor));
        }
        let wanted = folded(text);
        let word = text.trim();
        Status::ALL
            .into_iter()
            .find(|status| {
                status.code() == word
                    || folded(status.latvian()) == wanted
                    || folded(status.english()) == wanted
            })
            .map(Self::Status)
            .ok_or_else(|| CircumstanceError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_and_statuses_are_read_by_code_and_wording() {
        assert_eq!(
            "out_of_family_care".parse(),
            Ok(Circumstance::Factor(Factor::OutOfFamilyCare))
        );
        assert_eq!(
            "vielu lietošana".parse(),
            Ok(Circumstance::Status(Status::SubstanceUse))
        );
        assert!("zodiac".parse::<Circumstance>().is_err());
        for kind in Circumstance::all() {
            assert_eq!(kind.code().parse(), Ok(kind));
            let json = serde_json::to_string(&kind).unwrap();
            assert_eq!(serde_json::from_str::<Circumstance>(&json).unwrap(), kind);
        }
    }

    #[test]
    fn only_groups_b_c_and_d_are_signals() {
        for kind in Circumstance::all() {
            let restricted = kind.group().is_some_and(Group::is_restricted);
            assert_eq!(kind.default_level().is_some(), restricted, "{kind}");
        }
    }
}
