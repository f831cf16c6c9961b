//! Cases in a meeting of the cooperation group: drawn from those that wait for it, returned, decided. Each of these is a step of the case as
//! well, taken by the group through whoever leads its body, in the same transaction.

use balsts_domain::{
    access::{Action, Resource, Role},
    cases::{CaseEvent, CaseState, Doer, Event, event::Criterion},
    message::MessageKind,
};
use balsts_reports::format::Language;
use balsts_store::{CaseRow, ItemRow, MeetingDecisionRow, MeetingRow, NewItem, Recipients, Writing};

use super::NAME_LENGTH;
use crate::{AppError, Ctx, FieldErrors, Result, body::check_text, message::Notice};

/// What is put on the agenda.
#[derive(Debug, Clone, Default)]
pub struct DrawItems {
    /// Items that wait.
    pub items: Vec<i64>,
    /// Cases that wait for the group.
    pub cases: Vec<i64>,
    /// On what ground the group takes them.
    pub criterion: Option<Criterion>,
}

/// What is returned to those who can solve it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnWhat {
    /// A case that waits for the group.
    Case(i64),
    /// An item that waits or stands on the agenda.
    Item(i64),
}

impl Ctx {
    /// The group acts through whoever leads its body.
    fn group(&self) -> Doer {
        Doer {
            role: Some(Role::ChildRightsSpecialist),
            user: self.actor.user().unwrap_or_default(),
            part: true,
        }
    }

    /// Puts what waits on the agenda; the group takes the cases. Gives how many items that are.
    pub async fn draw_items(&self, id: i64, draw: &DrawItems) -> Result<u64> {
        let meeting = self.living_meeting(id).await?;
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let mut cases = Vec::with_capacity(draw.cases.len());
        for case in &draw.cases {
            let row = self.store.case_of_group(&leading, meeting.body_id, *case).await?;
            let words = self
                .store
                .words_for_group(&leading, meeting.body_id, *case)
                .await?;
            cases.push((row, words));
        }
        let rules = self.case_rules().await?;
        let writing = self.write_in_meeting(id).await?;
        let mut drawn = writing.draw_items(id, &draw.items).await?;
        for (row, words) in cases {
            if row.state == CaseState::BeforeGroup.code() {
                let takes = Event {
                    criterion: draw.criterion,
                    ..Event::new(CaseEvent::GroupTakes, "")
                };
                self.apply(&writing, &row, &takes, self.group(), &rules).await?;
            }
            let new = NewItem {
                body: meeting.body_id,
                meeting: Some(id),
                pupil: Some(row.pupil_id),
                case: Some(row.id),
                institution: row.institution_id,
                reason: draw.criterion.map(Criterion::code),
                // What was written in a case is not for advisers and the invited.
                restricted_text: words,
                by: Some(row.owner_id),
                ..NewItem::default()
            };
            writing
                .add_item(self.actor.municipality, &new, self.instant())
                .await?;
            drawn += 1;
        }
        let event = self.event("meeting.agenda", "meeting", Some(id), format!("drawn={drawn}"));
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(drawn)
    }

    /// Returns what the group does not hear, with the reason: a case goes back to those who take part in it.
    pub async fn return_item(&self, id: i64, what: ReturnWhat, reason: &str) -> Result<()> {
        let meeting = self.living_meeting(id).await?;
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "reason", reason, NAME_LENGTH);
        errors.check()?;
        let mut reporter = None;
        let case = match what {
            ReturnWhat::Case(case) => Some(case),
            ReturnWhat::Item(item) => {
                let waiting = self.store.waiting_items(&leading, meeting.body_id).await?;
                let agenda = self.store.agenda(&leading, id).await?;
                let found = waiting.iter().chain(&agenda).find(|one| one.id == item);
                let found = found.ok_or(AppError::NotFound)?;
                // A report goes back to whoever wrote it; its case stays where it is.
                reporter = found.proposed_by_id.filter(|_| found.is_report());
                found.case_id.filter(|_| !found.is_report())
            }
        };
        let rules = self.case_rules().await?;
        let row = match case {
            Some(case) => Some(self.store.case_of_group(&leading, meeting.body_id, case).await?),
            None => None,
        };
        let writing = self.write_in_meeting(id).await?;
        if let ReturnWhat::Item(item) = what {
            writing
                .return_item(meeting.body_id, id, item, reason.trim())
                .await?;
        }
        let mut detail = String::new();
        if let Some(row) = row {
            let returns = Event::new(CaseEvent::GroupReturns, reason.trim());
            self.apply(&writing, &row, &returns, self.group(), &rules).await?;
            let owner = [row.owner_id];
            let to = Recipients::Users(&owner);
            let notice = Notice::new(MessageKind::CaseReturned, row.id, to);
            self.notify(&writing, &notice).await?;
            detail = format!("case={}", row.id);
        }
        if let Some(reporter) = reporter {
            let to = [reporter];
            let notice = Notice {
                kind: MessageKind::ReportAnswered,
                subject: None,
                number: None,
                about: None,
                to: Recipients::Users(&to),
            };
            self.notify(&writing, &notice).await?;
        }
        let event = self.event("meeting.returned", "meeting", Some(id), detail);
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// The meeting has decided on an item: where it speaks of a case that is still the group's, that is its decision.
    pub(super) async fn group_decides(
        &self,
        writing: &Writing,
        meeting: &MeetingRow,
        item: &ItemRow,
        decisions: &[MeetingDecisionRow],
    ) -> Result<()> {
        // What is decided on a report about a case does not move the case.
        let Some(case) = item.case_id.filter(|_| !item.is_report()) else {
            return Ok(());
        };
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let row: Option<CaseRow> = match self.store.case_of_group(&leading, meeting.body_id, case).await {
            Ok(row) => Some(row).filter(|row| row.state == CaseState::InGroup.code()),
            // Closed or moved on while the meeting lasted: what it decided stands in its minutes.
            Err(balsts_store::StoreError::NotFound) => None,
            Err(error) => return Err(error.into()),
        };
        let Some(row) = row else { return Ok(()) };
        let taken: Vec<&MeetingDecisionRow> = decisions.iter().filter(|one| one.item_id == item.id).collect();
        let lines: Vec<String> = taken
            .iter()
            .map(|one| {
                let due = Language::Latvian.date(balsts_store::date(one.due_day));
                format!("{} ({}, {}, {due})", one.what, one.person, one.organisation)
            })
            .collect();
        let rules = self.case_rules().await?;
        // The case is looked at when the last of its decisions is judged. A day that passed before the meeting was closed binds nobody.
        let judged = taken.iter().map(|one| balsts_store::date(one.judge_day)).max();
        let decides = Event {
            next: judged
                .filter(|day| *day > rules.today)
                .map(|day| rules.rules().worked(day)),
            ..Event::new(CaseEvent::GroupDecides, lines.join("\n"))
        };
        self.apply(writing, &row, &decides, self.group(), &rules).await?;
        Ok(())
    }
}
