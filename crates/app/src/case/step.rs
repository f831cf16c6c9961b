//! The steps of the table.

use balsts_domain::{
    access::{Action, Resource, Role},
    cases::{
        Case, CaseEvent, CaseRefused, CaseState, Doer, Event, Outcome, Party,
        event::{Criterion, Need},
        form::OUT_OF_ORDER,
    },
};
use balsts_store::{CaseDuty, CasePerson, CaseRow, CaseStep, NewCasePart, StoreError, Writing};
use sha2::{Digest, Sha256};

use super::{CaseRules, TEXT_LENGTH, case_of, told::roles_of, turn::about_owner};
use crate::{AppError, Ctx, FieldErrors, Result};

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
        CaseRefused::Missing(Need::Plan) => ("words", "error-case-no-plan"),
        CaseRefused::Missing(Need::Until) => ("until", "error-date-required"),
        CaseRefused::Missing(Need::Criterion) | CaseRefused::NotAdmitted => {
            ("criterion", "error-case-criterion")
        }
        CaseRefused::DayPassed => ("next", "error-case-day-passed"),
        CaseRefused::DayOff(day) | CaseRefused::TooLate(day) => {
            let is_late = matches!(refusal, CaseRefused::TooLate(_));
            let key = if is_late {
                "error-case-day-late"
            } else {
                "error-case-day-off"
            };
            let mut errors = FieldErrors::new();
            errors.add_with("next", key, "date", day);
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
    /// The duty of the next date replaces the one before.
    pub(super) async fn next_duty(&self, writing: &Writing, id: i64, step: i64, case: &Case) -> Result<()> {
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

    /// People of the lead institution: one of them can be named or delegated to.
    pub async fn case_people(&self, public_id: &str) -> Result<Vec<CasePerson>> {
        let scope = self.scope(Action::Write, Resource::Case)?;
        let row = self.store.case(&scope, public_id).await?;
        let lead = Party::from_code(&row.lead);
        let roles: Vec<&str> = Role::ALL
            .into_iter()
            .filter(|role| lead.is_some() && Party::of(*role) == lead)
            .map(Role::code)
            .collect();
        Ok(self.store.case_people(&scope, &roles, row.institution_id).await?)
    }

    /// A step of the table. `version` is the one the person saw: if somebody was faster, nothing is overwritten.
    pub async fn step_case(&self, public_id: &str, version: i64, event: &Event) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Case)?;
        let (seen, whole) = (version.to_string(), format!("{event:?}"));
        let sending = self.sending("case_step", &[public_id, seen.as_str(), whole.as_str()]);
        let row = match self.store.case(&scope, public_id).await {
            Ok(row) if row.version == version => row,
            // Somebody was faster, or whoever ended their own part sees the case no more.
            other => {
                let writing = self.store.write().await?;
                return match self.sent_before(&writing, &sending).await? {
                    // The same step came twice.
                    Some(_) => Ok(()),
                    None => Err(other.map_or_else(AppError::from, |_| AppError::Conflict("error-conflict"))),
                };
            }
        };
        check_length("words", &event.words)?;
        check_length(OUT_OF_ORDER, &event.out_of_order)?;
        if matches!(event.event, CaseEvent::SendReports | CaseEvent::Danger) {
            return Err(AppError::Conflict("error-case-step"));
        }
        if let Some(person) = event.person {
            let known = self.case_people(public_id).await?;
            if !known.iter().any(|one| one.id == person) {
                return Err(FieldErrors::one("person", "error-case-person"));
            }
        }
        let parts = self.store.case_parts(&scope, row.id).await?;
        let doer = self.case_doer(&parts);
        let rules = self.case_rules_of(&row).await?;
        let writing = self.store.write().await?;
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        self.apply(&writing, &row, event, doer, &rules).await?;
        Ok(writing.commit().await?)
    }

    /// Whether the actor sees a case: not any more when their institution's part in it is over.
    pub async fn sees_case(&self, public_id: &str) -> Result<bool> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        match self.store.case(&scope, public_id).await {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound) => Ok(false),
            Err(other) => Err(other.into()),
        }
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
        // Whether there is a plan says the record, whoever asks.
        let event = &Event {
            plan: self
                .store
                .has_plan_since(
                    &self.program_scope(Resource::SupportPlan)?,
                    row.pupil_id,
                    row.opened_day,
                )
                .await?,
            ..event.clone()
        };
        let after = before.after(event, doer, &rules.rules()).map_err(refused)?;
        let lets_in = matches!(event.event, CaseEvent::Invite | CaseEvent::ProposeLead);
        let reason = event.out_of_order.trim();
        // The order is one for schools (Rēzeknes novads): a court, the police or the specialist ask in whom they need.
        let is_school = doer.role.and_then(Party::of) == Some(Party::School);
        let out_of_order = match event.party.filter(|_| lets_in && is_school) {
            Some(party) => self.is_out_of_order(row, party, &rules.settings).await?,
            None => false,
        };
        if out_of_order && reason.is_empty() {
            return Err(FieldErrors::one(OUT_OF_ORDER, "error-case-board-first"));
        }
        let at = self.instant();
        let words = match event.words.trim() {
            words if lets_in && !reason.is_empty() => format!("{words}\n\n{reason}").trim().to_owned(),
            words => words.to_owned(),
        };
        writing
            .change_case(
                row.id,
                row.version,
                &after,
                after.state != before.state,
                rules.today,
            )
            .await?;
        let moved = after.next != before.next || after.state != before.state;
        let late = before.next.filter(|next| moved && *next < rules.today);
        let asked = |need| {
            let row = balsts_domain::cases::table::find(event.event, before.state);
            row.is_some_and(|row| row.needs.contains(&need))
        };
        let detail = serde_json::json!({
            "missed": late.map(|day| day.to_string()),
            "plans": self.plans_behind(row, event.event).await?,
            "next": after.next.map(|day| day.to_string()),
            "outcome": event.outcome.filter(|_| asked(Need::Outcome)).map(Outcome::code),
            "party": event.party.filter(|_| asked(Need::Party)).map(Party::code),
            "person": event.person.filter(|_| asked(Need::Person)),
            "until": event.until.filter(|_| asked(Need::Until)).map(|day| day.to_string()),
            "criterion": event.criterion.filter(|_| asked(Need::Criterion)).map(Criterion::code),
            "out_of_order": out_of_order,
        });
        let step = CaseStep {
            case: row.id,
            event: event.event.code(),
            from: before.state.code(),
            to: after.state.code(),
            detail: detail.to_string(),
            words: &words,
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
            CaseEvent::ProposeLead | CaseEvent::Invite => {
                if let Some(party) = event.party {
                    writing
                        .add_part(row.id, part(party, None, None), rules.today)
                        .await?;
                }
            }
            CaseEvent::EndPart => {
                if let Some(party) = event.party {
                    writing.end_parts(row.id, Some(party), &[], at).await?;
                    writing.withdraw_duties_of(row.id, party, at).await?;
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
                self.ask_for_owner(writing, row, &after, to, rules).await?;
                self.tell_school(writing, to).await?;
            }
            // A look at the case answers what changed around it. Only where nobody answers for the case, somebody has to be named.
            CaseEvent::Review if row.owner_gone => {}
            CaseEvent::NameOwner | CaseEvent::Review => {
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
            writing.withdraw_reports_of(row.id).await?;
        } else if moved || after.lead != before.lead {
            self.next_duty(writing, row.id, step, &after).await?;
        }
        let detail = format!(
            "pupil={} event={} from={} to={} words_sha256={}",
            row.pupil_id,
            event.event.code(),
            before.state.code(),
            after.state.code(),
            fingerprint(&words)
        );
        writing
            .audit(at, &[self.event("case.step", "case", Some(row.id), detail)])
            .await?;
        Ok(after)
    }

    /// Where nobody at the school that a case comes to answers for it, the school owes at once that somebody is named.
    async fn ask_for_owner(
        &self,
        writing: &Writing,
        row: &CaseRow,
        after: &Case,
        school: i64,
        rules: &CaseRules,
    ) -> Result<()> {
        if after.lead != Party::School {
            return Ok(());
        }
        let scope = self.program_scope(Resource::Case)?;
        let roles: Vec<&str> = roles_of(Party::School).into_iter().map(Role::code).collect();
        let people = self.store.case_people(&scope, &roles, Some(school)).await?;
        if people.iter().any(|one| one.id == after.owner) {
            return Ok(());
        }
        let duty = CaseDuty {
            case: row.id,
            code: "case_change",
            // The step that is being written is one more.
            about: &about_owner(row.id, after.owner, row.version + 1),
            party: after.lead,
            due: rules.rules().worked(rules.today),
        };
        writing.open_case_duty(&duty, self.instant()).await?;
        Ok(())
    }

    /// The support plans that a decision on support, or its result, rests on; for those who may read plans.
    async fn plans_behind(&self, row: &CaseRow, event: CaseEvent) -> Result<Vec<i64>> {
        if !matches!(
            event,
            CaseEvent::DecideSupport | CaseEvent::NotSolved | CaseEvent::Solved
        ) || !self.actor.may(Action::Read, Resource::SupportPlan)
        {
            return Ok(Vec::new());
        }
        let plans = self.plans_of(row.pupil_id, true).await?;
        let during = plans.iter().filter(|plan| plan.to_day >= row.opened_day);
        Ok(during.map(|plan| plan.id).collect())
    }
}
