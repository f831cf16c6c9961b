//! Use cases on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod assessment;
mod case;
mod home;
mod institution;
mod load;
mod not_enrolled;
mod observation;
mod privacy;
mod pupil;
mod registry;
mod report;
mod settings;
mod sign_in;
mod support_plan;
mod support_team;
