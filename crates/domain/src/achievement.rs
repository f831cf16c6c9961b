//! Marks and examinations: what a mark says, and below which share a central exam counts as low.

mod exam;
mod mark;

pub use exam::{ExamThreshold, Percent, PercentError, exam_threshold, exam_thresholds};
pub use mark::{Mark, MarkError, MarkKind};
