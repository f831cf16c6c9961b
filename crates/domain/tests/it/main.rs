//! The access table as agreed, and the documents that are made from the rules.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod bad_programme;
mod rules;
mod shipped;
