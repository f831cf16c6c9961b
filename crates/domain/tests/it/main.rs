//! The documents that are made from the rules.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod rules;
