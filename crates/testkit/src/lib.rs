//! What tests share: the same test on SQLite and on PostgreSQL, a fixed clock, people with roles. Tests only: it may panic.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "tests fail by panicking"
)]

mod database;
mod large_town;
mod lists;
mod people;
mod registry;

pub use database::{Database, on_both};
pub use large_town::{LARGE_TOWN_NOW, LargeTown};
pub use lists::Enrolled;
pub use people::{PASSWORD, Town, town, town_of};
pub use registry::{Missed, NewPupil, code_of};
