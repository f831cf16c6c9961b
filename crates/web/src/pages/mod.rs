//! The pages, one file per noun. Handlers turn a request into a command, call one use case and turn its answer into a page.

mod about;
mod account;
mod accounts;
mod assistants;
mod audit;
mod bodies;
pub(crate) mod case;
mod centre_requests;
mod class;
mod concerns;
mod consultations;
mod decisions;
mod drafts;
mod duplicates;
mod duties;
mod home;
mod indicators;
mod institutions;
mod loads;
pub(crate) mod meetings;
mod messages;
mod money;
mod municipality;
mod next_step;
mod not_enrolled;
mod observations;
mod plans;
mod programme;
mod protections;
mod pupil;
mod pupils;
mod registry;
mod retention;
mod school_plans;
mod school_year_turn;
mod session;
mod settings;
mod sign_in;
mod submissions;
mod teams;

use std::time::Duration;

use crate::routes::Routes;

/// A file of the largest size takes so long on a line of half a megabit a second; taking back a large load is one transaction.
const LONG: Duration = Duration::from_mins(20);

/// Routes that take longer than a page may: those that bring files, and those that change many records.
pub(crate) const SLOW: &[(&str, Duration)] = &[
    ("/loads/new", LONG),
    ("/loads/{id}/undo", LONG),
    ("/programme/tasks/report", LONG),
];

pub(crate) fn routes() -> Routes {
    Routes::new()
        .with(sign_in::routes())
        .with(account::routes())
        .with(accounts::routes())
        .with(audit::routes())
        .with(pupils::routes())
        .with(pupil::routes())
        .with(institutions::routes())
        .with(class::routes())
        .with(municipality::routes())
        .with(indicators::routes())
        .with(home::routes())
        .with(case::routes())
        .with(protections::routes())
        .with(concerns::routes())
        .with(plans::routes())
        .with(programme::routes())
        .with(money::routes())
        .with(school_plans::routes())
        .with(consultations::routes())
        .with(teams::routes())
        .with(assistants::routes())
        .with(duties::routes())
        .with(submissions::routes())
        .with(drafts::routes())
        .with(loads::routes())
        .with(messages::routes())
        .with(bodies::routes())
        .with(centre_requests::routes())
        .with(meetings::routes())
        .with(decisions::routes())
        .with(next_step::routes())
        .with(not_enrolled::routes())
        .with(observations::routes())
        .with(registry::routes())
        .with(retention::routes())
        .with(duplicates::routes())
        .with(school_year_turn::routes())
        .with(settings::routes())
        .with(about::routes())
        .with(session::routes())
}
