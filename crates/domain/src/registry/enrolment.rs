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
mod tests;
