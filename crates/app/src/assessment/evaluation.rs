//! Stored evaluation: of everybody, of those whom a load touched, and at the turn of the day.

use balsts_domain::access::{Action, Resource};
use balsts_store::Selection;
use jiff::civil::Date;
use serde::Serialize;

use super::engine::Engine;
use super::kept::Kept;
use crate::{App, Ctx, Result};

/// What an evaluation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Evaluated {
    /// Pupils looked at.
    pub pupils: usize,
    /// Duties opened or moved.
    pub duties: usize,
    /// Duties withdrawn.
    pub withdrawn: usize,
    /// Decisions whose reasons changed.
    pub reopened: usize,
}

impl Ctx {
    /// Evaluates all pupils of the actor's municipality as of today and keeps what it says. For the program and the command line, whose
    /// scope is the municipality; a person's roles reach too little of it.
    pub async fn evaluate_all(&self) -> Result<Evaluated> {
        self.evaluate(None).await
    }

    /// Evaluates the pupils whose records a load, an undoing or a person has touched.
    pub async fn evaluate_touched(&self, pupils: &[i64]) -> Result<Evaluated> {
        if pupils.is_empty() {
            return Ok(Evaluated::default());
        }
        self.evaluate(Some(pupils)).await
    }

    /// The same after a change that is already stored: it stays stored whatever comes of the evaluation, which the turn of the day repeats.
    pub(crate) async fn evaluate_after(&self, pupils: &[i64]) {
        if let Err(error) = self.evaluate_touched(pupils).await {
            tracing::error!(%error, pupils = pupils.len(), "the evaluation after a change failed");
        }
    }

    async fn evaluate(&self, pupils: Option<&[i64]>) -> Result<Evaluated> {
        // What touches records may be done by a person; what follows from it for all of them is done by the program.
        let program = Self {
            actor: balsts_domain::access::Actor::program(self.actor.municipality, self.today()),
            now: self.now,
            store: self.store.clone(),
        };
        program.evaluate_as_program(pupils).await
    }

    async fn evaluate_as_program(&self, pupils: Option<&[i64]>) -> Result<Evaluated> {
        let scope = self.scope(Action::Read, Resource::Assessment)?;
        let municipality = scope.municipality();
        let on = self.today();
        let at = self.instant();
        // What each load speaks for is kept first: readers need it, too.
        let writing = self.store.write().await?;
        writing.hold_municipality(municipality).await?;
        writing.keep_load_spans(municipality).await?;
        writing.commit().await?;

        let writing = self.store.write().await?;
        writing.hold_municipality(municipality).await?;
        let mut engine = self.engine(on, None).await?;
        let selection = Selection {
            pupils,
            ..Selection::default()
        };
        let ids = self.store.selected_pupils(&scope, selection, on, None).await?;
        let mut walk = engine.walk(&scope, &ids, true);
        let mut done = Evaluated::default();
        while let Some(chunk) = walk.next().await? {
            engine.prepare(&chunk).await?;
            let mut kept = Kept::default();
            for pupil in &chunk {
                let judged = engine.judge(pupil);
                kept.add(&engine, pupil, &judged);
            }
            done.pupils += chunk.len();
            done.duties += kept.duties.len();
            done.withdrawn += kept.withdrawn.len();
            done.reopened += kept.superseded.len();
            let ids: Vec<i64> = chunk.iter().map(|pupil| pupil.id).collect();
            writing
                .replace_assessments(municipality, engine.settings_version, on, at, &ids, &kept.rows)
                .await?;
            writing.put_duties(municipality, at, &kept.duties).await?;
            writing.withdraw_duties(at, &kept.withdrawn).await?;
            writing.supersede_decisions(at, &kept.superseded).await?;
        }
        let detail = format!(
            "pupils={} settings_version={} duties={} withdrawn={} reopened={}",
            done.pupils, engine.settings_version, done.duties, done.withdrawn, done.reopened
        );
        let event = self.event("assessment.evaluated", "municipality", Some(municipality), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(done)
    }

    /// What pupils share on a day.
    pub(crate) async fn engine(&self, on: Date, known: Option<balsts_store::Known>) -> Result<Engine> {
        let settings = self.versioned_risk_settings().await?;
        let calendar = self.calendar().await?;
        Engine::new(
            &self.store,
            self.actor.municipality,
            settings,
            calendar,
            on,
            known,
        )
        .await
    }
}

impl App {
    /// Evaluates again where the day of the last evaluation is over. Harmless to call at any time and by several copies of the program.
    pub async fn turn_of_day(&self) -> Result<usize> {
        let mut turned = 0;
        for municipality in self.store.municipalities().await? {
            if self
                .store
                .is_assessed_before(municipality.id, self.today())
                .await?
            {
                self.program(municipality.id).evaluate_all().await?;
                turned += 1;
            }
        }
        Ok(turned)
    }
}
