//! When a body has to meet: computed from its meetings, so that it can't be forgotten.

use jiff::civil::{Date, date};

use super::BodyKind;

/// A meeting that took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The day.
    pub on: Date,
    /// It planned the budget of the next year's activities.
    pub budget: bool,
}

/// A meeting that a rule asks for within a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingDuty {
    /// `regular` or `budget`.
    pub code: &'static str,
    /// From which day on a meeting counts.
    pub from: Date,
    /// The last day on which it counts.
    pub due: Date,
    /// When it took place.
    pub held: Option<Date>,
    /// Where the rule comes from.
    pub source: &'static str,
}

/// The meetings that a body has to hold in a calendar year: a working group at least twice, by June and by December (Rēzeknes valstspilsēta;
/// twice a year in Rēzeknes novads, Tukuma novads and Ogres novads as well), one of November or December about the budget (Rēzeknes novads).
pub fn meeting_duties(kind: BodyKind, year: i16, held: &[Held]) -> Vec<MeetingDuty> {
    if kind != BodyKind::WorkingGroup {
        return Vec::new();
    }
    let first = |from: Date, due: Date, budget: bool| {
        held.iter()
            .filter(|meeting| (from..=due).contains(&meeting.on) && (!budget || meeting.budget))
            .map(|meeting| meeting.on)
            .min()
    };
    let duty = |code, from, due, source| MeetingDuty {
        code,
        from,
        due,
        held: first(from, due, code == "budget"),
        source,
    };
    vec![
        duty(
            "regular",
            date(year, 1, 1),
            date(year, 6, 30),
            "Rēzeknes valstspilsēta",
        ),
        duty(
            "regular",
            date(year, 7, 1),
            date(year, 12, 31),
            "Rēzeknes valstspilsēta",
        ),
        duty(
            "budget",
            date(year, 11, 1),
            date(year, 12, 31),
            "Rēzeknes novads, Tukuma novads",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: COOP-05
    // covers: COOP-06
    #[test]
    fn a_working_group_meets_in_each_half_of_the_year_and_once_about_the_budget() {
        let held = [
            Held {
                on: date(2026, 6, 12),
                budget: false,
            },
            Held {
                on: date(2026, 10, 5),
                budget: true,
            },
            Held {
                on: date(2026, 12, 10),
                budget: false,
            },
        ];
        let duties = meeting_duties(BodyKind::WorkingGroup, 2026, &held);
        let held_on: Vec<_> = duties.iter().map(|duty| duty.held).collect();
        // The budget was spoken of in October: too early to count.
        assert_eq!(held_on, [Some(date(2026, 6, 12)), Some(date(2026, 10, 5)), None]);
        let late = Held {
            on: date(2026, 11, 30),
            budget: true,
        };
        assert_eq!(
            meeting_duties(BodyKind::WorkingGroup, 2026, &[late])[2].held,
            Some(date(2026, 11, 30))
        );
        assert!(meeting_duties(BodyKind::YouthCouncil, 2026, &held).is_empty());
    }
}
