//! Codes of education programmes (Cabinet Regulation No. 322 of 2017 on the classification of education): eight digits, each
//! with its meaning. The code wins over a text that contradicts it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::StudyForm;
use crate::people::folded;

/// A programme code of eight digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProgrammeCode(u32);

/// The text is no programme code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a programme code; accepted are eight digits such as 21015611")]
pub struct ProgrammeError(pub String);

/// What the first two digits say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeType {
    /// 01.
    Preschool,
    /// 11: grades 1–6.
    BasicFirstStage,
    /// 21: grades 1–9.
    Basic,
    /// 31.
    GeneralSecondary,
    /// 22: *profesionālā pamatizglītība*.
    VocationalBasic,
    /// 32, 33: *arodizglītība*, *profesionālā vidējā izglītība*.
    VocationalSecondary,
    /// Anything else.
    Other,
}

/// What the sixth digit of a special programme says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialType {
    /// 1: impaired sight.
    Sight,
    /// 2: impaired hearing.
    Hearing,
    /// 3: physical development.
    Physical,
    /// 4: long illness.
    LongIllness,
    /// 5: language.
    Language,
    /// 6: learning; in preschool mixed developmental.
    Learning,
    /// 7: mental health.
    MentalHealth,
    /// 8: intellectual.
    Intellectual,
    /// 9: severe or multiple.
    SevereOrMultiple,
}

impl SpecialType {
    /// Code, the same as in serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sight => "sight",
            Self::Hearing => "hearing",
            Self::Physical => "physical",
            Self::LongIllness => "long_illness",
            Self::Language => "language",
            Self::Learning => "learning",
            Self::MentalHealth => "mental_health",
            Self::Intellectual => "intellectual",
            Self::SevereOrMultiple => "severe_or_multiple",
        }
    }
}

/// What the seventh digit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeLanguage {
    /// 1.
    Latvian,
    /// 2: a minority's programme.
    Minority,
    /// Anything else.
    Other,
}

/// A text beside a code says something else than the code, which wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeWarning {
    /// Another type of special need.
    SpecialType {
        /// What the code says.
        code: SpecialType,
        /// What the text says.
        text: SpecialType,
    },
    /// The text names a special programme, the code does not.
    NotSpecial,
    /// A minority's programme in one and not in the other.
    Language,
    /// Another level of education.
    Level,
}

/// Words of a description and the special need they name. Descriptions of severe needs name the intellectual ones too, so
/// the severe come first.
const NEEDS: [(&str, SpecialType); 13] = [
    ("smagiem", SpecialType::SevereOrMultiple),
    ("garigas attistibas", SpecialType::Intellectual),
    ("intelektual", SpecialType::Intellectual),
    ("garigas veselibas", SpecialType::MentalHealth),
    ("psihisk", SpecialType::MentalHealth),
    ("macisanas", SpecialType::Learning),
    ("jauktiem attistibas", SpecialType::Learning),
    ("valodas", SpecialType::Language),
    ("redzes", SpecialType::Sight),
    ("dzirdes", SpecialType::Hearing),
    ("fiziskas", SpecialType::Physical),
    ("somatisk", SpecialType::LongIllness),
    ("ilgstosi slimo", SpecialType::LongIllness),
];

impl ProgrammeCode {
    /// The eight digits as a number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// From the number as stored; `None` for more than eight digits.
    pub fn from_number(number: u32) -> Option<Self> {
        (number <= 99_999_999).then_some(Self(number))
    }

    /// A digit by its place, 1–8.
    const fn digit(self, place: u32) -> u8 {
        (self.0 / 10_u32.pow(8 - place) % 10) as u8
    }

    /// The level of education: the first digit.
    pub const fn level(self) -> u8 {
        self.digit(1)
    }

    /// What the first two digits say.
    pub const fn programme_type(self) -> ProgrammeType {
        match self.0 / 1_000_000 {
            1 => ProgrammeType::Preschool,
            11 => ProgrammeType::BasicFirstStage,
            21 => ProgrammeType::Basic,
            31 => ProgrammeType::GeneralSecondary,
            22 => ProgrammeType::VocationalBasic,
            32 | 33 => ProgrammeType::VocationalSecondary,
            _ => ProgrammeType::Other,
        }
    }

    /// Whether digits 6–8 have the meaning they have in general education.
    const fn is_general(self) -> bool {
        matches!(
            self.programme_type(),
            ProgrammeType::Preschool
                | ProgrammeType::BasicFirstStage
                | ProgrammeType::Basic
                | ProgrammeType::GeneralSecondary
        )
    }

    /// Whether it is a programme of special education: digits 3–5 are 015.
    pub const fn is_special(self) -> bool {
        self.is_general() && self.0 / 1_000 % 1_000 == 15
    }

    /// For which special need; `None` for an ordinary programme.
    pub const fn special_type(self) -> Option<SpecialType> {
        if !self.is_special() {
            return None;
        }
        Some(match self.digit(6) {
            1 => SpecialType::Sight,
            2 => SpecialType::Hearing,
            3 => SpecialType::Physical,
            4 => SpecialType::LongIllness,
            5 => SpecialType::Language,
            6 => SpecialType::Learning,
            7 => SpecialType::MentalHealth,
            8 => SpecialType::Intellectual,
            9 => SpecialType::SevereOrMultiple,
            _ => return None,
        })
    }

    /// The language; `None` outside general education.
    pub const fn language(self) -> Option<ProgrammeLanguage> {
        if !self.is_general() {
            return None;
        }
        Some(match self.digit(7) {
            1 => ProgrammeLanguage::Latvian,
            2 => ProgrammeLanguage::Minority,
            _ => ProgrammeLanguage::Other,
        })
    }

    /// The form of study by the eighth digit; `None` outside general education and for digits without meaning. That 3 and 4 are
    /// *neklātiene* and *tālmācība* is an assumption: an enrolment's own form goes before it.
    pub const fn form(self) -> Option<StudyForm> {
        if !self.is_general() {
            return None;
        }
        match self.digit(8) {
            1 => Some(StudyForm::FullTime),
            2 | 3 => Some(StudyForm::PartTime),
            4 => Some(StudyForm::Distance),
            _ => None,
        }
    }

    /// Whether the level of education that the code names is not that of a grade; none stands for groups before grade 1. Codes of vocational and other
    /// programmes tell nothing of grades.
    pub const fn contradicts_grade(self, grade: Option<u8>) -> bool {
        match self.programme_type() {
            ProgrammeType::Preschool => grade.is_some(),
            ProgrammeType::BasicFirstStage => !matches!(grade, Some(1..=6)),
            ProgrammeType::Basic => !matches!(grade, Some(1..=9)),
            ProgrammeType::GeneralSecondary => !matches!(grade, Some(10..=12)),
            ProgrammeType::VocationalBasic | ProgrammeType::VocationalSecondary | ProgrammeType::Other => {
                false
            }
        }
    }

    /// Where a Latvian description contradicts the code. The code wins; a person is told.
    pub fn contradictions(self, text: &str) -> Vec<ProgrammeWarning> {
        let text = folded(text);
        let mut warnings = Vec::new();
        if text.is_empty() {
            return warnings;
        }
        let names_need = text.contains("traucejum");
        let said = NEEDS
            .iter()
            .find(|(words, _)| names_need && text.contains(words))
            .map(|(_, said)| *said);
        match (self.special_type(), said) {
            (Some(code), Some(text)) if code != text => {
                warnings.push(ProgrammeWarning::SpecialType { code, text });
            }
            (None, Some(_)) => warnings.push(ProgrammeWarning::NotSpecial),
            (None, None) if text.split(' ').any(|word| word.starts_with("special")) => {
                warnings.push(ProgrammeWarning::NotSpecial);
            }
            _ => {}
        }
        if let Some(language) = self.language() {
            let minority = text.contains("mazakumtautib");
            if minority != (language == ProgrammeLanguage::Minority) {
                warnings.push(ProgrammeWarning::Language);
            }
        }
        let level = if text.contains("pirmsskolas") {
            Some(0)
        } else if text.contains("pamatizglitibas") {
            Some(2)
        } else if text.contains("vispareja videja") || text.contains("visparejas videjas") {
            Some(3)
        } else {
            None
        };
        // The first stage of basic education (level 1) is basic education in every text.
        let own_level = if self.level() == 1 { 2 } else { self.level() };
        if level.is_some_and(|level| level != own_level) {
            warnings.push(ProgrammeWarning::Level);
        }
        warnings
    }
}

impl FromStr for ProgrammeCode {
    type Err = ProgrammeError;

    fn from_str(text: &str) -> Result<Self, ProgrammeError> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) {
            return digits
                .parse()
                .map(Self)
                .map_err(|_| ProgrammeError(text.to_owned()));
        }
        Err(ProgrammeError(text.to_owned()))
    }
}

impl fmt::Display for ProgrammeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

impl TryFrom<String> for ProgrammeCode {
    type Error = ProgrammeError;
    fn try_from(text: String) -> Result<Self, ProgrammeError> {
        text.parse()
    }
}

impl From<ProgrammeCode> for String {
    fn from(code: ProgrammeCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests;
