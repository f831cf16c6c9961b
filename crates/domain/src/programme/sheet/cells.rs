//! One cell of a sheet: what it shows of a row, and what it puts into one.

use serde_json::{Map, Value};

use crate::numbers::Decimal;
use crate::programme::{Cell, Column, ColumnKind, PreventionLevel, Term, Trend, number::Written};

/// Years that a cell may hold.
const YEARS: std::ops::RangeInclusive<i64> = 2000..=2100;

fn part<'a>(row: &'a Value, path: &str) -> &'a Value {
    path.split('.')
        .fold(row, |value, step| value.get(step).unwrap_or(&Value::Null))
}

fn decimal(number: &serde_json::Number) -> Option<Decimal> {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => Some(Decimal::from(whole)),
        (None, Some(broken)) => Written::Broken(broken).decimal(),
        (None, None) => None,
    }
}

fn plain(value: &Value) -> Cell {
    match value {
        Value::String(text) if text.is_empty() => Cell::Empty,
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => decimal(number).map_or(Cell::Empty, Cell::Number),
        Value::Bool(true) => Cell::Text("x".to_owned()),
        _ => Cell::Empty,
    }
}

fn joined(items: &[Value], between: &str) -> Cell {
    let texts: Vec<String> = items.iter().map(|item| plain(item).to_string()).collect();
    if texts.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(texts.join(between))
    }
}

pub(super) fn cell(row: &Value, column: Column) -> Cell {
    let value = part(row, column.name);
    match (column.kind, value) {
        (ColumnKind::List, Value::Array(items)) => joined(items, "\n"),
        (ColumnKind::Years, Value::Array(items)) => joined(items, ", "),
        (ColumnKind::Json, Value::Null) => Cell::Empty,
        (ColumnKind::Json, Value::Array(items)) if items.is_empty() => Cell::Empty,
        (ColumnKind::Json, value) => Cell::Text(value.to_string()),
        (_, value) => plain(value),
    }
}

pub(super) fn put(row: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            row.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = row
                .entry(first.to_owned())
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

pub(super) fn take(row: &mut Map<String, Value>, path: &str) {
    match path.split_once('.') {
        None => {
            row.remove(path);
        }
        Some((first, rest)) => {
            if let Some(Value::Object(inner)) = row.get_mut(first) {
                take(inner, rest);
            }
        }
    }
}

/// The value of a cell; `None` where there is none, an error where it is not what the column holds.
pub(super) fn value(cell: &Cell, kind: ColumnKind) -> Result<Option<Value>, ()> {
    let text = cell.to_string();
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return if kind.is_required() { Err(()) } else { Ok(None) };
    }
    let number = || match cell {
        Cell::Number(number) => Some(*number),
        _ => Decimal::parse(trimmed),
    };
    let written = |number: Decimal| serde_json::to_value(Written::from(number)).map_err(|_| ());
    Ok(Some(match kind {
        ColumnKind::Text | ColumnKind::Required => Value::String(text),
        ColumnKind::Any => match cell {
            Cell::Number(number) => written(*number)?,
            _ => Value::String(text),
        },
        ColumnKind::Level | ColumnKind::MaybeLevel => {
            let level = PreventionLevel::parse(trimmed).ok_or(())?;
            Value::String(level.letter().to_owned())
        }
        ColumnKind::Year | ColumnKind::MaybeYear => {
            let year = number().and_then(Decimal::whole);
            Value::from(year.filter(|year| YEARS.contains(year)).ok_or(())?)
        }
        ColumnKind::RequiredInteger | ColumnKind::Integer => {
            Value::from(number().and_then(Decimal::whole).ok_or(())?)
        }
        ColumnKind::Number => written(number().ok_or(())?)?,
        ColumnKind::List => text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| Value::String(line.to_owned()))
            .collect(),
        ColumnKind::Years => {
            let years: Option<Vec<i64>> = trimmed
                .split(|letter: char| ",; ".contains(letter))
                .map(|year| year.trim_matches('.'))
                .filter(|year| !year.is_empty())
                .map(|year| year.parse().ok())
                .collect();
            Value::from(years.ok_or(())?)
        }
        ColumnKind::Flag => match trimmed.to_lowercase().as_str() {
            "x" | "jā" | "ja" | "yes" | "1" => Value::Bool(true),
            _ => return Err(()),
        },
        ColumnKind::Day => {
            let day: jiff::civil::Date = match trimmed.parse() {
                Ok(day) => day,
                Err(_) => Term::parse(trimmed)
                    .ok()
                    .filter(|term| term.start == term.end)
                    .map(|term| term.start)
                    .ok_or(())?,
            };
            Value::String(day.to_string())
        }
        ColumnKind::Trend => {
            let trend = Trend::ALL
                .into_iter()
                .find(|trend| trend.code() == trimmed)
                .ok_or(())?;
            Value::String(trend.code().to_owned())
        }
        ColumnKind::Json => serde_json::from_str(trimmed).map_err(|_| ())?,
    }))
}
