#![doc = include_str!("../README.md")]

pub mod absences;
pub mod chart;
pub mod consultations;
pub mod enrolment;
pub mod format;
pub mod risks;
pub mod staff;
pub mod support_plan;
pub mod support_plans;
pub mod table;
