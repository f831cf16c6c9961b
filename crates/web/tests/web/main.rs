//! The real router, driven in process.

mod browser;
mod kit;
mod loads;
mod not_enrolled;
mod pupil;
mod routes;
mod sign_in;
