//! What life cycles share: the refusal of a step that is not in the diagram, and the diagram itself, drawn from the rules.

use std::fmt::Write as _;

/// An event that can't happen in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("`{event}` can't happen to what is `{from}`")]
pub struct Refused {
    /// The code of the state.
    pub from: &'static str,
    /// The code of the event.
    pub event: &'static str,
}

impl Refused {
    /// A refusal.
    pub const fn new(from: &'static str, event: &'static str) -> Self {
        Self { from, event }
    }
}

/// A life cycle as a Mermaid diagram, from `(state, event, next state)` in the order given.
pub fn diagram<'a>(steps: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let mut out = String::from("stateDiagram-v2\n");
    for (from, event, to) in steps {
        // Writing to a string can't fail.
        let _ = writeln!(out, "    {from} --> {to}: {event}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_state_and_event() {
        assert_eq!(
            Refused::new("answered", "read").to_string(),
            "`read` can't happen to what is `answered`"
        );
        assert_eq!(diagram([("a", "go", "b")]), "stateDiagram-v2\n    a --> b: go\n");
    }
}
