//! Indicators of the prevention programme: how each is computed from records, what a value means against its baseline and targets, and what is
//! doubtful about the targets themselves. Reads no record: the caller brings the sums.

mod aim;
mod answer;
mod assignment;
mod definition;
mod doubt;
mod figure;
mod method;
mod part;
mod quantity;
mod status;

pub use aim::{Aim, Baseline, IncreaseReading, Operator, PathRule, Pending, Rules};
pub use answer::{Opinion, is_about, met_with, opinion};
pub use assignment::{Assignment, TypedWhy, Way, assigned, assignments};
pub use definition::{Definition, METHOD_RULES, Rule};
pub use doubt::{Doubt, doubts};
pub use figure::{Figure, Measured};
pub use method::{Better, Method, Need, Span, Unit};
pub use part::{Part, Topic};
pub use quantity::Quantity;
pub use status::{Question, Reason, Status, Verdict, judge, judge_shown, worst};

#[cfg(test)]
mod tests;
