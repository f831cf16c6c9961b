#![doc = include_str!("../README.md")]

pub mod absences;
pub mod chart;
pub mod document;
pub mod enrolment;
pub mod format;
pub mod staff;
pub mod support_plans;
pub mod table;
