//! Asking a support centre for advice (Ventspils, Tukums, Rēzeknes novads: its specialists help preschools and the first grades). A request names
//! no child: it says which specialist is needed and for what age.

use super::codes;
use crate::life_cycle::Refused;

codes! {
    /// For what age advice is asked.
    PupilBand {
        /// *Pirmsskola*.
        Preschool = "preschool",
        /// Grades 1–3.
        FirstGrades = "first_grades",
        /// Grades 4–6.
        MiddleGrades = "middle_grades",
        /// Grade 7 and above.
        UpperGrades = "upper_grades",
    }
}

codes! {
    /// Where a request stands.
    CentreState {
        /// Waits for the centre.
        Asked = "asked",
        /// The centre will come, on a day.
        Agreed = "agreed",
        /// The advice was given.
        Given = "given",
        /// The centre can't help, and says why.
        Declined = "declined",
        /// Whoever asked needs it no more.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What can happen to a request.
    CentreEvent {
        /// The centre names a day.
        Agree = "agree",
        /// The advice is given.
        Give = "give",
        /// The centre declines.
        Decline = "decline",
        /// Whoever asked takes it back.
        Withdraw = "withdraw",
    }
}

impl CentreState {
    /// The state after an event.
    ///
    /// # Errors
    /// Refused where the event can't happen in this state.
    pub const fn next(self, event: CentreEvent) -> Result<Self, Refused> {
        use CentreEvent as E;
        match (self, event) {
            (Self::Asked, E::Agree) => Ok(Self::Agreed),
            // Advice by telephone needs no day before it.
            (Self::Asked | Self::Agreed, E::Give) => Ok(Self::Given),
            (Self::Asked | Self::Agreed, E::Decline) => Ok(Self::Declined),
            (Self::Asked | Self::Agreed, E::Withdraw) => Ok(Self::Withdrawn),
            _ => Err(Refused::new(self.code(), event.code())),
        }
    }

    /// Whether something is still to happen.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Agreed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: COOP-18
    #[test]
    fn a_request_is_agreed_given_or_ends_and_then_stays() {
        use CentreEvent as E;
        use CentreState as S;
        let allowed = [
            (S::Asked, E::Agree, S::Agreed),
            (S::Asked, E::Give, S::Given),
            (S::Asked, E::Decline, S::Declined),
            (S::Asked, E::Withdraw, S::Withdrawn),
            (S::Agreed, E::Give, S::Given),
            (S::Agreed, E::Decline, S::Declined),
            (S::Agreed, E::Withdraw, S::Withdrawn),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed
                    .iter()
                    .find(|(from, by, _)| from == state && by == event)
                    .map(|(_, _, to)| *to);
                assert_eq!(state.next(*event).ok(), expected, "{state:?} {event:?}");
            }
            assert_eq!(state.is_open(), matches!(state, S::Asked | S::Agreed));
        }
    }
}
