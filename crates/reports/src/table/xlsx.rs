//! Writes a table as a workbook: the first sheet is the bare table with its header in the first row, so that people can filter it
//! and programs can read it; the second says what the figures are. Numbers and dates are typed cells.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet};

use super::{Cell, Column, Kind, Language, Table, WriteError, at, formula, html, number};

/// A cell longer than this is refused by spreadsheet programs (UTF-16 units).
const MAX_TEXT: usize = 32_767;
/// Limits of a column's width in characters: narrower hides the header, wider hides the next column.
const WIDTH: std::ops::RangeInclusive<usize> = 8..=60;

pub(super) fn write(table: &Table, language: Language) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(table, language)?);
    let (data, about) = match language {
        Language::Latvian => ("Dati", "Par šo tabulu"),
        Language::English => ("Data", "About this table"),
    };
    write_data(workbook.add_worksheet().set_name(data)?, table, language)?;
    write_about(workbook.add_worksheet().set_name(about)?, table, language)?;
    Ok(workbook.save_to_buffer()?)
}

/// The longest name of a sheet that spreadsheets take.
const SHEET_NAME: usize = 31;

/// A sheet a table, named by the table's number and title.
pub(super) fn write_all(tables: &[Table], language: Language) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    if let Some(first) = tables.first() {
        workbook.set_properties(&properties(first, language)?);
    }
    for (number, table) in (1..).zip(tables) {
        let title = table.title.in_language(language);
        let allowed = title.chars().filter(|letter| !"[]:*?/\\'".contains(*letter));
        let name: String = format!("{number} ")
            .chars()
            .chain(allowed)
            .take(SHEET_NAME)
            .collect();
        write_data(
            workbook.add_worksheet().set_name(name.trim_end())?,
            table,
            language,
        )?;
    }
    let about = match language {
        Language::Latvian => "Par tabulām",
        Language::English => "About the tables",
    };
    let sheet = workbook.add_worksheet().set_name(about)?;
    let mut row = 0;
    for table in tables {
        row = write_lines(sheet, row, table, language)? + 1;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The creation date is the table's day, never the clock's: the same table gives the same bytes.
fn properties(table: &Table, language: Language) -> Result<DocProperties, WriteError> {
    let created = match table.as_of {
        Some(day) => excel_date(day)?,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    Ok(DocProperties::new()
        .set_title(table.title.in_language(language))
        .set_subject(
            table
                .caption
                .as_ref()
                .map_or("", |caption| caption.in_language(language)),
        )
        .set_author("Balsts")
        .set_custom_property("Language", language.code())
        .set_creation_datetime(&created))
}

fn write_data(sheet: &mut Worksheet, table: &Table, language: Language) -> Result<(), WriteError> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00E7_EFED))
        .set_border_bottom(FormatBorder::Medium);
    for (position, column) in table.columns.iter().enumerate() {
        let at_column = column_number(position)?;
        sheet.write_string_with_format(0, at_column, column.heading.in_language(language), &header)?;
        sheet.set_column_width(at_column, width(table, position, column, language) as f64)?;
    }
    for (row_number, (row, is_total)) in (1..).zip(table.lines()) {
        for (position, column) in table.columns.iter().enumerate() {
            let format = format_of(column.kind, is_total);
            write_cell(
                sheet,
                (row_number, column_number(position)?),
                at(row, position),
                column.kind,
                format,
                language,
            )?;
        }
    }
    sheet
        .set_freeze_panes(1, 0)?
        .set_repeat_rows(0, 0)?
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    if !table.columns.is_empty() {
        let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, last_row, column_number(table.columns.len() - 1)?)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    kind: Kind,
    format: Format,
    language: Language,
) -> Result<(), WriteError> {
    match cell {
        Cell::Text(text) => write_text(sheet, row, column, text, format)?,
        Cell::Label(label) | Cell::Coded(_, label) => {
            write_text(sheet, row, column, label.in_language(language), format)?;
        }
        Cell::Integer(value) => {
            sheet.write_number_with_format(row, column, *value as f64, &format)?;
        }
        Cell::Decimal(decimal) => {
            sheet.write_number_with_format(row, column, decimal.to_f64(), &format)?;
        }
        Cell::Percent(fraction) => {
            let format = if matches!(kind, Kind::Percent(_)) {
                format
            } else {
                format.set_num_format("0.0%")
            };
            sheet.write_number_with_format(row, column, fraction.to_f64(), &format)?;
        }
        Cell::Date(day) => {
            let format = if kind == Kind::Date {
                format
            } else {
                format.set_num_format(DATE_FORMAT)
            };
            sheet.write_datetime_with_format(row, column, excel_date(*day)?, &format)?;
        }
        Cell::Missing => {
            sheet.write_blank(row, column, &format)?;
        }
        Cell::Withheld => write_text(sheet, row, column, html::withheld(language), format)?,
    }
    Ok(())
}

/// Always a string cell; marked as quoted where editing the cell would turn it into a formula.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: Format,
) -> Result<(), WriteError> {
    let format = if formula::is_formula(text) {
        format.set_quote_prefix()
    } else {
        format
    };
    sheet.write_string_with_format(row, column, cut(text), &format)?;
    Ok(())
}

fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= MAX_TEXT {
        return text.to_owned();
    }
    let mut units = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < MAX_TEXT
        })
        .collect();
    kept.push('…');
    kept
}

const DATE_FORMAT: &str = "dd.mm.yyyy.";

fn format_of(kind: Kind, is_total: bool) -> Format {
    let decimals = |places: u8| match places {
        0 => String::new(),
        places => format!(".{}", "0".repeat(usize::from(places))),
    };
    let format = match kind {
        Kind::Text => Format::new(),
        Kind::Integer => Format::new().set_num_format("#,##0"),
        Kind::Decimal(places) => Format::new().set_num_format(format!("#,##0{}", decimals(places))),
        Kind::Percent(places) => Format::new().set_num_format(format!("0{}%", decimals(places))),
        Kind::Date => Format::new().set_num_format(DATE_FORMAT),
    };
    if is_total {
        format.set_bold().set_border_top(FormatBorder::Thin)
    } else {
        format
    }
}

/// The longest text of the column, within limits; figures are counted as they are shown.
fn width(table: &Table, position: usize, column: &Column, language: Language) -> usize {
    let cells = table.lines().map(|(row, _)| match at(row, position) {
        Cell::Text(text) => text.chars().count(),
        Cell::Label(label) | Cell::Coded(_, label) => label.in_language(language).chars().count(),
        Cell::Integer(value) => number::grouped(&value.to_string(), language).chars().count(),
        Cell::Decimal(decimal) | Cell::Percent(decimal) => decimal.to_plain().len() + 4,
        Cell::Date(_) => DATE_FORMAT.len(),
        Cell::Missing => 0,
        Cell::Withheld => html::withheld(language).chars().count(),
    });
    // The header may wrap at its words; the filter's button takes the room of two characters.
    let heading = column
        .heading
        .in_language(language)
        .split(' ')
        .map(|word| word.chars().count() + 3)
        .max();
    let longest = cells.chain(heading).max().unwrap_or_default() + 1;
    longest.clamp(*WIDTH.start(), *WIDTH.end())
}

fn write_about(sheet: &mut Worksheet, table: &Table, language: Language) -> Result<(), WriteError> {
    write_lines(sheet, 0, table, language)?;
    Ok(())
}

/// What a table is, from a row on. Gives the row after the last.
fn write_lines(
    sheet: &mut Worksheet,
    from: u32,
    table: &Table,
    language: Language,
) -> Result<u32, WriteError> {
    let words = match language {
        Language::Latvian => ["Nosaukums", "Kas skaitīts", "Dati uz", "Avots", "Piezīme"],
        Language::English => ["Title", "What is counted", "As of", "Source", "Note"],
    };
    let [title, caption, as_of, source, note] = words;
    let mut lines = vec![(title, table.title.in_language(language).to_owned())];
    lines.extend(
        table
            .caption
            .iter()
            .map(|text| (caption, text.in_language(language).to_owned())),
    );
    lines.extend(
        table
            .as_of
            .iter()
            .map(|day| (as_of, number::date(*day, language))),
    );
    lines.extend(
        table
            .source
            .iter()
            .map(|text| (source, text.in_language(language).to_owned())),
    );
    lines.extend(
        table
            .notes
            .iter()
            .map(|text| (note, text.in_language(language).to_owned())),
    );
    sheet.set_column_width(0, 18)?.set_column_width(1, 80)?;
    let mut next = from;
    for (word, text) in lines {
        sheet.write_string_with_format(next, 0, word, &Format::new().set_bold())?;
        write_text(sheet, next, 1, &text, Format::new().set_text_wrap())?;
        next += 1;
    }
    Ok(next)
}

fn excel_date(day: jiff::civil::Date) -> Result<ExcelDateTime, WriteError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    Ok(ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?)
}

fn column_number(position: usize) -> Result<u16, WriteError> {
    u16::try_from(position).map_err(|_| WriteError::Xlsx(rust_xlsxwriter::XlsxError::RowColumnLimitError))
}
