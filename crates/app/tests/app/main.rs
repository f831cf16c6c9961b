//! Use cases on both databases.

mod assessment;
mod institution;
mod load;
mod not_enrolled;
mod settings;
mod pupil;
mod sign_in;
