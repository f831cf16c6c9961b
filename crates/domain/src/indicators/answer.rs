//! Whether an answer of a survey is favourable. Surveys write answers as words or as numbers of a scale; which words count is an assumption.

use crate::{numbers::Decimal, people::folded};

/// An answer as far as shares ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opinion {
    /// Affirmative or good.
    Favourable,
    /// Negative, or between.
    Other,
    /// No opinion, or words that are not known.
    None,
}

const FAVOURABLE: [&str; 22] = [
    "ja",
    "drizak ja",
    "pilniba piekritu",
    "pilnigi piekritu",
    "drizak piekritu",
    "piekritu",
    "loti apmierinats",
    "loti apmierinata",
    "apmierinats",
    "apmierinata",
    "drizak apmierinats",
    "drizak apmierinata",
    "loti labi",
    "labi",
    "teicami",
    "augsts",
    "loti augsts",
    "vienmer",
    "biezi",
    "yes",
    "rather yes",
    "agree",
];
const OTHER: [&str; 24] = [
    "ne",
    "drizak ne",
    "nepiekritu",
    "drizak nepiekritu",
    "pilnigi nepiekritu",
    "pilniba nepiekritu",
    "neapmierinats",
    "neapmierinata",
    "drizak neapmierinats",
    "drizak neapmierinata",
    "loti neapmierinats",
    "loti neapmierinata",
    "daleji",
    "viduveji",
    "slikti",
    "loti slikti",
    "zems",
    "videjs",
    "reti",
    "dazreiz",
    "nekad",
    "no",
    "rather no",
    "disagree",
];

/// Rarer than what [`opinion`] takes for a yes.
const SELDOM: [&str; 2] = ["reti", "dazreiz"];

/// The words of an answer as they are compared.
fn words_of(answer: &str) -> String {
    folded(answer).trim_end_matches(['.', '!']).to_owned()
}

/// Reads the answer to a question on what somebody met with, as [`opinion`] does: who met with it seldom did meet with it (Tukums counts those who
/// say that they did, not how often).
pub fn met_with(answer: &str, highest: Option<Decimal>) -> Opinion {
    if SELDOM.contains(&words_of(answer).as_str()) {
        Opinion::Favourable
    } else {
        opinion(answer, highest)
    }
}

/// Reads an answer; `highest` is the highest number among the answers to its question: up to 5 the scale ends with 5, up to 10 with 10, and the
/// two or three best numbers are favourable.
pub fn opinion(answer: &str, highest: Option<Decimal>) -> Opinion {
    if let Some(number) = Decimal::parse(answer) {
        let best = match highest {
            Some(highest) if highest > Decimal::from(10) => return Opinion::None,
            Some(highest) if highest > Decimal::from(5) => 8,
            _ => 4,
        };
        return if number >= Decimal::from(best) {
            Opinion::Favourable
        } else {
            Opinion::Other
        };
    }
    let words = words_of(answer);
    if FAVOURABLE.contains(&words.as_str()) {
        Opinion::Favourable
    } else if OTHER.contains(&words.as_str()) {
        Opinion::Other
    } else {
        Opinion::None
    }
}

/// Whether a question or programme is about a topic, by words any of which, between `;`, stands in its name.
pub fn is_about(name: &str, words: &str) -> bool {
    let name = folded(name);
    words
        .split(';')
        .map(folded)
        .any(|word| !word.is_empty() && name.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IND-18
    #[test]
    fn answers_are_read_as_words_and_as_numbers_of_a_scale() {
        for (answer, expected) in [
            ("Jā", Opinion::Favourable),
            ("Drīzāk jā", Opinion::Favourable),
            ("Drīzāk nē", Opinion::Other),
            ("Ļoti apmierināta", Opinion::Favourable),
            ("Nezinu", Opinion::None),
            ("Grūti pateikt", Opinion::None),
            ("4", Opinion::Favourable),
            ("3", Opinion::Other),
        ] {
            assert_eq!(opinion(answer, None), expected, "{answer}");
        }
        let ten = Some(Decimal::from(10));
        assert_eq!(opinion("7", ten), Opinion::Other);
        assert_eq!(opinion("8", ten), Opinion::Favourable);
        assert_eq!(opinion("80", Some(Decimal::from(100))), Opinion::None);
    }

    // covers: IND-18
    #[test]
    fn who_met_with_something_seldom_met_with_it() {
        for (answer, expected) in [
            ("Reti", Opinion::Favourable),
            ("Dažreiz.", Opinion::Favourable),
            ("Bieži", Opinion::Favourable),
            ("Nekad", Opinion::Other),
            ("Nē", Opinion::Other),
            ("Nezinu", Opinion::None),
        ] {
            assert_eq!(met_with(answer, None), expected, "{answer}");
        }
        assert_eq!(opinion("Dažreiz", None), Opinion::Other, "of what is good");
    }

    #[test]
    fn topics_are_found_by_words() {
        let words = super::super::Topic::Safety.words();
        assert!(is_about("Vai Tu skolā jūties droši?", words));
        assert!(!is_about("Vai skolā ir interesanti?", words));
        assert!(!is_about("Vai skolā ir interesanti?", " ; "));
    }
}
