//! Help for one pupil: the support team that drafts it, the support plan with its measures and hours, and what became of each risk at the end.
//! It decides nothing about a level of support and knows neither storage nor the clock.

mod assistant;
mod consultation;
mod effect;
mod evaluation;
mod hours;
mod measure;
mod note;
mod part;
mod plan;
mod signer;
mod team;
mod term;

pub use assistant::AssistantKind;
pub use consultation::{Confirmation, Consultation, ConsultationKind, Given, given};
pub use effect::{Around, Attended, Change, Effect, EffectSettings, Fared, Marked, RATE_DAYS};
pub use evaluation::{Outcome, RiskOutcome, next_risks};
pub use hours::{Hours, HoursError};
pub use measure::{Economic, MeasureKind, Partner};
pub use note::{NoteKind, UnmetReason};
pub use part::{PartAnswer, PartStanding};
pub use plan::{Approval, PlanEvent, PlanKind, PlanState, steps};
pub use signer::{ADULT_AT, Signer, came_of_age, last_birth_of_age, signer};
pub use team::{REQUIRED, missing_specialities};
pub use term::{ReportingGap, Term, TermError, dynamics_gap};
