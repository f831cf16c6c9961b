//! What signals say of everybody on a past day: for reports. Evaluated when asked, by the rules and the settings in force now, from the
//! records dated up to that day.

use balsts_domain::{
    access::{Action, Actor, Resource},
    risk::signal::{SignalCode, State},
};
use balsts_store::Selection;
use jiff::civil::Date;

use crate::{Ctx, Result};

/// The signals that reports count: of absence, so that nothing else is read of a pupil.
const COUNTED: [SignalCode; 3] = [
    SignalCode::UnexcusedOverLimit,
    SignalCode::LongAbsence,
    SignalCode::LeftSchool,
];

/// A pupil enrolled on a day: where, and what the signals that reports count say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signalled {
    pub institution: i64,
    pub grade: Option<u8>,
    fires: [Option<bool>; COUNTED.len()],
}

impl Signalled {
    /// Whether a signal fires; `None` where the records do not answer.
    pub fn fires(&self, code: SignalCode) -> Option<bool> {
        let at = COUNTED.iter().position(|one| *one == code)?;
        self.fires[at]
    }
}

/// The signals of days on which everybody was judged already: reports that are made together ask for the same days, and each costs a walk over
/// all pupils.
#[derive(Debug, Default)]
pub(crate) struct SignalDays(Vec<(Date, Vec<Signalled>)>);

impl Ctx {
    /// The signals of all pupils of the municipality who were enrolled on a day. It is the program that evaluates, whoever reads the report: a
    /// reader's scope reaches the pupils of today. What is counted of it must be within that scope.
    pub(crate) async fn signals_on<'a>(
        &self,
        on: Date,
        known: &'a mut SignalDays,
    ) -> Result<&'a [Signalled]> {
        let judged = known.0.iter().position(|(day, _)| *day == on);
        let at = if let Some(at) = judged {
            at
        } else {
            let found = self.judged_on(on).await?;
            known.0.push((on, found));
            known.0.len() - 1
        };
        Ok(&known.0[at].1)
    }

    async fn judged_on(&self, on: Date) -> Result<Vec<Signalled>> {
        let program = Self {
            actor: Actor::program(self.actor.municipality, self.today()),
            now: self.now,
            store: self.store.clone(),
        };
        let scope = program.scope(Action::Read, Resource::Assessment)?;
        let mut engine = program.engine(on, None).await?;
        let ids = self
            .store
            .selected_pupils(&scope, Selection::default(), on, None)
            .await?;
        let mut walk = engine.walk_attendance(&scope, &ids);
        let mut all = Vec::new();
        while let Some(chunk) = walk.next().await? {
            engine.prepare(&chunk).await?;
            for pupil in &chunk {
                let judged = engine.judge(pupil);
                let (Some(institution), Some(enrolment)) = (judged.assessment.institution, judged.enrolment)
                else {
                    continue;
                };
                let readings = &judged.assessment.readings;
                let fires = COUNTED.map(|code| {
                    // Of the steps of unexcused lessons only the highest reached is read: a lower one that answers says no for the higher.
                    let own = readings.iter().find(|reading| reading.code == code);
                    let step = || {
                        readings
                            .iter()
                            .find(|reading| is_step(code) && is_step(reading.code))
                    };
                    own.or_else(step).and_then(|reading| match reading.state {
                        State::Fires(_) => Some(reading.code == code),
                        State::DoesNotFire => Some(false),
                        State::NotEnoughData(_) => None,
                    })
                });
                all.push(Signalled {
                    institution,
                    grade: enrolment.grade,
                    fires,
                });
            }
        }
        Ok(all)
    }
}

fn is_step(code: SignalCode) -> bool {
    matches!(
        code,
        SignalCode::UnexcusedWatch | SignalCode::UnexcusedNearLimit | SignalCode::UnexcusedOverLimit
    )
}
