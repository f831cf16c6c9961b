//! Opening a case and the steps of the table.

use balsts_domain::{
    access::{Action, Resource, Role},
    cases::{
        Case, CaseEvent, CaseKind, CaseRefused, CaseState, Doer, Event, Outcome, Party,
        event::{Criterion, Need},
    },
    people::NameKey,
};
use balsts_store::{CaseDuty, CasePerson, CaseRow, CaseStep, NewCase, NewCasePart, PupilChoice, Writing};
use sha2::{Digest, Sha256};

use super::{CaseRules, TEXT_LENGTH, case_of};
use crate::{AppError, Ctx, FieldErrors, Result};

/// What opens a case.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// Part of the pupil's address.
    pub pupil: String,
    /// What it is about.
    pub kind: CaseKind,
    /// What was seen.
    pub words: String,
}

/// The duty that stands for the next date of a case.
const STEP: &str = "case_step";
const ASSESS: &str = "assess_decision";

pub(super) fn fingerprint(words: &str) -> String {
    hex::encode(Sha256::digest(words.as_bytes()))
}

/// Which field a refusal belongs to, and its text.
fn refused(refusal: CaseRefused) -> AppError {
    let (field, key) = match refusal {
        CaseRefused::NotNow(_) => return AppError::Conflict("error-case-step"),
        CaseRefused::NotYours => return AppError::Forbidden,
        CaseRefused::Missing(Need::Words) => ("words", "error-case-words"),
        CaseRefused::Missing(Need::Reason) => ("words", "error-reason-required"),
        CaseRefused::Missing(Need::Outcome) => ("outcome", "error-case-outcome"),
        CaseRefused::Missing(Need::Next) => ("next", "error-date-required"),
        CaseRefused::Missing(Need::Party) | CaseRefused::CannotLead => ("party", "error-case-party"),
        CaseRefused::Stays => ("party", "error-case-party-stays"),
        CaseRefused::Missing(Need::Person) => ("person", "error-case-person"),
        CaseRefused::Missing(Need::Until) => ("until", "error-date-required"),
        CaseRefused::Missing(Need::Criterion) | CaseRefused::NotAdmitted => {
            ("criterion", "error-case-criterion")
        }
        CaseRefused::DayPassed => ("next", "error-case-day-passed"),
        CaseRefused::DayOff(day) => {
            let mut errors = FieldErrors::new();
            errors.add_with("next", "error-case-day-off", "date", day);
            return AppError::Invalid(errors);
        }
    };
    FieldErrors::one(field, key)
}

pub(super) fn check_length(field: &str, words: &str) -> Result<()> {
    let mut errors = FieldErrors::new();
    if words.chars().count() > TEXT_LENGTH {
        errors.add_with(field, "error-too-long", "length", TEXT_LENGTH);
    }
    errors.check()
}

impl Ctx {
    /// Pupils to choose from when a case is opened or a danger told. Whoever looks beyond a school gives the full name.
    pub async fn case_pupils(&self, resource: Resource, name: &str) -> Result<Vec<PupilChoice>> {
        let scope = self.scope(Action::Write, resource)?;
        let words = NameKey::search_words(name);
        let wide = scope
            .reach()
            .contains(&balsts_domain::access::Reach::Municipality);
        if words.is_empty() || (wide && words.len() < 2) {
            return Ok(Vec::new());
        }
        Ok(self.store.pupil_choices(&scope, &words, None).await?)
    }

    /// The chosen pupil.
    pub async fn case_pupil(&self, resource: Resource, public_id: &str) -> Result<PupilChoice> {
        let scope = self.scope(Action::Write, resource)?;
        let found = self.store.pupil_choices(&scope, &[], Some(public_id)).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Opens a case; gives its part of the address. Where the pupil has an open case, nothing is opened twice.
    pub async fn open_case(&self, open: &OpenCase) -> Result<String> {
        let pupil = self.case_pupil(Resource::CaseOpening, &open.pupil).await?;
        let words = open.words.trim();
        if words.is_empty() {
            return Err(FieldErrors::one("words", "error-case-words"));
        }
        check_length("words", words)?;
        let rules = self.case_rules().await?;
        let case = Case::open(open.kind, self.user()?, &rules.rules());
        let at = self.instant();
        let writing = self.store.write().await?;
        let (id, public_id) = self
            .put_case(
                &writing,
                &rules,
                &case,
                (pupil.id, Some(pupil.institution_id)),
                words,
            )
            .await
            .map_err(|error| match error {
                AppError::Conflict(_) => FieldErrors::one("pupil", "error-case-open"),
                other => other,
            })?;
        let detail = format!(
            "pupil={} kind={} words_sha256={}",
            pupil.id,
            open.kind.code(),
            fingerprint(words)
        );
        writing
            .audit(at, &[self.event("case.opened", "case", Some(id), detail)])
            .await?;
        writing.commit().await?;
        Ok(public_id)
    }

    /// Writes a new case with its parts, first step and first duty.
    pub(super) async fn put_case(
        &self,
        writing: &Writing,
        rules: &CaseRules,
        case: &Case,
        (pupil, institution): (i64, Option<i64>),
        words: &str,
    ) -> Result<(i64, String)> {
        let at = self.instant();
        let public_id = format!("c-{}", hex::encode(rand::random::<[u8; 8]>()));
        let new = NewCase {
            public_id: &public_id,
            municipality: self.actor.municipality,
            pupil,
            institution,
            case,
        };
        let id = writing.add_case(&new).await?;
        let part = |party, institution| NewCasePart {
            party,
            institution,
            user: None,
        };
        let mut parts = vec![part(
            case.lead,
            institution.filter(|_| case.lead == Party::School),
        )];
        if let Some(school) = institution {
            parts.push(part(Party::School, Some(school)));
        }
        parts.extend(
            self.actor
                .roles()
                .into_iter()
                .filter_map(Party::of)
                .filter(|party| *party != Party::School && *party != Party::EducationBoard)
                .map(|party| part(party, None)),
        );
        for part in parts {
            writing.add_part(id, part, rules.today).await?;
        }
        let roles = self.actor.roles();
        let step = CaseStep {
            case: id,
            event: "open",
            from: "",
            to: case.state.code(),
            detail: "{}".to_owned(),
            words,
            role: roles.first().map(|role| role.code()),
            user: self.actor.user(),
        };
        let step = writing.add_case_step(&step, at).await?;
        self.next_duty(writing, id, step, case).await?;
        Ok((id, public_id))
    }

    /// The duty of the next date replaces the one before.
    async fn next_duty(&self, writing: &Writing, id: i64, step: i64, case: &Case) -> Result<()> {
        let at = self.instant();
        writing
            .finish_case_duties(id, &[STEP, ASSESS], None, self.actor.user(), at)
            .await?;
        if let Some(due) = case.next {
            let code = if case.state == CaseState::Decided {
                ASSESS
            } else {
                STEP
            };
            let about = format!("case={id} step={step}");
            writing
                .open_case_duty(
                    &CaseDuty {
                        case: id,
                        code,
                        about: &about,
                        party: case.lead,
                        due,
                    },
                    at,
                )
                .await?;
        }
        Ok(())
    }

    /// People whom the lead can name or delegate to: of the lead institution for the first, of every party for the second.
    pub async fn case_people(&self, public_id: &str, lead_only: bool) -> Result<Vec<CasePerson>> {
        let scope = self.scope(Action::Write, Resource::Case)?;
        let row = self.store.case(&scope, public_id).await?;
        let lead = Party::from_code(&row.lead);
        let roles: Vec<&str> = Role::ALL
            .into_iter()
            .filter(|role| Party::of(*role).is_some_and(|party| !lead_only || Some(party) == lead))
            .map(Role::code)
            .collect();
        Ok(self.store.case_people(&scope, &roles, row.institution_id).await?)
    }

    /// A step of the table. `version` is the one the person saw: if somebody was faster, nothing is overwritten.
    pub async fn step_case(&self, public_id: &str, version: i64, event: &Event) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Case)?;
        let row = self.store.case(&scope, public_id).await?;
        if row.version != version {
            return Err(AppError::Conflict("error-conflict"));
        }
        check_length("words", &event.words)?;
        if matches!(event.event, CaseEvent::SendReports | CaseEvent::Danger) {
            return Err(AppError::Conflict("error-case-step"));
        }
        if let Some(person) = event.person {
            let lead_only = event.event == CaseEvent::NameOwner;
            let known = self.case_people(public_id, lead_only).await?;
            if !known.iter().any(|one| one.id == person) {
                return Err(FieldErrors::one("person", "error-case-person"));
            }
        }
        let parts = self.store.case_parts(&scope, row.id).await?;
        let doer = self.case_doer(&parts);
        let rules = self.case_rules().await?;
        let writing = self.store.write().await?;
        self.apply(&writing, &row, event, doer, &rules).await?;
        Ok(writing.commit().await?)
    }

    /// Asks the table and writes what it says: the case, the step, the parts, the duties, the log.
    pub(crate) async fn apply(
        &self,
        writing: &Writing,
        row: &CaseRow,
        event: &Event,
        doer: Doer,
        rules: &CaseRules,
    ) -> Result<Case> {
        let before = case_of(row)?;
        let after = before.after(event, doer, &rules.rules()).map_err(refused)?;
        let at = self.instant();
        let words = event.words.trim();
        writing
            .change_case(
                row.id,
                row.version,
                &after,
                after.state != before.state,
                rules.today,
            )
            .await?;
        let detail = serde_json::json!({
            "next": after.next.map(|day| day.to_string()),
            "outcome": event.outcome.map(Outcome::code),
            "party": event.party.map(Party::code),
            "person": event.person,
            "until": event.until.map(|day| day.to_string()),
            "criterion": event.criterion.map(Criterion::code),
        });
        let step = CaseStep {
            case: row.id,
            event: event.event.code(),
            from: before.state.code(),
            to: after.state.code(),
            detail: detail.to_string(),
            words,
            role: doer.role.map(Role::code),
            user: self.actor.user(),
        };
        let step = writing.add_case_step(&step, at).await?;
        let part = |party, institution, user| NewCasePart {
            party,
            institution,
            user,
        };
        match event.event {
            CaseEvent::ProposeLead => {
                if let Some(party) = event.party {
                    writing
                        .add_part(row.id, part(party, None, None), rules.today)
                        .await?;
                }
            }
            CaseEvent::Reopen => {
                let school = row.institution_id.filter(|_| after.lead == Party::School);
                writing
                    .add_part(row.id, part(after.lead, school, None), rules.today)
                    .await?;
            }
            CaseEvent::HandOver => {
                let to = row
                    .enrolled_at
                    .filter(|to| Some(*to) != row.institution_id)
                    .ok_or(AppError::Conflict("error-case-step"))?;
                writing.end_parts(row.id, Some(Party::School), &[], at).await?;
                writing
                    .add_part(row.id, part(Party::School, Some(to), None), rules.today)
                    .await?;
                writing.move_case(row.id, to).await?;
                writing
                    .finish_case_duties(row.id, &["case_change"], None, self.actor.user(), at)
                    .await?;
            }
            CaseEvent::NameOwner => {
                writing
                    .finish_case_duties(row.id, &["case_change"], None, self.actor.user(), at)
                    .await?;
            }
            _ => {}
        }
        let asks_group =
            [CaseState::BeforeGroup, CaseState::InGroup, CaseState::ToCentre].contains(&after.state);
        if asks_group {
            writing
                .add_part(row.id, part(Party::ChildRights, None, None), rules.today)
                .await?;
        }
        self.tell_of_step(writing, event, (before.state, after.state))
            .await?;
        if after.state == CaseState::Closed {
            // The school and the lead keep their own record; everybody else's part is over.
            writing
                .end_parts(row.id, None, &[Party::School, after.lead], at)
                .await?;
            writing.withdraw_case_duties(row.id, at).await?;
        } else if after.next != before.next || after.state != before.state || after.lead != before.lead {
            self.next_duty(writing, row.id, step, &after).await?;
        }
        let detail = format!(
            "pupil={} event={} from={} to={} words_sha256={}",
            row.pupil_id,
            event.event.code(),
            before.state.code(),
            after.state.code(),
            fingerprint(words)
        );
        writing
            .audit(at, &[self.event("case.step", "case", Some(row.id), detail)])
            .await?;
        Ok(after)
    }
}
