//! Parts of other institutions in a plan: the support team writes them, the institution sees its own and answers, everybody entitled to the plan sees
//! who agreed. People decide: a part not agreed holds no plan up.

use balsts_domain::{
    access::{Action, Resource, Role, grant},
    support::{Hours, PartAnswer, PartStanding, Partner, PlanEvent, PlanState},
};
use balsts_store::{CasePerson, NewPart, OwnPartRow, PartRow, StepNote, StoreError, date, timestamp};
use jiff::civil::Date;

use super::{LIST_LENGTH, PlanView, check_text, state, term};
use crate::{AppError, Ctx, FieldErrors, Result, clock};

/// The part of another institution.
#[derive(Debug, Clone)]
pub struct PartForm {
    /// Which.
    pub partner: Partner,
    /// The account to which it is addressed; none: everybody who acts for the institution.
    pub user: Option<i64>,
    /// Whom to ask there.
    pub contact: String,
    /// What it does.
    pub task: String,
    /// Planned hours.
    pub hours: Option<Hours>,
    /// By when.
    pub due: Option<Date>,
    /// When it agreed otherwise than in this program.
    pub agreed: Option<Date>,
}

impl PartForm {
    fn row(&self, origin: Option<i64>) -> NewPart {
        NewPart {
            origin,
            partner: self.partner.code(),
            user: self.user,
            contact: self.contact.trim().to_owned(),
            task: self.task.trim().to_owned(),
            hours: self.hours.map(Hours::thousandths),
            due: self.due,
            agreed: self.agreed,
        }
    }
}

/// Whether a part says what it said already.
fn is_same(row: &PartRow, new: &NewPart) -> bool {
    row.partner == new.partner
        && row.user_id == new.user
        && row.contact == new.contact
        && row.task == new.task
        && row.hours == new.hours
        && row.due_day.map(date) == new.due
        && row.agreed_day.map(date) == new.agreed
}

fn standing(answer: Option<&str>, agreed_day: Option<i64>, agreed_before: Option<i64>) -> PartStanding {
    let answer = answer.and_then(PartAnswer::from_code);
    PartStanding::of(answer, agreed_day.is_some(), agreed_before.is_some())
}

/// Where a part stands for the school.
pub fn part_standing(row: &PartRow) -> PartStanding {
    standing(row.answer.as_deref(), row.agreed_day, row.agreed_before)
}

/// Where a part stands for the institution.
pub fn own_part_standing(row: &OwnPartRow) -> PartStanding {
    standing(row.answer.as_deref(), row.agreed_day, row.agreed_before)
}

/// The day in Riga of a moment as stored.
fn day_of(at: i64) -> Date {
    clock::day_in_riga(timestamp(at))
}

/// The day of the latest answer to a part as it is written now, or of the agreement that the school wrote down.
pub(super) fn part_answered_on(row: &PartRow) -> Option<Date> {
    row.answered_at.map(day_of).or(row.agreed_day.map(date))
}

/// The day on which an institution agreed to its part as it is written now.
pub fn part_agreed_on(row: &PartRow) -> Option<Date> {
    match part_standing(row) {
        PartStanding::Agreed => part_answered_on(row),
        _ => None,
    }
}

impl PlanView {
    /// Parts of other institutions to which these have not agreed.
    pub fn unsettled_parts(&self) -> impl Iterator<Item = &PartRow> {
        self.parts
            .iter()
            .filter(|row| part_standing(row) != PartStanding::Agreed)
    }
}

/// The roles to which a part can be addressed by name.
fn addressed(partner: Partner) -> Vec<&'static str> {
    let of_partner = partner.roles();
    Role::ALL
        .into_iter()
        .filter(|role| of_partner.is_empty() || of_partner.contains(role))
        .filter(|role| grant(*role, Action::Read, Resource::PlanPart).is_some())
        .map(Role::code)
        .collect()
}

impl Ctx {
    /// People to whom a part of a plan can be addressed, for those who draft plans.
    pub async fn part_people(&self) -> Result<Vec<CasePerson>> {
        self.people_addressed(Partner::Other).await
    }

    async fn people_addressed(&self, partner: Partner) -> Result<Vec<CasePerson>> {
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        Ok(self.store.case_people(&scope, &addressed(partner), None).await?)
    }

    /// Adds the part of another institution, or changes the one that the person saw. It tells of the family's affairs, so it is for those entitled
    /// to them. A change is a part of its own to which the institution has to agree anew; the earlier words and the answers to them stay. In a plan
    /// in force only a part to which the institution has not agreed is changed or given to somebody else.
    pub async fn put_plan_part(&self, id: i64, part: Option<i64>, form: &PartForm) -> Result<()> {
        let sheet = self.plan_to_write(id, true).await?;
        let now = state(&sheet)?;
        if !self.sees_circumstances(&sheet.public_id).await? {
            return Err(AppError::Forbidden);
        }
        let old = match part {
            None => None,
            Some(part) => {
                let scope = self.scope(Action::Write, Resource::SupportPlan)?;
                let parts = self.store.plan_parts(&scope, id).await?;
                let found = parts.into_iter().find(|row| row.id == part);
                Some(found.ok_or(AppError::Conflict("error-conflict"))?)
            }
        };
        let unsettled = old
            .as_ref()
            .is_some_and(|row| part_standing(row) != PartStanding::Agreed);
        let rearranges = unsettled && now.next(PlanEvent::Rearrange).is_ok();
        if rearranges {
            term(&sheet)
                .check_open(self.today())
                .map_err(|_| AppError::Conflict("error-plan-closed"))?;
        } else {
            self.draft_to_change(id).await?;
        }
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "task", &form.task, Some("error-plan-task"));
        check_text(&mut errors, "contact", &form.contact, None);
        if let Some(user) = form.user {
            let people = self.people_addressed(form.partner).await?;
            if people.iter().all(|person| person.id != user) {
                errors.add("user", "error-plan-part-person");
            }
        }
        errors.check()?;
        // What another institution or person agreed to is not an agreement of this one.
        let origin = old
            .as_ref()
            .filter(|row| row.partner == form.partner.code() && row.user_id == form.user)
            .map(|row| row.origin_id.unwrap_or(row.id));
        let new = form.row(origin);
        if old.as_ref().is_some_and(|row| is_same(row, &new)) {
            return Ok(());
        }
        let writing = self.store.write().await?;
        if let Some(row) = &old {
            writing.remove_plan_part(id, row.id, self.instant()).await?;
        }
        let part = writing.add_plan_part(id, &new).await?;
        self.tell_of_part(&writing, form, part).await?;
        if !rearranges {
            return self.changed(writing, &sheet, "parts").await;
        }
        let at = self.instant();
        let step = StepNote {
            event: PlanEvent::Rearrange.code(),
            state: now.code(),
            reason: None,
            in_force: None,
            ends: false,
        };
        writing.note_plan_step(id, &step, self.actor.user(), at).await?;
        self.tell_of_rearranged(&writing, &sheet).await?;
        let detail = format!("pupil={} part={part}", sheet.pupil_id);
        let event = self.event("support_plan.rearrange", "support_plan", Some(id), detail);
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Takes the part of another institution out of a draft.
    pub async fn remove_plan_part(&self, id: i64, part: i64) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        if !self.sees_circumstances(&sheet.public_id).await? {
            return Err(AppError::Forbidden);
        }
        let writing = self.store.write().await?;
        writing
            .remove_plan_part(id, part, self.instant())
            .await
            .map_err(|error| match error {
                StoreError::Conflict(_) => AppError::NotFound,
                other => other.into(),
            })?;
        self.changed(writing, &sheet, "parts").await
    }

    /// The page of parts written for the actor's institution; its opening is written down.
    pub async fn own_plan_part_list(&self) -> Result<Vec<OwnPartRow>> {
        let parts = self.own_plan_parts().await?;
        self.list_opened("plan_parts", "", parts.len()).await?;
        Ok(parts)
    }

    /// Parts of plans written for the actor's institution, those that wait for an answer first.
    pub async fn own_plan_parts(&self) -> Result<Vec<OwnPartRow>> {
        let scope = self.scope(Action::Read, Resource::PlanPart)?;
        Ok(self.store.own_plan_parts(&scope, LIST_LENGTH).await?)
    }

    /// A part written for the actor's institution. The opening is written down.
    pub async fn own_plan_part(&self, id: i64) -> Result<OwnPartRow> {
        let scope = self.scope(Action::Read, Resource::PlanPart)?;
        let row = self.store.own_plan_part(&scope, id).await?;
        let detail = format!("pupil={} part={id}", row.pupil_id);
        let event = self.event(
            "support_plan.part_read",
            "support_plan",
            Some(row.plan_id),
            detail,
        );
        let of_pupil = self.event(
            "pupil.plan_part_read",
            "pupil",
            Some(row.pupil_id),
            format!("plan={} number={id}", row.plan_id),
        );
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event, of_pupil]).await?;
        writing.commit().await?;
        Ok(row)
    }

    /// The number that a part written for the actor's institution has now: the school may have changed it since somebody was led to it.
    pub async fn own_plan_part_now(&self, id: i64) -> Result<i64> {
        let scope = self.scope(Action::Read, Resource::PlanPart)?;
        Ok(self.store.own_plan_part_now(&scope, id).await?)
    }

    /// Answers for the actor's institution, while the plan has not ended. A later answer stands beside the earlier one, which stays.
    pub async fn answer_plan_part(&self, id: i64, answer: PartAnswer, words: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::PlanPart)?;
        let row = self.store.own_plan_part(&scope, id).await?;
        if PlanState::from_code(&row.state).is_none_or(PlanState::has_ended) {
            return Err(AppError::Conflict("error-plan-step"));
        }
        let required = match answer {
            PartAnswer::Agree => None,
            PartAnswer::Propose => Some("error-plan-part-proposal"),
            PartAnswer::Decline => Some("error-reason-required"),
        };
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "words", words, required);
        errors.check()?;
        let (at, user) = (self.instant(), self.user()?);
        let writing = self.store.write().await?;
        writing
            .answer_plan_part(id, answer.code(), words.trim(), user, at)
            .await?;
        self.tell_of_answer(&writing, &row).await?;
        let detail = format!("pupil={} part={id} answer={}", row.pupil_id, answer.code());
        let event = self.event(
            "support_plan.part_answered",
            "support_plan",
            Some(row.plan_id),
            detail,
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
