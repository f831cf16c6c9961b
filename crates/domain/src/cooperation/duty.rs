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
/// twice a year in Rēzeknes novads, Tukuma novads and Ogres novads as well), one of November or December about the budget (Rēzeknes novads; at the
/// end of the year in Tukuma novads); an exchange with other municipalities once (Rēzeknes novads, Ogres novads). For the others no source gives a
/// number. What was due before the body was there is not asked of it. Which of a working group's meetings a municipality asks for is said by the rules
/// of its programme, [`crate::duties::group_meeting`].
pub fn meeting_duties(kind: BodyKind, year: i16, since: Date, held: &[Held]) -> Vec<MeetingDuty> {
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
    let (begin, end) = (date(year, 1, 1), date(year, 12, 31));
    let mut duties = match kind {
        BodyKind::WorkingGroup => vec![
            duty("regular", begin, date(year, 6, 30), "Rēzeknes valstspilsēta"),
            duty("regular", date(year, 7, 1), end, "Rēzeknes valstspilsēta"),
            duty("budget", date(year, 11, 1), end, "Rēzeknes novads, Tukuma novads"),
        ],
        BodyKind::Exchange => vec![duty("exchange", begin, end, "Rēzeknes novads, Ogres novads")],
        _ => Vec::new(),
    };
    duties.retain(|duty| since <= duty.due);
    duties
}

impl MeetingDuty {
    /// Whether somebody has to be reminded on a day: it has not taken place and its last day is at most so many days away, or has passed.
    pub fn reminds_on(&self, day: Date, days_ahead: i32) -> bool {
        let away =
            i64::from(crate::calendar::day_number(self.due)) - i64::from(crate::calendar::day_number(day));
        self.held.is_none() && self.from <= day && away <= i64::from(days_ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SINCE: Date = date(2024, 3, 1);

    #[test]
    fn nothing_is_asked_of_a_body_from_before_it_was_there() {
        let due = |since| -> Vec<Date> {
            let duties = meeting_duties(BodyKind::WorkingGroup, 2026, since, &[]);
            duties.iter().map(|duty| duty.due).collect()
        };
        let end = date(2026, 12, 31);
        assert_eq!(due(date(2026, 6, 30)), [date(2026, 6, 30), end, end]);
        assert_eq!(due(date(2026, 7, 1)), [end, end]);
        assert!(due(date(2027, 1, 1)).is_empty());
    }

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
        let duties = meeting_duties(BodyKind::WorkingGroup, 2026, SINCE, &held);
        let held_on: Vec<_> = duties.iter().map(|duty| duty.held).collect();
        // The budget was spoken of in October: too early to count.
        assert_eq!(held_on, [Some(date(2026, 6, 12)), Some(date(2026, 10, 5)), None]);
        let late = Held {
            on: date(2026, 11, 30),
            budget: true,
        };
        assert_eq!(
            meeting_duties(BodyKind::WorkingGroup, 2026, SINCE, &[late])[2].held,
            Some(date(2026, 11, 30))
        );
        assert!(meeting_duties(BodyKind::YouthCouncil, 2026, SINCE, &held).is_empty());
    }

    // covers: COOP-05
    #[test]
    fn a_meeting_that_must_be_held_is_reminded_of_in_time_and_until_it_is_held() {
        let duties = meeting_duties(BodyKind::WorkingGroup, 2026, SINCE, &[]);
        let june = &duties[0];
        assert!(!june.reminds_on(date(2026, 5, 30), 30));
        assert!(june.reminds_on(date(2026, 5, 31), 30));
        assert!(june.reminds_on(date(2026, 7, 1), 30), "its day has passed");
        // The budget is not spoken of before November, however early one would be reminded.
        assert!(!duties[2].reminds_on(date(2026, 10, 31), 90));
        assert!(duties[2].reminds_on(date(2026, 11, 1), 90));
        let met = Held {
            on: date(2026, 6, 12),
            budget: false,
        };
        let held = meeting_duties(BodyKind::WorkingGroup, 2026, SINCE, &[met]);
        assert!(!held[0].reminds_on(date(2026, 6, 20), 30));
    }

    // covers: COOP-13
    #[test]
    fn an_exchange_with_others_takes_place_once_a_year() {
        let none = meeting_duties(BodyKind::Exchange, 2026, SINCE, &[]);
        assert_eq!((none.len(), none[0].code, none[0].held), (1, "exchange", None));
        let trip = Held {
            on: date(2026, 4, 17),
            budget: false,
        };
        assert_eq!(
            meeting_duties(BodyKind::Exchange, 2026, SINCE, &[trip])[0].held,
            Some(trip.on)
        );
    }
}
