//! What is kept of an assessment: levels, signals that fire, duties that follow, and which decisions no longer stand.

use std::fmt::Write as _;

use balsts_domain::calendar::{SchoolDays, date_of};
use balsts_domain::duties::{About, DutyCode};
use balsts_domain::risk::decision::{Basis, Change, LevelDecision, Verdict};
use balsts_domain::risk::records::RegisterPeriod;
use balsts_domain::risk::signal::SignalCode;
use balsts_domain::risk::{Assessment, Level, Reading, Standing, State, View};
use balsts_store::{AssessedPupil, AssessedSignal, DutyChange, StoredDecision, StoredPupil};
use jiff::civil::Date;

use super::engine::Engine;
use super::records::Judged;
use crate::clock;

/// Weeks of the trend of attendance.
const WEEKS: i32 = 8;

/// What changes in the database for some pupils.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub rows: Vec<AssessedPupil>,
    pub duties: Vec<DutyChange>,
    pub withdrawn: Vec<i64>,
    pub superseded: Vec<i64>,
}

/// A level as it is stored.
pub(crate) fn rank(level: Option<Level>) -> i64 {
    level.map_or(0, |level| i64::from(level.rank()))
}

/// A stored level.
pub(crate) fn level_of(rank: i64) -> Option<Level> {
    u8::try_from(rank).ok().and_then(Level::from_rank)
}

/// A stored decision as the rules know it; `None` for one that this version cannot read.
pub(crate) fn decision_of(
    action: &str,
    proposed: i64,
    level: Option<i64>,
    full: bool,
    at: i64,
    reason: &str,
    basis: &str,
) -> Option<LevelDecision> {
    let verdict = match action {
        "confirm" => Verdict::Confirmed,
        "change" => Verdict::Changed(level_of(level?)?),
        "dismiss" => Verdict::Dismissed,
        _ => return None,
    };
    Some(LevelDecision {
        verdict,
        proposed: level_of(proposed)?,
        reason: reason.to_owned(),
        on: clock::day_in_riga(balsts_store::timestamp(at)),
        full,
        basis: serde_json::from_str::<Vec<Basis>>(basis).ok()?,
    })
}

fn stored(decision: &StoredDecision) -> Option<LevelDecision> {
    decision_of(
        &decision.action,
        decision.proposed,
        decision.level,
        decision.full,
        decision.at,
        "",
        &decision.basis,
    )
}

/// Whether a decision still stands for a reader.
pub(crate) fn stands(decision: &LevelDecision, assessment: &Assessment, view: View) -> bool {
    matches!(
        decision.since(assessment, view),
        Change::None | Change::ReasonsFell(_)
    )
}

impl Kept {
    /// Adds what is kept of one pupil.
    pub fn add(&mut self, engine: &Engine, pupil: &StoredPupil, judged: &Judged<'_>) {
        let assessment = &judged.assessment;
        self.duties(engine, pupil, judged);
        let decisions: Vec<(i64, LevelDecision)> = pupil
            .decisions
            .iter()
            .filter_map(|decision| Some((decision.id, stored(decision)?)))
            .collect();
        for (id, decision) in &decisions {
            let view = if decision.full { View::Full } else { View::Open };
            if !stands(decision, assessment, view) {
                self.superseded.push(*id);
            }
        }
        // Who is on no list and gives no sign has nothing to be kept: a leaver is not listed.
        if assessment.standing != Standing::Enrolled && !assessment.is_listed(View::Full) {
            return;
        }
        let shown = |view: View| {
            let newest = decisions
                .iter()
                .filter(|(_, decision)| decision.is_visible(view) && stands(decision, assessment, view))
                .max_by_key(|(id, _)| *id);
            match newest {
                Some((_, decision)) => rank(decision.level()),
                None => rank(assessment.level(view)),
            }
        };
        let signals = signals(engine, pupil, assessment);
        let level = |view| rank(assessment.level(view));
        self.rows.push(AssessedPupil {
            pupil: pupil.id,
            institution: assessment.institution,
            level_open: level(View::Open),
            level_full: level(View::Full),
            shown_open: shown(View::Open),
            shown_full: shown(View::Full),
            open_since: began(
                level(View::Open),
                signals.iter().filter(|signal| !signal.restricted),
                engine.on,
            ),
            full_since: began(
                level(View::Full),
                signals.iter().filter(|signal| !signal.stand_in),
                engine.on,
            ),
            unknown_count: assessment.unanswered(View::Open).count() as i64,
            trend: trend(engine, pupil, judged),
            body: body(assessment),
            signals,
        });
    }

    fn duties(&mut self, engine: &Engine, pupil: &StoredPupil, judged: &Judged<'_>) {
        let assessment = &judged.assessment;
        let mut asked: Vec<i64> = Vec::new();
        for duty in &assessment.duties {
            let known = engine.stored_duty(pupil, duty);
            if let Some(known) = known {
                asked.push(known.id);
                let same = i64::from(known.due) == i64::from(balsts_domain::calendar::day_number(duty.due))
                    && known.institution == assessment.institution
                    && !known.withdrawn;
                if known.done_at.is_some() || same {
                    continue;
                }
            }
            self.duties.push(DutyChange {
                code: duty.code.code(),
                about: engine.about(pupil, duty),
                pupil: pupil.id,
                institution: assessment.institution,
                concern: match duty.about {
                    About::Concern(id) => Some(id),
                    About::Pupil | About::Incident(_) => None,
                },
                due: duty.due,
                detail: detail(assessment, duty.code),
                restricted: duty.restricted,
            });
        }
        let ours = [
            DutyCode::ViisReport,
            DutyCode::ContactParents,
            DutyCode::ProtectChild,
        ];
        let gone = pupil.duties.iter().filter(|stored| {
            stored.done_at.is_none()
                && !stored.withdrawn
                && ours.iter().any(|code| code.code() == stored.code)
                && !asked.contains(&stored.id)
        });
        self.withdrawn.extend(gone.map(|stored| stored.id));
    }
}

/// The day on which the signals came to a level: the first of those that are as high as it, or, where several together raised it, the last.
fn began<'a>(level: i64, signals: impl Iterator<Item = &'a AssessedSignal> + Clone, on: Date) -> Date {
    let of_level = signals.clone().filter(|signal| signal.level >= level);
    let first = of_level.map(|signal| signal.since).min();
    first
        .or_else(|| signals.map(|signal| signal.since).max())
        .map_or(on, |day| day.min(on))
}

/// The figures of a duty.
fn detail(assessment: &Assessment, code: DutyCode) -> String {
    let over = assessment
        .reading(SignalCode::UnexcusedOverLimit)
        .filter(|reading| code == DutyCode::ViisReport && reading.state.fires());
    match over.and_then(|reading| Some((reading.value?.as_whole()?, reading.threshold.as_whole()?))) {
        Some((value, threshold)) => format!("{{\"value\":{value},\"threshold\":{threshold}}}"),
        None => "{}".to_owned(),
    }
}

/// The signals that fire, in both views: `restricted` and `stand_in` tell them apart. Evidence is not kept, it is read afresh for one pupil.
fn signals(engine: &Engine, pupil: &StoredPupil, assessment: &Assessment) -> Vec<AssessedSignal> {
    let fires = |reading: &&Reading| reading.state.fires();
    let firing = assessment.readings.iter().filter(fires);
    firing
        .filter_map(|reading| {
            let code = reading.code.code();
            let before = pupil
                .signals
                .iter()
                // A day kept for a restricted signal would tell of it.
                .find(|signal| {
                    signal.code == code
                        && if reading.restricted {
                            !signal.stand_in
                        } else {
                            !signal.restricted
                        }
                })
                .map(|signal| date_of(signal.since));
            let began = (reading.code == SignalCode::Circumstance)
                .then(|| reading.evidence.first().map(|evidence| evidence.on))
                .flatten();
            let since = reading.since.or(began).or(before).unwrap_or(engine.on);
            // The age of an input is its institution's and changes with every load: it is kept there, not with each pupil.
            let bare = Reading {
                evidence: Vec::new(),
                newest: None,
                ..reading.clone()
            };
            Some(AssessedSignal {
                code,
                level: rank(reading.level()),
                restricted: reading.restricted,
                stand_in: reading.stand_in,
                since,
                body: serde_json::to_string(&bare).ok()?,
            })
        })
        .collect()
}

/// What the records do not answer, as JSON.
fn body(assessment: &Assessment) -> String {
    let mut out = String::with_capacity(256);
    // Writing to a string can't fail.
    let _ = write!(
        out,
        "{{\"raised_open\":{},\"raised_full\":{},\"unanswered\":{{",
        assessment.proposal(View::Open).raised,
        assessment.proposal(View::Full).raised
    );
    let mut separator = "";
    for reading in assessment.unanswered(View::Open) {
        if let State::NotEnoughData(missing) = reading.state {
            let missing = serde_json::to_string(&missing).unwrap_or_default();
            let _ = write!(out, "{separator}\"{}\":{missing}", reading.code.code());
            separator = ",";
        }
    }
    out.push_str("}}");
    out
}

/// Lessons missed in each of the last weeks, oldest first: `[all, unexcused]`, `null` where the register does not speak.
fn trend(engine: &Engine, pupil: &StoredPupil, judged: &Judged<'_>) -> String {
    let class = judged
        .enrolment
        .and_then(|enrolment| engine.class(enrolment.institution, &enrolment.class));
    let mut out = String::from("{\"weeks\":[");
    for week in (0..WEEKS).rev() {
        let to = engine.day - 7 * week;
        let from = to - 6;
        if week < WEEKS - 1 {
            out.push(',');
        }
        let known = class.is_some_and(|class| is_known(&class.register, &class.school_days, from, to));
        let days = &pupil.absences;
        let start = days.partition_point(|day| day.date < date_of(from));
        let end = days.partition_point(|day| day.date <= date_of(to));
        if !known && start == end {
            out.push_str("null");
            continue;
        }
        let week = &days[start..end];
        let all: u32 = week.iter().map(|day| u32::from(day.total())).sum();
        let unexcused: u32 = week.iter().map(|day| u32::from(day.counted_unexcused())).sum();
        let _ = write!(out, "[{all},{unexcused}]");
    }
    out.push_str("]}");
    out
}

/// Lessons missed in each of the last eight weeks, oldest first, as they are kept of an assessment; `None` for a week of which nothing is known.
pub fn missed_by_week(kept: &str) -> Vec<Option<u32>> {
    #[derive(serde::Deserialize)]
    struct Weeks {
        weeks: Vec<Option<(u32, u32)>>,
    }
    let weeks = serde_json::from_str::<Weeks>(kept).map_or_else(|_| Vec::new(), |kept| kept.weeks);
    weeks.into_iter().map(|week| week.map(|(all, _)| all)).collect()
}

fn is_known(register: &[RegisterPeriod], school_days: &SchoolDays, from: i32, to: i32) -> bool {
    register
        .iter()
        .any(|period| period.taken && school_days.count_between(period.from.max(from), period.to.min(to)) > 0)
}
