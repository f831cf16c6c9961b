#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod access;
pub mod achievement;
pub mod attendance;
pub mod calendar;
pub mod cases;
pub mod concern;
pub mod cooperation;
pub mod disclosure;
pub mod duties;
pub mod indicators;
pub mod life_cycle;
pub mod message;
pub mod money;
pub mod numbers;
pub mod observation;
pub mod people;
pub mod programme;
pub mod registry;
pub mod retention;
pub mod risk;
pub mod support;
