//! From what is written in a profile to what is meant by it, refusing what means nothing.

use std::collections::BTreeMap;

use super::{Profile, ProfileError, Wide, Written, WrittenWide};
use crate::columns::Column;
use crate::header::fold;
use crate::kind::Kind;
use crate::options::{Encoding, Separator};
use crate::row_reader::check_value;
use crate::values::DateFormat;

pub(super) fn checked(name: &str, written: Written) -> Result<Profile, ProfileError> {
    let kind = Kind::parse(&written.kind).ok_or(ProfileError::Kind { value: written.kind })?;
    let date_formats = written
        .date_formats
        .into_iter()
        .map(|value| DateFormat::parse(&value).ok_or(ProfileError::DateFormat { value }))
        .collect::<Result<Vec<_>, _>>()?;
    let separator = written
        .separator
        .map(|value| {
            Separator::parse(&value).ok_or(ProfileError::Field {
                section: "separator",
                value,
                accepts: ", ; tab".to_owned(),
            })
        })
        .transpose()?;
    let encoding = written
        .encoding
        .map(|value| {
            Encoding::parse(&value).ok_or(ProfileError::Field {
                section: "encoding",
                value,
                accepts: "utf-8, windows-1257".to_owned(),
            })
        })
        .transpose()?;
    let mut columns = BTreeMap::new();
    for (header, field) in written.columns {
        columns.insert(fold(&header), field_index(kind, "columns", &field)?);
    }
    let mut codes = BTreeMap::new();
    for (field, map) in written.codes {
        let index = field_index(kind, "codes", &field)?;
        let mut folded = BTreeMap::new();
        for (from, to) in map {
            acceptable(&kind.columns()[index], &to, &date_formats)?;
            folded.insert(from.trim().to_lowercase(), to);
        }
        codes.insert(index, folded);
    }
    let constants = values(kind, "constants", written.constants, &date_formats)?;
    if let Some(index) = columns.values().find(|index| constants.contains_key(index)) {
        return Err(ProfileError::Doubled {
            field: kind.columns()[*index].name,
        });
    }
    let when_empty = values(kind, "when_empty", written.when_empty, &date_formats)?;
    let mut left_out = BTreeMap::new();
    for (field, values) in written.left_out {
        let index = field_index(kind, "left_out", &field)?;
        left_out.insert(
            index,
            values.iter().map(|value| value.trim().to_lowercase()).collect(),
        );
    }
    let wide = written
        .wide
        .map(|wide| checked_wide(kind, wide, &date_formats))
        .transpose()?;
    if let Some(wide) = &wide {
        let set =
            |index: usize| columns.values().any(|field| *field == index) || constants.contains_key(&index);
        if let Some(index) = [wide.key, wide.value].into_iter().find(|index| set(*index)) {
            return Err(ProfileError::Doubled {
                field: kind.columns()[index].name,
            });
        }
    }
    Ok(Profile {
        name: name.to_owned(),
        kind,
        sheet: written.sheet,
        skip_rows: written.skip_rows,
        separator,
        encoding,
        date_formats,
        columns,
        ignored: written
            .ignored_columns
            .iter()
            .map(|header| fold(header))
            .collect(),
        codes,
        constants,
        when_empty,
        left_out,
        wide,
    })
}

fn checked_wide(kind: Kind, wide: WrittenWide, formats: &[DateFormat]) -> Result<Wide, ProfileError> {
    let key = field_index(kind, "wide", &wide.key)?;
    let value = field_index(kind, "wide", &wide.value)?;
    if key == value {
        return Err(ProfileError::Wide {
            detail: "key = value",
        });
    }
    if wide.columns.is_empty() {
        return Err(ProfileError::Wide {
            detail: "columns = 0",
        });
    }
    for code in wide.columns.values() {
        acceptable(&kind.columns()[key], code, formats)?;
    }
    let columns = wide
        .columns
        .into_iter()
        .map(|(header, code)| (fold(&header), code))
        .collect();
    Ok(Wide { key, value, columns })
}

fn field_index(kind: Kind, section: &'static str, field: &str) -> Result<usize, ProfileError> {
    let columns = kind.columns();
    columns
        .iter()
        .position(|column| column.name == field)
        .ok_or_else(|| ProfileError::Field {
            section,
            value: field.to_owned(),
            accepts: columns
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>()
                .join(", "),
        })
}

fn values(
    kind: Kind,
    section: &'static str,
    written: BTreeMap<String, String>,
    formats: &[DateFormat],
) -> Result<BTreeMap<usize, String>, ProfileError> {
    let mut out = BTreeMap::new();
    for (field, value) in written {
        let index = field_index(kind, section, &field)?;
        acceptable(&kind.columns()[index], &value, formats)?;
        out.insert(index, value);
    }
    Ok(out)
}

fn acceptable(column: &Column, value: &str, formats: &[DateFormat]) -> Result<(), ProfileError> {
    check_value(column.of, value, formats).map_err(|problem| ProfileError::Code {
        field: column.name,
        value: value.to_owned(),
        problem: Box::new(problem),
    })
}
