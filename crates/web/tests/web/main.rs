//! The real router, driven in process.

mod browser;
mod kit;
mod loads;
mod routes;
mod sign_in;
