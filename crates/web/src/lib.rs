#![doc = include_str!("../README.md")]

pub mod assets;
mod error;
mod jobs;
pub mod kit;
pub mod mail;
mod navigation;
mod pages;
mod reason;
pub mod routes;
mod server;
mod session;
mod signed_in;
pub mod texts;

pub use server::{Options, State, router, routes, serve};
