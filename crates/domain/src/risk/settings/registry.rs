//! Every setting as a row: the numbers, and those that are not numbers.

use std::sync::LazyLock;

use serde::Serialize;

use super::numbers::NUMBERS;

/// What a setting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A signal.
    Signals,
    /// Reports of staff and what is shown beside them.
    Concerns,
}

/// A default value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Default {
    /// A number.
    Number(u16),
    /// Yes or no.
    Switch(bool),
    /// A table with entries of its own.
    Table,
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its key in files and forms.
    pub key: &'static str,
    /// The built-in default.
    pub default: Default,
    /// The lowest and highest number allowed.
    pub range: Option<(u16, u16)>,
    /// What it is counted in.
    pub unit: &'static str,
    /// What it is about.
    pub about: About,
    /// Where the default comes from.
    pub source: &'static str,
    /// Whether no source confirms it.
    pub assumption: bool,
    /// What it means, in English.
    pub what: &'static str,
    /// What it means, in Latvian.
    pub latvian: &'static str,
}

const fn other(
    key: &'static str,
    default: Default,
    source: &'static str,
    assumption: bool,
    what: &'static str,
    latvian: &'static str,
) -> Entry {
    Entry {
        key,
        default,
        range: None,
        unit: "",
        about: About::Signals,
        source,
        assumption,
        what,
        latvian,
    }
}

static OTHERS: [Entry; 5] = [
    other(
        "preschool_in_a_row",
        Default::Switch(true),
        "assumption",
        true,
        "Whether the preschool days must follow each other",
        "Vai pirmsskolas dienām jābūt pēc kārtas",
    ),
    other(
        "exam_thresholds",
        Default::Table,
        "the State's threshold of each year and grade",
        false,
        "Thresholds of central exams",
        "Centralizēto eksāmenu sliekšņi",
    ),
    other(
        "latvian_subjects",
        Default::Table,
        "assumption",
        true,
        "Names with which the subject Latvian begins",
        "Ar ko sākas latviešu valodas priekšmeta nosaukums",
    ),
    other(
        "circumstance_levels",
        Default::Table,
        "assumption",
        true,
        "The level each kind of circumstance proposes",
        "Līmenis, ko ierosina katrs apstāklis",
    ),
    Entry {
        about: About::Concerns,
        ..other(
            "priority_groups",
            Default::Table,
            "Ventspils",
            false,
            "Priority target groups of the municipality",
            "Pašvaldības prioritārās mērķgrupas",
        )
    },
];

/// Every setting in the order of the settings page.
pub static REGISTRY: LazyLock<Vec<Entry>> =
    LazyLock::new(|| NUMBERS.iter().chain(&OTHERS).copied().collect());

/// A setting by its key.
pub fn entry(key: &str) -> Option<&'static Entry> {
    REGISTRY.iter().find(|entry| entry.key == key)
}
