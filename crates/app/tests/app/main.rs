//! Use cases on both databases.

mod assessment;
mod load;
mod sign_in;
