//! Reads what the report tables write with the readers that other programs use.

mod formulas;
mod published;
mod workbook;
