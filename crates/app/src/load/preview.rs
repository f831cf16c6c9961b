//! Previewed rows in the contract's columns and in the words of the file: codes instead of ids, dates instead of day numbers.

use std::collections::{HashMap, HashSet};

use balsts_domain::{
    attendance::AbsenceKind,
    calendar::{SchoolYear, date_of},
};
use balsts_intake::Kind;
use balsts_store::load::PreviewRow;
use serde_json::Value;

use super::{
    register::Register,
    report::{Previewed, PreviewedCell},
};

pub(super) fn previewed(kind: Kind, register: &Register, rows: Vec<PreviewRow>) -> Vec<Previewed> {
    let pupils: HashSet<i64> = rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.column == "pupil_id")
        .flat_map(|cell| [cell.old.as_i64(), cell.new.as_i64()])
        .flatten()
        .collect();
    let codes = register.codes_of(&pupils);
    let shown = |column: &str, value: &Value| shown(kind, register, &codes, column, value);
    rows.into_iter()
        .map(|row| Previewed {
            fate: row.fate,
            row: row.row,
            cells: row
                .cells
                .iter()
                .filter_map(|cell| {
                    Some(PreviewedCell {
                        column: named(kind, &cell.column)?.to_owned(),
                        old: shown(&cell.column, &cell.old),
                        new: shown(&cell.column, &cell.new),
                    })
                })
                .collect(),
        })
        .collect()
}

/// The contract's name of a stored column; none for those that only serve sorting and searching.
fn named(kind: Kind, column: &str) -> Option<&str> {
    Some(match column {
        "sort_key" | "search_key" | "class_key" => return None,
        // It follows from the class; of an examination it is a column of its own.
        "grade" if kind != Kind::Exams => return None,
        "pupil_id" => "personal_code",
        "institution_id" if kind == Kind::Institutions => "code",
        "institution_id" => "institution_code",
        "parent_id" => "parent_code",
        "day" => "date",
        "from_day" => "from",
        "to_day" => "to",
        "as_of_day" => "as_of",
        other => other,
    })
}

fn shown(
    kind: Kind,
    register: &Register,
    codes: &HashMap<i64, String>,
    column: &str,
    value: &Value,
) -> String {
    let number = match value {
        Value::Null => return String::new(),
        Value::String(text) => return text.clone(),
        Value::Bool(true) => return "1".to_owned(),
        Value::Bool(false) => return "0".to_owned(),
        other => other.as_i64().unwrap_or_default(),
    };
    match column {
        "pupil_id" => codes.get(&number).cloned().unwrap_or_default(),
        "institution_id" | "parent_id" => register
            .place_of(number)
            .map_or_else(String::new, |place| place.code.clone()),
        "day" | "from_day" | "to_day" | "as_of_day" | "birth_date" => date_of(number as i32).to_string(),
        "school_year" => SchoolYear::new(number as i16).to_string(),
        "fte" => decimal(number, 3),
        "percent" => decimal(number, 2),
        "kind" if kind == Kind::Absences => u8::try_from(number)
            .ok()
            .and_then(AbsenceKind::from_number)
            .map_or_else(String::new, |kind| kind.code().to_owned()),
        _ => number.to_string(),
    }
}

/// `933` as `0.933`, `1000` as `1`.
fn decimal(number: i64, places: u32) -> String {
    let one = 10_i64.pow(places);
    let text = format!(
        "{}.{:0width$}",
        number / one,
        number % one,
        width = places as usize
    );
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn thousandths_are_shown_as_written() {
        assert_eq!(
            (
                decimal(933, 3),
                decimal(1_000, 3),
                decimal(1_500, 3),
                decimal(50, 2)
            ),
            (
                "0.933".to_owned(),
                "1".to_owned(),
                "1.5".to_owned(),
                "0.5".to_owned()
            )
        );
    }
}
