#![doc = include_str!("../README.md")]

pub mod absences;
pub mod chart;
pub mod enrolment;
pub mod format;
pub mod minutes;
pub mod staff;
pub mod support_plans;
pub mod table;
