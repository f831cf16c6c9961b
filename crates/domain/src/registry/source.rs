//! Where files come from: the systems and papers that the programmes draw their figures from, so that every value can name its source.

use serde::{Deserialize, Serialize};

/// A system or kind of paper that a file came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The state's education information system.
    Viis,
    /// The school efficiency monitoring tool, fed by VIIS.
    Semr,
    /// The education quality monitoring system.
    Ikms,
    /// The journal E-klase.
    EKlase,
    /// The journal Mykoob.
    Mykoob,
    /// Surveys of Edurio.
    Edurio,
    /// The well-being monitoring EMU.
    Emu,
    /// The social service's record system.
    SocialService,
    /// Files of the administrative commission.
    Commission,
    /// Files of the co-operation group for the protection of children's rights.
    CooperationGroup,
    /// Files of the orphans' court.
    OrphansCourt,
    /// Sheets on which participants and consultations are registered.
    RegistrationSheets,
    /// An institution's own table.
    Institution,
    /// Another, named in words.
    Other,
}

/// What is known of a source. A name serves lists, the long form explains it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceEntry {
    /// Name in Latvian.
    pub name_lv: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// What it is, in Latvian.
    pub about_lv: &'static str,
    /// What it is, in English.
    pub about_en: &'static str,
    /// The municipalities whose programme names it as a source of data; empty where none does.
    pub named_by: &'static [&'static str],
}

const fn entry(
    [name_lv, name_en]: [&'static str; 2],
    [about_lv, about_en]: [&'static str; 2],
    named_by: &'static [&'static str],
) -> SourceEntry {
    SourceEntry {
        name_lv,
        name_en,
        about_lv,
        about_en,
        named_by,
    }
}

impl Source {
    /// Every source, in the order of choice.
    pub const ALL: [Self; 14] = [
        Self::Viis,
        Self::EKlase,
        Self::Mykoob,
        Self::Institution,
        Self::Semr,
        Self::Ikms,
        Self::Edurio,
        Self::Emu,
        Self::SocialService,
        Self::Commission,
        Self::CooperationGroup,
        Self::OrphansCourt,
        Self::RegistrationSheets,
        Self::Other,
    ];

    /// Code, as stored and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Viis => "viis",
            Self::Semr => "semr",
            Self::Ikms => "ikms",
            Self::EKlase => "e_klase",
            Self::Mykoob => "mykoob",
            Self::Edurio => "edurio",
            Self::Emu => "emu",
            Self::SocialService => "social_service",
            Self::Commission => "commission",
            Self::CooperationGroup => "cooperation_group",
            Self::OrphansCourt => "orphans_court",
            Self::RegistrationSheets => "registration_sheets",
            Self::Institution => "institution",
            Self::Other => "other",
        }
    }

    /// Reads a code; a hyphen is as good as an underscore.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().to_ascii_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|source| source.code() == code)
    }

    /// Whether only words say what it is.
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Other)
    }

    /// Its names, what it is, and which programmes name it [Tukums: sources of monitoring and indicators; Ventspils: indicators;
    /// Rēzekne: indicators; Ogre: analysis of VIIS].
    pub const fn entry(self) -> SourceEntry {
        match self {
            Self::Viis => entry(
                ["VIIS", "VIIS"],
                [
                    "Valsts izglītības informācijas sistēma",
                    "State education information system",
                ],
                &["Tukums", "Ventspils", "Rēzekne", "Ogre"],
            ),
            Self::Semr => entry(
                ["SEMR", "SEMR"],
                [
                    "Skolu efektivitātes monitoringa rīks",
                    "School efficiency monitoring tool",
                ],
                &["Ventspils"],
            ),
            Self::Ikms => entry(
                ["IKMS", "IKMS"],
                [
                    "Izglītības kvalitātes monitoringa sistēma",
                    "Education quality monitoring system",
                ],
                &["Tukums"],
            ),
            Self::EKlase => entry(
                ["E-klase", "E-klase"],
                ["Skolvadības sistēma, elektroniskais žurnāls", "School journal"],
                &["Tukums"],
            ),
            Self::Mykoob => entry(
                ["Mykoob", "Mykoob"],
                ["Skolvadības sistēma, elektroniskais žurnāls", "School journal"],
                &[],
            ),
            Self::Edurio => entry(
                ["Edurio", "Edurio"],
                ["Izglītojamo labbūtības aptaujas", "Surveys of pupils' well-being"],
                &["Tukums"],
            ),
            Self::Emu => entry(
                ["EMU", "EMU"],
                [
                    "Izglītojamo labbūtības monitorings",
                    "Monitoring of pupils' well-being",
                ],
                &["Tukums"],
            ),
            Self::SocialService => entry(
                ["Sociālais dienests", "Social service"],
                [
                    "Sociālās palīdzības uzskaites sistēma",
                    "The social service's record system",
                ],
                &["Tukums"],
            ),
            Self::Commission => entry(
                ["Administratīvā komisija", "Administrative commission"],
                [
                    "Administratīvās komisijas lietas",
                    "Files of the administrative commission",
                ],
                &["Tukums"],
            ),
            Self::CooperationGroup => entry(
                ["Sadarbības grupa", "Co-operation group"],
                [
                    "Bērnu tiesību aizsardzības sadarbības grupas lietas",
                    "Files of the co-operation group for the protection of children's rights",
                ],
                &["Tukums"],
            ),
            Self::OrphansCourt => entry(
                ["Bāriņtiesa", "Orphans' court"],
                ["Bāriņtiesas lietas", "Files of the orphans' court"],
                &[],
            ),
            Self::RegistrationSheets => entry(
                ["Reģistrācijas lapas", "Registration sheets"],
                [
                    "Dalībnieku reģistrācijas un konsultāciju uzskaites lapas",
                    "Sheets on which participants and consultations are registered",
                ],
                &["Rēzekne"],
            ),
            Self::Institution => entry(
                ["Iestādes tabula", "The institution's table"],
                [
                    "Izglītības iestādes vai tās atbalsta personāla pašu veidota tabula",
                    "A table kept by the institution or its support staff",
                ],
                &["Tukums"],
            ),
            Self::Other => entry(
                ["Cits avots", "Another source"],
                [
                    "Nosaukts vārdiem pie katras ielādes",
                    "Named in words with each load",
                ],
                &[],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: REG-30
    #[test]
    fn every_source_of_the_programmes_has_a_code_and_words_of_its_own_in_both_languages() {
        let mut seen = std::collections::BTreeSet::new();
        for source in Source::ALL {
            let entry = source.entry();
            assert_eq!(Source::parse(source.code()), Some(source));
            assert_eq!(
                Source::parse(&source.code().replace('_', "-").to_uppercase()),
                Some(source)
            );
            assert_eq!(
                serde_json::to_value(source).unwrap(),
                serde_json::Value::from(source.code())
            );
            for text in [entry.name_lv, entry.name_en, entry.about_lv, entry.about_en] {
                assert!(!text.is_empty(), "{source:?}");
            }
            assert!(
                seen.insert(source.code()) && seen.insert(entry.name_lv),
                "{source:?}"
            );
        }
        for programme in ["Tukums", "Ventspils", "Rēzekne", "Ogre"] {
            assert!(
                Source::ALL
                    .iter()
                    .any(|source| source.entry().named_by.contains(&programme)),
                "{programme} names sources"
            );
        }
        assert_eq!(Source::parse("no such"), None);
        assert_eq!(Source::ALL.iter().filter(|one| one.needs_words()).count(), 1);
    }
}
