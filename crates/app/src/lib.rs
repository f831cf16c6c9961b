#![doc = include_str!("../README.md")]

pub mod account;
mod administrator;
pub mod annual;
pub mod assessment;
pub mod assistant;
pub mod audit;
pub mod body;
pub mod calendar_feed;
pub mod case;
pub mod centre_request;
pub mod class;
pub mod clock;
pub mod concern;
pub mod consultation;
mod ctx;
pub mod decision;
pub mod demonstration;
mod draft;
pub mod duplicate;
pub mod duty;
mod error;
pub mod home;
pub mod indicator;
pub mod institution;
pub mod load;
pub mod mail;
pub mod meeting;
pub mod message;
pub mod money;
mod municipality;
pub mod next_step;
pub mod not_enrolled;
pub mod observation;
mod opening;
pub mod plan;
pub mod priority;
pub mod programme;
pub mod pupil;
pub mod pupil_list;
mod reminder;
pub mod report;
pub mod retention;
pub mod school_plan;
pub mod school_year_turn;
pub mod settings;
pub mod sign_in;
pub mod submission;
pub mod support_plan;
pub mod support_team;
pub mod talk;

pub use clock::Clock;
pub use ctx::{App, Ctx};
pub use error::{AppError, FieldError, FieldErrors};

/// The result of every use case.
pub type Result<T> = std::result::Result<T, AppError>;
