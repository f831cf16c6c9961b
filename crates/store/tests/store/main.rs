//! The store on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod audit;
mod load;
mod scope;
mod sealed;
