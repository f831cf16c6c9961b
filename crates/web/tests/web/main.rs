//! The real router, driven in process.

mod browser;
mod routes;
mod sign_in;
