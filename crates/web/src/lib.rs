#![doc = include_str!("../README.md")]

pub mod assets;
mod error;
mod jobs;
pub mod kit;
pub mod mail;
mod navigation;
mod openapi;
mod pages;
pub mod paper;
mod reason;
pub mod routes;
mod server;
mod session;
mod signed_in;
mod source;
pub mod texts;

pub use openapi::openapi;
pub use server::{Options, State, router, routes, serve};
