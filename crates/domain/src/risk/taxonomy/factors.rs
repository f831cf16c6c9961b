//! The risk factors as data: code, group, wording in Latvian and English, and the wordings of the five programmes and of
//! the project "Pumpurs" that mean the same.

use serde::{Deserialize, Serialize};

use super::Group;
use super::wordings::folded;
use crate::risk::Level;

/// What is known of one factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FactorEntry {
    /// The factor.
    pub factor: Factor,
    /// Code in files, addresses and JSON.
    pub code: &'static str,
    /// Its group.
    pub group: Group,
    /// The wording shown, in Latvian.
    pub latvian: &'static str,
    /// The wording shown, in English.
    pub english: &'static str,
    /// Other wordings of the documents for the same factor.
    pub also: &'static [&'static str],
    /// Whether a suspicion of it means that a child may be in danger, so that the day's duty to protect opens.
    pub danger: bool,
    /// The level its open circumstance proposes, an assumption; `None` in group A, where the signals of the registry speak.
    pub level: Option<Level>,
}

macro_rules! factors {
    ($( $group:ident $variant:ident $code:literal $latvian:literal $english:literal
        [$($also:literal),*] $level:expr, $danger:literal; )*) => {
        /// A risk factor of the taxonomy.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Factor {
            $(
                #[doc = $latvian]
                #[serde(rename = $code)]
                $variant,
            )*
        }

        impl Factor {
            /// Every factor in the order of the programmes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What is known of it.
            pub const fn entry(self) -> &'static FactorEntry {
                match self {
                    $(Self::$variant => &FactorEntry {
                        factor: Self::$variant,
                        code: $code,
                        group: Group::$group,
                        latvian: $latvian,
                        english: $english,
                        also: &[$($also),*],
                        danger: $danger,
                        level: $level,
                    },)*
                }
            }
        }
    };
}

const LOW: Option<Level> = Some(Level::Low);
const MEDIUM: Option<Level> = Some(Level::Medium);

factors! {
    A LearningDifficulties "learning_difficulties" "Grūtības mācību satura apguvē" "Difficulties in learning the content"
        ["Grūtības mācību satura apgūvē", "Grūtības mācībās", "Mācīšanās grūtības"] None, false;
    A LaggingFromEarlierStage "lagging_from_earlier_stage" "Iekavēta mācību satura apguve iepriekšējā izglītības posmā"
        "Learning missed at an earlier stage of education" ["Iekavēta mācību satura apguve"] None, false;
    A LanguageBarrier "language_barrier" "Valodas barjera" "Language barrier" [] None, false;
    A LowAchievement "low_achievement" "Zemi mācību sasniegumi" "Low achievement" [] None, false;
    A BehaviourProblems "behaviour_problems" "Uzvedības problēmas" "Behaviour problems" [] None, false;
    A UnexcusedAbsence "unexcused_absence" "Neattaisnoti mācību kavējumi" "Unexcused absence"
        ["Neattaisnotie skolas kavējumi", "Neattaisnotie mācību kavējumi", "Neattaisnoti kavējumi"] None, false;
    A ConflictsWithPeers "conflicts_with_peers" "Konflikti ar klases/skolas/kursa biedriem" "Conflicts with peers"
        ["Konflikti ar klases, skolas biedriem", "Konflikti ar klases un skolas biedriem", "Konflikti ar klases biedriem"]
        None, false;
    A ConflictsWithTeachers "conflicts_with_teachers" "Konflikti ar pedagogiem" "Conflicts with teachers" [] None, false;
    A HeavyWorkload "heavy_workload" "Liela slodze" "Heavy workload"
        ["Liela slodze (mācību darbs/interešu izglītība/profesionālā ievirze)"] None, false;
    A RepeatingAYear "repeating_a_year" "Otrgadniecība" "Repeating a year" ["Palikšana uz otru gadu"] None, false;
    A ViolenceAgainstPupil "violence_against_pupil" "Pret izglītojamo vērsta vardarbība/mobings/izstumšana"
        "Violence, bullying or exclusion against the pupil"
        ["Pret izglītojamo vērstā vardarbība/mobings/ izstumšana", "Vardarbība", "Mobings", "Izstumšana"] None, true;
    A PoorSchoolFamilyCooperation "poor_school_family_cooperation"
        "Problemātiska ģimenes un izglītības iestādes sadarbība" "Difficult cooperation of family and school"
        ["Problemātiska izglītības iestādes un ģimenes sadarbība"] None, false;
    A Aggression "aggression" "Verbāla vai fiziska agresija" "Verbal or physical aggression" ["Agresija"] None, false;
    A OtherLearning "other_learning" "Cits" "Other" [] None, false;

    B SpecialNeeds "special_needs" "Speciālās vajadzības" "Special needs"
        ["Speciālas vajadzības", "Speciālās vajadzības (iegūti vai iedzimti funkcionālie traucējumi)",
         "Speciālas vajadzības (iegūti vai iedzimti funkcionāli traucējumi)"] LOW, false;
    B Disability "disability" "Invaliditāte" "Disability" [] LOW, false;
    B LongIllness "long_illness" "Ilgstoša slimošana" "Long illness" ["Ilgstoši slimo", "Ilgstoša slimība"] MEDIUM, false;
    B PregnancyOrChild "pregnancy_or_child" "Grūtniecība/ir mazs bērns" "Pregnancy or a small child"
        ["Grūtniecība/ ir mazs bērns/-i", "Grūtniecība/mazi bērni"] MEDIUM, false;
    B MarriageOrRelationship "marriage_or_relationship" "Laulība/attiecības" "Marriage or relationship" [] LOW, false;
    B Addiction "addiction" "Atkarība" "Addiction" ["Atkarības"] MEDIUM, false;
    B IllParentOrRelative "ill_parent_or_relative" "Slims vecāks vai tuvinieks" "Ill parent or relative"
        ["Slimi vecāki/tuvinieki"] LOW, false;
    B OtherSocial "other_social" "Cits" "Other" [] LOW, false;

    C BasicNeedsNotMet "basic_needs_not_met" "Nepietiekami finansiālie resursi pamatvajadzību nodrošināšanai"
        "Too little money for basic needs" ["Materiālie apstākļi"] MEDIUM, false;
    C DifficultJourney "difficult_journey" "Apgrūtināta nokļūšana izglītības iestādē" "Difficult journey to school"
        ["Apgrūtināta nokļūšana uz skolu"] LOW, false;
    C NoLearningMaterials "no_learning_materials" "Ģimene nevar nodrošināt mācību līdzekļus"
        "The family cannot afford learning materials" [] LOW, false;
    C DutiesAtHome "duties_at_home" "Pienākumi mājās, kas traucē mācībām" "Duties at home that hinder learning"
        [] LOW, false;
    C OtherEconomic "other_economic" "Cits" "Other" [] LOW, false;

    D ParentsDoNotSupportLearning "parents_do_not_support_learning" "Vecāki neatbalsta izglītības procesu"
        "Parents do not support learning" ["Vecāki neatbalsta izglītojamo mācību procesā"] MEDIUM, false;
    D FamilyConflictOrViolence "family_conflict_or_violence" "Ģimenē ir konfliktējošas attiecības/vardarbība"
        "Conflict or violence in the family"
        ["Ģimenē ir konfliktējošas attiecības", "Konflikti/vardarbība ģimenē", "Vardarbība ģimenē"] MEDIUM, true;
    D ParentsWorkElsewhere "parents_work_elsewhere" "Vecāki strādā citā valstī/pilsētā"
        "Parents work in another country or town" ["Vecāki strādā citā valstī, pilsētā"] LOW, false;
    D LongAway "long_away" "Atrodas ilgstošā prombūtnē" "Away for a long time"
        ["Vecāki ilgstošā prombūtnē", "Ilgstoša prombūtne"] MEDIUM, false;
    D ParentsAddiction "parents_addiction" "Vecākiem ir atkarības problēmas" "Parents have problems of addiction"
        ["Vecāku atkarība"] MEDIUM, false;
    D CaresForFamily "cares_for_family" "Pieskata māsu/brāli/ģimenes locekli" "Looks after a sibling or relative"
        ["Pieskata māsu, brāli vai ģimenes locekli", "Pieskata brāli/māsu"] LOW, false;
    D OutOfFamilyCare "out_of_family_care" "Izglītojamais ievietots ārpusģimenes aprūpē" "In out-of-family care"
        ["Ārpusģimenes aprūpe", "Ārpusģimenes aprūpē"] MEDIUM, false;
    D ParentalSupportOutOfBalance "parental_support_out_of_balance"
        "Vecāku nepietiekams atbalsts vai pārlieku liela iesaiste" "Too little support or too much involvement of parents"
        ["Vecāku nepietiekams atbalsts vai pārlietu liela iesaiste"] LOW, false;
    D OtherFamily "other_family" "Cits" "Other" [] LOW, false;
}

impl Factor {
    /// Its code.
    pub const fn code(self) -> &'static str {
        self.entry().code
    }

    /// Its group.
    pub const fn group(self) -> Group {
        self.entry().group
    }

    /// The wording in Latvian.
    pub const fn latvian(self) -> &'static str {
        self.entry().latvian
    }

    /// The wording in English.
    pub const fn english(self) -> &'static str {
        self.entry().english
    }

    /// Whether only readers entitled to a child's circumstances may see it.
    pub const fn is_restricted(self) -> bool {
        self.group().is_restricted()
    }

    /// Whether suspecting it means that a child may be in danger.
    pub const fn is_danger(self) -> bool {
        self.entry().danger
    }

    /// Whether it says nothing without a text (*Cits*).
    pub const fn needs_text(self) -> bool {
        matches!(
            self,
            Self::OtherLearning | Self::OtherSocial | Self::OtherEconomic | Self::OtherFamily
        )
    }

    /// The factor by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|factor| factor.code() == code)
    }

    /// The factor by its code, by its place in its group (`A6`) or by any wording of the documents, in any case and punctuation. *Cits* alone
    /// is no factor: which group it means is known only beside its heading, see [`Factor::parse_in`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_code(text.trim())
            .or_else(|| Self::from_place(text.trim()))
            .or_else(|| {
                let wanted = folded(text);
                Self::ALL
                    .iter()
                    .copied()
                    .filter(|factor| !factor.needs_text())
                    .find(|factor| factor.is_worded(&wanted))
            })
    }

    /// The factor by the letter of its group and its number in the order of the programmes: `A1` to `D9`.
    fn from_place(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let letter = letters.next()?.to_ascii_uppercase();
        let number: usize = letters.as_str().parse().ok()?;
        let group = Group::ALL
            .into_iter()
            .find(|group| group.code().starts_with(letter))?;
        group.factors().nth(number.checked_sub(1)?)
    }

    /// Every wording of the factor in the documents and its code.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let entry = self.entry();
        [entry.code, entry.latvian, entry.english]
            .into_iter()
            .chain(entry.also.iter().copied())
    }

    /// As [`Factor::parse`], under the heading of a group, where *Cits* has a meaning.
    pub fn parse_in(group: Group, text: &str) -> Option<Self> {
        match folded(text).as_str() {
            "cits" | "citi" | "cita" | "other" => Some(group.other()),
            _ => Self::parse(text).filter(|factor| factor.group() == group),
        }
    }

    fn is_worded(self, wanted: &str) -> bool {
        let entry = self.entry();
        folded(entry.latvian) == wanted
            || folded(entry.english) == wanted
            || entry.also.iter().any(|wording| folded(wording) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    // covers: RSK-01
    #[test]
    fn the_documents_own_labels_are_mapped_to_one_factor() {
        for (label, factor) in [
            ("Grūtības mācību satura apgūvē", Factor::LearningDifficulties),
            (
                "Pret izglītojamo vērstā vardarbība/mobings/ izstumšana",
                Factor::ViolenceAgainstPupil,
            ),
            (
                "Liela slodze (mācību darbs/interešu izglītība/profesionālā ievirze",
                Factor::HeavyWorkload,
            ),
            (
                "· Speciālas vajadzības (iegūti vai iedzimti funkcionāli traucējumi",
                Factor::SpecialNeeds,
            ),
            (
                "konflikti ar klases un skolas biedriem,",
                Factor::ConflictsWithPeers,
            ),
            ("Vecāki strādā citā valstī, pilsētā", Factor::ParentsWorkElsewhere),
            (
                "Vecāki neatbalsta izglītojamo mācību procesā",
                Factor::ParentsDoNotSupportLearning,
            ),
            (
                "problemātiska izglītības iestādes un ģimenes sadarbība.",
                Factor::PoorSchoolFamilyCooperation,
            ),
            ("Gruntiba", Factor::OtherFamily),
        ] {
            let expected = (label != "Gruntiba").then_some(factor);
            assert_eq!(Factor::parse(label), expected, "{label}");
        }
    }

    // covers: RSK-01
    #[test]
    fn other_belongs_to_the_group_it_stands_under() {
        assert_eq!(Factor::parse("Cits"), None);
        assert_eq!(Factor::parse_in(Group::C, "Cits"), Some(Factor::OtherEconomic));
        assert_eq!(Factor::parse_in(Group::C, "Otrgadniecība"), None);
        assert_eq!(
            Factor::parse_in(Group::A, "Otrgadniecība"),
            Some(Factor::RepeatingAYear)
        );
    }

    #[test]
    fn no_two_factors_share_a_code_or_a_wording() {
        let mut seen = BTreeSet::new();
        for factor in Factor::ALL {
            assert!(seen.insert(factor.code().to_owned()), "{}", factor.code());
            assert_eq!(Factor::parse(factor.code()), Some(*factor));
            let json = serde_json::to_string(factor).unwrap();
            assert_eq!(json, format!("\"{}\"", factor.code()));
            if factor.needs_text() {
                continue;
            }
            let entry = factor.entry();
            let words: BTreeSet<_> = entry
                .also
                .iter()
                .chain([&entry.latvian])
                .map(|wording| folded(wording))
                .collect();
            for wording in words {
                assert!(seen.insert(wording.clone()), "{wording} names two factors");
            }
        }
    }

    #[test]
    fn a_circumstance_has_a_level_where_no_signal_of_the_registry_speaks() {
        for factor in Factor::ALL {
            assert_eq!(
                factor.entry().level.is_some(),
                factor.group() != Group::A,
                "{}",
                factor.code()
            );
        }
    }
}
