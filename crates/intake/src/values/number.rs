//! Numbers as Latvian tables print them; what a cell says is the domain's to know, bounds and units are ours.

use balsts_domain::numbers::{Cell, Decimal};

/// Whether a text stands for "no figure": missing data is neither zero nor an error.
pub(crate) fn means_nothing(text: &str) -> bool {
    !text.starts_with(|first: char| first.is_ascii_digit()) && Cell::parse(text).is_no_data()
}

/// A number in thousandths, rounded half away from zero.
pub(crate) fn parse_thousandths(text: &str) -> Option<i64> {
    let number = Cell::parse(text).number()?;
    number.scaled(3).or_else(|| rounded(number))
}

fn rounded(number: Decimal) -> Option<i64> {
    const FINER: i64 = 1_000_000;
    let fine = number.scaled(9)?;
    Some((fine + fine.signum() * FINER / 2) / FINER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // covers: REG-31
    #[test]
    fn numbers_as_latvian_tables_print_them() {
        for (text, wanted) in [
            ("12", 12_000),
            ("0,933", 933),
            ("0.933", 933),
            ("0,9335", 934),
            ("-0,9335", -934),
            ("0,933333333", 933),
            ("19'695", 19_695_000),
            ("19 695", 19_695_000),
            ("1\u{a0}234\u{a0}567,8", 1_234_567_800),
            ("12*", 12_000),
            ("85 %", 85_000),
            ("-3", -3_000),
        ] {
            assert_eq!(parse_thousandths(text), Some(wanted), "{text}");
        }
        for text in [
            "",
            "a",
            "1,",
            ",",
            "1 2",
            "1'23",
            "1''234",
            "1e3",
            "--1",
            "0x1",
            "1.2.3",
            "99999999999999999999",
        ] {
            assert_eq!(parse_thousandths(text), None, "{text}");
        }
    }

    // covers: REG-31
    #[test]
    fn no_data_is_told_from_zero() {
        assert!(
            ["-", "–", "Nav datu", "nav datu"]
                .iter()
                .all(|text| means_nothing(text))
        );
        assert!(["0", "1", "nē"].iter().all(|text| !means_nothing(text)));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(number in -999_999_999_i64..999_999_999, comma in any::<bool>()) {
            let sign = if number < 0 { "-" } else { "" };
            let mark = if comma { ',' } else { '.' };
            let text = format!("{sign}{}{mark}{:03}", number.abs() / 1_000, number.abs() % 1_000);
            prop_assert_eq!(parse_thousandths(&text), Some(number));
        }

        #[test]
        fn nothing_makes_it_panic(text in "\\PC{0,20}") {
            _ = parse_thousandths(&text);
        }
    }
}
