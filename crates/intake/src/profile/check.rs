//! From what is written in a profile to what is meant by it, refusing what means nothing.

use std::collections::BTreeMap;

use balsts_domain::registry::Source;
use toml::Spanned;

use super::{Placed, Profile, ProfileError, Wide, Written, WrittenWide};
use crate::columns::Column;
use crate::header::fold;
use crate::kind::Kind;
use crate::options::{Encoding, Separator};
use crate::row_reader::check_value;
use crate::values::DateFormat;

/// What is wrong, and where in the text it begins.
pub(super) struct Wrong {
    pub place: usize,
    pub error: ProfileError,
}

type Checked<T> = Result<T, Wrong>;

fn wrong<T>(place: &Spanned<T>, error: ProfileError) -> Wrong {
    Wrong {
        place: place.span().start,
        error,
    }
}

/// One of a few words at the head of the file.
fn word<T>(
    section: &'static str,
    written: Option<Placed>,
    accepts: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Checked<Option<T>> {
    let Some(value) = written else {
        return Ok(None);
    };
    match parse(value.get_ref()) {
        Some(found) => Ok(Some(found)),
        None => Err(wrong(
            &value,
            ProfileError::Field {
                section,
                value: value.get_ref().clone(),
                accepts: accepts.to_owned(),
            },
        )),
    }
}

pub(super) fn checked(name: &str, written: Written) -> Checked<Profile> {
    let kind = Kind::parse(written.kind.get_ref()).ok_or_else(|| {
        let value = written.kind.get_ref().clone();
        wrong(&written.kind, ProfileError::Kind { value })
    })?;
    let mut date_formats = Vec::new();
    for value in written.date_formats {
        let format = DateFormat::parse(value.get_ref()).ok_or_else(|| {
            let text = value.get_ref().clone();
            wrong(&value, ProfileError::DateFormat { value: text })
        })?;
        date_formats.push(format);
    }
    let separator = word("separator", written.separator, ", ; tab", Separator::parse)?;
    let encoding = word(
        "encoding",
        written.encoding,
        "utf-8, windows-1257",
        Encoding::parse,
    )?;
    let sources = Source::ALL.map(Source::code).join(", ");
    let source = word("source", written.source, &sources, Source::parse)?;
    let mut columns = BTreeMap::new();
    for (header, field) in written.columns {
        columns.insert(fold(&header), named(kind, "columns", &field)?);
    }
    let mut codes = BTreeMap::new();
    for (field, map) in written.codes {
        let index = field_index(kind, "codes", &field, &map)?;
        let mut folded = BTreeMap::new();
        for (from, to) in map.into_inner() {
            acceptable(&kind.columns()[index], &to, &date_formats)?;
            folded.insert(from.trim().to_lowercase(), to.into_inner());
        }
        codes.insert(index, folded);
    }
    let constants = values(kind, "constants", written.constants, &date_formats)?;
    if let Some((index, (_, place))) = constants
        .iter()
        .find(|(index, _)| columns.values().any(|column| column == *index))
    {
        return Err(Wrong {
            place: *place,
            error: doubled(kind, *index),
        });
    }
    let when_empty = values(kind, "when_empty", written.when_empty, &date_formats)?;
    let mut left_out = BTreeMap::new();
    for (field, values) in written.left_out {
        let index = field_index(kind, "left_out", &field, &values)?;
        let values = values.get_ref().iter();
        left_out.insert(index, values.map(|value| value.trim().to_lowercase()).collect());
    }
    let mut wide = None;
    if let Some(written) = written.wide {
        let place = written.span().start;
        let found = checked_wide(kind, written, &date_formats)?;
        let set =
            |index: usize| columns.values().any(|field| *field == index) || constants.contains_key(&index);
        if let Some(index) = [found.key, found.value].into_iter().find(|index| set(*index)) {
            let error = doubled(kind, index);
            return Err(Wrong { place, error });
        }
        wide = Some(found);
    }
    let texts = |values: BTreeMap<usize, (String, usize)>| {
        let texts = values.into_iter().map(|(index, (text, _))| (index, text));
        texts.collect()
    };
    Ok(Profile {
        name: name.to_owned(),
        kind,
        source,
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
        constants: texts(constants),
        when_empty: texts(when_empty),
        left_out,
        wide,
    })
}

fn doubled(kind: Kind, index: usize) -> ProfileError {
    ProfileError::Doubled {
        field: kind.columns()[index].name,
    }
}

fn checked_wide(kind: Kind, written: Spanned<WrittenWide>, formats: &[DateFormat]) -> Checked<Wide> {
    let key = named(kind, "wide", &written.get_ref().key)?;
    let value = named(kind, "wide", &written.get_ref().value)?;
    let detail = if key == value {
        Some("key = value")
    } else if written.get_ref().columns.is_empty() {
        Some("columns = 0")
    } else {
        None
    };
    if let Some(detail) = detail {
        return Err(wrong(&written, ProfileError::Wide { detail }));
    }
    let mut columns = BTreeMap::new();
    for (header, code) in written.into_inner().columns {
        acceptable(&kind.columns()[key], &code, formats)?;
        columns.insert(fold(&header), code.into_inner());
    }
    Ok(Wide { key, value, columns })
}

/// The field that a value names.
fn named(kind: Kind, section: &'static str, field: &Placed) -> Checked<usize> {
    field_index(kind, section, field.get_ref(), field)
}

fn field_index<T>(kind: Kind, section: &'static str, field: &str, place: &Spanned<T>) -> Checked<usize> {
    let columns = kind.columns();
    columns
        .iter()
        .position(|column| column.name == field)
        .ok_or_else(|| {
            let accepts: Vec<&str> = columns.iter().map(|column| column.name).collect();
            let error = ProfileError::Field {
                section,
                value: field.to_owned(),
                accepts: accepts.join(", "),
            };
            wrong(place, error)
        })
}

/// Values by their fields, each with its place.
fn values(
    kind: Kind,
    section: &'static str,
    written: BTreeMap<String, Placed>,
    formats: &[DateFormat],
) -> Checked<BTreeMap<usize, (String, usize)>> {
    let mut out = BTreeMap::new();
    for (field, value) in written {
        let index = field_index(kind, section, &field, &value)?;
        acceptable(&kind.columns()[index], &value, formats)?;
        let place = value.span().start;
        out.insert(index, (value.into_inner(), place));
    }
    Ok(out)
}

fn acceptable(column: &Column, value: &Placed, formats: &[DateFormat]) -> Checked<()> {
    check_value(column.of, value.get_ref(), formats).map_err(|problem| {
        let error = ProfileError::Code {
            field: column.name,
            value: value.get_ref().clone(),
            problem: Box::new(problem),
        };
        wrong(value, error)
    })
}
