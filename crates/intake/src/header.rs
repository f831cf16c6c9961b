//! From a header row to where each field of a KIND comes from: a column, a constant of the profile, or nowhere.

use std::collections::BTreeMap;

use crate::columns::{Column, Group, Need};
use crate::file_error::FileError;
use crate::kind::Kind;
use crate::profile::Profile;
use crate::warning::Warning;
use crate::write::{ERROR_COLUMN, ROW_COLUMN};

/// Where the values of a KIND's columns come from.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub kind: Kind,
    pub columns: &'static [Column],
    pub sources: Vec<Source>,
    /// The header as it is written.
    pub headers: Vec<String>,
    /// The columns of a wide table: place in the file, value of the key field.
    pub wide: Vec<(usize, String)>,
    pub profile: Profile,
}

/// Where a field comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Absent,
    Field(usize),
    /// The profile's constant.
    Constant,
    /// The header of the wide column being read.
    WideKey,
    /// The cell of the wide column being read.
    WideValue,
}

/// A row tried as a header.
#[derive(Debug)]
pub(crate) struct Trial {
    pub layout: Layout,
    /// Fields found in the file.
    pub matched: usize,
    pub missing: Vec<String>,
    pub doubled: Option<FileError>,
    pub warnings: Vec<Warning>,
}

impl Trial {
    pub fn fits(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Small letters without diacritics, spaces and marks: `Personas_kods:` and `PERSONAS KODS` are one header.
pub(crate) fn fold(header: &str) -> String {
    header
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| {
            let plain = match letter {
                'ā' => 'a',
                'č' => 'c',
                'ē' => 'e',
                'ģ' => 'g',
                'ī' => 'i',
                'ķ' => 'k',
                'ļ' => 'l',
                'ņ' => 'n',
                'ō' => 'o',
                'ŗ' => 'r',
                'š' => 's',
                'ū' => 'u',
                'ž' => 'z',
                other => other,
            };
            plain.is_alphanumeric().then_some(plain)
        })
        .collect()
}

/// The folded names by which the columns of a KIND are known: the profile's first, then the tables'.
pub(crate) fn names(kind: Kind, profile: &Profile) -> BTreeMap<String, usize> {
    let mut names = profile.columns.clone();
    for (index, column) in kind.columns().iter().enumerate() {
        for name in std::iter::once(&column.name).chain(column.aliases) {
            names.entry(fold(name)).or_insert(index);
        }
    }
    names
}

/// Tries a row as the header of a KIND.
pub(crate) fn trial(
    kind: Kind,
    cells: &[String],
    profile: &Profile,
    names: &BTreeMap<String, usize>,
) -> Trial {
    let columns = kind.columns();
    let profile = profile.clone();
    let mut sources = vec![Source::Absent; columns.len()];
    for index in profile.constants.keys() {
        sources[*index] = Source::Constant;
    }
    let mut wide = Vec::new();
    let mut warnings = Vec::new();
    let mut doubled = None;
    let mut matched = 0;
    for (place, written) in cells.iter().enumerate() {
        let folded = fold(written);
        if folded.is_empty() {
            continue;
        }
        if let Some(layout) = &profile.wide
            && let Some(key) = layout.columns.get(&folded)
        {
            sources[layout.key] = Source::WideKey;
            sources[layout.value] = Source::WideValue;
            wide.push((place, key.clone()));
            matched += 1;
            continue;
        }
        let Some(index) = names.get(&folded).copied() else {
            let own = folded == fold(ROW_COLUMN) || folded == fold(ERROR_COLUMN);
            if !own && !profile.ignored.contains(&folded) {
                warnings.push(Warning::UnknownColumn {
                    column: written.clone(),
                });
            }
            continue;
        };
        match sources[index] {
            Source::Absent => {
                sources[index] = Source::Field(place);
                matched += 1;
            }
            Source::Field(first) => {
                doubled.get_or_insert(FileError::HeaderDoubled {
                    column: columns[index].name,
                    first: cells[first].clone(),
                    second: written.clone(),
                });
            }
            Source::Constant | Source::WideKey | Source::WideValue => {
                warnings.push(Warning::UnknownColumn {
                    column: written.clone(),
                });
            }
        }
    }
    let missing = missing(columns, &sources);
    let layout = Layout {
        kind,
        columns,
        sources,
        headers: cells.to_vec(),
        wide,
        profile,
    };
    Trial {
        layout,
        matched,
        missing,
        doubled,
        warnings,
    }
}

fn missing(columns: &[Column], sources: &[Source]) -> Vec<String> {
    let mut out = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for (column, source) in columns.iter().zip(sources) {
        match column.need {
            Need::Required if *source == Source::Absent => out.push(named(column)),
            Need::OneOf(group) if !groups.contains(&group) => {
                groups.push(group);
                let of_group = || {
                    columns
                        .iter()
                        .zip(sources)
                        .filter(move |(column, _)| column.need == Need::OneOf(group))
                };
                if of_group().all(|(_, source)| *source == Source::Absent) {
                    out.push(
                        of_group()
                            .map(|(column, _)| named(column))
                            .collect::<Vec<_>>()
                            .join(" / "),
                    );
                }
            }
            Need::Required | Need::Optional | Need::OneOf(_) => {}
        }
    }
    out
}

fn named(column: &Column) -> String {
    match column.aliases.first() {
        Some(alias) => format!("{} ({alias})", column.name),
        None => column.name.to_owned(),
    }
}

impl Layout {
    /// What the header of a field says in the file; its canonical name where the file lacks it.
    pub fn column_name(&self, index: usize, wide: Option<usize>) -> String {
        let place = match self.sources[index] {
            Source::Field(place) => Some(place),
            Source::WideKey | Source::WideValue => wide,
            Source::Absent | Source::Constant => None,
        };
        place.and_then(|place| self.headers.get(place)).map_or_else(
            || self.columns[index].name.to_owned(),
            |header| header.trim().to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_diacritics_and_marks() {
        assert_eq!(
            fold("  Mācību_priekšmets: "),
            "macibupriekšmets".replace('š', "s")
        );
        assert_eq!(fold("PERSONAS KODS"), fold("personas-kods"));
    }

    // covers: REG-31
    #[test]
    fn no_two_columns_of_a_kind_share_a_header() {
        for kind in Kind::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for column in kind.columns() {
                assert!(
                    !column.aliases.is_empty(),
                    "{kind} {} has no Latvian name",
                    column.name
                );
                for name in std::iter::once(&column.name).chain(column.aliases) {
                    let other = seen.insert(fold(name), column.name);
                    assert!(
                        other.is_none_or(|other| other == column.name),
                        "{kind}: {name} is {other:?} too"
                    );
                }
            }
        }
    }
}
