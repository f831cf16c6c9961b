//! Use cases on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod annual;
mod assessment;
mod body;
mod case;
mod centre_request;
mod decision;
mod home;
mod indicator;
mod indicator_behind;
mod institution;
mod load;
mod meeting;
mod message;
mod money;
mod next_step;
mod not_enrolled;
mod observation;
mod overview;
mod policy_note;
mod privacy;
mod programme;
mod programme_row;
mod pupil;
mod registry;
mod reminder;
mod report;
mod retention;
mod school_plan;
mod screening;
mod settings;
mod sign_in;
mod smtp;
mod submission;
mod support_plan;
mod support_team;
