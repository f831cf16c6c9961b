//! A programme as sheets of cells and back, without loss. Reading and writing the bytes of a workbook is not done here.

mod cells;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Cell, Column, Finding, FindingCode, Programme, Table};
use cells::{cell, put, take, value};

/// A sheet as written: one row of cells a row of the table, in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The table.
    pub table: Table,
    /// Its rows, without the header.
    pub rows: Vec<Vec<Cell>>,
}

/// A sheet as read: what the first row calls the columns, and the rows under it with their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadSheet {
    /// Name of the sheet.
    pub name: String,
    /// First row.
    pub header: Vec<String>,
    /// Rows with their numbers in the sheet, the header being row 1.
    pub rows: Vec<(u32, Vec<Cell>)>,
}

/// The cells of one row of a table, in the order of its columns.
pub(super) fn cells_of(table: Table, row: &Value) -> Vec<Cell> {
    table.columns().iter().map(|column| cell(row, *column)).collect()
}

/// One row as its cells say it, read as the row of a file.
///
/// # Errors
/// Every cell that does not hold what its column holds.
pub(super) fn read_row(table: Table, cells: Vec<Cell>) -> Result<Map<String, Value>, Vec<Finding>> {
    let sheet = ReadSheet {
        name: table.code().to_owned(),
        header: table
            .columns()
            .iter()
            .map(|column| column.name.to_owned())
            .collect(),
        rows: vec![(2, cells)],
    };
    let mut found = Vec::new();
    let row = read_rows(table, &sheet, &mut found).pop();
    if found.iter().any(Finding::is_error) {
        return Err(found);
    }
    Ok(row.map(|(_, row)| row).unwrap_or_default())
}

/// What is known of the sheets that a programme was read from: in which row of its sheet each row of a table stood, and what was not read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowNumbers {
    rows: HashMap<Table, Vec<u32>>,
    unread: Vec<Finding>,
}

impl RowNumbers {
    /// The row of the sheet for a row of the table, both counted from 1.
    pub fn sheet_row(&self, table: Table, row: usize) -> Option<u32> {
        self.rows.get(&table)?.get(row.checked_sub(1)?).copied()
    }

    /// Sheets and columns that mean nothing here, then what was found in the programme, each at its row of the sheet.
    pub fn with_unread(&self, found: Vec<Finding>) -> Vec<Finding> {
        let placed = found.into_iter().map(|one| one.placed(self));
        self.unread.iter().cloned().chain(placed).collect()
    }
}

/// Whether a row is one of its table.
fn is_row_of(table: Table, mut row: Map<String, Value>) -> bool {
    fn reads<T: serde::de::DeserializeOwned>(row: Value) -> bool {
        serde_json::from_value::<T>(row).is_ok()
    }
    if table == Table::Targets {
        row.remove("indicator");
    }
    let row = Value::Object(row);
    match table {
        Table::Document => reads::<Programme>(row),
        Table::Goals => reads::<super::Goal>(row),
        Table::PlanGoals => reads::<super::PlanGoal>(row),
        Table::TaskTableGoals => reads::<super::TaskTableGoal>(row),
        Table::Indicators => reads::<super::Indicator>(row),
        Table::Targets => reads::<super::Target>(row),
        Table::Activities => reads::<super::Activity>(row),
        Table::Tasks => reads::<super::Task>(row),
        Table::Resources => reads::<super::Resource>(row),
        Table::Results => reads::<super::ResultRow>(row),
        Table::Institutions => reads::<super::Institution>(row),
        Table::Bodies => reads::<super::ProgrammeBody>(row),
        Table::Escalation => reads::<super::EscalationStep>(row),
        Table::Duties => reads::<super::MonitoringDuty>(row),
        Table::RiskFactors => reads::<super::RiskFactor>(row),
        Table::Statistics => reads::<super::StatisticsTable>(row),
        Table::Rules => reads::<super::Rule>(row),
        Table::Irregularities => reads::<super::Irregularity>(row),
        Table::Programmes => true,
    }
}

/// The cell that keeps a row from being one of its table: the column without which it is one.
fn cell_at_fault(table: Table, row: &Map<String, Value>) -> Option<Column> {
    if is_row_of(table, row.clone()) {
        return None;
    }
    table.columns().iter().copied().find(|column| {
        let mut without = row.clone();
        take(&mut without, column.name);
        is_row_of(table, without)
    })
}

impl Programme {
    /// The sheets of the programme, one a table.
    pub fn sheets(&self) -> Vec<Sheet> {
        // All parts of a programme can be written as JSON.
        let whole = serde_json::to_value(self).unwrap_or_default();
        let keys = self.indicator_keys();
        Table::ALL
            .iter()
            .map(|&table| {
                let cells = |row: &Value| cells_of(table, row);
                let rows = match table {
                    Table::Document => vec![cells(&whole)],
                    Table::Targets => {
                        let indicators = whole["indicators"].as_array().map_or(&[][..], Vec::as_slice);
                        indicators
                            .iter()
                            .zip(&keys)
                            .flat_map(|(indicator, key)| {
                                let targets = indicator["targets"].as_array().cloned().unwrap_or_default();
                                targets.into_iter().map(move |mut target| {
                                    target["indicator"] = Value::String(key.clone());
                                    target
                                })
                            })
                            .map(|target| cells(&target))
                            .collect()
                    }
                    Table::Programmes => self
                        .programmes
                        .iter()
                        .map(|name| vec![Cell::Text(name.clone())])
                        .collect(),
                    _ => whole[table.code()]
                        .as_array()
                        .map_or(&[][..], Vec::as_slice)
                        .iter()
                        .map(cells)
                        .collect(),
                };
                Sheet { table, rows }
            })
            .collect()
    }

    /// Reads a programme from sheets, all of it or nothing. What is wrong with the programme itself is found by
    /// [`check`](super::check) afterwards.
    ///
    /// # Errors
    /// Every cell that does not hold what its column holds, every sheet and column that is missing.
    pub fn from_sheets(sheets: &[ReadSheet]) -> Result<(Self, RowNumbers), Vec<Finding>> {
        let mut found = Vec::new();
        let mut numbers = RowNumbers::default();
        let mut whole = Map::new();
        let mut targets: Vec<(u32, Map<String, Value>)> = Vec::new();
        for &table in Table::ALL {
            let Some(sheet) = sheets
                .iter()
                .find(|sheet| Table::of_sheet(&sheet.name) == Some(table))
            else {
                if table.is_required() {
                    found.push(Finding::new(
                        FindingCode::MissingSheet,
                        table,
                        0,
                        "",
                        table.code(),
                    ));
                }
                continue;
            };
            let rows = read_rows(table, sheet, &mut found);
            numbers.rows.insert(table, rows.iter().map(|row| row.0).collect());
            match table {
                Table::Document => match rows.into_iter().next() {
                    Some((_, row)) => whole.extend(row),
                    None => found.push(Finding::new(FindingCode::EmptySheet, table, 0, "", table.code())),
                },
                Table::Targets => targets = rows,
                Table::Programmes => {
                    let names = rows.into_iter().filter_map(|(_, mut row)| row.remove("name"));
                    whole.insert(table.code().to_owned(), names.collect());
                }
                _ => {
                    let rows = rows.into_iter().map(|(_, row)| Value::Object(row));
                    whole.insert(table.code().to_owned(), rows.collect());
                }
            }
        }
        for (at, unknown) in sheets.iter().enumerate() {
            let table = Table::of_sheet(&unknown.name);
            // Of two sheets of one table the first is read.
            let is_read = table.is_some_and(|table| {
                !sheets[..at]
                    .iter()
                    .any(|before| Table::of_sheet(&before.name) == Some(table))
            });
            if !is_read {
                found.push(
                    Finding::new(FindingCode::UnknownSheet, Table::Document, 0, "", &unknown.name)
                        .with("sheet", (at + 1).to_string()),
                );
            }
        }
        if found.iter().any(Finding::is_error) {
            return Err(found);
        }
        let mut programme: Self = serde_json::from_value(Value::Object(whole)).map_err(|error| {
            vec![
                Finding::new(FindingCode::Unreadable, Table::Document, 0, "", "")
                    .with("why", error.to_string()),
            ]
        })?;
        let keys = programme.indicator_keys();
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
        for (row, mut target) in targets {
            let name = match target.remove("indicator") {
                Some(Value::String(name)) => name,
                _ => String::new(),
            };
            let Some(at) = keys.iter().position(|key| *key == name.trim()) else {
                found.push(
                    Finding::new(
                        FindingCode::TargetOfNothing,
                        Table::Targets,
                        0,
                        "indicator",
                        &name,
                    )
                    .in_row(row),
                );
                continue;
            };
            match serde_json::from_value(Value::Object(target)) {
                Ok(target) => {
                    programme.indicators[at].targets.push(target);
                    places[at].push(row);
                }
                Err(error) => found.push(
                    Finding::new(FindingCode::Unreadable, Table::Targets, 0, "year", "")
                        .in_row(row)
                        .with("why", error.to_string()),
                ),
            }
        }
        if found.iter().any(Finding::is_error) {
            return Err(found);
        }
        // The sheet may mix the targets of several indicators; the programme has them indicator by indicator.
        numbers.rows.insert(Table::Targets, places.concat());
        numbers.unread = found;
        Ok((programme, numbers))
    }
}

fn read_rows(table: Table, sheet: &ReadSheet, found: &mut Vec<Finding>) -> Vec<(u32, Map<String, Value>)> {
    let columns = table.columns();
    let places: Vec<Option<usize>> = columns
        .iter()
        .map(|column| sheet.header.iter().position(|name| name.trim() == column.name))
        .collect();
    for (column, place) in columns.iter().zip(&places) {
        if place.is_none() && column.kind.is_required() {
            found.push(Finding::new(
                FindingCode::MissingColumn,
                table,
                0,
                column.name,
                "",
            ));
        }
    }
    for name in &sheet.header {
        let name = name.trim();
        if !name.is_empty() && !columns.iter().any(|column| column.name == name) {
            found.push(Finding::new(FindingCode::UnknownColumn, table, 0, "", name));
        }
    }
    let mut rows = Vec::new();
    for (number, cells) in &sheet.rows {
        if cells.iter().all(|cell| cell.to_string().trim().is_empty()) {
            continue;
        }
        let mut row = Map::new();
        let before = found.len();
        for (column, place) in columns.iter().zip(&places) {
            let Some(place) = place else { continue };
            let cell = cells.get(*place).unwrap_or(&Cell::Empty);
            match value(cell, column.kind) {
                Ok(Some(value)) => put(&mut row, column.name, value),
                Ok(None) => {}
                Err(()) => found.push(
                    Finding::new(FindingCode::NotAccepted, table, 0, column.name, &cell.to_string())
                        .in_row(*number)
                        .accepting(column.kind),
                ),
            }
        }
        // A term can stand in words alone: its days follow from it.
        if table == Table::Tasks {
            days_of_term(&mut row, *number, found);
        }
        if found.len() == before
            && let Some(column) = cell_at_fault(table, &row)
        {
            let place = columns.iter().position(|one| *one == column);
            let cell = place.and_then(|at| places[at]).and_then(|at| cells.get(at));
            let value = cell.map(ToString::to_string).unwrap_or_default();
            found.push(
                Finding::new(FindingCode::NotAccepted, table, 0, column.name, &value)
                    .in_row(*number)
                    .accepting(column.kind),
            );
        }
        rows.push((*number, row));
    }
    rows
}

fn days_of_term(row: &mut Map<String, Value>, number: u32, found: &mut Vec<Finding>) {
    if row.contains_key("start") && row.contains_key("end") {
        return;
    }
    let text = row
        .get("term_text")
        .and_then(Value::as_str)
        .unwrap_or("")
        .to_owned();
    match super::Term::parse(&text) {
        Ok(term) => {
            row.entry("start")
                .or_insert_with(|| Value::String(term.start.to_string()));
            row.entry("end")
                .or_insert_with(|| Value::String(term.end.to_string()));
        }
        Err(error) => found.push(
            Finding::new(FindingCode::Term, Table::Tasks, 0, "term_text", &text)
                .in_row(number)
                .with("why", error.code().to_owned()),
        ),
    }
}

#[cfg(test)]
mod tests;
