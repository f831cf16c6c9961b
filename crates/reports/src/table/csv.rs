//! Writes a table as CSV for other programs: the keys as header, plain numbers, ISO dates, totals last.

use super::{Cell, Language, Table, WriteError, at, formula, html};

pub(super) fn write(table: &Table) -> Result<String, WriteError> {
    let mut writer = csv::WriterBuilder::new().flexible(false).from_writer(Vec::new());
    let failed = |error: csv::Error| WriteError::Csv(error.to_string());
    writer
        .write_record(table.columns.iter().map(|column| column.key))
        .map_err(failed)?;
    for (row, _) in table.lines() {
        let fields = (0..table.columns.len()).map(|column| field(at(row, column)));
        writer.write_record(fields).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| WriteError::Csv(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| WriteError::Csv(error.to_string()))
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Coded(text, _) => formula::neutralised(text),
        Cell::Label(label) => formula::neutralised(label.in_language(Language::Latvian)),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(decimal) | Cell::Percent(decimal) => decimal.to_plain(),
        Cell::Date(date) => date.to_string(),
        Cell::Missing => String::new(),
        Cell::Withheld => html::withheld(Language::Latvian).to_owned(),
    }
}
