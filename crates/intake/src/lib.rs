#![doc = include_str!("../README.md")]

mod cells;
mod columns;
mod csv;
mod file_error;
mod header;
mod kind;
mod options;
mod problem;
mod profile;
mod programme;
mod read;
mod row_reader;
pub mod rows;
mod text;
mod values;
mod warning;
mod write;
mod xlsx;

pub use columns::{Choice, Column, ColumnType, Group, Need};
pub use file_error::FileError;
pub use kind::{ColumnDescription, Kind};
pub use options::{Encoding, Limits, Options, Separator};
pub use problem::{Problem, Rejected, RowError};
pub use profile::{Profile, ProfileError};
pub use programme::read_programme;
pub use read::{FileSummary, Format, Progress, Sink, read, read_with_progress};
pub use rows::{PupilRef, Row};
pub use text::{Lang, shown};
pub use warning::Warning;
pub use write::{ERROR_COLUMN, HeaderNames, ROW_COLUMN, error_rows, template, write_errors};
