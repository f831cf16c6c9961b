//! Use cases on both databases.

mod assessment;
mod load;
mod not_enrolled;
mod settings;
mod sign_in;
