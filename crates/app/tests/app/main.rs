//! Use cases on both databases.

mod assessment;
mod load;
mod settings;
mod sign_in;
