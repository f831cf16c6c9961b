//! domain
pub mod access;
