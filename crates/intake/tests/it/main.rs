//! The crate from outside: files in, rows and messages out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what a test makes itself is known to be sound"
)]

mod archives;
mod bad_input;
mod files;
mod kinds;
mod messages;
mod page;
mod profiles;
mod round_trip;
mod streaming;
mod vocabulary;
mod written;
