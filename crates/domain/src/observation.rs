//! Observations of youth workers and street work: what is seen at a place, by topic, without a child who could be recognised. A text with a
//! personal code is refused; one that seems to hold a name is asked about.

use jiff::civil::Date;

use crate::people::PersonalCode;

/// What an observation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Children seen elsewhere during lessons.
    OutOfSchool,
    /// Nothing to do after lessons.
    FreeTime,
    /// Alcohol, smoking, drugs.
    SubstanceUse,
    /// Fights, bullying.
    Conflicts,
    /// A place that is not safe.
    Safety,
    /// What happens online.
    Online,
    /// What young people say they need.
    Needs,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 8] = [
        Self::OutOfSchool,
        Self::FreeTime,
        Self::SubstanceUse,
        Self::Conflicts,
        Self::Safety,
        Self::Online,
        Self::Needs,
        Self::Other,
    ];

    /// Its code in addresses and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfSchool => "out_of_school",
            Self::FreeTime => "free_time",
            Self::SubstanceUse => "substance_use",
            Self::Conflicts => "conflicts",
            Self::Safety => "safety",
            Self::Online => "online",
            Self::Needs => "needs",
            Self::Other => "other",
        }
    }

    /// The topic by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }
}

/// Words that begin a sentence before the name of a place.
const PREPOSITIONS: [&str; 20] = [
    "pie", "no", "uz", "ar", "aiz", "pa", "ap", "par", "pēc", "starp", "pirms", "pret", "pār", "at", "in",
    "near", "on", "by", "from", "behind",
];

/// What in a text may tell of one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseDetail {
    /// A personal code: never accepted.
    PersonalCode,
    /// Two words that look like a name: a person decides.
    Name,
}

/// What in the text may tell of one child; the graver first. Codes are found with and without hyphen, whatever their check digit says. A name is two
/// capitalised words side by side, or an initial and one: an address may look like that, too, therefore it is only asked about.
pub fn case_detail(text: &str) -> Option<CaseDetail> {
    let codes = text
        .split(|c: char| !(c.is_ascii_digit() || c == '-'))
        .map(|word| word.trim_matches('-'));
    if codes.into_iter().any(|word| PersonalCode::parse(word).is_ok()) {
        return Some(CaseDetail::PersonalCode);
    }
    let is_capitalised = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let mut letters = bare.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.windows(2).any(|pair| {
        let initial = pair[0].chars().filter(|c| c.is_alphabetic()).count() == 1;
        let joined = initial || pair[0].ends_with(char::is_alphabetic);
        joined
            && !PREPOSITIONS.contains(&pair[0].to_lowercase().as_str())
            && is_capitalised(pair[0])
            && is_capitalised(pair[1])
    });
    named.then_some(CaseDetail::Name)
}

/// Whether an observation may be of that day: what lies ahead was not seen yet.
pub fn is_day_seen(day: Date, today: Date) -> bool {
    day <= today
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: RSK-19
    #[test]
    fn a_personal_code_and_a_name_are_found_in_a_text() {
        for text in [
            "zēns 010112-21234 pie veikala",
            "kods:01011221234.",
            "jauns kods 329999-12345",
        ] {
            assert_eq!(case_detail(text), Some(CaseDetail::PersonalCode), "{text}");
        }
        for text in [
            "Redzēts Jānis Bērziņš pie upes",
            "tur bija A. Kalniņa",
            "runāju ar Annu Ozolu",
        ] {
            assert_eq!(case_detail(text), Some(CaseDetail::Name), "{text}");
        }
        for text in [
            "Pie dzelzceļa stacijas. Daudz jauniešu mācību laikā",
            "Tālrunis 112, 5 pusaudži, 2026-11-20",
            "Pie Maximas un Skolas ielā",
            "",
        ] {
            assert_eq!(case_detail(text), None, "{text}");
        }
    }

    #[test]
    fn topics_have_codes_and_days_lie_behind() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
        let today = date(2026, 11, 20);
        assert!(is_day_seen(today, today) && !is_day_seen(date(2026, 11, 21), today));
    }
}
