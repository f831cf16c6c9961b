//! The life of a meeting and of what stands on its agenda.

use jiff::civil::Date;

use super::codes;
use crate::calendar::WorkingCalendar;
use crate::life_cycle::Refused;

codes! {
    /// Where a meeting stands.
    MeetingState {
        /// Planned: the agenda is drawn up.
        Planned = "planned",
        /// Called: those who take part know and see its cases. Until it begins, day and place may change.
        Called = "called",
        /// Under way.
        Open = "open",
        /// Over: minutes and decisions stand.
        Closed = "closed",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

codes! {
    /// What can happen to a meeting.
    MeetingEvent {
        /// Those who take part are called.
        Call = "call",
        /// It begins.
        Open = "open",
        /// It ends; what was not decided is carried over.
        Close = "close",
        /// It is called off; its agenda waits for another.
        Cancel = "cancel",
        /// It was closed by mistake and goes on.
        Reopen = "reopen",
    }
}

impl MeetingState {
    /// The state after an event.
    ///
    /// # Errors
    /// Refused where the event can't happen in this state.
    #[expect(
        clippy::match_same_arms,
        reason = "one arm an event: the life cycle is read line by line"
    )]
    pub const fn next(self, event: MeetingEvent) -> Result<Self, Refused> {
        use MeetingEvent as E;
        match (self, event) {
            (Self::Planned, E::Call) => Ok(Self::Called),
            // A meeting that nobody called may begin: a child's case does not wait for a form.
            (Self::Planned | Self::Called, E::Open) => Ok(Self::Open),
            (Self::Open, E::Close) => Ok(Self::Closed),
            (Self::Planned | Self::Called, E::Cancel) => Ok(Self::Cancelled),
            (Self::Closed, E::Reopen) => Ok(Self::Open),
            _ => Err(Refused::new(self.code(), event.code())),
        }
    }

    /// Whether agenda, minutes and decisions may change.
    pub const fn is_alive(self) -> bool {
        matches!(self, Self::Planned | Self::Called | Self::Open)
    }

    /// Whether its day, hour and place may still change.
    pub const fn may_move(self) -> bool {
        matches!(self, Self::Planned | Self::Called)
    }

    /// The life cycle as a diagram.
    pub fn diagram() -> String {
        let steps = Self::ALL.iter().flat_map(|state| {
            MeetingEvent::ALL.iter().filter_map(move |event| {
                let next = state.next(*event).ok()?;
                Some((state.code(), event.code(), next.code()))
            })
        });
        crate::life_cycle::diagram(steps)
    }
}

codes! {
    /// Where an item stands: a case or a question of the system.
    ItemState {
        /// Waits for a meeting.
        Waiting = "waiting",
        /// Stands on an agenda.
        OnAgenda = "on_agenda",
        /// Decided.
        Decided = "decided",
        /// Heard; nothing had to be decided.
        Noted = "noted",
        /// Not decided when its meeting closed: it goes on as another item.
        CarriedOver = "carried_over",
        /// Returned to whoever proposed it, with the reason.
        Returned = "returned",
    }
}

impl ItemState {
    /// What becomes of it when its meeting closes, or is cancelled, with so many decisions.
    pub const fn at_close(self, decisions: i64) -> Self {
        match self {
            Self::OnAgenda if decisions > 0 => Self::Decided,
            Self::OnAgenda => Self::CarriedOver,
            other => other,
        }
    }
}

/// Whether nobody works on a day: a meeting on it is kept only when somebody says that it is meant.
pub fn is_day_off(day: Date) -> bool {
    !WorkingCalendar::default().is_working_day(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: COOP-05
    #[test]
    fn a_meeting_is_called_held_and_closed_and_nothing_else() {
        use MeetingEvent as E;
        use MeetingState as S;
        let allowed = [
            (S::Planned, E::Call, S::Called),
            (S::Planned, E::Open, S::Open),
            (S::Planned, E::Cancel, S::Cancelled),
            (S::Called, E::Open, S::Open),
            (S::Called, E::Cancel, S::Cancelled),
            (S::Open, E::Close, S::Closed),
            (S::Closed, E::Reopen, S::Open),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed
                    .iter()
                    .find(|(from, by, _)| from == state && by == event)
                    .map(|(_, _, to)| *to);
                assert_eq!(state.next(*event).ok(), expected, "{state:?} {event:?}");
            }
            // What can still begin can still move.
            assert_eq!(state.may_move(), state.next(E::Open).is_ok(), "{state:?}");
        }
    }

    #[test]
    fn the_diagram_in_the_docs_is_that_of_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/life-cycles/meeting.md");
        let page = format!(
            "# The life of a meeting\n\nGenerated from `balsts_domain::cooperation::MeetingState` and held to it by a test.\n\n```mermaid\n{}```\n",
            MeetingState::diagram()
        );
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(kept, page, "write this to {path}:\n{page}");
    }

    #[test]
    fn what_is_not_decided_is_carried_over() {
        assert_eq!(ItemState::OnAgenda.at_close(0), ItemState::CarriedOver);
        assert_eq!(ItemState::OnAgenda.at_close(2), ItemState::Decided);
        assert_eq!(ItemState::Noted.at_close(0), ItemState::Noted);
        assert_eq!(ItemState::Returned.at_close(0), ItemState::Returned);
    }

    #[test]
    fn days_off_are_weekends_and_holidays() {
        assert!(is_day_off(date(2026, 11, 18)) && is_day_off(date(2026, 11, 21)));
        assert!(!is_day_off(date(2026, 11, 20)));
    }
}
