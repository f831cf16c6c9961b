//! How Latvian and English readers see numbers and dates: `1 234,5` and `22.11.2026.`, `1,234.5` and `22 November 2026`.

use jiff::civil::Date;

use super::Language;

/// A number in plain notation (`-1234.5`) with the language's separators.
pub(super) fn grouped(plain: &str, language: Language) -> String {
    language.decimal(plain)
}

/// A percentage given in plain notation, with the sign's space of the language.
pub(super) fn percent(plain: &str, language: Language) -> String {
    language.per_cent(plain)
}

/// A date for readers.
pub(super) fn date(date: Date, language: Language) -> String {
    language.date(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(grouped("153514", Language::Latvian), "153\u{a0}514");
        assert_eq!(grouped("999", Language::Latvian), "999");
        assert_eq!(
            grouped("-1234567.05", Language::Latvian),
            "\u{2212}1\u{a0}234\u{a0}567,05"
        );
        assert_eq!(grouped("1234.5", Language::English), "1,234.5");
        assert_eq!(percent("12.5", Language::Latvian), "12,5\u{a0}%");
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let day = jiff::civil::date(2026, 11, 2);
        assert_eq!(date(day, Language::Latvian), "02.11.2026.");
        assert_eq!(date(day, Language::English), "2 November 2026");
    }
}
