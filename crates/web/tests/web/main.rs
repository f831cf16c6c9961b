//! The real router, driven in process.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod annual;
mod browser;
mod case;
mod concerns;
mod drafts;
mod evidence;
mod home;
mod indicators;
mod kit;
mod loads;
mod log;
mod meetings;
mod messages;
mod money;
mod municipality;
mod next_step;
mod not_enrolled;
mod operation;
mod plans;
mod policy_note;
mod programme;
mod programme_row;
mod pupil;
mod pupils;
mod registry;
mod report;
mod routes;
mod school_plans;
mod settings;
mod sign_in;
mod sources;
