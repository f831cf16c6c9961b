//! Use cases on both databases.

mod assessment;
mod load;
mod settings;
mod not_enrolled;
mod sign_in;
