//! Which sheet of a workbook is read: the one named, or the only one with data. Hidden sheets are never read, because nobody who
//! sends them sees what they hold: a workbook that hides data is refused unless the sheet to read is named.

use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

use calamine::{Reader, SheetType, SheetVisible, Xlsx};

use crate::file_error::FileError;
use crate::xlsx::rows::{SheetRows, guarded};

pub(crate) struct Workbook<S: Read + Seek> {
    xlsx: Xlsx<S>,
    visible: Vec<String>,
    /// Names of hidden sheets.
    pub hidden: Vec<String>,
}

impl<S: Read + Seek> Workbook<S> {
    /// Opens a workbook that the guard has let through.
    pub fn open(mut source: S) -> Result<Self, FileError> {
        source.seek(SeekFrom::Start(0))?;
        let xlsx = guarded(|| Xlsx::new(source))?;
        let mut visible = Vec::new();
        let mut hidden = Vec::new();
        for sheet in xlsx.sheets_metadata() {
            if sheet.typ != SheetType::WorkSheet {
                continue;
            }
            match sheet.visible {
                SheetVisible::Visible => visible.push(sheet.name.clone()),
                SheetVisible::Hidden | SheetVisible::VeryHidden => hidden.push(sheet.name.clone()),
            }
        }
        Ok(Self {
            xlsx,
            visible,
            hidden,
        })
    }

    /// Names of the visible sheets, in their order.
    pub fn visible_sheets(&self) -> Vec<String> {
        self.visible.clone()
    }

    /// The sheets that may be meant: the one said, or all visible ones with data.
    pub fn candidates(&mut self, said: Option<&str>) -> Result<Vec<String>, FileError> {
        if let Some(said) = said {
            let same = |name: &&String| name.trim().to_lowercase() == said.trim().to_lowercase();
            if let Some(name) = self.visible.iter().find(same) {
                return Ok(vec![name.clone()]);
            }
            return Err(if self.hidden.iter().any(|name| same(&name)) {
                FileError::SheetHidden {
                    sheet: said.to_owned(),
                }
            } else {
                FileError::SheetNotFound {
                    sheet: said.to_owned(),
                    sheets: self.visible.clone(),
                }
            });
        }
        let mut candidates = Vec::new();
        for name in self.visible.clone() {
            if self.rows(&name)?.next()?.is_some() {
                candidates.push(name);
            }
        }
        let hidden = self.hidden_data()?;
        if !hidden.is_empty() {
            return Err(FileError::HiddenSheets { hidden });
        }
        if candidates.is_empty() {
            return Err(FileError::Empty);
        }
        Ok(candidates)
    }

    /// Hidden sheets that hold something: it may be what was meant to be sent, or what nobody meant to send.
    fn hidden_data(&mut self) -> Result<Vec<String>, FileError> {
        let mut holding = Vec::new();
        for name in self.hidden.clone() {
            if self.rows(&name)?.next()?.is_some() {
                holding.push(name);
            }
        }
        Ok(holding)
    }

    /// The rows of a sheet from its beginning.
    pub fn rows(&mut self, sheet: &str) -> Result<SheetRows<'_, S>, FileError> {
        guarded(|| self.xlsx.worksheet_cells_reader(sheet)).map(SheetRows::new)
    }

    /// The rows whose cell in a column is shown in per cent: there the file has 0.85 where people see 85 %.
    pub fn percent_rows(&mut self, sheet: &str, column: usize) -> Result<HashSet<u32>, FileError> {
        let mut reader = guarded(|| self.xlsx.worksheet_cells_reader(sheet))?;
        let percent: Vec<bool> = reader
            .styles()
            .iter()
            .map(|style| {
                style
                    .number_format
                    .as_ref()
                    .is_some_and(|format| format.format_code.contains('%'))
            })
            .collect();
        let mut rows = HashSet::new();
        if percent.contains(&true) {
            while let Some((row, at, style)) = guarded(|| reader.next_style_id())? {
                if at as usize == column && percent.get(style) == Some(&true) {
                    rows.insert(row);
                }
            }
        }
        Ok(rows)
    }

    /// The merged ranges of a sheet.
    pub fn merges(&mut self, sheet: &str) -> Result<Vec<calamine::Dimensions>, FileError> {
        guarded(|| self.xlsx.merge_cells_by_sheet_name(sheet))
    }
}
