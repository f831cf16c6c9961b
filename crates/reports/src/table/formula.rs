//! Keeps texts from being read as formulas by the program that opens a file. Names and notes come from people and journals; a
//! cell `=HYPERLINK(…)` in an exported list would otherwise run on the reader's machine.

/// What spreadsheet programs take for the start of a formula, full-width forms included.
fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Characters that programs skip or drop before they look at the first one of a cell.
fn is_skipped(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Whether a cell with this text might be read as a formula.
pub(crate) fn is_formula(text: &str) -> bool {
    text.chars().find(|&c| !is_skipped(c)).is_some_and(starts_formula)
}

/// The text with an apostrophe wherever a formula could begin: at its start, and after a character at which a program that
/// was told another separator than ours would begin a new cell.
pub(super) fn neutralised(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = text;
    loop {
        if is_formula(rest) {
            out.push('\'');
        }
        let Some(end) = rest.find([';', '\t', '\r', '\n']) else {
            out.push_str(rest);
            return out;
        };
        let (cell, tail) = rest.split_at(end + 1);
        out.push_str(cell);
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_could_be_a_formula_gets_an_apostrophe() {
        for text in [
            "=1+1",
            "+371",
            "-2",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "\r=1",
            "\u{0}=1",
            "\u{feff}=1",
            "＝1",
        ] {
            assert!(neutralised(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(neutralised("Ogre;=cmd()"), "Ogre;'=cmd()");
        assert_eq!(neutralised("a\n\n-b"), "a\n'\n'-b");
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["", "Rēzeknes 2.vidusskola", "3 - 4", "a=b", "'=1", "Kopā; a"] {
            assert_eq!(neutralised(text), text);
        }
    }
}
