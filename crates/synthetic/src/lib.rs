#![doc = include_str!("../README.md")]

mod achievement;
mod attendance;
mod chronicle;
mod code;
mod curriculum;
mod days;
pub mod demo;
mod dice;
mod municipality;
mod names;
mod rows;
mod sink;
mod town;

pub use code::PersonalCode;
pub use municipality::{Spec, generate, in_memory, write_to};
pub use rows::Kind;
pub use sink::{Error, Folder, Memory, Sink, Written};
