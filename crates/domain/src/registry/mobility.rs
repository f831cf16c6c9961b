//! Pupils who come to an institution and leave it within a school year, apart from the passages that everybody makes: to the next class, from one
//! stage to the next, and the end of a stage.

use jiff::civil::Date;

use super::{EnrolmentState, History, LeavingReason, MoveKind};
use crate::calendar::SchoolYear;

/// A pupil came or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Movement {
    /// Came to the institution.
    Entered,
    /// Left it.
    Left,
}

/// Until this day of September a pupil whose earlier institution is not known begins the year with the others; later it is an entry. An assumption.
pub const BEGINS_UNTIL: i8 = 30;

/// The movements of a pupil in a school year with the institution of each, in order: transfers and returns, the summer's among them (the leave in the
/// year that ends, the entry in the year that begins), entries from elsewhere during the year, and leaves to nowhere known.
pub fn movements(history: &History, year: SchoolYear) -> Vec<(i64, Movement)> {
    let within = |day: Date| year.period().contains(day);
    let enrolments = history.enrolments();
    let mut found = Vec::new();
    if let Some(first) = enrolments.first() {
        let from = first.validity.from;
        let late = from.month() != 9 || from.day() > BEGINS_UNTIL;
        if within(from) && late {
            found.push((first.institution, Movement::Entered));
        }
    }
    for step in history.moves() {
        let moved = match step.kind {
            MoveKind::Transfer | MoveKind::Return => true,
            MoveKind::WithinInstitution | MoveKind::StageTransition => false,
        };
        let (before, after) = (&enrolments[step.before], &enrolments[step.after]);
        // Who is handed over without a last day left on the day of coming.
        let left_on = before.validity.to.unwrap_or(step.on).min(step.on);
        if moved && within(left_on) {
            found.push((before.institution, Movement::Left));
        }
        if moved && within(step.on) {
            found.push((after.institution, Movement::Entered));
        }
    }
    if let Some(last) = enrolments.last()
        && let Some(to) = last.validity.to.filter(|to| within(*to))
    {
        let ends = match last.leaving {
            Some(LeavingReason::Completed | LeavingReason::WithoutCertificate | LeavingReason::Deceased) => {
                true
            }
            Some(_) => false,
            None => {
                matches!(
                    to.tomorrow().map(|day| history.on(day)),
                    Ok(EnrolmentState::BetweenYears(_))
                ) || to == year.last_day()
            }
        };
        if !ends {
            found.push((last.institution, Movement::Left));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Movement::{Entered, Left};
    use super::*;
    use crate::calendar::Validity;
    use crate::registry::{Enrolment, Stage};

    type Row = (i64, &'static str, Date, Option<Date>, Option<LeavingReason>);

    fn history(rows: &[Row]) -> History {
        let enrolments = rows.iter().map(|(institution, class, from, to, leaving)| {
            let class = class.parse().unwrap();
            Enrolment {
                institution: *institution,
                stage: Stage::of_class(&class, false),
                class,
                validity: Validity::new(*from, *to).unwrap(),
                form: None,
                leaving: *leaving,
            }
        });
        History::new(enrolments.collect())
    }

    // covers: REG-19
    #[test]
    fn coming_and_leaving_is_told_from_moving_up() {
        let year = SchoolYear::new(2024);
        let (begins, ends) = (date(2024, 9, 1), Some(date(2025, 8, 31)));
        let of = |rows: &[_]| movements(&history(rows), year);
        assert_eq!(of(&[(1, "5.a", begins, ends, None)]), []);
        assert_eq!(of(&[(1, "5.a", begins, None, None)]), []);
        assert_eq!(of(&[(1, "5.a", begins, Some(date(2025, 5, 30)), None)]), []);
        assert_eq!(
            of(&[(1, "9.a", begins, ends, Some(LeavingReason::Completed))]),
            []
        );
        assert_eq!(of(&[(1, "5.a", date(2024, 10, 1), None, None)]), [(1, Entered)]);
        assert_eq!(
            of(&[(1, "5.a", begins, Some(date(2025, 1, 10)), None)]),
            [(1, Left)]
        );
        let abroad = Some(LeavingReason::LeftCountry);
        assert_eq!(of(&[(1, "5.a", begins, ends, abroad)]), [(1, Left)]);
        let transfer = [
            (
                1,
                "5.a",
                begins,
                Some(date(2025, 2, 2)),
                Some(LeavingReason::Transferred),
            ),
            (2, "5.b", date(2025, 2, 3), None, None),
        ];
        assert_eq!(of(&transfer), [(1, Left), (2, Entered)]);
        let up = [
            (1, "6.a", begins, ends, None),
            (2, "7.a", date(2025, 9, 1), None, None),
        ];
        assert_eq!(of(&up), [], "a passage between stages");
        let summer = [
            (1, "4.a", date(2023, 9, 1), Some(date(2024, 5, 31)), None),
            (2, "5.a", begins, None, None),
        ];
        assert_eq!(of(&summer), [(2, Entered)]);
        assert_eq!(movements(&history(&summer), year.previous()), [(1, Left)]);
    }
}
