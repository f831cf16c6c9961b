//! Logs: structured, to stderr, without personal data: fields are identifiers, counts, routes and durations.

use tracing_subscriber::{EnvFilter, fmt};

use crate::configuration::Configuration;

/// What is logged whatever level is asked for: at the finest, this library writes addresses of pages, which hold what was searched for.
const NEVER_FINER: &str = "tower_http=info";

/// Starts logging for a server.
pub fn start(configuration: &Configuration) {
    let filter = EnvFilter::try_new(format!("{},{NEVER_FINER}", configuration.log))
        .unwrap_or_else(|_| EnvFilter::new("info"));
    let started = if configuration.log_format == "text" {
        fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .compact()
            .try_init()
    } else {
        fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .json()
            .flatten_event(true)
            .try_init()
    };
    // A second start in one process (tests) keeps the first logger.
    drop(started);
}
