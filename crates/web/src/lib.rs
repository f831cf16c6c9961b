//! Routes, forms and pages: what a browser sees of Balsts. Rules live in `balsts-domain`, decisions in `balsts-app`;
//! this crate turns requests into commands and answers into pages of the interface kit.

pub mod assets;
mod error;
pub mod kit;
mod navigation;
mod pages;
pub mod routes;
mod server;
mod session;
mod signed_in;
pub mod texts;

pub use server::{Options, State, router, routes, serve};
