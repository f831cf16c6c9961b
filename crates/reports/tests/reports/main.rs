//! Reads what the report tables write with the readers that other programs use.

mod document;
mod docx;
mod formulas;
mod programme;
mod published;
mod workbook;
