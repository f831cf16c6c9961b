//! Stored evaluation: of everybody, of those whom a load touched, and at the turn of the day.

use balsts_domain::access::{Action, Resource, Scope};
use balsts_domain::risk::signal::Input;
use balsts_store::{AssessedSpan, Known, LoadSpan, Selection};
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
        let writing = self.store.write().await?;
        writing.hold_municipality(municipality).await?;
        let spoken_for = writing.keep_load_spans(municipality).await?;
        let mut engine = self.engine_over(spoken_for, on, None).await?;
        let spans = engine.assessed_spans();
        let versions = writing.records_versions(municipality).await?;
        // Beside the change that asks for this evaluation there is one whose own never came to its end.
        let pupils = pupils.filter(|_| versions.records - versions.evaluated <= 1);
        let concerned = match pupils {
            Some(touched) => self.concerned(&scope, touched, &spans).await?,
            None => None,
        };
        let selection = Selection {
            pupils: concerned.as_deref(),
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
        writing.replace_assessed_spans(municipality, &spans).await?;
        writing.records_evaluated(municipality, versions.records).await?;
        let detail = format!(
            "pupils={} settings_version={} duties={} withdrawn={} reopened={}",
            done.pupils, engine.settings_version, done.duties, done.withdrawn, done.reopened
        );
        let event = self.event("assessment.evaluated", "municipality", Some(municipality), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(done)
    }

    /// The pupils touched and those for whose institution an input speaks from another day on than before: what was not known of them
    /// may be known now. `None`: everybody.
    async fn concerned(
        &self,
        scope: &Scope,
        touched: &[i64],
        now: &[AssessedSpan],
    ) -> Result<Option<Vec<i64>>> {
        let before = self.store.assessed_spans(scope.municipality()).await?;
        let find = |all: &[AssessedSpan], span: &AssessedSpan| {
            all.iter()
                .find(|other| other.institution_id == span.institution_id && other.input == span.input)
                .cloned()
        };
        let mut institutions: Vec<i64> = Vec::new();
        let mut unheld: Vec<i64> = Vec::new();
        let gone = before.iter().filter(|span| find(now, span).is_none());
        for span in now.iter().chain(gone) {
            let (then, new) = (find(&before, span), find(now, span));
            let first = |span: &Option<AssessedSpan>| span.as_ref().map(|span| span.first_day);
            let newest = |span: &Option<AssessedSpan>| span.as_ref().map(|span| span.newest_day);
            if first(&then) != first(&new) {
                institutions.push(span.institution_id);
            } else if span.input == Input::Absences.code() && newest(&then) != newest(&new) {
                // A class without lessons held is taken to be covered up to its institution's newest absence.
                unheld.push(span.institution_id);
            }
        }
        let together = |span: &AssessedSpan| {
            span.institution_id == 0 && {
                let by_institution = [
                    Input::Absences,
                    Input::AbsenceTotals,
                    Input::Lessons,
                    Input::Marks,
                ];
                by_institution.iter().all(|input| input.code() != span.input)
            }
        };
        let changed = |span: &AssessedSpan| {
            let first = |all: &[AssessedSpan]| find(all, span).map(|span| span.first_day);
            first(&before) != first(now)
        };
        if now
            .iter()
            .chain(&before)
            .any(|span| together(span) && changed(span))
        {
            return Ok(None);
        }
        let mut ids = touched.to_vec();
        for (institutions, unheld) in [(institutions, false), (unheld, true)] {
            if institutions.iter().any(|id| *id != 0) {
                ids.extend(
                    self.store
                        .pupils_of_institutions(scope, &institutions, unheld)
                        .await?,
                );
            }
        }
        Ok(Some(ids))
    }

    /// What pupils share on a day.
    pub(crate) async fn engine(&self, on: Date, known: Option<Known>) -> Result<Engine> {
        let spans = self.store.load_spans(self.actor.municipality, known).await?;
        self.engine_over(spans, on, known).await
    }

    /// The same where it is known what the loads speak for.
    async fn engine_over(&self, spans: Vec<LoadSpan>, on: Date, known: Option<Known>) -> Result<Engine> {
        let settings = self.versioned_risk_settings().await?;
        let calendar = self.calendar().await?;
        let municipality = self.actor.municipality;
        Engine::new(&self.store, municipality, settings, calendar, spans, on, known).await
    }
}

impl App {
    /// Evaluates again where the day of the last evaluation is over, or where the program was stopped between a change of records and the
    /// evaluation that follows it. Harmless to call at any time and by several copies of the program.
    pub async fn turn_of_day(&self) -> Result<usize> {
        let mut turned = 0;
        for municipality in self.store.municipalities().await? {
            if self
                .store
                .awaits_evaluation(municipality.id, self.today())
                .await?
            {
                self.program(municipality.id).evaluate_all().await?;
                self.program(municipality.id).indicators_of_today().await;
                turned += 1;
            }
            self.program(municipality.id).turn_cases().await?;
            self.program(municipality.id).turn_plans().await?;
        }
        // What the new day asks for is known now.
        self.enqueue_reminders().await?;
        Ok(turned)
    }
}
