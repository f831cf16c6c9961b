//! A pupil's enrolments over time: overlaps, transfers, returns, and where the pupil stands on a day. A leaver is not absent.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ClassLabel, LeavingReason, Stage, StudyForm};
use crate::calendar::{Period, SchoolYear, Validity, day_number};

/// One enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Id of the institution.
    pub institution: i64,
    /// The class.
    pub class: ClassLabel,
    /// First and last day.
    pub validity: Validity,
    /// Stage of education.
    pub stage: Stage,
    /// Form of study, if recorded.
    pub form: Option<StudyForm>,
    /// Why it ended, if recorded.
    pub leaving: Option<LeavingReason>,
}

/// Which kind of overlap two enrolments have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverlapKind {
    /// Two classes of one institution at once: an error of the records.
    SameInstitution,
    /// On the lists of two institutions: a person has to find out which one is true.
    DoubleEnrolment,
}

/// Two enrolments that hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Position of the one that began first.
    pub first: usize,
    /// Position of the other.
    pub second: usize,
    /// The days in common.
    pub period: Period,
    /// What kind it is.
    pub kind: OverlapKind,
}

/// What leads from one enrolment to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// To another class of the same institution, a higher grade included.
    WithinInstitution,
    /// To another institution at the passage from one stage to the next.
    StageTransition,
    /// To another institution.
    Transfer,
    /// Back after having left.
    Return,
}

/// The step from one enrolment to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Position of the enrolment before.
    pub before: usize,
    /// Position of the enrolment after.
    pub after: usize,
    /// First day of the one after.
    pub on: Date,
    /// Days on no list.
    pub gap_days: u32,
    /// What kind of step it is.
    pub kind: MoveKind,
    /// Whether the institution changes.
    pub changes_institution: bool,
}

/// Where a pupil stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentState {
    /// No enrolment had begun.
    NotYet,
    /// On one list; the position of the enrolment. On the day of a transfer the new one.
    Enrolled(usize),
    /// On the lists of several institutions; the position of the one that began last.
    DoublyEnrolled(usize),
    /// The last enrolment ended in the summer without a reason for leaving: between two school years.
    BetweenYears(usize),
    /// On no list any more; the position of the enrolment that ended last.
    Left(usize),
}

impl EnrolmentState {
    /// The enrolment that counts on the day.
    pub const fn current(self) -> Option<usize> {
        match self {
            Self::Enrolled(index) | Self::DoublyEnrolled(index) => Some(index),
            _ => None,
        }
    }
}

/// A break longer than this, outside the summer, is a return and no transfer.
const LONGEST_TRANSFER_DAYS: u32 = 31;

/// A pupil's enrolments in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    enrolments: Vec<Enrolment>,
}

impl History {
    /// Orders the enrolments by their first day, then the last. Only institutions that provide compulsory education belong
    /// here: a music school beside the general one is no double enrolment.
    pub fn new(mut enrolments: Vec<Enrolment>) -> Self {
        enrolments.sort_by_key(|enrolment| (enrolment.validity.from, enrolment.validity.period().to()));
        Self { enrolments }
    }

    /// The enrolments in order; positions elsewhere are positions here.
    pub fn enrolments(&self) -> &[Enrolment] {
        &self.enrolments
    }

    /// Every pair that holds at once for more than the one day on which a pupil is handed over.
    pub fn overlaps(&self) -> Vec<Overlap> {
        let mut overlaps = Vec::new();
        for (first, a) in self.enrolments.iter().enumerate() {
            for (second, b) in self.enrolments.iter().enumerate().skip(first + 1) {
                if a.validity.to == Some(b.validity.from) && a.validity.from < b.validity.from {
                    continue;
                }
                if let Some(period) = a.validity.period().intersect(b.validity.period()) {
                    let kind = if a.institution == b.institution {
                        OverlapKind::SameInstitution
                    } else {
                        OverlapKind::DoubleEnrolment
                    };
                    overlaps.push(Overlap {
                        first,
                        second,
                        period,
                        kind,
                    });
                }
            }
        }
        overlaps
    }

    /// The steps from each enrolment to the next.
    pub fn moves(&self) -> Vec<Move> {
        let pairs = self.enrolments.windows(2).enumerate();
        pairs
            .filter_map(|(before, pair)| {
                let [a, b] = pair else { return None };
                let on = b.validity.from;
                let gap_days = a
                    .validity
                    .to
                    .map_or(0, |to| (day_number(on) - day_number(to) - 1).max(0) as u32);
                let changes_institution = a.institution != b.institution;
                let left = a.leaving.and_then(LeavingReason::leaves_education) == Some(true)
                    || a.leaving == Some(LeavingReason::LeftCountry);
                let summer = a.validity.to.is_some_and(|to| is_summer_gap(to, on));
                let kind = if (left && gap_days > 0) || (gap_days > LONGEST_TRANSFER_DAYS && !summer) {
                    MoveKind::Return
                } else if !changes_institution {
                    MoveKind::WithinInstitution
                } else if b.stage > a.stage {
                    MoveKind::StageTransition
                } else {
                    MoveKind::Transfer
                };
                Some(Move {
                    before,
                    after: before + 1,
                    on,
                    gap_days,
                    kind,
                    changes_institution,
                })
            })
            .collect()
    }

    /// Where the pupil stands on a day, judged only by what had begun by then.
    pub fn on(&self, date: Date) -> EnrolmentState {
        let begun = || {
            self.enrolments
                .iter()
                .enumerate()
                .filter(|(_, e)| e.validity.from <= date)
        };
        let Some((latest, current)) = begun().rfind(|(_, e)| e.validity.contains(date)) else {
            // Of several that have ended, the one that ended last.
            let Some((index, ended)) = begun().max_by_key(|(index, e)| (e.validity.to, *index)) else {
                return EnrolmentState::NotYet;
            };
            let between =
                ended.leaving.is_none() && ended.validity.to.is_some_and(|to| is_in_summer_after(to, date));
            return if between {
                EnrolmentState::BetweenYears(index)
            } else {
                EnrolmentState::Left(index)
            };
        };
        let doubly = begun().any(|(_, e)| {
            e.institution != current.institution
                && e.validity.contains(date)
                && e.validity.to != Some(current.validity.from)
        });
        if doubly {
            EnrolmentState::DoublyEnrolled(latest)
        } else {
            EnrolmentState::Enrolled(latest)
        }
    }

    /// Whether the pupil had left by the day; a leaver is neither absent nor assessed.
    pub fn is_leaver(&self, date: Date) -> bool {
        matches!(self.on(date), EnrolmentState::Left(_))
    }
}

/// What decides whether going from one enrolment to the next is a change of institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attended {
    /// Id of the institution.
    pub institution: i64,
    /// Stage of education.
    pub stage: Stage,
    /// First day.
    pub from: i32,
    /// Last day; `None` while it lasts or where nobody ended it.
    pub to: Option<i32>,
}

/// The positions of the enrolments, given by first day, with which a pupil changed to another institution. Passing to the next stage is no
/// change, coming back to the same institution is none, and neither is an enrolment beside one that outlasts it. An earlier enrolment which
/// its school ended late or not at all, while the pupil went on elsewhere, does not hide the change.
pub fn changes_of_institution(enrolments: &[Attended]) -> impl Iterator<Item = usize> + '_ {
    let mut main: Option<Attended> = None;
    enrolments.iter().enumerate().filter_map(move |(at, next)| {
        let outlasted = |main: &Attended| {
            let over = next.to.is_some_and(|to| main.to.is_none_or(|last| to < last));
            over && main.to.is_none_or(|last| next.from < last)
        };
        if main.as_ref().is_some_and(outlasted) {
            return None;
        }
        let before = main.replace(*next)?;
        (before.institution != next.institution && next.stage <= before.stage).then_some(at)
    })
}

/// The same enrolments as if each school had ended, when the pupil went on elsewhere for good, what it left open: the changes that
/// may have been made besides those that are certain.
pub fn ended_by_the_next(enrolments: &[Attended]) -> Vec<Attended> {
    let left_open = |(at, one): (usize, &Attended)| {
        let elsewhere = |next: &&Attended| next.institution != one.institution && next.from > one.from;
        let mut later = enrolments[at + 1..].iter().filter(elsewhere);
        let next = later.clone().next().map(|next| next.from - 1);
        let gone = one.to.is_none() && later.any(|next| next.to.is_none());
        Attended {
            to: if gone { next } else { one.to },
            ..*one
        }
    };
    enrolments.iter().enumerate().map(left_open).collect()
}

/// Whether a day lies in the summer that follows an end in or after the second half of May.
fn is_in_summer_after(ended: Date, date: Date) -> bool {
    let late = (ended.month(), ended.day()) >= (5, 15) && ended.month() <= 8;
    late && date <= SchoolYear::of(ended).last_day()
}

/// Whether nothing but a summer lies between an end and a new beginning, which may be a fortnight late.
fn is_summer_gap(ended: Date, begins: Date) -> bool {
    let summer_ends = SchoolYear::of(ended).last_day();
    let late = (ended.month(), ended.day()) >= (5, 15) && ended.month() <= 8;
    late && day_number(begins) <= day_number(summer_ends) + 15
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn enrolled(institution: i64, class: &str, from: Date, to: Option<Date>) -> Enrolment {
        let class: ClassLabel = class.parse().unwrap();
        let stage = Stage::of_class(&class, false);
        Enrolment {
            institution,
            class,
            validity: Validity::new(from, to).unwrap(),
            stage,
            form: None,
            leaving: None,
        }
    }

    #[test]
    fn a_transfer_on_one_day_is_no_double_enrolment() {
        let day = date(2026, 2, 2);
        let history = History::new(vec![
            enrolled(2, "8.a", day, None),
            enrolled(1, "8.b", date(2025, 9, 1), Some(day)),
        ]);
        assert!(history.overlaps().is_empty());
        assert_eq!(history.on(day), EnrolmentState::Enrolled(1));
        assert_eq!(history.on(date(2026, 2, 1)), EnrolmentState::Enrolled(0));
        let moves = history.moves();
        assert_eq!((moves[0].kind, moves[0].gap_days), (MoveKind::Transfer, 0));
    }

    fn attended(institution: i64, from: i32, to: Option<i32>) -> Attended {
        Attended {
            institution,
            stage: Stage::SecondStage,
            from,
            to,
        }
    }

    #[test]
    fn a_change_is_counted_though_the_first_school_never_ended_it() {
        let changes = |list: &[Attended]| changes_of_institution(list).count();
        assert_eq!(
            changes(&[attended(1, 0, Some(9)), attended(2, 9, None)]),
            1,
            "on one day"
        );
        assert_eq!(changes(&[attended(1, 0, None), attended(2, 20, None)]), 1);
        let beside = [attended(1, 0, None), attended(2, 20, Some(30))];
        assert_eq!(changes(&beside), 0, "beside the first, which went on");
        assert_eq!(ended_by_the_next(&beside), beside);
    }

    #[test]
    fn a_school_that_never_ended_leaves_open_how_many_changes_there_were() {
        let list = [
            attended(1, 0, None),
            attended(2, 20, Some(30)),
            attended(3, 31, None),
        ];
        assert_eq!(
            changes_of_institution(&list).count(),
            1,
            "the second may have stood beside the first"
        );
        assert_eq!(changes_of_institution(&ended_by_the_next(&list)).count(), 2);
    }

    #[test]
    fn two_lists_at_once_are_found() {
        let history = History::new(vec![
            enrolled(1, "8.b", date(2025, 9, 1), Some(date(2026, 3, 1))),
            enrolled(2, "8.a", date(2026, 2, 2), None),
            enrolled(2, "8.c", date(2026, 4, 1), None),
        ]);
        let overlaps = history.overlaps();
        assert_eq!(overlaps.len(), 2);
        assert_eq!(overlaps[0].kind, OverlapKind::DoubleEnrolment);
        assert_eq!(
            overlaps[0].period,
            Period::new(date(2026, 2, 2), date(2026, 3, 1)).unwrap()
        );
        assert_eq!(overlaps[1].kind, OverlapKind::SameInstitution);
        assert_eq!(history.on(date(2026, 2, 10)), EnrolmentState::DoublyEnrolled(1));
        assert_eq!(history.on(date(2026, 3, 2)), EnrolmentState::Enrolled(1));
    }

    // covers: REG-19
    #[test]
    fn leavers_and_returners_are_told_from_transfers() {
        let mut left = enrolled(1, "8.b", date(2024, 9, 1), Some(date(2024, 11, 1)));
        left.leaving = Some(LeavingReason::NonAttendance);
        let history = History::new(vec![left, enrolled(1, "8.b", date(2025, 2, 3), None)]);
        assert!(history.is_leaver(date(2024, 11, 2)) && !history.is_leaver(date(2025, 2, 3)));
        assert_eq!(history.on(date(2024, 8, 31)), EnrolmentState::NotYet);
        assert_eq!(history.moves()[0].kind, MoveKind::Return);

        let gap = |to, from| {
            let pair = vec![
                enrolled(1, "7.b", date(2024, 9, 1), Some(to)),
                enrolled(2, "8.b", from, None),
            ];
            History::new(pair).moves()[0].kind
        };
        assert_eq!(
            gap(date(2025, 5, 30), date(2025, 9, 1)),
            MoveKind::Transfer,
            "a summer"
        );
        assert_eq!(
            gap(date(2025, 1, 10), date(2025, 2, 11)),
            MoveKind::Transfer,
            "a month"
        );
        assert_eq!(
            gap(date(2025, 1, 10), date(2025, 2, 12)),
            MoveKind::Return,
            "longer"
        );
        assert_eq!(
            gap(date(2025, 5, 30), date(2025, 10, 1)),
            MoveKind::Return,
            "a lost September"
        );
    }

    #[test]
    fn a_pupil_between_two_school_years_has_not_left() {
        let mut history = History::new(vec![enrolled(
            1,
            "8.b",
            date(2025, 9, 1),
            Some(date(2026, 5, 29)),
        )]);
        assert_eq!(history.on(date(2026, 7, 1)), EnrolmentState::BetweenYears(0));
        assert_eq!(history.on(date(2026, 9, 1)), EnrolmentState::Left(0));
        history.enrolments[0].leaving = Some(LeavingReason::LeftCountry);
        assert_eq!(history.on(date(2026, 7, 1)), EnrolmentState::Left(0));
    }

    #[test]
    fn passages_between_stages_are_no_changes() {
        let history = History::new(vec![
            enrolled(1, "Mārīte", date(2015, 9, 1), Some(date(2016, 8, 31))),
            enrolled(2, "1.a", date(2016, 9, 1), Some(date(2022, 5, 31))),
            enrolled(3, "7.a", date(2022, 9, 1), Some(date(2025, 6, 13))),
            enrolled(4, "10.a", date(2025, 9, 1), None),
        ]);
        assert!(
            history
                .moves()
                .iter()
                .all(|step| step.kind == MoveKind::StageTransition)
        );
    }

    proptest! {
        #[test]
        fn overlaps_agree_with_counting_days(spans in proptest::collection::vec((0_i64..3, 0_i32..40, 0_i32..20), 0..5)) {
            let day = |n: i32| crate::calendar::date_of(20_000 + n);
            let history = History::new(
                spans.iter().map(|(i, from, length)| enrolled(*i, "8.a", day(*from), Some(day(from + length)))).collect(),
            );
            for overlap in history.overlaps() {
                for date in overlap.period.iter() {
                    let pair = [overlap.first, overlap.second].map(|index| &history.enrolments()[index]);
                    prop_assert!(pair.iter().all(|enrolment| enrolment.validity.contains(date)));
                }
            }
            for date in (0..60).map(day) {
                let current = history.on(date).current();
                let any = history.enrolments().iter().any(|enrolment| enrolment.validity.contains(date));
                prop_assert_eq!(current.is_some(), any);
            }
        }
    }
}
