//! Meetings: planned, called, held and closed; the agenda drawn from what waits; minutes kept as they are typed. Whoever takes part sees the
//! cases of the meeting; every look is an audit entry.

mod agenda;
mod case;

use balsts_domain::{
    access::{Action, Resource},
    cooperation::{ItemState, MeetingEvent, MeetingState, MemberRight, is_day_off},
    message::MessageKind,
};
use balsts_store::{
    CaseRow, DecisionsOf, ItemRow, MeetingDecisionRow, MeetingRow, NewMeeting, ParticipantRow, ProposalRow,
    Recipients, Writing,
};
use jiff::civil::{Date, Time};

use crate::{AppError, Ctx, FieldErrors, Result, body::check_text, message::Notice};

pub use agenda::Kept;
pub use case::{DrawItems, ReturnWhat};

const NAME_LENGTH: usize = 300;
pub(crate) const LIST_LENGTH: u64 = 200;

/// A meeting to be planned.
#[derive(Debug, Clone)]
pub struct PlanMeeting {
    /// Body.
    pub body: i64,
    /// Day.
    pub day: Option<Date>,
    /// Hour, `10:00`.
    pub begins: String,
    /// Place.
    pub place: String,
    /// It plans next year's budget.
    pub budget: bool,
    /// It is meant to be on a day off.
    pub on_day_off: bool,
}

/// A meeting with all that belongs to it.
#[derive(Debug, Clone)]
pub struct MeetingView {
    /// The meeting.
    pub row: MeetingRow,
    /// Its agenda: cases, then questions of the system.
    pub agenda: Vec<ItemRow>,
    /// Who takes part.
    pub participants: Vec<ParticipantRow>,
    /// What was decided.
    pub decisions: Vec<MeetingDecisionRow>,
    /// What is proposed to others.
    pub proposals: Vec<ProposalRow>,
    /// What waits for a meeting, for those who lead the body.
    pub waiting: Vec<ItemRow>,
    /// Cases that wait for the group, for those who lead it.
    pub cases: Vec<CaseRow>,
    /// The reader leads the body.
    pub leads: bool,
}

impl MeetingView {
    /// Its state.
    pub fn state(&self) -> MeetingState {
        MeetingState::from_code(&self.row.state).unwrap_or(MeetingState::Cancelled)
    }

    /// Whether minutes and decisions can change, by this reader.
    pub fn may_write(&self) -> bool {
        self.leads && self.state().is_alive()
    }
}

impl Ctx {
    /// Meetings that the actor takes part in or leads, the latest first.
    pub async fn meetings(&self, body: Option<i64>) -> Result<Vec<MeetingRow>> {
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        Ok(self.store.meetings(&scope, body, LIST_LENGTH).await?)
    }

    /// Whether the actor leads a body.
    pub async fn leads_body(&self, body: i64) -> Result<bool> {
        let Some(user) = self.actor.user() else {
            return Ok(true);
        };
        let right = self.store.right_in_body(user, body).await?;
        Ok(right
            .as_deref()
            .and_then(MemberRight::from_code)
            .is_some_and(MemberRight::leads))
    }

    /// One meeting with its agenda, minutes and decisions. Of what is restricted, advisers and the invited get nothing.
    pub async fn meeting(&self, id: i64) -> Result<MeetingView> {
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let row = self.store.meeting(&scope, id).await?;
        let mut agenda = self.store.agenda(&scope, id).await?;
        let right = match self.actor.user() {
            Some(user) => {
                let right = self.store.right_in_body(user, row.body_id).await?;
                right.as_deref().and_then(MemberRight::from_code)
            }
            None => Some(MemberRight::Secretary),
        };
        if !right.is_some_and(MemberRight::sees_restricted) {
            for item in &mut agenda {
                item.restricted_text.clear();
                item.birth_day = None;
            }
        }
        let leads = right.is_some_and(MemberRight::leads);
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let of = DecisionsOf::Meeting(id);
        let decisions = self
            .store
            .decisions(&scope, Some(&leading), of, LIST_LENGTH)
            .await?;
        let (mut waiting, mut cases) = (Vec::new(), Vec::new());
        if leads {
            waiting = self.store.waiting_items(&leading, row.body_id).await?;
            cases = self.store.cases_before_group(&leading, row.body_id).await?;
        }
        let proposals = self.store.proposals(&scope, Some(id), LIST_LENGTH).await?;
        let looked: Vec<_> = agenda
            .iter()
            .chain(&waiting)
            .filter_map(|item| item.pupil_id)
            .chain(cases.iter().map(|case| case.pupil_id))
            .map(|pupil| self.event("pupil.read", "pupil", Some(pupil), format!("meeting={id}")))
            .collect();
        if !looked.is_empty() {
            let writing = self.store.write().await?;
            writing.audit(self.instant(), &looked).await?;
            writing.commit().await?;
        }
        Ok(MeetingView {
            participants: self.store.participants(&scope, id).await?,
            row,
            agenda,
            decisions,
            proposals,
            waiting,
            cases,
            leads,
        })
    }

    /// The minutes to be taken away as a file; taking them out is written down.
    pub async fn export_minutes(&self, id: i64) -> Result<MeetingView> {
        let view = self.meeting(id).await?;
        let event = self.event("meeting.minutes_exported", "meeting", Some(id), "");
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(view)
    }

    /// The meeting for changing it: only who leads its body may.
    async fn led_meeting(&self, id: i64) -> Result<MeetingRow> {
        let scope = self.scope(Action::Write, Resource::Meeting)?;
        Ok(self.store.meeting(&scope, id).await?)
    }

    /// The same while it is alive.
    pub(crate) async fn living_meeting(&self, id: i64) -> Result<MeetingRow> {
        let row = self.led_meeting(id).await?;
        let alive = MeetingState::from_code(&row.state).is_some_and(MeetingState::is_alive);
        if alive {
            Ok(row)
        } else {
            Err(AppError::Conflict("error-meeting-over"))
        }
    }

    /// Starts writing into a living meeting. Until that is kept or given up the meeting cannot close; once it has closed, nothing is written any more.
    pub(crate) async fn write_in_meeting(&self, id: i64) -> Result<Writing> {
        let writing = self.store.write().await?;
        if writing.hold_meeting(id).await? {
            Ok(writing)
        } else {
            Err(AppError::Conflict("error-meeting-over"))
        }
    }

    /// Plans a meeting. A weekend or holiday is kept only where it is meant.
    pub async fn plan_meeting(&self, plan: &PlanMeeting) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Meeting)?;
        let new = self.checked(plan)?;
        let writing = self.store.write().await?;
        let id = writing.add_meeting(&scope, &new, self.instant()).await?;
        let event = self.event(
            "meeting.planned",
            "meeting",
            Some(id),
            format!("body={}", plan.body),
        );
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    fn checked(&self, plan: &PlanMeeting) -> Result<NewMeeting> {
        let mut errors = FieldErrors::new();
        let day = plan.day.unwrap_or(self.today());
        if plan.day.is_none() {
            errors.add("day", "error-date-required");
        } else if is_day_off(day) && !plan.on_day_off {
            errors.add("day", "error-meeting-day-off");
        }
        if plan.begins.trim().parse::<Time>().is_err() {
            errors.add("begins", "error-meeting-hour");
        }
        check_text(&mut errors, "place", &plan.place, NAME_LENGTH);
        errors.check()?;
        Ok(NewMeeting {
            body: plan.body,
            day,
            begins: plan.begins.trim().to_owned(),
            place: plan.place.trim().to_owned(),
            budget: plan.budget,
        })
    }

    /// A meeting whose day, hour and place may still change, for those who lead its body.
    pub async fn movable_meeting(&self, id: i64) -> Result<MeetingRow> {
        let row = self.led_meeting(id).await?;
        if MeetingState::from_code(&row.state).is_some_and(MeetingState::may_move) {
            Ok(row)
        } else {
            Err(AppError::Conflict("error-meeting-step"))
        }
    }

    /// A meeting takes place on another day, at another hour or place; its agenda stays. Those who are called to it are told.
    pub async fn move_meeting(&self, id: i64, version: i64, plan: &PlanMeeting) -> Result<()> {
        let row = self.movable_meeting(id).await?;
        let new = self.checked(plan)?;
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let participants = self.store.participants(&scope, id).await?;
        let writing = self.store.write().await?;
        writing.move_meeting(id, version, &new, self.instant()).await?;
        if row.state == MeetingState::Called.code() {
            let people: Vec<i64> = participants.iter().filter_map(|one| one.user_id).collect();
            let notice = Notice::new(MessageKind::MeetingMoved, id, Recipients::Users(&people));
            self.notify(&writing, &notice).await?;
        }
        let event = self.event("meeting.moved", "meeting", Some(id), format!("day={}", new.day));
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Something happens to a meeting. When it closes or is called off, what was not decided is carried over to the body's next meeting, or
    /// waits for one. Gives how many items that were.
    pub async fn change_meeting(&self, id: i64, version: i64, event: MeetingEvent) -> Result<usize> {
        let row = self.led_meeting(id).await?;
        let state = MeetingState::from_code(&row.state)
            .ok_or_else(|| AppError::Internal("unknown state of a meeting".to_owned()))?;
        let next = state
            .next(event)
            .map_err(|_| AppError::Conflict("error-meeting-step"))?;
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let writing = self.store.write().await?;
        writing
            .change_meeting(id, version, next.code(), self.instant())
            .await?;
        // Read once nobody else can write: a decision noted at the last moment is one of the meeting.
        let agenda = self.store.agenda(&scope, id).await?;
        let participants = self.store.participants(&scope, id).await?;
        let of = DecisionsOf::Meeting(id);
        let decisions = self.store.decisions(&scope, None, of, LIST_LENGTH).await?;
        let mut carried = 0;
        if matches!(event, MeetingEvent::Close | MeetingEvent::Cancel) {
            let following = writing.next_meeting(id).await?;
            for item in &agenda {
                let before = ItemState::from_code(&item.state).unwrap_or(ItemState::OnAgenda);
                let after = before.at_close(item.decisions);
                if after != before {
                    writing.set_item_state(id, item.id, after.code()).await?;
                }
                if after == ItemState::Decided && before != after {
                    self.group_decides(&writing, &row, item, &decisions).await?;
                }
                // What went on before, and was written at there, stays gone on when the meeting closes again.
                if after == ItemState::CarriedOver && before != after {
                    writing.carry_over(item, following).await?;
                    carried += 1;
                }
            }
        }
        if event == MeetingEvent::Reopen {
            writing.take_back_carried(id).await?;
        }
        let people: Vec<i64> = participants.iter().filter_map(|one| one.user_id).collect();
        let told = match event {
            MeetingEvent::Call => Some(MessageKind::MeetingCalled),
            // Nobody was called to a planned one.
            MeetingEvent::Cancel if state == MeetingState::Called => Some(MessageKind::MeetingCancelled),
            _ => None,
        };
        if let Some(kind) = told {
            self.notify(&writing, &Notice::new(kind, id, Recipients::Users(&people)))
                .await?;
        }
        let verb = format!("meeting.{}", next.code());
        let detail = format!("items={} carried_over={carried}", agenda.len());
        writing
            .audit(self.instant(), &[self.event(&verb, "meeting", Some(id), detail)])
            .await?;
        writing.commit().await?;
        Ok(carried)
    }

    /// Says who is there.
    pub async fn note_present(&self, id: i64, members: &[i64]) -> Result<()> {
        self.living_meeting(id).await?;
        let writing = self.write_in_meeting(id).await?;
        writing.set_present(id, members).await?;
        let event = self.event(
            "meeting.present",
            "meeting",
            Some(id),
            format!("count={}", members.len()),
        );
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Invites somebody of the body to one meeting; an expert for one item of its agenda learns nothing of the others. Members see all of it.
    pub async fn invite(&self, id: i64, member: i64, item: Option<i64>) -> Result<()> {
        let row = self.living_meeting(id).await?;
        let scope = self.scope(Action::Read, Resource::Body)?;
        let members = self.store.body_members(&scope, row.body_id).await?;
        let member = members
            .iter()
            .find(|one| one.id == member && one.to_day.is_none())
            .ok_or(AppError::NotFound)?;
        let right = MemberRight::from_code(&member.right_code);
        let item = item.filter(|_| !right.is_some_and(MemberRight::sees_restricted));
        let writing = self.write_in_meeting(id).await?;
        let is_new = writing.invite(id, member.id, item).await?;
        if is_new && row.state != MeetingState::Planned.code() {
            let to: Vec<i64> = member.user_id.into_iter().collect();
            let notice = Notice::new(MessageKind::MeetingCalled, id, Recipients::Users(&to));
            self.notify(&writing, &notice).await?;
        }
        let mut detail = format!("member={}", member.id);
        if let Some(item) = item {
            detail = format!("{detail} item={item}");
        }
        let event = self.event("meeting.invited", "meeting", Some(id), detail);
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}
