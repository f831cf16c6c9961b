//! Use cases on both databases.

mod load;
mod sign_in;
