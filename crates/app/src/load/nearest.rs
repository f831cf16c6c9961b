//! The names of the taxonomy that are most like a word which is none of them: what a person may have meant.

use balsts_domain::people::folded;
use balsts_domain::risk::{Circumstance, Factor};

use super::register::distance;

/// Names suggested at most.
const MOST: usize = 3;

/// Codes of kinds of circumstance like the text, the most similar first.
pub(super) fn circumstances(text: &str) -> Vec<&'static str> {
    nearest(text, Circumstance::all().map(|kind| (kind.code(), kind.names())))
}

/// Codes of risk factors like the text, the most similar first.
pub(super) fn factors(text: &str) -> Vec<&'static str> {
    nearest(
        text,
        Factor::ALL
            .iter()
            .map(|factor| (factor.code(), factor.names().collect())),
    )
}

fn nearest(text: &str, all: impl Iterator<Item = (&'static str, Vec<&'static str>)>) -> Vec<&'static str> {
    let wanted = folded(text);
    let most = (wanted.chars().count() / 3).max(1);
    let mut found: Vec<(usize, &'static str)> = all
        .filter_map(|(code, names)| {
            let closest = names
                .into_iter()
                .map(|name| distance(&wanted, &folded(name)))
                .min()?;
            (closest <= most).then_some((closest, code))
        })
        .collect();
    found.sort_unstable();
    found.truncate(MOST);
    found.into_iter().map(|(_, code)| code).collect()
}
