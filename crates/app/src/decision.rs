//! Decisions of meetings: each a task of somebody, controlled by the chair until its result is judged. Proposals to others.

use balsts_domain::{
    access::{Action, Resource},
    cooperation::{Addressee, DecisionState, Judgement, due_on_working_day},
    message::MessageKind,
};
use balsts_store::{
    DecisionsOf, MeetingDecisionRow, NewMeetingDecision, ProposalRow, Recipients, StoreError,
};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, body::check_text, meeting::LIST_LENGTH, message::Notice};

const TEXT_LENGTH: usize = 4_000;
const NAME_LENGTH: usize = 300;

/// A decision line of the minutes.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Item.
    pub item: i64,
    /// What is to be done.
    pub what: String,
    /// Who of those who take part; none: somebody else.
    pub member: Option<i64>,
    /// The institution of somebody else.
    pub organisation: String,
    /// Their name.
    pub person: String,
    /// Until when.
    pub due: Option<Date>,
    /// When the result is judged.
    pub judge: Option<Date>,
}

/// How a decision stands on a day.
pub fn decision_state(row: &MeetingDecisionRow, on: Date) -> DecisionState {
    let (due, judge) = (balsts_store::date(row.due_day), balsts_store::date(row.judge_day));
    DecisionState::on(on, due, judge, row.done_at.is_some(), row.judgement.is_some())
}

/// What is added stands below what was said before: neither is lost.
pub(crate) fn below(before: Option<&str>, added: &str) -> String {
    match before {
        Some(before) if !before.is_empty() => format!("{before}\n\n{added}"),
        _ => added.to_owned(),
    }
}

/// What somebody said since it was read stands already.
fn said_already(error: StoreError) -> AppError {
    match error {
        StoreError::NotFound => AppError::Conflict("error-said-already"),
        other => other.into(),
    }
}

impl Ctx {
    /// Keeps a decision of a meeting: whoever it falls on is told. A term on a day off ends on the next working day.
    pub async fn decide(&self, meeting: i64, decide: &Decide) -> Result<i64> {
        self.living_meeting(meeting).await?;
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "what", &decide.what, TEXT_LENGTH);
        let (mut organisation, mut person, mut user) = (
            decide.organisation.trim().to_owned(),
            decide.person.trim().to_owned(),
            None,
        );
        if let Some(member) = decide.member {
            let participants = self.store.participants(&scope, meeting).await?;
            let member = participants
                .into_iter()
                .find(|one| one.member_id == member)
                .ok_or(AppError::NotFound)?;
            (organisation, person, user) = (member.organisation, member.name, member.user_id);
        }
        check_text(&mut errors, "organisation", &organisation, NAME_LENGTH);
        check_text(&mut errors, "person", &person, NAME_LENGTH);
        if decide.due.is_none() {
            errors.add("due", "error-date-required");
        }
        if decide.judge.is_none() {
            errors.add("judge", "error-date-required");
        }
        if let (Some(due), Some(judge)) = (decide.due, decide.judge)
            && judge < due
        {
            errors.add("judge", "error-decision-judged-before");
        }
        errors.check()?;
        let due = due_on_working_day(decide.due.unwrap_or(self.today()));
        let new = NewMeetingDecision {
            item: decide.item,
            meeting,
            what: decide.what.trim().to_owned(),
            organisation,
            person,
            user,
            due,
            judge: due_on_working_day(decide.judge.unwrap_or(due)).max(due),
        };
        let writing = self.write_in_meeting(meeting).await?;
        let (number, whole) = (meeting.to_string(), format!("{decide:?}"));
        let sending = self.sending("decision", &[number.as_str(), whole.as_str()]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            return Ok(id);
        }
        let id = writing
            .add_meeting_decision(self.actor.municipality, &new)
            .await?;
        writing.sending_gave(&sending, id).await?;
        let to: Vec<i64> = user.into_iter().collect();
        let notice = Notice::new(MessageKind::DecisionAssigned, id, Recipients::Users(&to));
        self.notify(&writing, &notice).await?;
        let detail = format!("meeting={meeting} item={}", decide.item);
        let event = self.event("decision.made", "decision", Some(id), detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The control list: decisions that are not judged yet, by their days; then those that are. What was decided may name a child: opening the
    /// list is written down.
    pub async fn control_list(&self) -> Result<(Vec<MeetingDecisionRow>, Vec<MeetingDecisionRow>)> {
        let (open, judged) = (self.decisions(false).await?, self.decisions(true).await?);
        let rows = open.len() + judged.len();
        if rows > 0 {
            self.list_opened("decisions", "", rows).await?;
        }
        Ok((open, judged))
    }

    /// One decision that is the actor's to judge, or to do, however it stands.
    async fn decision_of(&self, id: i64, judging: bool) -> Result<MeetingDecisionRow> {
        let user = self.actor.user();
        let may = |row: &MeetingDecisionRow| {
            row.leads || (!judging && row.user_id.is_some() && row.user_id == user)
        };
        let found = self.decisions_of(DecisionsOf::One(id)).await?;
        found.into_iter().find(may).ok_or(AppError::NotFound)
    }

    /// The same with an entry in the log that it was opened.
    pub async fn open_decision(&self, id: i64, judging: bool) -> Result<MeetingDecisionRow> {
        let row = self.decision_of(id, judging).await?;
        let event = self.event("decision.read", "decision", Some(id), "");
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(row)
    }

    /// Decisions that are not judged yet, by their days, or those that are: for counts and calendars.
    pub async fn decisions(&self, judged: bool) -> Result<Vec<MeetingDecisionRow>> {
        let of = if judged {
            DecisionsOf::Judged
        } else {
            DecisionsOf::Open
        };
        self.decisions_of(of).await
    }

    async fn decisions_of(&self, of: DecisionsOf) -> Result<Vec<MeetingDecisionRow>> {
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        Ok(self
            .store
            .decisions(&scope, Some(&leading), of, LIST_LENGTH)
            .await?)
    }

    /// A decision is done. `seen` is the instant of the last word on it that the actor knows, 0 for none: what is said with it in view stands below.
    ///
    /// # Errors
    /// A conflict where somebody has said more of it since.
    pub async fn finish_decision(&self, id: i64, note: &str, seen: i64) -> Result<()> {
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let user = self.user()?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "note", note, TEXT_LENGTH);
        errors.check()?;
        let row = self.decision_of(id, false).await?;
        let writing = self.store.write().await?;
        let (number, known) = (id.to_string(), seen.to_string());
        let sending = self.sending("decision_done", &[number.as_str(), known.as_str(), note.trim()]);
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        let note = below(row.done_note.as_deref(), note.trim());
        // Where more was said than is known, whether before it was read or since, nothing is kept.
        writing
            .finish_decision(&leading, id, user, &note, seen, self.instant())
            .await
            .map_err(said_already)?;
        let event = self.event("decision.done", "decision", Some(id), "");
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// The chair judges what a decision achieved. `seen` is the instant of the judgement that the actor knows, 0 for none: with it in view the new
    /// one stands, its reasons below the earlier ones.
    ///
    /// # Errors
    /// A conflict where somebody has judged it since.
    pub async fn judge_decision(
        &self,
        id: i64,
        judgement: Option<Judgement>,
        note: &str,
        seen: i64,
    ) -> Result<()> {
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "note", note, TEXT_LENGTH);
        let Some(judgement) = judgement else {
            errors.add("judgement", "error-decision-judgement");
            return errors.check();
        };
        errors.check()?;
        let row = self.decision_of(id, true).await?;
        let writing = self.store.write().await?;
        let (number, known) = (id.to_string(), seen.to_string());
        let sending = self.sending(
            "decision_judged",
            &[number.as_str(), known.as_str(), judgement.code(), note.trim()],
        );
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        let note = below(row.judged_note.as_deref(), note.trim());
        writing
            .judge_decision(&leading, id, judgement.code(), &note, seen, self.instant())
            .await
            .map_err(said_already)?;
        let event = self.event("decision.judged", "decision", Some(id), judgement.code());
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Proposes something to the council, a ministry or somebody else.
    pub async fn propose(&self, meeting: i64, text: &str, addressee: Option<Addressee>) -> Result<i64> {
        self.living_meeting(meeting).await?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "proposal", text, TEXT_LENGTH);
        errors.check()?;
        let addressee = addressee.unwrap_or(Addressee::Council);
        let writing = self.write_in_meeting(meeting).await?;
        let number = meeting.to_string();
        let sending = self.sending("proposal", &[number.as_str(), text.trim(), addressee.code()]);
        if let Some(id) = self.sent_before(&writing, &sending).await? {
            return Ok(id);
        }
        let id = writing
            .add_proposal(
                self.actor.municipality,
                meeting,
                text.trim(),
                addressee.code(),
                self.instant(),
            )
            .await?;
        writing.sending_gave(&sending, id).await?;
        let event = self.event("proposal.made", "meeting", Some(meeting), addressee.code());
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The register of proposals.
    pub async fn proposals(&self) -> Result<Vec<ProposalRow>> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        Ok(self.store.proposals(&scope, None, LIST_LENGTH).await?)
    }

    /// Keeps the answer to a proposal. `seen` is the instant of the answer that the actor knows, 0 for none: what is said with it in view stands
    /// below.
    ///
    /// # Errors
    /// A conflict where somebody has written an answer since.
    pub async fn answer_proposal(&self, id: i64, answer: &str, seen: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Body)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "answer", answer, TEXT_LENGTH);
        errors.check()?;
        let proposals = self.proposals().await?;
        let row = proposals
            .into_iter()
            .find(|row| row.id == id)
            .ok_or(AppError::NotFound)?;
        let writing = self.store.write().await?;
        let (number, known) = (id.to_string(), seen.to_string());
        let sending = self.sending(
            "proposal_answered",
            &[number.as_str(), known.as_str(), answer.trim()],
        );
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        let answer = below(row.answer.as_deref(), answer.trim());
        writing
            .answer_proposal(&scope, id, &answer, seen, self.instant())
            .await
            .map_err(said_already)?;
        let event = self.event("proposal.answered", "proposal", Some(id), "");
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}
