//! Kinds of institutions and the form in which their names are compared.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Validity;
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

/// The kinds an institution has had, each for its time. One institution may hold several at once, such as a secondary school
/// with preschool groups.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindHistory(pub Vec<(Validity, InstitutionKind)>);

impl KindHistory {
    /// The kinds in force on a day; empty before the institution was opened and after it was closed.
    pub fn on(&self, date: Date) -> BTreeSet<InstitutionKind> {
        self.0
            .iter()
            .filter(|(validity, _)| validity.contains(date))
            .map(|(_, kind)| *kind)
            .collect()
    }

    /// Whether the institution is open on a day.
    pub fn is_open(&self, date: Date) -> bool {
        self.0.iter().any(|(validity, _)| validity.contains(date))
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
    use jiff::civil::date;
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

    // covers: REG-03
    #[test]
    fn the_kind_is_that_of_the_day() {
        // Ventspils 3. pamatskola was a secondary school until 2021/22.
        let until = Validity::new(date(1990, 9, 1), Some(date(2022, 8, 31))).unwrap();
        let since = Validity::new(date(2022, 9, 1), None).unwrap();
        let history = KindHistory(vec![
            (until, InstitutionKind::SecondarySchool),
            (since, InstitutionKind::BasicSchool),
            (since, InstitutionKind::Preschool),
        ]);
        let kinds = |on| history.on(on).into_iter().collect::<Vec<_>>();
        assert_eq!(kinds(date(2022, 8, 31)), [InstitutionKind::SecondarySchool]);
        assert_eq!(
            kinds(date(2022, 9, 1)),
            [InstitutionKind::Preschool, InstitutionKind::BasicSchool]
        );
        assert!(!history.is_open(date(1990, 8, 31)) && history.is_open(date(2026, 1, 1)));
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
