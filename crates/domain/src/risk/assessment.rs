//! The assessment of one pupil on one day: every reading, the level they propose to each kind of reader, and the duties that follow. It
//! proposes; a person decides.

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::signal::{Reading, SignalCode, SignalKind, State};
use super::{Level, Prevention};
use crate::duties::Duty;

/// How a pupil stands to the schools on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Enrolled.
    Enrolled,
    /// Was enrolled and is not any more: a leaver is not absent.
    Left,
    /// Was never enrolled by that day.
    NeverEnrolled,
}

/// What a reader sees. The level shown comes from the signals which that reader may see, so that nothing else shows through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Without restricted signals.
    Open,
    /// With all, for readers entitled to the child's circumstances.
    Full,
}

/// The level one view proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The level; `None` when no signal fires.
    pub level: Option<Level>,
    /// Whether it is one higher than the highest signal, because signals of three or more kinds are at medium or above.
    pub raised: bool,
}

/// Everything the signals say of one pupil on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The day.
    pub on: Date,
    /// How the pupil stands.
    pub standing: Standing,
    /// Index of the enrolment that counts, in the records' enrolments.
    pub enrolment: Option<usize>,
    /// The institution of that enrolment.
    pub institution: Option<i64>,
    /// The readings in the order of the contract, for every reader together: see [`Assessment::visible`]. Of the three steps of unexcused lessons only the highest reached is here; of a
    /// pupil not enrolled only what can be asked of one.
    pub readings: Vec<Reading>,
    /// The duties that follow, what is open first.
    pub duties: Vec<Duty>,
    open: Proposal,
    full: Proposal,
}

impl Assessment {
    pub(super) fn new(
        on: Date,
        standing: Standing,
        enrolment: Option<usize>,
        institution: Option<i64>,
        readings: Vec<Reading>,
        duties: Vec<Duty>,
    ) -> Self {
        let open = propose(readings.iter().filter(|reading| !reading.restricted));
        let full = propose(readings.iter().filter(|reading| !reading.stand_in));
        Self {
            on,
            standing,
            enrolment,
            institution,
            readings,
            duties,
            open,
            full,
        }
    }

    /// The level proposed to a reader.
    pub const fn proposal(&self, view: View) -> Proposal {
        match view {
            View::Open => self.open,
            View::Full => self.full,
        }
    }

    /// The level proposed to a reader.
    pub const fn level(&self, view: View) -> Option<Level> {
        self.proposal(view).level
    }

    /// The prevention proposed to a reader.
    pub const fn prevention(&self, view: View) -> Prevention {
        Prevention::of(self.level(view))
    }

    /// Whether the pupil is listed to a reader: a signal fires which that reader may see.
    pub const fn is_listed(&self, view: View) -> bool {
        self.level(view).is_some()
    }

    /// The readings a reader may see, firing or not.
    pub fn visible(&self, view: View) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(move |reading| match view {
            View::Open => !reading.restricted,
            View::Full => !reading.stand_in,
        })
    }

    /// The signals that fire, as a reader may see them: the reasons, the gravest first.
    pub fn reasons(&self, view: View) -> Vec<&Reading> {
        let mut reasons: Vec<_> = self
            .visible(view)
            .filter(|reading| reading.state.fires())
            .collect();
        reasons.sort_by_key(|reading| (std::cmp::Reverse(reading.level()), reading.code));
        reasons
    }

    /// The duties a reader may see.
    pub fn visible_duties(&self, view: View) -> impl Iterator<Item = &Duty> {
        self.duties
            .iter()
            .filter(move |duty| view == View::Full || !duty.restricted)
    }

    /// The signals that the records do not answer.
    pub fn unanswered(&self, view: View) -> impl Iterator<Item = &Reading> {
        self.visible(view)
            .filter(|reading| matches!(reading.state, State::NotEnoughData(_)))
    }

    /// The reading of a signal, restricted or not, if it was asked. Of several circumstances the first.
    pub fn reading(&self, code: SignalCode) -> Option<&Reading> {
        self.visible(View::Full).find(|reading| reading.code == code)
    }

    /// Level, signals that fire and duties, as the contract's object of a pupil has them; to be flattened beside the pupil's own fields.
    pub const fn listing(&self, view: View) -> Listing<'_> {
        Listing {
            assessment: self,
            view,
        }
    }
}

/// The level that firing readings propose: the highest, one higher when three kinds are at medium or above.
fn propose<'a>(readings: impl Iterator<Item = &'a Reading>) -> Proposal {
    let mut highest: Option<Level> = None;
    let mut kinds = [false; SignalKind::ALL.len()];
    for reading in readings {
        let Some(level) = reading.level() else { continue };
        highest = highest.max(Some(level));
        kinds[reading.code.kind() as usize] |= level >= Level::Medium;
    }
    let raised = kinds.iter().filter(|kind| **kind).count() >= 3;
    let level = if raised {
        highest.map(Level::raised)
    } else {
        highest
    };
    Proposal {
        level,
        raised: raised && level != highest,
    }
}

/// An assessment as one kind of reader may have it.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    assessment: &'a Assessment,
    view: View,
}

impl Serialize for Listing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("level", &self.assessment.level(self.view))?;
        map.serialize_entry("signals", &self.assessment.reasons(self.view))?;
        let duties: Vec<_> = self.assessment.visible_duties(self.view).collect();
        map.serialize_entry("duties", &duties)?;
        map.end()
    }
}
