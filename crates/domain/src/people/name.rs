//! Names as they are searched and sorted. SQLite knows no Latvian, so both keys are computed here and stored; they
//! are compared byte by byte.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The stored keys of a person's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameKey {
    /// Sorts by family name, then given name, in the order of the Latvian alphabet.
    pub sort: String,
    /// `family given`, lower case without diacritics: what a search compares with.
    pub folded: String,
}

impl NameKey {
    /// The keys of a person.
    pub fn new(family_name: &str, given_name: &str) -> Self {
        Self {
            sort: format!("{}\u{1}{}", sort_key(family_name), sort_key(given_name)),
            folded: format!("{} {}", folded(family_name), folded(given_name))
                .trim()
                .to_owned(),
        }
    }

    /// The words a search text is split into; a name matches when each word begins one of its words.
    pub fn search_words(text: &str) -> Vec<String> {
        folded(text)
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Whether each word of the search text begins a word of the name. An empty text matches everybody.
    pub fn matches(&self, text: &str) -> bool {
        let mut words = Self::search_words(text).into_iter();
        words.all(|wanted| self.folded.split(' ').any(|word| word.starts_with(&wanted)))
    }
}

/// What letters without a decomposition are searched and sorted as.
fn plain(c: char) -> &'static str {
    match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "ng",
        _ => "",
    }
}

/// Lower case, without diacritics, apostrophes dropped, everything else that is no letter or digit a single space.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if is_combining_mark(c) || matches!(c, '\'' | '’' | 'ʼ' | '`' | '´') {
            continue;
        }
        let replaced = plain(c);
        if !replaced.is_empty() {
            out.push_str(replaced);
        } else if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A key whose bytes sort as Latvian does (Unicode CLDR, locale `lv`): č ģ ķ ļ ņ ŗ š ž are letters of their own after
/// c g k l n r s z; ā ē ī ō ū and y sort as a e i o u and i, and only between words otherwise equal come after them;
/// foreign letters sort as the letters they are written upon. Case does not matter; a space sorts before any letter.
pub fn sort_key(text: &str) -> String {
    let mut primary = String::with_capacity(text.len() + 4);
    let mut secondary = String::new();
    for c in text.chars().flat_map(char::to_lowercase).nfc() {
        // `~` is above every ASCII letter, so `c~` comes after any word in c.
        let own_letter = match c {
            'č' => "c~",
            'ģ' => "g~",
            'ķ' => "k~",
            'ļ' => "l~",
            'ņ' => "n~",
            'ŗ' => "r~",
            'š' => "s~",
            'ž' => "z~",
            _ => "",
        };
        if !own_letter.is_empty() {
            primary.push_str(own_letter);
            secondary.push('0');
            continue;
        }
        if c == 'y' {
            primary.push('i');
            secondary.push('3');
            continue;
        }
        let macron = matches!(c, 'ā' | 'ē' | 'ī' | 'ō' | 'ū');
        let mut base = folded(c.encode_utf8(&mut [0; 4]));
        if base == "y" {
            "i".clone_into(&mut base);
        }
        if base.is_empty() {
            if !matches!(c, '\'' | '’' | 'ʼ' | '`' | '´') && !primary.is_empty() && !primary.ends_with(' ')
            {
                primary.push(' ');
            }
            continue;
        }
        secondary.push(if macron {
            '1'
        } else if c.is_ascii() {
            '0'
        } else {
            '2'
        });
        primary.push_str(&base);
    }
    let primary = primary.trim_end();
    format!("{primary}\u{2}{}", secondary.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_found_without_diacritics_and_in_any_order() {
        let key = NameKey::new("Bērziņa-Kļaviņa", "Žanete D’Arka");
        assert_eq!(key.folded, "berzina klavina zanete darka");
        for text in ["berz", "Žan Bērz", "klav zan", "  ", "DARKA"] {
            assert!(key.matches(text), "{text}");
        }
        assert!(!key.matches("erzina") && !key.matches("berz xx"));
        assert_eq!(folded("Łukasz Groß, Јован Ёлкин"), "lukasz gross јован елкин");
    }

    #[test]
    fn the_order_is_that_of_a_latvian_class_register() {
        let order = "Abele Āboliņš Adamovičs Cālis Cunska Čakste Dambis Eglīte \
                     Ēķis Gailis Gūtmanis Ģēģeris Hincenbergs Yde Ikauniece Īvāns \
                     Jansone Kalniņš Kuzmins Ķēniņš Lācis Lūsis Ļaudams Miezis \
                     Nagle Nuķis Ņikitins Ozoliņš Ozols Priede Rudzītis Saulīte \
                     Sūna Šmits Tauriņš Ūdris Upīte Vītols Zariņš Zvirbule \
                     Žagars";
        let mut names: Vec<&str> = order.split(' ').collect();
        names.reverse();
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names.join(" "), order);
    }

    #[test]
    fn long_vowels_and_y_only_break_ties() {
        let sorted = ["Yra", "Īra", "Ira", "Iras"].map(sort_key);
        assert!(sorted[2] < sorted[1] && sorted[1] < sorted[0] && sorted[0] < sorted[3]);
        assert_eq!(sort_key("BĒRZIŅŠ"), sort_key("bērziņš"));
        assert_eq!(sort_key("Be\u{304}rzin\u{327}s\u{30c}"), sort_key("Bērziņš"));
        let (a, b) = (
            NameKey::new("Ozols", "Žanis"),
            NameKey::new("Ozols-Kalns", "Anna"),
        );
        assert!(a < b && NameKey::new("Ozola", "Žanis") < a);
    }

    /// Straight comparison by the positions in the alphabet, for words of Latvian letters.
    fn reference(a: &str, b: &str) -> std::cmp::Ordering {
        const LETTERS: &str = "abcčdefgģhijkķlļmnņoprŗsštuvzž";
        let base = |c: char| match c {
            'ā' => ('a', 1),
            'ē' => ('e', 1),
            'ī' => ('i', 1),
            'ū' => ('u', 1),
            'y' => ('i', 3),
            c => (c, 0),
        };
        let ranks = |word: &str| -> (Vec<_>, Vec<_>) {
            word.chars()
                .map(|c| (LETTERS.chars().position(|l| l == base(c).0), base(c).1))
                .unzip()
        };
        ranks(a).cmp(&ranks(b))
    }

    proptest! {
        #[test]
        fn the_key_orders_as_the_alphabet(
            a in "[aābcčdeēfgģhiīyjkķlļmnņoprŗsštuūvzž]{0,6}",
            b in "[aābcčdeēfgģhiīyjkķlļmnņoprŗsštuūvzž]{0,6}",
        ) {
            prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), reference(&a, &b));
        }

        #[test]
        fn folding_is_stable(text in "\\PC{0,20}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
            prop_assert!(!once.contains("  "));
        }
    }
}
