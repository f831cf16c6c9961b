//! The five programmes that ship with the product. Names, titles, results and figures are those of the documents; running text is shortened.

use super::Programme;

const TEXTS: [(&str, &str); 5] = [
    (
        "rezeknes-novads",
        include_str!("../../../../programmes/rezeknes-novads.toml"),
    ),
    (
        "tukuma-novads",
        include_str!("../../../../programmes/tukuma-novads.toml"),
    ),
    (
        "ogres-novads",
        include_str!("../../../../programmes/ogres-novads.toml"),
    ),
    ("ventspils", include_str!("../../../../programmes/ventspils.toml")),
    ("rezekne", include_str!("../../../../programmes/rezekne.toml")),
];

/// Codes of the municipalities whose programmes ship.
pub fn shipped_codes() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(code, _)| *code)
}

/// The programme of a municipality as TOML, where it ships.
pub fn shipped_text(municipality: &str) -> Option<&'static str> {
    TEXTS
        .iter()
        .find(|(code, _)| *code == municipality)
        .map(|(_, text)| *text)
}

/// All of them. A test holds that each can be read.
pub fn shipped() -> Vec<Programme> {
    TEXTS
        .iter()
        .filter_map(|(_, text)| Programme::from_toml(text).ok())
        .collect()
}
