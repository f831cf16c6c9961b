//! The profiles that come with the program: examples to copy, and good as they are for many exports.

pub(super) const PROFILES: &[(&str, &str)] = &[
    (
        "journal-lessons",
        include_str!("../../profiles/journal-lessons.toml"),
    ),
    ("journal-day", include_str!("../../profiles/journal-day.toml")),
    ("period-totals", include_str!("../../profiles/period-totals.toml")),
];
