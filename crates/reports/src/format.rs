//! How numbers, dates and school years are written in Latvian and in English, the same in pages, charts and documents.

use jiff::civil::{Date, DateTime};

/// A narrow gap inside a number or date that must not break at the end of a line.
const NBSP: char = '\u{a0}';

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Latvian, the default.
    #[default]
    #[serde(rename = "lv")]
    Latvian,
    /// English.
    #[serde(rename = "en")]
    English,
}

const LATVIAN_MONTHS: [&str; 12] = [
    "janvāris",
    "februāris",
    "marts",
    "aprīlis",
    "maijs",
    "jūnijs",
    "jūlijs",
    "augusts",
    "septembris",
    "oktobris",
    "novembris",
    "decembris",
];
/// On a day of a month: `28. novembrī`.
const LATVIAN_IN_MONTHS: [&str; 12] = [
    "janvārī",
    "februārī",
    "martā",
    "aprīlī",
    "maijā",
    "jūnijā",
    "jūlijā",
    "augustā",
    "septembrī",
    "oktobrī",
    "novembrī",
    "decembrī",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// All languages, in the order in which the switch shows them.
    pub const ALL: [Self; 2] = [Self::Latvian, Self::English];

    /// The tag of the `lang` attribute and of the text folders.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Latvian => "lv",
            Self::English => "en",
        }
    }

    /// The language of a tag such as `lv`, `en` or `en-GB`.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary.trim()))
    }

    /// The name of the language in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Latvian => "Latviešu",
            Self::English => "English",
        }
    }

    /// A whole number: `20 143` or `20,143`.
    pub fn count(self, value: i64) -> String {
        self.decimal(&value.to_string())
    }

    /// A number with at most `decimals` digits after the comma, without trailing zeros: `1 234,5`.
    pub fn number(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let mut plain = format!("{value:.decimals$}");
        if plain.contains('.') {
            plain.truncate(plain.trim_end_matches('0').trim_end_matches('.').len());
        }
        self.decimal(if plain == "-0" { "0" } else { &plain })
    }

    /// A number in plain notation (`-1234.5`) as the language writes it.
    pub fn decimal(self, plain: &str) -> String {
        let (sign, digits) = plain
            .strip_prefix('-')
            .map_or(("", plain), |digits| ("\u{2212}", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (group, point) = match self {
            Self::Latvian => (NBSP, ','),
            Self::English => (',', '.'),
        };
        let mut written = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                written.push(group);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(point);
            written.push_str(fraction);
        }
        written
    }

    /// A text printed in Latvian with the decimal point of the language: `0,94 %` is read `0.94 %`. Numbers in a row (`1,2,3`) stay as they are.
    pub fn printed(self, text: &str) -> String {
        if self == Self::Latvian {
            return text.to_owned();
        }
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit()) {
            let (before, from) = rest.split_at(at);
            let end = from.find(|sign: char| !sign.is_ascii_digit() && sign != ',');
            let figures = from.split_at(end.unwrap_or(from.len())).0.trim_end_matches(',');
            written.push_str(before);
            match figures.split_once(',') {
                Some((whole, fraction)) if !fraction.contains(',') => {
                    written.push_str(whole);
                    written.push('.');
                    written.push_str(fraction);
                }
                _ => written.push_str(figures),
            }
            rest = from.split_at(figures.len()).1;
        }
        written.push_str(rest);
        written
    }

    /// A share already in per cent: `12,5 %` or `12.5%`.
    pub fn percent(self, value: f64, decimals: usize) -> String {
        self.with_sign(&self.number(value, decimals))
    }

    /// A share in per cent in plain notation.
    pub fn per_cent(self, plain: &str) -> String {
        self.with_sign(&self.decimal(plain))
    }

    /// A date in full: `22.11.2026.` or `22 November 2026`.
    pub fn date(self, date: Date) -> String {
        match self {
            Self::Latvian => format!("{:02}.{:02}.{}.", date.day(), date.month(), date.year()),
            Self::English => {
                format!("{} {} {}", date.day(), self.month_name(date.month()), date.year())
            }
        }
    }

    /// A date as it stands at the head of a document: `2026. gada 22. novembrī` or `22 November 2026`.
    pub fn date_in_words(self, date: Date) -> String {
        match self {
            Self::Latvian => {
                let month = month_of(&LATVIAN_IN_MONTHS, date.month());
                format!("{}. gada {}. {month}", date.year(), date.day())
            }
            Self::English => self.date(date),
        }
    }

    /// A date where the year is clear: `22.11.` or `22 Nov`.
    pub fn short_date(self, date: Date) -> String {
        match self {
            Self::Latvian => format!("{:02}.{:02}.", date.day(), date.month()),
            Self::English => {
                format!(
                    "{}{NBSP}{}",
                    date.day(),
                    self.month_name(date.month()).get(..3).unwrap_or_default()
                )
            }
        }
    }

    /// A date with the time of day: `22.11.2026. plkst. 15:05` or `22 November 2026 at 15:05`.
    pub fn moment(self, at: DateTime) -> String {
        let joint = match self {
            Self::Latvian => "plkst.",
            Self::English => "at",
        };
        format!(
            "{} {joint}{NBSP}{:02}:{:02}",
            self.date(at.date()),
            at.hour(),
            at.minute()
        )
    }

    /// The school year that began in `first`: `2026./2027. m. g.` or `2026/2027 school year`.
    pub fn school_year(self, first: i16) -> String {
        let next = first.saturating_add(1);
        match self {
            Self::Latvian => format!("{first}./{next}.{NBSP}m.{NBSP}g."),
            Self::English => format!("{first}/{next} school year"),
        }
    }

    /// A month by its number, 1–12.
    pub fn month_name(self, month: i8) -> &'static str {
        let names = match self {
            Self::Latvian => &LATVIAN_MONTHS,
            Self::English => &ENGLISH_MONTHS,
        };
        month_of(names, month)
    }

    /// A month of a year: `2026. gada septembris` or `September 2026`.
    pub fn month_and_year(self, date: Date) -> String {
        let (name, year) = (self.month_name(date.month()), date.year());
        match self {
            Self::Latvian => format!("{year}. gada {name}"),
            Self::English => format!("{name} {year}"),
        }
    }

    fn with_sign(self, number: &str) -> String {
        match self {
            Self::Latvian => format!("{number}{NBSP}%"),
            Self::English => format!("{number}%"),
        }
    }
}

/// The word of a month by its number, 1–12.
fn month_of(words: &[&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| words.get(index))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::Language::{English, Latvian};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        assert_eq!(Latvian.number(1234.5, 1), "1\u{a0}234,5");
        assert_eq!(English.number(1234.5, 1), "1,234.5");
        assert_eq!(Latvian.number(0.933, 3), "0,933");
        assert_eq!(Latvian.number(2.0, 2), "2");
        assert_eq!(Latvian.number(-0.04, 1), "0");
        assert_eq!(Latvian.number(-3.5, 1), "\u{2212}3,5");
        assert_eq!(Latvian.count(153_514), "153\u{a0}514");
        assert_eq!(Latvian.count(-20_143), "\u{2212}20\u{a0}143");
        assert_eq!(English.count(1_000_000), "1,000,000");
        assert_eq!(Latvian.percent(12.5, 1), "12,5\u{a0}%");
        assert_eq!(English.percent(12.5, 1), "12.5%");
        assert_eq!(Latvian.number(f64::NAN, 1), "–");
        assert_eq!(Latvian.month_and_year(date(2026, 9, 1)), "2026. gada septembris");
        assert_eq!(English.month_and_year(date(2026, 12, 1)), "December 2026");
    }

    #[test]
    fn a_printed_text_has_the_decimal_point_of_the_language() {
        assert_eq!(
            English.printed("0,94 % (2022./23. m.g.)"),
            "0.94 % (2022./23. m.g.)"
        );
        assert_eq!(English.printed("no 1,5, ja <0,05%"), "no 1.5, ja <0.05%");
        assert_eq!(English.printed("1., 2. un 1,2,3"), "1., 2. un 1,2,3");
        assert_eq!(English.printed("pieaug"), "pieaug");
        assert_eq!(Latvian.printed("0,94 %"), "0,94 %");
    }

    #[test]
    fn dates_and_school_years_are_written_as_the_language_writes_them() {
        let day = date(2026, 11, 2);
        assert_eq!(Latvian.date(day), "02.11.2026.");
        assert_eq!(English.date(day), "2 November 2026");
        assert_eq!(English.short_date(day), "2\u{a0}Nov");
        assert_eq!(
            Latvian.moment(day.at(9, 5, 0, 0)),
            "02.11.2026. plkst.\u{a0}09:05"
        );
        assert_eq!(Latvian.school_year(2026), "2026./2027.\u{a0}m.\u{a0}g.");
        assert_eq!(English.school_year(2026), "2026/2027 school year");
    }

    // covers: REP-12
    #[test]
    fn the_date_at_the_head_of_a_document_is_spelled() {
        assert_eq!(
            Latvian.date_in_words(date(2026, 11, 28)),
            "2026. gada 28. novembrī"
        );
        assert_eq!(Latvian.date_in_words(date(2027, 3, 1)), "2027. gada 1. martā");
        assert_eq!(English.date_in_words(date(2026, 11, 28)), "28 November 2026");
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        assert_eq!(Language::parse("en-GB"), Some(English));
        assert_eq!(Language::parse("LV"), Some(Latvian));
        assert_eq!(Language::parse("de"), None);
    }
}
