//! Words and factors which mean that a child may be in danger. Too many rather than too few: a person is asked to act the same day, and
//! finds out.

use crate::risk::Factor;

/// Beginnings of words, without diacritics, by which violence, self-harm and danger are known in Latvian and English.
const WORDS: [&str; 32] = [
    "vardarb",
    "mobing",
    "pazemo",
    "izstum",
    "sitien",
    "piekaus",
    "piekav",
    "kautin",
    "seksual",
    "izmanto seks",
    "pasnav",
    "paskait",
    "pasdestr",
    "apdraud",
    "draud",
    "ieroc",
    "nazis",
    "nazi ",
    "grieza",
    "violence",
    "violent",
    "bully",
    "abuse",
    "assault",
    "self harm",
    "self_harm",
    "selfharm",
    "suicid",
    "danger",
    "threat",
    "weapon",
    "knife",
];

/// Whether the kind of an incident or a text speaks of violence, self-harm or immediate danger.
pub fn is_danger(text: &str) -> bool {
    let plain: String = text
        .chars()
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
        .collect();
    WORDS.iter().any(|word| plain.contains(word))
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
            "violence",
            "self-harm",
            "self_harm",
            "bullying",
            "immediate danger",
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
        ] {
            assert!(!is_danger(text), "{text}");
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
