//! Use cases on both databases.

mod assessment;
mod institution;
mod load;
mod not_enrolled;
mod pupil;
mod settings;
mod sign_in;
