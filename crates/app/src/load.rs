//! Files become records: read, checked against the register, compared with what is stored, looked at, and made true at once; listed and
//! undone. What is wrong with a file is said row by row in both languages.

mod check;
mod correction;
mod enrolments;
mod errors;
mod findings;
mod list;
mod nearest;
mod options;
mod preview;
mod problem;
mod register;
mod report;
mod run;
mod upload;

pub use errors::ErrorTable;
pub use list::{LoadListed, SourceListed, Undone, stored_kinds};
pub use options::{LoadBounds, LoadOptions};
pub use problem::{LoadProblem, LoadRefusal, LoadRemark};
pub use report::{LoadReport, Previewed, PreviewedCell, Refused};
pub use run::{LoadProgress, LoadStep};
pub use upload::{OwnProfile, Upload, UploadChoices, UploadState};
