//! Use cases on both databases.

mod sign_in;
