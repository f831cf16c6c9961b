//! Words and factors which mean that a child may be in danger. Too many rather than too few: a person is asked to act the same day, and
//! finds out.

use crate::risk::Factor;

/// Parts of words, without diacritics, by which violence and danger are known in Latvian and English. A threat (*draudi*) is not a friendship
/// (*draudzība*).
const PARTS: [&str; 30] = [
    "vardarb",
    "mobing",
    "pazemo",
    "izstum",
    "sitien",
    "sasit",
    "piekaus",
    "piekav",
    "kautin",
    "uzbruk",
    "uzbruc",
    "seksual",
    "izmanto seks",
    "apdraud",
    "drauda",
    "draude",
    "draudi",
    "draudo",
    "drauds",
    "draudu",
    "ieroc",
    "violence",
    "violent",
    "bully",
    "abuse",
    "assault",
    "danger",
    "threat",
    "weapon",
    "knife",
];

/// Parts of words that speak of a child who harms itself.
const SELF_HARM_PARTS: [&str; 9] = [
    "pasnav",
    "paskait",
    "pasievain",
    "pasdestr",
    "graiz",
    "self harm",
    "self_harm",
    "selfharm",
    "suicid",
];

/// Words that harmless ones contain or begin with: *nazis* (knife) stands in *ģimnāzists*, *grieza* (cut) in *atgriezās* and at the
/// beginning of *griezās pie skolotājas*, *stab* in *stabilitāte*, *beat* in a name. They count whole.
const WORDS: [&str; 17] = [
    "nazis", "nazi", "naza", "nazim", "nazu", "naziem", "hit", "hits", "hitting", "stab", "stabs", "stabbed",
    "stabbing", "beat", "beats", "beaten", "beating",
];

/// Such words about a child who harms itself.
const SELF_HARM_WORDS: [&str; 4] = ["grieza", "griez", "sagrieza", "iegrieza"];

/// Beginnings of words that also stand within harmless ones.
const BEGINNINGS: [&str; 3] = ["fight", "fought", "attack"];

fn plain(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ā' => 'a',
            'č' => 'c',
            'ē' => 'e',
            'ģ' => 'g',
            'ī' => 'i',
            'ķ' => 'k',
            'ļ' => 'l',
            'ņ' => 'n',
            'š' => 's',
            'ū' => 'u',
            'ž' => 'z',
            '-' => ' ',
            c => c,
        })
        .collect()
}

fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(|c: char| !c.is_alphanumeric())
}

/// Whether the kind of an incident or a text speaks of violence, self-harm or immediate danger.
pub fn is_danger(text: &str) -> bool {
    let plain = plain(text);
    has_any(&plain, &PARTS)
        || words(&plain).any(|word| {
            WORDS.contains(&word) || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
        })
        || is_self_harm(text)
}

/// Whether the kind of an incident speaks of self-harm or suicide: then whoever is involved is the child to protect.
pub fn is_self_harm(text: &str) -> bool {
    let plain = plain(text);
    has_any(&plain, &SELF_HARM_PARTS) || words(&plain).any(|word| SELF_HARM_WORDS.contains(&word))
}

fn has_any(plain: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| plain.contains(part))
}

/// Whether a report means danger: the sender says so, or one of the factors does. The free text is not judged: it may say that there is
/// no danger.
pub fn is_in_danger(said_so: bool, factors: &[Factor]) -> bool {
    said_so || factors.iter().any(|factor| factor.is_danger())
}

/// Whether a report tells only of health, means or family, so that readers who may not know of these must not learn that there is one. Without
/// a factor it tells of school.
pub fn is_restricted(factors: &[Factor]) -> bool {
    !factors.is_empty() && factors.iter().all(|factor| factor.is_restricted())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violence_self_harm_and_danger_are_known_in_both_languages() {
        for text in [
            "vardarbība",
            "Fiziska vardarbība",
            "mobings",
            "paškaitējums",
            "Pašnāvības draudi",
            "kautiņš",
            "uzbrukums",
            "uzbruka klasesbiedram",
            "draudēja skolotājam",
            "drauds",
            "fight",
            "hit a classmate",
            "beaten up",
            "violence",
            "self-harm",
            "self_harm",
            "bullying",
            "immediate danger",
            "nazis somā",
            "draudēja ar nazi",
            "stabbed",
        ] {
            assert!(is_danger(text), "{text}");
        }
        for text in [
            "",
            "kavēšana",
            "smēķēšana",
            "stundas traucēšana",
            "lateness",
            "smoking",
            "draudzība",
            "strīds ar draudzeni",
            "whiteboard",
            "firefighter's visit",
            "vēlu atgriezās no pusdienām",
            "griezās pie skolotājas",
            "stabilitāte",
            "ģimnāzists kavē",
            "Beatrise nokavēja",
        ] {
            assert!(!is_danger(text), "{text}");
        }
    }

    #[test]
    fn self_harm_is_told_from_violence() {
        for text in [
            "paškaitējums",
            "Pašnāvības mēģinājums",
            "self-harm",
            "suicide attempt",
            "grieza sev roku",
            "graizīšanās",
        ] {
            assert!(is_self_harm(text) && is_danger(text), "{text}");
        }
        for text in ["vardarbība", "fight", "draudi", ""] {
            assert!(!is_self_harm(text), "{text}");
        }
    }

    #[test]
    fn a_factor_or_the_sender_is_enough() {
        assert!(is_in_danger(true, &[]));
        assert!(is_in_danger(
            false,
            &[Factor::LowAchievement, Factor::ViolenceAgainstPupil]
        ));
        assert!(is_in_danger(false, &[Factor::FamilyConflictOrViolence]));
        assert!(!is_in_danger(false, &[Factor::Aggression]));
    }
}
