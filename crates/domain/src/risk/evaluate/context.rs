//! What every signal asks again: where the pupil is enrolled, which semester counts, which days the register speaks for.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::attendance::{AbsenceDay, AbsenceTotals};
use crate::calendar::{Period, SchoolDays, SchoolYear, SemesterSpan, date_of, day_number};
use crate::risk::assessment::Standing;
use crate::risk::records::{AbsenceTotal, EnrolmentRecord, PupilRecords};
use crate::risk::settings::Settings;
use crate::risk::signal::{Amount, Input, Missing, Reading, SignalCode, State};

/// A stretch of day numbers, both ends included; empty when `to < from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub from: i32,
    pub to: i32,
}

impl Days {
    pub fn clip(self, from: i32, to: Option<i32>) -> Self {
        Self {
            from: self.from.max(from),
            to: to.map_or(self.to, |to| self.to.min(to)),
        }
    }

    pub fn contains(self, day: i32) -> bool {
        self.from <= day && day <= self.to
    }
}

/// School days on which the pupil was enrolled, and those of them for which the register speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Known {
    pub enrolled: u32,
    pub taken: u32,
}

pub(super) struct Context<'a> {
    pub records: &'a PupilRecords<'a>,
    pub settings: &'a Settings,
    pub on: Date,
    pub day: i32,
    /// Index of the enrolment that counts on the day.
    pub current: Option<usize>,
    /// The school days of that enrolment.
    pub school_days: &'a SchoolDays,
    pub semester: Option<SemesterSpan>,
    /// The semester up to the day; empty without one.
    pub window: Days,
    /// All lessons missed in the window by lesson rows, and by totals where there are none.
    pub missed: AbsenceTotals,
}

impl<'a> Context<'a> {
    pub fn new(
        records: &'a PupilRecords<'a>,
        settings: &'a Settings,
        municipal: &'a SchoolDays,
        on: Date,
    ) -> Self {
        let day = day_number(on);
        let current = current_enrolment(records.enrolments, on, day);
        let school_days = current.map_or(municipal, |at| records.enrolments[at].school_days);
        let semester = school_days.semester_or_last(on);
        let window = semester.map_or(
            Days {
                from: day,
                to: day - 1,
            },
            |span| Days {
                from: day_number(span.period.from()),
                to: day_number(span.period.to()).min(day),
            },
        );
        let mut context = Self {
            records,
            settings,
            on,
            day,
            current,
            school_days,
            semester,
            window,
            missed: AbsenceTotals::default(),
        };
        let by_lesson = AbsenceTotals::of(context.absences_in(window));
        context.missed = context
            .totals_in(window)
            .fold(by_lesson, |sum, total| sum + total.lessons());
        context
    }

    pub fn standing(&self) -> Standing {
        if self.current.is_some() {
            Standing::Enrolled
        } else if self
            .records
            .enrolments
            .iter()
            .any(|enrolment| enrolment.from <= self.day)
        {
            Standing::Left
        } else {
            Standing::NeverEnrolled
        }
    }

    pub fn enrolment(&self) -> Option<&'a EnrolmentRecord<'a>> {
        self.current.map(|at| &self.records.enrolments[at])
    }

    pub fn grade(&self) -> Option<u8> {
        self.enrolment().and_then(|enrolment| enrolment.grade)
    }

    pub fn school_year(&self) -> SchoolYear {
        self.semester
            .map_or_else(|| SchoolYear::of(self.on), |span| span.year)
    }

    /// The day `months` before the one asked: what is dated after it lies within these months.
    pub fn months_before(&self, months: u16) -> i32 {
        minus_months(self.on, months)
    }

    /// Absence of the days, as slices allow: the days are sorted.
    pub fn absences_in(&self, days: Days) -> &'a [AbsenceDay] {
        if days.to < days.from {
            return &[];
        }
        let all = self.records.absences;
        let (from, to) = (date_of(days.from), date_of(days.to.min(self.day)));
        let start = all.partition_point(|absence| absence.date < from);
        let end = all.partition_point(|absence| absence.date <= to);
        &all[start..end.max(start)]
    }

    /// Totals that speak for the days: no school day of theirs lies outside, and none after the day asked is among them. Where two of one
    /// school overlap, as a month and its semester do, the longer counts alone.
    pub fn totals_in(&self, days: Days) -> impl Iterator<Item = &'a AbsenceTotal> + '_ {
        let all = self.records.absence_totals;
        let lies = move |total: &AbsenceTotal| self.lies_in(total, days);
        all.iter().filter(move |total| {
            let outweighed = || all.iter().any(|other| other.outweighs(total) && lies(other));
            lies(total) && !outweighed()
        })
    }

    fn lies_in(&self, total: &AbsenceTotal, days: Days) -> bool {
        let around = || self.school_days.around(days.from, days.to);
        !total.by_lesson
            && total.to <= self.day
            && days.from <= total.to.min(days.to)
            && total.from <= days.to
            && around().0 <= total.from
            && total.to <= around().1
    }

    pub fn unexcused_in(&self, days: Days) -> u32 {
        self.absences_in(days)
            .iter()
            .map(|absence| u32::from(absence.counted_unexcused()))
            .sum()
    }

    /// The stretch by the enrolment that counts on its days: of those in force the one begun last, so that a day on two lists is one day. Days
    /// without an enrolment are in no part.
    pub fn stretches(&self, days: Days) -> impl Iterator<Item = (Days, &'a EnrolmentRecord<'a>)> + use<'a> {
        let enrolments = self.records.enrolments;
        let mut at = days.from;
        std::iter::from_fn(move || {
            while at <= days.to {
                let later = enrolments
                    .iter()
                    .map(|enrolment| enrolment.from)
                    .filter(|from| *from > at);
                let begins = later.min().unwrap_or(i32::MAX);
                let from = at;
                let Some(enrolment) = enrolments.iter().rfind(|enrolment| enrolment.contains(from)) else {
                    at = begins;
                    continue;
                };
                let to = days.to.min(begins - 1).min(enrolment.to.unwrap_or(i32::MAX));
                at = to + 1;
                return Some((Days { from, to }, enrolment));
            }
            None
        })
    }

    /// School days of the stretch on which the pupil was enrolled, and on how many of them the register was taken. The day asked does not
    /// count: its register is not closed yet. `totals`: whether absence totals speak for their period too.
    pub fn known(&self, days: Days, totals: bool) -> Known {
        let days = Days {
            to: days.to.min(self.day - 1),
            ..days
        };
        let mut known = Known::default();
        for (part, enrolment) in self.stretches(days) {
            let school_days = enrolment.school_days;
            let taken = enrolment.register.iter().filter(|period| period.taken);
            let by_register = |days: Days| {
                let covered = taken
                    .clone()
                    .map(|period| days.clip(period.from, Some(period.to)));
                covered
                    .map(|days| school_days.count_between(days.from, days.to))
                    .sum::<u32>()
            };
            known.enrolled += school_days.count_between(part.from, part.to);
            known.taken += by_register(part);
            if totals {
                for total in self
                    .totals_in(days)
                    .filter(|total| total.institution == enrolment.institution)
                {
                    let covered = part.clip(total.from, Some(total.to));
                    let told = school_days.count_between(covered.from, covered.to);
                    known.taken += told.saturating_sub(by_register(covered));
                }
            }
        }
        known
    }

    /// Whether the register speaks for enough of the stretch to say that something did not happen. A stretch without school days asks
    /// for nothing.
    pub fn is_known(&self, days: Days, totals: bool) -> bool {
        let known = self.known(days, totals);
        known.taken * 100 >= known.enrolled * u32::from(self.settings.register_known_percent)
    }

    /// A reading of a signal over some days, to be completed.
    pub fn reading(&self, code: SignalCode, days: Days, state: State) -> Reading {
        let definition = code.definition();
        let input = definition.inputs[0];
        Reading {
            code,
            circumstance: None,
            group: definition.group,
            state,
            value: None,
            threshold: Amount::whole(0),
            unit: definition.unit,
            window: Period::between(date_of(days.from.min(days.to)), date_of(days.to)),
            restricted: false,
            stand_in: false,
            since: None,
            evidence: Vec::new(),
            input,
            newest: self.newest(input),
        }
    }

    /// The newest record of an input. Absence by lesson gives way to totals where only those are loaded.
    pub fn newest(&self, input: Input) -> Option<Date> {
        let inputs = &self.records.inputs;
        let newest = inputs.newest(input, self.day);
        if input == Input::Absences && newest.is_none() {
            return inputs.newest(Input::AbsenceTotals, self.day);
        }
        newest
    }
}

/// Yes where it fires; else no, if the records can say so; else what is missing.
pub(super) fn state(
    fires: Option<crate::risk::Level>,
    known: impl FnOnce() -> bool,
    missing: Missing,
) -> State {
    match fires {
        Some(level) => State::Fires(level),
        None if known() => State::DoesNotFire,
        None => State::NotEnoughData(missing),
    }
}

/// The same day of the month, months earlier; the month's last where it has no such day.
pub(super) fn minus_months(date: Date, months: u16) -> i32 {
    let span: Span = i64::from(months).months();
    day_number(date.checked_sub(span).unwrap_or(Date::MIN))
}

/// The same day of the month, months later.
pub(super) fn plus_months(day: i32, months: u16) -> i32 {
    let span: Span = i64::from(months).months();
    day_number(date_of(day).checked_add(span).unwrap_or(Date::MAX))
}

/// The enrolment that counts on a day: of those in force the one begun last. In the summer it is the one that ended with the school
/// year, if no reason for leaving is recorded: the rule of [`crate::registry::EnrolmentState::BetweenYears`].
fn current_enrolment(enrolments: &[EnrolmentRecord<'_>], on: Date, day: i32) -> Option<usize> {
    let in_force = enrolments.iter().rposition(|enrolment| enrolment.contains(day));
    in_force.or_else(|| {
        let begun = enrolments
            .iter()
            .enumerate()
            .filter(|(_, enrolment)| enrolment.from <= day);
        let (at, last) = begun.max_by_key(|(at, enrolment)| (enrolment.to, *at))?;
        let ended = date_of(last.to?);
        let late = (ended.month(), ended.day()) >= (5, 15) && ended.month() <= 8;
        (last.leaving.is_none() && late && on <= SchoolYear::of(ended).last_day()).then_some(at)
    })
}
