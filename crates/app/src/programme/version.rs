//! A new version of the programme from a file or a template, what it changes, and its way to the council.

use balsts_domain::{
    access::{Action, ActorKind, Resource, Scope},
    programme::{
        Change, ChangeKind, Finding, FindingCode, Programme, Table, VersionEvent, VersionKind, VersionState,
        changes, check_taken_in, dropped_goals, template,
    },
    registry::{PlanIdentity, PlanKind, PlanYears},
};
use balsts_store::{NewProgrammeVersion, ProgrammeVersionRow};
use jiff::civil::Date;

use super::{ProgrammeVersion, Which, is_in_force, taken_apart};
use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest note or number of a decision.
const NOTE_LENGTH: usize = 2_000;

/// How a version is taken in.
#[derive(Debug, Clone, Default)]
pub struct TakeIn {
    /// Why it was made; without it, a first version was adopted, a later one is a yearly update.
    pub kind: Option<VersionKind>,
    /// What whoever made it says of it.
    pub note: String,
    /// It may leave out goals that are in use.
    pub drop_goals: bool,
    /// Check and compare, keep nothing.
    pub dry_run: bool,
}

/// What taking a version in found.
#[derive(Debug, Clone)]
pub struct TakenIn {
    /// What is wrong or doubtful.
    pub findings: Vec<Finding>,
    /// What it changes in the version in force.
    pub changes: Vec<Change>,
    /// Number of the version that it was compared with.
    pub compared_with: Option<i64>,
    /// Number of the version that was kept; none where it was refused, changes nothing or was only looked at.
    pub number: Option<i64>,
}

impl TakenIn {
    /// Whether it was refused.
    pub fn is_refused(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }

    /// Whether it says what the version in force says.
    pub fn is_the_same(&self) -> bool {
        self.compared_with.is_some() && self.changes.is_empty()
    }
}

/// The council's decision.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// Its number.
    pub number: String,
    /// Its day.
    pub on: Option<Date>,
}

/// What comparing with the version in force adds to what [`check_taken_in`] finds.
fn compared(
    before: &Programme,
    after: &Programme,
    kind: VersionKind,
    options: &TakeIn,
) -> (Vec<Change>, Vec<Finding>) {
    let changes = changes(before, after);
    let mut findings = Vec::new();
    if !options.drop_goals {
        findings.extend(
            dropped_goals(before, after)
                .into_iter()
                .map(|(_, title, activities)| {
                    Finding::new(FindingCode::GoalDropped, Table::Goals, 0, "", &title)
                        .with("activities", activities.to_string())
                }),
        );
    }
    if kind.locks_goals() {
        let keys = after.goal_keys();
        let touched = changes.iter().filter(|change| change.table == Table::Goals);
        findings.extend(touched.map(|change| {
            let row = keys
                .iter()
                .position(|key| *key == change.key)
                .map_or(0, |at| at + 1);
            let column = match change.kind {
                ChangeKind::Changed => change.fields.first().map_or("title", |field| field.column),
                ChangeKind::Added | ChangeKind::Removed => "title",
            };
            Finding::new(FindingCode::GoalLocked, Table::Goals, row, column, &change.title)
        }));
    }
    (changes, findings)
}

/// Whether another version came into force since one was made that is not yet. Its changes, locked goals included, were looked at against what was
/// in force then: approved now, it would undo what came since.
pub fn is_overtaken(version: &ProgrammeVersionRow, all: &[ProgrammeVersionRow]) -> bool {
    let state = VersionState::from_code(&version.state);
    let is_waiting = matches!(state, Some(VersionState::Draft | VersionState::Proposed));
    let in_force = all.iter().find(|row| is_in_force(row));
    is_waiting && in_force.is_some_and(|row| version.based_on != Some(row.number))
}

/// The draft that is being written of the next version after one, the newest where there are several.
pub fn draft_of<'a>(
    version: &ProgrammeVersionRow,
    all: &'a [ProgrammeVersionRow],
) -> Option<&'a ProgrammeVersionRow> {
    all.iter()
        .find(|row| row.state == VersionState::Draft.code() && row.based_on == Some(version.number))
}

/// How the document calls itself.
fn plan_kind(title: &str) -> PlanKind {
    if title.to_lowercase().contains("darbības programma") {
        PlanKind::Operation
    } else {
        PlanKind::Action
    }
}

impl Ctx {
    /// Takes a programme in as a new version, all of it or nothing. The command line may bring in what a council adopted before: where nothing
    /// is in force yet, that is in force at once. From pages a version is a draft until it is proposed and approved.
    pub async fn take_in_programme(&self, programme: &Programme, options: &TakeIn) -> Result<TakenIn> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let base = self.programme(Which::Current).await?;
        // The programme that ships is found by the code in the file: an installation may call its municipality otherwise.
        let mut findings = check_taken_in(programme, base.as_ref().map(|base| &base.programme));
        let mut programme = programme.clone();
        programme.municipality = self.store.municipality_of(scope.municipality()).await?.code;
        let kind = options.kind.unwrap_or(if base.is_some() {
            VersionKind::Yearly
        } else {
            VersionKind::Adopted
        });
        let mut found_changes = Vec::new();
        if let Some(base) = &base {
            let (changes, more) = compared(&base.programme, &programme, kind, options);
            found_changes = changes;
            findings.extend(more);
        }
        let mut taken = TakenIn {
            findings,
            changes: found_changes,
            compared_with: base.as_ref().map(|base| base.row.number),
            number: None,
        };
        if options.dry_run || taken.is_refused() || taken.is_the_same() {
            return Ok(taken);
        }
        let in_force = self.actor.kind == ActorKind::Operator && base.is_none();
        taken.number = Some(
            self.keep(&scope, &programme, kind, base.as_ref(), options, in_force)
                .await?,
        );
        Ok(taken)
    }

    async fn keep(
        &self,
        scope: &Scope,
        programme: &Programme,
        kind: VersionKind,
        base: Option<&ProgrammeVersion>,
        options: &TakeIn,
        in_force: bool,
    ) -> Result<i64> {
        if options.note.chars().count() > NOTE_LENGTH {
            return Err(FieldErrors::one_with(
                "note",
                "error-too-long",
                "length",
                NOTE_LENGTH,
            ));
        }
        let (head, rows, parts) = taken_apart(programme);
        let document = &programme.document;
        let state = if in_force {
            VersionState::Approved
        } else {
            VersionState::Draft
        };
        let decided = |day: Date| i64::from(balsts_domain::calendar::day_number(day));
        let new = NewProgrammeVersion {
            kind: kind.code(),
            state: state.code(),
            based_on: base.map(|base| base.row.id),
            title: document.title.clone(),
            from_year: programme.period.from,
            to_year: programme.period.to,
            head,
            note: options.note.trim().to_owned(),
            decision: document.approval_nr.clone().filter(|_| in_force),
            decided_day: document.approved_on.filter(|_| in_force).map(decided),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let (id, number) = writing
            .add_programme_version(scope, &new, &rows, &parts, at)
            .await?;
        if in_force {
            let identity = identity(programme, document.approval_nr.clone(), document.approved_on);
            writing.set_plan_identity(scope.municipality(), &identity).await?;
        }
        let detail = format!("number={number} kind={} state={}", kind.code(), state.code());
        let event = self.event("programme.taken_in", "programme_version", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(number)
    }

    /// A draft to start from, for a municipality without a programme: what programmes have in common, from next year on.
    pub async fn start_programme(&self) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        if self.programme(Which::Current).await?.is_some() {
            return Err(AppError::Conflict("error-programme-started"));
        }
        let code = self.store.municipality_of(scope.municipality()).await?.code;
        let programme = template(&code, self.today().year() + 1);
        self.keep(
            &scope,
            &programme,
            VersionKind::Adopted,
            None,
            &TakeIn::default(),
            false,
        )
        .await
    }

    /// A draft of the next version as the programme in force stands, for whoever changes its rows by hand and not in a file.
    ///
    /// # Errors
    /// Conflict where nothing is in force, or a draft made from it is open already; invalid where the programme as adopted is asked for anew.
    pub async fn start_update(&self, kind: VersionKind) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        if kind == VersionKind::Adopted {
            return Err(FieldErrors::one("kind", "error-programme-update"));
        }
        let versions = self.programme_versions().await?;
        let base = versions
            .iter()
            .find(|row| is_in_force(row))
            .ok_or(AppError::Conflict("error-programme-none-in-force"))?;
        if draft_of(base, &versions).is_some() {
            return Err(AppError::Conflict("error-programme-draft-open"));
        }
        let base = self
            .programme(Which::Number(base.number))
            .await?
            .ok_or(AppError::NotFound)?;
        self.keep(
            &scope,
            &base.programme,
            kind,
            Some(&base),
            &TakeIn::default(),
            false,
        )
        .await
    }

    /// A step of a version: proposed, sent back, withdrawn, or approved with the council's decision. Approving one supersedes the one in force.
    ///
    /// # Errors
    /// Conflict where the step does not follow on the state, and where another version came into force since this one was made; invalid with what
    /// is missing of the decision.
    pub async fn step_programme(
        &self,
        number: i64,
        event: VersionEvent,
        decision: &Decision,
        note: &str,
    ) -> Result<()> {
        let resource = match event {
            VersionEvent::Approve | VersionEvent::Return => Resource::ProgrammeApproval,
            _ => Resource::Programme,
        };
        let scope = self.scope(Action::Write, resource)?;
        let version = self
            .programme(Which::Number(number))
            .await?
            .ok_or(AppError::NotFound)?;
        let state = VersionState::from_code(&version.row.state)
            .ok_or_else(|| AppError::Internal(format!("state {:?}", version.row.state)))?;
        let next = match event {
            // Only another version's approval supersedes one.
            VersionEvent::Supersede => return Err(AppError::Conflict("error-programme-step")),
            event => state
                .next(event)
                .map_err(|_| AppError::Conflict("error-programme-step"))?,
        };
        let mut errors = FieldErrors::new();
        let decided = self.decided(event, decision, &mut errors);
        if event == VersionEvent::Return && note.trim().is_empty() {
            errors.add("note", "error-text-required");
        }
        if note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let versions = self.programme_versions().await?;
        let former = versions.iter().find(|row| is_in_force(row));
        let goes_on = matches!(event, VersionEvent::Propose | VersionEvent::Approve);
        if goes_on && is_overtaken(&version.row, &versions) {
            return Err(AppError::Conflict("error-programme-overtaken"));
        }
        let at = self.instant();
        let writing = self.store.write().await?;
        if event == VersionEvent::Approve {
            if let Some(former) = former {
                let superseded = VersionState::Superseded.code();
                writing
                    .step_programme(&scope, former.id, &former.state, superseded, None)
                    .await?;
                let supersede = VersionEvent::Supersede.code();
                writing
                    .add_programme_step(former.id, supersede, "", self.actor.user(), at)
                    .await?;
            }
            let identity = identity(
                &version.programme,
                Some(decision.number.trim().to_owned()),
                decision.on,
            );
            writing.set_plan_identity(scope.municipality(), &identity).await?;
        }
        let stored = decided.map(|day| (decision.number.trim(), day));
        writing
            .step_programme(&scope, version.row.id, state.code(), next.code(), stored)
            .await?;
        writing
            .add_programme_step(version.row.id, event.code(), note.trim(), self.actor.user(), at)
            .await?;
        let detail = format!("number={number} event={}", event.code());
        let entry = self.event(
            "programme.step",
            "programme_version",
            Some(version.row.id),
            detail,
        );
        writing.audit(at, &[entry]).await?;
        Ok(writing.commit().await?)
    }

    /// The day of the decision; what is missing of it is an error.
    fn decided(&self, event: VersionEvent, decision: &Decision, errors: &mut FieldErrors) -> Option<i64> {
        if event != VersionEvent::Approve {
            return None;
        }
        if decision.number.trim().is_empty() {
            errors.add("decision", "error-programme-decision");
        }
        match decision.on {
            None => {
                errors.add("decided_on", "error-date-required");
                None
            }
            Some(day) if day > self.today() => {
                errors.add("decided_on", "error-plan-future");
                None
            }
            Some(day) => Some(i64::from(balsts_domain::calendar::day_number(day))),
        }
    }

    /// What a version changes in the one it was made from.
    pub async fn programme_changes(&self, version: &ProgrammeVersionRow) -> Result<Vec<Change>> {
        let Some(base) = version.based_on else {
            return Ok(Vec::new());
        };
        let before = self
            .programme(Which::Number(base))
            .await?
            .ok_or(AppError::NotFound)?;
        let after = self
            .programme(Which::Number(version.number))
            .await?
            .ok_or(AppError::NotFound)?;
        Ok(changes(&before.programme, &after.programme))
    }
}

fn identity(programme: &Programme, decision: Option<String>, on: Option<Date>) -> PlanIdentity {
    PlanIdentity {
        title: programme.document.title.clone(),
        kind: plan_kind(&programme.document.title),
        years: PlanYears::new(Some(programme.period.from), Some(programme.period.to)).unwrap_or_default(),
        decision,
        decided_on: on,
    }
}
