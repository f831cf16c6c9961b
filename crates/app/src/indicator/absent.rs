//! Pupils absent for long and pupils who count as having left, over a school year: the rules of the signals asked at the end of each stretch of
//! absence, of those few pupils who missed enough days to come into question.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Resource},
    calendar::{date_of, day_number},
    indicators::{Method, Part},
    registry::{ProgrammeCode, StudyForm},
    risk::signal::SignalCode,
};
use balsts_store::{MissedDay, StoredEnrolment};
use jiff::civil::Date;

use super::measure::Measuring;
use crate::Result;

/// A pupil in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StageOf {
    pupil: i64,
    grade: i64,
    part_time: bool,
}

impl StageOf {
    /// The pupil.
    pub const fn pupil(&self) -> i64 {
        self.pupil
    }

    /// Whether the pupil is of a part. Only of early leaving is there a series of part-time study beside the stages: elsewhere those who study part
    /// time belong to the stage of their grade.
    pub fn is_of(&self, method: Method, part: Part) -> bool {
        let apart = self.part_time && method != Method::LongUnexcusedShare;
        match part {
            Part::Basic => self.grade <= 9 && !apart,
            Part::Secondary => self.grade >= 10 && !apart,
            Part::PartTime => self.part_time,
            _ => true,
        }
    }
}

/// Who was absent.
#[derive(Debug, Default)]
pub(super) struct Absent {
    /// Unexcused through more than three months.
    pub long: BTreeSet<StageOf>,
    /// Counted as having left.
    pub left: BTreeSet<StageOf>,
    /// Schools whose absences are not known.
    pub unknown: Vec<i64>,
}

/// Days without absence after which another stretch begins.
const GAP: i64 = 7;
/// Fewest school days of a month.
const SCHOOL_DAYS: u32 = 14;

/// The days on which the stretches of a pupil's absence end, if they are long enough to be asked about.
fn ends(days: &[MissedDay], months: u16) -> Vec<Date> {
    let Some(first) = days.first().map(|one| one.day) else {
        return Vec::new();
    };
    let earliest = first + 28 * i64::from(months);
    let last = |at: usize| days.get(at + 1).is_none_or(|next| next.day - days[at].day > GAP);
    let ends = (0..days.len()).filter(|at| last(*at) && days[*at].day >= earliest);
    ends.filter_map(|at| i32::try_from(days[at].day).ok())
        .map(date_of)
        .collect()
}

fn part_time(enrolment: &StoredEnrolment) -> bool {
    let own = enrolment.study_form.as_deref().and_then(StudyForm::parse);
    let by_code = || {
        let code = format!("{:08}", enrolment.programme?);
        code.parse::<ProgrammeCode>().ok()?.form()
    };
    own.or_else(by_code) == Some(StudyForm::PartTime)
}

impl Measuring {
    /// `None` where the absences of no school are known.
    pub(super) async fn absent_pupils(&self) -> Result<Option<Absent>> {
        let store = &self.ctx.store;
        let period = self.passed();
        let known = store.institutions_with_absences(&self.scope, period).await?;
        if known.is_empty() {
            return Ok(None);
        }
        let settings = self.ctx.risk_settings().await?;
        let mut absent = Absent::default();
        for sum in self.lists().await? {
            let id = sum.institution_id;
            if sum.grade.is_some() && !known.contains(&id) && !absent.unknown.contains(&id) {
                absent.unknown.push(id);
            }
        }
        let months = settings.long_absence_months.min(settings.left_school_months);
        let share = u32::from(settings.long_absence_share_percent);
        let at_least = (u32::from(months) * SCHOOL_DAYS * share / 100).max(1);
        let missed = store.missed_days(&self.scope, period, at_least).await?;
        let ends: BTreeMap<i64, Vec<Date>> = missed
            .chunk_by(|a, b| a.pupil_id == b.pupil_id)
            .filter_map(|days| Some((days.first()?.pupil_id, ends(days, months))))
            .filter(|(_, ends)| !ends.is_empty())
            .collect();
        if !ends.is_empty() {
            self.ask_signals(&ends, &mut absent).await?;
        }
        let struck_off = store
            .struck_off(
                &self.scope,
                period,
                self.six_months_ago(i32::from(settings.left_school_months)),
                &Self::leaving(),
                &absent.unknown,
            )
            .await?;
        for one in struck_off {
            // Absent first and struck off then is one leave.
            if !absent.left.iter().any(|known| known.pupil == one.pupil_id) {
                absent.left.insert(StageOf {
                    pupil: one.pupil_id,
                    grade: one.grade,
                    part_time: one.part_time,
                });
            }
        }
        Ok(Some(absent))
    }

    async fn ask_signals(&self, ends: &BTreeMap<i64, Vec<Date>>, absent: &mut Absent) -> Result<()> {
        let children = self.ctx.scope(Action::Read, Resource::Assessment)?;
        let mut engine = self.ctx.engine(self.until, None).await?;
        let ids: Vec<i64> = ends.keys().copied().collect();
        let mut walk = engine.walk_attendance(&children, &ids);
        while let Some(chunk) = walk.next().await? {
            engine.prepare(&chunk).await?;
            for pupil in &chunk {
                for on in ends.get(&pupil.id).into_iter().flatten() {
                    let judged = engine.judge_on(pupil, *on);
                    let Some(enrolment) = judged.enrolment else {
                        continue;
                    };
                    let Some(grade) = enrolment.grade.map(i64::from) else {
                        continue;
                    };
                    debug_assert!(enrolment.from <= day_number(*on));
                    let of = StageOf {
                        pupil: pupil.id,
                        grade,
                        part_time: part_time(enrolment),
                    };
                    let fires = |code: SignalCode| {
                        let mut readings = judged.assessment.readings.iter();
                        readings.any(|reading| reading.code == code && reading.state.fires())
                    };
                    if fires(SignalCode::LongAbsence)
                        && !absent.long.iter().any(|known| known.pupil == pupil.id)
                    {
                        absent.long.insert(of);
                    }
                    if fires(SignalCode::LeftSchool)
                        && !absent.left.iter().any(|known| known.pupil == pupil.id)
                    {
                        absent.left.insert(of);
                    }
                }
            }
        }
        Ok(())
    }
}
