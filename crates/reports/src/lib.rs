#![doc = include_str!("../README.md")]

pub mod absences;
pub mod case_report;
pub mod chart;
pub mod enrolment;
pub mod format;
pub mod staff;
pub mod support_plans;
pub mod table;
