//! Results told by numbers: a share of a group, a count by period, a count in each institution. What is told in words only has no quantity.

use crate::numbers::Decimal;
use crate::people::folded;

/// What a number of a result counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Per cent of a group.
    Share,
    /// So many of something.
    Count,
}

impl Measure {
    /// The code in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Count => "count",
        }
    }
}

/// In what time a number is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// Every month.
    Month,
    /// Every calendar year.
    Year,
    /// Every school year.
    SchoolYear,
    /// In so many years.
    Years(u8),
    /// Once, in the whole time of the programme.
    Programme,
}

impl Per {
    /// The code in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::SchoolYear => "school_year",
            Self::Years(_) => "years",
            Self::Programme => "programme",
        }
    }

    /// How often it repeats in a programme of so many years, at least once.
    pub fn times(self, years: i16) -> i64 {
        let years = i64::from(years.max(1));
        match self {
            Self::Month => years * 12,
            Self::Year | Self::SchoolYear => years,
            Self::Years(span) => (years / i64::from(span.max(1))).max(1),
            Self::Programme => 1,
        }
    }
}

/// A number of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// What it counts.
    pub measure: Measure,
    /// The number, of a range the lower end.
    pub least: Decimal,
    /// The upper end of a range.
    pub most: Option<Decimal>,
    /// Of what or whom, as written.
    pub of: String,
    /// In what time.
    pub per: Per,
    /// In each institution by itself.
    pub each_institution: bool,
}

/// A word of the text, without the marks around it.
struct Word<'a> {
    text: &'a str,
    plain: String,
    /// A comma, full stop or dash follows.
    closes: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    text.split_whitespace()
        .map(|raw| {
            let text = raw.trim_matches(|letter: char| "()“”„\",;:".contains(letter));
            Word {
                text,
                plain: folded(text),
                closes: raw.ends_with([',', ';', '.', '–']),
            }
        })
        .filter(|word| !word.text.is_empty())
        .collect()
}

/// The number a word is, the upper end of a range, and whether a per cent sign stands in it. `7.-12.` and `18.gadu` are ordinals.
fn number(word: &Word<'_>) -> Option<(Decimal, Option<Decimal>, bool)> {
    match word.plain.as_str() {
        "viens" | "viena" | "vienu" => return Some((Decimal::from(1), None, false)),
        "divi" | "divas" | "divus" => return Some((Decimal::from(2), None, false)),
        "tris" => return Some((Decimal::from(3), None, false)),
        _ => {}
    }
    let (text, percent) = match word.text.trim_end_matches('.').strip_suffix('%') {
        Some(text) => (text, true),
        None => (word.text, false),
    };
    let text = text.strip_suffix(['x', 'X']).unwrap_or(text);
    if !percent && word.text.ends_with('.') {
        return None;
    }
    if let Some((from, to)) = text.split_once(['-', '–']) {
        return Some((Decimal::parse(from)?, Some(Decimal::parse(to)?), percent));
    }
    if !text.starts_with(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    Some((Decimal::parse(text)?, None, percent))
}

fn per(words: &[Word<'_>]) -> Option<Per> {
    words.iter().enumerate().find_map(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |at| words[at].plain.as_str());
        Some(match word.plain.as_str() {
            "menesi" => Per::Month,
            "gada" if before == "macibu" => Per::SchoolYear,
            // `2024. gada` names a year; `gadā` alone, folded the same, says how often.
            "gada" if !before.chars().any(|digit| digit.is_ascii_digit()) || before.ends_with('x') => {
                Per::Year
            }
            "gadu" if before == "katru" || before == "ik" => Per::Year,
            "cikla" | "programmas" if before == "visa" || before == "visas" => Per::Programme,
            _ => return None,
        })
    })
}

fn in_each_institution(words: &[Word<'_>]) -> bool {
    words.windows(3).any(|three| {
        let [first, second, third] = [0, 1, 2].map(|at| three[at].plain.as_str());
        matches!(first, "katra" | "katrai")
            && (second.starts_with("skol") || second.starts_with("iestad") || third.starts_with("iestad"))
    }) || words.windows(2).any(|two| {
        matches!(two[0].plain.as_str(), "katra" | "katrai")
            && (two[1].plain.starts_with("skola") || two[1].plain.starts_with("iestad"))
    })
}

/// Words after which the group counted is told.
const STOPS: [&str; 12] = [
    "gada",
    "gadu",
    "menesi",
    "katra",
    "katru",
    "laika",
    "visa",
    "macibu",
    "ir",
    "ietvaros",
    "iesaistas",
    "vismaz",
];

fn of(words: &[Word<'_>]) -> String {
    let mut taken = Vec::new();
    for word in words {
        if STOPS.contains(&word.plain.as_str()) || number(word).is_some() || taken.len() == 5 {
            break;
        }
        if word.text != "%" && !word.plain.is_empty() {
            taken.push(word.text.trim_end_matches('.'));
        }
        if word.closes && !word.text.ends_with('.') {
            break;
        }
    }
    taken.join(" ")
}

/// The numbers of a result, in the order of the text.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let words = words(text);
    let mut starts: Vec<(usize, Decimal, Option<Decimal>, bool)> = Vec::new();
    let mut spans = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some((least, most, percent)) = number(word) else {
            continue;
        };
        let follows = |ahead: usize, text: &str| words.get(at + ahead).is_some_and(|next| next.plain == text);
        if follows(1, "gadu") && follows(2, "laika") {
            if let Some(years) = least.whole().and_then(|years| u8::try_from(years).ok()) {
                spans.push((at, years));
            }
            continue;
        }
        // An age is no number of anything.
        if follows(1, "gadu") || follows(1, "gadiem") || follows(1, "gadus") {
            continue;
        }
        let percent = percent || words.get(at + 1).is_some_and(|next| next.text.starts_with('%'));
        starts.push((at, least, most, percent));
    }
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|start| start.0)
        .chain([words.len()])
        .collect();
    starts
        .iter()
        .zip(&ends)
        .enumerate()
        .filter_map(|(index, (&(at, least, most, percent), &end))| {
            let after = &words[at + 1..end];
            let before = if index == 0 { &words[..at] } else { &[][..] };
            let span = spans
                .iter()
                .find(|(place, _)| (at..end).contains(place))
                .map(|(_, years)| Per::Years(*years));
            let (of, told) = (of(after), span.or_else(|| per(after)).or_else(|| per(before)));
            // A number of nothing and in no time is part of a name: Stop 4-7.
            if !percent && of.is_empty() && told.is_none() {
                return None;
            }
            Some(Quantity {
                measure: if percent { Measure::Share } else { Measure::Count },
                least,
                most,
                of,
                per: told.unwrap_or(Per::Programme),
                each_institution: in_each_institution(&words[at..end]) || in_each_institution(before),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        quantities(text)
            .iter()
            .map(|one| {
                let most = one.most.map_or_else(String::new, |most| format!("–{most}"));
                let each = if one.each_institution { " each" } else { "" };
                format!(
                    "{} {}{most} {}{each}: {}",
                    one.measure.code(),
                    one.least,
                    one.per.code(),
                    one.of
                )
            })
            .collect()
    }

    // covers: PLN-12
    #[test]
    fn the_numbers_of_the_sources_are_read() {
        for (text, expected) in [
            (
                "Iesaistīti vismaz 30% vecāku",
                &["share 30 programme: vecāku"][..],
            ),
            ("20 īstenoti pasākumi gadā", &["count 20 year: īstenoti pasākumi"]),
            ("3 objekti", &["count 3 programme: objekti"]),
            ("2 kampaņas visa cikla ietvaros", &["count 2 programme: kampaņas"]),
            (
                "Katram bērnam/jaunietim līdz 18.gadu vecumam ir iespēja piedalīties vismaz 1 nometnē 4 gadu laikā.",
                &["count 1 years: nometnē"],
            ),
            (
                "2-3 pasākumi gadā katrā izglītības iestādē",
                &["count 2–3 year each: pasākumi"],
            ),
            (
                "3-4 pasākumi mācību gadā katrā izglītības iestādē",
                &["count 3–4 school_year each: pasākumi"],
            ),
            ("Katru mēnesi 1 pasākums", &["count 1 month: pasākums"]),
            (
                "Supervīzija – 1x gadā, Neformālās aktivitātes – 2x gadā",
                &["count 1 year: ", "count 2 year: "],
            ),
            (
                "10 % 7.-12.klases skolēnu iesaistās brīvprātīgā darba aktivitātēs.",
                &["share 10 programme: 7.-12.klases skolēnu"],
            ),
            (
                "Iesaistīti vismaz 30% vecāku, apmācīti vismaz 5 programmas vadītāji",
                &[
                    "share 30 programme: vecāku",
                    "count 5 programme: programmas vadītāji",
                ],
            ),
            ("Viena apmācību grupa gadā.", &["count 1 year: apmācību grupa"]),
            ("Bērns turpina mācības", &[]),
            ("Intervences programma Stop 4-7", &[]),
            ("Programma jauniešiem no 13 gadu vecuma", &[]),
            ("Atbalsta personāla pieejamība PII", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_yearly_count_repeats_every_year() {
        assert_eq!(Per::Year.times(5), 5);
        assert_eq!(Per::Month.times(2), 24);
        assert_eq!(Per::Years(4).times(5), 1);
        assert_eq!(Per::Programme.times(5), 1);
    }
}
