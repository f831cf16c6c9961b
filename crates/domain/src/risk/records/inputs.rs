//! What has been loaded for a pupil's institution, from when to when: the age that is shown beside each answer.

use jiff::civil::Date;

use crate::calendar::date_of;
use crate::risk::signal::Input;

/// The oldest and newest record of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputSpan {
    /// Day of the oldest.
    pub first: i32,
    /// Day of the newest.
    pub newest: i32,
}

/// The span of each input; none where nothing was ever loaded, which is "not enough data", never "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inputs {
    spans: [Option<InputSpan>; Input::ALL.len()],
}

impl Inputs {
    /// With one span set.
    pub fn with(mut self, input: Input, first: i32, newest: i32) -> Self {
        self.set(input, Some(InputSpan { first, newest }));
        self
    }

    /// Sets a span.
    pub fn set(&mut self, input: Input, span: Option<InputSpan>) {
        self.spans[input as usize] = span;
    }

    /// The span of an input.
    pub fn span(&self, input: Input) -> Option<InputSpan> {
        self.spans[input as usize]
    }

    /// Whether records of the input reach back to the day or before it.
    pub fn is_loaded(&self, input: Input, day: i32) -> bool {
        self.span(input).is_some_and(|span| span.first <= day)
    }

    /// The date of the newest record dated up to the day, as far as is known.
    pub fn newest(&self, input: Input, day: i32) -> Option<Date> {
        let span = self.span(input).filter(|span| span.first <= day)?;
        Some(date_of(span.newest.min(day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_began_later_was_not_loaded_then() {
        let inputs = Inputs::default().with(Input::Incidents, 100, 200);
        assert_eq!(inputs.newest(Input::Incidents, 99), None);
        assert_eq!(inputs.newest(Input::Incidents, 150), Some(date_of(150)));
        assert_eq!(inputs.newest(Input::Incidents, 250), Some(date_of(200)));
        assert!(!inputs.is_loaded(Input::Marks, 250));
    }
}
