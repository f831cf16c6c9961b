//! How Latvian and English readers see numbers and dates: `1 234,5` and `22.11.2026.`, `1,234.5` and `22 November 2026`.

use jiff::civil::Date;

use super::Language;

/// A space that does not break the line: a figure stays whole in a narrow column.
const NO_BREAK: char = '\u{a0}';

/// A number in plain notation (`-1234.5`) with the language's separators.
pub(super) fn grouped(plain: &str, language: Language) -> String {
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain), |rest| ("\u{2212}", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (group, point) = match language {
        Language::Latvian => (NO_BREAK, ','),
        Language::English => (',', '.'),
    };
    let mut out = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// A percentage given in plain notation, with the sign's space of the language.
pub(super) fn percent(plain: &str, language: Language) -> String {
    let number = grouped(plain, language);
    match language {
        Language::Latvian => format!("{number}{NO_BREAK}%"),
        Language::English => format!("{number}%"),
    }
}

/// A date for readers.
pub(super) fn date(date: Date, language: Language) -> String {
    match language {
        Language::Latvian => date.strftime("%d.%m.%Y.").to_string(),
        Language::English => date.strftime("%-d %B %Y").to_string(),
    }
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
