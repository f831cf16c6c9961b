//! Kinds of institutions and the form in which their names are compared.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::people::folded;

/// What an institution is. Which kind it had on a day is kept with its history: statistics use the kind of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKind {
    /// *Pirmsskola* (PII).
    Preschool,
    /// *Sākumskola*, grades 1–6.
    PrimarySchool,
    /// *Pamatskola*, grades 1–9.
    BasicSchool,
    /// *Vidusskola*, grades 1–12 or 7–12.
    SecondarySchool,
    /// *Ģimnāzija*.
    Gymnasium,
    /// *Valsts ģimnāzija*.
    StateGymnasium,
    /// *Speciālās izglītības iestāde*.
    SpecialSchool,
    /// *Profesionālā*: *tehnikums*, PIKC.
    VocationalSchool,
    /// *Profesionālās ievirzes*: music, art and sports schools beside the general one.
    VocationalOrientation,
    /// *Interešu izglītības iestāde*.
    InterestEducation,
}

impl InstitutionKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Preschool,
        Self::PrimarySchool,
        Self::BasicSchool,
        Self::SecondarySchool,
        Self::Gymnasium,
        Self::StateGymnasium,
        Self::SpecialSchool,
        Self::VocationalSchool,
        Self::VocationalOrientation,
        Self::InterestEducation,
    ];

    /// Code, as in files and serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Preschool => "preschool",
            Self::PrimarySchool => "primary_school",
            Self::BasicSchool => "basic_school",
            Self::SecondarySchool => "secondary_school",
            Self::Gymnasium => "gymnasium",
            Self::StateGymnasium => "state_gymnasium",
            Self::SpecialSchool => "special_school",
            Self::VocationalSchool => "vocational_school",
            Self::VocationalOrientation => "vocational_orientation",
            Self::InterestEducation => "interest_education",
        }
    }

    /// Reads a code or one of the Latvian words in use.
    pub fn parse(text: &str) -> Option<Self> {
        let name = folded(&text.replace('_', " "));
        let kind = Self::ALL
            .into_iter()
            .find(|kind| kind.code().replace('_', " ") == name);
        kind.or_else(|| {
            Some(match name.as_str() {
                "pirmsskola" | "pii" | "pirmsskolas izglitibas iestade" | "bernudarzs" => Self::Preschool,
                "sakumskola" => Self::PrimarySchool,
                "pamatskola" => Self::BasicSchool,
                "vidusskola" => Self::SecondarySchool,
                "gimnazija" => Self::Gymnasium,
                "valsts gimnazija" => Self::StateGymnasium,
                "speciala" | "speciala skola" | "specialas izglitibas iestade" => Self::SpecialSchool,
                "profesionala" | "profesionalas izglitibas iestade" | "tehnikums" | "pikc" => {
                    Self::VocationalSchool
                }
                "profesionalas ievirzes" | "profesionalas ievirzes izglitibas iestade" => {
                    Self::VocationalOrientation
                }
                "interesu" | "interesu izglitibas iestade" => Self::InterestEducation,
                _ => return None,
            })
        })
    }

    /// Whether pupils fulfil compulsory education there; a music school beside the general one does not count.
    pub const fn provides_compulsory_education(self) -> bool {
        !matches!(self, Self::VocationalOrientation | Self::InterestEducation)
    }
}

/// The kinds of one institution at one time: a secondary school may hold preschool groups (source: the five programmes).
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct InstitutionKinds(u16);

impl fmt::Debug for InstitutionKinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl InstitutionKinds {
    /// Reads codes or Latvian words, separated by `;` or `,`; none when one of them is not known or there is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut kinds = text
            .split([';', ','])
            .map(str::trim)
            .filter(|word| !word.is_empty());
        kinds
            .try_fold(Self::default(), |kinds, word| {
                Some(kinds.with(InstitutionKind::parse(word)?))
            })
            .filter(|kinds| kinds.0 != 0)
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, kind: InstitutionKind) -> Self {
        Self(self.0 | 1 << kind as u16)
    }

    /// Whether it is of the kind, whatever else it is.
    pub const fn has(self, kind: InstitutionKind) -> bool {
        self.0 & 1 << kind as u16 != 0
    }

    /// Each, in the order of [`InstitutionKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = InstitutionKind> {
        InstitutionKind::ALL
            .into_iter()
            .filter(move |kind| self.has(*kind))
    }

    /// The codes, as stored: separated by `;`.
    pub fn code(self) -> String {
        self.iter()
            .map(InstitutionKind::code)
            .collect::<Vec<_>>()
            .join(";")
    }

    /// Whether pupils fulfil compulsory education there.
    pub fn provides_compulsory_education(self) -> bool {
        self.iter().any(InstitutionKind::provides_compulsory_education)
    }
}

/// The form in which names of institutions are compared: `Ogres 1.vidusskola`, `OGRES 1. vidusskola` and `Ogres 1. Vidusskola`
/// are one, with and without quotation marks, dots, hyphens and diacritics; `PII` and its long form too.
pub fn normalised_institution_name(name: &str) -> String {
    let words = folded(name);
    format!(" {words} ")
        .replace(" pirmsskolas izglitibas iestade ", " pii ")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // covers: REG-02
    #[test]
    fn kinds_are_read_by_code_and_word() {
        for kind in InstitutionKind::ALL {
            assert_eq!(InstitutionKind::parse(kind.code()), Some(kind));
        }
        for (text, kind) in [
            ("PII", InstitutionKind::Preschool),
            ("sākumskola", InstitutionKind::PrimarySchool),
            ("Valsts ģimnāzija", InstitutionKind::StateGymnasium),
            ("profesionālās ievirzes", InstitutionKind::VocationalOrientation),
            ("PIKC", InstitutionKind::VocationalSchool),
        ] {
            assert_eq!(InstitutionKind::parse(text), Some(kind), "{text}");
        }
        assert_eq!(InstitutionKind::parse("slimnīca"), None);
        assert!(!InstitutionKind::VocationalOrientation.provides_compulsory_education());
    }

    // covers: REG-02
    #[test]
    fn an_institution_may_be_of_several_kinds_at_once() {
        use InstitutionKind::{InterestEducation, Preschool, SecondarySchool, VocationalOrientation};
        let kinds = InstitutionKinds::parse("vidusskola; PII").unwrap();
        assert!(kinds.has(Preschool) && kinds.has(SecondarySchool) && !kinds.has(InterestEducation));
        assert_eq!(kinds.code(), "preschool;secondary_school");
        assert_eq!(InstitutionKinds::parse(&kinds.code()), Some(kinds));
        assert_eq!(
            InstitutionKinds::parse("vidusskola; slimnīca"),
            None,
            "none of them is taken silently"
        );
        assert_eq!(InstitutionKinds::parse(" ; "), None);
        let beside = InstitutionKinds::default().with(VocationalOrientation);
        assert!(!beside.provides_compulsory_education());
        assert!(beside.with(Preschool).provides_compulsory_education());
    }

    // covers: ROL-21
    #[test]
    fn spellings_of_one_institution_are_one() {
        for (a, b) in [
            ("Ogres 1. vidusskola", "OGRES 1.VIDUSSKOLA"),
            (
                "Tukuma PII “Zīļuks”",
                "Tukuma pirmsskolas izglītības iestāde „Zīļuks\"",
            ),
            (
                "Tukuma E. Birznieka-Upīša 1. pamatskola",
                "Tukuma E.Birznieka - Upīša 1.pamatskola",
            ),
            (
                "  Kandavas   K. Mīlenbaha vidusskola ",
                "Kandavas K.Mīlenbaha vidusskola",
            ),
        ] {
            assert_eq!(normalised_institution_name(a), normalised_institution_name(b));
        }
        assert_ne!(
            normalised_institution_name("Ogres 1. vidusskola"),
            normalised_institution_name("Ogres 2. vidusskola")
        );
    }

    proptest! {
        #[test]
        fn normalising_is_stable(name in "\\PC{0,24}") {
            let once = normalised_institution_name(&name);
            prop_assert_eq!(normalised_institution_name(&once), once);
        }
    }
}
