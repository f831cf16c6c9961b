//! Wordings compared as people read them: without case, diacritics, punctuation, list marks and figures.

/// Lower case without diacritics; anything that is not a letter is one space.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = match c {
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
            c if c.is_alphabetic() => c,
            _ => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                continue;
            }
        };
        out.push(plain);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn marks_figures_and_case_do_not_matter() {
        assert_eq!(folded("· Ģimenē ir (5 skolēni)"), "gimene ir skoleni");
        assert_eq!(folded("  A/ B,  c. "), "a b c");
        assert_eq!(folded("15 %"), "");
    }
}
